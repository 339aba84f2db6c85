/* Where the reports of one run go, settled before anything is read or written. */
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

#include "inputs.h"

typedef enum cli_output_mode {
    CLI_TO_STREAM, /* standard output */
    CLI_TO_ONE,    /* one file or folder for all reports */
    CLI_TO_EACH    /* one file per input, in a folder */
} cli_output_mode;

/* What was asked for; NULL where nothing was. */
typedef struct cli_output_wish {
    const char *format, *path;
    avance_write_options options;
} cli_output_wish;

typedef struct cli_plan {
    size_t format; /* index */
    avance_format about;
    cli_output_mode mode;
    const char *path; /* as wished */
    char **names;     /* CLI_TO_EACH: one per input */
    size_t name_count;
} cli_plan;

/* The format that was asked for, that the output's suffix means, or the usual one. False when
 * there is none, which has been told. */
bool cli_plan_format(cli_session *session, const cli_output_wish *wish, cli_plan *plan);
/* How the inputs are spread over outputs. False when that cannot be, which has been told. */
bool cli_plan_outputs(cli_session *session, const cli_output_wish *wish, const cli_inputs *inputs,
                      cli_plan *plan);
void cli_plan_free(cli_plan *plan);
/* Makes the folders above PATH; false when that failed, which has been told. */
bool cli_make_parents(cli_session *session, const char *path);

#endif

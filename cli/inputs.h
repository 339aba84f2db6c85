/* The inputs that a command line names: files, standard input, and all the
 * files below the folders it names. */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include <sys/types.h>
#include <time.h>

#include "shard.h"

typedef struct cli_input {
    char *path;           /* NULL: standard input */
    const char *relative; /* below the folder that was named, or the last part of the path */
    off_t size;           /* of a regular file, else 0 */
    struct timespec changed;
} cli_input;

typedef struct cli_inputs {
    cli_input *items;
    size_t count, capacity;
    bool from_folder; /* some came from a folder */
    bool elsewhere;   /* some are another part's */
    bool failed;      /* a folder could not be read or held nothing, which has been told */
} cli_inputs;

/* OPERANDS in their order, what is in a folder sorted by path; of all that, the part SHARD. OUTPUT
 * (may be NULL), which may stand inside a folder of inputs, is left out. */
void cli_inputs_collect(cli_session *session, cli_operands operands, const char *output,
                        const cli_shard *shard, cli_inputs *inputs);
void cli_inputs_free(cli_inputs *inputs);
/* What messages call an input. */
const char *cli_input_name(const cli_input *input);

#endif

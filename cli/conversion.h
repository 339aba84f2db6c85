/* The work of avance convert: every input of a plan read and written, on one thread or on several,
 * with messages, reports and results in the order of the inputs. One bad input does not stop the
 * others. */
#ifndef CLI_CONVERSION_H
#define CLI_CONVERSION_H

#include "outputs.h"

typedef struct cli_conversion {
    cli_session *session;
    avance_write_options writing;
    cli_plan plan;
    cli_inputs inputs;
    cli_shard shard;
    const char *encoding; /* NULL: recognised */
    const char *grammar;  /* as asked for; NULL: detected */
    size_t grammar_index; /* where `grammar` is given */
    unsigned jobs;        /* 0: as many as processors */
    bool coverage, resume;
    cli_fingerprint wished; /* of the options that decide what outputs say */
} cli_conversion;

typedef struct cli_conversion_end {
    bool failed; /* something asked for could not be done */
    bool found;  /* some finding of level warning or error */
} cli_conversion_end;

cli_conversion_end cli_convert_all(const cli_conversion *conversion);

#endif

/* --shard I/N: one part of the inputs, for one of N processes that share them. */
#ifndef CLI_SHARD_H
#define CLI_SHARD_H

#include "options.h"

typedef struct cli_shard {
    unsigned number, count; /* 1 to count; count 0: all inputs */
} cli_shard;

/* Reads "I/N"; TEXT NULL is all. False when it says something else, which has been told. */
bool cli_shard_read(cli_session *session, const char *text, cli_shard *shard);

/* Whether the input RELATIVE (see cli_input) is of this part. That hangs on its name alone, so
 * processes agree whatever comes or goes beside it; and it hangs on the name without its suffix,
 * so that inputs which would give the same output meet in one process, which says so. */
bool cli_shard_takes(const cli_shard *shard, const char *relative);

#endif

/* Where grammars are found, and which one reads an input. */
#ifndef CLI_GRAMMARS_H
#define CLI_GRAMMARS_H

#include "console.h"

/* Adds the grammar folders to the context, in the order in which they win:
 * $AVANCE_GRAMMARS, the user's own, those that came with the program. */
void cli_grammars_load(cli_session *session);

/* The grammar called NAME, or in the file NAME when it is a path (has a slash or ends in .avg).
 * False when there is none, which has been told. */
bool cli_grammar_named(cli_session *session, const char *name, size_t *grammar);

/* Opens the input PATH (NULL: standard input) and finds the grammar that reads it: *GRAMMAR as it
 * is when NAMED, else by detection. The caller frees *SOURCE, also after a failure. */
avance_status cli_source_open(cli_session *session, const char *path, const char *encoding,
                              bool named, size_t *grammar, avance_source **source);

#endif

/* Where grammars are found, and which one reads an input. */
#ifndef CLI_GRAMMARS_H
#define CLI_GRAMMARS_H

#include "options.h"

/* Adds the grammar folders to the context, in the order in which they win:
 * $AVANCE_GRAMMARS, the user's own, those that came with the program. */
void cli_grammars_load(cli_session *session);

/* The grammar called NAME, or in the file NAME when it is a path (has a slash or ends in .avg).
 * False when there is none, which has been told. */
bool cli_grammar_named(cli_session *session, const char *name, size_t *grammar);

/* Loads the grammars and does WORK, which answers a status, for each one that OPERANDS name: the
 * worst status. */
typedef int cli_grammar_work(cli_session *session, const char *name);
int cli_grammars_each(cli_session *session, cli_operands operands, cli_grammar_work *work);

/* Opens the input PATH (NULL: standard input) and finds the grammar that reads it: *GRAMMAR as it
 * is when NAMED, else by detection. The caller frees *SOURCE, also after a failure. */
avance_status cli_source_open(cli_session *session, const char *path, const char *encoding,
                              bool named, size_t *grammar, avance_source **source);

#endif

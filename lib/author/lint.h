/* What is likely wrong with a grammar that compiles. */
#ifndef AVN_AUTHOR_LINT_H
#define AVN_AUTHOR_LINT_H

#include "grammar/grammar.h"

/* Tells SINK, in the order of the file, what it finds in GRAMMAR, and counts errors and warnings.
 * OTHERS are grammars from whose reports this one must be told apart; it may be among them. */
avance_status avn_lint(const avn_grammar *grammar, avn_grammar *const *others, size_t other_count,
                       avn_allocator allocator, const avn_sink *sink, size_t *errors,
                       size_t *warnings);

#endif

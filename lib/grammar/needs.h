/* What a pattern needs: texts of which each line that it matches holds one, read off its own text.
 *
 * Only a plain part of PCRE2's language is understood. A pattern written in it is taken by the
 * engine for certain; of any other nothing is said. */
#ifndef AVN_GRAMMAR_NEEDS_H
#define AVN_GRAMMAR_NEEDS_H

#include "base/sieve.h"

/* True, with *NEEDS filled, when PATTERN is understood. */
bool avn_needs_read(avn_arena *arena, avn_str pattern, avn_needs *needs);

#endif

/* What the text of a pattern shows of all its matches.
 *
 * Most lines are nothing of what most patterns ask for, and a look at a few bytes tells, for a
 * small part of what a match costs. Where the text uses what is not understood here, all is
 * possible and the engine is asked. */
#ifndef AVN_GRAMMAR_TRAITS_H
#define AVN_GRAMMAR_TRAITS_H

#include "grammar/literal.h"

enum { AVN_HEAD_SIZE = 8 };

/* For each of the first bytes of a match, the bit set of those that may stand there. So do they in
 * a text that could become one if it went on. */
typedef struct avn_head {
    uint64_t at[AVN_HEAD_SIZE][4];
} avn_head;

typedef struct avn_traits {
    avn_literal literal; /* the longest one that is known */
    avn_head head;
} avn_traits;

/* Of SOURCE, the text of a pattern. */
avn_traits avn_traits_of(avn_str source);

#endif

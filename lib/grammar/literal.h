/* The words that a pattern cannot do without.
 *
 * Most lines hold nothing of what most patterns ask for, and looking for a few bytes costs a small
 * part of a match. What stands here is derived from the pattern's text alone; where that uses what
 * is not understood here, there is no literal and the engine is asked. */
#ifndef AVN_GRAMMAR_LITERAL_H
#define AVN_GRAMMAR_LITERAL_H

#include <stdint.h>

#include "base/str.h"

enum { AVN_LITERAL_SIZE = 13 };

/* A run of bytes that stands in whatever the pattern matches. */
typedef struct avn_literal {
    char text[AVN_LITERAL_SIZE]; /* letters small when `folds` */
    uint8_t length;              /* 0: none is known */
    bool folds;                  /* ASCII letters stand for both cases */
    uint8_t rarest;              /* index of the byte that fewest lines hold */
} avn_literal;

/* The longest literal of SOURCE, the text of a pattern. */
avn_literal avn_literal_of(avn_str source);
bool avn_literal_stands_in(const avn_literal *literal, avn_str text);

#endif

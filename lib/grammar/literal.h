/* The words that a pattern cannot do without, see traits.h, and how they are looked for. */
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
    uint8_t rare[2];             /* indexes of the bytes that fewest lines hold; the same one twice
                                    when there is no other */
} avn_literal;

/* Finds the rarest bytes of LITERAL. */
void avn_literal_prepare(avn_literal *literal);
/* Offset of the first place in TEXT where LITERAL stands, or more than its length. */
size_t avn_literal_find(const avn_literal *literal, avn_str text);

static inline bool avn_literal_stands_in(const avn_literal *literal, avn_str text)
{
    return literal->length == 0 || avn_literal_find(literal, text) <= text.len;
}

#endif

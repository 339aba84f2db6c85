/* The heads of up to 64 patterns side by side: which of them a text may match, from its first
 * bytes, for all of them at once. */
#ifndef AVN_GRAMMAR_HEADS_H
#define AVN_GRAMMAR_HEADS_H

#include "grammar/pattern.h"

enum { AVN_MOST_HEADS = 64 };

/* For each of the first bytes of a text and what it may be, a bit for each pattern. */
typedef struct avn_heads {
    uint64_t at[AVN_HEAD_SIZE][256];
} avn_heads;

/* What begins as PATTERN does has BIT, beside what had it before. */
void avn_heads_add(avn_heads *heads, const avn_pattern *pattern, unsigned bit);

/* The bits of the patterns that TEXT, which is not empty, may match or may begin a match of. */
static inline uint64_t avn_heads_look(const avn_heads *heads, avn_str text)
{
    uint64_t may = heads->at[0][(unsigned char)text.ptr[0]];
    for (size_t i = 1; i < AVN_HEAD_SIZE && i < text.len && may; i++)
        may &= heads->at[i][(unsigned char)text.ptr[i]];
    return may;
}

#endif

#include "grammar/heads.h"

/* Adds ONE to what has each of BYTES, a set of 64. Most sets hold all or few. */
static void add_to(uint64_t row[64], uint64_t bytes, uint64_t one)
{
    if (bytes == UINT64_MAX) {
        for (unsigned i = 0; i < 64; i++)
            row[i] |= one;
        return;
    }
    while (bytes)
        row[avn_next_bit(&bytes)] |= one;
}

/* Where no match of PATTERN is empty, the engine has its own say on the first byte. */
void avn_heads_add(avn_heads *heads, const avn_pattern *pattern, unsigned bit)
{
    for (unsigned i = 0; i < AVN_HEAD_SIZE; i++) {
        for (unsigned word = 0; word < 4; word++) {
            uint64_t bytes = pattern->traits.head.at[i][word];
            if (i == 0 && pattern->least_length > 0)
                bytes &= pattern->first.bytes[word];
            add_to(&heads->at[i][64 * word], bytes, (uint64_t)1 << bit);
        }
    }
}

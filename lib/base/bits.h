/* Bit sets in words of 64. */
#ifndef AVN_BASE_BITS_H
#define AVN_BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool avn_has_bit(const uint64_t *words, size_t bit)
{
    return words[bit / 64] >> (bit % 64) & 1;
}

/* Takes the lowest bit off *WORD, which is not 0, and returns its number. */
static inline unsigned avn_next_bit(uint64_t *word)
{
    unsigned bit = (unsigned)__builtin_ctzll(*word);
    *word &= *word - 1;
    return bit;
}

#endif

#include "grammar/heads.h"

/* Adds BIT where PATTERN may have BYTE. */
static void add(avn_heads *heads, const avn_pattern *pattern, size_t place, unsigned byte,
                unsigned bit)
{
    uint64_t may = avn_has_byte(pattern->traits.head.at[place], (unsigned char)byte);
    heads->at[place][byte] |= may << bit;
}

void avn_heads_add(avn_heads *heads, const avn_pattern *pattern, unsigned bit)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        if (pattern->least_length == 0 || avn_pattern_may_start(pattern, (unsigned char)byte))
            add(heads, pattern, 0, byte, bit);
        for (size_t i = 1; i < AVN_HEAD_SIZE; i++)
            add(heads, pattern, i, byte, bit);
    }
}

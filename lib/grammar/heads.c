#include "grammar/heads.h"

/* Where no match of PATTERN is empty, the engine has its own say on the first byte. */
void avn_heads_add(avn_heads *heads, const avn_pattern *pattern, unsigned bit)
{
    for (unsigned i = 0; i < AVN_HEAD_SIZE; i++) {
        for (unsigned word = 0; word < 4; word++) {
            for (uint64_t left = pattern->traits.head.at[i][word]; left;) {
                unsigned byte = word * 64 + avn_next_bit(&left);
                bool may = i > 0 || pattern->least_length == 0 ||
                           avn_pattern_may_start(pattern, (unsigned char)byte);
                heads->at[i][byte] |= (uint64_t)may << bit;
            }
        }
    }
}

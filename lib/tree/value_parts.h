/* What the readers of single types share. Only value*.c include it.
 *
 * The readers below get words without outer gaps, that are not blank, and answer
 * false when they are not of their type; then *VALUE is unchanged. */
#ifndef AVN_TREE_VALUE_PARTS_H
#define AVN_TREE_VALUE_PARTS_H

#include "tree/value.h"

/* A blank, a tab or a line break: printed values may be wrapped. */
static inline bool avn_is_gap(char c)
{
    return avn_is_blank(c) || c == '\n';
}

avn_str avn_gap_trim(avn_str s);
/* S without one final point. */
avn_str avn_less_final_point(avn_str s);
/* Equal but for case, accents and the width of inner gaps. */
bool avn_alike(avn_str a, avn_str b);
/* True for "", dashes alone, N/A, N/D and ND in any case. */
bool avn_says_nothing(avn_str s);
/* Makes *VALUE one that holds nothing, printed as PRINTED; the origin stays. */
void avn_value_begin(avn_value *value, avn_str printed);

/* A figure that may name its currency and be said again in words. */
avn_reading avn_money_read(avn_arena *arena, avn_str printed, avn_value *value);

bool avn_ordinal_read(avn_arena *arena, avn_str s, avn_value *value);
bool avn_date_read(avn_arena *arena, avn_str s, avn_value *value);
bool avn_period_read(avn_arena *arena, avn_str s, avn_value *value);

#endif

/* Printed words into typed values: figures, money, dates, periods, ordinals. */
#ifndef AVN_TREE_VALUE_H
#define AVN_TREE_VALUE_H

#include "base/arena.h"
#include "tree/node.h"

typedef enum avn_reading {
    AVN_READ,   /* value->present is true */
    AVN_ABSENT, /* blank, "-", "--", "N/A", "N/D", "ND": nothing was printed; value->present false */
    AVN_UNREADABLE
} avn_reading;

/* Words that a choice or a flag accepts. For AVN_FLAG: [0] is true, [1] is false. */
typedef struct avn_words {
    const avn_str *items;
    size_t count;
} avn_words;

/* Reads PRINTED (one line or several joined by \n) as TYPE into *VALUE: text, second, printed,
 * percent, present. Strings that equal a part of PRINTED point into it; others live in ARENA.
 * Origin is left alone. WORDS may be NULL for types that need none. */
avn_reading avn_value_read(avn_arena *arena, avn_type type, const avn_words *words,
                           avn_str printed, avn_value *value);
/* The fast way for a cell of a row: figure, % and commas; ABSENT for "-" and the like. */
avn_reading avn_figure_read(avn_arena *arena, avn_str printed, avn_value *value);

#endif

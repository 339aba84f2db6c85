/* Printed words into typed values: figures, money, dates, periods, ordinals. */
#ifndef AVN_TREE_VALUE_H
#define AVN_TREE_VALUE_H

#include "base/arena.h"
#include "tree/node.h"

typedef enum avn_reading {
    AVN_READ,   /* value->present is true */
    AVN_ABSENT, /* blank, "-", "--", "N/A", "N/D", "ND": nothing was printed; value->present false.
                 * Of text, prose and key only blank: their words stay as printed. */
    AVN_UNREADABLE
} avn_reading;

/* Reads PRINTED (one line or several joined by \n) as TYPE into *VALUE: text, second, printed,
 * percent, present. The text of a flag is "true" or "false", of an ordinal its number, of a date
 * 2024-04-11 or 2024-04-11T10:44, of a period its first day. Strings may point into PRINTED;
 * others live in ARENA, and are empty where arena->failed. Origin is left alone. WORDS may be
 * NULL for types that need none; a flag then reads SI and NO. */
avn_reading avn_value_read(avn_arena *arena, avn_type type, const avn_words *words, avn_str printed,
                           avn_value *value);
/* Figure, % and commas; ABSENT for "-" and the like. */
avn_reading avn_figure_read(avn_arena *arena, avn_str printed, avn_value *value);
/* Puts the words of ROW into CELLS, as many as there is ROOM for, and answers how many it has.
 * Those that are canonical as they stand, which most figures are, are read already; avn_cell_read()
 * is for the others, whose digits are NULL. */
size_t avn_cells_take(avn_str row, avn_figure *cells, size_t room);
/* avn_figure_read() into a cell of a row. */
avn_reading avn_cell_read(avn_arena *arena, avn_str printed, avn_figure *cell);

#endif

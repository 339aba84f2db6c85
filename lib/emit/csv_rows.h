/* A CSV file that a person made in a spreadsheet, as rows of cells. */
#ifndef AVN_EMIT_CSV_ROWS_H
#define AVN_EMIT_CSV_ROWS_H

#include "base/arena.h"

typedef struct avn_csv_row {
    avn_str *cells; /* less outer blanks */
    size_t count;
    unsigned line; /* from 1 */
} avn_csv_row;

typedef struct avn_csv_rows {
    AVN_VEC(avn_csv_row) list; /* rows of blanks are left out */
} avn_csv_rows;

/* Reads TEXT, whose lines end in \n, into ARENA, which tells when memory is short. Cells are
 * separated by whichever of comma, semicolon and tab the first line has most. */
avn_csv_rows avn_csv_read(avn_arena *arena, avn_str text);

#endif

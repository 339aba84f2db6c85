/* The sheet of a block: one wide row per record, with all that a person wants to see beside it. */
#ifndef AVN_EMIT_XLSX_WIDE_H
#define AVN_EMIT_XLSX_WIDE_H

#include "emit/tables.h"
#include "emit/xlsx_book.h"

typedef enum avn_wide_kind {
    AVN_WIDE_CELL,  /* cell `member` of the table's row */
    AVN_WIDE_STATE, /* the same, which names a state */
    AVN_WIDE_LEVEL, /* of the staying level `block` in force */
    AVN_WIDE_FIELD,
    AVN_WIDE_LIST,
    AVN_WIDE_FIGURE /* cell `figure` of a series */
} avn_wide_kind;

/* Which string of a value. */
typedef enum avn_wide_part { AVN_WIDE_TEXT, AVN_WIDE_END, AVN_WIDE_PRINTED } avn_wide_part;

typedef struct avn_wide_column {
    avn_wide_kind kind;
    avn_wide_part part;
    const avn_block *block;
    size_t member, figure;
    avn_type type;
} avn_wide_column;

typedef struct avn_wide {
    avn_wide_column *columns;
    avn_sheet_column *titles;
    size_t count;
    size_t naming; /* the first columns, which say which record it is */
} avn_wide;

/* The columns for BLOCK, whose rows are in TABLE; NULL when memory is short. */
avn_wide *avn_wide_new(avn_arena *arena, const avn_schema *schema, const avn_block *block,
                       const avn_table *table);
/* Writes NODE, whose table row is CELLS, as the next row of SHEET. */
void avn_wide_put(avn_book *book, avn_sheet *sheet, const avn_wide *wide, const avn_node *node,
                  const avn_cell *cells);

#endif

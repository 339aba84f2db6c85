/* The cells of one row of the transparency platform's workbook: from the report, else from the
 * catalogue, else ND. */
#ifndef AVN_EMIT_SIPOT_CELLS_H
#define AVN_EMIT_SIPOT_CELLS_H

#include "emit/form_catalogue.h"
#include "emit/xlsx_book.h"
#include "tree/names.h"

/* Rows in which a column has nothing. */
typedef struct avn_sipot_gaps {
    size_t count;
    lxw_row_t first, last; /* from 0 */
} avn_sipot_gaps;

typedef struct avn_sipot_filling {
    avn_book *book;
    avn_sheet *sheet;
    const avn_form_layout *layout;
    avn_form_catalogue *catalogue;
    avn_sipot_gaps *gaps; /* per column */
    const avn_report *report;
    const avn_node *node;           /* whose row it is */
    const avn_form_entry **entries; /* per column; NULL where the report has nothing to say */
    avn_arena *scratch;
} avn_sipot_filling;

/* Settles which entry of the report's form fills which column; tells those that fill none. */
void avn_sipot_start(avn_sipot_filling *filling);
/* Writes column PLACE of the row of the filling's node. */
void avn_sipot_put(avn_sipot_filling *filling, size_t place);
/* Tells where COLUMN is ND; ROWS is how many there are. */
void avn_sipot_tell_gaps(avn_emission *emission, const avn_form_column *column,
                         const avn_sipot_gaps *gaps, size_t rows);

#endif

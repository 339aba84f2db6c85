/* futuro CELL: of its momento, the figures after CELL are blank or zero. */
#include "check/run.h"

avn_verdict avn_check_futuro(avn_run *run)
{
    avn_found row = avn_run_find(run, avn_run_argument(run, 0)->name);
    if (!row.member)
        return AVN_CANNOT_TELL;
    const avn_columns *columns = row.member->columns;
    for (size_t i = row.last + 1; i < columns->count; i++) {
        const avn_figure *cell = avn_found_cell(&row, i);
        avn_decimal number;
        if (!avn_str_eq(columns->items[i].momento, columns->items[row.last].momento) ||
            !avn_figure_number(cell, &number) || number.units == 0)
            continue;
        run->complaint.origin = row.slot->series->origin;
        run->complaint.args[0] = avn_found_label(run, &row, i);
        run->complaint.expected = "0";
        run->complaint.found = avn_run_text(run, avn_figure_text(cell));
        return AVN_FAILS;
    }
    return row.slot->series ? AVN_HOLDS : AVN_CANNOT_TELL;
}

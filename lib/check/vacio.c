/* vacio SERIES: a row that has no business with figures has none. */
#include "check/run.h"

avn_verdict avn_check_vacio(avn_run *run)
{
    avn_found row = avn_run_find(run, avn_run_argument(run, 0)->name);
    if (!row.member)
        return AVN_DOES_NOT_APPLY;
    for (size_t i = 0; i < row.member->columns->count; i++) {
        const avn_figure *cell = avn_found_cell(&row, i);
        if (!cell)
            continue;
        run->complaint.origin = row.slot->series->origin;
        run->complaint.args[0] = avn_run_text(run, row.member->name);
        run->complaint.found = avn_run_text(run, (avn_str){ cell->printed, cell->printed_length });
        return AVN_FAILS;
    }
    return AVN_HOLDS;
}

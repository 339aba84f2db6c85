/* ultimo CELL CELLS: CELL is the last of CELLS that is not zero. */
#include "check/run.h"

avn_verdict avn_check_ultimo(avn_run *run)
{
    avn_found whole = avn_run_find(run, avn_run_argument(run, 0)->name);
    avn_found parts = avn_run_find(run, avn_run_argument(run, 1)->name);
    const avn_value *cell = avn_run_value(run, avn_run_argument(run, 0)->name);
    avn_decimal printed, last = { 0, 0 };
    if (!parts.member || !avn_number_of(cell, &printed))
        return AVN_CANNOT_TELL;
    for (size_t i = parts.first; i <= parts.last; i++) {
        avn_decimal number;
        if (!avn_number_of(avn_found_cell(&parts, i), &number))
            return AVN_CANNOT_TELL;
        if (number.units != 0)
            last = number;
    }
    if (avn_decimal_compare(printed, last) == 0)
        return AVN_HOLDS;
    run->complaint.origin = cell->origin;
    run->complaint.args[0] = avn_found_label(run, &whole, whole.first);
    run->complaint.args[1] = run->complaint.expected = avn_run_number(run, last);
    run->complaint.found = avn_run_text(run, cell->text);
    return AVN_FAILS;
}

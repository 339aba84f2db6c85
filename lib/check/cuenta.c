/* cuenta CELL: a row has its figures, at least up to CELL. Later ones may be blank. */
#include "check/run.h"

static const char *count_text(avn_run *run, size_t count)
{
    return avn_run_number(run, (avn_decimal){ (int64_t)count, 0 });
}

/* Of the whole row: SERIES is NULL where it was not printed, and without figures where it had too
 * few or too many. */
static void complain_of_row(avn_complaint *complaint, const avn_series *series)
{
    complaint->found = NULL;
    if (!series) {
        complaint->es = "falta el renglón %1";
        complaint->en = "the row %1 is missing";
        return;
    }
    complaint->origin = series->origin;
    complaint->es = "el renglón %1 no tiene %3 cifras: no se sabe cuál falta o sobra";
    complaint->en =
        "the row %1 has not %3 figures: which one is missing or too many cannot be told";
}

avn_verdict avn_check_cuenta(avn_run *run)
{
    avn_found row = avn_run_find(run, avn_run_argument(run, 0)->name);
    if (!row.member)
        return AVN_CANNOT_TELL;
    size_t wanted = row.last + 1, printed = 0;
    bool gap = false;
    for (size_t i = 0; i < row.member->columns->count; i++) {
        bool here = avn_found_cell(&row, i) != NULL;
        printed += here;
        gap = gap || (!here && i < wanted);
    }
    if (!gap)
        return AVN_HOLDS;
    avn_complaint *complaint = &run->complaint;
    complaint->args[0] = avn_run_text(run, row.member->name);
    complaint->args[1] = complaint->found = count_text(run, printed);
    complaint->args[2] = complaint->expected = count_text(run, row.member->columns->count);
    if (printed == 0)
        complain_of_row(complaint, row.slot->series);
    else
        complaint->origin = row.slot->series->origin;
    return AVN_FAILS;
}

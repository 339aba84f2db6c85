/* cuenta CELL: a row has its figures, at least up to CELL. Later ones may be blank. */
#include "check/run.h"

static const char *count_text(avn_run *run, size_t count)
{
    return avn_run_number(run, (avn_decimal){ (int64_t)count, 0 });
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
    if (row.slot->series)
        complaint->origin = row.slot->series->origin;
    complaint->args[0] = avn_run_text(run, row.member->name);
    complaint->args[1] = complaint->found = count_text(run, printed);
    complaint->args[2] = complaint->expected = count_text(run, row.member->columns->count);
    return AVN_FAILS;
}

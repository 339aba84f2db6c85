/* ultimo CELL CELLS: CELL is the last of CELLS that is not zero. total CELL CELLS: it is that or
 * their sum. */
#include "check/run.h"

typedef struct parts {
    const avn_value *whole;
    avn_found place; /* of the whole */
    avn_decimal printed, last, sum;
} parts;

static bool read_parts(avn_run *run, parts *p)
{
    avn_found run_of = avn_run_find(run, avn_run_argument(run, 1)->name);
    p->place = avn_run_find(run, avn_run_argument(run, 0)->name);
    p->whole = avn_run_value(run, avn_run_argument(run, 0)->name);
    if (!run_of.member || !avn_number_of(p->whole, &p->printed))
        return false;
    for (size_t i = run_of.first; i <= run_of.last; i++) {
        avn_decimal number;
        if (!avn_figure_number(avn_found_cell(&run_of, i), &number) ||
            !avn_decimal_add(p->sum, number, &p->sum))
            return false;
        if (number.units != 0)
            p->last = number;
    }
    return true;
}

static avn_verdict complain(avn_run *run, const parts *p, avn_decimal expected)
{
    avn_complaint *complaint = &run->complaint;
    complaint->origin = p->whole->origin;
    complaint->args[0] = avn_found_label(run, &p->place, p->place.first);
    complaint->args[1] = complaint->expected = avn_run_number(run, expected);
    complaint->args[2] = avn_run_number(run, p->last);
    complaint->found = avn_run_text(run, p->whole->text);
    return AVN_FAILS;
}

avn_verdict avn_check_ultimo(avn_run *run)
{
    parts p = { .whole = NULL };
    if (!read_parts(run, &p))
        return AVN_CANNOT_TELL;
    return avn_decimal_compare(p.printed, p.last) == 0 ? AVN_HOLDS : complain(run, &p, p.last);
}

avn_verdict avn_check_total(avn_run *run)
{
    parts p = { .whole = NULL };
    if (!read_parts(run, &p))
        return AVN_CANNOT_TELL;
    if (avn_decimal_compare(p.printed, p.last) == 0 || avn_decimal_compare(p.printed, p.sum) == 0)
        return AVN_HOLDS;
    if (avn_decimal_compare(p.last, p.sum) == 0) {
        run->complaint.es = "%1 no es la suma de sus periodos, %2";
        run->complaint.en = "%1 is not the sum of its periods, %2";
    }
    return complain(run, &p, p.sum);
}

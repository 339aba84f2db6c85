/* igual SERIES SERIES: two rows hold the same figures. Figures that one of them does not print are
 * not compared. */
#include "check/run.h"

avn_verdict avn_check_igual(avn_run *run)
{
    avn_found a = avn_run_find(run, avn_run_argument(run, 0)->name);
    avn_found b = avn_run_find(run, avn_run_argument(run, 1)->name);
    avn_verdict verdict = AVN_CANNOT_TELL;
    if (!a.member || !b.member)
        return verdict;
    for (size_t i = 0; i < a.member->columns->count; i++) {
        const avn_value *left = avn_found_cell(&a, i), *right = avn_found_cell(&b, i);
        avn_decimal one, other;
        if (!avn_number_of(left, &one) || !avn_number_of(right, &other))
            continue;
        verdict = AVN_HOLDS;
        if (avn_decimal_compare(one, other) == 0)
            continue;
        const avn_column *column = &a.member->columns->items[i];
        avn_complaint *complaint = &run->complaint;
        complaint->origin = left->origin;
        complaint->found = avn_run_text(run, left->text);
        complaint->expected = avn_run_text(run, right->text);
        complaint->args[0] = avn_run_text(run, a.member->name);
        complaint->args[1] = avn_run_text(run, b.member->name);
        complaint->args[2] = avn_arena_printf(run->scratch, "%.*s.%.*s", AVN_FMT(column->momento),
                                              AVN_FMT(column->periodo))
                                 .ptr;
        return AVN_FAILS;
    }
    return verdict;
}

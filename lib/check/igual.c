/* igual SERIES SERIES: two rows hold the same figures. Figures that one of them does not print are
 * not compared. */
#include "check/run.h"

/* True when both rows were printed alike, byte by byte: no figure of them can differ. */
static bool are_alike(const avn_found *a, const avn_found *b)
{
    if (a->member->kind != AVN_SERIES || b->member->kind != AVN_SERIES ||
        a->member->columns->count != b->member->columns->count)
        return false;
    const avn_series *left = a->slot->series, *right = b->slot->series;
    return left && right && left->printed.len > 0 && avn_str_eq(left->printed, right->printed);
}

static bool has_number(const avn_found *row)
{
    avn_decimal number;
    size_t i = 0, count = row->member->columns->count;
    while (i < count && !avn_figure_number(avn_found_cell(row, i), &number))
        i++;
    return i < count;
}

avn_verdict avn_check_igual(avn_run *run)
{
    avn_found a = avn_run_find(run, avn_run_argument(run, 0)->name);
    avn_found b = avn_run_find(run, avn_run_argument(run, 1)->name);
    avn_verdict verdict = AVN_CANNOT_TELL;
    if (!a.member || !b.member)
        return verdict;
    if (are_alike(&a, &b))
        return has_number(&a) ? AVN_HOLDS : AVN_CANNOT_TELL;
    for (size_t i = 0; i < a.member->columns->count; i++) {
        const avn_figure *left = avn_found_cell(&a, i), *right = avn_found_cell(&b, i);
        avn_decimal one, other;
        bool both = left && right;
        /* Most figures are the same digits: once some were numbers, these change nothing. */
        if (!both ||
            (verdict == AVN_HOLDS && avn_str_eq(avn_figure_text(left), avn_figure_text(right))))
            continue;
        if (!avn_figure_number(left, &one) || !avn_figure_number(right, &other))
            continue;
        verdict = AVN_HOLDS;
        if (avn_decimal_compare(one, other) == 0)
            continue;
        const avn_column *column = &a.member->columns->items[i];
        avn_complaint *complaint = &run->complaint;
        complaint->origin = a.slot->series->origin;
        complaint->found = avn_run_text(run, avn_figure_text(left));
        complaint->expected = avn_run_text(run, avn_figure_text(right));
        complaint->args[0] = avn_run_text(run, a.member->name);
        complaint->args[1] = avn_run_text(run, b.member->name);
        complaint->args[2] = avn_arena_printf(run->scratch, "%.*s.%.*s", AVN_FMT(column->momento),
                                              AVN_FMT(column->periodo))
                                 .ptr;
        return AVN_FAILS;
    }
    return verdict;
}

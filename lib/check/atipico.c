/* atipico CELLS NUMBER: of three figures or more that are not zero, all the same but one, that one
 * is less than NUMBER times as large or as small as the others. */
#include "check/run.h"

typedef struct figures {
    avn_decimal common; /* what most of them are */
    size_t count, common_count;
    size_t odd; /* column of the last one that is not common */
} figures;

/* The majority of the figures by pairing each off with one that differs. */
static bool read_figures(const avn_found *row, figures *f)
{
    size_t lead = 0;
    for (size_t i = row->first; i <= row->last; i++) {
        avn_decimal number;
        if (!avn_figure_number(avn_found_cell(row, i), &number))
            return false;
        if (number.units == 0)
            continue;
        f->count++;
        if (lead == 0)
            f->common = number;
        lead += avn_decimal_compare(f->common, number) == 0 ? 1 : lead > 0 ? (size_t)-1 : 1;
    }
    for (size_t i = row->first; i <= row->last; i++) {
        avn_decimal number;
        if (!avn_figure_number(avn_found_cell(row, i), &number) || number.units == 0)
            continue;
        if (avn_decimal_compare(f->common, number) == 0)
            f->common_count++;
        else
            f->odd = i;
    }
    return true;
}

static bool is_far(avn_decimal a, avn_decimal b, avn_decimal factor)
{
    avn_decimal product;
    return avn_decimal_multiply(b, factor, &product) && avn_decimal_compare(a, product) >= 0;
}

avn_verdict avn_check_atipico(avn_run *run)
{
    avn_found row = avn_run_find(run, avn_run_argument(run, 0)->name);
    avn_decimal factor = avn_run_argument(run, 1)->number, odd;
    figures f = { .count = 0 };
    if (!row.member || !read_figures(&row, &f))
        return AVN_CANNOT_TELL;
    if (f.count < 3 || f.common_count + 1 < f.count)
        return AVN_DOES_NOT_APPLY;
    if (f.common_count == f.count)
        return AVN_HOLDS;
    const avn_figure *cell = avn_found_cell(&row, f.odd);
    if (!avn_figure_number(cell, &odd) ||
        (!is_far(odd, f.common, factor) && !is_far(f.common, odd, factor)))
        return AVN_HOLDS;
    run->complaint.origin = row.slot->series->origin;
    run->complaint.args[0] = avn_found_label(run, &row, f.odd);
    run->complaint.args[1] = run->complaint.found = avn_run_text(run, avn_figure_text(cell));
    run->complaint.args[2] = run->complaint.expected = avn_run_number(run, f.common);
    return AVN_FAILS;
}

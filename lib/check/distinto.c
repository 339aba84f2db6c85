/* distinto ORIGINAL MODIFIED DONE: two targets make two percentages, truncated to two decimals. */
#include "check/run.h"

/* DONE as a percentage of TARGET. */
static const char *percentage(avn_run *run, avn_decimal done, avn_decimal target)
{
    avn_decimal hundredfold, percent;
    if (target.units == 0)
        return "—";
    if (!avn_decimal_multiply(done, (avn_decimal){ 100, 0 }, &hundredfold) ||
        !avn_decimal_divide(hundredfold, target, 2, AVN_TRUNCATE, &percent))
        return "?";
    return avn_arena_printf(run->scratch, "%s%%", avn_run_number(run, percent)).ptr;
}

avn_verdict avn_check_distinto(avn_run *run)
{
    const avn_value *original = avn_run_value(run, avn_run_argument(run, 0)->name);
    const avn_value *modified = avn_run_value(run, avn_run_argument(run, 1)->name);
    const avn_value *done = avn_run_value(run, avn_run_argument(run, 2)->name);
    avn_decimal first, second, result;
    if (!avn_number_of(original, &first) || !avn_number_of(modified, &second) ||
        !avn_number_of(done, &result))
        return AVN_CANNOT_TELL;
    if (avn_decimal_compare(first, second) == 0)
        return AVN_HOLDS;
    avn_complaint *complaint = &run->complaint;
    complaint->origin = modified->origin;
    complaint->args[0] = complaint->expected = avn_run_text(run, original->text);
    complaint->args[1] = complaint->found = avn_run_text(run, modified->text);
    complaint->args[2] = percentage(run, result, first);
    complaint->args[3] = percentage(run, result, second);
    return AVN_FAILS;
}

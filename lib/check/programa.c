/* no_programada, sin_programa and sin_avance PLANNED DONE: one of the two is zero, or both. */
#include "check/run.h"

/* Fails when PLANNED being zero and DONE being zero are as the arguments say. */
static avn_verdict judge(avn_run *run, bool planned_is_zero, bool done_is_zero)
{
    bool agree = planned_is_zero == done_is_zero;
    const avn_value *planned = avn_run_value(run, avn_run_argument(run, 0)->name);
    const avn_value *done = avn_run_value(run, avn_run_argument(run, 1)->name);
    avn_decimal target, result;
    if (!avn_number_of(planned, &target) || !avn_number_of(done, &result))
        return AVN_CANNOT_TELL;
    if ((target.units == 0) != planned_is_zero || (result.units == 0) != done_is_zero)
        return AVN_HOLDS;
    run->complaint.origin = planned->origin;
    run->complaint.args[0] = avn_run_text(run, planned->text);
    run->complaint.args[1] = avn_run_text(run, done->text);
    /* Where both are zero nothing else was expected. */
    run->complaint.expected = agree ? NULL : run->complaint.args[0];
    run->complaint.found = agree ? NULL : run->complaint.args[1];
    return AVN_FAILS;
}

avn_verdict avn_check_no_programada(avn_run *run)
{
    return judge(run, true, true);
}

avn_verdict avn_check_sin_programa(avn_run *run)
{
    return judge(run, true, false);
}

avn_verdict avn_check_sin_avance(avn_run *run)
{
    return judge(run, false, true);
}

/* ajeno FIELD PHRASES: a text holds none of the phrases, which belong elsewhere: a record that was
 * not recognised ends in the text before it. */
#include "check/phrases.h"

avn_verdict avn_check_ajeno(avn_run *run)
{
    const avn_check_argument *field = avn_run_argument(run, 0);
    const avn_value *value = avn_run_value(run, field->name);
    if (!value)
        return AVN_DOES_NOT_APPLY;
    avn_sayings found = avn_what_is_said(run, avn_run_argument(run, 1)->phrases, value->text);
    if (found.count == 0)
        return AVN_HOLDS;
    run->complaint.origin = value->origin;
    run->complaint.args[0] = avn_run_text(run, field->name);
    run->complaint.args[1] = run->complaint.found = found.items[0].text;
    return AVN_FAILS;
}

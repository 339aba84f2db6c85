/* unico FIELD...: no two places have the same values, within one value of `in`. */
#include "check/joined.h"

avn_verdict avn_check_unico(avn_run *run)
{
    avn_str key;
    bool is_new;
    if (!avn_joined_key(run, run->check->argument_count, &key))
        return AVN_DOES_NOT_APPLY;
    avn_key_entry *seen = avn_key_set_put(run->scratch, &run->seen, key, &is_new);
    if (!seen)
        return AVN_CANNOT_TELL;
    const avn_value *value = avn_run_value(run, avn_run_argument(run, 0)->name);
    if (is_new) {
        seen->thing = value;
        return AVN_HOLDS;
    }
    const avn_value *first = seen->thing;
    run->complaint.origin = value->origin;
    run->complaint.args[0] = run->complaint.found = avn_run_text(run, value->text);
    run->complaint.args[1] = avn_run_number(run, (avn_decimal){ (int64_t)first->origin.line, 0 });
    return AVN_FAILS;
}

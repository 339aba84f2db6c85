/* univoco KEY VALUE: the same key always goes with the same value, within one value of `in`. Each
 * other value is told once. */
#include "check/joined.h"

static avn_verdict complain(avn_run *run, const avn_value *first, const avn_value *key,
                            const avn_value *value)
{
    avn_complaint *complaint = &run->complaint;
    complaint->origin = value->origin;
    complaint->args[0] = avn_run_text(run, key->text);
    complaint->args[1] = complaint->found = avn_run_text(run, value->text);
    complaint->args[2] = complaint->expected = avn_run_text(run, first->text);
    complaint->args[3] = avn_run_number(run, (avn_decimal){ (int64_t)first->origin.line, 0 });
    return AVN_FAILS;
}

avn_verdict avn_check_univoco(avn_run *run)
{
    avn_str key, pair;
    bool is_new, is_new_pair;
    if (!avn_joined_key(run, 1, &key) || !avn_joined_key(run, 2, &pair))
        return AVN_DOES_NOT_APPLY;
    const avn_value *value = avn_run_value(run, avn_run_argument(run, 1)->name);
    avn_key_entry *seen = avn_key_set_put(run->scratch, &run->seen, key, &is_new);
    if (!seen)
        return AVN_CANNOT_TELL;
    if (is_new)
        seen->thing = value;
    const avn_value *first = seen->thing;
    if (!avn_key_set_put(run->scratch, &run->seen, pair, &is_new_pair))
        return AVN_CANNOT_TELL;
    if (!first || !value)
        return AVN_CANNOT_TELL;
    if (is_new || avn_str_eq(first->text, value->text))
        return AVN_HOLDS;
    return is_new_pair
               ? complain(run, first, avn_run_value(run, avn_run_argument(run, 0)->name), value)
               : AVN_DOES_NOT_APPLY;
}

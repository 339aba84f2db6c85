#include "check/joined.h"

#include "check/words.h"

static bool add_value(avn_run *run, avn_str name, avn_str *key)
{
    const avn_value *value = avn_run_value(run, name);
    if (!value)
        return false;
    avn_str folded = avn_folded(run->scratch, value->text);
    *key =
        avn_arena_printf(run->scratch, "%.*s%zu:%.*s", AVN_FMT(*key), folded.len, AVN_FMT(folded));
    return true;
}

bool avn_joined_key(avn_run *run, size_t count, avn_str *key)
{
    *key = avn_arena_printf(run->scratch, "%zu;", count);
    bool good = run->check->within.len == 0 || add_value(run, run->check->within, key);
    for (size_t i = 0; good && i < count; i++)
        good = add_value(run, avn_run_argument(run, i)->name, key);
    return good;
}

bool avn_last_under_heading(avn_run *run, const avn_value *value, const avn_value **last)
{
    /* The link is the key: nodes live as long as the report. */
    avn_str heading = { (const char *)&run->node->parent, sizeof run->node->parent };
    bool is_new;
    avn_key_entry *seen = avn_key_set_put(run->scratch, &run->seen, heading, &is_new);
    if (!seen)
        return false;
    *last = seen->thing;
    seen->thing = value;
    return true;
}

#include "check/joined.h"

#include "base/buf.h"
#include "check/words.h"

/* Adds the length of a value, so that no two rows of values come to one key, and the value. */
static bool add_value(avn_run *run, avn_str name, avn_buf *key)
{
    const avn_value *value = avn_run_value(run, name);
    if (!value)
        return false;
    avn_str folded = avn_folded(run->moment, value->text);
    avn_buf_str(key, (avn_str){ (const char *)&folded.len, sizeof folded.len });
    avn_buf_str(key, folded);
    return true;
}

bool avn_joined_key(avn_run *run, size_t count, avn_str *key)
{
    avn_buf joined;
    avn_buf_init(&joined, run->scratch->allocator);
    avn_buf_str(&joined, (avn_str){ (const char *)&count, sizeof count });
    bool good = run->check->within.len == 0 || add_value(run, run->check->within, &joined);
    for (size_t i = 0; good && i < count; i++)
        good = add_value(run, avn_run_argument(run, i)->name, &joined);
    *key = avn_arena_str(run->scratch, avn_buf_view(&joined));
    run->scratch->failed = run->scratch->failed || joined.failed;
    avn_buf_free(&joined);
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

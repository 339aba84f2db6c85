/* Line rules side by side: those that never get a line, and rows that cannot have their figures. */
#include "author/lint_run.h"

/* ---- rows and columns ---- */

enum { LONGEST_ROW = 70 };

static unsigned figures_in(avn_lint_run *run, const avn_shape *shape, int part, bool most)
{
    avn_buf text;
    avn_sampling how = { .most = most, .longest = LONGEST_ROW, .pumped = -1 };
    avn_buf_init(&text, run->arena->allocator);
    avn_shape_sample(shape, part, &how, &text);
    unsigned count = text.len >= AVN_LONGEST_SAMPLE ? AVN_ENDLESS : 0;
    avn_str rest = avn_buf_view(&text);
    while (avn_str_word(&rest).len > 0)
        count++;
    run->arena->failed = run->arena->failed || text.failed;
    avn_buf_free(&text);
    return count;
}

static void look_at_row(avn_lint_run *run, const avn_linted *linted, const avn_line_rule *rule)
{
    const avn_columns_rule *columns =
        &run->grammar->columns.items[rule->captures[rule->row].columns];
    avn_shape shape =
        avn_shape_of(run->grammar->patterns, run->matcher, run->arena, linted->pattern->source);
    int group = shape.root < 0 ? -1 : avn_shape_group(&shape, columns->name);
    if (group < 0 || rule->more)
        return;
    unsigned least = figures_in(run, &shape, group, false);
    unsigned most = figures_in(run, &shape, group, true);
    unsigned wanted = (unsigned)columns->columns.count;
    if (least <= wanted + (columns->extra.len > 0) && most >= columns->least)
        return;
    const char *form = least == most         ? "%u"
                       : most >= AVN_ENDLESS ? avn_say(run->language, "%u o más", "%u or more")
                                             : "%u..%u";
    avn_str found = avn_arena_printf(run->arena, form, least, most);
    AVN_LINT_TELL(run, linted->s, linted->source, AVN_MSG_G_COLUMN_COUNT, rule->name.ptr, found.ptr,
                  columns->name.ptr, avn_arena_printf(run->arena, "%u", wanted).ptr);
}

/* ---- lines that an earlier one hides ---- */

enum { TEXTS_TRIED = 24 };

typedef struct sample_list {
    avn_str items[TEXTS_TRIED];
    size_t count;
} sample_list;

static void add_sample(avn_lint_run *run, const avn_line_rule *rule, sample_list *list,
                       avn_str text)
{
    text = avn_str_trim(text);
    for (size_t i = 0; i < list->count; i++)
        if (avn_str_eq(list->items[i], text))
            return;
    if (list->count < TEXTS_TRIED && text.len > 0 &&
        avn_pattern_match(run->matcher, rule->pattern, text, 0) == AVN_MATCHED)
        list->items[list->count++] = avn_arena_str(run->arena, text);
}

/* Texts that RULE takes: from its own pattern, and from the examples. */
static void samples_of(avn_lint_run *run, const avn_line_rule *rule, sample_list *list)
{
    const avn_grammar *grammar = run->grammar;
    avn_shape shape =
        avn_shape_of(grammar->patterns, run->matcher, run->arena, rule->pattern->source);
    avn_buf text;
    avn_buf_init(&text, run->arena->allocator);
    for (size_t i = 0; i < grammar->examples.count; i++)
        for (size_t k = 0; k < grammar->examples.items[i].sample.count; k++)
            add_sample(run, rule, list, grammar->examples.items[i].sample.items[k].text);
    for (unsigned variant = 0; variant < 2 * TEXTS_TRIED && shape.root >= 0; variant++) {
        avn_sampling how = { .variant = variant, .longest = 6, .pumped = -1 };
        avn_buf_clear(&text);
        avn_shape_sample(&shape, shape.root, &how, &text);
        add_sample(run, rule, list, avn_buf_view(&text));
    }
    run->arena->failed = run->arena->failed || text.failed;
    avn_buf_free(&text);
}

/* True when rule ABOVE, where its pattern fits, leaves no line to rule BELOW. */
static bool can_hide(const avn_grammar *grammar, int above, int below)
{
    const avn_line_rule *upper = &grammar->lines.items[above];
    bool free = !upper->alone && !upper->numbered && !upper->full && upper->before == AVN_NONE;
    /* What `set` and `row` want, they want once. */
    bool always = (avn_line_uses(grammar, above) & (AVN_USE_OPENS | AVN_USE_DROP)) != 0;
    uint64_t upper_homes = avn_line_homes(grammar, above);
    uint64_t lower_homes = avn_line_homes(grammar, below);
    for (size_t i = 0; i < grammar->blocks.count; i++) /* `needs` may say no */
        for (size_t k = 0; k < grammar->blocks.items[i].clauses.count; k++)
            if (grammar->blocks.items[i].clauses.items[k].kind == AVN_CLAUSE_NEEDS)
                for (size_t o = 0; o < grammar->blocks.items[i].open_count; o++)
                    free = free && grammar->blocks.items[i].opens[o] != above;
    return free && always && upper->pattern && !upper->label &&
           ((upper_homes & 1) || (lower_homes & ~upper_homes) == 0);
}

static bool takes_all(avn_lint_run *run, const avn_line_rule *rule, const sample_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (avn_pattern_match(run->matcher, rule->pattern, list->items[i], 0) != AVN_MATCHED)
            return false;
    return list->count > 0;
}

static void look_at_hidden(avn_lint_run *run, const avn_linted *linted, int index)
{
    const avn_grammar *grammar = run->grammar;
    const avn_line_rule *rule = &grammar->lines.items[index];
    sample_list list = { .count = 0 };
    bool tried = false;
    for (int above = 0; above < index; above++) {
        if (!can_hide(grammar, above, index))
            continue;
        if (!tried)
            samples_of(run, rule, &list);
        tried = true;
        const avn_line_rule *upper = &grammar->lines.items[above];
        if (!takes_all(run, upper, &list))
            continue;
        AVN_LINT_TELL(run, linted->s, linted->s->rest, AVN_MSG_G_SHADOWED, rule->name.ptr,
                      avn_lint_quote(run, list.items[0]), upper->name.ptr,
                      avn_arena_printf(run->arena, "%u", upper->line).ptr);
        run->hidden |= (uint64_t)1 << index;
        return;
    }
}

void avn_lint_lines(avn_lint_run *run)
{
    for (size_t i = 0; i < run->patterns.count; i++) {
        const avn_linted *linted = &run->patterns.items[i];
        avn_str rest = linted->s->rest;
        if (!avn_str_is(linted->s->keyword, "line"))
            continue;
        int index = avn_grammar_line(run->grammar, avn_str_word(&rest));
        if (index == AVN_NONE || !linted->pattern)
            continue;
        const avn_line_rule *rule = &run->grammar->lines.items[index];
        if (rule->row != AVN_NONE)
            look_at_row(run, linted, rule);
        if (avn_line_uses(run->grammar, index))
            look_at_hidden(run, linted, index);
    }
}

/* What a grammar defines or captures and never uses. Only its own file is looked at: what a shared
 * one offers need not be used by all. */
#include "author/lint_run.h"

static const char *say(const avn_lint_run *run, const char *es, const char *en)
{
    return avn_say(run->language, es, en);
}

static void tell_unused(avn_lint_run *run, const char *keyword, avn_str name, const char *way_out)
{
    const avn_statement *s = avn_lint_find(run, keyword, name);
    if (s)
        AVN_LINT_TELL(run, s, s->rest, AVN_MSG_G_UNUSED, keyword, avn_lint_words(run, name),
                      way_out);
}

static void find_unused_patterns(avn_lint_run *run)
{
    for (size_t i = 0; i < run->grammar->macros.count; i++) {
        const avn_macro *macro = &run->grammar->macros.items[i];
        if (!macro->used)
            tell_unused(run, "pattern", macro->name,
                        say(run, "quítelo, o escriba su nombre entre llaves donde hace falta",
                            "take it out, or write its name in braces where it is needed"));
    }
}

static void find_unused_words(avn_lint_run *run)
{
    const avn_grammar *grammar = run->grammar;
    for (size_t i = 0; i < grammar->words.count; i++) {
        bool used = false;
        for (size_t b = 0; b < grammar->blocks.count; b++)
            for (size_t c = 0; c < grammar->blocks.items[b].clauses.count; c++) {
                const avn_clause *clause = &grammar->blocks.items[b].clauses.items[c];
                used = used || clause->words == (int)i || clause->links == (int)i;
            }
        if (!used)
            tell_unused(run, "words", grammar->words.items[i].name,
                        say(run, "quítela, o nómbrela en lead … words o lead … links",
                            "take it out, or name it in lead … words or lead … links"));
    }
}

static void find_unused_columns(avn_lint_run *run)
{
    const avn_grammar *grammar = run->grammar;
    for (size_t i = 0; i < grammar->columns.count; i++) {
        bool used = false;
        for (size_t l = 0; l < grammar->lines.count; l++)
            for (size_t c = 0; c < grammar->lines.items[l].capture_count; c++)
                used = used || grammar->lines.items[l].captures[c].columns == (int)i;
        if (!used)
            tell_unused(run, "columns", grammar->columns.items[i].name,
                        say(run, "quítelas, o capture con su nombre: (?<nombre>…)",
                            "take them out, or capture by their name: (?<name>…)"));
    }
}

static bool is_member(const avn_lint_run *run, avn_str name)
{
    for (size_t i = 0; i < run->schema->block_count; i++)
        if (avn_member_find(&run->schema->blocks[i], name) < run->schema->blocks[i].member_count)
            return true;
    return false;
}

static void find_unused_types(avn_lint_run *run)
{
    for (size_t i = 0; i < run->grammar->types.count; i++)
        if (!is_member(run, run->grammar->types.items[i].name))
            tell_unused(run, "type", run->grammar->types.items[i].name,
                        say(run, "ningún campo se llama así; revise cómo está escrito",
                            "no field has this name; look at how it is spelt"));
}

static void find_unused_lines(avn_lint_run *run)
{
    for (size_t i = 0; i < run->grammar->lines.count; i++)
        if (!avn_line_uses(run->grammar, (int)i))
            tell_unused(run, "line", run->grammar->lines.items[i].name,
                        say(run, "nómbrela en un bloque: set, row, drop, o level y record",
                            "name it in a block: set, row, drop, or level and record"));
}

/* ---- captures ---- */

static void tell_capture(avn_lint_run *run, const avn_linted *linted, avn_str name,
                         const char *reason)
{
    avn_str group = avn_arena_printf(run->arena, "(?<%.*s>", AVN_FMT(name));
    size_t at = avn_str_find(linted->source, group);
    avn_str part = at < linted->source.len ? avn_str_from(linted->source, at) : linted->source;
    AVN_LINT_TELL(run, linted->s, part, AVN_MSG_G_LOST_CAPTURE, avn_lint_words(run, name), reason);
}

/* Why CAPTURE of a line that blocks use so reaches no output, or NULL. */
static const char *why_lost(const avn_lint_run *run, unsigned uses, const avn_capture_rule *capture)
{
    if (!(uses & (AVN_USE_OPENS | AVN_USE_SET | AVN_USE_ROW)))
        return say(run, "ningún bloque lee ese renglón con set ni lo abre con él",
                   "no block reads that line with set or opens with it");
    if (capture->columns != AVN_NONE && !(uses & AVN_USE_ROW))
        return say(run, "es una fila de cifras y ningún registro tiene «row» con este renglón",
                   "it is a row of figures and no record has a \"row\" with this line");
    return NULL;
}

static void look_at_line(avn_lint_run *run, const avn_linted *linted)
{
    avn_str rest = linted->s->rest;
    int index = avn_grammar_line(run->grammar, avn_str_word(&rest));
    unsigned uses = index == AVN_NONE ? 0 : avn_line_uses(run->grammar, index);
    if (!uses)
        return;
    const avn_line_rule *rule = &run->grammar->lines.items[index];
    for (size_t i = 0; i < rule->capture_count; i++) {
        const char *reason = why_lost(run, uses, &rule->captures[i]);
        if (reason)
            tell_capture(run, linted, rule->captures[i].name, reason);
    }
}

/* Patterns other than those of lines: only some of them give fields. */
static bool gives_fields(const avn_linted *linted)
{
    avn_str keyword = linted->s->keyword;
    bool furniture = avn_str_is(linted->top->keyword, "furniture");
    return avn_str_is(keyword, "take") ||
           (furniture && (avn_str_is(keyword, "strong") || avn_str_is(keyword, "alone")));
}

static void find_lost_captures(avn_lint_run *run)
{
    for (size_t i = 0; i < run->patterns.count; i++) {
        const avn_linted *linted = &run->patterns.items[i];
        if (!linted->pattern || !avn_lint_is_own(run, linted->s))
            continue;
        if (avn_str_is(linted->s->keyword, "line")) {
            look_at_line(run, linted);
            continue;
        }
        for (size_t g = 0; !gives_fields(linted) && g < linted->pattern->group_count; g++)
            tell_capture(
                run, linted, avn_str_of(linted->pattern->groups[g].name),
                say(run, "aquí el patrón solo reconoce", "here the pattern only recognises"));
    }
}

void avn_lint_unused(avn_lint_run *run)
{
    find_unused_patterns(run);
    find_unused_words(run);
    find_unused_columns(run);
    find_unused_types(run);
    find_unused_lines(run);
    find_lost_captures(run);
}

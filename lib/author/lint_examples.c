/* What the examples of a grammar and of its neighbours show: line rules that none of them tries,
 * lines that two rules would take, signs that are found in other reports. */
#include "author/example.h"
#include "author/lint_run.h"
#include "lex/detect.h"
#include "lex/prepare.h"
#include "tree/read.h"

/* ---- which rule took which line ---- */

/* NAMES is what an account says: one rule, or several with commas between; true when RULE is one.
 */
static bool names_rule(avn_str names, avn_str rule)
{
    while (names.len > 0) {
        size_t end = avn_str_find(names, AVN_STR(", "));
        if (avn_str_eq(avn_str_head(names, end), rule))
            return true;
        names = avn_str_from(names, end + 2);
    }
    return false;
}

static bool matches(avn_lint_run *run, const avn_line_rule *rule, avn_str text)
{
    return rule->pattern && text.len > 0 &&
           avn_pattern_match(run->matcher, rule->pattern, text, 0) == AVN_MATCHED;
}

/* Notes the rules below RULE that would take the line just as well. */
static void look_at_rivals(avn_lint_run *run, const avn_result *line, int rule)
{
    const avn_grammar *grammar = run->grammar;
    avn_str text = avn_str_trim(line->text);
    for (size_t i = (size_t)rule + 1; i < grammar->lines.count; i++) {
        const avn_line_rule *rival = &grammar->lines.items[i];
        if (!rival->label && avn_line_uses(grammar, (int)i) && matches(run, rival, text))
            avn_tell(run->sink, AVN_MSG_G_TWO_RULES,
                     (avn_place){ grammar->path, 0, line->line, line->column },
                     grammar->lines.items[rule].name.ptr, rival->name.ptr, NULL);
    }
}

static void note_line(avn_lint_run *run, const avn_result *line, const avn_account *account)
{
    const avn_grammar *grammar = run->grammar;
    avn_str names = avn_str_of(account->rule);
    bool cut = avn_str_find(names, AVN_STR("…")) < names.len;
    for (size_t i = 0; i < grammar->lines.count && i < 64; i++) {
        const avn_line_rule *rule = &grammar->lines.items[i];
        if (rule->label)
            continue;
        if (names_rule(names, rule->name) || (cut && matches(run, rule, avn_str_trim(line->text))))
            run->exampled |= (uint64_t)1 << i;
        if (avn_str_eq(names, rule->name))
            look_at_rivals(run, line, (int)i);
    }
}

static avance_status note_example(avn_lint_run *run, const avn_example *example)
{
    avn_source *source;
    avn_report *report;
    avance_status status = avn_example_read(run->grammar, example, run->arena->allocator,
                                            run->language, &source, &report);
    if (status != AVANCE_OK) /* the example fails, and `grammar test` says so */
        return status == AVANCE_NO_MEMORY ? status : AVANCE_OK;
    for (size_t i = 0; i < example->sample.count && i < report->lines; i++)
        note_line(run, &example->sample.items[i], &report->accounts[i]);
    avn_report_free(report);
    avn_source_free(source);
    return AVANCE_OK;
}

static void find_untried(avn_lint_run *run)
{
    for (size_t i = 0; i < run->grammar->lines.count && i < 64; i++) {
        const avn_line_rule *rule = &run->grammar->lines.items[i];
        const avn_statement *s = rule->label ? NULL : avn_lint_find(run, "line", rule->name);
        bool tried = run->exampled >> i & 1, hidden = run->hidden >> i & 1;
        if (s && !tried && !hidden &&
            (avn_line_uses(run->grammar, (int)i) & ~(unsigned)AVN_USE_LOOKED_FOR))
            AVN_LINT_TELL(run, s, s->rest, AVN_MSG_G_NO_EXAMPLE, rule->name.ptr);
    }
}

/* ---- signs ---- */

static void look_at_sign(avn_lint_run *run, const avn_linted *linted)
{
    static const char *const anywhere[] = { "DIRECCIÓN GENERAL",
                                            "La dirección informa lo siguiente.", "Total 1,200.00",
                                            "Página 3 de 9", "I. Objetivo" };
    enum { TEXTS = sizeof anywhere / sizeof *anywhere };
    size_t taken = 0, first = TEXTS;
    for (size_t i = TEXTS; i-- > 0;) {
        if (avn_pattern_match(run->matcher, linted->pattern, avn_str_of(anywhere[i]), 0) !=
            AVN_MATCHED)
            continue;
        first = i;
        taken++;
    }
    if (taken > TEXTS / 2)
        AVN_LINT_TELL(run, linted->s, linted->source, AVN_MSG_G_WIDE_SIGN, anywhere[first]);
}

/* True, and told, when the example of OTHER would be read with this grammar. */
static bool is_ours(avn_lint_run *run, avn_grammar *other, const avn_example *example,
                    const avn_source *source)
{
    avn_grammar *const both[] = { run->grammar, other };
    const avn_detector *detector = avn_detector_new(run->arena, both, 2);
    avn_fit fits[2], *ours = &fits[0], *theirs = &fits[1];
    if (!detector || !avn_detect(detector, source, run->matcher, fits)) {
        run->arena->failed = true;
        return false;
    }
    if (!avn_fit_reads(ours) || avn_fit_better(theirs, ours))
        return false;
    const avn_statement *s = run->grammar->statements;
    while (s && !(avn_str_is(s->keyword, "detect") && avn_lint_is_own(run, s)))
        s = s->next;
    if (s)
        AVN_LINT_TELL(run, s, s->rest, AVN_MSG_G_FOREIGN_SIGNS, other->name.ptr, example->title.ptr,
                      avn_arena_printf(run->arena, "%zu", ours->found).ptr);
    return true;
}

/* *TOLD is set when an example of OTHER would be read with this grammar; one is enough to say so.
 */
static avance_status look_at_neighbour(avn_lint_run *run, avn_grammar *other, bool *told)
{
    if (avn_str_eq(other->name, run->grammar->name))
        return AVANCE_OK;
    for (size_t i = 0; i < other->examples.count && !*told; i++) {
        avn_source *source;
        avn_report *report;
        avance_status status =
            avn_example_read(other, &other->examples.items[i], run->arena->allocator, run->language,
                             &source, &report);
        if (status == AVANCE_NO_MEMORY)
            return status;
        if (status != AVANCE_OK)
            continue;
        *told = is_ours(run, other, &other->examples.items[i], source);
        avn_report_free(report);
        avn_source_free(source);
    }
    return AVANCE_OK;
}

avance_status avn_lint_examples(avn_lint_run *run)
{
    avance_status status = AVANCE_OK;
    for (size_t i = 0; i < run->grammar->examples.count && status == AVANCE_OK; i++)
        status = note_example(run, &run->grammar->examples.items[i]);
    if (status != AVANCE_OK)
        return status;
    find_untried(run);
    for (size_t i = 0; i < run->patterns.count; i++)
        if (run->patterns.items[i].pattern &&
            avn_str_is(run->patterns.items[i].s->keyword, "detect"))
            look_at_sign(run, &run->patterns.items[i]);
    bool told = false;
    for (size_t i = 0; i < run->other_count && status == AVANCE_OK && !told; i++)
        status = look_at_neighbour(run, run->others[i], &told);
    return status;
}

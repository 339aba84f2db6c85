#include "check/check.h"

#include <stdlib.h>
#include <strings.h>

#include "base/buf.h"
#include "check/run.h"

/* How often a check was looked at, and what came of it. */
typedef void hearer(void *user, avn_run *run);

/* ---- where a check applies ------------------------------------------------- */

/* The name that says which blocks a check is about. */
static avn_str subject_of(const avn_check *check)
{
    return check->function ? check->arguments[0].name : check->equation.left;
}

/* A check is about every block that has the first name it uses; if that is a field of a level,
 * about every record. */
static bool is_about(const avn_check *check, const avn_block *block)
{
    avn_str name = subject_of(check);
    size_t dot = avn_str_find(name, AVN_STR("."));
    avn_str first = avn_str_head(name, dot);
    if (avn_member_find(block, first) < block->member_count)
        return true;
    bool of_level = dot < name.len &&
                    avn_str_find(avn_str_from(name, dot + 1), AVN_STR(".")) == name.len - dot - 1;
    return of_level && block->kind == AVN_RECORD;
}

/* For each block of the report's schema whether RUN's check is about it; NULL when memory is
 * short. */
static const bool *blocks_of(avn_run *run)
{
    const avn_schema *schema = run->report->schema;
    bool *about = AVN_NEW_ARRAY(run->scratch, bool, schema->block_count);
    for (size_t i = 0; about && i < schema->block_count; i++)
        about[i] = is_about(run->check, &schema->blocks[i]);
    return about;
}

static bool same_word(avn_str a, avn_str b)
{
    return a.len == b.len && strncasecmp(a.ptr, b.ptr, a.len) == 0;
}

static bool conditions_hold(avn_run *run)
{
    for (size_t i = 0; i < run->check->condition_count; i++) {
        const avn_condition *condition = &run->check->conditions[i];
        const avn_value *value = avn_run_value(run, condition->field);
        if (!value || (!same_word(value->printed, condition->value) &&
                       !same_word(value->text, condition->value)))
            return false;
    }
    return true;
}

/* Carries CHECK out on the whole report. HEAR (may be NULL) hears of each place where it fails.
 * False when memory is short. */
static bool carry_out(const avn_report *report, const avn_check *check, avn_share *counts,
                      hearer *hear, void *user)
{
    avn_arena scratch, moment;
    avn_arena_init(&scratch, report->arena.allocator);
    avn_arena_init(&moment, report->arena.allocator);
    avn_run run = { .report = report, .check = check, .scratch = &scratch, .moment = &moment };
    avn_check_fn *function = avn_check_function_of(check);
    const bool *about = blocks_of(&run);
    const avn_node *node = about ? report->root : NULL;
    for (; node; node = avn_node_next(report->root, node)) {
        run.node = node;
        if (!node->block || !about[node->block->index] || !conditions_hold(&run))
            continue;
        run.complaint = (avn_complaint){ .expected = NULL };
        avn_verdict verdict = function(&run);
        counts->held += verdict == AVN_HOLDS;
        counts->failed += verdict == AVN_FAILS;
        counts->untold += verdict == AVN_CANNOT_TELL;
        if (verdict == AVN_FAILS && hear)
            hear(user, &run);
        scratch.failed = scratch.failed || moment.failed;
        avn_arena_reset(&moment);
    }
    bool failed = scratch.failed;
    avn_arena_free(&moment);
    avn_arena_free(&scratch);
    return !failed;
}

/* ---- findings ---------------------------------------------------------------- */

/* A finding and when it came: of two at one place the earlier one stays first. */
typedef struct placed {
    avance_finding finding;
    size_t order;
    bool is_new; /* none of the parse */
} placed;

typedef struct findings {
    avn_report *report;
    const avn_sink *sink;
    AVN_VEC(placed) items;
    avn_arena *arena; /* of the items */
} findings;

static const char *message_of(const findings *f, const avn_run *run)
{
    bool english = f->sink->language == AVANCE_ENGLISH;
    const avn_check *check = run->check;
    const avn_complaint *complaint = &run->complaint;
    avn_str own = english ? check->message.en : check->message.es;
    const char *form = english ? complaint->en : complaint->es;
    if (own.len > 0)
        form = own.ptr;
    else if (!form)
        form = english ? check->function->en : check->function->es;
    avn_buf text;
    avn_buf_init(&text, f->arena->allocator);
    for (const char *p = form; *p; p++) {
        if (p[0] == '%' && p[1] >= '1' && p[1] <= '4')
            avn_buf_str(&text, avn_str_of(complaint->args[*++p - '1']));
        else
            avn_buf_char(&text, *p);
    }
    const char *kept = avn_arena_str(&f->report->arena, avn_buf_view(&text)).ptr;
    avn_buf_free(&text);
    return kept;
}

static const char *kept_text(const findings *f, const char *text)
{
    return text ? avn_arena_str(&f->report->arena, avn_str_of(text)).ptr : NULL;
}

static void place_finding(findings *f, avance_finding finding, bool is_new)
{
    placed *slot = AVN_PUSH(f->arena, f->items);
    if (slot)
        *slot = (placed){ finding, f->items.count, is_new };
}

/* Where figures were put together by what fits, a contradiction may be the reading's own. */
static avance_level level_of(const avn_run *run)
{
    avance_level level = run->check->level;
    return run->report->apart && level == AVANCE_ERROR ? AVANCE_WARNING : level;
}

static void add_finding(void *user, avn_run *run)
{
    findings *f = user;
    const avn_complaint *complaint = &run->complaint;
    avn_origin at = complaint->origin.line ? complaint->origin : run->node->origin;
    place_finding(f,
                  (avance_finding){ .level = level_of(run),
                                    .code = run->check->code.ptr,
                                    .file = f->report->file,
                                    .page = at.page,
                                    .line = at.line,
                                    .column = at.column,
                                    .message = message_of(f, run),
                                    .expected = kept_text(f, complaint->expected),
                                    .found = kept_text(f, complaint->found) },
                  true);
}

static int by_place(const void *a, const void *b)
{
    const placed *left = a, *right = b;
    if (left->finding.line != right->finding.line)
        return left->finding.line < right->finding.line ? -1 : 1;
    if (left->finding.column != right->finding.column)
        return left->finding.column < right->finding.column ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

/* Keeps the findings among those of the report, all in document order, and tells the new ones. */
static void keep_findings(findings *f)
{
    avn_findings *kept = &f->report->findings;
    size_t count = f->items.count;
    avance_finding *all = AVN_NEW_ARRAY(&f->report->arena, avance_finding, count + 1);
    if (!all)
        return;
    if (count > 1)
        qsort(f->items.items, count, sizeof(placed), by_place);
    for (size_t i = 0; i < count; i++) {
        const placed *item = &f->items.items[i];
        all[i] = item->finding;
        if (item->is_new && f->sink->listen)
            f->sink->listen(f->sink->listen_user, &item->finding);
    }
    kept->items = all;
    kept->count = count;
    kept->capacity = count + 1;
}

avance_status avn_check_report(avn_report *report, const avn_sink *sink)
{
    avn_arena arena;
    avn_arena_init(&arena, report->arena.allocator);
    findings f = { .report = report, .sink = sink, .arena = &arena };
    bool good = true;
    for (size_t i = 0; i < report->findings.count; i++)
        place_finding(&f, report->findings.items[i], false);
    for (size_t i = 0; i < report->schema->check_count; i++) {
        avn_share counts = { 0 };
        good = carry_out(report, &report->schema->checks[i], &counts, add_finding, &f) && good;
    }
    good = good && !arena.failed && !report->arena.failed;
    if (good)
        keep_findings(&f);
    avn_arena_free(&arena);
    return good && !report->arena.failed ? AVANCE_OK : AVANCE_NO_MEMORY;
}

/* ---- shares --------------------------------------------------------------------- */

static size_t places_of(avn_share counts)
{
    return counts.held + counts.failed + counts.untold;
}

/* Adds to COUNTS. False when memory is short. */
static bool take_tally(const avn_report *report, avn_str code, avn_share *counts)
{
    bool good = true;
    for (size_t i = 0; good && i < report->schema->check_count; i++)
        if (avn_str_eq(report->schema->checks[i].code, code))
            good = carry_out(report, &report->schema->checks[i], counts, NULL, NULL);
    return good;
}

double avn_check_share(const avn_report *report, avn_str code, size_t *applicable)
{
    avn_share counts = { 0 };
    *applicable = 0;
    if (!take_tally(report, code, &counts))
        return 0.0;
    *applicable = places_of(counts);
    return *applicable ? (double)counts.held / (double)*applicable : 1.0;
}

/* held / places < percent / 100, exactly. */
static bool is_below(avn_share counts, avn_decimal percent)
{
    avn_decimal held = { (int64_t)(counts.held * 100), 0 }, least;
    avn_decimal places = { (int64_t)places_of(counts), 0 };
    return avn_decimal_multiply(percent, places, &least) && avn_decimal_compare(held, least) < 0;
}

avance_status avn_check_refusal(const avn_report *report, avn_share *shares, avn_refused *refused)
{
    *refused = (avn_refused){ .rule = NULL };
    for (size_t i = 0; i < report->schema->refusal_count && !refused->rule; i++) {
        const avn_refusal *rule = &report->schema->refusals[i];
        avn_share *counts = &shares[i];
        if (!take_tally(report, rule->code, counts))
            return AVANCE_NO_MEMORY;
        if (places_of(*counts) - counts->held > 1 && is_below(*counts, rule->percent))
            *refused = (avn_refused){ rule, counts->held, places_of(*counts) };
    }
    return AVANCE_OK;
}

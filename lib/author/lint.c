/* Lint: the patterns where they were written, the run over all rooms, the telling in file order. */
#include "author/lint.h"

#include <stdlib.h>

#include "author/lint_run.h"
#include "base/utf8.h"
#include "tree/plan.h"

enum { QUOTED = 60 /* characters */ };

bool avn_lint_is_own(const avn_lint_run *run, const avn_statement *s)
{
    return strcmp(s->file, run->grammar->path) == 0;
}

const avn_statement *avn_lint_find(const avn_lint_run *run, const char *keyword, avn_str name)
{
    for (const avn_statement *s = run->grammar->statements; s; s = s->next) {
        avn_str rest = s->rest;
        if (avn_str_is(s->keyword, keyword) && avn_lint_is_own(run, s) &&
            avn_str_eq(avn_str_word(&rest), name))
            return s;
    }
    return NULL;
}

const char *avn_lint_words(avn_lint_run *run, avn_str s)
{
    return avn_arena_str(run->arena, s).ptr;
}

const char *avn_lint_quote(avn_lint_run *run, avn_str text)
{
    size_t at = 0, count = 0;
    while (at < text.len && count < QUOTED) {
        avn_utf8_next(text, &at);
        count++;
    }
    return avn_arena_printf(run->arena, "%.*s%s", (int)at, text.ptr, at < text.len ? "…" : "").ptr;
}

/* ---- the patterns, where they were written ---- */

typedef struct pattern_place {
    const char *top, *keyword; /* keyword empty: on the line itself */
    avn_pattern_use use;
    unsigned names; /* words before the pattern */
} pattern_place;

static const pattern_place places[] = {
    { "detect", "", AVN_WHOLE_LINE, 0 },
    { "clean", "", AVN_SEARCH, 0 },
    { "break", "", AVN_SEARCH, 0 },
    { "cells", "", AVN_SEARCH, 0 },
    { "item", "", AVN_SEARCH, 0 },
    { "line", "", AVN_WHOLE_LINE, 1 },
    { "pattern", "", AVN_SEARCH, 1 },
    { "furniture", "from", AVN_WHOLE_LINE, 0 },
    { "furniture", "until", AVN_WHOLE_LINE, 0 },
    { "furniture", "take", AVN_SEARCH, 0 },
    { "furniture", "strong", AVN_WHOLE_LINE, 0 },
    { "furniture", "alone", AVN_WHOLE_LINE, 0 },
    { "furniture", "weak", AVN_WHOLE_LINE, 0 },
    { "*", "take", AVN_SEARCH, 0 },
    { "*", "split", AVN_SEARCH, 1 },
    { "*", "field", AVN_WHOLE_LINE, 1 },
    { "*", "list", AVN_WHOLE_LINE, 1 },
};

static bool is_block(avn_str keyword)
{
    return avn_str_is(keyword, "document") || avn_str_is(keyword, "level") ||
           avn_str_is(keyword, "record");
}

static const pattern_place *place_of(const avn_statement *top, const avn_statement *sub)
{
    avn_str keyword = sub ? sub->keyword : AVN_STR("");
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        bool at_home = strcmp(places[i].top, "*") == 0 ? is_block(top->keyword)
                                                       : avn_str_is(top->keyword, places[i].top);
        if (at_home && avn_str_is(keyword, places[i].keyword))
            return &places[i];
    }
    return NULL;
}

/* What stands behind the attributes of a line. */
static avn_str less_attributes(avn_str rest)
{
    for (;;) {
        avn_str after = rest, word = avn_str_word(&after);
        unsigned words = avn_line_attribute(word);
        if (words == 0)
            return avn_str_trim(rest);
        if (words > 1)
            avn_str_word(&after);
        rest = after;
    }
}

static avn_str source_of(const avn_statement *top, const avn_statement *s,
                         const pattern_place *place)
{
    avn_str rest = s->rest;
    for (unsigned i = 0; i < place->names; i++)
        avn_str_word(&rest);
    rest = avn_str_trim(rest);
    if (s == top && avn_str_is(s->keyword, "line"))
        return less_attributes(rest);
    if (avn_str_is(s->keyword, "clean"))
        return avn_str_trim(avn_str_head(rest, avn_str_find(rest, AVN_STR(" -> "))));
    bool label = avn_str_is(s->keyword, "field") || avn_str_is(s->keyword, "list");
    return label && avn_str_ends(rest, AVN_STR(":")) ? avn_str_head(rest, rest.len - 1) : rest;
}

static void collect(avn_lint_run *run, const avn_statement *top, const avn_statement *s)
{
    const pattern_place *place = place_of(top, s == top ? NULL : s);
    avn_str source = place ? source_of(top, s, place) : AVN_STR("");
    if (source.len == 0)
        return;
    avn_compiler compiler = { .grammar = run->grammar,
                              .arena = run->arena,
                              .sink =
                                  &(avn_sink){ .arena = run->arena, .language = run->language } };
    avn_linted *linted = AVN_PUSH(run->arena, run->patterns);
    if (!linted)
        return;
    *linted = (avn_linted){ .s = s, .top = top, .source = source };
    if (!avn_str_is(s->keyword, "pattern"))
        linted->pattern = avn_compile_pattern(&compiler, s, source, place->use);
}

void avn_lint_collect(avn_lint_run *run)
{
    for (const avn_statement *s = run->grammar->statements; s; s = s->next) {
        collect(run, s, s);
        for (const avn_statement *sub = s->subs; sub; sub = sub->next)
            collect(run, s, sub);
    }
}

/* ---- how blocks use lines ---- */

static bool has_index(const int *items, size_t count, int index)
{
    for (size_t i = 0; i < count; i++)
        if (items[i] == index)
            return true;
    return false;
}

static unsigned use_of(avn_clause_kind kind)
{
    switch (kind) {
    case AVN_CLAUSE_SET:
        return AVN_USE_SET;
    case AVN_CLAUSE_ROW:
        return AVN_USE_ROW;
    case AVN_CLAUSE_DROP:
        return AVN_USE_DROP;
    case AVN_CLAUSE_FIELD:
    case AVN_CLAUSE_LIST:
        return AVN_USE_LABEL;
    case AVN_CLAUSE_NEEDS:
        return AVN_USE_LOOKED_FOR;
    default:
        return 0;
    }
}

static unsigned uses_in(const avn_block_rule *block, int line)
{
    unsigned uses = has_index(block->opens, block->open_count, line) ? AVN_USE_OPENS : 0;
    for (size_t i = 0; i < block->clauses.count; i++) {
        const avn_clause *clause = &block->clauses.items[i];
        if (has_index(clause->lines, clause->line_count, line))
            uses |= use_of(clause->kind);
    }
    return uses;
}

unsigned avn_line_uses(const avn_grammar *grammar, int line)
{
    unsigned uses = 0;
    for (size_t i = 0; i < grammar->blocks.count; i++)
        uses |= uses_in(&grammar->blocks.items[i], line);
    for (size_t i = 0; i < grammar->lines.count; i++)
        uses |= grammar->lines.items[i].before == line ? AVN_USE_LOOKED_FOR : 0;
    for (size_t i = 0; i < grammar->streams.labels.count; i++)
        uses |= grammar->streams.labels.items[i].line == line ? AVN_USE_LOOKED_FOR : 0;
    return uses;
}

uint64_t avn_line_homes(const avn_grammar *grammar, int line)
{
    uint64_t homes = 0;
    for (size_t i = 0; i < grammar->blocks.count && i < 64; i++) {
        const avn_block_rule *block = &grammar->blocks.items[i];
        unsigned uses = uses_in(block, line);
        if (uses & ~(unsigned)(AVN_USE_OPENS | AVN_USE_LOOKED_FOR))
            homes |= (uint64_t)1 << i;
        if ((uses & AVN_USE_OPENS) && block->parent_count == 0)
            homes |= 1;
        for (size_t k = 0; (uses & AVN_USE_OPENS) && k < block->parent_count; k++)
            if (block->stays)
                homes |= 1;
            else if (block->parents[k] < 64)
                homes |= (uint64_t)1 << block->parents[k];
    }
    return homes;
}

/* ---- the run ---- */

static int by_place(const void *a, const void *b)
{
    const avance_finding *left = a, *right = b;
    int files = strcmp(left->file, right->file);
    if (files != 0)
        return files;
    if (left->line != right->line)
        return left->line < right->line ? -1 : 1;
    if (left->column != right->column)
        return left->column < right->column ? -1 : 1;
    return strcmp(left->code, right->code);
}

static avance_status run_rooms(avn_lint_run *run)
{
    run->schema = avn_schema_plan(run->arena, run->grammar);
    if (!run->schema)
        return AVANCE_NO_MEMORY;
    avn_lint_collect(run);
    avn_lint_unused(run);
    avn_lint_names(run);
    avn_lint_patterns(run);
    avn_lint_lines(run);
    avance_status status = avn_lint_examples(run);
    bool short_of_memory = run->arena->failed || avn_matcher_failed(run->matcher);
    return status == AVANCE_OK && short_of_memory ? AVANCE_NO_MEMORY : status;
}

/* In the order of the file. */
static void tell_found(const avn_findings *found, const avn_sink *sink, size_t *errors,
                       size_t *warnings)
{
    if (found->count > 0)
        qsort(found->items, found->count, sizeof *found->items, by_place);
    for (size_t i = 0; i < found->count; i++) {
        *errors += found->items[i].level == AVANCE_ERROR;
        *warnings += found->items[i].level == AVANCE_WARNING;
        avn_tell_finding(sink, found->items[i]);
    }
}

avance_status avn_lint(const avn_grammar *grammar, avn_grammar *const *others, size_t other_count,
                       avn_allocator allocator, const avn_sink *sink, size_t *errors,
                       size_t *warnings)
{
    avn_arena arena;
    avn_findings found = { 0 };
    avn_arena_init(&arena, allocator);
    avn_sink keeper = { .arena = &arena, .language = sink->language, .keep = &found };
    avn_grammar copy = *grammar;
    copy.patterns = avn_patterns_new(allocator);
    avn_lint_run run = { .grammar = &copy,
                         .others = others,
                         .other_count = other_count,
                         .arena = &arena,
                         .matcher = avn_matcher_new(allocator),
                         .sink = &keeper,
                         .language = sink->language };
    *errors = *warnings = 0;
    avance_status status = run.matcher && copy.patterns ? run_rooms(&run) : AVANCE_NO_MEMORY;
    if (status == AVANCE_OK)
        tell_found(&found, sink, errors, warnings);
    avn_matcher_free(run.matcher);
    avn_patterns_free(copy.patterns);
    avn_arena_free(&arena);
    return status;
}

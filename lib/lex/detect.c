#include "lex/detect.h"

#include "lex/prepare.h"

/* A report says what it is on its first pages. Cleaning costs more than reading. */
enum { LINES_LOOKED_AT = 20000, LINES_CLEANED = 4000, LONGEST_SIGN = 4096 };

typedef struct search {
    const avn_grammar *grammar;
    avn_matcher *matcher;
    uint64_t *found; /* a bit for each sign */
    avn_fit *fit;
} search;

static void look_at(search *s, avn_str text)
{
    text = avn_str_trim(text);
    for (size_t i = 0; i < s->grammar->signs.count && text.len > 0 && text.len < LONGEST_SIGN;
         i++) {
        const avn_pattern *pattern = s->grammar->signs.items[i].pattern;
        uint64_t bit = (uint64_t)1 << (i & 63);
        if ((s->found[i / 64] & bit) || text.len < pattern->least_length ||
            !avn_pattern_may_start(pattern, (unsigned char)text.ptr[0]) ||
            avn_pattern_match(s->matcher, pattern, text, 0) != AVN_MATCHED)
            continue;
        s->found[i / 64] |= bit;
        s->fit->found++;
    }
}

/* The parts of a cleaned line: its cells, and what `break` cuts. A line that cleaning left as it
 * was, of one cell, was looked at already. */
static void look_at_parts(search *s, avn_str text, bool changed)
{
    avn_str cells[AVN_MOST_CELLS];
    unsigned count = avn_cut_cells(s->grammar, s->matcher, text, cells);
    if (count == 1 && !changed)
        return;
    for (unsigned i = 0; i < count; i++) {
        while (cells[i].len > 0) {
            const char *cut = memchr(cells[i].ptr, AVN_CUT, cells[i].len);
            size_t end = cut ? (size_t)(cut - cells[i].ptr) : cells[i].len;
            look_at(s, avn_str_head(cells[i], end));
            cells[i] = avn_str_from(cells[i], end + 1);
        }
    }
}

/* Signs are looked for in lines as printed and, where the grammar cleans lines or cuts them, in
 * what that leaves. */
static void search_lines(search *s, const avn_source *source, avn_arena *arena)
{
    const avn_grammar *grammar = s->grammar;
    bool cleans = grammar->cleans.count > 0 || grammar->cells;
    avn_cleaner cleaner = { .grammar = grammar, .matcher = s->matcher, .arena = arena };
    size_t most = cleans ? LINES_CLEANED : LINES_LOOKED_AT;
    for (size_t line = 0; line < source->line_count && line < most; line++) {
        avn_str text = avn_source_line(source, line);
        if (s->fit->found == s->fit->signs)
            return;
        look_at(s, text);
        if (!cleans || text.len == 0)
            continue;
        cleaner.now.len = 0;
        if (!avn_clean_begin(&cleaner, text, 0))
            return;
        bool changed = avn_clean_run(&cleaner);
        look_at_parts(s, (avn_str){ cleaner.now.text, cleaner.now.len }, changed);
    }
}

avn_fit avn_detect(const avn_grammar *grammar, const avn_source *source, avn_matcher *matcher)
{
    avn_fit fit = { .signs = grammar->signs.count };
    avn_arena arena;
    avn_arena_init(&arena, grammar->arena.allocator);
    search s = { grammar, matcher, AVN_NEW_ARRAY(&arena, uint64_t, fit.signs / 64 + 1), &fit };
    if (s.found)
        search_lines(&s, source, &arena);
    for (size_t i = 0; s.found && i < fit.signs && !fit.missing; i++)
        if (!(s.found[i / 64] >> (i & 63) & 1))
            fit.missing = grammar->signs.items[i].text.ptr;
    fit.failed = arena.failed || avn_matcher_failed(matcher);
    avn_arena_free(&arena);
    return fit;
}

bool avn_fit_reads(const avn_fit *fit)
{
    return fit->found * 2 >= fit->signs && fit->found > 0;
}

bool avn_fit_better(const avn_fit *a, const avn_fit *b)
{
    size_t left = a->found * b->signs, right = b->found * a->signs;
    return left != right ? left > right : a->found > b->found;
}

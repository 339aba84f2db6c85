/* Signs are looked for in lines as printed and, where a grammar cleans lines or cuts them, in what
 * that leaves. One sieve for all grammars says of each line which signs it may hold, and which
 * grammars may find something in it to clean or to cut. */
#include "lex/detect.h"

#include "base/sieve.h"
#include "lex/prepare.h"

/* A report says what it is on its first pages. Cleaning costs more than reading. */
enum { LINES_LOOKED_AT = 20000, LINES_CLEANED = 4000, LONGEST_SIGN = 4096 };

/* What a bit of the sieve stands for. */
typedef struct sought {
    size_t grammar;
    const avn_sign *sign; /* NULL: what the grammar cleans or cuts */
} sought;

struct avn_detector {
    const avn_grammar **grammars;
    size_t count;
    AVN_VEC(sought) sought;
    AVN_VEC(avn_needs) needs;
    avn_sieve *sieve;
    avn_allocator allocator;
};

/* How far one grammar has got. */
typedef struct search {
    const avn_grammar *grammar;
    avn_fit *fit;
    bool *found; /* of each sign */
    size_t lines;
    avn_cleaner cleaner;
} search;

typedef struct detection {
    const avn_detector *detector;
    avn_matcher *matcher;
    search *searches;
    uint64_t *in_line, *in_part; /* what may be found there */
} detection;

static void seek(avn_arena *arena, avn_detector *made, size_t grammar, const avn_sign *sign,
                 avn_needs needs)
{
    sought *item = AVN_PUSH(arena, made->sought);
    avn_needs *its_needs = AVN_PUSH(arena, made->needs);
    if (!item || !its_needs)
        return;
    *item = (sought){ grammar, sign };
    *its_needs = needs;
}

const avn_detector *avn_detector_new(avn_arena *arena, avn_grammar *const *grammars, size_t count)
{
    avn_detector *made = AVN_NEW(arena, avn_detector);
    if (!made)
        return NULL;
    made->grammars = AVN_NEW_ARRAY(arena, const avn_grammar *, count);
    made->count = count;
    made->allocator = arena->allocator;
    for (size_t i = 0; made->grammars && i < count; i++) {
        made->grammars[i] = grammars[i];
        for (size_t s = 0; s < grammars[i]->signs.count; s++) {
            const avn_sign *sign = &grammars[i]->signs.items[s];
            seek(arena, made, i, sign, sign->pattern->needs);
        }
        if (grammars[i]->cleaning)
            seek(arena, made, i, NULL, grammars[i]->cleaning_needs);
    }
    made->sieve = avn_sieve_new(arena, made->needs.items, made->needs.count);
    return arena->failed ? NULL : made;
}

static void look_for(detection *d, search *s, const avn_sign *sign, avn_str text)
{
    bool *found = &s->found[sign - s->grammar->signs.items];
    if (*found || text.len == 0 || text.len >= LONGEST_SIGN)
        return;
    *found = avn_pattern_match(d->matcher, sign->pattern, text, 0) == AVN_MATCHED;
    s->fit->found += *found;
}

/* A part of a line of which the grammar of S cleaned or cut something off. */
static void look_at_part(detection *d, search *s, avn_str text)
{
    const avn_detector *detector = d->detector;
    text = avn_str_trim(text);
    avn_sieve_look(detector->sieve, text, d->in_part);
    for (size_t word = 0; word < avn_sieve_words(detector->sieve); word++) {
        while (d->in_part[word]) {
            size_t bit = word * 64 + avn_next_bit(&d->in_part[word]);
            const sought *item = &detector->sought.items[bit];
            if (item->sign && detector->grammars[item->grammar] == s->grammar)
                look_for(d, s, item->sign, text);
        }
    }
}

/* The parts of a cleaned line: its cells, and what `break` cuts. One that cleaning left as it was,
 * of one cell, was looked at already. */
static void clean(detection *d, search *s, avn_str text)
{
    s->cleaner.now.len = 0;
    if (text.len == 0 || !avn_clean_begin(&s->cleaner, text, 0))
        return;
    bool changed = avn_clean_run(&s->cleaner);
    avn_str cells[AVN_MOST_CELLS] = { { s->cleaner.now.text, s->cleaner.now.len } };
    unsigned count = 1;
    if (avn_clean_left_cells(&s->cleaner))
        count = avn_cut_cells(s->grammar, d->matcher, cells[0], cells);
    for (unsigned i = 0; i < count && (changed || count > 1); i++) {
        while (cells[i].len > 0) {
            const char *cut = memchr(cells[i].ptr, AVN_CUT, cells[i].len);
            size_t end = cut ? (size_t)(cut - cells[i].ptr) : cells[i].len;
            look_at_part(d, s, avn_str_head(cells[i], end));
            cells[i] = avn_str_from(cells[i], end + 1);
        }
    }
}

static void look_at_line(detection *d, size_t line, avn_str text)
{
    const avn_detector *detector = d->detector;
    avn_sieve_look(detector->sieve, text, d->in_line);
    for (size_t word = 0; word < avn_sieve_words(detector->sieve); word++) {
        while (d->in_line[word]) {
            size_t bit = word * 64 + avn_next_bit(&d->in_line[word]);
            const sought *item = &detector->sought.items[bit];
            search *s = &d->searches[item->grammar];
            if (line >= s->lines || s->fit->found == s->fit->signs)
                continue;
            if (item->sign)
                look_for(d, s, item->sign, avn_str_trim(text));
            else
                clean(d, s, text);
        }
    }
}

/* False when memory is short. */
static bool begin(detection *d, avn_arena *arena, avn_fit *fits)
{
    size_t count = d->detector->count, words = avn_sieve_words(d->detector->sieve);
    d->searches = AVN_NEW_ARRAY(arena, search, count);
    d->in_line = AVN_NEW_ARRAY(arena, uint64_t, words);
    d->in_part = AVN_NEW_ARRAY(arena, uint64_t, words);
    for (size_t i = 0; d->searches && i < count; i++) {
        const avn_grammar *grammar = d->detector->grammars[i];
        search *s = &d->searches[i];
        s->grammar = grammar;
        s->fit = &fits[i];
        *s->fit = (avn_fit){ .signs = grammar->signs.count };
        s->found = AVN_NEW_ARRAY(arena, bool, s->fit->signs);
        s->lines = grammar->cleaning ? LINES_CLEANED : LINES_LOOKED_AT;
        s->cleaner = (avn_cleaner){ .grammar = grammar, .matcher = d->matcher, .arena = arena };
    }
    return !arena->failed;
}

bool avn_detect(const avn_detector *detector, const avn_source *source, avn_matcher *matcher,
                avn_fit *fits)
{
    avn_arena arena;
    avn_arena_init(&arena, detector->allocator);
    detection d = { .detector = detector, .matcher = matcher };
    bool begun = begin(&d, &arena, fits);
    for (size_t line = 0; begun && line < source->line_count && line < LINES_LOOKED_AT; line++)
        look_at_line(&d, line, avn_source_line(source, line));
    for (size_t i = 0; begun && i < detector->count; i++) {
        search *s = &d.searches[i];
        for (size_t sign = 0; sign < s->fit->signs && !s->fit->missing; sign++)
            if (!s->found[sign])
                s->fit->missing = s->grammar->signs.items[sign].text.ptr;
    }
    bool failed = arena.failed || avn_matcher_failed(matcher);
    avn_arena_free(&arena);
    return !failed;
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

/* `clean` and `break`: marks taken out of a line, and the places where it is cut. */
#include "lex/prepare.h"

static bool make_room(avn_cleaner *cleaner, avn_draft *draft, size_t more)
{
    if (draft->len + more <= draft->capacity)
        return true;
    size_t capacity = 2 * (draft->len + more) + 256;
    char *text = avn_arena_alloc(cleaner->arena, capacity);
    uint32_t *from = AVN_NEW_ARRAY(cleaner->arena, uint32_t, capacity);
    if (!text || !from)
        return false;
    if (draft->len) {
        memcpy(text, draft->text, draft->len);
        memcpy(from, draft->from, draft->len * sizeof *from);
    }
    *draft = (avn_draft){ text, from, draft->len, capacity };
    return true;
}

bool avn_clean_begin(avn_cleaner *cleaner, avn_str text, size_t start)
{
    avn_draft *draft = &cleaner->now;
    bool first = draft->len == 0;
    if (!make_room(cleaner, draft, text.len + 1))
        return false;
    if (!first) {
        draft->from[draft->len] = (uint32_t)start;
        draft->text[draft->len++] = ' ';
    }
    for (size_t i = 0; i < text.len; i++) {
        draft->from[draft->len] = (uint32_t)(start + i);
        draft->text[draft->len++] = text.ptr[i];
    }
    return true;
}

static void copy(avn_draft *to, const avn_draft *from, size_t at, size_t end)
{
    if (end == at)
        return;
    memcpy(to->text + to->len, from->text + at, end - at);
    memcpy(to->from + to->len, from->from + at, (end - at) * sizeof *to->from);
    to->len += end - at;
}

static void put(avn_draft *to, avn_str text, uint32_t from)
{
    for (size_t i = 0; i < text.len; i++) {
        to->from[to->len] = from;
        to->text[to->len++] = text.ptr[i];
    }
}

static size_t next_character(avn_str text, size_t at)
{
    do
        at++;
    while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return at;
}

static bool find(avn_cleaner *cleaner, const avn_pattern *pattern, avn_str text, size_t start)
{
    avn_match got = start <= text.len ? avn_pattern_match(cleaner->matcher, pattern, text, start)
                                      : AVN_NO_MATCH;
    cleaner->limit = cleaner->limit || got == AVN_MATCH_LIMIT;
    return got == AVN_MATCHED;
}

/* One rule over the whole draft; true when it matched somewhere. */
static bool apply(avn_cleaner *cleaner, const avn_clean_rule *rule)
{
    static const char cut = AVN_CUT;
    avn_draft *now = &cleaner->now, *next = &cleaner->next;
    avn_str text = { now->text, now->len }, into = rule->cuts ? (avn_str){ &cut, 1 } : rule->into;
    size_t done = 0, start = 0;
    next->len = 0;
    while (find(cleaner, rule->pattern, text, start)) {
        avn_str all = avn_match_group(cleaner->matcher, text, 0);
        size_t at = (size_t)(all.ptr - text.ptr), end = rule->cuts ? at : at + all.len;
        if (!make_room(cleaner, next, (at - done) + into.len + 1))
            return false;
        copy(next, now, done, at);
        put(next, into, at < now->len ? now->from[at] : now->from[now->len - 1]);
        done = end;
        start = all.len ? at + all.len : next_character(text, at);
    }
    if (start == 0)
        return false;
    if (!make_room(cleaner, next, now->len - done))
        return false;
    copy(next, now, done, now->len);
    avn_draft made = *next;
    *next = *now;
    *now = made;
    return true;
}

/* Bits of the rules that may find something in the draft, and behind them of `cells`. */
static const uint64_t *look(avn_cleaner *cleaner)
{
    const avn_sieve *sieve = cleaner->grammar->cleaning;
    if (!cleaner->may)
        cleaner->may = AVN_NEW_ARRAY(cleaner->arena, uint64_t, avn_sieve_words(sieve));
    if (cleaner->may)
        avn_sieve_look(sieve, (avn_str){ cleaner->now.text, cleaner->now.len }, cleaner->may);
    return cleaner->may;
}

bool avn_clean_run(avn_cleaner *cleaner)
{
    const avn_grammar *grammar = cleaner->grammar;
    if (!grammar->cleaning || !look(cleaner))
        return false;
    bool changed = false;
    for (size_t i = 0; i < grammar->cleans.count && cleaner->now.len > 0; i++) {
        if (!avn_has_bit(cleaner->may, i) || !apply(cleaner, &grammar->cleans.items[i]))
            continue;
        changed = true;
        look(cleaner);
    }
    return changed;
}

bool avn_clean_left_cells(const avn_cleaner *cleaner)
{
    const avn_grammar *grammar = cleaner->grammar;
    return grammar->cells && cleaner->may && avn_has_bit(cleaner->may, grammar->cleans.count);
}

unsigned avn_cut_cells(const avn_grammar *grammar, avn_matcher *matcher, avn_str text,
                       avn_str cells[AVN_MOST_CELLS])
{
    unsigned count = 0;
    size_t start = 0, at = 0;
    while (grammar->cells && at < text.len && count + 1 < AVN_MOST_CELLS &&
           avn_pattern_match(matcher, grammar->cells, text, at) == AVN_MATCHED) {
        avn_str gap = avn_match_group(matcher, text, 0);
        size_t found = (size_t)(gap.ptr - text.ptr);
        if (gap.len > 0) {
            cells[count++] = (avn_str){ text.ptr + start, found - start };
            start = found + gap.len;
        }
        at = gap.len ? start : next_character(text, found);
    }
    cells[count++] = avn_str_from(text, start);
    return count;
}

size_t avn_item_mark(const avn_grammar *grammar, avn_matcher *matcher, avn_str text)
{
    const avn_pattern *item = grammar->item;
    if (!item || text.len == 0 || avn_pattern_match(matcher, item, text, 0) != AVN_MATCHED)
        return 0;
    return avn_match_group(matcher, text, 0).len;
}

#include "bind/row_sets.h"

#include "bind/torn.h"

enum { WINDOW = 8 };

typedef struct pairing {
    avn_arena *arena;
    avn_stream_row *rows;
    size_t count;
    bool *used;
} pairing;

static size_t next_unused(const pairing *p, size_t at)
{
    while (at < p->count && p->used[at])
        at++;
    return at;
}

/* PERCENT is PART over WHOLE as far as it is printed: rounded or cut at its last digit. */
static bool is_quotient(avn_decimal percent, avn_decimal part, avn_decimal whole)
{
    avn_decimal share, cut, rounded, hundred = { 100, 0 };
    if (!avn_decimal_multiply(part, hundred, &share))
        return false;
    return (avn_decimal_divide(share, whole, percent.scale, AVN_TRUNCATE, &cut) &&
            avn_decimal_compare(cut, percent) == 0) ||
           (avn_decimal_divide(share, whole, percent.scale, AVN_HALF_UP, &rounded) &&
            avn_decimal_compare(rounded, percent) == 0);
}

typedef enum ratio { NO_RATIO, EMPTY_RATIO, RATIO } ratio;

/* Whether the three rows fit in every cell; EMPTY_RATIO when none of them says anything. */
static ratio ratio_of(const avn_stream_row *percents, const avn_stream_row *parts,
                      const avn_stream_row *wholes)
{
    avn_decimal percent, part, whole, zero = { 0, 0 };
    bool any = false;
    for (size_t i = 0; avn_figure_at(percents->text, i, &percent); i++) {
        if (!avn_figure_at(parts->text, i, &part) || !avn_figure_at(wholes->text, i, &whole))
            return NO_RATIO;
        if (avn_decimal_compare(whole, zero) == 0) {
            if (avn_decimal_compare(percent, zero) != 0)
                return NO_RATIO;
            continue;
        }
        if (!is_quotient(percent, part, whole))
            return NO_RATIO;
        any = true;
    }
    return any ? RATIO : EMPTY_RATIO;
}

/* Rows FIRST and SECOND become the set's, if the row AT is their quotient as WANTED. Rows that are
 * alike have the quotient 100 with any others: then only those that follow at once are sure. */
static bool take_quotient(pairing *p, size_t at, size_t first, size_t second, ratio wanted,
                          avn_row_set *set)
{
    const avn_stream_row *parts = &p->rows[first], *wholes = &p->rows[second];
    if (parts->percent || wholes->percent || ratio_of(&p->rows[at], parts, wholes) != wanted)
        return false;
    bool follow = first == next_unused(p, at + 1) && second == next_unused(p, first + 1);
    set->rows[1] = parts;
    set->rows[2] = wholes;
    set->verified = follow || !avn_str_eq(parts->text, wholes->text);
    p->used[first] = p->used[second] = true;
    return true;
}

/* A record in percentages: the two plain rows near it whose quotient it is, those behind it first.
 * Rows that say nothing are taken only where none says more. */
static bool pair_percent(pairing *p, size_t at, avn_row_set *set, ratio wanted)
{
    size_t seen = 0;
    for (size_t i = next_unused(p, at + 1); i < p->count && seen++ < WINDOW;
         i = next_unused(p, i + 1))
        for (size_t k = next_unused(p, i + 1); k < p->count && k <= i + WINDOW;
             k = next_unused(p, k + 1))
            if (take_quotient(p, at, i, k, wanted, set))
                return true;
    for (size_t i = next_unused(p, at > WINDOW ? at - WINDOW : 0); i < at;
         i = next_unused(p, i + 1))
        for (size_t k = next_unused(p, i + 1); k < p->count && k <= i + WINDOW;
             k = next_unused(p, k + 1))
            if (take_quotient(p, at, i, k, wanted, set))
                return true;
    return false;
}

/* The row itself was torn. */
static bool pair_torn_percent(pairing *p, size_t at, avn_row_set *set)
{
    avn_stream_row *row = &p->rows[at], as_it_stands = *row;
    for (size_t way = 0; avn_row_read_torn(p->arena, row, way); way++)
        if (pair_percent(p, at, set, RATIO))
            return true;
    *row = as_it_stands;
    return false;
}

/* The next two plain rows were torn, both at the same column. */
static bool pair_torn_parts(pairing *p, size_t at, avn_row_set *set)
{
    size_t first = next_unused(p, at + 1), second = next_unused(p, first + 1);
    if (second >= p->count || second != first + 1 || p->rows[first].percent ||
        p->rows[second].percent || p->rows[first].length != p->rows[second].length)
        return false;
    avn_stream_row parts = p->rows[first], wholes = p->rows[second];
    for (size_t head = 1; head < parts.length; head++) {
        avn_rows_read_torn(p->arena, &parts, &wholes, head);
        if (ratio_of(&p->rows[at], &parts, &wholes) != RATIO)
            continue;
        p->rows[first] = parts;
        p->rows[second] = wholes;
        set->rows[1] = &p->rows[first];
        set->rows[2] = &p->rows[second];
        p->used[first] = p->used[second] = set->verified = true;
        return true;
    }
    return false;
}

/* A record in plain figures: the next row that is its like. A plain row without its like is no
 * record's first: it is one of a record in percentages. */
static bool pair_plain(pairing *p, size_t at, avn_row_set *set)
{
    for (size_t i = next_unused(p, at + 1); i < p->count && i <= at + WINDOW;
         i = next_unused(p, i + 1)) {
        if (!avn_str_eq(p->rows[at].text, p->rows[i].text))
            continue;
        set->rows[1] = &p->rows[i];
        p->used[at] = p->used[i] = set->verified = true;
        return true;
    }
    return false;
}

/* Percentages first: what they need is told by three rows, not two. */
static void pair_percents(pairing *p, avn_row_set *percents)
{
    for (size_t i = 0; i < p->count; i++) {
        if (!p->rows[i].percent)
            continue;
        p->used[i] = true;
        percents[i] = (avn_row_set){ .rows = { &p->rows[i] }, .in_percent = true };
        if (!pair_percent(p, i, &percents[i], RATIO) && !pair_torn_percent(p, i, &percents[i]) &&
            !pair_torn_parts(p, i, &percents[i]))
            pair_percent(p, i, &percents[i], EMPTY_RATIO);
    }
}

/* Where percentages are printed without their sign, the record of row AT is what ends first: the
 * row and its like, or the row and the two whose quotient it is. */
static bool pair_unsigned(pairing *p, size_t at, avn_row_set *set)
{
    for (size_t last = at + 1; last < p->count && last <= at + WINDOW; last++) {
        if (p->used[last])
            continue;
        if (avn_str_eq(p->rows[at].text, p->rows[last].text)) {
            set->rows[1] = &p->rows[last];
            p->used[last] = set->verified = true;
            return true;
        }
        for (size_t middle = at + 1; middle < last; middle++) {
            if (p->used[middle] ||
                ratio_of(&p->rows[at], &p->rows[middle], &p->rows[last]) != RATIO)
                continue;
            set->rows[1] = &p->rows[middle];
            set->rows[2] = &p->rows[last];
            p->used[middle] = p->used[last] = set->verified = set->in_percent = true;
            return true;
        }
    }
    return false;
}

static bool has_signs(const pairing *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->rows[i].percent)
            return true;
    return false;
}

size_t avn_pair_rows(avn_arena *arena, avn_stream_row *rows, size_t count, avn_row_set *sets)
{
    pairing p = { arena, rows, count, AVN_NEW_ARRAY(arena, bool, count + 1) };
    avn_row_set *percents = AVN_NEW_ARRAY(arena, avn_row_set, count + 1);
    if (!p.used || !percents)
        return 0;
    bool signs = has_signs(&p);
    pair_percents(&p, percents);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        avn_row_set set = { .rows = { &rows[i] } };
        if (rows[i].percent) {
            sets[found++] = percents[i];
        } else if (!p.used[i] && !signs) {
            p.used[i] = true;
            if (pair_unsigned(&p, i, &set))
                sets[found++] = set;
        } else if (!p.used[i] && pair_plain(&p, i, &set)) {
            sets[found++] = set;
        }
    }
    return found;
}

#include "bind/evidence.h"

#include <stdlib.h>

#include "bind/fold.h"
#include "bind/letters.h"

enum {
    LONGEST_KEY = 512,
    GAP_PERCENT = 80,
    ENOUGH_HEADINGS = 3,
    ENOUGH_WORDS = 3,
    MOST_WORDS = 50000
};

/* ---- headings ----------------------------------------------------------------- */

/* The first two captures of a heading: its key and its name. */
static void heading_parts(const avn_evidence *e, const avn_item *item, avn_str *key, avn_str *name)
{
    const avn_line_rule *rule = &e->grammar->lines.items[item->token.rule];
    const avn_str *captures = e->frames->lexed->captures.items + item->token.capture;
    *key = rule->capture_count > 0 ? captures[0] : (avn_str){ "", 0 };
    *name = rule->capture_count > 1 ? captures[1] : (avn_str){ "", 0 };
}

static size_t append(char buffer[LONGEST_KEY], size_t used, avn_str text)
{
    size_t room = used < LONGEST_KEY - 1 ? LONGEST_KEY - 1 - used : 0;
    size_t length = text.len < room ? text.len : room;
    if (length)
        memcpy(buffer + used, text.ptr, length);
    return used + length;
}

static avn_str heading_key(char buffer[LONGEST_KEY], int rule, char kind, avn_str a, avn_str b)
{
    size_t used = 0;
    buffer[used++] = (char)('0' + rule % 64);
    buffer[used++] = kind;
    used = append(buffer, used, a);
    buffer[used++] = '|';
    return (avn_str){ buffer, append(buffer, used, b) };
}

static void count_heading(avn_evidence *e, const avn_item *item)
{
    char buffer[LONGEST_KEY];
    avn_str key, name, none = { "", 0 };
    heading_parts(e, item, &key, &name);
    avn_tally *both =
        avn_table_at(&e->headings, heading_key(buffer, item->token.rule, '=', key, name));
    if (!both || both->count++ > 0)
        return;
    avn_tally *names =
        avn_table_at(&e->claves, heading_key(buffer, item->token.rule, 'k', key, none));
    if (names)
        names->count++;
    avn_tally *keys =
        avn_table_at(&e->claves, heading_key(buffer, item->token.rule, 'n', name, none));
    if (keys)
        keys->count++;
}

/* Extractors differ in the blanks that they print. */
static bool same_words(avn_str a, avn_str b)
{
    while (!avn_str_eq(a, b)) {
        avn_str left = avn_str_word(&a), right = avn_str_word(&b);
        if (!avn_str_eq(left, right))
            return false;
    }
    return true;
}

bool avn_same_heading(const avn_evidence *e, const avn_item *a, const avn_item *b)
{
    avn_str key[2], name[2];
    if (!a || a->token.rule != b->token.rule)
        return false;
    heading_parts(e, a, &key[0], &name[0]);
    heading_parts(e, b, &key[1], &name[1]);
    return same_words(key[0], key[1]) && same_words(name[0], name[1]);
}

static unsigned heading_count(const avn_evidence *e, const avn_item *item)
{
    char buffer[LONGEST_KEY];
    avn_str key, name;
    heading_parts(e, item, &key, &name);
    const avn_tally *found =
        avn_table_find(&e->headings, heading_key(buffer, item->token.rule, '=', key, name));
    return found ? found->count : 0;
}

static bool is_consistent(const avn_evidence *e, const avn_item *item)
{
    char buffer[LONGEST_KEY];
    avn_str key, name, none = { "", 0 };
    /* Keys below another level are used again there, with other names. */
    if (e->grammar->blocks.items[item->block].parent_count > 0)
        return true;
    heading_parts(e, item, &key, &name);
    const avn_tally *names =
        avn_table_find(&e->claves, heading_key(buffer, item->token.rule, 'k', key, none));
    const avn_tally *keys =
        avn_table_find(&e->claves, heading_key(buffer, item->token.rule, 'n', name, none));
    /* A name with several keys is a count of things, "120 MUJERES", unless it stands apart. */
    bool apart = e->frames->blanks_mean && item->gap_above;
    return (!names || names->count <= 1) && (apart || !keys || keys->count <= 1);
}

/* A key of letters and digits, "E102E05", begins no line of a text. */
static bool has_code(const avn_evidence *e, const avn_item *item)
{
    avn_str key, name;
    heading_parts(e, item, &key, &name);
    enum { LONG_KEY = 6 };
    size_t digits = 0;
    for (size_t i = 0; i < key.len; i++)
        digits += avn_is_digit(key.ptr[i]);
    return key.len >= LONG_KEY && digits > 0 && digits < key.len && !avn_is_digit(key.ptr[0]);
}

static bool is_sure(const avn_evidence *e, const avn_item *item)
{
    enum { SURE_PATTERN = 10 };
    return e->grammar->lines.items[item->token.rule].pattern->least_length >= SURE_PATTERN;
}

static void count_all_headings(avn_evidence *e)
{
    for (size_t i = 0; i < e->frames->frames.count; i++) {
        const avn_frame *frame = &e->frames->frames.items[i];
        for (size_t k = 0; k < frame->before.count; k++)
            if (frame->before.items[k].block != AVN_NONE)
                count_heading(e, &frame->before.items[k]);
    }
}

/* Headings that are printed twice or more are surely headings: how do they stand? */
static void look_at_headings(avn_evidence *e)
{
    size_t sure = 0, apart = 0, outer = 0, nested = 0;
    for (size_t i = 0; i < e->frames->frames.count; i++) {
        const avn_items *items = &e->frames->frames.items[i].before;
        for (size_t k = 0; k < items->count; k++) {
            avn_item *item = &items->items[k];
            item->printed = item->block == AVN_NONE ? 0 : heading_count(e, item);
            if (item->printed < 2)
                continue;
            sure++;
            apart += item->gap_above;
            if (k + 1 < items->count && item->block + 1 < (int)e->grammar->blocks.count &&
                e->grammar->blocks.items[item->block + 1].stays) {
                outer++;
                nested += items->items[k + 1].block > item->block;
            }
        }
    }
    e->headings_have_gaps = sure >= ENOUGH_HEADINGS && e->frames->lexed->blanks_mean &&
                            apart * 100 >= sure * GAP_PERCENT;
    e->headings_nest = outer >= ENOUGH_HEADINGS && nested * 100 >= outer * GAP_PERCENT;
}

/* ---- units --------------------------------------------------------------------- */

static bool is_in(const avn_table *table, avn_str folded)
{
    char buffer[AVN_FOLDED];
    if (avn_table_find(table, avn_str_head(folded, AVN_FOLDED - 1)))
        return true;
    if (!folded.len || !memchr(folded.ptr, 'S', folded.len)) /* no plural */
        return false;
    for (avn_plural plural = AVN_PLURAL_S; plural < AVN_PLURALS; plural++) {
        avn_str one = avn_fold_singular(folded, plural, buffer);
        if (one.len < folded.len && avn_table_find(table, one))
            return true;
    }
    return false;
}

static bool is_unit(const avn_evidence *e, avn_str text)
{
    char buffer[AVN_FOLDED + 1];
    return is_in(&e->carry->units, avn_fold(text, buffer, sizeof buffer));
}

bool avn_unit_is_known(avn_evidence *e, avn_str unit)
{
    enum { ASKED = 1, KNOWN = 2 };
    avn_tally *asked = avn_table_at(&e->asked, unit);
    if (!asked)
        return is_unit(e, unit);
    if (asked->count == 0)
        asked->count = is_unit(e, unit) ? ASKED | KNOWN : ASKED;
    return asked->count & KNOWN;
}

static int by_bytes(const void *a, const void *b)
{
    return avn_str_cmp(*(const avn_str *)a, *(const avn_str *)b);
}

static bool sort_units(avn_evidence *e)
{
    e->sorted = AVN_NEW_ARRAY(e->arena, avn_str, e->carry->units.used + 1);
    if (!e->sorted)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < e->carry->units.capacity; i++)
        if (e->carry->units.slots[i].key.ptr)
            e->sorted[count++] = e->carry->units.slots[i].key;
    qsort(e->sorted, count, sizeof *e->sorted, by_bytes);
    return true;
}

bool avn_unit_begins(avn_evidence *e, avn_str unit)
{
    char buffer[AVN_FOLDED];
    avn_str folded = avn_fold(unit, buffer, sizeof buffer);
    if (!e->sorted && !sort_units(e))
        return false;
    size_t low = 0, high = e->carry->units.used;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (avn_str_cmp(e->sorted[middle], folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (low < e->carry->units.used && avn_str_starts(e->sorted[low], folded)) ||
           is_unit(e, unit);
}

void avn_unit_learn(avn_evidence *e, avn_str unit)
{
    char buffer[AVN_FOLDED];
    avn_table_at(&e->carry->units, avn_fold(unit, buffer, sizeof buffer));
    e->asked = (avn_table){ .arena = e->arena }; /* answers may have changed */
    e->sorted = NULL;
}

bool avn_is_link(const avn_evidence *e, avn_str word)
{
    return avn_links_hold(&e->carry->links, word);
}

bool avn_ends_in_link(const avn_evidence *e, avn_str text)
{
    return avn_is_link(e, avn_str_last_word(text));
}

/* What the grammar knows, before the text tells more. */
static bool read_vocabularies(avn_evidence *e)
{
    char buffer[AVN_FOLDED];
    avn_carry *carry = e->carry;
    carry->units.arena = carry->words.arena = carry->arena;
    if (e->unit && e->unit->words != AVN_NONE) {
        const avn_words_rule *words = &e->grammar->words.items[e->unit->words];
        for (size_t i = 0; i < words->terms.count; i++)
            avn_table_at(&carry->units, avn_fold(words->terms.items[i], buffer, sizeof buffer));
    }
    return !e->name || e->name->links == AVN_NONE ||
           avn_links_read(&carry->links, carry->arena, &e->grammar->words.items[e->name->links]);
}

/* ---- words --------------------------------------------------------------------- */

static bool has_words(avn_str text, size_t count)
{
    while (count > 0 && avn_str_word(&text).len)
        count--;
    return count == 0;
}

/* WORD as it stands is kept beside what it folds to, which is what is asked for: most words come
 * again, and need not be folded then. */
static void add_word(avn_evidence *e, avn_str word)
{
    char buffer[AVN_FOLDED];
    avn_tally *tally = avn_table_at(&e->carry->words, word);
    if (tally && tally->count++ == 0)
        avn_table_at(&e->carry->words, avn_fold(word, buffer, sizeof buffer));
}

/* The words of lines that hold several: a line of one word may be a piece of one. */
static void collect_words(avn_evidence *e, const avn_items *items)
{
    for (size_t i = 0; i < items->count && e->carry->words_read < MOST_WORDS; i++) {
        avn_str rest = items->items[i].text;
        if (!has_words(rest, ENOUGH_WORDS))
            continue;
        for (avn_str word = avn_str_word(&rest); word.len; word = avn_str_word(&rest)) {
            e->carry->words_read++;
            add_word(e, word);
        }
    }
}

/* Few texts ask for them. */
static void need_words(avn_evidence *e)
{
    if (e->has_words)
        return;
    e->has_words = true;
    for (size_t i = 0; i < e->frames->frames.count; i++)
        collect_words(e, &e->frames->frames.items[i].before);
}

bool avn_word_is_used(avn_evidence *e, avn_str word)
{
    char plural[AVN_FOLDED + 1];
    need_words(e);
    avn_str folded = avn_fold(word, plural, sizeof plural);
    if (is_in(&e->carry->words, folded))
        return true;
    folded = avn_str_head(folded, AVN_FOLDED - 3);
    memcpy(plural + folded.len, "ES", 2);
    if (avn_table_find(&e->carry->words, (avn_str){ plural, folded.len + 2 }))
        return true;
    plural[folded.len] = 'S';
    return avn_table_find(&e->carry->words, (avn_str){ plural, folded.len + 1 }) != NULL;
}

/* True when the word around the full stop at *AT is a figure; *AT moves behind it. */
static bool is_figure(avn_str text, size_t *at)
{
    size_t from = *at, to = *at, digits = 0;
    while (from > 0 && !avn_is_blank(text.ptr[from - 1]))
        digits += avn_is_digit(text.ptr[--from]);
    while (to < text.len && !avn_is_blank(text.ptr[to]))
        digits += avn_is_digit(text.ptr[to++]);
    *at = to;
    return digits * 2 > to - from;
}

bool avn_has_figures(avn_str text)
{
    size_t figures = 0;
    for (size_t at = 0; figures < 2 && at < text.len;) {
        const char *point = memchr(text.ptr + at, '.', text.len - at);
        if (!point)
            return false;
        at = (size_t)(point - text.ptr);
        figures += is_figure(text, &at);
    }
    return figures >= 2;
}

/* LAST is the last word of a text. Short ones may be abbreviations. */
static bool is_before_stop(avn_str last)
{
    enum { ABBREVIATION = 5 };
    return last.len > ABBREVIATION && last.ptr[last.len - 1] == '.' &&
           !memchr(last.ptr, '.', last.len - 1);
}

bool avn_ends_in_stop(avn_str text)
{
    return is_before_stop(avn_str_last_word(text));
}

/* "1. …", "a) …": a line like this above is a member of a list, and so may be what follows. */
static bool is_in_list(avn_str text)
{
    size_t i = 0;
    while (i < text.len && i < 3 &&
           (avn_is_digit(text.ptr[i]) || ((text.ptr[i] | 32) >= 'a' && (text.ptr[i] | 32) <= 'z')))
        i++;
    char mark = i > 0 && i + 1 < text.len ? text.ptr[i] : ' ';
    return mark == '.' || mark == ')' || mark == '-';
}

/* What is asked of an item for each reading of its lines is looked up once. */
static void look_at_items(const avn_evidence *e, avn_items *items)
{
    for (size_t i = 0; i < items->count; i++) {
        avn_item *item = &items->items[i];
        avn_str last = avn_str_last_word(item->text);
        item->ends_in_link = avn_is_link(e, last);
        item->ends_in_stop = is_before_stop(last);
        item->begins_with_link = avn_is_link(e, avn_str_head(item->text, item->first_length));
        item->has_figures = avn_has_figures(item->text);
        item->in_list = is_in_list(item->text);
        if (item->block == AVN_NONE)
            continue;
        item->is_sure = is_sure(e, item);
        item->is_heading = item->is_sure || has_code(e, item);
        item->consistent = is_consistent(e, item);
    }
}

bool avn_evidence_read(avn_evidence *e, avn_frames *frames, avn_carry *carry)
{
    *e = (avn_evidence){ .frames = frames,
                         .carry = carry,
                         .grammar = frames->lexed->grammar,
                         .arena = frames->lexed->arena };
    e->headings.arena = e->claves.arena = e->asked.arena = e->arena;
    for (size_t i = 0; i < frames->record->clauses.count; i++) {
        const avn_clause *clause = &frames->record->clauses.items[i];
        if (clause->kind != AVN_CLAUSE_LEAD)
            continue;
        if (!e->name)
            e->name = clause;
        else
            e->unit = clause;
    }
    count_all_headings(e);
    look_at_headings(e);
    if (!carry->units.arena && !read_vocabularies(e))
        return false;
    if (frames->streams)
        avn_take_letters(e);
    for (size_t i = 0; i < frames->frames.count; i++) {
        look_at_items(e, &frames->frames.items[i].before);
        look_at_items(e, &frames->frames.items[i].inside);
    }
    return !e->arena->failed && !carry->arena->failed;
}

#include "bind/evidence.h"

#include "base/utf8.h"
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

static avn_str heading_key(char buffer[LONGEST_KEY], int rule, char kind, avn_str a, avn_str b)
{
    size_t used = 0;
    buffer[used++] = (char)('0' + rule % 64);
    buffer[used++] = kind;
    for (size_t i = 0; i < a.len && used < LONGEST_KEY - 1; i++)
        buffer[used++] = a.ptr[i];
    buffer[used++] = '|';
    for (size_t i = 0; i < b.len && used < LONGEST_KEY - 1; i++)
        buffer[used++] = b.ptr[i];
    return (avn_str){ buffer, used };
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
    for (;;) {
        avn_str left = avn_str_word(&a), right = avn_str_word(&b);
        if (!avn_str_eq(left, right))
            return false;
        if (left.len == 0)
            return true;
    }
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

unsigned avn_heading_count(const avn_evidence *e, const avn_item *item)
{
    char buffer[LONGEST_KEY];
    avn_str key, name;
    heading_parts(e, item, &key, &name);
    const avn_tally *found =
        avn_table_find(&e->headings, heading_key(buffer, item->token.rule, '=', key, name));
    return found ? found->count : 0;
}

bool avn_heading_is_consistent(const avn_evidence *e, const avn_item *item)
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
    return (!names || names->count <= 1) && (!keys || keys->count <= 1);
}

bool avn_heading_is_sure(const avn_evidence *e, const avn_item *item)
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
            const avn_item *item = &items->items[k];
            if (item->block == AVN_NONE || avn_heading_count(e, item) < 2)
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

static char plain_letter(uint32_t point)
{
    static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOO OUUUUYPSAAAAAAACEEEEIIIIDNOOOOO OUUUUYPY";
    if (point >= 'a' && point <= 'z')
        return (char)(point - 32);
    if (point < 0x80)
        return (char)point;
    return point >= 0xC0 && point <= 0xFF ? latin[point - 0xC0] : '?';
}

/* Ways to take a plural back: not at all, PLATICAS to PLATICA, ACCIONES to ACCION. */
enum { AS_IS, DROP_S, DROP_ES, WAYS };

static size_t singular(const char *word, size_t length, int way)
{
    bool ends_in_s = length > 2 && word[length - 1] == 'S';
    if (way == DROP_S && ends_in_s && strchr("AEIOU", word[length - 2]))
        return length - 1;
    if (way == DROP_ES && ends_in_s && word[length - 2] == 'E' && length > 3)
        return length - 2;
    return length;
}

static avn_str fold(avn_str text, char *buffer, size_t size, int way)
{
    size_t used = 0, word = 0;
    for (size_t at = 0; at < text.len && used + 1 < size;) {
        char letter = plain_letter(avn_utf8_next(text, &at));
        if (letter == ' ') {
            used = word + singular(buffer + word, used - word, way);
            buffer[used++] = ' ';
            word = used;
        } else if (letter != '.' && letter != ',') {
            buffer[used++] = letter;
        }
    }
    used = word + singular(buffer + word, used - word, way);
    return (avn_str){ buffer, used };
}

avn_str avn_unit_fold(avn_str unit, char *buffer, size_t size)
{
    return fold(unit, buffer, size, AS_IS);
}

static bool is_in(const avn_table *table, avn_str text)
{
    char buffer[AVN_FOLDED];
    for (int way = AS_IS; way < WAYS; way++)
        if (avn_table_find(table, fold(text, buffer, sizeof buffer, way)))
            return true;
    return false;
}

bool avn_unit_is_known(avn_evidence *e, avn_str unit)
{
    enum { ASKED = 1, KNOWN = 2 };
    avn_tally *asked = avn_table_at(&e->asked, unit);
    if (!asked)
        return is_in(&e->units, unit);
    if (asked->count == 0)
        asked->count = is_in(&e->units, unit) ? ASKED | KNOWN : ASKED;
    return asked->count & KNOWN;
}

bool avn_unit_begins(const avn_evidence *e, avn_str unit)
{
    char buffer[AVN_FOLDED];
    avn_str folded = avn_unit_fold(unit, buffer, sizeof buffer);
    for (size_t i = 0; i < e->units.capacity; i++)
        if (e->units.slots[i].key.ptr && avn_str_starts(e->units.slots[i].key, folded))
            return true;
    return is_in(&e->units, unit);
}

void avn_unit_learn(avn_evidence *e, avn_str unit)
{
    char buffer[AVN_FOLDED];
    avn_tally *tally = avn_table_at(&e->units, avn_unit_fold(unit, buffer, sizeof buffer));
    if (tally)
        tally->count++;
    e->asked = (avn_table){ .arena = e->arena }; /* answers may have changed */
}

bool avn_is_link(const avn_evidence *e, avn_str word)
{
    enum { LONGEST_LINK = 16 };
    char buffer[AVN_FOLDED];
    if (word.len == 0 || word.len > LONGEST_LINK)
        return false;
    return avn_table_find(&e->links, avn_unit_fold(word, buffer, sizeof buffer)) != NULL;
}

bool avn_ends_in_link(const avn_evidence *e, avn_str text)
{
    size_t at = text.len;
    while (at > 0 && !avn_is_blank(text.ptr[at - 1]))
        at--;
    return text.len > 0 && avn_is_link(e, avn_str_from(text, at));
}

static void read_vocabulary(avn_evidence *e, int index, avn_table *table)
{
    char buffer[AVN_FOLDED];
    if (index == AVN_NONE)
        return;
    const avn_words_rule *words = &e->grammar->words.items[index];
    for (size_t i = 0; i < words->terms.count; i++)
        avn_table_at(table, avn_unit_fold(words->terms.items[i], buffer, sizeof buffer));
}

/* ---- words --------------------------------------------------------------------- */

bool avn_word_is_used(const avn_evidence *e, avn_str word)
{
    char plural[AVN_FOLDED];
    if (is_in(&e->words, word))
        return true;
    avn_str folded = fold(word, plural, sizeof plural - 2, AS_IS);
    plural[folded.len] = 'S';
    if (avn_table_find(&e->words, (avn_str){ plural, folded.len + 1 }))
        return true;
    memcpy(plural + folded.len, "ES", 2);
    return avn_table_find(&e->words, (avn_str){ plural, folded.len + 2 }) != NULL;
}

/* The words of lines that hold several: a line of one word may be a piece of one. */
static void collect_words(avn_evidence *e, const avn_items *items)
{
    char buffer[AVN_FOLDED];
    for (size_t i = 0; i < items->count && e->words_read < MOST_WORDS; i++) {
        avn_str rest = items->items[i].text;
        if (avn_count_words(rest) < ENOUGH_WORDS)
            continue;
        for (avn_str word = avn_str_word(&rest); word.len; word = avn_str_word(&rest)) {
            e->words_read++;
            avn_tally *tally = avn_table_at(&e->words, avn_unit_fold(word, buffer, sizeof buffer));
            if (tally)
                tally->count++;
        }
    }
}

static void find_links(const avn_evidence *e, avn_items *items)
{
    for (size_t i = 0; i < items->count; i++) {
        avn_str rest = items->items[i].text;
        items->items[i].ends_in_link = avn_ends_in_link(e, rest);
        items->items[i].begins_with_link = avn_is_link(e, avn_str_word(&rest));
    }
}

bool avn_evidence_read(avn_evidence *e, avn_frames *frames)
{
    *e = (avn_evidence){ .frames = frames,
                         .grammar = frames->lexed->grammar,
                         .arena = frames->lexed->arena };
    e->headings.arena = e->claves.arena = e->units.arena = e->words.arena = e->links.arena =
        e->asked.arena = e->arena;
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
    if (e->unit)
        read_vocabulary(e, e->unit->words, &e->units);
    if (e->name)
        read_vocabulary(e, e->name->links, &e->links);
    if (frames->streams)
        avn_take_letters(e);
    for (size_t i = 0; i < frames->frames.count; i++) {
        collect_words(e, &frames->frames.items[i].before);
        find_links(e, &frames->frames.items[i].before);
        find_links(e, &frames->frames.items[i].inside);
    }
    return !e->arena->failed;
}

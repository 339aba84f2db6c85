/* A reading of lines as leads, spelled out: which words are the name's, which the unit's. */
#include "base/utf8.h"
#include "bind/leads.h"

/* What a word that stands across a column costs; the same currency as in leads.c. */
static const double OFF_COLUMN = 4;
enum { COLUMN_SLACK = 2, COLUMNS_NEAR = 2 * COLUMN_SLACK + 1 };

static void add_name_line(avn_lead_choice *choice, const avn_item *item, avn_str part)
{
    choice->name_items[choice->name_count] = item;
    choice->name[choice->name_count++] = part;
}

static void add_piece(avn_lead_choice *choice, const avn_item *item, avn_str piece)
{
    if (choice->unit_count == AVN_MOST_UNIT_PIECES) {
        choice->surprise += OFF_COLUMN;
        return;
    }
    choice->unit_items[choice->unit_count] = item;
    choice->unit[choice->unit_count++] = piece;
}

bool avn_split_words(avn_str text, size_t words, avn_str *head, avn_str *tail)
{
    size_t at = text.len;
    for (size_t i = 0; i < words; i++) {
        while (at > 0 && avn_is_blank(text.ptr[at - 1]))
            at--;
        if (at == 0)
            return false;
        while (at > 0 && !avn_is_blank(text.ptr[at - 1]))
            at--;
    }
    *head = avn_str_trim(avn_str_head(text, at));
    *tail = avn_str_from(text, at);
    return true;
}

static bool spell_glued(const avn_item *items, size_t count, const avn_lead_reading *reading,
                        avn_lead_choice *choice)
{
    for (size_t i = 0; i < count; i++) {
        avn_str head = items[i].text, tail = { NULL, 0 };
        if (i < reading->pieces && !avn_split_words(items[i].text, reading->words[i], &head, &tail))
            return false;
        /* A line of the unit alone ends the name. */
        if ((i == 0 && head.len == 0) || (head.len && choice->name_count < i))
            return false;
        if (head.len)
            add_name_line(choice, &items[i], head);
        if (tail.len)
            add_piece(choice, &items[i], tail);
    }
    return true;
}

/* Byte offsets of the characters at and near COLUMN of the item's line, in its text. */
static void offsets_near(const avn_item *item, unsigned column, size_t offsets[COLUMNS_NEAR])
{
    avn_str text = item->text;
    unsigned x = item->x, first = column < COLUMN_SLACK ? 0 : column - COLUMN_SLACK;
    size_t at = first > x ? avn_utf8_offset(text, first - x) : 0;
    x = first > x ? first : x;
    for (unsigned i = 0; i < COLUMNS_NEAR; i++) {
        for (; x + COLUMN_SLACK < column + i && at < text.len; x++)
            do
                at++;
            while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
        /* No column stands so far to the left: nothing begins behind it. */
        offsets[i] = column + i < COLUMN_SLACK ? text.len : at;
    }
}

/* Splits the text of a line at a column that keeps its place; false when a word stands across. */
static bool split_column(const avn_item *item, unsigned column, avn_str *head, avn_str *tail)
{
    static const uint8_t nearest_first[COLUMNS_NEAR] = { 2, 1, 3, 0, 4 };
    size_t offsets[COLUMNS_NEAR];
    offsets_near(item, column, offsets);
    for (size_t i = 0; i < COLUMNS_NEAR; i++) {
        size_t at = offsets[nearest_first[i]];
        if (at > 0 && at < item->text.len && !avn_is_blank(item->text.ptr[at - 1]) &&
            !avn_is_blank(item->text.ptr[at]))
            continue;
        *head = avn_str_trim(avn_str_head(item->text, at));
        *tail = avn_str_trim(avn_str_from(item->text, at));
        return true;
    }
    return false;
}

/* The same where columns are set apart by tabs; what stands behind one only is the second's. A
 * full name leaves no room for a tab: then the last WORDS are. */
static bool split_tab(const avn_item *item, size_t words, avn_str *head, avn_str *tail)
{
    size_t at = avn_str_find(item->text, AVN_STR("\t"));
    if (at == item->text.len && item->x > 0)
        at = 0;
    else if (at == item->text.len && words > 0)
        return avn_split_words(item->text, words, head, tail);
    *head = avn_str_trim(avn_str_head(item->text, at));
    *tail = avn_str_trim(avn_str_from(item->text, at));
    return true;
}

static bool has_column_gap(avn_str text)
{
    return avn_str_find(text, AVN_STR("  ")) < text.len || memchr(text.ptr, '\t', text.len);
}

/* Line 0 gives some words to the unit; as columns keep their place, so do the lines below. */
static bool spell_columns(const avn_item *items, size_t count, const avn_lead_reading *reading,
                          avn_lead_choice *choice)
{
    avn_str head, tail;
    if (!avn_split_words(items[0].text, reading->words[0], &head, &tail) || head.len == 0)
        return false;
    avn_str before = { items[0].text.ptr, (size_t)(tail.ptr - items[0].text.ptr) };
    unsigned column = items[0].x + (unsigned)avn_utf8_length(before);
    bool at_gap = has_column_gap(avn_str_from(before, head.len));
    if (has_column_gap(tail) || (!at_gap && has_column_gap(items[0].text)))
        choice->surprise += OFF_COLUMN;
    add_name_line(choice, &items[0], head);
    add_piece(choice, &items[0], tail);
    for (size_t i = 1; i < count; i++) {
        size_t words = i < AVN_MOST_UNIT_PIECES ? reading->words[i] : 0;
        bool split = reading->form == AVN_TABBED ? split_tab(&items[i], words, &head, &tail)
                                                 : split_column(&items[i], column, &head, &tail);
        if (!split) {
            head = items[i].text;
            tail = (avn_str){ NULL, 0 };
            choice->surprise += OFF_COLUMN;
        }
        if (head.len)
            add_name_line(choice, &items[i], head);
        if (tail.len)
            add_piece(choice, &items[i], tail);
    }
    return true;
}

static bool spell_scattered(const avn_item *items, size_t count, const avn_lead_reading *reading,
                            avn_lead_choice *choice)
{
    size_t piece = 0;
    for (size_t i = 0; i < count; i++) {
        avn_str head = items[i].text, tail = { NULL, 0 };
        if (piece < reading->pieces && reading->at[piece] == i) {
            if (reading->words[piece] == 0) {
                tail = head;
                head = (avn_str){ NULL, 0 };
            } else if (!avn_split_words(items[i].text, reading->words[piece], &head, &tail) ||
                       head.len == 0) {
                return false;
            }
            piece++;
        }
        if (head.len)
            add_name_line(choice, &items[i], head);
        if (tail.len)
            add_piece(choice, &items[i], tail);
    }
    return piece == reading->pieces && choice->name_count > 0;
}

bool avn_leads_spell(const avn_item *items, size_t count, const avn_lead_reading *reading,
                     avn_lead_choice *choice)
{
    choice->name_count = choice->unit_count = 0;
    choice->surprise = 0;
    if (count == 0 || count > AVN_MOST_NAME_LINES)
        return false;
    if (reading->form == AVN_GLUED)
        return spell_glued(items, count, reading, choice);
    if (reading->form == AVN_COLUMNS || reading->form == AVN_TABBED)
        return spell_columns(items, count, reading, choice);
    if (reading->form == AVN_SCATTERED)
        return spell_scattered(items, count, reading, choice);
    size_t unit = reading->form == AVN_UNIT_FIRST ? 0 : count - reading->pieces;
    for (size_t i = 0; i < count; i++) {
        if (i >= unit && i < unit + reading->pieces)
            add_piece(choice, &items[i], items[i].text);
        else
            add_name_line(choice, &items[i], items[i].text);
    }
    return choice->name_count > 0;
}

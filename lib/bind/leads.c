#include "bind/leads.h"

#include <math.h>

#include "base/utf8.h"
#include "bind/metric.h"

/* Costs, in the currency of split.c: 1 is a mild surprise, 5 hardly ever happens. */
static const double UNFORCED_BREAK = 3, TOO_WIDE = 6, BLANK_INSIDE = 5, HEADING_LIKE_NAME = 1.3,
                    NAME_BEGINS_WITH_DIGIT = 1, NAME_BEGINS_WITH_MARK = 2, FIGURES_IN_NAME = 4,
                    LONG_NAME_LINE = 0.2, NO_GAP_BEFORE_UNIT = 1.5, UNIT_NOT_ON_ROW = 2,
                    UNKNOWN_UNIT = 1.2, UNKNOWN_PIECES = 0.6, CUT_NOT_FULL = 1.5,
                    SHORT_LAST_WORD = 1.5, UNIT_TOO_WIDE = 3, UNIT_WITH_FIGURES = 3,
                    UNIT_FIRST = 0.2, TINY_UNIT = 3, WORD_IS_USED = 0.8, ENDS_IN_LINK = 3, BEGINS_WITH_LINK = 1.5,
                    UNIT_WITH_STOP = 2, OFF_COLUMN = 4;

/* The metric is not quite that of the file's font: what misses a width by less than SLACK costs
 * nothing, by FAR or more all of it. */
static const double SLACK = 0.006, FAR = 0.05;
enum { NATURAL_NAME_LINES = 8, COLUMN_SLACK = 2 };

/* COST, or a part of it, when WIDTH is more than LIMIT. */
static double if_wider(double width, double limit, double cost)
{
    double excess = limit > 0 ? width / limit - 1 : 0;
    if (excess <= SLACK)
        return 0;
    return excess >= FAR ? cost : cost * (excess - SLACK) / (FAR - SLACK);
}

/* ---- names -------------------------------------------------------------------- */

/* A line breaks where the next word does not fit; COST when it would have. */
static double if_unforced(double width, double next_word, double column, double cost)
{
    return column > 0 ? if_wider(column, width + AVN_BLANK_WIDTH + next_word, cost) : 0;
}

static size_t count_figures(avn_str text)
{
    size_t figures = 0;
    for (avn_str word = avn_str_word(&text); word.len; word = avn_str_word(&text)) {
        size_t digits = 0;
        for (size_t i = 0; i < word.len; i++)
            digits += word.ptr[i] >= '0' && word.ptr[i] <= '9';
        figures += digits * 2 > word.len && memchr(word.ptr, '.', word.len) != NULL;
    }
    return figures;
}

static double beginning_cost(avn_str text, bool heading_like)
{
    char first = text.len ? text.ptr[0] : ' ';
    if (heading_like)
        return HEADING_LIKE_NAME;
    if (first >= '0' && first <= '9')
        return NAME_BEGINS_WITH_DIGIT;
    bool mark = strchr("-*+=@", first) != NULL || avn_str_starts(text, AVN_STR("•"));
    return mark ? NAME_BEGINS_WITH_MARK : 0;
}

static bool begins_with_link(const avn_evidence *e, avn_str text)
{
    return avn_is_link(e, avn_str_word(&text));
}

/* ITEMS give gaps and widths; PARTS are what of them is name, in the same order. */
static double name_cost(const avn_evidence *e, const avn_item *const *items, const avn_str *parts,
                        size_t count)
{
    double cost = 0, column = e->name_width, width = 0;
    for (size_t i = 0; i < count; i++) {
        bool whole = parts[i].len == items[i]->text.len;
        double next = whole ? items[i]->first_word : avn_first_word_width(parts[i]);
        if (i > 0 && items[i]->gap_above && !items[i]->page_above && !items[i]->on_row &&
            e->frames->lexed->blanks_mean && !e->frames->beside)
            cost += BLANK_INSIDE;
        if (i > 0)
            cost += if_unforced(width, next, column, UNFORCED_BREAK);
        width = whole ? items[i]->width : avn_text_width(parts[i]);
        cost += if_wider(width, column, TOO_WIDE);
        if (i == 0)
            cost += beginning_cost(parts[i], items[i]->block != AVN_NONE) +
                    (begins_with_link(e, parts[i]) ? BEGINS_WITH_LINK : 0);
        if (count_figures(parts[i]) >= 2)
            cost += FIGURES_IN_NAME;
    }
    if (count > 0 && avn_ends_in_link(e, parts[count - 1]))
        cost += ENDS_IN_LINK;
    return count > NATURAL_NAME_LINES ? cost + LONG_NAME_LINE * (double)(count - NATURAL_NAME_LINES)
                                      : cost;
}

/* ---- units ---------------------------------------------------------------------- */

avn_str avn_unit_join(const avn_lead_choice *choice, char buffer[AVN_LONGEST_UNIT])
{
    size_t used = 0;
    for (size_t i = 0; i < choice->unit_count; i++) {
        if (i > 0 && !choice->cut[i - 1] && used < AVN_LONGEST_UNIT)
            buffer[used++] = ' ';
        for (size_t k = 0; k < choice->unit[i].len && used < AVN_LONGEST_UNIT; k++)
            buffer[used++] = choice->unit[i].ptr[k];
    }
    return (avn_str){ buffer, used };
}

static avn_str last_word(avn_str text)
{
    size_t at = text.len;
    while (at > 0 && !avn_is_blank(text.ptr[at - 1]))
        at--;
    return avn_str_from(text, at);
}

/* Whether two pieces are one word, as far as the rest of the file uses it. */
static double word_cost(const avn_evidence *e, avn_str piece, avn_str next, bool cut)
{
    char joined[AVN_LONGEST_UNIT];
    avn_str end = last_word(piece), rest = next, begin = avn_str_word(&rest);
    if (end.len + begin.len > sizeof joined)
        return 0;
    memcpy(joined, end.ptr, end.len);
    memcpy(joined + end.len, begin.ptr, begin.len);
    bool one = avn_word_is_used(e, (avn_str){ joined, end.len + begin.len });
    bool two = avn_word_is_used(e, end) && avn_word_is_used(e, begin);
    if (cut)
        return one ? -WORD_IS_USED : two ? WORD_IS_USED : 0;
    return two ? 0 : WORD_IS_USED;
}

static double join_cost(const avn_evidence *e, avn_str piece, avn_str next, bool cut, bool last)
{
    double column = e->unit_width, width = avn_text_width(piece);
    double cost = word_cost(e, piece, next, cut);
    if (cut && column > 0)
        return cost + if_wider(column, width + avn_first_letter_width(next), CUT_NOT_FULL);
    if (cut)
        return cost;
    if (last && avn_utf8_length(next) <= 2)
        cost += SHORT_LAST_WORD;
    return cost + if_unforced(width, avn_first_word_width(next), column, UNFORCED_BREAK);
}

static bool has_digit(avn_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return true;
    return false;
}

/* Chooses how the unit's pieces join; sets `cut` and `unit_known`, returns the cost. */
static double unit_cost(const avn_evidence *e, avn_lead_choice *choice)
{
    double least = INFINITY, base = 0;
    size_t joins = choice->unit_count - 1;
    unsigned best = 0;
    bool best_known = false;
    char buffer[AVN_LONGEST_UNIT];
    for (size_t i = 0; i < choice->unit_count; i++) {
        base += if_wider(avn_text_width(choice->unit[i]), e->unit_width, UNIT_TOO_WIDE);
        if (has_digit(choice->unit[i]))
            base += UNIT_WITH_FIGURES;
    }
    avn_str last = choice->unit[choice->unit_count - 1];
    if (avn_ends_in_link(e, last) && avn_utf8_length(last) > 1)
        base += ENDS_IN_LINK;
    if (last.len && strchr(".,;:", last.ptr[last.len - 1]))
        base += UNIT_WITH_STOP;
    if (begins_with_link(e, choice->unit[0]))
        base += BEGINS_WITH_LINK;
    for (unsigned way = 0; way < 1u << joins; way++) {
        double cost = base;
        for (size_t i = 0; i < joins; i++) {
            choice->cut[i] = way >> i & 1;
            cost += join_cost(e, choice->unit[i], choice->unit[i + 1], choice->cut[i],
                              i + 1 == joins);
        }
        bool known = avn_unit_is_known(e, avn_unit_join(choice, buffer));
        if (!known && avn_utf8_length(avn_unit_join(choice, buffer)) <= 2)
            cost += TINY_UNIT;
        if (!known)
            cost += UNKNOWN_UNIT + UNKNOWN_PIECES * (double)joins;
        if (cost < least) {
            least = cost;
            best = way;
            best_known = known;
        }
    }
    for (size_t i = 0; i < joins; i++)
        choice->cut[i] = best >> i & 1;
    choice->unit_known = best_known;
    return least;
}

/* ---- the forms that leads take --------------------------------------------------- */

typedef struct solving {
    const avn_evidence *e;
    const avn_item *items;
    size_t count;
    avn_lead_answer *answer;
    const avn_item *name_items[AVN_MOST_NAME_LINES];
} solving;

static bool same_reading(const avn_lead_choice *a, const avn_lead_choice *b)
{
    if (a->name_count != b->name_count || a->unit_count != b->unit_count)
        return false;
    for (size_t i = 0; i < a->name_count; i++)
        if (a->name[i].ptr != b->name[i].ptr || a->name[i].len != b->name[i].len)
            return false;
    for (size_t i = 0; i < a->unit_count; i++)
        if (a->unit[i].ptr != b->unit[i].ptr || (i + 1 < a->unit_count && a->cut[i] != b->cut[i]))
            return false;
    return true;
}

static void offer(solving *s, const avn_lead_choice *choice)
{
    avn_lead_answer *answer = s->answer;
    if (choice->cost < answer->best.cost) {
        if (!same_reading(choice, &answer->best)) {
            answer->second = answer->best.cost;
            answer->other = answer->best;
        }
        answer->best = *choice;
    } else if (choice->cost < answer->second && !same_reading(choice, &answer->best)) {
        answer->second = choice->cost;
        answer->other = *choice;
    }
}

static void finish(solving *s, avn_lead_choice *choice, double extra)
{
    if (choice->name_count == 0 || choice->name_count > AVN_MOST_NAME_LINES)
        return;
    choice->cost = extra + name_cost(s->e, s->name_items, choice->name, choice->name_count);
    if (s->e->unit)
        choice->cost += unit_cost(s->e, choice);
    offer(s, choice);
}

static void add_name_line(solving *s, avn_lead_choice *choice, const avn_item *item, avn_str part)
{
    if (choice->name_count < AVN_MOST_NAME_LINES) {
        s->name_items[choice->name_count] = item;
        choice->name[choice->name_count] = part;
    }
    choice->name_count++;
}

/* Whole lines: the name's, then the unit's (or, below a row, the unit's first). */
static void try_whole(solving *s, size_t pieces, bool unit_first)
{
    const avn_frames *frames = s->e->frames;
    avn_lead_choice choice = { .unit_count = pieces };
    size_t from = unit_first ? 0 : s->count - pieces;
    double extra = unit_first ? UNIT_FIRST : 0;
    bool gaps = frames->lexed->blanks_mean && !frames->beside && !unit_first;
    const avn_item *first = &s->items[from];
    if (gaps && !first->gap_above && !first->on_row && (pieces > 1 || s->count - pieces > 1))
        extra += NO_GAP_BEFORE_UNIT;
    if (pieces == 1 && !first->on_row && !frames->cells && !frames->beside)
        extra += UNIT_NOT_ON_ROW;
    for (size_t i = 0; i < pieces; i++) {
        choice.unit[i] = s->items[from + i].text;
        if (i > 0 && gaps && s->items[from + i].gap_above && !s->items[from + i].on_row)
            extra += BLANK_INSIDE;
    }
    for (size_t i = 0; i < s->count; i++)
        if (i < from || i >= from + pieces)
            add_name_line(s, &choice, &s->items[i], s->items[i].text);
    finish(s, &choice, extra);
}

/* Splits TEXT before its last WORDS words; false when it has not so many. */
static bool split_words(avn_str text, size_t words, avn_str *head, avn_str *tail)
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

/* Byte offset of character COLUMN of the item's line, in its text. */
static size_t offset_at(const avn_item *item, unsigned column)
{
    size_t at = 0;
    unsigned x = item->x;
    while (x < column && at < item->text.len) {
        avn_utf8_next(item->text, &at);
        x++;
    }
    return at;
}

/* Splits the text of a line at a column that keeps its place; false when a word stands across. */
static bool split_column(const avn_item *item, unsigned column, avn_str *head, avn_str *tail)
{
    for (unsigned off = 0; off <= COLUMN_SLACK; off++) {
        for (int side = -1; side <= 1; side += 2) {
            unsigned at_column = (unsigned)((int)column + side * (int)off);
            size_t at = offset_at(item, at_column);
            bool edge = at == 0 || at == item->text.len || avn_is_blank(item->text.ptr[at - 1]) ||
                        avn_is_blank(item->text.ptr[at]);
            if (!edge)
                continue;
            *head = avn_str_trim(avn_str_head(item->text, at));
            *tail = avn_str_trim(avn_str_from(item->text, at));
            return true;
        }
    }
    return false;
}

static unsigned column_of(const avn_item *item, avn_str part)
{
    avn_str before = { item->text.ptr, (size_t)(part.ptr - item->text.ptr) };
    return item->x + (unsigned)avn_utf8_length(before);
}

/* Line 0 gives FIRST words to the unit; where columns keep their place, so do the lines below. */
static void try_columns(solving *s, size_t first)
{
    avn_lead_choice choice = { .cost = 0 };
    avn_str head, tail;
    double extra = 0;
    if (!split_words(s->items[0].text, first, &head, &tail) || head.len == 0)
        return;
    unsigned column = column_of(&s->items[0], tail);
    bool two_blanks = tail.ptr - head.ptr >= (long)head.len + 2;
    if (avn_str_find(tail, AVN_STR("  ")) < tail.len)
        extra += OFF_COLUMN;
    if (!two_blanks && avn_str_find(head, AVN_STR("  ")) < head.len)
        extra += OFF_COLUMN;
    if (!two_blanks && avn_str_find(s->items[0].text, AVN_STR("  ")) < s->items[0].text.len)
        extra += OFF_COLUMN;
    add_name_line(s, &choice, &s->items[0], head);
    choice.unit[choice.unit_count++] = tail;
    for (size_t i = 1; i < s->count; i++) {
        if (!split_column(&s->items[i], column, &head, &tail)) {
            head = s->items[i].text;
            tail = (avn_str){ NULL, 0 };
            extra += OFF_COLUMN;
        }
        if (head.len)
            add_name_line(s, &choice, &s->items[i], head);
        if (tail.len && choice.unit_count < AVN_MOST_UNIT_PIECES)
            choice.unit[choice.unit_count++] = tail;
        else if (tail.len)
            extra += OFF_COLUMN;
    }
    finish(s, &choice, extra);
}

/* The unit's pieces end the first lines of the name: WORDS of them in each. */
static void try_glued(solving *s, const size_t *words, size_t pieces)
{
    avn_lead_choice choice = { .cost = 0 };
    double extra = 0;
    for (size_t i = 0; i < s->count; i++) {
        avn_str head = s->items[i].text, tail = { NULL, 0 };
        if (i < pieces && !split_words(s->items[i].text, words[i], &head, &tail))
            return;
        if (i == 0 && head.len == 0)
            return;
        if (head.len && choice.name_count < i)
            return; /* a line of the unit alone ends the name */
        if (head.len)
            add_name_line(s, &choice, &s->items[i], head);
        if (tail.len)
            choice.unit[choice.unit_count++] = tail;
    }
    finish(s, &choice, extra);
}

static void try_all_glued(solving *s, size_t most_pieces)
{
    enum { MOST_WORDS = 3 };
    size_t words[AVN_MOST_UNIT_PIECES] = { 0 };
    size_t limit = s->count < most_pieces ? s->count : most_pieces;
    for (size_t pieces = 1; pieces <= limit; pieces++) {
        size_t ways = 1;
        for (size_t i = 0; i < pieces; i++)
            ways *= MOST_WORDS;
        for (size_t way = 0; way < ways; way++) {
            size_t rest = way;
            for (size_t i = 0; i < pieces; i++, rest /= MOST_WORDS)
                words[i] = 1 + rest % MOST_WORDS;
            try_glued(s, words, pieces);
        }
    }
}

void avn_leads_solve(const avn_evidence *e, const avn_item *items, size_t count,
                     avn_lead_answer *answer)
{
    const avn_frames *frames = e->frames;
    answer->best = answer->other = (avn_lead_choice){ .cost = INFINITY };
    answer->second = INFINITY;
    if (count == 0 || count > AVN_MOST_NAME_LINES)
        return;
    solving s = { .e = e, .items = items, .count = count, .answer = answer };
    if (!e->unit) {
        avn_lead_choice choice = { .cost = 0 };
        for (size_t i = 0; i < count; i++)
            add_name_line(&s, &choice, &items[i], items[i].text);
        finish(&s, &choice, 0);
        return;
    }
    bool row_last = items[count - 1].on_row && !frames->beside;
    bool whole = frames->cells || !frames->beside;
    for (size_t pieces = 1; whole && pieces < AVN_MOST_UNIT_PIECES && pieces < count; pieces++) {
        if (pieces == 1 || !row_last)
            try_whole(&s, pieces, false);
        if (frames->beside)
            try_whole(&s, pieces, true);
    }
    if (frames->cells)
        return;
    if (frames->has_x) {
        for (size_t words = 1; words <= 4; words++)
            try_columns(&s, words);
    } else if (frames->beside) {
        try_all_glued(&s, 3);
    } else if (count < AVN_MOST_UNIT_PIECES && (!row_last || count == 1)) {
        /* A name of one line, with the beginning of its unit on the same line. */
        size_t words[AVN_MOST_UNIT_PIECES] = { 0 };
        for (size_t i = 1; i < count; i++) {
            avn_str rest = items[i].text;
            while (avn_str_word(&rest).len)
                words[i]++;
        }
        for (words[0] = 1; words[0] <= 3; words[0]++)
            try_glued(&s, words, count);
    }
}

#include "bind/leads.h"

#include <math.h>

#include "base/utf8.h"
#include "bind/metric.h"
#include "bind/scattered.h"
#include "bind/units.h"

/* Costs; the same currency as in units.c and split.c. */
static const double UNFORCED_BREAK = 3, TOO_WIDE = 6, BLANK_INSIDE = 5, HEADING_LIKE_NAME = 1.3,
                    SURE_HEADING_IN_NAME = 6, BEGINS_WITH_DIGIT = 1, BEGINS_WITH_MARK = 2,
                    BEGINS_WITH_LINK = 1.5, FIGURES_IN_NAME = 4, ENDS_IN_LINK = 3,
                    LONG_NAME_LINE = 0.2, NO_GAP_BEFORE_UNIT = 1.5, UNIT_NOT_ON_ROW = 2,
                    UNIT_FIRST = 0.2, NARROW_NAME = 1.2, FAR_DOWN = 0.3, UNIT_ELSEWHERE = 2,
                    BEHIND_A_NAME = 0.1, STOP_INSIDE = 2, BEGINS_SMALL = 2;

enum {
    NATURAL_NAME_LINES = 8,
    MOST_GLUED_WORDS = 3,
    MOST_COLUMN_WORDS = 4,
    MOST_STREAM_LINES = 16
};

/* A piece of a unit is at most so much wider than the grammar says. */
static const double WIDEST_PIECE = 1.5;
enum { LETTER_WIDTH = 660 };

/* ---- names -------------------------------------------------------------------- */

/* A dash, a dot, an arrow or another sign that stands before the members of a list. */
static bool begins_with_mark(avn_str text)
{
    size_t at = 0;
    uint32_t first = text.len ? avn_utf8_next(text, &at) : ' ';
    if (first < 0x80)
        return first == '-' || first == '*' || first == '+' || first == '=' || first == '@';
    return first == 0xB7 || (first >= 0x2010 && first <= 0x2015) || first == 0x2022 ||
           (first >= 0x2190 && first <= 0x2BFF) || (first >= 0xE000 && first <= 0xF8FF);
}

/* Names begin with a capital, where a text has small letters at all. */
static bool begins_small(avn_str text)
{
    size_t at = 0;
    uint32_t first = text.len ? avn_utf8_next(text, &at) : ' ';
    return (first >= 'a' && first <= 'z') || (first >= 0xDF && first <= 0xFF);
}

static double beginning_cost(avn_str text, bool link, bool heading_like)
{
    char first = text.len ? text.ptr[0] : ' ';
    double cost = (link ? BEGINS_WITH_LINK : 0) + (begins_small(text) ? BEGINS_SMALL : 0);
    if (heading_like)
        return cost + HEADING_LIKE_NAME;
    if (avn_is_digit(first))
        return cost + BEGINS_WITH_DIGIT;
    return begins_with_mark(text) ? cost + BEGINS_WITH_MARK : cost;
}

/* PART of ITEM, so wide, as a line of the name. */
static double line_cost(const avn_evidence *e, const avn_item *item, avn_str part, double width)
{
    bool figures = item->has_figures && (part.len == item->text.len || avn_has_figures(part));
    return avn_if_wider(width, e->name_width, TOO_WIDE) + (figures ? FIGURES_IN_NAME : 0) +
           (item->block != AVN_NONE && item->is_heading ? SURE_HEADING_IN_NAME : 0);
}

/* The break between a line so wide, which may end in a STOP, and ITEM, which begins with a word of
 * NEXT width. A name is one sentence: one line of it that ends in a stop is its last. */
static double break_cost(const avn_evidence *e, double width, bool stop, const avn_item *item,
                         double next)
{
    bool blank = item->gap_above && !item->page_above && !item->on_row && e->frames->blanks_mean &&
                 !e->frames->beside;
    return avn_if_unforced(width, next, e->name_width, UNFORCED_BREAK) +
           (blank ? BLANK_INSIDE : 0) + (stop ? STOP_INSIDE : 0);
}

static double ending_cost(bool link, size_t lines)
{
    double cost = link ? ENDS_IN_LINK : 0;
    return lines > NATURAL_NAME_LINES ? cost + LONG_NAME_LINE * (double)(lines - NATURAL_NAME_LINES)
                                      : cost;
}

unsigned avn_name_width(const avn_lead_choice *choice, size_t index)
{
    avn_str part = choice->name[index];
    const avn_item *item = choice->name_items[index];
    return part.len == item->text.len ? item->width : avn_text_width(part);
}

/* The name as CHOICE spells it, or INFINITY once it costs MOST or more: what it costs only
 * grows. */
static double name_cost(const avn_evidence *e, const avn_lead_choice *choice, double most)
{
    double cost = 0, width = 0;
    size_t count = choice->name_count;
    for (size_t i = 0; i < count; i++) {
        avn_str part = choice->name[i];
        const avn_item *item = choice->name_items[i];
        bool whole = part.len == item->text.len;
        if (i == 0)
            cost += beginning_cost(part, item->begins_with_link, item->block != AVN_NONE);
        else
            cost += break_cost(e, width, avn_ends_in_stop(choice->name[i - 1]), item,
                               whole ? item->first_word : avn_first_word_width(part));
        width = avn_name_width(choice, i);
        cost += line_cost(e, item, part, width);
        if (choice->surprise + cost >= most)
            return INFINITY;
    }
    return cost + (count == 1 && width <= e->unit_width ? NARROW_NAME : 0) +
           ending_cost(avn_ends_in_link(e, choice->name[count - 1]), count);
}

/* The same for whole lines FROM..TO of the gap, from its sums. */
static double run_cost(const avn_gap *gap, size_t from, size_t to)
{
    const avn_item *first = &gap->items[from];
    return gap->lines[to] - gap->lines[from] + gap->breaks[to] - gap->breaks[from + 1] +
           beginning_cost(first->text, first->begins_with_link, first->block != AVN_NONE) +
           (to - from == 1 && first->width <= gap->evidence->unit_width ? NARROW_NAME : 0) +
           ending_cost(gap->items[to - 1].ends_in_link, to - from);
}

/* ---- weighing the readings ------------------------------------------------------- */

static bool same_reading(const avn_lead_reading *a, const avn_lead_reading *b)
{
    return a->form == b->form && a->pieces == b->pieces && a->cut == b->cut &&
           memcmp(a->words, b->words, sizeof a->words) == 0 &&
           memcmp(a->at, b->at, sizeof a->at) == 0;
}

/* A reading that costs so much or more changes nothing of ANSWER that anybody asks for. */
static double too_much(const avn_gap *gap, const avn_lead_answer *answer)
{
    double clear = answer->best.cost + gap->margin, most = answer->most;
    most = clear < most ? clear : most;
    return answer->other.cost < most ? answer->other.cost : most;
}

static void offer(avn_lead_answer *answer, const avn_lead_reading *reading)
{
    if (reading->cost < answer->best.cost) {
        answer->other = answer->best;
        answer->best = *reading;
    } else if (reading->cost < answer->other.cost && !same_reading(reading, &answer->best)) {
        answer->other = *reading;
    }
}

/* Readings that are no whole lines are spelled out and weighed as they stand; false when the lines
 * can't be read so. */
static bool try_spelled(const avn_gap *gap, size_t start, avn_lead_reading reading,
                        avn_lead_answer *answer)
{
    avn_evidence *e = gap->evidence;
    avn_lead_choice choice;
    if (!avn_leads_spell(&gap->items[start], gap->count - start, &reading, &choice))
        return false;
    double most = too_much(gap, answer), name = choice.surprise + name_cost(e, &choice, most);
    if (name >= most)
        return true;
    reading.cost = name + avn_unit_cost(e, &choice, &reading, most - name + AVN_ROUNDING);
    if (reading.form == AVN_UNIT_FIRST)
        reading.cost += UNIT_FIRST;
    offer(answer, &reading);
    return true;
}

static double widest_piece(const avn_evidence *e)
{
    double said = e->unit->most_width * (double)LETTER_WIDTH * WIDEST_PIECE;
    double learned = e->unit_width * WIDEST_PIECE;
    double least = e->unit->least_width * (double)LETTER_WIDTH * 2;
    if (learned <= 0 || learned > said)
        return said;
    return learned > least ? learned : least;
}

/* What stands between and beside the lines of the unit. */
static double unit_place_cost(const avn_gap *gap, size_t pieces)
{
    const avn_frames *frames = gap->evidence->frames;
    const avn_item *first = &gap->items[gap->count - pieces];
    bool gaps = frames->blanks_mean && !frames->beside;
    double cost = 0;
    if (pieces == 1 && !first->on_row && !frames->cells && !frames->beside)
        cost += UNIT_NOT_ON_ROW;
    for (size_t i = gap->count - pieces + 1; gaps && i < gap->count; i++)
        if (gap->items[i].gap_above && !gap->items[i].page_above && !gap->items[i].on_row)
            cost += BLANK_INSIDE;
    return cost;
}

/* Which of the last lines may be a unit. */
static void fill_units(const avn_gap *gap)
{
    const avn_evidence *e = gap->evidence;
    double widest = widest_piece(e);
    bool row_last = gap->count && gap->items[gap->count - 1].on_row && !e->frames->beside;
    bool narrow = true;
    for (size_t pieces = 1; pieces < AVN_MOST_UNIT_PIECES; pieces++) {
        narrow = narrow && pieces <= gap->count && gap->items[gap->count - pieces].width <= widest;
        avn_ending *ending = &gap->units->endings[pieces];
        ending->cost = INFINITY;
        ending->sought = !narrow || (pieces > 1 && row_last) ? INFINITY : 0;
    }
    gap->units->scattered_width = -1;
    gap->units->filled = true;
}

/* The last PIECES lines as a unit; its cost may be infinite when it is MOST or more. */
static const avn_ending *ending_in(const avn_gap *gap, size_t pieces, double most)
{
    avn_ending *ending = &gap->units->endings[pieces];
    if (!isinf(ending->cost) || ending->sought >= most)
        return ending;
    avn_lead_choice choice;
    avn_lead_reading reading;
    choice.unit_count = pieces;
    for (size_t i = 0; i < pieces; i++) {
        choice.unit_items[i] = &gap->items[gap->count - pieces + i];
        choice.unit[i] = choice.unit_items[i]->text;
    }
    double place = unit_place_cost(gap, pieces);
    ending->cost = avn_unit_cost(gap->evidence, &choice, &reading, most - place) + place;
    if (isinf(ending->cost)) {
        ending->sought = most;
        return ending;
    }
    ending->cut = reading.cut;
    ending->unit_known = reading.unit_known;
    return ending;
}

/* What the lines from START on that are too far up for the unit's cost at least. */
static double least_name(const avn_gap *gap, size_t start)
{
    size_t end = start + AVN_MOST_UNIT_PIECES <= gap->count ? gap->count - AVN_MOST_UNIT_PIECES + 1
                                                            : start + 1;
    return gap->lines[end] - gap->lines[start] - AVN_ROUNDING;
}

static void try_whole(const avn_gap *gap, size_t start, avn_lead_answer *answer)
{
    const avn_frames *frames = gap->evidence->frames;
    if (!gap->units->filled)
        fill_units(gap);
    if (least_name(gap, start) >= too_much(gap, answer))
        return;
    for (size_t pieces = 1; pieces < AVN_MOST_UNIT_PIECES && start + pieces < gap->count;
         pieces++) {
        if (isinf(gap->units->endings[pieces].sought))
            continue;
        const avn_item *first = &gap->items[gap->count - pieces];
        bool gaps = frames->blanks_mean && !frames->beside;
        bool close = gaps && !first->gap_above && !first->on_row &&
                     (pieces > 1 || gap->count - start - pieces > 1);
        double name = run_cost(gap, start, gap->count - pieces);
        double above = close ? name + NO_GAP_BEFORE_UNIT : name, most = too_much(gap, answer);
        if (above >= most + AVN_ROUNDING)
            continue;
        const avn_ending *ending = ending_in(gap, pieces, most - above + AVN_ROUNDING);
        if (isinf(ending->cost))
            continue;
        double unit = close ? ending->cost + NO_GAP_BEFORE_UNIT : ending->cost;
        offer(answer, &(avn_lead_reading){ .cost = unit + name,
                                           .form = AVN_WHOLE,
                                           .pieces = (uint8_t)pieces,
                                           .cut = ending->cut,
                                           .unit_known = ending->unit_known });
    }
}

/* What the lines from FROM on cost at least, whatever stands above them in the name. */
static double least_cost(const avn_gap *gap, size_t from)
{
    if (from >= gap->count)
        return 0;
    return gap->lines[gap->count] - gap->lines[from] + gap->breaks[gap->count] -
           gap->breaks[from + 1] - AVN_ROUNDING;
}

/* The first MOST lines may end in pieces of the unit, of up to so many words. */
static void try_glued(const avn_gap *gap, size_t start, size_t most, size_t most_words,
                      avn_lead_answer *answer)
{
    size_t count = gap->count - start, limit = count < most ? count : most;
    for (size_t pieces = 1; pieces <= limit; pieces++) {
        size_t ways = 1;
        for (size_t i = 0; i < pieces; i++)
            ways *= most_words;
        for (size_t way = 0; way < ways; way++) {
            if (least_cost(gap, start + pieces) >= too_much(gap, answer))
                break;
            avn_lead_reading reading = { .form = AVN_GLUED, .pieces = (uint8_t)pieces };
            size_t rest = way;
            for (size_t i = 0; i < pieces; i++, rest /= most_words)
                reading.words[i] = (uint8_t)(1 + rest % most_words);
            try_spelled(gap, start, reading, answer);
        }
    }
}

static void try_scattered(const avn_gap *gap, size_t start, avn_lead_answer *answer)
{
    avn_unit_cache *units = gap->units;
    avn_lead_choice choice;
    if (units->scattered_width < 0 || units->scattered_width != gap->evidence->unit_width)
        avn_find_scattered(gap);
    for (size_t i = 0; i < units->scattered.count; i++) {
        avn_lead_reading reading = units->scattered.items[i];
        double most = too_much(gap, answer);
        if (reading.cost >= most || !avn_scattered_from(gap, start, &reading) ||
            !avn_leads_spell(&gap->items[start], gap->count - start, &reading, &choice))
            continue;
        reading.cost = choice.surprise + name_cost(gap->evidence, &choice, most) + reading.cost;
        reading.cost += (reading.at[0] > 1 ? FAR_DOWN : 0) + (reading.words[0] ? BEHIND_A_NAME : 0);
        offer(answer, &reading);
    }
}

/* A name of one line, with the beginning of its unit on the same line. */
static void try_name_of_one_line(const avn_gap *gap, size_t start, avn_lead_answer *answer)
{
    size_t count = gap->count - start;
    avn_lead_reading reading = { .form = AVN_GLUED, .pieces = (uint8_t)count };
    for (size_t i = 1; i < count; i++) {
        if (gap->items[start + i].width > widest_piece(gap->evidence))
            return;
        reading.words[i] = (uint8_t)avn_count_words(gap->items[start + i].text);
    }
    reading.words[0] = 1;
    while (reading.words[0] <= MOST_GLUED_WORDS && try_spelled(gap, start, reading, answer))
        reading.words[0]++;
}

/* Words that an extractor left in streams: the unit is anywhere, or somewhere else. */
static void try_streams(const avn_gap *gap, size_t start, avn_lead_answer *answer)
{
    bool few = gap->count - start <= MOST_STREAM_LINES;
    if (few)
        try_glued(gap, start, 2, 2, answer);
    avn_lead_reading alone = { .cost = run_cost(gap, start, gap->count) + UNIT_ELSEWHERE };
    offer(answer, &alone);
    if (few)
        try_scattered(gap, start, answer);
}

void avn_leads_solve(const avn_gap *gap, size_t start, double most, avn_lead_answer *answer)
{
    const avn_evidence *e = gap->evidence;
    const avn_frames *frames = e->frames;
    size_t count = gap->count - start;
    answer->best = answer->other = (avn_lead_reading){ .cost = INFINITY };
    answer->most = most;
    if (count == 0 || count > AVN_MOST_NAME_LINES)
        return;
    if (!e->unit) {
        avn_lead_reading reading = { .cost = run_cost(gap, start, gap->count), .form = AVN_WHOLE };
        offer(answer, &reading);
        return;
    }
    bool row_last = gap->items[gap->count - 1].on_row && !frames->beside;
    if (frames->cells || !frames->beside)
        try_whole(gap, start, answer);
    if (frames->cells && frames->beside)
        for (size_t pieces = 1; pieces < 4 && pieces < count; pieces++)
            try_spelled(gap, start,
                        (avn_lead_reading){ .form = AVN_UNIT_FIRST, .pieces = (uint8_t)pieces },
                        answer);
    if (frames->streams)
        try_streams(gap, start, answer);
    if (frames->has_x && !frames->cells) {
        avn_lead_reading reading = { .form = frames->has_tabs ? AVN_TABBED : AVN_COLUMNS,
                                     .pieces = 1 };
        for (reading.words[0] = 1; reading.words[0] <= MOST_COLUMN_WORDS; reading.words[0]++)
            for (reading.words[1] = 0; reading.words[1] <= frames->has_tabs; reading.words[1]++)
                try_spelled(gap, start, reading, answer);
    } else if (frames->beside && !frames->cells) {
        try_glued(gap, start, 3, MOST_GLUED_WORDS, answer);
    } else if (!frames->cells && count < AVN_MOST_UNIT_PIECES && (!row_last || count == 1)) {
        try_name_of_one_line(gap, start, answer);
    }
}

bool avn_gap_open(avn_gap *gap, avn_evidence *e, const avn_item *items, size_t count, size_t before,
                  avn_unit_cache *units)
{
    if (count + 2 > gap->capacity) {
        gap->capacity = count * 2 + 64;
        gap->lines = AVN_NEW_ARRAY(e->arena, double, gap->capacity);
        gap->breaks = AVN_NEW_ARRAY(e->arena, double, gap->capacity);
        if (!gap->lines || !gap->breaks) {
            gap->capacity = 0; /* or the next gap would write where nothing is */
            return false;
        }
    }
    gap->evidence = e;
    gap->items = items;
    gap->count = count;
    gap->before = before;
    gap->units = units;
    /* Only so many lines above the row can be leads. */
    size_t first = before > AVN_MOST_NAME_LINES ? before - AVN_MOST_NAME_LINES : 0;
    gap->lines[first] = gap->breaks[first] = 0;
    for (size_t i = first; i < count; i++) {
        gap->lines[i + 1] = gap->lines[i] + line_cost(e, &items[i], items[i].text, items[i].width);
        gap->breaks[i + 1] = gap->breaks[i];
        if (i > first)
            gap->breaks[i + 1] += break_cost(e, items[i - 1].width, items[i - 1].ends_in_stop,
                                             &items[i], items[i].first_word);
    }
    return true;
}

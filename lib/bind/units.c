#include "bind/units.h"

#include <math.h>

#include "base/utf8.h"
#include "bind/metric.h"

/* Costs, in the currency of split.c: 1 is a mild surprise, 5 hardly ever happens. */
static const double UNKNOWN_UNIT = 1.2, UNKNOWN_PIECES = 0.6, TINY_UNIT = 3, CUT_NOT_FULL = 1.5,
                    SHORT_LAST_WORD = 1.5, TOO_WIDE = 3, WITH_FIGURES = 3, WORD_IS_USED = 0.8,
                    ENDS_IN_LINK = 3, BEGINS_WITH_LINK = 1.5, WITH_STOP = 2, UNFORCED_BREAK = 3;

/* The metric is not quite that of the file's font: what misses a width by less than SLACK costs
 * nothing, by FAR or more all of it. */
static const double SLACK = 0.006, FAR = 0.05;

double avn_if_wider(double width, double limit, double cost)
{
    double excess = limit > 0 ? width / limit - 1 : 0;
    if (excess <= SLACK)
        return 0;
    return excess >= FAR ? cost : cost * (excess - SLACK) / (FAR - SLACK);
}

double avn_if_unforced(double width, double next_word, double column, double cost)
{
    return column > 0 ? avn_if_wider(column, width + AVN_BLANK_WIDTH + next_word, cost) : 0;
}

avn_str avn_unit_join(const avn_lead_choice *choice, unsigned cut, char buffer[AVN_LONGEST_UNIT])
{
    size_t used = 0;
    if (choice->unit_count == 1)
        return avn_str_head(choice->unit[0], AVN_LONGEST_UNIT);
    for (size_t i = 0; i < choice->unit_count; i++) {
        if (i > 0 && !(cut >> (i - 1) & 1) && used < AVN_LONGEST_UNIT)
            buffer[used++] = ' ';
        avn_str piece = avn_str_head(choice->unit[i], AVN_LONGEST_UNIT - used);
        memcpy(buffer + used, piece.ptr, piece.len);
        used += piece.len;
    }
    return (avn_str){ buffer, used };
}

/* Whether two pieces are one word, as far as the rest of the file uses it: apart, and cut. */
static void weigh_word(avn_evidence *e, avn_str piece, avn_str next, double costs[2])
{
    char joined[AVN_LONGEST_UNIT];
    avn_str end = avn_str_last_word(piece), rest = next, begin = avn_str_word(&rest);
    costs[0] = costs[1] = 0;
    if (end.len + begin.len > sizeof joined)
        return;
    memcpy(joined, end.ptr, end.len);
    memcpy(joined + end.len, begin.ptr, begin.len);
    bool two = avn_word_is_used(e, end) && avn_word_is_used(e, begin);
    costs[0] = two ? 0 : WORD_IS_USED;
    if (avn_word_is_used(e, (avn_str){ joined, end.len + begin.len }))
        costs[1] = -WORD_IS_USED;
    else
        costs[1] = two ? WORD_IS_USED : 0;
}

/* At most two letters. */
static bool is_tiny(avn_str text)
{
    enum { LONGEST_LETTER = 4 };
    return text.len <= 2 * LONGEST_LETTER && avn_utf8_length(text) <= 2;
}

/* Of a piece that is a whole line, most is known from looking at the line. */
static bool is_whole_line(const avn_lead_choice *choice, size_t piece)
{
    return choice->unit[piece].len == choice->unit_items[piece]->text.len;
}

static bool begins_with_link(const avn_evidence *e, const avn_lead_choice *choice)
{
    avn_str first = choice->unit[0];
    return is_whole_line(choice, 0) ? choice->unit_items[0]->begins_with_link
                                    : avn_is_link(e, avn_str_word(&first));
}

static unsigned piece_width(const avn_lead_choice *choice, size_t piece)
{
    return is_whole_line(choice, piece) ? choice->unit_items[piece]->width
                                        : avn_text_width(choice->unit[piece]);
}

static unsigned first_word_width(const avn_lead_choice *choice, size_t piece)
{
    return is_whole_line(choice, piece) ? choice->unit_items[piece]->first_word
                                        : avn_first_word_width(choice->unit[piece]);
}

/* What it costs that a line breaks between two pieces: apart, and cut. */
static void weigh_break(const avn_evidence *e, double width, const avn_lead_choice *choice,
                        size_t piece, double costs[2])
{
    double column = e->unit_width;
    avn_str next = choice->unit[piece];
    costs[0] = piece + 1 == choice->unit_count && is_tiny(next) ? SHORT_LAST_WORD : 0;
    costs[1] = 0;
    if (column <= 0)
        return;
    costs[0] += avn_if_unforced(width, first_word_width(choice, piece), column, UNFORCED_BREAK);
    costs[1] = avn_if_wider(column, width + avn_first_letter_width(next), CUT_NOT_FULL);
}

static bool has_digit(avn_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return true;
    return false;
}

/* What the pieces, so wide, cost however they join. */
static double pieces_cost(const avn_evidence *e, const avn_lead_choice *choice,
                          const unsigned *widths)
{
    double cost = 0;
    for (size_t i = 0; i < choice->unit_count; i++) {
        cost += avn_if_wider(widths[i], e->unit_width, TOO_WIDE);
        if (has_digit(choice->unit[i]))
            cost += WITH_FIGURES;
    }
    avn_str last = choice->unit[choice->unit_count - 1];
    /* A line and its end have the same last word. */
    if (choice->unit_items[choice->unit_count - 1]->ends_in_link && avn_utf8_length(last) > 1)
        cost += ENDS_IN_LINK;
    char end = last.len ? last.ptr[last.len - 1] : ' ';
    if (end == '.' || end == ',' || end == ';' || end == ':')
        cost += WITH_STOP;
    if (begins_with_link(e, choice))
        cost += BEGINS_WITH_LINK;
    return cost;
}

/* The ways to join the pieces of a unit: bit I of a way is set when piece I goes on in the next. */
typedef struct weighing {
    avn_evidence *e;
    const avn_lead_choice *choice;
    size_t joins;
    double base; /* what the pieces cost however they join */
    double breaks[AVN_MOST_UNIT_PIECES][2], words[AVN_MOST_UNIT_PIECES][2]; /* per join */
    bool words_known;
    double least; /* what the best way so far costs, or what is too much */
    unsigned way; /* that one, and whether it makes a known unit */
    bool known;
} weighing;

static void weigh_words(weighing *w)
{
    for (size_t i = 0; i < w->joins && !w->words_known; i++)
        weigh_word(w->e, w->choice->unit[i], w->choice->unit[i + 1], w->words[i]);
    w->words_known = true;
}

/* What a known unit costs, joined so. */
static double known_cost(const weighing *w, unsigned way)
{
    double cost = w->base;
    for (size_t i = 0; i < w->joins; i++)
        cost += w->breaks[i][way >> i & 1];
    return cost;
}

/* What UNIT, joined so, costs when it is unknown; KNOWN is its cost if it were not. INFINITY where
 * that is too much. */
static double unknown_cost(weighing *w, avn_str unit, unsigned way, double known)
{
    double joins = (double)w->joins;
    double cost = known + (UNKNOWN_UNIT + UNKNOWN_PIECES * joins + (is_tiny(unit) ? TINY_UNIT : 0));
    if (cost - WORD_IS_USED * joins - AVN_ROUNDING >= w->least)
        return INFINITY;
    weigh_words(w);
    for (size_t i = 0; i < w->joins; i++)
        cost += w->words[i][way >> i & 1];
    return cost;
}

static void take_way(weighing *w, unsigned way, double cost, bool known)
{
    w->least = cost;
    w->way = way;
    w->known = known;
}

static void weigh_known(weighing *w)
{
    char buffer[AVN_LONGEST_UNIT];
    for (unsigned way = 0; way < 1u << w->joins; way++) {
        double cost = known_cost(w, way);
        if (cost < w->least && avn_unit_is_known(w->e, avn_unit_join(w->choice, way, buffer)))
            take_way(w, way, cost, true);
    }
}

/* What would cost less than the best known unit was looked up, and is none. Words that are used
 * take back less than an unknown unit costs: a way that costs too much as a known one stays so. How
 * the rest of the file uses its words is asked last: it tells nothing of a unit that is known. */
static void weigh_unknown(weighing *w)
{
    char buffer[AVN_LONGEST_UNIT];
    for (unsigned way = 0; way < 1u << w->joins; way++) {
        double cost = known_cost(w, way);
        if (cost >= w->least)
            continue;
        cost = unknown_cost(w, avn_unit_join(w->choice, way, buffer), way, cost);
        if (cost < w->least || (cost <= w->least && way < w->way)) /* of equals, the first */
            take_way(w, way, cost, false);
    }
}

double avn_unit_cost(avn_evidence *e, const avn_lead_choice *choice, avn_lead_reading *reading,
                     double most)
{
    unsigned widths[AVN_MOST_UNIT_PIECES] = { 0 };
    weighing w;
    w.e = e;
    w.choice = choice;
    w.joins = choice->unit_count - 1;
    for (size_t i = 0; e->unit_width > 0 && i <= w.joins; i++)
        widths[i] = piece_width(choice, i);
    w.base = pieces_cost(e, choice, widths);
    if (w.base >= most)
        return INFINITY;
    for (size_t i = 0; i < w.joins; i++)
        weigh_break(e, widths[i], choice, i + 1, w.breaks[i]);
    w.words_known = w.known = false;
    w.least = most;
    w.way = 0;
    weigh_known(&w);
    weigh_unknown(&w);
    if (w.least >= most)
        return INFINITY;
    reading->cut = (uint8_t)w.way;
    reading->unit_known = w.known;
    return w.least;
}

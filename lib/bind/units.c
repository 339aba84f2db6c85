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
    for (size_t i = 0; i < choice->unit_count; i++) {
        if (i > 0 && !(cut >> (i - 1) & 1) && used < AVN_LONGEST_UNIT)
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

/* Whether two pieces are one word, as far as the rest of the file uses it: apart, and cut. */
static void weigh_word(avn_evidence *e, avn_str piece, avn_str next, double costs[2])
{
    char joined[AVN_LONGEST_UNIT];
    avn_str end = last_word(piece), rest = next, begin = avn_str_word(&rest);
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

/* What it costs that a line breaks between two pieces: apart, and cut. */
static void weigh_break(const avn_evidence *e, double width, avn_str next, bool last,
                        double costs[2])
{
    double column = e->unit_width;
    costs[0] = last && avn_utf8_length(next) <= 2 ? SHORT_LAST_WORD : 0;
    costs[1] = 0;
    if (column <= 0)
        return;
    costs[0] += avn_if_unforced(width, avn_first_word_width(next), column, UNFORCED_BREAK);
    costs[1] = avn_if_wider(column, width + avn_first_letter_width(next), CUT_NOT_FULL);
}

static bool has_digit(avn_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return true;
    return false;
}

/* At most two letters. */
static bool is_tiny(avn_str text)
{
    enum { LONGEST_LETTER = 4 };
    return text.len <= 2 * LONGEST_LETTER && avn_utf8_length(text) <= 2;
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
    avn_str first = choice->unit[0], last = choice->unit[choice->unit_count - 1];
    if (avn_ends_in_link(e, last) && avn_utf8_length(last) > 1)
        cost += ENDS_IN_LINK;
    if (last.len && strchr(".,;:", last.ptr[last.len - 1]))
        cost += WITH_STOP;
    if (avn_is_link(e, avn_str_word(&first)))
        cost += BEGINS_WITH_LINK;
    return cost;
}

/* The ways to join the pieces of a unit: bit I of a way is set when piece I goes on in the next. */
typedef struct weighing {
    avn_evidence *e;
    const avn_lead_choice *choice;
    size_t joins;
    double breaks[AVN_MOST_UNIT_PIECES][2], words[AVN_MOST_UNIT_PIECES][2]; /* per join */
    bool words_known;
} weighing;

static void weigh_breaks(weighing *w, const unsigned *widths)
{
    for (size_t i = 0; i < w->joins; i++)
        weigh_break(w->e, widths[i], w->choice->unit[i + 1], i + 1 == w->joins, w->breaks[i]);
}

static void weigh_words(weighing *w)
{
    for (size_t i = 0; i < w->joins && !w->words_known; i++)
        weigh_word(w->e, w->choice->unit[i], w->choice->unit[i + 1], w->words[i]);
    w->words_known = true;
}

/* COST and what it costs more that UNIT, joined so, is no known one; INFINITY instead of MOST or
 * more. How the rest of the file uses its words tells nothing of a unit that is known. */
static double unknown_cost(weighing *w, avn_str unit, unsigned way, double cost, double most)
{
    double joins = (double)w->joins;
    cost += UNKNOWN_UNIT + UNKNOWN_PIECES * joins + (is_tiny(unit) ? TINY_UNIT : 0);
    if (cost - WORD_IS_USED * joins - AVN_ROUNDING >= most)
        return INFINITY;
    weigh_words(w);
    for (size_t i = 0; i < w->joins; i++)
        cost += w->words[i][way >> i & 1];
    return cost;
}

double avn_unit_cost(avn_evidence *e, const avn_lead_choice *choice, avn_lead_reading *reading,
                     double most)
{
    char buffer[AVN_LONGEST_UNIT];
    unsigned widths[AVN_MOST_UNIT_PIECES] = { 0 };
    weighing w = { .e = e, .choice = choice, .joins = choice->unit_count - 1 };
    for (size_t i = 0; e->unit_width > 0 && i <= w.joins; i++)
        widths[i] = avn_text_width(choice->unit[i]);
    double least = most, base = pieces_cost(e, choice, widths);
    if (base >= most)
        return INFINITY;
    weigh_breaks(&w, widths);
    for (unsigned way = 0; way < 1u << w.joins; way++) {
        double cost = base;
        for (size_t i = 0; i < w.joins; i++)
            cost += w.breaks[i][way >> i & 1];
        /* Words that are used take back less than an unknown unit costs: it only gets worse. */
        if (cost >= least)
            continue;
        avn_str unit = avn_unit_join(choice, way, buffer);
        bool known = avn_unit_is_known(e, unit);
        if (!known)
            cost = unknown_cost(&w, unit, way, cost, least);
        if (cost < least) {
            least = cost;
            reading->cut = (uint8_t)way;
            reading->unit_known = known;
        }
    }
    return least < most ? least : INFINITY;
}

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

/* Whether two pieces are one word, as far as the rest of the file uses it. */
static double word_cost(const avn_evidence *e, avn_str piece, avn_str next, bool cut)
{
    char joined[AVN_LONGEST_UNIT];
    avn_str end = last_word(piece), rest = next, begin = avn_str_word(&rest);
    if (end.len + begin.len > sizeof joined)
        return 0;
    memcpy(joined, end.ptr, end.len);
    memcpy(joined + end.len, begin.ptr, begin.len);
    bool two = avn_word_is_used(e, end) && avn_word_is_used(e, begin);
    if (!cut)
        return two ? 0 : WORD_IS_USED;
    if (avn_word_is_used(e, (avn_str){ joined, end.len + begin.len }))
        return -WORD_IS_USED;
    return two ? WORD_IS_USED : 0;
}

static double join_cost(const avn_evidence *e, avn_str piece, avn_str next, bool cut, bool last)
{
    double column = e->unit_width, width = avn_text_width(piece), cost = 0;
    if (cut && column > 0)
        return cost + avn_if_wider(column, width + avn_first_letter_width(next), CUT_NOT_FULL);
    if (cut)
        return cost;
    if (last && avn_utf8_length(next) <= 2)
        cost += SHORT_LAST_WORD;
    return cost + avn_if_unforced(width, avn_first_word_width(next), column, UNFORCED_BREAK);
}

static bool has_digit(avn_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return true;
    return false;
}

/* What the pieces cost however they join. */
static double pieces_cost(const avn_evidence *e, const avn_lead_choice *choice)
{
    double cost = 0;
    for (size_t i = 0; i < choice->unit_count; i++) {
        cost += avn_if_wider(avn_text_width(choice->unit[i]), e->unit_width, TOO_WIDE);
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

static bool weigh_words(const avn_evidence *e, const avn_lead_choice *choice,
                        double words[AVN_MOST_UNIT_PIECES][2])
{
    for (size_t i = 0; i + 1 < choice->unit_count; i++)
        for (int cut = 0; cut < 2; cut++)
            words[i][cut] = word_cost(e, choice->unit[i], choice->unit[i + 1], cut);
    return true;
}

double avn_unit_cost(avn_evidence *e, const avn_lead_choice *choice, avn_lead_reading *reading)
{
    char buffer[AVN_LONGEST_UNIT];
    double least = INFINITY, base = pieces_cost(e, choice);
    double costs[AVN_MOST_UNIT_PIECES][2], words[AVN_MOST_UNIT_PIECES][2] = { { 0 } };
    size_t joins = choice->unit_count - 1;
    bool words_known = false;
    for (size_t i = 0; i < joins; i++)
        for (int cut = 0; cut < 2; cut++)
            costs[i][cut] = join_cost(e, choice->unit[i], choice->unit[i + 1], cut, i + 1 == joins);
    for (unsigned way = 0; way < 1u << joins; way++) {
        double cost = base;
        for (size_t i = 0; i < joins; i++)
            cost += costs[i][way >> i & 1];
        avn_str unit = avn_unit_join(choice, way, buffer);
        bool known = avn_unit_is_known(e, unit);
        if (!known)
            cost += UNKNOWN_UNIT + UNKNOWN_PIECES * (double)joins +
                    (avn_utf8_length(unit) <= 2 ? TINY_UNIT : 0);
        /* How the rest of the file uses its words tells nothing of a unit that is known. */
        if (!known && !words_known)
            words_known = weigh_words(e, choice, words);
        for (size_t i = 0; !known && i < joins; i++)
            cost += words[i][way >> i & 1];
        if (cost < least) {
            least = cost;
            reading->cut = (uint8_t)way;
            reading->unit_known = known;
        }
    }
    return least;
}

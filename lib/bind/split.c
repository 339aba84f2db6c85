#include "bind/split.h"

#include <math.h>

#include "bind/metric.h"
#include "bind/units.h"

/* Costs; the same currency as in leads.c. */
static const double EMPTY_TEXT = 1.8, TEXT_BEFORE_ALL = 4, BLANK_IN_TEXT = 1.2,
                    MORE_BLANKS_IN_TEXT = 0.3, FULL_LINE = 4, FULL_LINE_WITH_STOP = 1,
                    FORCED_AT_BOUNDARY = 1.2, ALL_FORCED = 2.4, HEADING = 0.3,
                    REPEATED_HEADING = -1, INCONSISTENT_HEADING = 1.5, HEADING_WITHOUT_GAP = 3.5,
                    SAME_HEADING = 1.5, HEADING_NOT_NESTED = 2.5, NESTED_HEADING = -0.8,
                    HEADING_AFTER_LIST = 1.2, HEADING_COULD_WRAP = 0.8, HEADING_IN_TEXT = 0.5,
                    REPEATED_IN_TEXT = 2.5, HEADING_IS_TEXT = 1.8, SURE_HEADING_IN_TEXT = 6,
                    ODD_HEADING_IN_TEXT = 2.5, HARD_BREAK_IN_TEXT = 0.6, MOST_HARD_BREAKS = 3.6,
                    NAME_WITHOUT_GAP = 4, NO_LEADS = 9, ENDS_IN_LINK = 3, HEADING_BEGINS_TEXT = 1.2,
                    LEADS_BEFORE_ROW = 3;

static const double ABOUT = 1.01; /* widths are known so well */

enum {
    LOOK_BACK = 48, /* lines above the row that may be its leads */
    MOST_HEADINGS = 8,
    WIDE_PAGE = 3, /* half widths: a page this much wider than a name wraps text */
    MOST_TOPS = (LOOK_BACK + MOST_HEADINGS + 1) * (MOST_HEADINGS + 1)
};

/* What stands above the leads, read in one way. */
typedef struct top {
    size_t text, headings;
    double cost;
} top;

typedef struct splitting {
    const avn_evidence *e;
    const avn_frame *frame;
    const avn_gap *gap;
    const avn_item *const *open;
    avn_division *division;
    size_t looked_at;      /* lines of text that sums are known for */
    double headings, hard; /* sums over them */
    unsigned blanks;
    size_t first; /* the leads begin here at the earliest */
    top tops[MOST_TOPS];
    size_t top_count;
    double least_above[LOOK_BACK + 1]; /* per start of the leads: what stands above costs so much */
    avn_lead_answer answers[LOOK_BACK + 1];
    double leads[LOOK_BACK + 1]; /* the best answer with what its place costs */
} splitting;

static const avn_item *item_at(const splitting *s, size_t index)
{
    return &s->gap->items[index];
}

static bool fits_name_column(const splitting *s, size_t index)
{
    const avn_item *item = item_at(s, index), *next = item_at(s, index + 1);
    double column = s->e->name_width;
    return item->width <= column * ABOUT &&
           (item->width + AVN_BLANK_WIDTH + next->first_word) * ABOUT > column;
}

static bool ends_sentence(avn_str text)
{
    char last = text.len ? text.ptr[text.len - 1] : ' ';
    return last == '.' || last == ';' || last == ':' || last == '!' || last == '?';
}

/* What it costs that the text ends before item END. */
static double end_cost(const splitting *s, size_t end, size_t headings)
{
    const avn_evidence *e = s->e;
    if (end == 0 || end >= s->gap->count || end > s->gap->before)
        return 0;
    const avn_item *last = item_at(s, end - 1), *next = item_at(s, end);
    double cost = last->ends_in_link ? ENDS_IN_LINK : 0, page = e->page_width;
    bool wide = page * 2 > e->name_width * WIDE_PAGE;
    if (wide && end < s->gap->before && !next->gap_above &&
        last->width + AVN_BLANK_WIDTH + next->first_word > page)
        cost += ends_sentence(last->text) ? FULL_LINE_WITH_STOP : FULL_LINE;
    if (headings > 0 || end == s->gap->before || e->name_width <= 0 || next->gap_above)
        return cost;
    if (!fits_name_column(s, end - 1))
        return cost;
    bool all = true;
    for (size_t i = 0; i + 1 < end && all; i++)
        all = end - i < 16 && fits_name_column(s, i);
    return cost + (all ? ALL_FORCED : FORCED_AT_BOUNDARY);
}

/* What it costs that item INDEX, which looks like a heading, is text. */
static double heading_in_text(const splitting *s, size_t index)
{
    const avn_item *item = item_at(s, index);
    if (item->block == AVN_NONE)
        return 0;
    double cost = item->is_heading && item->consistent ? SURE_HEADING_IN_TEXT
                  : item->is_sure                      ? ODD_HEADING_IN_TEXT
                                                       : HEADING_IN_TEXT;
    if (item->printed > 1)
        cost += REPEATED_IN_TEXT;
    if (s->e->headings_have_gaps && !item->gap_above)
        cost = item->is_sure || (item->is_heading && item->consistent) ? cost : cost / 2;
    return cost;
}

/* A line of a list, numbered or of amounts: "12 BECAS", "3. …". */
static bool begins_with_figure_or_mark(const avn_item *item)
{
    return item->in_list || (item->text.len && avn_is_digit(item->text.ptr[0]));
}

/* Text fills the page's width: a line that ends early ends a sentence or a list's member, and
 * else looks like a line of a narrow column. */
static bool breaks_hard(const splitting *s, size_t index)
{
    const avn_item *item = item_at(s, index), *next = item_at(s, index + 1);
    /* Where cells come in streams, a piece of the unit may stand behind the name's line. */
    double column = s->e->name_width + (s->e->frames->streams ? s->e->unit_width : 0);
    return item->width + AVN_BLANK_WIDTH + next->first_word <= s->e->page_width &&
           item->width <= column * ABOUT && !next->gap_above && !ends_sentence(item->text) &&
           !item->in_list && !next->in_list;
}

/* Sums over the first END lines as text; END only grows. */
static void sum_text(splitting *s, size_t end)
{
    for (; s->looked_at < end; s->looked_at++) {
        size_t i = s->looked_at;
        s->headings += heading_in_text(s, i);
        s->blanks += i > 0 && item_at(s, i)->gap_above && !item_at(s, i)->page_above;
        s->hard += i > 0 && breaks_hard(s, i - 1) ? HARD_BREAK_IN_TEXT : 0;
    }
}

/* What it costs that the first END items are text. */
static double text_cost(splitting *s, size_t end)
{
    if (!s->frame->after_label)
        return TEXT_BEFORE_ALL * (double)end;
    if (end == 0)
        return EMPTY_TEXT;
    sum_text(s, end);
    double cost = s->headings + (s->hard < MOST_HARD_BREAKS ? s->hard : MOST_HARD_BREAKS);
    if (item_at(s, 0)->block != AVN_NONE)
        cost += end == 1 ? HEADING_IS_TEXT : HEADING_BEGINS_TEXT;
    if (s->blanks && s->e->frames->blanks_mean)
        cost += BLANK_IN_TEXT + MORE_BLANKS_IN_TEXT * (s->blanks - 1);
    return cost;
}

static double one_heading(const splitting *s, size_t index)
{
    const avn_evidence *e = s->e;
    const avn_item *item = item_at(s, index);
    double cost = HEADING;
    if (item->printed > 1)
        cost += REPEATED_HEADING;
    if (!item->consistent)
        cost += INCONSISTENT_HEADING;
    if (e->headings_have_gaps && !item->gap_above)
        cost += HEADING_WITHOUT_GAP;
    if (avn_same_heading(e, s->open[item->block], item))
        cost += SAME_HEADING;
    if (!item->is_sure && e->name_width > 0 && index + 1 < s->gap->before && !item->gap_above &&
        fits_name_column(s, index))
        cost += HEADING_COULD_WRAP;
    return cost;
}

/* Only headings take anything back. */
double avn_least_division(const avn_evidence *e, const avn_item *items, size_t count)
{
    double least = 0;
    for (size_t i = 0; i < count; i++) {
        double cost = HEADING + (items[i].printed > 1 ? REPEATED_HEADING : 0) +
                      (e->headings_nest ? NESTED_HEADING : 0);
        least += items[i].block != AVN_NONE && cost < 0 ? cost : 0;
    }
    return least;
}

static bool stood_before(const splitting *s, size_t start, size_t index)
{
    for (size_t i = start; i < index; i++)
        if (avn_same_heading(s->e, item_at(s, i), item_at(s, index)))
            return true;
    return false;
}

/* What it costs that COUNT items from START are headings; infinite when they can't be. */
static double headings_cost(const splitting *s, size_t start, size_t count)
{
    double cost = 0;
    for (size_t i = start; i < start + count; i++) {
        const avn_item *item = item_at(s, i);
        if (item->block == AVN_NONE)
            return INFINITY;
        if (stood_before(s, start, i))
            continue; /* left at a page's foot, and printed again on the next */
        if (i > start && item_at(s, i - 1)->block >= item->block)
            return INFINITY;
        cost += one_heading(s, i);
        bool nested = i > start && item_at(s, i - 1)->block + 1 == item->block;
        if (nested && s->e->headings_nest && !item_at(s, i - 1)->is_sure)
            cost += NESTED_HEADING;
    }
    if (count == 0)
        return 0;
    const avn_item *last = item_at(s, start + count - 1);
    bool deepest = last->block + 1 >= (int)s->e->grammar->blocks.count ||
                   !s->e->grammar->blocks.items[last->block + 1].stays;
    if (!deepest && s->e->headings_nest && !last->is_sure)
        cost += HEADING_NOT_NESTED;
    if (start > 0 && !item_at(s, start)->is_sure &&
        begins_with_figure_or_mark(item_at(s, start - 1)))
        cost += HEADING_AFTER_LIST;
    return cost;
}

/* Lists everything with TEXT items of text and headings behind them. */
static void list_tops(splitting *s, size_t text)
{
    double above = text_cost(s, text);
    for (size_t headings = 0; headings <= MOST_HEADINGS; headings++) {
        size_t start = text + headings;
        if (start > s->gap->before || (headings > 0 && item_at(s, start - 1)->block == AVN_NONE))
            break;
        if (start < s->first)
            continue;
        double cost = above + end_cost(s, text, headings) + headings_cost(s, text, headings);
        if (isinf(cost))
            continue;
        double *least = &s->least_above[start - s->first];
        s->tops[s->top_count++] = (top){ text, headings, cost };
        *least = cost < *least ? cost : *least;
    }
}

/* What it costs that the leads begin at item START, however they read. */
static double place_cost(const splitting *s, size_t start)
{
    const avn_frames *frames = s->e->frames;
    size_t before = s->gap->before, usual = frames->cells ? 2 : 0;
    double cost = 0;
    if (start >= before)
        return 0;
    if (frames->beside && before - start > usual)
        cost += LEADS_BEFORE_ROW * (double)(before - start - usual);
    if (!frames->beside && frames->blanks_mean && start > 0 && !item_at(s, start)->gap_above)
        cost += NAME_WITHOUT_GAP;
    return cost;
}

/* The leads begin at item START; a cost of MOST or more may be infinite. */
static double leads_cost(const splitting *s, size_t start, double most, avn_lead_answer *answer)
{
    size_t count = s->gap->count - start;
    answer->best = (avn_lead_reading){ .cost = 0 };
    answer->other = (avn_lead_reading){ .cost = INFINITY };
    if (s->frame->open.rule == AVN_FREE) /* behind the last record: nothing may be left */
        return count == 0 ? 0 : INFINITY;
    if (count == 0)
        return NO_LEADS;
    double place = place_cost(s, start);
    avn_leads_solve(s->gap, start, most - place, answer);
    return answer->best.cost + place;
}

/* The start that costs least, among those not weighed yet; LOOK_BACK + 1 when none costs anything
 * finite. */
static size_t cheapest_start(const double *costs, size_t count)
{
    size_t cheapest = LOOK_BACK + 1;
    double least = INFINITY;
    for (size_t at = count; at-- > 0;)
        if (costs[at] < least) {
            least = costs[at];
            cheapest = at;
        }
    return cheapest;
}

/* No reading costs less than nothing: the start that is cheapest whatever the leads cost is weighed
 * first, and what is found there spares most of the others. */
static void weigh_leads(splitting *s)
{
    double costs[LOOK_BACK + 1], least = INFINITY;
    size_t count = s->gap->before + 1 - s->first;
    for (size_t at = 0; at < count; at++) {
        s->leads[at] = INFINITY;
        costs[at] = s->least_above[at] + place_cost(s, s->first + at);
    }
    for (;;) {
        size_t at = cheapest_start(costs, count);
        if (at > LOOK_BACK || costs[at] >= least + s->gap->margin)
            return;
        costs[at] = INFINITY;
        double above = s->least_above[at], most = least + s->gap->margin - above;
        s->leads[at] = leads_cost(s, s->first + at, most, &s->answers[at]);
        double cost = above + s->leads[at];
        least = cost < least ? cost : least;
    }
}

static void offer(splitting *s, double cost, size_t text, size_t headings,
                  const avn_lead_reading *leads)
{
    avn_division *best = s->division;
    if (cost < best->cost) {
        avn_division made = { .cost = cost,
                              .text = text,
                              .headings = headings,
                              .leads = *leads,
                              .margin = best->cost - cost,
                              .other_text = best->text,
                              .other_start = best->text + best->headings,
                              .other = best->leads };
        *best = made;
    } else if (cost - best->cost < best->margin) {
        best->margin = cost - best->cost;
        best->other_text = text;
        best->other_start = text + headings;
        best->other = *leads;
    }
}

static void offer_all(splitting *s)
{
    for (size_t i = 0; i < s->top_count; i++) {
        const top *above = &s->tops[i];
        size_t at = above->text + above->headings - s->first;
        const avn_lead_answer *answer = &s->answers[at];
        if (isinf(s->leads[at]))
            continue;
        offer(s, above->cost + s->leads[at], above->text, above->headings, &answer->best);
        if (!isinf(answer->other.cost))
            offer(s, above->cost + s->leads[at] + answer->other.cost - answer->best.cost,
                  above->text, above->headings, &answer->other);
    }
}

void avn_split_gap(avn_gap *gap, const avn_frame *frame, const avn_item *const *open, double margin,
                   avn_division *division)
{
    splitting s;
    s.e = gap->evidence;
    s.frame = frame;
    s.gap = gap;
    s.open = open;
    s.division = division;
    s.looked_at = s.top_count = 0;
    s.headings = s.hard = s.blanks = 0;
    *division = (avn_division){ .cost = INFINITY, .margin = INFINITY };
    gap->margin = margin + AVN_ROUNDING;
    size_t before = gap->before;
    s.first = before > LOOK_BACK ? before - LOOK_BACK : 0;
    for (size_t start = s.first; start <= before; start++)
        s.least_above[start - s.first] = INFINITY;
    for (size_t text = s.first > MOST_HEADINGS ? s.first - MOST_HEADINGS : 0; text <= before;
         text++)
        list_tops(&s, text);
    weigh_leads(&s);
    offer_all(&s);
    if (isinf(division->cost))
        division->text = before;
}

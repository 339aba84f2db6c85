#include "bind/split.h"

#include <math.h>

#include "bind/metric.h"

/* Costs; the same currency as in leads.c. */
static const double EMPTY_TEXT = 1.8, TEXT_BEFORE_ALL = 4, BLANK_IN_TEXT = 1.2,
                    MORE_BLANKS_IN_TEXT = 0.3, FULL_LINE = 4, FULL_LINE_WITH_STOP = 1,
                    FORCED_AT_BOUNDARY = 1.2, ALL_FORCED = 2.4, HEADING = 0.3,
                    REPEATED_HEADING = -1, INCONSISTENT_HEADING = 1.5, HEADING_WITHOUT_GAP = 3.5,
                    SAME_HEADING = 1.5, HEADING_NOT_NESTED = 2.5, NESTED_HEADING = -0.8, HEADING_AFTER_LIST = 1.2,
                    HEADING_COULD_WRAP = 0.8, HEADING_IN_TEXT = 0.5, REPEATED_IN_TEXT = 2.5,
                    HEADING_IS_TEXT = 1.8, SURE_HEADING_IN_TEXT = 6, ODD_HEADING_IN_TEXT = 2.5, HARD_BREAK_IN_TEXT = 0.6,
                    MOST_HARD_BREAKS = 3.6, NAME_WITHOUT_GAP = 4,
                    NO_LEADS = 9, ENDS_IN_LINK = 3, HEADING_BEGINS_TEXT = 1.2, LEADS_BEFORE_ROW = 3;

static const double ABOUT = 1.01; /* widths are known so well */

enum {
    LOOK_BACK = 48,     /* lines above the row that may be its leads */
    SURE_PATTERN = 10,  /* a heading whose pattern holds so many letters is no accident */
    MOST_HEADINGS = 8,
    WIDE_PAGE = 3       /* half widths: a page this much wider than a name wraps text */
};

typedef struct splitting {
    const avn_evidence *e;
    const avn_frame *frame;
    const avn_items *items;
    size_t before; /* items of the gap; the rest stands inside the record */
    const avn_item *const *open;
    avn_division *division;
} splitting;

static const avn_item *item_at(const splitting *s, size_t index)
{
    return &s->items->items[index];
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
    return text.len && strchr(".;:!?", text.ptr[text.len - 1]) != NULL;
}

/* What it costs that the text ends before item END. */
static double end_cost(const splitting *s, size_t end, size_t headings)
{
    const avn_evidence *e = s->e;
    if (end == 0 || end >= s->items->count || end > s->before)
        return 0;
    const avn_item *last = item_at(s, end - 1), *next = item_at(s, end);
    double cost = avn_ends_in_link(e, last->text) ? ENDS_IN_LINK : 0, page = e->page_width;
    bool wide = page * 2 > e->name_width * WIDE_PAGE;
    if (wide && end < s->before && !next->gap_above &&
        last->width + AVN_BLANK_WIDTH + next->first_word > page)
        cost += ends_sentence(last->text) ? FULL_LINE_WITH_STOP : FULL_LINE;
    if (headings > 0 || end == s->before || e->name_width <= 0 || next->gap_above)
        return cost;
    if (!fits_name_column(s, end - 1))
        return cost;
    bool all = true;
    for (size_t i = 0; i + 1 < end && all; i++)
        all = end - i < 16 && fits_name_column(s, i);
    return cost + (all ? ALL_FORCED : FORCED_AT_BOUNDARY);
}

static bool is_sure(const splitting *s, const avn_item *item)
{
    return s->e->grammar->lines.items[item->token.rule].pattern->least_length >= SURE_PATTERN;
}

/* What it costs that item INDEX, which looks like a heading, is text. */
static double heading_in_text(const splitting *s, size_t index)
{
    const avn_item *item = item_at(s, index);
    if (item->block == AVN_NONE)
        return 0;
    double cost = !is_sure(s, item)                       ? HEADING_IN_TEXT
                  : avn_heading_is_consistent(s->e, item) ? SURE_HEADING_IN_TEXT
                                                          : ODD_HEADING_IN_TEXT;
    if (avn_heading_count(s->e, item) > 1)
        cost += REPEATED_IN_TEXT;
    if (s->e->headings_have_gaps && !item->gap_above)
        cost = is_sure(s, item) ? cost : cost / 2;
    return cost;
}

/* "1. …", "a) …": a line like this above is a member of a list, and so may be what follows. */
static bool is_list_item(avn_str text)
{
    size_t i = 0;
    while (i < text.len && i < 3 && ((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
                                     ((text.ptr[i] | 32) >= 'a' && (text.ptr[i] | 32) <= 'z')))
        i++;
    return i > 0 && i + 1 < text.len && strchr(".)-", text.ptr[i]) != NULL;
}

/* A line of a list, numbered or of amounts: "12 BECAS", "3. …". */
static bool begins_with_figure_or_mark(avn_str text)
{
    return is_list_item(text) || (text.len && text.ptr[0] >= '0' && text.ptr[0] <= '9');
}

/* Text fills the page's width: a line that ends early ends a sentence or a list's member, and
 * else looks like a line of a narrow column. */
static bool breaks_hard(const splitting *s, size_t index)
{
    const avn_item *item = item_at(s, index), *next = item_at(s, index + 1);
    return item->width + AVN_BLANK_WIDTH + next->first_word <= s->e->page_width &&
           item->width <= s->e->name_width * ABOUT && !next->gap_above && !ends_sentence(item->text) &&
           !is_list_item(item->text) && !is_list_item(next->text);
}

/* What it costs that the first END items are text. */
static double text_cost(const splitting *s, size_t end)
{
    if (!s->frame->after_label)
        return TEXT_BEFORE_ALL * (double)end;
    if (end == 0)
        return EMPTY_TEXT;
    double cost = 0, hard = 0;
    unsigned blanks = 0;
    for (size_t i = 0; i < end; i++) {
        cost += heading_in_text(s, i);
        hard += i + 1 < end && breaks_hard(s, i) ? HARD_BREAK_IN_TEXT : 0;
        blanks += i > 0 && item_at(s, i)->gap_above && !item_at(s, i)->page_above;
    }
    cost += hard < MOST_HARD_BREAKS ? hard : MOST_HARD_BREAKS;
    if (item_at(s, 0)->block != AVN_NONE)
        cost += end == 1 ? HEADING_IS_TEXT : HEADING_BEGINS_TEXT;
    if (blanks && s->e->frames->lexed->blanks_mean)
        cost += BLANK_IN_TEXT + MORE_BLANKS_IN_TEXT * (blanks - 1);
    return cost;
}

static double one_heading(const splitting *s, size_t index)
{
    const avn_evidence *e = s->e;
    const avn_item *item = item_at(s, index);
    unsigned printed = avn_heading_count(e, item);
    double cost = HEADING;
    if (printed > 1)
        cost += REPEATED_HEADING;
    if (!avn_heading_is_consistent(e, item))
        cost += INCONSISTENT_HEADING;
    if (e->headings_have_gaps && !item->gap_above)
        cost += HEADING_WITHOUT_GAP;
    if (avn_same_heading(e, s->open[item->block], item))
        cost += SAME_HEADING;
    if (!is_sure(s, item) && e->name_width > 0 && index + 1 < s->before && !item->gap_above &&
        fits_name_column(s, index))
        cost += HEADING_COULD_WRAP;
    return cost;
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
        if (nested && s->e->headings_nest && !is_sure(s, item_at(s, i - 1)))
            cost += NESTED_HEADING;
    }
    if (count == 0)
        return 0;
    const avn_item *last = item_at(s, start + count - 1);
    bool deepest = last->block + 1 >= (int)s->e->grammar->blocks.count ||
                   !s->e->grammar->blocks.items[last->block + 1].stays;
    if (!deepest && s->e->headings_nest && !is_sure(s, last))
        cost += HEADING_NOT_NESTED;
    if (start > 0 && !is_sure(s, item_at(s, start)) && begins_with_figure_or_mark(item_at(s, start - 1)->text))
        cost += HEADING_AFTER_LIST;
    return cost;
}

/* The leads begin at item START. */
static double leads_cost(const splitting *s, size_t start, avn_lead_answer *answer)
{
    const avn_frames *frames = s->e->frames;
    size_t count = s->items->count - start;
    if (s->frame->open.rule == AVN_FREE) /* behind the last record: nothing may be left */
        return count == 0 ? 0 : INFINITY;
    if (count == 0)
        return NO_LEADS;
    avn_leads_solve(s->e, &s->items->items[start], count, answer);
    double cost = answer->best.cost;
    if (isinf(cost))
        return cost;
    bool in_gap = start < s->before;
    if (frames->beside && in_gap && !frames->cells)
        cost += LEADS_BEFORE_ROW * (double)(s->before - start);
    if (frames->beside && in_gap && frames->cells && s->before - start > 2)
        cost += LEADS_BEFORE_ROW * (double)(s->before - start - 2);
    if (!frames->beside && in_gap && frames->lexed->blanks_mean && start > 0 &&
        !item_at(s, start)->gap_above)
        cost += NAME_WITHOUT_GAP;
    return cost;
}

static avn_str describe(const avn_lead_choice *choice, bool unit)
{
    if (unit)
        return choice->unit_count ? choice->unit[0] : (avn_str){ "", 0 };
    return choice->name_count ? choice->name[0] : (avn_str){ "", 0 };
}

#include <stdio.h>
#include <stdlib.h>
static void offer(splitting *s, double cost, size_t text, size_t headings,
                  const avn_lead_choice *leads)
{
    if (getenv("DBG") && s->frame->open.line + 1 == (unsigned)atoi(getenv("DBG"))) {
        fprintf(stderr, "cost %.2f text %zu(%.2f end %.2f) head %zu(%.2f) lead %.2f W %.0f U %.0f P %.0f:", cost, text, text_cost(s,text), end_cost(s,text,headings), headings, headings_cost(s,text,headings), leads->cost, s->e->name_width, s->e->unit_width, s->e->page_width);
        for (size_t i = 0; i < leads->name_count; i++) fprintf(stderr, " [%.*s %.0f]", AVN_FMT(leads->name[i]), (double)avn_text_width(leads->name[i]));
        fprintf(stderr, " U");
        for (size_t i = 0; i < leads->unit_count; i++) fprintf(stderr, " <%.*s%s>", AVN_FMT(leads->unit[i]), leads->cut[i] ? "|" : "");
        fprintf(stderr, "\n");
    }
    avn_division *best = s->division;
    if (cost < best->cost) {
        double margin = best->cost - cost;
        avn_lead_choice old = best->leads;
        bool unit = best->text == text && best->headings == headings;
        *best = (avn_division){ .cost = cost, .text = text, .headings = headings,
                                .leads = *leads, .margin = margin };
        best->other = describe(&old, unit);
        best->other_is_unit = unit;
    } else if (cost - best->cost < best->margin) {
        bool unit = best->text == text && best->headings == headings;
        best->margin = cost - best->cost;
        best->other = describe(leads, unit);
        best->other_is_unit = unit;
    }
}

static void try_start(splitting *s, size_t start)
{
    avn_lead_answer answer;
    answer.best = (avn_lead_choice){ .cost = 0 };
    answer.second = INFINITY;
    double leads = leads_cost(s, start, &answer);
    if (isinf(leads))
        return;
    double other = leads + (answer.second - answer.best.cost);
    for (size_t headings = 0; headings <= start && headings <= MOST_HEADINGS; headings++) {
        size_t text = start - headings;
        if (headings > 0 && item_at(s, text)->block == AVN_NONE)
            break;
        double above = headings_cost(s, text, headings);
        above += text_cost(s, text) + end_cost(s, text, headings);
        offer(s, above + leads, text, headings, &answer.best);
        if (!isinf(other))
            offer(s, above + other, text, headings, &answer.other);
    }
}

void avn_split_gap(const avn_evidence *e, const avn_frame *frame, const avn_items *items,
                   size_t before, const avn_item *const *open, avn_division *division)
{
    splitting s = { e, frame, items, before, open, division };
    *division = (avn_division){ .cost = INFINITY };
    division->margin = INFINITY;
    size_t first = before > LOOK_BACK ? before - LOOK_BACK : 0;
    for (size_t start = before + 1; start-- > first;)
        try_start(&s, start);
    if (isinf(division->cost)) {
        division->text = before;
        division->leads = (avn_lead_choice){ .cost = 0 };
    }
}

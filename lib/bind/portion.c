/* A portion ends before a record whose division is beyond doubt, and with enough of the text behind
 * it to have seen that. What stands above the line and what stands below it must belong to the
 * records above and below, so that the text may be cut there as if a report ended and another one
 * began. */
#include "bind/portion.h"

enum { RECORDS_BEHIND = 8 };
static const double SURE_MARGIN = 3, SURE_LEADS = 1;

/* Lines that some tokens take. */
typedef struct span {
    uint32_t first, last;
} span;

static const span nowhere = { UINT32_MAX, 0 };

static void widen(span *s, const avn_token *token)
{
    s->first = token->line < s->first ? token->line : s->first;
    s->last = token->last > s->last ? token->last : s->last;
}

static void widen_by_items(span *s, const avn_items *items, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        widen(s, &items->items[i].token);
}

/* What belongs to the record before the frame's own. */
static span above(const avn_solved *solved)
{
    span s = nowhere;
    widen_by_items(&s, &solved->repeats, 0, solved->repeats.count);
    widen_by_items(&s, &solved->items, 0, solved->division.text);
    return s;
}

/* The frame's own record, with its headings. */
static span record(const avn_frame *frame, const avn_solved *solved)
{
    span s = nowhere;
    widen_by_items(&s, &solved->items, solved->division.text, solved->items.count);
    if (frame->open.rule != AVN_FREE)
        widen(&s, &frame->open);
    for (size_t i = 0; i < frame->rows.count; i++)
        widen(&s, &frame->rows.items[i]);
    if (frame->label.rule != AVN_FREE)
        widen(&s, &frame->label);
    return s;
}

static bool is_sure(const avn_frame *frame, const avn_solved *solved)
{
    const avn_division *division = &solved->division;
    return frame->open.rule != AVN_FREE && division->margin >= SURE_MARGIN &&
           division->leads.pieces > 0 && division->leads.cost <= SURE_LEADS;
}

size_t avn_portion_end(const avn_frames *frames, const avn_solutions *solutions, uint32_t *line)
{
    uint32_t *ends = AVN_NEW_ARRAY(frames->lexed->arena, uint32_t, solutions->count + 1);
    uint32_t end = 0, below = UINT32_MAX;
    if (!ends)
        return 0;
    for (size_t i = 0; i < solutions->count; i++) {
        uint32_t text = above(&solutions->items[i]).last;
        uint32_t own = record(&frames->frames.items[i], &solutions->items[i]).last;
        ends[i] = end = text > end ? text : end;
        end = own > end ? own : end;
    }
    for (size_t i = solutions->count; i-- > 1;) {
        const avn_solved *solved = &solutions->items[i];
        span own = record(&frames->frames.items[i], solved), text = above(solved);
        below = own.first < below ? own.first : below;
        if (i + RECORDS_BEHIND < solutions->count && is_sure(&frames->frames.items[i], solved) &&
            ends[i] < own.first && own.first == below) {
            *line = own.first;
            return i;
        }
        below = text.first < below ? text.first : below;
    }
    return 0;
}

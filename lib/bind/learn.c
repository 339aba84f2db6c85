#include "bind/learn.h"

#include <math.h>

#include "bind/metric.h"
#include "bind/units.h"

enum {
    SAMPLE = 40,          /* frames that a trial of a width looks at */
    AVERAGE_LETTER = 660, /* of capitals, with blanks between the words */
    DEFAULT_NAME = 30,    /* letters */
    ROUNDS = 2,
    FIRST_APART = 16, /* the widths that are tried first, of all */
    FIRST_LOOK = 256  /* frames that tell the widths where they can be read off */
};
static const double STEP = 1.03, PRIOR = 3, SURE_MARGIN = 1.0, SETTLED_MARGIN = 3.0;

typedef struct learning {
    avn_evidence *e;
    avn_solutions *solutions;
    const avn_item **before; /* per block: the heading in force before the first frame */
    const avn_item **open;   /* and before the present one */
    avn_gap gap;             /* room for the sums of one gap */
    bool trying;             /* widths, as the portions before told none */
    avn_unit_cache *units;   /* then of each frame, else one for all */
} learning;

/* ---- repeated headings at the top of a page ---------------------------------- */

/* True when ITEM, inside a record, says again what stands above the record. */
static bool stands_above(const learning *l, const avn_solved *solved, const avn_item *item)
{
    for (size_t i = 0; i < solved->before; i++)
        if (solved->items.items[i].block == item->block &&
            avn_same_heading(l->e, &solved->items.items[i], item))
            return true;
    return false;
}

static bool is_repeat(const learning *l, const avn_solved *solved, const avn_item *item)
{
    return item->block != AVN_NONE &&
           (avn_same_heading(l->e, l->open[item->block], item) || stands_above(l, solved, item));
}

static bool begins_page(const avn_items *items)
{
    for (size_t i = 0; i < items->count; i++)
        if (items->items[i].page_above)
            return true;
    return false;
}

static bool stand_together(const avn_frame *frame)
{
    return frame->inside.count == 0 ||
           frame->before.items + frame->before.count == frame->inside.items;
}

/* Sorts out the items of SOURCE: what repeats the open headings says nothing new. */
static void keep_new(learning *l, avn_solved *solved, const avn_items *source)
{
    bool at_top = false, carry_gap = false;
    for (size_t i = 0; i < source->count; i++) {
        const avn_item *item = &source->items[i];
        at_top = at_top || item->page_above;
        bool repeat = at_top && is_repeat(l, solved, item);
        avn_item *slot =
            repeat ? AVN_PUSH(l->e->arena, solved->repeats) : AVN_PUSH(l->e->arena, solved->items);
        if (!slot)
            return;
        *slot = *item;
        if (repeat) {
            carry_gap = true;
            continue;
        }
        /* What follows a repeated heading stands at the page's top. */
        slot->page_above = slot->page_above || carry_gap;
        slot->gap_above = slot->gap_above || carry_gap;
        at_top = carry_gap = false;
    }
}

/* The items of FRAME, without the headings that repeat open ones: those stand at a page's top, and
 * most frames are no place of any. */
static void take_items(learning *l, avn_solved *solved, const avn_frame *frame)
{
    solved->items.count = solved->repeats.count = solved->before = 0;
    if (!begins_page(&frame->before) && !begins_page(&frame->inside) && stand_together(frame)) {
        solved->items = frame->before;
        solved->items.count += frame->inside.count;
        solved->before = frame->before.count;
        return;
    }
    if (!solved->items.items &&
        !AVN_RESERVE(l->e->arena, solved->items, frame->before.count + frame->inside.count))
        return;
    keep_new(l, solved, &frame->before);
    solved->before = solved->items.count;
    keep_new(l, solved, &frame->inside);
}

static void apply_headings(const avn_solved *solved, const avn_item **open)
{
    const avn_division *division = &solved->division;
    for (size_t i = 0; i < division->headings; i++) {
        const avn_item *item = &solved->items.items[division->text + i];
        open[item->block] = item;
    }
}

bool avn_solved_leads(const avn_solved *solved, bool other, avn_lead_choice *choice)
{
    const avn_division *division = &solved->division;
    size_t start = other ? division->other_start : division->text + division->headings;
    const avn_lead_reading *reading = other ? &division->other : &division->leads;
    choice->name_count = choice->unit_count = 0;
    return start < solved->items.count && !isinf(division->cost) && !isinf(reading->cost) &&
           avn_leads_spell(&solved->items.items[start], solved->items.count - start, reading,
                           choice);
}

static void split(learning *l, size_t index, double margin, avn_division *division)
{
    avn_solved *solved = &l->solutions->items[index];
    if (avn_gap_open(&l->gap, l->e, solved->items.items, solved->items.count, solved->before,
                     &l->units[l->trying ? index : 0]))
        avn_split_gap(&l->gap, &l->e->frames->frames.items[index], l->open, margin, division);
}

/* What reads well, and any other way much worse, does so under slightly other widths too. */
static bool is_settled(const avn_solved *solved)
{
    return solved->division.margin >= SETTLED_MARGIN && solved->division.leads.pieces > 0 &&
           solved->division.leads.cost <= SURE_MARGIN;
}

static void solve_frame(learning *l, size_t index)
{
    const avn_frame *frame = &l->e->frames->frames.items[index];
    avn_solved *solved = &l->solutions->items[index];
    if (solved->settled) {
        apply_headings(solved, l->open);
        return;
    }
    take_items(l, solved, frame);
    l->units[l->trying ? index : 0].filled = false;
    split(l, index, SETTLED_MARGIN, &solved->division);
    apply_headings(solved, l->open);
    solved->settled = l->e->name_width > 0 && is_settled(solved);
}

static void forget_headings(learning *l)
{
    memcpy(l->open, l->before, l->e->grammar->blocks.count * sizeof *l->open);
}

static void solve_first(learning *l, size_t count)
{
    forget_headings(l);
    for (size_t i = 0; i < count; i++)
        solve_frame(l, i);
}

/* ---- widths -------------------------------------------------------------------- */

/* Moves *INDEX, SIZE_MAX at first, on to the next frame of the sample; false behind the last. */
static bool next_of_sample(const learning *l, size_t *index)
{
    size_t count = l->solutions->count, step = count > SAMPLE ? count / SAMPLE : 1;
    do
        *index = *index == SIZE_MAX ? 0 : *index + step;
    while (*index < count && l->e->frames->frames.items[*index].open.rule == AVN_FREE);
    return *index < count;
}

static double least_cost(const learning *l, size_t index)
{
    const avn_solved *solved = &l->solutions->items[index];
    return avn_least_division(l->e, solved->items.items, solved->before);
}

/* What the sample costs under the present width; or INFINITY, as soon as that is more than MOST
 * for sure. */
static double trial_cost(learning *l, double most)
{
    double cost = 0, rest = 0;
    for (size_t i = SIZE_MAX; next_of_sample(l, &i);)
        rest += least_cost(l, i);
    for (size_t i = SIZE_MAX; next_of_sample(l, &i);) {
        avn_division division = { .cost = 0 };
        split(l, i, 0, &division);
        if (!isinf(division.cost))
            cost += division.cost;
        rest -= least_cost(l, i);
        if (cost + rest > most + AVN_ROUNDING)
            return INFINITY;
    }
    return cost;
}

/* The width under which the file surprises least; of equals, the smallest. A few far apart are
 * tried first: as soon as one costs more than the best it is given up. */
static void try_widths(learning *l)
{
    avn_evidence *e = l->e;
    double least = e->name->least_width * (double)AVERAGE_LETTER * 0.9,
           most = e->name->most_width * (double)AVERAGE_LETTER * 1.1,
           usual = DEFAULT_NAME * (double)AVERAGE_LETTER, best = INFINITY, chosen = usual;
    AVN_VEC(double) widths = { 0 };
    for (double width = least; width <= most; width *= STEP) {
        double *slot = AVN_PUSH(e->arena, widths);
        if (slot)
            *slot = width;
    }
    for (size_t apart = FIRST_APART, first = 0; apart > 0; first = apart /= 2)
        for (size_t i = first; i < widths.count; i += first ? 2 * apart : apart) {
            e->name_width = widths.items[i];
            double prior = PRIOR * fabs(log(e->name_width / usual));
            double cost = trial_cost(l, best - prior) + prior;
            if (cost < best || (cost <= best && e->name_width < chosen)) {
                best = cost;
                chosen = e->name_width;
            }
        }
    e->name_width = chosen;
}

static bool is_sure(const avn_solved *solved, avn_lead_choice *choice)
{
    return solved->division.margin >= SURE_MARGIN && solved->division.leads.cost <= SURE_MARGIN &&
           avn_solved_leads(solved, false, choice);
}

/* The widest lines of sure records are the columns' widths. Answers how many records are sure. */
static size_t measure(learning *l)
{
    double name = 0, unit = 0;
    size_t sure = 0;
    avn_lead_choice choice;
    for (size_t i = 0; i < l->solutions->count; i++) {
        const avn_solved *solved = &l->solutions->items[i];
        if (!is_sure(solved, &choice))
            continue;
        sure++;
        for (size_t k = 0; k < choice.name_count; k++) {
            double width = avn_name_width(&choice, k);
            name = width > name ? width : name;
        }
        for (size_t k = 0; k < choice.unit_count && solved->division.leads.unit_known; k++) {
            double width = avn_text_width(choice.unit[k]);
            unit = width > unit ? width : unit;
        }
    }
    if (name > 0)
        l->e->name_width = name;
    if (unit > 0)
        l->e->unit_width = unit;
    return sure;
}

/* True when UNIT is the beginning of a longer known one: then it was cut. */
static bool is_cut(const avn_evidence *e, avn_str unit)
{
    char buffer[AVN_LONGEST_UNIT];
    avn_str folded = avn_fold(unit, buffer, sizeof buffer);
    for (size_t i = 0; i < e->carry->units.capacity; i++) {
        avn_str known = e->carry->units.slots[i].key;
        if (known.ptr && known.len > folded.len && avn_str_starts(known, folded) &&
            known.ptr[folded.len] != ' ')
            return true;
    }
    return false;
}

/* Units that stand uncut in several sure records are known from then on; true when one is new. */
static bool learn_units(learning *l)
{
    enum { ENOUGH = 2 };
    bool learned = false;
    avn_table seen = { .arena = l->e->arena };
    avn_lead_choice choice;
    for (size_t i = 0; i < l->solutions->count; i++) {
        const avn_solved *solved = &l->solutions->items[i];
        if (solved->division.margin < SURE_MARGIN || solved->division.leads.unit_known ||
            solved->division.leads.form != AVN_WHOLE || !avn_solved_leads(solved, false, &choice) ||
            choice.unit_count != 1)
            continue;
        char buffer[AVN_LONGEST_UNIT];
        avn_str unit = avn_unit_join(&choice, solved->division.leads.cut, buffer);
        if (is_cut(l->e, unit))
            continue;
        avn_tally *tally = avn_table_at(&seen, unit);
        if (tally && ++tally->count == ENOUGH) {
            avn_unit_learn(l->e, tally->key);
            learned = true;
        }
    }
    return learned;
}

static void find_page_width(learning *l)
{
    double widest = 0;
    for (size_t i = 0; i < l->solutions->count; i++) {
        const avn_items *items = &l->e->frames->frames.items[i].before;
        for (size_t k = 0; k < items->count; k++)
            widest = items->items[k].width > widest ? items->items[k].width : widest;
    }
    l->e->page_width = widest;
}

/* ---- from one portion of a text to the next ----------------------------------------- */

/* An item that stands for a heading of a portion before. */
static const avn_item *carried_heading(avn_evidence *e, size_t block, const avn_open_heading *from)
{
    avn_lexed *lexed = e->frames->lexed;
    avn_item *item = AVN_NEW(e->arena, avn_item);
    if (!item)
        return NULL;
    item->block = (int)block;
    item->token.rule = from->rule;
    item->token.capture = (uint32_t)lexed->captures.count;
    for (size_t i = 0; i < e->grammar->lines.items[from->rule].capture_count; i++) {
        avn_str *slot = AVN_PUSH(lexed->arena, lexed->captures);
        if (slot)
            *slot = from->captures[i];
    }
    return item;
}

static void take_carried(learning *l)
{
    const avn_carry *carry = l->e->carry;
    l->e->name_width = carry->name_width;
    l->e->unit_width = carry->unit_width;
    for (size_t i = 0; carry->open && i < l->e->grammar->blocks.count; i++)
        if (carry->open[i].rule != AVN_FREE)
            l->before[i] = carried_heading(l->e, i, &carry->open[i]);
}

static void keep_heading(const avn_evidence *e, const avn_item *item, avn_arena *arena,
                         avn_open_heading *to)
{
    const avn_lexed *lexed = e->frames->lexed;
    size_t count = e->grammar->lines.items[item->token.rule].capture_count;
    to->rule = item->token.rule;
    to->captures = AVN_NEW_ARRAY(arena, avn_str, count + 1);
    for (size_t i = 0; to->captures && i < count; i++)
        to->captures[i] = avn_arena_str(arena, lexed->captures.items[item->token.capture + i]);
}

void avn_learned_keep(const avn_evidence *e, const avn_solutions *solutions, size_t count)
{
    avn_carry *carry = e->carry;
    size_t blocks = e->grammar->blocks.count;
    const avn_item **open = AVN_NEW_ARRAY(e->arena, const avn_item *, blocks);
    bool first = !carry->open;
    if (first)
        carry->open = AVN_NEW_ARRAY(carry->arena, avn_open_heading, blocks);
    if (!open || !carry->open)
        return;
    for (size_t i = 0; first && i < blocks; i++)
        carry->open[i].rule = AVN_FREE;
    for (size_t i = 0; i < count; i++)
        apply_headings(&solutions->items[i], open);
    for (size_t i = 0; i < blocks; i++)
        if (open[i])
            keep_heading(e, open[i], carry->arena, &carry->open[i]);
    carry->name_width = e->name_width;
    carry->unit_width = e->unit_width;
}

/* ---- all together --------------------------------------------------------------------- */

/* A first guess of the widths: where blank lines set the cells apart, they can be read off; else
 * the file is tried with each. */
static void find_widths(learning *l)
{
    avn_evidence *e = l->e;
    size_t count = l->solutions->count;
    bool readable = e->frames->blanks_mean && !e->frames->beside;
    size_t look = readable && count > FIRST_LOOK ? FIRST_LOOK : count;
    solve_first(l, look);
    if (readable && measure(l) * 2 >= look)
        return;
    if (look < count)
        solve_first(l, count);
    e->name_width = e->unit_width = 0;
    forget_headings(l);
    try_widths(l);
}

/* Divides all gaps and learns from that; false when it told nothing new, so that dividing them
 * again would come to the same. */
static bool learn_more(learning *l)
{
    double name = l->e->name_width, unit = l->e->unit_width;
    solve_first(l, l->solutions->count);
    measure(l);
    bool learned = learn_units(l);
    return learned || name < l->e->name_width || name > l->e->name_width ||
           unit < l->e->unit_width || unit > l->e->unit_width;
}

bool avn_learn(avn_evidence *e, avn_solutions *solutions)
{
    learning l = { .e = e, .solutions = solutions };
    solutions->count = e->frames->frames.count;
    solutions->items = AVN_NEW_ARRAY(e->arena, avn_solved, solutions->count + 1);
    l.before = AVN_NEW_ARRAY(e->arena, const avn_item *, e->grammar->blocks.count + 1);
    l.open = AVN_NEW_ARRAY(e->arena, const avn_item *, e->grammar->blocks.count + 1);
    l.trying = e->carry->name_width <= 0;
    l.units = AVN_NEW_ARRAY(e->arena, avn_unit_cache, l.trying ? solutions->count : 1);
    if (!solutions->items || !l.before || !l.open || !l.units)
        return false;
    find_page_width(&l);
    take_carried(&l);
    if (l.trying)
        find_widths(&l);
    bool more = true;
    for (int round = 0; more && round < ROUNDS; round++)
        more = learn_more(&l);
    if (more)
        solve_first(&l, solutions->count);
    return !e->arena->failed && !e->carry->arena->failed;
}

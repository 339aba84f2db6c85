/* Numbered headings: which lines go on with a numbering, and at which depth.
 *
 * Each open block counts its numbered children. A number fits a block where it is the next one.
 * Where it fits several blocks, or could be the next item of a list as well, the reading is taken
 * under which more of the numbered lines that follow fit too. */
#include "base/roman.h"
#include "tree/outline.h"

enum { LOOK_AHEAD = 64, MOST_DEPTH = 8, MOST_STATES = 24, MOST_OPTIONS = 16, LONGEST_GAP = 2 };
enum { LONGEST_NUMERAL = 8, MOST_NUMERAL = 399 };

/* ---- numbers ---------------------------------------------------------------------------- */

/* A Roman numeral of a heading; 0 for what is none. A long or a great one is a word. */
static unsigned numeral_of(avn_str text)
{
    unsigned value = text.len <= LONGEST_NUMERAL ? avn_roman_value(text) : 0;
    return value <= MOST_NUMERAL ? value : 0;
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Takes the number that TEXT ends in off its end; 0 when it ends in none. */
static unsigned last_number(avn_str *text)
{
    size_t start = text->len;
    while (start > 0 && text->ptr[start - 1] >= '0' && text->ptr[start - 1] <= '9')
        start--;
    unsigned number = 0;
    for (size_t i = start; i < text->len && text->len - start < 5; i++)
        number = number * 10 + (unsigned)(text->ptr[i] - '0');
    *text = avn_str_head(*text, start);
    return number;
}

/* Of 5.2 it is 2 inside 5; else a Roman numeral, else a letter. */
static avn_ordinal ordinal_of(avn_str text)
{
    avn_str rest = text;
    avn_ordinal made = { .number = last_number(&rest) };
    if (made.number > 0) {
        rest = avn_str_ends(rest, AVN_STR(".")) ? avn_str_head(rest, rest.len - 1) : rest;
        made.parent = last_number(&rest);
        return made;
    }
    made.number = numeral_of(text);
    made.roman = made.number > 0;
    if (text.len == 1 && is_alphanumeric(text.ptr[0]))
        made.letter = (unsigned)((text.ptr[0] | 32) - 'a' + 1);
    return made;
}

/* True when ORDINAL of a line of RULE is number WANTED inside the block with number PARENT. */
static bool is_number(const avn_numbering *numbering, const avn_ordinal *ordinal, int rule,
                      unsigned wanted, unsigned parent)
{
    if (ordinal->parent > 0 && ordinal->parent != parent)
        return false;
    uint64_t bit = (uint64_t)1 << rule;
    bool letters = (numbering->letters & bit) != 0, numerals = (numbering->numerals & bit) != 0;
    bool only_letters = letters && !numerals, only_numerals = numerals && !letters;
    if (ordinal->number == wanted && !(ordinal->roman && only_letters))
        return true;
    return ordinal->letter == wanted && ordinal->letter > 0 && !only_numerals;
}

/* ---- the numbered lines of the text --------------------------------------------------------- */

static avn_ordinal heading_ordinal(avn_outline *o, const avn_token *token)
{
    const avn_line_rule *rule = &o->a->grammar->lines.items[token->rule];
    avn_str text = rule->capture_count && !o->a->lexed->arena->failed
                       ? o->a->lexed->captures.items[token->capture]
                       : (avn_str){ NULL, 0 };
    return text.ptr ? ordinal_of(text) : (avn_ordinal){ 0 };
}

/* What a rule counts in is learned from all of its lines: C alone may be either. */
static void learn_style(avn_numbering *numbering, int rule, const avn_ordinal *ordinal)
{
    uint64_t bit = (uint64_t)1 << rule;
    if (ordinal->letter > 0 && !ordinal->roman)
        numbering->letters |= bit;
    if (ordinal->roman && ordinal->letter == 0)
        numbering->numerals |= bit;
}

/* The number in an item's mark; letters do not compete with headings. */
static avn_ordinal item_ordinal(avn_str mark)
{
    size_t start = 0, end = 0;
    while (start < mark.len && !is_alphanumeric(mark.ptr[start]))
        start++;
    for (end = start; end < mark.len && is_alphanumeric(mark.ptr[end]);)
        end++;
    return ordinal_of((avn_str){ mark.ptr + start, end - start });
}

static void collect_line(avn_outline *o, size_t index)
{
    avn_assembly *a = o->a;
    const avn_piece *piece = &o->pieces.items[index];
    avn_numbered line = { .piece = index };
    avn_token token;
    size_t next;
    for (size_t i = 0; i < a->grammar->lines.count; i++) {
        if (!(o->numbering.rules >> i & 1) || !avn_outline_match(o, index, (int)i, &token, &next))
            continue;
        line.heading = heading_ordinal(o, &token);
        line.rules |= (uint64_t)1 << i;
        learn_style(&o->numbering, (int)i, &line.heading);
    }
    size_t mark = avn_item_mark(a->grammar, a->lexed->matcher, piece->text);
    line.item = item_ordinal(avn_str_head(piece->text, mark));
    if (!line.rules && line.item.number == 0)
        return;
    avn_numbered *slot = AVN_PUSH(a->arena, o->numbering.lines);
    if (slot)
        *slot = line;
}

static void collect(avn_outline *o)
{
    avn_numbering *numbering = &o->numbering;
    if (numbering->ready)
        return;
    numbering->ready = true;
    for (size_t i = 0; i < o->a->grammar->lines.count; i++)
        if (o->a->grammar->lines.items[i].numbered)
            numbering->rules |= (uint64_t)1 << i;
    for (size_t i = 0; i < o->pieces.count && numbering->rules; i++)
        collect_line(o, i);
}

/* Place of the first collected line at or after piece INDEX. */
static size_t find_line(const avn_numbering *numbering, size_t index)
{
    size_t low = 0, high = numbering->lines.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (numbering->lines.items[middle].piece < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- looking ahead ----------------------------------------------------------------------------
 */

typedef struct counters {
    unsigned depth;
    struct {
        const avn_block_rule *block;
        unsigned last;
    } at[MOST_DEPTH];
    unsigned list;
    unsigned fits;
    unsigned sum; /* of all but `fits`: counters that differ nearly always differ in it */
} counters;

typedef struct counters_set {
    counters items[MOST_STATES];
    size_t count;
} counters_set;

static void add_up(counters *c)
{
    enum { SPREAD = 31 };
    c->sum = c->depth + c->list * SPREAD;
    for (unsigned i = 0; i < c->depth; i++)
        c->sum = c->sum * SPREAD + c->at[i].last;
}

static bool same_counters(const counters *a, const counters *b)
{
    if (a->sum != b->sum || a->depth != b->depth || a->list != b->list)
        return false;
    for (unsigned i = 0; i < a->depth; i++)
        if (a->at[i].block != b->at[i].block || a->at[i].last != b->at[i].last)
            return false;
    return true;
}

/* Of states with the same counters the best is enough; a full set drops the worst. */
static void keep(counters_set *set, const counters *state)
{
    size_t place = set->count, worst = 0;
    for (size_t i = 0; i < set->count; i++) {
        if (same_counters(&set->items[i], state))
            place = i;
        if (set->items[i].fits < set->items[worst].fits)
            worst = i;
    }
    if (place == set->count && set->count < MOST_STATES)
        set->count++;
    else if (place == set->count)
        place = worst;
    else if (set->items[place].fits >= state->fits)
        return;
    set->items[place] = *state;
}

static bool permits(const avn_outline *o, const avn_block_rule *home, const avn_block_rule *block)
{
    const avn_block_rule *blocks = o->a->grammar->blocks.items;
    if (block->parent_count == 0)
        return home == &blocks[0];
    for (size_t i = 0; i < block->parent_count; i++)
        if (&blocks[block->parents[i]] == home)
            return true;
    return false;
}

/* STATE after BLOCK opened as child NUMBER at DEPTH. */
static counters after_heading(const counters *state, unsigned depth, const avn_block_rule *block,
                              unsigned number)
{
    counters made = *state;
    made.at[depth].last = number;
    made.depth = depth + 1;
    made.list = 0;
    if (made.depth < MOST_DEPTH) {
        made.at[made.depth].block = block;
        made.at[made.depth++].last = 0;
    }
    add_up(&made);
    return made;
}

static void step_heading(const avn_outline *o, const counters *state, const avn_numbered *line,
                         int rule, counters_set *next)
{
    const avn_grammar *grammar = o->a->grammar;
    for (size_t b = 1; b < grammar->blocks.count; b++) {
        const avn_block_rule *block = &grammar->blocks.items[b];
        if (!avn_outline_opens(block, rule))
            continue;
        for (unsigned depth = 0; depth < state->depth; depth++) {
            unsigned wanted = state->at[depth].last + 1;
            unsigned parent = depth > 0 ? state->at[depth - 1].last : 0;
            if (!permits(o, state->at[depth].block, block) ||
                !is_number(&o->numbering, &line->heading, rule, wanted, parent))
                continue;
            counters made = after_heading(state, depth, block, wanted);
            made.fits++;
            keep(next, &made);
        }
    }
}

/* All that LINE can be when STATE stands. */
static void step(const avn_outline *o, const counters *state, const avn_numbered *line,
                 counters_set *next)
{
    keep(next, state);
    for (int rule = 0; line->rules >> rule; rule++) {
        if (line->rules >> rule & 1)
            step_heading(o, state, line, rule, next);
        if (rule == AVN_MAX_LINE_RULES - 1)
            break;
    }
    unsigned item = line->item.number;
    if (item > 0 && (item == state->list + 1 || item == 1)) {
        counters made = *state;
        made.list = item;
        made.fits++;
        add_up(&made);
        keep(next, &made);
    }
}

/* How many of the numbered lines from FIRST on fit when STATE stands. */
static unsigned look_ahead(const avn_outline *o, const counters *state, size_t first)
{
    counters_set sets[2];
    unsigned now = 0, best = 0;
    sets[0].count = 1;
    sets[0].items[0] = *state;
    size_t end = first + LOOK_AHEAD;
    for (size_t i = first; i < end && i < o->numbering.lines.count; i++) {
        counters_set *next = &sets[!now];
        next->count = 0;
        for (size_t s = 0; s < sets[now].count; s++)
            step(o, &sets[now].items[s], &o->numbering.lines.items[i], next);
        now = !now;
    }
    for (size_t s = 0; s < sets[now].count; s++)
        best = sets[now].items[s].fits > best ? sets[now].items[s].fits : best;
    return best;
}

/* ---- choosing
 * ------------------------------------------------------------------------------------ */

typedef struct options {
    avn_heading items[MOST_OPTIONS];
    unsigned depths[MOST_OPTIONS]; /* in the counters */
    size_t count;
} options;

static counters counters_now(const avn_outline *o, const avn_open **opens)
{
    counters made = { .list = o->numbering.list };
    for (size_t i = 0; i < o->stack.count && made.depth < MOST_DEPTH; i++) {
        const avn_open *open = o->stack.items[i];
        if (open->rule->stays)
            continue;
        opens[made.depth] = open;
        made.at[made.depth].block = open->rule;
        made.at[made.depth++].last = open->last_number;
    }
    add_up(&made);
    return made;
}

static void add_options(const avn_outline *o, const avn_numbered *line, int rule, bool gap,
                        options *found)
{
    const avn_open *opens[MOST_DEPTH];
    counters now = counters_now(o, opens);
    const avn_grammar *grammar = o->a->grammar;
    for (unsigned depth = 0; depth < now.depth; depth++) {
        for (size_t b = 1; b < grammar->blocks.count; b++) {
            const avn_block_rule *block = &grammar->blocks.items[b];
            if (!avn_outline_opens(block, rule) || !avn_outline_permits(opens[depth], block))
                continue;
            unsigned first = now.at[depth].last + 1 + gap,
                     last = first + (gap ? LONGEST_GAP - 1 : 0);
            unsigned parent = depth > 0 ? now.at[depth - 1].last : 0;
            for (unsigned wanted = first; wanted <= last && found->count < MOST_OPTIONS; wanted++) {
                if (!is_number(&o->numbering, &line->heading, rule, wanted, parent))
                    continue;
                avn_taker taker = { (avn_open *)opens[depth], NULL, block };
                found->depths[found->count] = depth;
                found->items[found->count++] = (avn_heading){ taker, rule, wanted };
            }
        }
    }
}

/* The best option, outer ones first; found->count when the line is rather an item. */
static size_t best_option(const avn_outline *o, const avn_numbered *line, size_t after, bool gap,
                          const options *found)
{
    const avn_open *opens[MOST_DEPTH];
    counters now = counters_now(o, opens);
    size_t best = 0;
    unsigned most = 0;
    for (size_t i = 0; i < found->count; i++) {
        counters made = after_heading(&now, found->depths[i], found->items[i].taker.block,
                                      found->items[i].number);
        unsigned fits = look_ahead(o, &made, after) + !gap;
        bool outer = fits == most && found->depths[i] < found->depths[best];
        if (i == 0 || fits > most || outer) {
            best = i;
            most = fits;
        }
    }
    unsigned item = line->item.number;
    if (item == 0)
        return best;
    bool goes_on = item == now.list + 1 || item == 1;
    now.list = item;
    add_up(&now);
    return look_ahead(o, &now, after) + goes_on > most ? found->count : best;
}

bool avn_outline_number(avn_outline *o, size_t index, bool gap, avn_heading *heading)
{
    collect(o);
    size_t at = find_line(&o->numbering, index);
    if (at >= o->numbering.lines.count || o->numbering.lines.items[at].piece != index)
        return false;
    const avn_numbered *line = &o->numbering.lines.items[at];
    options found = { .count = 0 };
    for (int rule = 0; rule < AVN_MAX_LINE_RULES; rule++)
        if (line->rules >> rule & 1)
            add_options(o, line, rule, gap, &found);
    if (found.count == 0)
        return false;
    bool sure = found.count == 1 && line->item.number == 0 && !gap;
    size_t best = sure ? 0 : best_option(o, line, at + 1, gap, &found);
    if (best == found.count)
        return false;
    *heading = found.items[best];
    return true;
}

void avn_outline_count_item(avn_outline *o, avn_str mark)
{
    o->numbering.list = item_ordinal(mark).number;
}

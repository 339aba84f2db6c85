/* Where cells come in streams, the unit may stand anywhere among the lines of the leads: a known
 * one, whole or in pieces. Which lines can be pieces of one is the same wherever the leads begin
 * above them, so that is found once for the gap. */
#include "bind/scattered.h"

#include <math.h>

#include "bind/units.h"

enum {
    MOST_LINES = 16,
    MOST_PIECES = 3,
    MOST_WORDS = 3, /* at the end of a line; or all of it */
    MOST_APART = 4
};

static size_t first_line(const avn_gap *gap)
{
    return gap->count > MOST_LINES ? gap->count - MOST_LINES : 0;
}

/* The last lines, whole: that reading is weighed with those of whole lines. */
static bool is_whole_ending(const avn_lead_reading *reading, size_t count)
{
    for (size_t i = 0; i < reading->pieces; i++)
        if (reading->words[i] != 0 || reading->at[i] + (reading->pieces - i) != count)
            return false;
    return true;
}

/* Whether the pieces are a known unit, and whether one begins with them, however they join. */
static void ask(avn_evidence *e, const avn_lead_choice *choice, bool *known, bool *goes_on)
{
    char buffer[AVN_LONGEST_UNIT];
    *known = *goes_on = false;
    for (unsigned cut = 0; cut < 1u << (choice->unit_count - 1); cut++) {
        avn_str unit = avn_unit_join(choice, cut, buffer);
        *known = *known || avn_unit_is_known(e, unit);
        *goes_on = *goes_on || avn_unit_begins(e, unit);
    }
}

static void keep(const avn_gap *gap, const avn_lead_choice *choice, const avn_lead_reading *found)
{
    avn_lead_reading *reading = AVN_PUSH(gap->evidence->arena, gap->units->scattered);
    if (!reading)
        return;
    *reading = *found;
    reading->cost = avn_unit_cost(gap->evidence, choice, reading, INFINITY);
}

/* Goes on with the pieces of READING, which CHOICE spells out. */
static void add_piece(const avn_gap *gap, avn_lead_reading reading, avn_lead_choice *choice)
{
    size_t piece = reading.pieces++, count = gap->count - first_line(gap);
    size_t from = piece ? reading.at[piece - 1] + 1u : 0;
    size_t until = piece && from + MOST_APART < count ? from + MOST_APART : count;
    for (size_t line = from; line < until; line++) {
        choice->unit_items[piece] = &gap->items[first_line(gap) + line];
        avn_str text = choice->unit_items[piece]->text, head;
        for (uint8_t words = 0; words <= MOST_WORDS; words++) {
            bool known, goes_on;
            choice->unit[piece] = text;
            if (words &&
                (!avn_split_words(text, words, &head, &choice->unit[piece]) || head.len == 0))
                continue;
            choice->unit_count = reading.pieces;
            reading.at[piece] = (uint8_t)line;
            reading.words[piece] = words;
            ask(gap->evidence, choice, &known, &goes_on);
            if (known && !is_whole_ending(&reading, count))
                keep(gap, choice, &reading);
            if (goes_on && reading.pieces < MOST_PIECES)
                add_piece(gap, reading, choice);
        }
    }
}

void avn_find_scattered(const avn_gap *gap)
{
    avn_lead_choice choice;
    choice.unit_count = 0;
    gap->units->scattered.count = 0;
    gap->units->scattered_width = gap->evidence->unit_width;
    add_piece(gap, (avn_lead_reading){ .form = AVN_SCATTERED }, &choice);
}

bool avn_scattered_from(const avn_gap *gap, size_t start, avn_lead_reading *reading)
{
    size_t first = first_line(gap);
    if (start < first || first + reading->at[0] < start)
        return false;
    for (size_t i = 0; i < reading->pieces; i++)
        reading->at[i] = (uint8_t)(first + reading->at[i] - start);
    return true;
}

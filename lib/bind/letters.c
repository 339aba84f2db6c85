/* Where cells come in streams, a cell of the first row may stand on a line of its own. The one
 * letter beside the unit may also end the line that was printed at its height; a unit that was cut
 * may leave the same letter. */
#include "bind/letters.h"

#include "bind/singles.h"

/* ITEM ends in LETTER as a word of its own behind others. */
static bool stands_behind(const avn_item *item, avn_str letter)
{
    avn_str text = item->text;
    return avn_str_ends(text, letter) && text.len > letter.len &&
           avn_is_blank(text.ptr[text.len - letter.len - 1]);
}

static avn_str without_letter(avn_str text, avn_str letter)
{
    return avn_str_trim(avn_str_head(text, text.len - letter.len));
}

/* True when the last word of HEAD and LETTER are one word that begins a known unit. */
static bool is_cut_unit(avn_evidence *e, avn_str head, avn_str letter)
{
    char joined[AVN_FOLDED];
    avn_str word = avn_str_last_word(head);
    if (word.len < 2 || word.len + letter.len > sizeof joined)
        return false;
    memcpy(joined, word.ptr, word.len);
    memcpy(joined + word.len, letter.ptr, letter.len);
    return avn_unit_begins(e, (avn_str){ joined, word.len + letter.len });
}

/* The item of ITEMS that holds LETTER, nearest to the label first; COUNT when none does. */
static size_t find_letter(avn_evidence *e, const avn_items *items, avn_str letter)
{
    size_t nearest = items->count;
    while (nearest > 0 && !avn_str_eq(items->items[nearest - 1].text, letter) &&
           !stands_behind(&items->items[nearest - 1], letter))
        nearest--;
    if (nearest-- == 0)
        return items->count;
    if (stands_behind(&items->items[nearest], letter))
        return nearest;
    /* A lone one may be the end of a unit whose beginning has the letter behind it. */
    for (size_t i = nearest; i-- > 0;)
        if (stands_behind(&items->items[i], letter) &&
            is_cut_unit(e, without_letter(items->items[i].text, letter), letter))
            return i;
    return nearest;
}

/* The whole item INDEX is a cell of the row that opens FRAME. */
static void take_item(avn_evidence *e, avn_frame *frame, size_t index)
{
    avn_items *items = &frame->before;
    avn_token *part = AVN_PUSH(e->arena, e->frames->parts);
    if (part) {
        *part = items->items[index].token;
        part->rule = frame->open.rule;
        part->capture = UINT32_MAX;
    }
    items->count--;
    memmove(&items->items[index], &items->items[index + 1],
            (items->count - index) * sizeof *items->items);
}

static void take_letter(avn_evidence *e, avn_frame *frame)
{
    avn_frames *frames = e->frames;
    avn_str *slot = avn_capture_slot(frames->lexed, &frame->open, e->grammar->streams.letter);
    if (!slot || frame->letter.len == 0)
        return;
    if (slot->ptr) {
        /* A letter that its figures contradict: they may be another record's. */
        frame->doubtful = frame->doubtful || !avn_str_eq(*slot, frame->letter);
        return;
    }
    *slot = frame->letter;
    size_t found = find_letter(e, &frame->before, frame->letter);
    if (found == frame->before.count) {
        frame->doubtful = true;
        return;
    }
    avn_item *item = &frame->before.items[found];
    if (item->text.len > frame->letter.len) {
        avn_token token = item->token;
        avn_item_read(frames, &token, without_letter(item->text, frame->letter), item);
    } else {
        take_item(e, frame, found);
    }
}

/* Takes the cell that stands apart from its label, nearest to the label first. */
static void take_apart(avn_evidence *e, avn_frame *frame)
{
    const avn_streams_rule *rule = &e->grammar->streams;
    avn_str *slot = avn_capture_slot(e->frames->lexed, &frame->open, rule->apart);
    if (!slot || slot->ptr)
        return;
    for (size_t i = frame->before.count; i-- > 0;)
        for (size_t k = 0; k < rule->apart_words.count; k++)
            if (avn_str_eq(frame->before.items[i].text, rule->apart_words.items[k])) {
                *slot = frame->before.items[i].text;
                take_item(e, frame, i);
                return;
            }
}

void avn_take_letters(avn_evidence *e)
{
    for (size_t i = 0; i < e->frames->frames.count; i++) {
        avn_frame *frame = &e->frames->frames.items[i];
        if (frame->open.rule == AVN_FREE) /* behind the last record */
            continue;
        take_apart(e, frame);
        take_letter(e, frame);
    }
}

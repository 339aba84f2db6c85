/* Printed words into typed values: what every type shares, and the types whose
 * values are words. Figures, ordinals and dates have files of their own. */
#include "tree/value_parts.h"

void avn_value_begin(avn_value *value, avn_str printed)
{
    value->present = value->percent = false;
    value->text = value->second = AVN_STR("");
    value->printed = avn_gap_trim(printed);
}

/* True when the lines of S, which has no gaps at its ends, can be left as they stand. */
static bool lines_are_trim(avn_str s)
{
    const char *end = s.ptr + s.len, *at = s.ptr;
    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        if (avn_is_blank(at[-1]) || avn_is_blank(at[1]))
            return false;
        at++;
    }
    return true;
}

/* The lines of S without outer blanks, joined by JOINER; a blank joins over empty lines. */
static avn_str joined(avn_arena *arena, avn_str s, char joiner)
{
    char *text = avn_arena_alloc(arena, s.len + 1);
    if (!text)
        return AVN_STR("");
    size_t length = 0;
    bool first = true;
    while (s.len > 0) {
        size_t end = avn_str_find(s, AVN_STR("\n"));
        avn_str line = avn_str_trim(avn_str_head(s, end));
        s = avn_str_from(s, end + 1);
        if (line.len == 0 && joiner == ' ')
            continue;
        if (!first)
            text[length++] = joiner;
        if (line.len > 0)
            memcpy(text + length, line.ptr, line.len);
        length += line.len;
        first = false;
    }
    return (avn_str){ text, length };
}

static void read_words(avn_arena *arena, avn_str s, char joiner, avn_value *value)
{
    bool as_printed = joiner == '\n' ? lines_are_trim(s) : !memchr(s.ptr, '\n', s.len);
    value->text = as_printed ? s : joined(arena, s, joiner);
}

/* Place of the word that S is, or words->count. */
static size_t word_index(const avn_words *words, avn_str s)
{
    avn_str wanted = avn_less_final_point(s);
    size_t i = 0;
    while (i < words->count && !avn_alike(wanted, avn_less_final_point(words->items[i])))
        i++;
    return i;
}

static bool read_choice(avn_arena *arena, const avn_words *words, avn_str s, avn_value *value)
{
    size_t index = words ? word_index(words, s) : 0;
    if (!words || index == words->count)
        return false;
    avn_str listed = words->items[index];
    value->text =
        avn_str_starts(s, listed) ? avn_str_head(s, listed.len) : avn_arena_str(arena, listed);
    return true;
}

static bool read_flag(const avn_words *words, avn_str s, avn_value *value)
{
    static const avn_str yes_no[] = { { "SI", 2 }, { "NO", 2 } };
    const avn_words usual = { yes_no, 2 };
    if (!words || words->count == 0)
        words = &usual;
    size_t index = word_index(words, s);
    if (index == words->count || index > 1)
        return false;
    value->text = index == 0 ? AVN_STR("true") : AVN_STR("false");
    return true;
}

/* Decimals that are all zeros say nothing; others make it no integer. */
static avn_reading read_integer(avn_arena *arena, avn_str printed, avn_value *value)
{
    avn_reading reading = avn_figure_read(arena, printed, value);
    size_t point = avn_str_find(value->text, AVN_STR("."));
    for (size_t i = point + 1; i < value->text.len; i++) {
        if (value->text.ptr[i] != '0') {
            avn_value_begin(value, printed);
            return AVN_UNREADABLE;
        }
    }
    value->text = avn_str_head(value->text, point);
    return reading;
}

/* The types that are neither figures nor free words. */
static bool read_special(avn_arena *arena, avn_type type, const avn_words *words, avn_str s,
                         avn_value *value)
{
    switch (type) {
    case AVN_DATE:
        return avn_date_read(arena, s, value);
    case AVN_PERIOD:
        return avn_period_read(arena, s, value);
    case AVN_ORDINAL:
        return avn_ordinal_read(arena, s, value);
    case AVN_FLAG:
        return read_flag(words, s, value);
    default:
        return read_choice(arena, words, s, value);
    }
}

avn_reading avn_value_read(avn_arena *arena, avn_type type, const avn_words *words, avn_str printed,
                           avn_value *value)
{
    if (type == AVN_INTEGER)
        return read_integer(arena, printed, value);
    if (type == AVN_DECIMAL || type == AVN_PERCENT)
        return avn_figure_read(arena, printed, value);
    if (type == AVN_MONEY)
        return avn_money_read(arena, printed, value);
    avn_value_begin(value, printed);
    avn_str s = value->printed;
    if (s.len == 0)
        return AVN_ABSENT;
    if (type == AVN_TEXT || type == AVN_KEY || type == AVN_PROSE)
        read_words(arena, s, type == AVN_PROSE ? '\n' : ' ', value);
    else if (!read_special(arena, type, words, s, value))
        return avn_says_nothing(s) ? AVN_ABSENT : AVN_UNREADABLE;
    value->present = true;
    return AVN_READ;
}

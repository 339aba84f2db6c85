/* Words compared as people read them, and ordinals. Relies on NFC: an accented
 * letter is one character. */
#include "tree/value_parts.h"

avn_str avn_gap_trim(avn_str s)
{
    while (s.len > 0 && avn_is_gap(s.ptr[0]))
        s = avn_str_from(s, 1);
    while (s.len > 0 && avn_is_gap(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

avn_str avn_less_final_point(avn_str s)
{
    return avn_str_ends(s, AVN_STR(".")) ? avn_gap_trim(avn_str_head(s, s.len - 1)) : s;
}

/* The letters U+00C0 to U+00DF and, alike, U+00E0 to U+00FF; a blank has no plain letter. */
static const char plain_letters[] = "aaaaaa ceeeeiiii nooooo ouuuuy  ";

/* Takes one character off *S, folded; a run of gaps is one blank. */
static unsigned next_folded(avn_str *s)
{
    unsigned char c = (unsigned char)s->ptr[0];
    *s = avn_str_from(*s, 1);
    if (avn_is_gap((char)c)) {
        while (s->len > 0 && avn_is_gap(s->ptr[0]))
            *s = avn_str_from(*s, 1);
        return ' ';
    }
    if (c >= 'A' && c <= 'Z')
        return c + ('a' - 'A');
    if (c == 0xC3 && s->len > 0) {
        unsigned char second = (unsigned char)s->ptr[0];
        char plain = plain_letters[second & 0x1F];
        if (plain != ' ') {
            *s = avn_str_from(*s, 1);
            return (unsigned char)plain;
        }
    }
    return c;
}

bool avn_alike(avn_str a, avn_str b)
{
    while (a.len > 0 && b.len > 0) {
        if (next_folded(&a) != next_folded(&b))
            return false;
    }
    return a.len == 0 && b.len == 0;
}

static bool is_dashes(avn_str s)
{
    while (s.len > 0) {
        if (s.ptr[0] == '-')
            s = avn_str_from(s, 1);
        else if (avn_str_starts(s, AVN_STR("–")) || avn_str_starts(s, AVN_STR("—")))
            s = avn_str_from(s, sizeof "–" - 1);
        else
            return false;
    }
    return true;
}

bool avn_says_nothing(avn_str s)
{
    return is_dashes(s) || avn_alike(s, AVN_STR("N/A")) || avn_alike(s, AVN_STR("N/D")) ||
           avn_alike(s, AVN_STR("ND"));
}

/* PRIMERO to DÉCIMO in either gender, and the short PRIMER and TERCER; 0 for other words. */
static unsigned ordinal_word(avn_str word)
{
    static const avn_str stems[] = {
        { "primer", 6 }, { "segund", 6 }, { "tercer", 6 }, { "cuart", 5 }, { "quint", 5 },
        { "sext", 4 },   { "septim", 6 }, { "octav", 5 },  { "noven", 5 }, { "decim", 5 },
    };
    avn_str ending = avn_str_from(word, word.len > 0 ? word.len - 1 : 0);
    bool gendered = avn_alike(ending, AVN_STR("o")) || avn_alike(ending, AVN_STR("a"));
    avn_str stem = avn_str_head(word, word.len - gendered);
    for (unsigned i = 0; i < sizeof stems / sizeof stems[0]; i++) {
        bool short_form = avn_str_ends(stems[i], AVN_STR("er"));
        if (avn_alike(stem, stems[i]) && (gendered || short_form))
            return i + 1;
    }
    return avn_alike(word, AVN_STR("setimo")) || avn_alike(word, AVN_STR("setima")) ? 7 : 0;
}

/* I to XXXIX as one writes them; 0 for anything else. */
static unsigned roman_number(avn_str s)
{
    static const avn_str ones[] = {
        { "", 0 },  { "i", 1 },  { "ii", 2 },  { "iii", 3 },  { "iv", 2 },
        { "v", 1 }, { "vi", 2 }, { "vii", 3 }, { "viii", 4 }, { "ix", 2 },
    };
    unsigned tens = 0;
    while (tens < 3 && avn_alike(avn_str_head(s, 1), AVN_STR("x"))) {
        tens++;
        s = avn_str_from(s, 1);
    }
    for (unsigned i = 0; i < sizeof ones / sizeof ones[0]; i++) {
        if (avn_alike(s, ones[i]))
            return tens * 10 + i;
    }
    return 0;
}

/* The digits of 2, 2do, 3.er, 4º; empty for anything else, and for a number without an ordinal. */
static avn_str ordinal_digits(avn_str s)
{
    enum { LONGEST = 3 };
    static const char *const suffixes[] = {
        "",   "er", "ero", "era", "ro", "ra", "do", "da", "to", "ta", "mo",
        "ma", "vo", "va",  "no",  "na", "o",  "a",  "º",  "ª",  "°",
    };
    size_t zeros = 0, end = 0;
    while (end < s.len && s.ptr[end] >= '0' && s.ptr[end] <= '9') {
        if (s.ptr[end] == '0' && zeros == end)
            zeros++;
        end++;
    }
    avn_str none = { s.ptr, 0 }, suffix = avn_str_from(s, end);
    if (end == zeros)
        return none;
    if (avn_str_starts(suffix, AVN_STR(".")))
        suffix = avn_str_from(suffix, 1);
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0] && end - zeros <= LONGEST; i++) {
        if (avn_alike(suffix, avn_str_of(suffixes[i])))
            return avn_str_from(avn_str_head(s, end), zeros);
    }
    return none;
}

bool avn_ordinal_read(avn_arena *arena, avn_str s, avn_value *value)
{
    s = avn_less_final_point(s);
    avn_str digits = ordinal_digits(s);
    if (digits.len > 0) {
        value->text = digits;
        return true;
    }
    unsigned number = ordinal_word(s);
    if (number == 0)
        number = roman_number(s);
    if (number == 0)
        return false;
    value->text = avn_arena_printf(arena, "%u", number);
    return true;
}

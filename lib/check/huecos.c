/* huecos FIELD: numbers, letters or Roman numerals under one heading go up by one. Starting again
 * at any lower number is no hole. */
#include "base/roman.h"
#include "check/joined.h"
#include "check/words.h"

/* What a mark can be read as; 0: not as that. `C` is the third letter and a hundred. */
typedef struct mark {
    unsigned number, letter, roman;
} mark;

static mark read_mark(avn_arena *arena, avn_str printed)
{
    avn_str text = avn_folded(arena, printed);
    mark m = { .roman = avn_roman_value(text) };
    avn_decimal number;
    if (text.len == 1 && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z')
        m.letter = (unsigned)(text.ptr[0] - 'A') + 1;
    if (text.len < 7 && avn_decimal_parse(text, &number) && number.scale == 0 && number.units > 0)
        m.number = (unsigned)number.units;
    return m;
}

/* The number after LAST when NOW leaves it out; 0 when it does not. */
static unsigned left_out(unsigned last, unsigned now)
{
    return last && now > last + 1 ? last + 1 : 0;
}

static const char *roman_text(avn_run *run, unsigned value)
{
    static const struct {
        unsigned value;
        const char *text;
    } parts[] = { { 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" }, { 10, "X" },
                  { 9, "IX" },  { 5, "V" },   { 4, "IV" }, { 1, "I" } };
    avn_str text = AVN_STR("");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        for (; value >= parts[i].value; value -= parts[i].value)
            text = avn_arena_printf(run->scratch, "%.*s%s", AVN_FMT(text), parts[i].text);
    return text.ptr;
}

/* What is missing between LAST and NOW, in the way they are written; NULL when nothing is. */
static const char *missing_between(avn_run *run, mark last, mark now)
{
    unsigned number = left_out(last.number, now.number);
    unsigned letter = left_out(last.letter, now.letter);
    unsigned roman = left_out(last.roman, now.roman);
    bool letters_go_on = last.letter && now.letter && !letter;
    bool romans_go_on = last.roman && now.roman && !roman;
    if (number)
        return avn_arena_printf(run->scratch, "%u", number).ptr;
    if (letters_go_on || romans_go_on)
        return NULL;
    if (roman)
        return roman_text(run, roman);
    return letter ? avn_arena_printf(run->scratch, "%c", (char)('A' + letter - 1)).ptr : NULL;
}

avn_verdict avn_check_huecos(avn_run *run)
{
    const avn_value *value = avn_run_value(run, avn_run_argument(run, 0)->name), *last;
    if (!value)
        return AVN_DOES_NOT_APPLY;
    if (!avn_last_under_heading(run, value, &last))
        return AVN_CANNOT_TELL;
    const char *missing = last ? missing_between(run, read_mark(run->scratch, last->text),
                                                 read_mark(run->scratch, value->text))
                               : NULL;
    if (!missing)
        return AVN_HOLDS;
    run->complaint.origin = value->origin;
    run->complaint.args[0] = avn_run_text(run, last->text);
    run->complaint.args[1] = run->complaint.found = avn_run_text(run, value->text);
    run->complaint.args[2] = run->complaint.expected = missing;
    return AVN_FAILS;
}

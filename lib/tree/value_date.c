/* Dates and periods, in figures or in Spanish words, into ISO 8601.
 *
 * A reader below takes what it understands off the front of *S; where it answers
 * false, *S is as it was. Days come before months, as reports print them. */
#include "tree/value_parts.h"

/* Zero parts are not printed. */
typedef struct day {
    unsigned year, month, day;
} day;

static const avn_str any_dash[] = { { "-", 1 }, { "–", sizeof "–" - 1 }, { "—", sizeof "—" - 1 } };

static bool take_mark(avn_str *s, avn_str mark)
{
    avn_str rest = avn_gap_trim(*s);
    if (!avn_str_starts(rest, mark))
        return false;
    *s = avn_str_from(rest, mark.len);
    return true;
}

/* A number of LEAST to MOST digits. */
static bool take_number(avn_str *s, size_t least, size_t most, unsigned *number)
{
    avn_str rest = avn_gap_trim(*s);
    size_t digits = 0;
    unsigned value = 0;
    while (digits < rest.len && rest.ptr[digits] >= '0' && rest.ptr[digits] <= '9') {
        if (digits == most)
            return false;
        value = value * 10 + (unsigned)(rest.ptr[digits++] - '0');
    }
    if (digits < least)
        return false;
    *number = value;
    *s = avn_str_from(rest, digits);
    return true;
}

static bool take_year(avn_str *s, unsigned *year)
{
    avn_str rest = *s;
    unsigned number;
    if (!take_number(&rest, 4, 4, &number) || number < 1000)
        return false;
    *year = number;
    *s = rest;
    return true;
}

/* The letters that S begins with; º and ° are none. */
static avn_str first_word(avn_str s)
{
    size_t end = 0;
    while (end < s.len) {
        unsigned char c = (unsigned char)s.ptr[end];
        bool ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!ascii_letter && c != 0xC3)
            break;
        end += c == 0xC3 && end + 1 < s.len ? 2 : 1;
    }
    return avn_str_head(s, end);
}

static bool take_word(avn_str *s, const char *wanted)
{
    avn_str rest = avn_gap_trim(*s);
    avn_str word = first_word(rest);
    if (!avn_alike(word, avn_str_of(wanted)))
        return false;
    *s = avn_str_from(rest, word.len);
    return true;
}

static unsigned month_number(avn_str word)
{
    static const char *const months[] = {
        "enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
        "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre",
    };
    for (unsigned i = 0; i < 12; i++) {
        avn_str name = avn_str_of(months[i]);
        if (avn_alike(word, name) || avn_alike(word, avn_str_head(name, 3)))
            return i + 1;
    }
    bool september = avn_alike(word, AVN_STR("setiembre")) || avn_alike(word, AVN_STR("sept"));
    return september ? 9 : 0;
}

static bool take_month(avn_str *s, unsigned *month)
{
    avn_str rest = avn_gap_trim(*s);
    avn_str word = first_word(rest);
    unsigned number = month_number(word);
    if (number == 0)
        return false;
    *month = number;
    *s = avn_str_from(rest, word.len);
    if (word.len <= 4)
        take_mark(s, AVN_STR("."));
    return true;
}

/* 1, 01, 1o, 1ero, 1er., 1º, 1°, primero */
static bool take_day_of_month(avn_str *s, unsigned *number)
{
    static const char *const endings[] = { "ero", "er", "ro", "o" };
    if (take_word(s, "primero")) {
        *number = 1;
        return true;
    }
    if (!take_number(s, 1, 2, number))
        return false;
    bool ordinal = take_mark(s, AVN_STR("º")) || take_mark(s, AVN_STR("°"));
    for (size_t i = 0; !ordinal && i < sizeof endings / sizeof endings[0]; i++)
        ordinal = take_word(s, endings[i]);
    if (ordinal)
        take_mark(s, AVN_STR("."));
    return true;
}

/* 03/11/2023, 03-11-2023, 2023-11-03, 2023/11/03 */
static bool take_numeric(avn_str *s, day *found)
{
    static const avn_str separators[] = { { "/", 1 }, { "-", 1 } };
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        avn_str rest = *s;
        unsigned first, month;
        bool year_first = take_year(&rest, &first);
        if (!year_first && !take_number(&rest, 1, 2, &first))
            return false;
        unsigned last;
        if (!take_mark(&rest, separators[i]) || !take_number(&rest, 1, 2, &month) ||
            !take_mark(&rest, separators[i]))
            continue;
        if (year_first ? !take_number(&rest, 1, 2, &last) : !take_year(&rest, &last))
            return false;
        *found = year_first ? (day){ first, month, last } : (day){ last, month, first };
        *s = rest;
        return true;
    }
    return false;
}

/* 28-oct-2020 and 28/oct/2020, after the day. */
static bool take_marked_month_and_year(avn_str *s, day *found)
{
    avn_str rest = *s;
    avn_str mark = take_mark(&rest, AVN_STR("/")) ? AVN_STR("/") : AVN_STR("-");
    rest = *s;
    if (!take_mark(&rest, mark) || !take_month(&rest, &found->month) || !take_mark(&rest, mark) ||
        !take_year(&rest, &found->year))
        return false;
    *s = rest;
    return true;
}

/* The year after a month: "de 2024", "del 2024", "del año 2024", ", 2024", "2024". */
static void take_year_after(avn_str *s, unsigned *year)
{
    avn_str rest = *s;
    if (!take_word(&rest, "de") && !take_word(&rest, "del"))
        take_mark(&rest, AVN_STR(","));
    take_word(&rest, "año");
    if (take_year(&rest, year))
        *s = rest;
}

/* A day, a month or both, with a year if one is printed: "1ero de enero de 2024", "1º de enero",
 * "enero 2024", "28-oct-2020", "15". */
static bool take_worded(avn_str *s, day *found)
{
    *found = (day){ 0, 0, 0 };
    bool has_day = take_day_of_month(s, &found->day);
    day marked = *found;
    if (has_day && take_marked_month_and_year(s, &marked)) {
        *found = marked;
        return true;
    }
    avn_str rest = *s;
    if (has_day)
        take_word(&rest, "de");
    if (!take_month(&rest, &found->month))
        return has_day;
    *s = rest;
    take_year_after(s, &found->year);
    return true;
}

static bool take_date(avn_str *s, day *found)
{
    return take_numeric(s, found) || take_worded(s, found);
}

static unsigned days_in_month(unsigned year, unsigned month)
{
    static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool is_calendar_day(day d)
{
    return d.year > 0 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= days_in_month(d.year, d.month);
}

static bool at_end(avn_str s)
{
    return avn_less_final_point(avn_gap_trim(s)).len == 0;
}

/* A date as ISO has it, while it is written. */
typedef struct iso_text {
    char bytes[sizeof "2024-04-11T10:44:05"];
    size_t length;
} iso_text;

/* NUMBER in so many DIGITS, and MARK before it unless that is NUL. */
static void put_number(iso_text *text, char mark, unsigned number, unsigned digits)
{
    if (mark)
        text->bytes[text->length++] = mark;
    for (unsigned i = digits; i > 0; i--, number /= 10)
        text->bytes[text->length + i - 1] = (char)('0' + number % 10);
    text->length += digits;
}

static iso_text iso(day d)
{
    iso_text text = { .length = 0 };
    put_number(&text, '\0', d.year, 4);
    put_number(&text, '-', d.month, 2);
    put_number(&text, '-', d.day, 2);
    return text;
}

static avn_str kept(avn_arena *arena, const iso_text *text)
{
    return avn_arena_str(arena, (avn_str){ text->bytes, text->length });
}

/* Takes 10:44 or 10:44:05 off *S and adds it to TEXT. */
static bool take_time(avn_str *s, iso_text *text)
{
    unsigned hour, minute, second;
    if (!take_number(s, 1, 2, &hour) || !take_mark(s, AVN_STR(":")) ||
        !take_number(s, 2, 2, &minute) || hour > 23 || minute > 59)
        return false;
    put_number(text, 'T', hour, 2);
    put_number(text, ':', minute, 2);
    if (!take_mark(s, AVN_STR(":")))
        return true;
    if (!take_number(s, 2, 2, &second) || second > 59)
        return false;
    put_number(text, ':', second, 2);
    return true;
}

bool avn_date_read(avn_arena *arena, avn_str s, avn_value *value)
{
    day found;
    if (!take_date(&s, &found) || !is_calendar_day(found))
        return false;
    iso_text text = iso(found);
    if (!at_end(s)) {
        take_word(&s, "t");
        if (!take_time(&s, &text) || !at_end(s))
            return false;
    }
    value->text = kept(arena, &text);
    return true;
}

static bool take_until(avn_str *s)
{
    for (size_t i = 0; i < sizeof any_dash / sizeof any_dash[0]; i++) {
        if (take_mark(s, any_dash[i]))
            return true;
    }
    return take_word(s, "al") || take_word(s, "a") || take_word(s, "hasta");
}

/* What the start leaves out stands in the end: "del 1 al 15 de enero de 2024". Months without
 * days run from their first to their last. */
static bool complete(day *start, day *end)
{
    if (end->month < 1 || end->month > 12)
        return false;
    if (start->year == 0)
        start->year = end->year;
    if (start->month == 0)
        start->month = end->month;
    if ((start->day == 0) != (end->day == 0))
        return false;
    if (end->day == 0) {
        start->day = 1;
        end->day = days_in_month(end->year, end->month);
    }
    return is_calendar_day(*start) && is_calendar_day(*end);
}

bool avn_period_read(avn_arena *arena, avn_str s, avn_value *value)
{
    day start, end;
    if (take_word(&s, "del") || take_word(&s, "de") || take_word(&s, "desde"))
        take_word(&s, "el");
    if (!take_date(&s, &start) || !take_until(&s))
        return false;
    take_word(&s, "el");
    if (!take_date(&s, &end) || !at_end(s) || !complete(&start, &end))
        return false;
    iso_text first = iso(start), last = iso(end);
    if (memcmp(first.bytes, last.bytes, first.length) > 0)
        return false;
    value->text = kept(arena, &first);
    value->second = kept(arena, &last);
    return true;
}

/* traslape FIELD: a span of months does not overlap the one before it, under the same heading, in
 * part. One that holds another whole, as a year holds its quarters, is none of that. */
#include "check/joined.h"
#include "check/words.h"

typedef struct span {
    int first, last; /* months, counted on over the years where a year is said */
} span;

/* 0 to 11; -1 for other words. Months are known by their first three letters. */
static int month_of(avn_str word)
{
    static const char *const months[][2] = {
        { "ENE", "ENERO" },   { "FEB", "FEBRERO" },   { "MAR", "MARZO" },
        { "ABR", "ABRIL" },   { "MAY", "MAYO" },      { "JUN", "JUNIO" },
        { "JUL", "JULIO" },   { "AGO", "AGOSTO" },    { "SEP", "SEPTIEMBRE" },
        { "OCT", "OCTUBRE" }, { "NOV", "NOVIEMBRE" }, { "DIC", "DICIEMBRE" },
    };
    for (int i = 0; i < 12; i++)
        if (word.len >= 3 && avn_str_starts(word, avn_str_of(months[i][0])) &&
            avn_str_starts(avn_str_of(months[i][1]), word))
            return i;
    return -1;
}

/* 2022 as months; 0 for other words. */
static int year_months(avn_str word)
{
    bool year = word.len == 4 &&
                (avn_str_starts(word, AVN_STR("19")) || avn_str_starts(word, AVN_STR("20")));
    avn_decimal number;
    return year && avn_decimal_parse(word, &number) ? (int)number.units * 12 : 0;
}

/* The first and the second month that TEXT names. False when it names no two. */
static bool read_words(avn_arena *arena, avn_str text, span *found)
{
    avn_text_words words = avn_words_of(arena, text);
    int months[2] = { 0, 0 }, years[2] = { 0, 0 };
    size_t count = 0;
    for (size_t i = 0; i < words.count; i++) {
        int month = month_of(words.items[i].text), year = year_months(words.items[i].text);
        if (month >= 0 && count < 2)
            months[count++] = month;
        else if (year && count > 0)
            years[count - 1] = year;
    }
    if (years[0] == 0)
        years[0] = years[1];
    *found = (span){ years[0] + months[0], years[1] + months[1] };
    return count == 2 && found->first <= found->last;
}

/* "2022-01-01" as months. */
static int date_months(avn_str date)
{
    avn_decimal year, month;
    bool good = date.len >= 7 && avn_decimal_parse(avn_str_head(date, 4), &year) &&
                avn_decimal_parse(avn_str_head(avn_str_from(date, 5), 2), &month);
    return good ? (int)(year.units * 12 + month.units) - 1 : 0;
}

static bool read_span(avn_arena *arena, const avn_value *value, span *found)
{
    if (value->second.len == 0)
        return read_words(arena, value->text, found);
    *found = (span){ date_months(value->text), date_months(value->second) };
    return true;
}

static bool overlap_in_part(span a, span b)
{
    span early = a.first <= b.first ? a : b, late = a.first <= b.first ? b : a;
    return early.first < late.first && late.first <= early.last && early.last < late.last;
}

avn_verdict avn_check_traslape(avn_run *run)
{
    const avn_value *value = avn_run_value(run, avn_run_argument(run, 0)->name), *last;
    span here, there;
    if (!value || !read_span(run->scratch, value, &here))
        return AVN_DOES_NOT_APPLY;
    if (!avn_last_under_heading(run, value, &last))
        return AVN_CANNOT_TELL;
    if (!last || !read_span(run->scratch, last, &there) || !overlap_in_part(there, here))
        return AVN_HOLDS;
    run->complaint.origin = value->origin;
    run->complaint.args[0] = run->complaint.found = avn_run_text(run, value->printed);
    run->complaint.args[1] = avn_run_text(run, last->printed);
    run->complaint.args[2] = avn_run_number(run, (avn_decimal){ (int64_t)last->origin.line, 0 });
    return AVN_FAILS;
}

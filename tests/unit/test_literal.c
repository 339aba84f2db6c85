/* What a pattern cannot do without, and lines that hold it or do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/literal.h"

static void expect(const char *pattern, const char *literal)
{
    avn_literal got = avn_literal_of(avn_str_of(pattern));
    char text[AVN_LITERAL_SIZE + 1] = { 0 };
    memcpy(text, got.text, got.length);
    assert_string_equal(text, literal);
}

static void the_longest_run_of_plain_characters_is_kept(void **state)
{
    (void)state;
    expect("(?<clave>\\d+) DE LA META", " DE LA META");
    expect("abc+d", "abc");
    expect("a{2}bcd", "bcd");
    expect("(?<n>[ab])x\\.def", "x.def");
    expect("[]x]abc]y", "abc]y");
    expect("[[:alpha:]]pq", "pq");
    expect("\\p{Lu}bcd\\pLe", "bcd");
    expect("más de trece bytes", "más de trece");
}

static void what_may_be_missing_does_not_count(void **state)
{
    (void)state;
    expect("ab?cde*", "cd");
    expect("a{0,2}bc", "bc");
    expect("x{,3}bc", "bc");
    expect("UÑ?A", "U");
    expect("(?:largo)?ab", "ab");
    expect("(?:largo){0}ab", "ab");
    expect("(?:uno|dos)ab", "ab");
    expect("(?:ab(?:largo|otro))", "ab");
    expect("ab(?=largo)", "ab");
    expect("ab(?!largo)(?<!largo)(?<=largo)", "ab");
    expect("uno|dos", "");
    expect(" ", "");
}

static void what_is_not_understood_leaves_none(void **state)
{
    (void)state;
    static const char *const patterns[] = { "(*UTF)abc",   "\\Qabc\\E", "(?x)ab c",
                                            "abc\\x41",    "(abc)\\1",  "(?R)abc",
                                            "(?#abc)",     "(?(1)abc)", "abc\\N{U+41}",
                                            "\\o{101}abc", "(?^)abc",   "[\\Qa]\\E]b",
                                            "[\\c]]y",     "(?<*a)bcd" };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        expect(patterns[i], "");
}

static bool stands(const char *pattern, const char *line)
{
    avn_literal literal = avn_literal_of(avn_str_of(pattern));
    return avn_literal_stands_in(&literal, avn_str_of(line));
}

static void it_is_looked_for_anywhere_in_a_line(void **state)
{
    (void)state;
    assert_true(stands("(?:.* )?MET", "TALLER A SI MET"));
    assert_true(stands("(?:.* )?MET", "MEMET"));
    assert_true(stands("MET", "MET 1.00"));
    assert_false(stands("(?:.* )?MET", "TALLER ME T"));
    assert_false(stands("MET", "ME"));
    assert_false(stands("MET", "met"));
    assert_true(stands("uno|dos", "tres"));
}

static void both_cases_stand_where_the_pattern_says_so(void **state)
{
    (void)state;
    assert_true(stands("(?i)plan anual", "EL PLAN ANUAL"));
    assert_true(stands("(?i)plan anual", "el Plan aNUal"));
    assert_false(stands("(?i)plan anual", "PLAN DE UN AÑO"));
    assert_true(stands("(?i:a)PLAN(?i)b", "xPLAN"));
    assert_false(stands("(?i:a)PLAN(?i)b", "xplan"));
    /* The sign of the kelvin and the long s are letters of those words too. */
    assert_true(stands("(?i)k", "\xE2\x84\xAA"));
    assert_true(stands("(?i)s", "\xC5\xBF"));
    assert_true(stands("(?i)Ñ", "ñ"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_run_of_plain_characters_is_kept),
        cmocka_unit_test(what_may_be_missing_does_not_count),
        cmocka_unit_test(what_is_not_understood_leaves_none),
        cmocka_unit_test(it_is_looked_for_anywhere_in_a_line),
        cmocka_unit_test(both_cases_stand_where_the_pattern_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

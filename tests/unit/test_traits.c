/* What a pattern cannot do without and begins with, and lines that show it or do not: a shortcut
 * may try too much, and never miss a match. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/heads.h"

static void expect(const char *pattern, const char *literal)
{
    avn_literal got = avn_traits_of(avn_str_of(pattern)).literal;
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
    avn_literal literal = avn_traits_of(avn_str_of(pattern)).literal;
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

/* Lines of several blocks of bytes, and a literal at each place of one. */
static void it_is_found_at_every_place(void **state)
{
    (void)state;
    static const char *const patterns[] = { "%", "DEN", "(?i)una meta" };
    static const char *const literals[] = { "%", "DEN", "Una META" };
    for (size_t i = 0; i < 3; i++) {
        avn_literal literal = avn_traits_of(avn_str_of(patterns[i])).literal;
        for (size_t size = strlen(literals[i]); size < 60; size++) {
            char line[64];
            memset(line, 'D', size);
            assert_true(avn_literal_find(&literal, (avn_str){ line, size }) > size);
            for (size_t at = size - strlen(literals[i]) + 1; at-- > 0;) {
                memcpy(line + at, literals[i], strlen(literals[i]));
                assert_int_equal(avn_literal_find(&literal, (avn_str){ line, size }), at);
            }
        }
    }
}

/* ---- heads ---- */

static bool begins(const char *pattern, const char *text)
{
    avn_head head = avn_traits_of(avn_str_of(pattern)).head;
    for (size_t i = 0; i < AVN_HEAD_SIZE && text[i]; i++)
        if (!avn_has_bit(head.at[i], (unsigned char)text[i]))
            return false;
    return true;
}

static void lines_that_begin_otherwise_are_told_at_once(void **state)
{
    (void)state;
    assert_true(begins("(?<clave>[A-Z]\\d{3}[A-Z]\\d\\d) (?<nombre>.+)", "E703E01 AGUA"));
    assert_false(begins("(?<clave>[A-Z]\\d{3}[A-Z]\\d\\d) (?<nombre>.+)", "ENTREGA"));
    assert_false(begins("(?<clave>[A-Z]\\d{3}[A-Z]\\d\\d) (?<nombre>.+)", "E70E"));
    assert_true(begins("(?<tipo>[AP])[ \\t]+(?<acumulable>SI|NO)", "A  SI"));
    assert_false(begins("(?<tipo>[AP])[ \\t]+(?<acumulable>SI|NO)", "AL"));
    assert_false(begins("(?<tipo>[AP])[ \\t]+(?<acumulable>SI|NO)", "A LA"));
    assert_true(begins("(?:(?<avance>\\d[\\d,]*(?:\\.\\d+)?)%)?NUM", "100.00%"));
    assert_true(begins("(?:(?<avance>\\d[\\d,]*(?:\\.\\d+)?)%)?NUM", "NUM"));
    assert_false(begins("(?:(?<avance>\\d[\\d,]*(?:\\.\\d+)?)%)?NUM", "NO"));
    assert_true(begins("\\d+(?: \\d+)*", "12 1 1"));
    assert_false(begins("\\d+(?: \\d+)*", "12 DE"));
    assert_true(begins("(?i)sección", "SECCIÓN"));
    assert_false(begins("(?i)meta", "MATA"));
    assert_false(begins("(?:uno|dos)x", "uxo"));
    assert_false(begins("(?:uno|dos)x", "tres"));
    assert_false(begins("uno", "unos"));
}

/* A text that ends inside what is looked for farther on could become a match. */
static void what_only_looks_around_says_nothing_of_the_head(void **state)
{
    (void)state;
    assert_true(begins("a(?=bc)x", "ab"));
    assert_true(begins("a(?!bc)x", "ab"));
    assert_true(begins("(?R)x", "y"));
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

static avn_str drawn(avn_arena *arena, uint32_t *seed, const char *const *pieces, uint32_t count,
                     uint32_t most)
{
    avn_str text = AVN_STR("");
    for (uint32_t i = 1 + draw(seed, most); i > 0; i--)
        text = avn_arena_printf(arena, "%.*s%s", AVN_FMT(text), pieces[draw(seed, count)]);
    return text;
}

static const char *const words[] = { "a", "a", "b", "ab", "A", "B", "á", "Ñ", "s", "ſ", "k", "K",
                                     "c", "•", "–", "1",  "1", " ", " ", ".", "|", "-", "]", "٣" };

/* Tries the pattern with its shortcuts and without; returns in how many texts there is a match, or
 * the beginning of one. */
static size_t try_pattern(avn_patterns *patterns, avn_matcher *matcher, avn_arena *arena,
                          uint32_t *seed, avn_pattern *pattern)
{
    enum { TEXTS = 60 };
    const avn_pattern *bare = avn_pattern_bare(patterns, arena, pattern, pattern->use);
    avn_heads *heads = AVN_NEW(arena, avn_heads);
    size_t matched = 0;
    avn_heads_add(heads, pattern, 63);
    for (unsigned t = 0; t < TEXTS; t++) {
        avn_str text = drawn(arena, seed, words, sizeof words / sizeof *words, 6);
        avn_match expected = avn_pattern_match(matcher, bare, text, 0);
        bool may = avn_heads_look(heads, text) >> 63 && avn_pattern_may_begin(pattern, text);
        /* The engine does not study how a text begins that looks ahead and is no match yet. */
        bool studied = avn_pattern_may_start(pattern, (unsigned char)text.ptr[0]);
        if ((expected == AVN_MATCHED || (expected == AVN_PARTIAL && studied)) && !may)
            fail_msg("%s begins as \"%s\", which it seems not to", pattern->source.ptr, text.ptr);
        if (pattern->use == AVN_WHOLE_LINE &&
            avn_pattern_match(matcher, pattern, text, 0) != expected)
            fail_msg("%s and \"%s\": the shortcuts change what is found", pattern->source.ptr,
                     text.ptr);
        matched += expected != AVN_NO_MATCH;
    }
    return matched;
}

static void no_match_is_missed(void **state)
{
    (void)state;
    static const char *const pieces[] = { "a",       "b",     "ab",    "á",      "Ñ",
                                          "s",       "k",     "•",     "–",      "1",
                                          " ",       "|",     "|",     "(",      "(?:",
                                          "(?i)",    "(?>",   "(?i:",  "(?=",    "(?!",
                                          "(?<=",    "(?<!",  ")",     ")",      ")",
                                          ")",       "?",     "*",     "+",      "{2}",
                                          "{3}",     "{0,}",  "{1,3}", "{,2}",   "[ab]",
                                          "[aá]",    ".",     "[^a]",  "[a-c]",  "[•–|]",
                                          "[]a]",    "[1-b]", "\\d",   "\\s",    "\\b",
                                          "\\.",     "^",     "$",     "\\p{L}", "\\w",
                                          "\\R",     "\\X",   "\\A",   "[\\dk]", "[[:alpha:]-]",
                                          "[\\d.-]", "++",    "?+",    "]",      "-" };
    enum { PATTERNS = 6000 };
    uint32_t seed = 11;
    size_t tried = 0, matched = 0;
    for (unsigned i = 0; i < PATTERNS; i++) {
        avn_arena arena;
        avn_arena_init(&arena, avn_allocator_standard);
        avn_patterns *patterns = avn_patterns_new(avn_allocator_standard);
        avn_matcher *matcher = avn_matcher_new(avn_allocator_standard);
        avn_str source =
            drawn(&arena, &seed, pieces, sizeof pieces / sizeof *pieces, i % 2 ? 4 : 9);
        avn_pattern_error error;
        avn_pattern *pattern = avn_pattern_compile(
            patterns, &arena, source, i % 3 ? AVN_JOINED_LINE : AVN_WHOLE_LINE, &error);
        tried += pattern != NULL;
        matched += pattern ? try_pattern(patterns, matcher, &arena, &seed, pattern) : 0;
        avn_matcher_free(matcher);
        avn_patterns_free(patterns);
        avn_arena_free(&arena);
    }
    /* Otherwise nothing was tried. */
    assert_true(tried > PATTERNS / 8);
    assert_true(matched > tried);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_run_of_plain_characters_is_kept),
        cmocka_unit_test(what_may_be_missing_does_not_count),
        cmocka_unit_test(what_is_not_understood_leaves_none),
        cmocka_unit_test(it_is_looked_for_anywhere_in_a_line),
        cmocka_unit_test(both_cases_stand_where_the_pattern_says_so),
        cmocka_unit_test(it_is_found_at_every_place),
        cmocka_unit_test(lines_that_begin_otherwise_are_told_at_once),
        cmocka_unit_test(what_only_looks_around_says_nothing_of_the_head),
        cmocka_unit_test(no_match_is_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

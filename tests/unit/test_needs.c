/* What patterns need, the sieve that looks for it, and patterns that are compiled later: a shortcut
 * may try too much, and never miss a match. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/sieve.h"
#include "grammar/pattern.h"

typedef struct bench {
    avn_arena arena;
    avn_patterns *patterns;
    avn_matcher *matcher;
} bench;

static bench open_bench(void)
{
    bench b;
    avn_arena_init(&b.arena, avn_allocator_standard);
    b.patterns = avn_patterns_new(avn_allocator_standard);
    b.matcher = avn_matcher_new(avn_allocator_standard);
    assert_non_null(b.patterns);
    assert_non_null(b.matcher);
    return b;
}

static void close_bench(bench *b)
{
    avn_matcher_free(b->matcher);
    avn_patterns_free(b->patterns);
    avn_arena_free(&b->arena);
}

/* The needs of PATTERN between bars; "?": it is not understood. */
static void assert_needs(const char *pattern, const char *expected)
{
    avn_arena arena;
    avn_needs needs;
    char found[512] = "";
    avn_arena_init(&arena, avn_allocator_standard);
    if (!avn_needs_read(&arena, avn_str_of(pattern), &needs))
        strcpy(found, "?");
    for (size_t i = 0; i < needs.count; i++)
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.*s", i ? "|" : "",
                 AVN_FMT(needs.texts[i]));
    if (strcmp(found, expected) != 0)
        fail_msg("%s needs \"%s\", not \"%s\"", pattern, found, expected);
    avn_arena_free(&arena);
}

static void what_every_match_holds_is_needed(void **state)
{
    (void)state;
    assert_needs("PROGRAMÁTICO \\d{4}", "programatico ");
    assert_needs(".*ETCA-III-04.*", "etca-iii-04");
    assert_needs("(?i)mod[aá]l[ií]dad", "modalidad");
    assert_needs("ab+c", "ab");
    assert_needs("a{3}b", "aaab");
    assert_needs("a{2,}b", "aa");
    assert_needs("x\\.y\\tz", "x.y\tz");
    assert_needs("avance(?=s)[.]", "avance");
    assert_needs("(?<=meta)s", "meta");
    assert_needs("(?:uno|dos) y (?:tres|cuatro)", "tres|cuatro");
    assert_needs("(?:total|suma) general", " general");
    assert_needs("a|[bc]", "a|b|c");
    assert_needs("[–•]", "\xE2");
    assert_needs("una palabra demasiado larga", "una palabra d");
}

static void what_a_match_may_lack_is_not_needed(void **state)
{
    (void)state;
    assert_needs("", "");
    assert_needs("(?:abc)?", "");
    assert_needs("(?:abc)*d", "d");
    assert_needs("a{0,}b", "b");
    assert_needs("ab?", "a");
    assert_needs("ab*c", "a");
    assert_needs("abc|", "");
    assert_needs("abc|\\d+", "");
    assert_needs("abc|(?:def)?", "");
    assert_needs("(?!abc)d", "d");
    assert_needs("(?<!abc)d", "d");
    assert_needs("[^abc]", "");
    assert_needs("[a-c]", "");
    assert_needs("[ab]?c", "c");
    assert_needs(".\\d\\p{Lu}\\b^$", "");
    assert_needs("\\w+(?:x(?:yz)?|v)", "x|v");
    /* The sign of Kelvin is a k under (?i), and a µ may be a Greek letter. */
    assert_needs("(?i)ak", "a");
    assert_needs("(?i)aµ", "a");
}

/* Errors of the engine, and what is none but is not understood here. */
static void what_is_not_understood_says_nothing(void **state)
{
    (void)state;
    static const char *const strange[] = {
        "(",
        ")",
        "[",
        "[a",
        "a**",
        "*a",
        "a|*",
        "(?i)*",
        "\\b+",
        "(?=a)?",
        "a{2,1}",
        "a{70000}",
        "a{",
        "{a",
        "\\",
        "\\1",
        "(a)\\1",
        "\\Qa\\E",
        "\\y",
        "\\p{Nada}",
        "[z-a]",
        "[\\d-z]",
        "[[:alpha:]]",
        "[[.a.]]",
        "[a-\\d]",
        "(?x)a",
        "(?<n>a)",
        "(?>a)",
        "(?|a)",
        "(?R)",
        "(*FAIL)",
        "(?<=a+)b",
        "(?<=(?:a|bc))d",
        "(?:a){3}",
        "a\\Kb",
        "(?i-s)a",
        "\\x41",
        "\\",
        "(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)"
    };
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
        assert_needs(strange[i], "?");
}

static void letters_that_match_each_other_fold_alike(void **state)
{
    (void)state;
    static const char *const letters[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i",
                                           "j", "l", "m", "n", "o", "p", "q", "r", "s",
                                           "t", "u", "v", "w", "x", "y", "z", "á", "é",
                                           "í", "ó", "ú", "ü", "ñ", "Á", "Ñ", "§", "º",
                                           "•", "–", "…", "→", "■", "✓", "°", "½", "¿" };
    bench b = open_bench();
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        avn_pattern_error error;
        avn_str source = avn_arena_printf(&b.arena, "(?i)%s", letters[i]);
        const avn_pattern *pattern =
            avn_pattern_later(b.patterns, &b.arena, source, AVN_WHOLE_LINE, &error);
        assert_non_null(pattern);
        assert_int_equal(pattern->needs.count, 1);
        const avn_sieve *sieve = avn_sieve_new(&b.arena, &pattern->needs, 1);
        assert_non_null(sieve);
        for (uint32_t c = 0x20; c < 0x2C00; c++) {
            char bytes[4];
            size_t length = 0;
            if (c < 0x80) {
                bytes[length++] = (char)c;
            } else {
                if (c >= 0x800)
                    bytes[length++] = (char)(0xE0 | c >> 12);
                bytes[length++] = (char)(c >= 0x800 ? 0x80 | (c >> 6 & 0x3F) : 0xC0 | c >> 6);
                bytes[length++] = (char)(0x80 | (c & 0x3F));
            }
            uint64_t may[1];
            avn_str text = { bytes, length };
            avn_sieve_look(sieve, text, may);
            if (avn_pattern_match(b.matcher, pattern, text, 0) == AVN_MATCHED && !may[0])
                fail_msg("(?i)%s matches U+%04X, which folds otherwise", letters[i], (unsigned)c);
        }
    }
    close_bench(&b);
}

/* ---- by chance ---- */

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

enum { PATTERNS = 3000, AT_A_TIME = 100, TEXTS = 30 };

/* PATTERN, if it is understood, is one for the engine; it is added to those of the sieve. */
static size_t try_pattern(bench *b, avn_str source, avn_pattern_use use, avn_pattern **later,
                          avn_pattern **now)
{
    avn_needs needs;
    avn_pattern_error error;
    if (!avn_needs_read(&b->arena, source, &needs))
        return 0;
    *later = avn_pattern_later(b->patterns, &b->arena, source, use, &error);
    *now = avn_pattern_compile(b->patterns, &b->arena, source, use, &error);
    if (!*now)
        fail_msg("%s is understood, and is no pattern: %s", source.ptr, error.text);
    return 1;
}

static void no_match_is_missed_and_no_error_is_overlooked(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a",     "b",    "ab",   "á",    "Ñ",      "s",       "k",    "•",   "–",    "1",
        " ",     "|",    "|",    "(",    "(?:",    "(?i)",    "(?i:", "(?=", "(?!",  "(?<=",
        "(?<!",  ")",    ")",    ")",    "?",      "*",       "+",    "{2}", "{0,}", "{1,3}",
        "{0,1}", "[ab]", "[aá]", "[^a]", "[a-c]",  "[•–|]",   "[]a]", ".",   "\\d",  "\\s",
        "\\b",   "\\.",  "^",    "$",    "\\p{L}", "[\\d.-]", "]",    "}",   "-"
    };
    static const char *const words[] = { "a", "b", "A", "B", "á", "Á", "ñ", "s",  "ſ", "k",
                                         "•", "–", "1", " ", ".", "|", "-", "ab", "c", "]" };
    uint32_t seed = 7;
    size_t understood = 0, matched = 0;
    for (unsigned round = 0; round < PATTERNS / AT_A_TIME; round++) {
        bench b = open_bench();
        avn_pattern *later[AT_A_TIME], *now[AT_A_TIME];
        avn_needs needs[AT_A_TIME];
        size_t count = 0;
        for (unsigned i = 0; i < AT_A_TIME; i++) {
            avn_str source =
                drawn(&b.arena, &seed, pieces, sizeof pieces / sizeof *pieces, i % 2 ? 4 : 9);
            count += try_pattern(&b, source, i % 3 ? AVN_SEARCH : AVN_WHOLE_LINE, &later[count],
                                 &now[count]);
        }
        for (size_t i = 0; i < count; i++)
            needs[i] = later[i]->needs;
        const avn_sieve *sieve = avn_sieve_new(&b.arena, needs, count);
        for (unsigned t = 0; t < TEXTS; t++) {
            avn_str text = drawn(&b.arena, &seed, words, sizeof words / sizeof *words, 6);
            uint64_t may[AT_A_TIME / 64 + 1];
            avn_sieve_look(sieve, text, may);
            for (size_t i = 0; i < count; i++) {
                avn_match got = avn_pattern_match(b.matcher, now[i], text, 0);
                assert_int_equal(avn_pattern_match(b.matcher, later[i], text, 0), got);
                if (got == AVN_MATCHED && !avn_has_bit(may, i))
                    fail_msg("%s matches \"%s\", which it seems not to", now[i]->source.ptr,
                             text.ptr);
                matched += got == AVN_MATCHED;
            }
        }
        understood += count;
        close_bench(&b);
    }
    /* Otherwise nothing was tried. */
    assert_true(understood > PATTERNS / 4);
    assert_true(matched > understood);
}

static void texts_that_overlap_are_all_found(void **state)
{
    (void)state;
    static const char *const texts[] = { "aviso", "visor", "iso", "s", "avisos de" };
    enum { COUNT = sizeof texts / sizeof *texts };
    avn_str strings[COUNT];
    avn_needs needs[COUNT + 1];
    for (size_t i = 0; i < COUNT; i++) {
        strings[i] = avn_str_of(texts[i]);
        needs[i] = (avn_needs){ &strings[i], 1 };
    }
    needs[COUNT] = (avn_needs){ 0 };
    avn_arena arena;
    avn_arena_init(&arena, avn_allocator_standard);
    const avn_sieve *sieve = avn_sieve_new(&arena, needs, COUNT + 1);
    uint64_t may;
    avn_sieve_look(sieve, AVN_STR("AVISÓR"), &may);
    assert_int_equal(may, 1 | 2 | 4 | 8 | 32);
    avn_sieve_look(sieve, AVN_STR("Avisos de"), &may);
    assert_int_equal(may, 1 | 4 | 8 | 16 | 32);
    avn_sieve_look(sieve, AVN_STR("avi o"), &may);
    assert_int_equal(may, 32);
    avn_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_every_match_holds_is_needed),
        cmocka_unit_test(what_a_match_may_lack_is_not_needed),
        cmocka_unit_test(what_is_not_understood_says_nothing),
        cmocka_unit_test(letters_that_match_each_other_fold_alike),
        cmocka_unit_test(texts_that_overlap_are_all_found),
        cmocka_unit_test(no_match_is_missed_and_no_error_is_overlooked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Patterns that leave no choice: which they are, and that the engine answers the same of each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/direct.h"

static bool is_direct(const char *pattern)
{
    avn_direct_slot slot = { NULL };
    const avn_direct *direct = avn_direct_of(&slot, avn_allocator_standard, avn_str_of(pattern));
    assert_ptr_equal(avn_direct_of(&slot, avn_allocator_standard, avn_str_of(pattern)), direct);
    avn_direct_free(&slot, avn_allocator_standard);
    return direct != NULL;
}

static void rows_and_fixed_words_leave_no_choice(void **state)
{
    (void)state;
    assert_true(is_direct("(?:EVALUACIÓN[ \\t]+CUALITATIVA)\\z"));
    assert_true(is_direct("(?:(?<tipo>[AP])[ \\t]+(?<acumulable>SI|NO)[ \\t]+MET"
                          "(?<metas>(?:[ \\t]+(?:\\d[\\d,]*(?:\\.\\d+)?%?))*))\\z"));
    assert_true(is_direct("(?:(?:(?<avance>\\d+)% ?)?NUM(?<metas>(?: \\d+)*))\\z"));
    assert_true(is_direct("(?:\\d{2}-\\d{1,2}-\\d{2,}(?i) ab?)\\z"));
}

static void what_leaves_a_choice_is_the_engines(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "(?:a*a)\\z",
        "(?:(?:a|ab)c)\\z",
        "(?:(?:a?)*)\\z",
        "(?:a? a?a)\\z",
        "(?:a{1,2}a)\\z",
        "(?:.+)\\z",
        "(?:\\p{Lu})\\z",
        "(?:[^a])\\z",
        "(?:[áb])\\z",
        "(?:(?i)k)\\z",
        "(?:a(?=b)b)\\z",
        "(?:(a)\\1)\\z",
        "(?:\\bab)\\z",
        "(?:^a)\\z",
        "(?:a\\zb)\\z",
        "(?:(?:ab){2})\\z",
        "(?:a)|(?:b)\\z",
        "(?:a)\\z|b",
        "a",
        "(?:a{,2})\\z",
        "(?:\\w|\\d)\\z",
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (is_direct(patterns[i]))
            fail_msg("%s seems to leave no choice", patterns[i]);
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

typedef struct bench {
    avn_arena arena;
    avn_patterns *patterns;
    avn_matcher *direct, *engine;
    uint32_t seed;
} bench;

static void assert_same_groups(bench *b, const avn_pattern *pattern, avn_str text)
{
    for (unsigned group = 0; group < 12; group++) {
        avn_str found = avn_match_group(b->direct, text, group);
        avn_str expected = avn_match_group(b->engine, text, group);
        if (found.ptr != expected.ptr || found.len != expected.len)
            fail_msg("%s and \"%s\": group %u is \"%.*s\", not \"%.*s\"", pattern->source.ptr,
                     text.ptr, group, AVN_FMT(found), AVN_FMT(expected));
    }
}

/* Returns how many texts match. */
static size_t try_pattern(bench *b, const avn_pattern *pattern)
{
    static const char *const words[] = { "a", "a", "b", "b", "ab", "1",  "2", "12",
                                         " ", " ", ".", "%", "é",  "\t", "A", "c" };
    enum { TEXTS = 60 };
    const avn_pattern *bare = avn_pattern_bare(b->patterns, &b->arena, pattern, pattern->use);
    size_t matched = 0;
    for (unsigned t = 0; t < TEXTS; t++) {
        avn_str text = drawn(&b->arena, &b->seed, words, sizeof words / sizeof *words, 7);
        size_t start = draw(&b->seed, 4) ? 0 : (size_t)(strchr("ab1 ", text.ptr[0]) != NULL);
        avn_match expected = avn_pattern_match(b->engine, bare, text, start);
        if (start == text.len)
            continue;
        if (avn_pattern_try(b->direct, pattern, text, start) != expected)
            fail_msg("%s and \"%s\" from %zu on: the engine says %d", pattern->source.ptr, text.ptr,
                     start, (int)expected);
        if (expected == AVN_MATCHED)
            assert_same_groups(b, pattern, text);
        matched += expected == AVN_MATCHED;
    }
    return matched;
}

static size_t try_drawn(bench *b, avn_pattern_use use, size_t *tried)
{
    static const char *const pieces[] = { "{,2}",
                                          "{ 1}",
                                          "{2,2}",
                                          "(?-i)",
                                          "a",
                                          "b",
                                          "ab",
                                          "1",
                                          " ",
                                          ".",
                                          "é",
                                          "\\.",
                                          "\\d",
                                          "\\d+",
                                          "[ab]",
                                          "[ \\t]+",
                                          "(",
                                          "(",
                                          "(?:",
                                          "(?<n>",
                                          ")",
                                          ")",
                                          ")",
                                          ")?",
                                          ")*",
                                          ")+",
                                          "|",
                                          "|",
                                          "?",
                                          "*",
                                          "+",
                                          "{2}",
                                          "{1,3}",
                                          "{2,}",
                                          "{0,2}",
                                          "*?",
                                          "++",
                                          "%",
                                          "(?i)",
                                          "(?i:a",
                                          "(?:[ \\t]+\\d+%?)*",
                                          "[\\d.,]*",
                                          "\\b",
                                          "." };
    avn_str source = drawn(&b->arena, &b->seed, pieces, sizeof pieces / sizeof *pieces, 8);
    avn_pattern_error error;
    avn_pattern *pattern = avn_pattern_compile(b->patterns, &b->arena, source, use, &error);
    if (!pattern || !is_direct(avn_arena_printf(&b->arena, "(?:%.*s)\\z", AVN_FMT(source)).ptr))
        return 0;
    ++*tried;
    return try_pattern(b, pattern);
}

static void the_engine_answers_the_same(void **state)
{
    (void)state;
    enum { PATTERNS = 8000 };
    size_t tried = 0, matched = 0;
    uint32_t seed = 5;
    for (unsigned i = 0; i < PATTERNS; i++) {
        bench b = { .patterns = avn_patterns_new(avn_allocator_standard),
                    .direct = avn_matcher_new(avn_allocator_standard),
                    .engine = avn_matcher_new(avn_allocator_standard),
                    .seed = seed };
        avn_arena_init(&b.arena, avn_allocator_standard);
        matched += try_drawn(&b, i % 2 ? AVN_JOINED_LINE : AVN_WHOLE_LINE, &tried);
        seed = b.seed;
        avn_matcher_free(b.direct);
        avn_matcher_free(b.engine);
        avn_patterns_free(b.patterns);
        avn_arena_free(&b.arena);
    }
    /* Otherwise nothing was tried. */
    assert_true(tried > PATTERNS / 10);
    assert_true(matched > tried / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_fixed_words_leave_no_choice),
        cmocka_unit_test(what_leaves_a_choice_is_the_engines),
        cmocka_unit_test(the_engine_answers_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

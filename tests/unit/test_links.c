/* Words that end no text are told in capitals and small letters, with accents and stops. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bind/links.h"

static const char *const known[] = { "de", "DEL", "POR", "SEGÚN", "ÚLTIMO", "O", "A" };

static bool holds(const char *word)
{
    avn_arena arena;
    avn_words_rule words = { .name = AVN_STR("enlaces") };
    avn_links links = { 0 };
    avn_arena_init(&arena, avn_allocator_standard);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        avn_str *term = AVN_PUSH(&arena, words.terms);
        assert_non_null(term);
        *term = avn_str_of(known[i]);
    }
    assert_true(avn_links_read(&links, &arena, &words));
    bool found = avn_links_hold(&links, avn_str_of(word));
    avn_arena_free(&arena);
    return found;
}

static void test_links(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_true(holds(known[i]));
    assert_true(holds("DE"));
    assert_true(holds("Por"));
    assert_true(holds("según"));
    assert_true(holds("SEGUN"));
    assert_true(holds("último"));
    assert_true(holds("ULTIMO"));
    assert_true(holds("de,"));
    assert_true(holds("..del."));
    assert_true(holds("Á"));
    assert_true(holds("d.e."));
}

static void test_others(void **state)
{
    (void)state;
    assert_false(holds(""));
    assert_false(holds("."));
    assert_false(holds("D"));
    assert_false(holds("DESDE"));
    assert_false(holds("DE-"));
    assert_false(holds("(DE"));
    assert_false(holds("SEGÚ"));
    assert_false(holds("POR1"));
    assert_false(holds("ÓRGANO"));
    assert_false(holds("12"));
}

static void test_none_known(void **state)
{
    (void)state;
    assert_false(avn_links_hold(&(avn_links){ 0 }, AVN_STR("DE")));
    assert_false(avn_links_hold(&(avn_links){ 0 }, AVN_STR("Ñ")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_others),
        cmocka_unit_test(test_none_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

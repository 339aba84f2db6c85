/* Widths are summed several letters at a time: that must come to what each letter comes to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "bind/metric.h"

enum { LONGEST = 40, ROUNDS = 20000, LETTERS = 12 };

/* As the texts have them: mostly ASCII and letters with accents, few others. */
static const char *const letters[LETTERS] = { "A",
                                              "i",
                                              "W",
                                              " ",
                                              "\xC3\xB1",
                                              "\xC3\x93",
                                              "M",
                                              ".",
                                              "\xC2\xB0",
                                              "\xE2\x80\x9C",
                                              "\xE2\x80\xA2",
                                              "7" };

static unsigned width_slowly(avn_str text)
{
    unsigned width = 0;
    for (size_t at = 0; at < text.len;) {
        width += avn_first_letter_width(avn_str_from(text, at));
        avn_utf8_next(text, &at);
    }
    return width;
}

static void test_sums(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (unsigned round = 0; round < ROUNDS; round++) {
        char text[LONGEST * 3];
        size_t length = 0;
        /* One round in two has no letter that must be looked at alone. */
        for (unsigned i = 0; i < round % LONGEST; i++) {
            seed = seed * 1103515245u + 12345u;
            const char *letter = letters[(seed >> 16) % (round / LONGEST % 2 ? LETTERS : 8)];
            memcpy(text + length, letter, strlen(letter));
            length += strlen(letter);
        }
        avn_str whole = { text, length };
        assert_int_equal(avn_text_width(whole), width_slowly(whole));
    }
}

static void test_known_widths(void **state)
{
    (void)state;
    assert_int_equal(avn_text_width(AVN_STR("")), 0);
    assert_int_equal(avn_text_width(AVN_STR("\xC3\x91")), avn_text_width(AVN_STR("N")));
    assert_int_equal(avn_text_width(AVN_STR("mi \xC2\xB0")), 833 + 222 + AVN_BLANK_WIDTH + 400);
    assert_int_equal(avn_first_word_width(AVN_STR("  ii WW")), 444);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_known_widths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

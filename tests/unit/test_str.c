/* Strings: what is done several bytes at a time must give what one byte at a time gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { LONGEST = 70, ROUNDS = 20000 };

/* SIZE bytes out of LETTERS, in a block of their own so that nothing behind them can be read. */
static avn_str random_text(unsigned *seed, const char *letters, size_t size)
{
    char *text = malloc(size ? size : 1);
    for (size_t i = 0; i < size; i++) {
        *seed = *seed * 1103515245u + 12345u;
        text[i] = letters[(*seed >> 16) % strlen(letters)];
    }
    return (avn_str){ text, size };
}

static void release(avn_str text)
{
    union {
        const char *bytes;
        void *block;
    } owned = { text.ptr };
    free(owned.block);
}

static size_t find_slowly(avn_str s, avn_str needle)
{
    for (size_t at = 0; at + needle.len <= s.len; at++)
        if (avn_str_starts(avn_str_from(s, at), needle))
            return at;
    return s.len;
}

static void test_find(void **state)
{
    (void)state;
    unsigned seed = 5;
    for (unsigned round = 0; round < ROUNDS; round++) {
        avn_str text = random_text(&seed, "ab ", round % LONGEST);
        avn_str needle = random_text(&seed, "ab ", 1 + round % 7);
        assert_int_equal(avn_str_find(text, needle), find_slowly(text, needle));
        release(text);
        release(needle);
    }
    avn_str text = AVN_STR("Porcentaje de avance físico de la obra, acumulado al trimestre");
    assert_int_equal(avn_str_find(text, AVN_STR("trimestre")), text.len - 9);
    assert_int_equal(avn_str_find(text, AVN_STR("Porcentaje")), 0);
    assert_int_equal(avn_str_find(text, AVN_STR("trimestres")), text.len);
    assert_int_equal(avn_str_find(text, AVN_STR("")), 0);
    assert_int_equal(avn_str_find(AVN_STR(""), AVN_STR("a")), 0);
}

static avn_str word_slowly(avn_str *rest)
{
    while (rest->len > 0 && avn_is_blank(rest->ptr[0]))
        *rest = avn_str_from(*rest, 1);
    size_t end = 0;
    while (end < rest->len && !avn_is_blank(rest->ptr[end]))
        end++;
    avn_str word = avn_str_head(*rest, end);
    *rest = avn_str_from(*rest, end);
    return word;
}

static void test_words(void **state)
{
    (void)state;
    unsigned seed = 3;
    for (unsigned round = 0; round < ROUNDS; round++) {
        avn_str text = random_text(&seed, "aaaaaa\xC3\xB1\v \t", round % LONGEST);
        avn_str rest = text, slow = text, word;
        do {
            word = avn_str_word(&rest);
            avn_str expected = word_slowly(&slow);
            assert_ptr_equal(word.ptr, expected.ptr);
            assert_int_equal(word.len, expected.len);
            assert_int_equal(rest.len, slow.len);
        } while (word.len > 0);
        release(text);
    }
}

static void test_last_word(void **state)
{
    (void)state;
    unsigned seed = 5;
    for (unsigned round = 0; round < ROUNDS; round++) {
        avn_str text =
            random_text(&seed, round % 2 ? "aaaaaaaaaaa\xC3\xB1 \t" : "aa ", round % LONGEST);
        size_t at = text.len;
        while (at > 0 && !avn_is_blank(text.ptr[at - 1]))
            at--;
        avn_str word = avn_str_last_word(text);
        assert_ptr_equal(word.ptr, text.ptr + at);
        assert_int_equal(word.len, text.len - at);
        release(text);
    }
}

/* Where character COUNT begins, one byte at a time. */
static size_t offset_slowly(avn_str text, size_t count)
{
    size_t at = 0;
    for (; at < text.len; at++) {
        bool begins = ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
        if (begins && count-- == 0)
            break;
    }
    return at;
}

static void test_characters(void **state)
{
    (void)state;
    unsigned seed = 9;
    for (unsigned round = 0; round < ROUNDS; round++) {
        avn_str text = random_text(&seed, "a\x7F\x80\xBF\xC0\xFF\xE2", round % LONGEST);
        size_t count = 0;
        for (size_t i = 0; i < text.len; i++)
            count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
        assert_int_equal(avn_utf8_length(text), count);
        for (size_t i = 0; i <= count + 1; i++)
            assert_int_equal(avn_utf8_offset(text, i), offset_slowly(text, i));
        release(text);
    }
    assert_int_equal(avn_utf8_length(AVN_STR("AÑO 2026: ½ según método")), 24);
    assert_int_equal(avn_utf8_offset(AVN_STR("AÑO 2026: ½ según método"), 12), 14);
}

static int by_value(const void *a, const void *b)
{
    const unsigned long long *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* Every byte and the length have their say, wherever the bytes lie. */
static void test_hash(void **state)
{
    (void)state;
    enum { SIZES = 20, CHANGES = 3 };
    unsigned long long met[SIZES * (SIZES + 1) / 2 * CHANGES];
    size_t count = 0;
    for (size_t size = 1; size <= SIZES; size++) {
        for (size_t at = 0; at < size; at++) {
            for (char change = 0; change < CHANGES; change++) {
                char bytes[SIZES + 1] = { 0 };
                bytes[at] = (char)(change + 'x');
                met[count] = avn_str_hash((avn_str){ bytes, size });
                memmove(bytes + 1, bytes, size);
                assert_true(met[count] == avn_str_hash((avn_str){ bytes + 1, size }));
                count++;
            }
        }
    }
    qsort(met, count, sizeof *met, by_value);
    for (size_t i = 1; i < count; i++)
        assert_true(met[i - 1] != met[i]);
    assert_true(avn_str_hash(AVN_STR("")) == avn_str_hash((avn_str){ "x", 0 }));
}

static void test_printf_of_any_length(void **state)
{
    (void)state;
    avn_arena arena;
    avn_arena_init(&arena, avn_allocator_standard);
    for (int width = 0; width < 600; width++) {
        avn_str text = avn_arena_printf(&arena, "%0*d|%s", width, 7, "fin");
        assert_int_equal(text.len, (width ? width : 1) + 4);
        assert_int_equal(strlen(text.ptr), text.len);
        assert_true(avn_str_ends(text, AVN_STR("7|fin")));
    }
    avn_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),      cmocka_unit_test(test_words),
        cmocka_unit_test(test_last_word), cmocka_unit_test(test_characters),
        cmocka_unit_test(test_hash),      cmocka_unit_test(test_printf_of_any_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

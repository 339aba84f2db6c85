/* Exact decimals: nothing is rounded unasked, nothing wraps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/decimal.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char refused[] = "(refused)";

static avn_decimal dec(const char *text)
{
    avn_decimal result = { 0, 0 };
    if (!avn_decimal_parse(avn_str_of(text), &result))
        fail_msg("%s does not parse", text);
    return result;
}

/* The result must be EXPECTED, and where it is refused must not have been touched. */
static void assert_result(bool done, avn_decimal result, const char *expected, const char *what)
{
    char text[AVN_DECIMAL_TEXT_SIZE];
    const char *found = done ? avn_decimal_text(result, text).ptr : refused;
    if (strcmp(found, expected) != 0)
        fail_msg("%s: %s, not %s", what, found, expected);
    if (!done)
        assert_true(result.units == 77 && result.scale == 7);
}

static const avn_decimal untouched = { 77, 7 };

static void parse_and_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } rows[] = {
        { "0", "0" },
        { "0.00", "0.00" },
        { "1900.00", "1900.00" },
        { "-1234.50", "-1234.50" },
        { "-0.05", "-0.05" },
        { "007", "7" },
        { "00.10", "0.10" },
        { "9223372036854775807", "9223372036854775807" },
        { "-9223372036854775808", "-9223372036854775808" },
        { "-9.223372036854775808", "-9.223372036854775808" },
        { "0.000000000000000001", "0.000000000000000001" },
        { "0000000000000000000000000000000000000000000001.5", "1.5" },
        { "9223372036854775808", refused },
        { "-9223372036854775809", refused },
        { "0.0000000000000000001", refused },
        { "99999999999999999999999999999999999999999999999999", refused },
        { "", refused },
        { "-", refused },
        { ".", refused },
        { ".5", refused },
        { "5.", refused },
        { "-.5", refused },
        { "1.2.3", refused },
        { "1..2", refused },
        { "--1", refused },
        { "1-", refused },
        { "+1", refused },
        { "1,234", refused },
        { " 1", refused },
        { "1 ", refused },
        { "1e5", refused },
        { "0x10", refused },
        { "\xD9\xA1", refused },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        avn_decimal result = untouched;
        bool done = avn_decimal_parse(avn_str_of(rows[i].text), &result);
        assert_result(done, result, rows[i].expected, rows[i].text);
    }
}

static void parse_reads_no_further_than_told(void **state)
{
    (void)state;
    avn_decimal result;
    assert_true(avn_decimal_parse((avn_str){ "12.34.56", 5 }, &result));
    assert_int_equal(result.units, 1234);
    assert_int_equal(result.scale, 2);
}

static void comparison_crosses_scales(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int order;
    } rows[] = {
        { "1", "1.00", 0 },
        { "0.1", "0.10", 0 },
        { "-0.00", "0", 0 },
        { "-1", "1", -1 },
        { "0.30", "0.299999999999999999", 1 },
        { "2.5", "2.49", 1 },
        { "9223372036854775807", "0.000000000000000001", 1 },
        { "-9223372036854775808", "-9.223372036854775808", -1 },
        { "9223372036854775807", "9223372036854775806", 1 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(avn_decimal_compare(dec(rows[i].a), dec(rows[i].b)), rows[i].order);
        assert_int_equal(avn_decimal_compare(dec(rows[i].b), dec(rows[i].a)), -rows[i].order);
    }
}

static void sums_and_products(void **state)
{
    (void)state;
    static const struct {
        char sign;
        const char *a, *b, *expected;
    } rows[] = {
        { '+', "0.10", "0.20", "0.30" },
        { '+', "1", "0.05", "1.05" },
        { '+', "-5.00", "5", "0.00" },
        { '+', "9223372036854775807", "1", refused },
        { '+', "9223372036854775806", "1", "9223372036854775807" },
        { '+', "9223372036854775807", "0.00", "9223372036854775807" },
        { '+', "9223372036854775807", "0.01", refused },
        { '+', "-9223372036854775808", "-0.000000000000000001", refused },
        { '-', "1.00", "0.999", "0.001" },
        { '-', "0", "9223372036854775807", "-9223372036854775807" },
        { '-', "0", "-9223372036854775808", refused },
        { '-', "-9223372036854775808", "1", refused },
        { '*', "1.50", "2.0", "3.000" },
        { '*', "-0.5", "0.5", "-0.25" },
        { '*', "100", "0.00", "0.00" },
        { '*', "-9223372036854775808", "-1", refused },
        { '*', "-9223372036854775808", "-9223372036854775808", refused },
        { '*', "9223372036854775807", "9223372036854775807", refused },
        { '*', "3037000500", "3037000500", refused },
        { '*', "3037000499", "3037000499", "9223372030926249001" },
        { '*', "0.000000001", "0.0000000001", refused },
        { '*', "0.0000000010", "0.000000001", "0.000000000000000001" },
        { '*', "5000000000.00", "5.00000000000", "25000000000.00000000" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        avn_decimal a = dec(rows[i].a), b = dec(rows[i].b), result = untouched;
        bool done = rows[i].sign == '+'   ? avn_decimal_add(a, b, &result)
                    : rows[i].sign == '-' ? avn_decimal_subtract(a, b, &result)
                                          : avn_decimal_multiply(a, b, &result);
        assert_result(done, result, rows[i].expected, rows[i].a);
    }
}

static void quotients(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        unsigned scale;
        const char *truncated, *rounded;
    } rows[] = {
        { "2", "3", 2, "0.66", "0.67" },
        { "-2", "3", 2, "-0.66", "-0.67" },
        { "1", "8", 2, "0.12", "0.13" },
        { "-1", "8", 2, "-0.12", "-0.13" },
        { "5", "2", 0, "2", "3" },
        { "5", "-2", 0, "-2", "-3" },
        { "1", "3", 0, "0", "0" },
        { "1800", "51", 2, "35.29", "35.29" },
        { "100.00", "0.5", 1, "200.0", "200.0" },
        { "0.00", "7", 2, "0.00", "0.00" },
        { "0.999", "1", 2, "0.99", "1.00" },
        { "0.000000000000000001", "3", 0, "0", "0" },
        { "1", "0", 2, refused, refused },
        { "1", "0.00", 2, refused, refused },
        { "1", "3", 18, "0.333333333333333333", "0.333333333333333333" },
        { "1", "1", 19, refused, refused },
        { "-9223372036854775808", "1", 0, "-9223372036854775808", "-9223372036854775808" },
        { "-9223372036854775808", "-1", 0, refused, refused },
        { "9223372036854775807", "0.1", 0, refused, refused },
        { "9223372036854775807", "0.000000000000000001", 18, refused, refused },
        { "0.000000000000000001", "9223372036854775807", 18, "0.000000000000000000",
          "0.000000000000000000" },
        { "9223372036854775807", "9.223372036854775807", 0, "1000000000000000000",
          "1000000000000000000" },
        { "9.223372036854775807", "9223372036854775807", 0, "0", "0" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        avn_decimal a = dec(rows[i].a), b = dec(rows[i].b);
        avn_decimal cut = untouched, near = untouched;
        bool done = avn_decimal_divide(a, b, rows[i].scale, AVN_TRUNCATE, &cut);
        assert_result(done, cut, rows[i].truncated, rows[i].a);
        done = avn_decimal_divide(a, b, rows[i].scale, AVN_HALF_UP, &near);
        assert_result(done, near, rows[i].rounded, rows[i].a);
    }
}

static void rescaling(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        unsigned scale;
        const char *truncated, *rounded;
    } rows[] = {
        { "1.005", 2, "1.00", "1.01" },
        { "-1.005", 2, "-1.00", "-1.01" },
        { "1.0049", 2, "1.00", "1.00" },
        { "99.999", 2, "99.99", "100.00" },
        { "7", 2, "7.00", "7.00" },
        { "7.50", 1, "7.5", "7.5" },
        { "9223372036854775807", 1, refused, refused },
        { "9223372036854775807", 0, "9223372036854775807", "9223372036854775807" },
        { "0.999999999999999999", 0, "0", "1" },
        { "1", 200, refused, refused },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        avn_decimal cut = untouched, near = untouched;
        bool done = avn_decimal_rescale(dec(rows[i].a), rows[i].scale, AVN_TRUNCATE, &cut);
        assert_result(done, cut, rows[i].truncated, rows[i].a);
        done = avn_decimal_rescale(dec(rows[i].a), rows[i].scale, AVN_HALF_UP, &near);
        assert_result(done, near, rows[i].rounded, rows[i].a);
    }
}

/* Every small quotient against plain integers: q * b + r = a, with the sign of a truncation. */
static void truncation_agrees_with_integers(void **state)
{
    (void)state;
    for (int a = -60; a <= 60; a++) {
        for (int b = -9; b <= 9; b++) {
            avn_decimal result;
            if (b == 0)
                continue;
            assert_true(avn_decimal_divide((avn_decimal){ a, 1 }, (avn_decimal){ b, 0 }, 1,
                                           AVN_TRUNCATE, &result));
            assert_int_equal(result.units, a / b);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse_and_text),
        cmocka_unit_test(parse_reads_no_further_than_told),
        cmocka_unit_test(comparison_crosses_scales),
        cmocka_unit_test(sums_and_products),
        cmocka_unit_test(quotients),
        cmocka_unit_test(rescaling),
        cmocka_unit_test(truncation_agrees_with_integers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

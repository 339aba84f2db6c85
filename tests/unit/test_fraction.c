#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fraction.h"

static avn_fraction fraction(const char *text)
{
    avn_decimal number;
    assert_true(avn_decimal_parse(avn_str_of(text), &number));
    return avn_fraction_of(number);
}

static void expect_rounded(avn_fraction value, unsigned decimals, avn_rounding rounding,
                           const char *text)
{
    avn_decimal rounded;
    char buffer[AVN_DECIMAL_TEXT_SIZE];
    assert_true(avn_fraction_round(value, decimals, rounding, &rounded));
    assert_string_equal(avn_decimal_text(rounded, buffer).ptr, text);
}

static void division_loses_nothing(void **state)
{
    avn_fraction third, one;
    (void)state;
    assert_true(avn_fraction_divide(fraction("1.00"), fraction("3"), &third));
    expect_rounded(third, 4, AVN_TRUNCATE, "0.3333");
    assert_true(avn_fraction_multiply(third, fraction("3.0"), &one));
    expect_rounded(one, 2, AVN_TRUNCATE, "1.00");
    assert_true(avn_fraction_add(third, third, &one));
    assert_true(avn_fraction_add(one, third, &one));
    assert_true(avn_fraction_near(one, fraction("1"), fraction("0")));
}

static void rounding_is_towards_zero_or_away_from_it(void **state)
{
    avn_fraction value;
    (void)state;
    assert_true(avn_fraction_divide(fraction("200"), fraction("3"), &value));
    expect_rounded(value, 2, AVN_TRUNCATE, "66.66");
    expect_rounded(value, 2, AVN_HALF_UP, "66.67");
    expect_rounded(fraction("0.125"), 2, AVN_HALF_UP, "0.13");
    expect_rounded(fraction("-0.125"), 2, AVN_HALF_UP, "-0.13");
    expect_rounded(fraction("-0.129"), 2, AVN_TRUNCATE, "-0.12");
    expect_rounded(fraction("7"), 0, AVN_TRUNCATE, "7");
}

static void signs_are_kept(void **state)
{
    avn_fraction value;
    (void)state;
    assert_true(avn_fraction_divide(fraction("1"), fraction("-4"), &value));
    expect_rounded(value, 2, AVN_TRUNCATE, "-0.25");
    assert_true(avn_fraction_subtract(fraction("1.5"), fraction("2"), &value));
    expect_rounded(value, 1, AVN_TRUNCATE, "-0.5");
    assert_true(avn_fraction_multiply(value, value, &value));
    expect_rounded(value, 2, AVN_TRUNCATE, "0.25");
}

static void zero_divides_nothing(void **state)
{
    avn_fraction value;
    (void)state;
    assert_false(avn_fraction_divide(fraction("1"), fraction("0.00"), &value));
    assert_true(avn_fraction_divide(fraction("0"), fraction("7"), &value));
    expect_rounded(value, 2, AVN_TRUNCATE, "0.00");
}

/* Products of the largest figures fit; what does not is refused and never wraps. */
static void large_figures_fit_or_are_refused(void **state)
{
    avn_fraction large = fraction("9223372036854775807"), small = fraction("0.000000000000000001");
    avn_fraction value;
    avn_decimal rounded;
    (void)state;
    assert_true(avn_fraction_multiply(large, large, &value));
    assert_true(avn_fraction_divide(value, large, &value));
    expect_rounded(value, 0, AVN_TRUNCATE, "9223372036854775807");
    assert_false(avn_fraction_round(large, 1, AVN_TRUNCATE, &rounded));
    assert_true(avn_fraction_multiply(large, large, &value));
    assert_false(avn_fraction_multiply(value, large, &value));
    assert_true(avn_fraction_divide(large, small, &value));
    assert_false(avn_fraction_divide(value, small, &value));
    assert_true(avn_fraction_multiply(large, large, &value));
    assert_true(avn_fraction_add(value, value, &value));
    assert_false(avn_fraction_add(value, fraction("0.1"), &value));
}

static void tolerance_is_inclusive(void **state)
{
    (void)state;
    assert_true(avn_fraction_near(fraction("1.01"), fraction("1.02"), fraction("0.01")));
    assert_true(avn_fraction_near(fraction("1.02"), fraction("1.01"), fraction("0.01")));
    assert_false(avn_fraction_near(fraction("1.001"), fraction("1.012"), fraction("0.01")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(division_loses_nothing),
        cmocka_unit_test(rounding_is_towards_zero_or_away_from_it),
        cmocka_unit_test(signs_are_kept),
        cmocka_unit_test(zero_divides_nothing),
        cmocka_unit_test(large_figures_fit_or_are_refused),
        cmocka_unit_test(tolerance_is_inclusive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

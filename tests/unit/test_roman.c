/* Roman numerals as headings and lists print them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/roman.h"

static void letters_add_up_and_a_lower_one_before_a_higher_one_is_taken_off(void **state)
{
    (void)state;
    assert_int_equal(avn_roman_value(AVN_STR("I")), 1);
    assert_int_equal(avn_roman_value(AVN_STR("IV")), 4);
    assert_int_equal(avn_roman_value(AVN_STR("XIV")), 14);
    assert_int_equal(avn_roman_value(AVN_STR("XLIX")), 49);
    assert_int_equal(avn_roman_value(AVN_STR("CXC")), 190);
    assert_int_equal(avn_roman_value(AVN_STR("CCCXCIX")), 399);
}

static void small_letters_and_careless_numerals_count_as_well(void **state)
{
    (void)state;
    assert_int_equal(avn_roman_value(AVN_STR("xiv")), 14);
    assert_int_equal(avn_roman_value(AVN_STR("Viii")), 8);
    assert_int_equal(avn_roman_value(AVN_STR("IIII")), 4);
    assert_int_equal(avn_roman_value(AVN_STR("IC")), 99);
    assert_int_equal(avn_roman_value(AVN_STR("CIVIL")), 153);
}

static void anything_else_is_none(void **state)
{
    (void)state;
    assert_int_equal(avn_roman_value(AVN_STR("")), 0);
    assert_int_equal(avn_roman_value(AVN_STR("MD")), 0);
    assert_int_equal(avn_roman_value(AVN_STR("IV.")), 0);
    assert_int_equal(avn_roman_value(AVN_STR("X V")), 0);
    assert_int_equal(avn_roman_value(AVN_STR("X\0I")), 0);
    assert_int_equal(avn_roman_value(avn_str_head(AVN_STR("XIV"), 2)), 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_add_up_and_a_lower_one_before_a_higher_one_is_taken_off),
        cmocka_unit_test(small_letters_and_careless_numerals_count_as_well),
        cmocka_unit_test(anything_else_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

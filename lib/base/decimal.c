/* Exact decimals. Signed results are worked out in 128 bits, where two aligned
 * operands or one product always fit, and narrowed to 64 at the end. */
#include "base/decimal.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

static wide power_of_ten(unsigned exponent)
{
    wide power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

static unsigned_wide magnitude(wide value)
{
    return value < 0 ? (unsigned_wide)0 - (unsigned_wide)value : (unsigned_wide)value;
}

/* Drops zero decimals where that makes room. */
static bool narrow(wide units, unsigned scale, avn_decimal *result)
{
    while (scale > AVN_DECIMAL_MAX_SCALE || units > INT64_MAX || units < INT64_MIN) {
        if (scale == 0 || units % 10 != 0)
            return false;
        units /= 10;
        scale--;
    }
    *result = (avn_decimal){ (int64_t)units, (unsigned char)scale };
    return true;
}

static unsigned common_scale(avn_decimal a, avn_decimal b)
{
    return a.scale > b.scale ? a.scale : b.scale;
}

static wide units_at(avn_decimal a, unsigned scale)
{
    return a.units * power_of_ten(scale - a.scale);
}

bool avn_decimal_parse(avn_str text, avn_decimal *result)
{
    bool negative = text.len > 0 && text.ptr[0] == '-', in_fraction = false;
    const uint64_t most = (uint64_t)INT64_MAX + negative;
    uint64_t units = 0;
    unsigned scale = 0;
    size_t digits = 0;
    for (size_t i = negative; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && !in_fraction && digits > 0 && i + 1 < text.len) {
            in_fraction = true;
            continue;
        }
        uint64_t digit = (uint64_t)(c - '0');
        if (!avn_is_digit(c) || units > most / 10 || units * 10 > most - digit)
            return false;
        digits++;
        scale += in_fraction;
        units = units * 10 + digit;
    }
    if (digits == 0 || scale > AVN_DECIMAL_MAX_SCALE)
        return false;
    *result =
        (avn_decimal){ (int64_t)(negative ? -(wide)units : (wide)units), (unsigned char)scale };
    return true;
}

int avn_decimal_compare(avn_decimal a, avn_decimal b)
{
    unsigned scale = common_scale(a, b);
    wide left = units_at(a, scale), right = units_at(b, scale);
    return (left > right) - (left < right);
}

bool avn_decimal_add(avn_decimal a, avn_decimal b, avn_decimal *result)
{
    unsigned scale = common_scale(a, b);
    return narrow(units_at(a, scale) + units_at(b, scale), scale, result);
}

bool avn_decimal_subtract(avn_decimal a, avn_decimal b, avn_decimal *result)
{
    unsigned scale = common_scale(a, b);
    return narrow(units_at(a, scale) - units_at(b, scale), scale, result);
}

bool avn_decimal_multiply(avn_decimal a, avn_decimal b, avn_decimal *result)
{
    return narrow((wide)a.units * b.units, (unsigned)a.scale + b.scale, result);
}

/* NUMERATOR / DENOMINATOR * 10^SHIFT by long division, so that no intermediate outgrows 128 bits:
 * the denominator has at most 37 digits, and only 19 where SHIFT is above zero. */
static bool long_division(unsigned_wide numerator, unsigned_wide denominator, unsigned shift,
                          avn_rounding rounding, unsigned_wide *quotient)
{
    const unsigned_wide largest = (unsigned_wide)INT64_MAX + 1;
    unsigned_wide result = numerator / denominator, rest = numerator % denominator;
    while (shift-- > 0) {
        rest *= 10;
        result = result * 10 + rest / denominator;
        rest %= denominator;
        if (result > largest)
            return false;
    }
    if (rounding == AVN_HALF_UP && rest >= denominator - rest)
        result++;
    *quotient = result;
    return result <= largest;
}

bool avn_decimal_divide(avn_decimal a, avn_decimal b, unsigned scale, avn_rounding rounding,
                        avn_decimal *result)
{
    if (b.units == 0 || scale > AVN_DECIMAL_MAX_SCALE)
        return false;
    unsigned_wide numerator = magnitude(a.units), denominator = magnitude(b.units), quotient;
    unsigned up = scale + b.scale, shift = up > a.scale ? up - a.scale : 0;
    if (a.scale > up)
        denominator *= (unsigned_wide)power_of_ten(a.scale - up);
    if (!long_division(numerator, denominator, shift, rounding, &quotient))
        return false;
    wide units = (a.units < 0) != (b.units < 0) ? -(wide)quotient : (wide)quotient;
    if (units > INT64_MAX)
        return false;
    *result = (avn_decimal){ (int64_t)units, (unsigned char)scale };
    return true;
}

bool avn_decimal_rescale(avn_decimal a, unsigned scale, avn_rounding rounding, avn_decimal *result)
{
    return avn_decimal_divide(a, (avn_decimal){ 1, 0 }, scale, rounding, result);
}

avn_str avn_decimal_text(avn_decimal a, char buffer[AVN_DECIMAL_TEXT_SIZE])
{
    char *end = buffer + AVN_DECIMAL_TEXT_SIZE - 1, *at = end;
    unsigned_wide rest = magnitude(a.units);
    unsigned printed = 0;
    *at = '\0';
    do {
        if (printed == a.scale && printed > 0)
            *--at = '.';
        *--at = (char)('0' + (int)(rest % 10));
        rest /= 10;
        printed++;
    } while (rest > 0 || printed <= a.scale);
    if (a.units < 0)
        *--at = '-';
    size_t length = (size_t)(end - at);
    memmove(buffer, at, length + 1);
    return (avn_str){ buffer, length };
}

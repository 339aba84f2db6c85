#include "base/fraction.h"

static const avn_big largest = (((avn_big)1 << 126) - 1) * 2 + 1;

static avn_big magnitude(avn_big a)
{
    return a < 0 ? -a : a;
}

/* Most numbers of a report are short, and what is worked out with short ones is worked out in a
 * tenth of the time. */
static bool are_short(avn_big a, avn_big b)
{
    return a == (int64_t)a && b == (int64_t)b;
}

static avn_big common_divisor(avn_big a, avn_big b)
{
    a = magnitude(a);
    b = magnitude(b);
    if (are_short(a, b)) {
        int64_t high = (int64_t)a, low = (int64_t)b;
        while (low != 0) {
            int64_t rest = high % low;
            high = low;
            low = rest;
        }
        return high > 0 ? high : 1;
    }
    while (b != 0) {
        avn_big rest = a % b;
        a = b;
        b = rest;
    }
    return a > 0 ? a : 1;
}

/* Magnitudes stay below the largest, so that a sign can always be changed. */
static bool product(avn_big a, avn_big b, avn_big *result)
{
    if (!are_short(a, b) && b != 0 && magnitude(a) > largest / magnitude(b))
        return false;
    *result = a * b;
    return true;
}

static bool sum(avn_big a, avn_big b, avn_big *result)
{
    if ((b > 0 && a > largest - b) || (b < 0 && a < -largest - b))
        return false;
    *result = a + b;
    return true;
}

static avn_fraction reduced(avn_big units, avn_big over)
{
    avn_big divisor = common_divisor(units, over);
    if (are_short(units, over))
        return (avn_fraction){ (int64_t)units / (int64_t)divisor,
                               (int64_t)over / (int64_t)divisor };
    return (avn_fraction){ units / divisor, over / divisor };
}

avn_fraction avn_fraction_of(avn_decimal number)
{
    avn_big over = 1;
    for (unsigned i = 0; i < number.scale; i++)
        over *= 10;
    return reduced(number.units, over);
}

bool avn_fraction_add(avn_fraction a, avn_fraction b, avn_fraction *result)
{
    avn_big left, right, units, over;
    avn_big shared = common_divisor(a.over, b.over);
    if (!product(a.units, b.over / shared, &left) || !product(b.units, a.over / shared, &right) ||
        !sum(left, right, &units) || !product(a.over, b.over / shared, &over))
        return false;
    *result = reduced(units, over);
    return true;
}

bool avn_fraction_subtract(avn_fraction a, avn_fraction b, avn_fraction *result)
{
    return avn_fraction_add(a, (avn_fraction){ -b.units, b.over }, result);
}

bool avn_fraction_multiply(avn_fraction a, avn_fraction b, avn_fraction *result)
{
    avn_big units, over;
    avn_fraction first = reduced(a.units, b.over), second = reduced(b.units, a.over);
    if (!product(first.units, second.units, &units) || !product(first.over, second.over, &over))
        return false;
    *result = (avn_fraction){ units, over };
    return true;
}

bool avn_fraction_divide(avn_fraction a, avn_fraction b, avn_fraction *result)
{
    if (b.units == 0)
        return false;
    avn_fraction turned =
        b.units < 0 ? (avn_fraction){ -b.over, -b.units } : (avn_fraction){ b.over, b.units };
    return avn_fraction_multiply(a, turned, result);
}

bool avn_fraction_compare(avn_fraction a, avn_fraction b, int *order)
{
    avn_fraction difference;
    if (!avn_fraction_subtract(a, b, &difference))
        return false;
    *order = (difference.units > 0) - (difference.units < 0);
    return true;
}

bool avn_fraction_round(avn_fraction a, unsigned decimals, avn_rounding rounding,
                        avn_decimal *result)
{
    avn_big shifted = magnitude(a.units);
    for (unsigned i = 0; i < decimals; i++)
        if (!product(shifted, 10, &shifted))
            return false;
    avn_big units = shifted / a.over, rest = shifted % a.over;
    if (rounding == AVN_HALF_UP && rest >= a.over - rest)
        units++;
    if (units > INT64_MAX)
        return false;
    *result = (avn_decimal){ (int64_t)(a.units < 0 ? -units : units), (unsigned char)decimals };
    return true;
}

bool avn_fraction_near(avn_fraction a, avn_fraction b, avn_fraction tolerance)
{
    avn_fraction distance, rest;
    if (!avn_fraction_subtract(a, b, &distance))
        return false;
    distance.units = magnitude(distance.units);
    return avn_fraction_subtract(tolerance, distance, &rest) && rest.units >= 0;
}

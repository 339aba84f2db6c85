/* Exact fractions, for equations: a division loses nothing before the result is
 * rounded as the grammar says. Whatever outgrows 128 bits answers false. */
#ifndef AVN_BASE_FRACTION_H
#define AVN_BASE_FRACTION_H

#include "base/decimal.h"

__extension__ typedef __int128 avn_big;

/* over is above zero. */
typedef struct avn_fraction {
    avn_big units, over;
} avn_fraction;

avn_fraction avn_fraction_of(avn_decimal number);
bool avn_fraction_add(avn_fraction a, avn_fraction b, avn_fraction *result);
bool avn_fraction_subtract(avn_fraction a, avn_fraction b, avn_fraction *result);
bool avn_fraction_multiply(avn_fraction a, avn_fraction b, avn_fraction *result);
/* False also when B is zero. */
bool avn_fraction_divide(avn_fraction a, avn_fraction b, avn_fraction *result);
/* Sets *ORDER negative, zero or positive as A is less than, equal to or more than B. */
bool avn_fraction_compare(avn_fraction a, avn_fraction b, int *order);
/* A with so many decimals. */
bool avn_fraction_round(avn_fraction a, unsigned decimals, avn_rounding rounding,
                        avn_decimal *result);
/* True when A and B differ by no more than TOLERANCE. */
bool avn_fraction_near(avn_fraction a, avn_fraction b, avn_fraction tolerance);

#endif

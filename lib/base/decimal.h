/* Exact decimals: a count of units and the place of the decimal point.
 *
 * What a report prints is compared and computed as printed: 0.10 is ten
 * hundredths, never a binary fraction. An operation whose exact result has no
 * room answers false and leaves *RESULT alone; nothing ever wraps. */
#ifndef AVN_BASE_DECIMAL_H
#define AVN_BASE_DECIMAL_H

#include <stdint.h>

#include "base/str.h"

enum {
    AVN_DECIMAL_MAX_SCALE = 18,
    AVN_DECIMAL_TEXT_SIZE = 24 /* the longest text and its NUL */
};

/* units / 10^scale; scale is at most AVN_DECIMAL_MAX_SCALE. */
typedef struct avn_decimal {
    int64_t units;
    unsigned char scale;
} avn_decimal;

typedef enum avn_rounding {
    AVN_TRUNCATE, /* towards zero */
    AVN_HALF_UP   /* halves away from zero: 2.5 -> 3, -2.5 -> -3 */
} avn_rounding;

/* Reads "-1234.50"; the scale is the number of printed decimals. False when TEXT is anything else
 * than an optional minus, digits and an optional point with digits, or is too long for 64 bits. */
bool avn_decimal_parse(avn_str text, avn_decimal *result);
/* Negative, zero or positive as A is less than, equal to or more than B, whatever their scales. */
int avn_decimal_compare(avn_decimal a, avn_decimal b);
/* The scale of a sum is the larger one, of a product the sum of both; less only where that many
 * decimals have no room and those left out are zeros. */
bool avn_decimal_add(avn_decimal a, avn_decimal b, avn_decimal *result);
bool avn_decimal_subtract(avn_decimal a, avn_decimal b, avn_decimal *result);
bool avn_decimal_multiply(avn_decimal a, avn_decimal b, avn_decimal *result);
/* A / B with SCALE decimals; false also when B is zero. */
bool avn_decimal_divide(avn_decimal a, avn_decimal b, unsigned scale, avn_rounding rounding,
                        avn_decimal *result);
/* A with SCALE decimals. */
bool avn_decimal_rescale(avn_decimal a, unsigned scale, avn_rounding rounding, avn_decimal *result);
/* "-1234.50" in BUFFER, NUL-terminated. */
avn_str avn_decimal_text(avn_decimal a, char buffer[AVN_DECIMAL_TEXT_SIZE]);

#endif

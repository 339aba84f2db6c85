/* Roman numerals of headings and lists. */
#ifndef AVN_BASE_ROMAN_H
#define AVN_BASE_ROMAN_H

#include "base/str.h"

/* What the letters I V X L C of TEXT, small or capital, come to, a lower one before a higher one
 * taken off; not only in the one way that Romans wrote a number. 0 for anything else. */
unsigned avn_roman_value(avn_str text);

#endif

/* UTF-8 that is known to be valid. */
#ifndef AVN_BASE_UTF8_H
#define AVN_BASE_UTF8_H

#include <stdint.h>

#include "base/str.h"

/* Number of code points. */
size_t avn_utf8_length(avn_str s);
/* Where character COUNT (from 0) begins; the length of S when it has not so many. */
size_t avn_utf8_offset(avn_str s, size_t count);
/* The code point at byte *AT, which moves behind it; 0 at the end. */
uint32_t avn_utf8_next(avn_str s, size_t *at);

#endif

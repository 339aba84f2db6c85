#include "grammar/charset.h"

#include <string.h>

#include "base/bits.h"

avn_charset avn_charset_any(void)
{
    avn_charset any = { .wide = true };
    memset(any.bytes, 0xFF, sizeof any.bytes);
    return any;
}

void avn_charset_add(avn_charset *set, unsigned first, unsigned last)
{
    for (unsigned byte = first; byte <= last; byte++)
        set->bytes[byte / 64] |= (uint64_t)1 << (byte % 64);
}

void avn_charset_join(avn_charset *set, const avn_charset *other)
{
    set->wide = set->wide || other->wide;
    for (size_t i = 0; i < 4; i++)
        set->bytes[i] |= other->bytes[i];
}

void avn_charset_fold(avn_charset *set)
{
    avn_charset known = *set;
    set->wide = true; /* k and s are cases of letters beyond ASCII */
    for (unsigned c = 'a', upper = 'A'; c <= 'z'; c++, upper++) {
        if (avn_has_bit(known.bytes, c))
            avn_charset_add(set, upper, upper);
        if (avn_has_bit(known.bytes, upper))
            avn_charset_add(set, c, c);
    }
}

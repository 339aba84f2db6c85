#include "base/roman.h"

static unsigned digit_of(char c)
{
    static const char digits[] = "IVXLC";
    static const unsigned values[] = { 1, 5, 10, 50, 100 };
    char capital = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
    const char *found = capital ? strchr(digits, capital) : NULL;
    return found ? values[found - digits] : 0;
}

unsigned avn_roman_value(avn_str text)
{
    unsigned value = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned digit = digit_of(text.ptr[i]);
        unsigned next = i + 1 < text.len ? digit_of(text.ptr[i + 1]) : 0;
        if (digit == 0)
            return 0;
        value = digit < next ? value - digit : value + digit;
    }
    return value;
}

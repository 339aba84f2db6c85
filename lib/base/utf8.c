#include "base/utf8.h"

static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* How many of the eight bytes at P go on a character. */
static size_t going_on(const char *p)
{
    uint64_t bytes;
    memcpy(&bytes, p, sizeof bytes);
    uint64_t each = bytes >> 7 & ~bytes >> 6 & 0x0101010101010101u;
    return (size_t)(each * 0x0101010101010101u >> 56); /* their sum */
}

size_t avn_utf8_length(avn_str s)
{
    size_t count = s.len, i = 0;
    for (; s.len - i >= 8; i += 8)
        count -= going_on(s.ptr + i);
    for (; i < s.len; i++)
        count -= goes_on(s.ptr[i]);
    return count;
}

size_t avn_utf8_offset(avn_str s, size_t count)
{
    size_t at = 0;
    for (; s.len - at >= 8 && count >= 8; at += 8)
        count -= 8 - going_on(s.ptr + at);
    for (; at < s.len && (count > 0 || goes_on(s.ptr[at])); at++)
        count -= !goes_on(s.ptr[at]);
    return at;
}

uint32_t avn_utf8_next(avn_str s, size_t *at)
{
    if (*at >= s.len)
        return 0;
    unsigned char lead = (unsigned char)s.ptr[(*at)++];
    unsigned more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t point = more == 0 ? lead : lead & (0x3Fu >> more);
    for (; more > 0 && *at < s.len; more--)
        point = point << 6 | ((unsigned char)s.ptr[(*at)++] & 0x3F);
    return point;
}

#include "base/utf8.h"

size_t avn_utf8_length(avn_str s)
{
    size_t count = s.len, i = 0;
    /* Bytes that go on a character are not counted; eight are looked at together. */
    for (; s.len - i >= 8; i += 8) {
        uint64_t bytes;
        memcpy(&bytes, s.ptr + i, sizeof bytes);
        uint64_t goes_on = bytes >> 7 & ~bytes >> 6 & 0x0101010101010101u;
        count -= goes_on * 0x0101010101010101u >> 56; /* the sum of the eight */
    }
    for (; i < s.len; i++)
        count -= ((unsigned char)s.ptr[i] & 0xC0) == 0x80;
    return count;
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

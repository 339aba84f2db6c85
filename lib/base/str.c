#include "base/str.h"

avn_str avn_str_trim(avn_str s)
{
    while (s.len > 0 && avn_is_blank(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && avn_is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

int avn_str_cmp(avn_str a, avn_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

avn_str avn_str_word(avn_str *rest)
{
    while (rest->len > 0 && avn_is_blank(rest->ptr[0]))
        *rest = avn_str_from(*rest, 1);
    size_t end = 0;
    while (end < rest->len && !avn_is_blank(rest->ptr[end]))
        end++;
    avn_str word = avn_str_head(*rest, end);
    *rest = avn_str_from(*rest, end);
    return word;
}

size_t avn_str_find(avn_str s, avn_str needle)
{
    if (needle.len == 0)
        return 0;
    for (size_t at = 0; at + needle.len <= s.len;) {
        const char *hit = memchr(s.ptr + at, needle.ptr[0], s.len - needle.len + 1 - at);
        if (!hit)
            return s.len;
        if (memcmp(hit, needle.ptr, needle.len) == 0)
            return (size_t)(hit - s.ptr);
        at = (size_t)(hit - s.ptr) + 1;
    }
    return s.len;
}

unsigned long long avn_str_hash(avn_str s)
{
    static const unsigned long long odd = 0x9E3779B97F4A7C15ULL;
    unsigned long long hash = s.len * odd;
    while (s.len > 0) {
        unsigned long long piece = 0;
        size_t size = s.len < sizeof piece ? s.len : sizeof piece;
        memcpy(&piece, s.ptr, size);
        hash = (hash ^ piece) * odd;
        hash ^= hash >> 32; /* tables take the low bits, and a product's low bits hardly mix */
        s = avn_str_from(s, size);
    }
    return hash;
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

size_t avn_str_distance(avn_str a, avn_str b, size_t limit)
{
    enum { LONGEST = 63 };
    if (a.len > LONGEST || b.len > LONGEST)
        return limit + 1;
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t above = row[j];
            size_t swap = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
            row[j] = smallest(above + 1, row[j - 1] + 1, swap);
            diagonal = above;
        }
    }
    return row[b.len] <= limit ? row[b.len] : limit + 1;
}

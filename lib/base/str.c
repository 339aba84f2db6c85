#include "base/str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

int avn_str_cmp(avn_str a, avn_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

/* Words are most of what is read: 8 bytes of them are looked at together. */
static const char *first_blank(const char *at, const char *end)
{
#ifdef __SSE2__
    const __m128i space = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t');
    for (; end - at >= 8; at += 8) {
        __m128i bytes = _mm_loadl_epi64((const __m128i *)(const void *)at);
        __m128i blank = _mm_or_si128(_mm_cmpeq_epi8(bytes, space), _mm_cmpeq_epi8(bytes, tab));
        int blanks = _mm_movemask_epi8(blank);
        if (blanks)
            return at + __builtin_ctz((unsigned)blanks);
    }
#endif
    while (at < end && !avn_is_blank(*at))
        at++;
    return at;
}

avn_str avn_str_word(avn_str *rest)
{
    const char *at = rest->ptr, *end = at + rest->len;
    while (at < end && avn_is_blank(*at))
        at++;
    const char *word = at;
    at = first_blank(at, end);
    *rest = (avn_str){ at, (size_t)(end - at) };
    return (avn_str){ word, (size_t)(at - word) };
}

avn_str avn_str_last_word(avn_str s)
{
    size_t at = s.len;
#ifdef __SSE2__
    const __m128i space = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t');
    for (; at >= 16; at -= 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(s.ptr + at - 16));
        __m128i blank = _mm_or_si128(_mm_cmpeq_epi8(bytes, space), _mm_cmpeq_epi8(bytes, tab));
        int blanks = _mm_movemask_epi8(blank);
        if (blanks) /* behind the last of them */
            return avn_str_from(s, at + 16 - (size_t)__builtin_clz((unsigned)blanks));
    }
#endif
    while (at > 0 && !avn_is_blank(s.ptr[at - 1]))
        at--;
    return avn_str_from(s, at);
}

#ifdef __SSE2__
enum { BLOCK = 16 };

/* Where NEEDLE begins in the BLOCK places from P on, or BLOCK. Only places where both its first
 * and its last byte stand are compared. */
static size_t find_in_block(const char *p, avn_str needle)
{
    __m128i first = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i last = _mm_loadu_si128((const __m128i *)(const void *)(p + needle.len - 1));
    first = _mm_cmpeq_epi8(first, _mm_set1_epi8(needle.ptr[0]));
    last = _mm_cmpeq_epi8(last, _mm_set1_epi8(needle.ptr[needle.len - 1]));
    unsigned places = (unsigned)_mm_movemask_epi8(_mm_and_si128(first, last));
    for (; places; places &= places - 1) {
        size_t at = (size_t)__builtin_ctz(places);
        if (memcmp(p + at, needle.ptr, needle.len) == 0)
            return at;
    }
    return BLOCK;
}
#endif

size_t avn_str_find(avn_str s, avn_str needle)
{
    if (needle.len == 0)
        return 0;
    size_t at = 0, places = s.len >= needle.len ? s.len - needle.len + 1 : 0;
#ifdef __SSE2__
    while (places >= BLOCK && at < places) {
        /* The last block overlaps the one before. */
        at = at < places - BLOCK ? at : places - BLOCK;
        size_t hit = find_in_block(s.ptr + at, needle);
        if (hit < BLOCK)
            return at + hit;
        at += BLOCK;
    }
#endif
    while (at < places) {
        const char *hit = memchr(s.ptr + at, needle.ptr[0], places - at);
        if (!hit)
            return s.len;
        if (memcmp(hit, needle.ptr, needle.len) == 0)
            return (size_t)(hit - s.ptr);
        at = (size_t)(hit - s.ptr) + 1;
    }
    return s.len;
}

static unsigned long long load(const char *bytes, size_t size)
{
    unsigned long long word = 0;
    memcpy(&word, bytes, size);
    return word;
}

/* The last bytes of a string, fewer than eight, as one number. Loads of a size that is known here
 * cost an instruction each, so some bytes are loaded twice. */
static unsigned long long load_rest(avn_str s)
{
    if (s.len >= 4)
        return load(s.ptr, 4) << 32 | load(s.ptr + s.len - 4, 4);
    if (s.len >= 2)
        return load(s.ptr, 2) << 16 | load(s.ptr + s.len - 2, 2);
    return s.len ? load(s.ptr, 1) : 0;
}

unsigned long long avn_str_hash(avn_str s)
{
    static const unsigned long long odd = 0x9E3779B97F4A7C15ULL;
    unsigned long long hash = s.len * odd;
    for (; s.len >= 8; s = avn_str_from(s, 8)) {
        hash = (hash ^ load(s.ptr, 8)) * odd;
        hash ^= hash >> 32; /* tables take the low bits, and a product's low bits hardly mix */
    }
    hash = (hash ^ load_rest(s)) * odd;
    return hash ^ hash >> 32;
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

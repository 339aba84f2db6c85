/* See scan.h. The vector part relies on SSE2, which every x86-64 has; elsewhere
 * the same loop runs byte by byte. */
#include "text/scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#ifdef __SSE2__
/* All bits of those bytes of BLOCK that are neither printable ASCII nor tab nor LF. */
static inline __m128i stops_in(__m128i block)
{
    /* A signed comparison: bytes from 0x80 on are negative and thus below the space too. */
    __m128i below = _mm_cmplt_epi8(block, _mm_set1_epi8(' '));
    __m128i newlines = _mm_cmpeq_epi8(block, _mm_set1_epi8('\n'));
    __m128i tabs = _mm_cmpeq_epi8(block, _mm_set1_epi8('\t'));
    __m128i fine = _mm_or_si128(newlines, tabs);
    return _mm_andnot_si128(fine, below);
}
#endif

const unsigned char *avn_scan_skip(const unsigned char *p, const unsigned char *end)
{
#ifdef __SSE2__
    for (; end - p >= 16; p += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)p);
        unsigned stops = (unsigned)_mm_movemask_epi8(stops_in(block));
        if (stops)
            return p + __builtin_ctz(stops);
    }
#endif
    while (p < end && ((*p >= ' ' && *p < 0x80) || *p == '\n' || *p == '\t'))
        p++;
    return p;
}

size_t avn_scan_step(const unsigned char *p, const unsigned char *end, uint32_t *character)
{
    unsigned first = *p;
    size_t length;
    unsigned low = 0x80, high = 0xBF; /* of the second byte: no overlong forms, no surrogates */
    *character = first;
    if (first < 0x80)
        return 1;
    *character = AVN_NO_CHAR;
    if (first < 0xC2 || first > 0xF4)
        return 1;
    if (first < 0xE0) {
        length = 2;
    } else if (first < 0xF0) {
        length = 3;
        low = first == 0xE0 ? 0xA0 : 0x80;
        high = first == 0xED ? 0x9F : 0xBF;
    } else {
        length = 4;
        low = first == 0xF0 ? 0x90 : 0x80;
        high = first == 0xF4 ? 0x8F : 0xBF;
    }
    uint32_t code = first & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if (p + i >= end || p[i] < low || p[i] > high)
            return i;
        code = code << 6 | (p[i] & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    *character = code;
    return length;
}

static avn_char_class class_of_ascii(uint32_t c)
{
    switch (c) {
    case 0:
        return AVN_CHAR_NUL;
    case '\t':
    case '\n':
        return AVN_CHAR_PLAIN;
    case '\r':
        return AVN_CHAR_RETURN;
    case '\f':
        return AVN_CHAR_PAGE;
    case '\v':
        return AVN_CHAR_BLANK;
    default:
        return c < ' ' || c == 0x7F ? AVN_CHAR_CONTROL : AVN_CHAR_PLAIN;
    }
}

static avn_char_class class_of_punctuation(uint32_t c)
{
    if (c <= 0x200A || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F)
        return AVN_CHAR_BLANK;
    if (c <= 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F))
        return AVN_CHAR_NOTHING;
    return AVN_CHAR_PLAIN;
}

/* Up to U+02FF nothing decomposes further in NFC or joins the character before it; the same
 * holds for the ranges of symbols that are named here. All else is left to utf8proc. */
avn_char_class avn_scan_class(uint32_t c)
{
    if (c < 0x80)
        return class_of_ascii(c);
    if (c < 0x300)
        return c == 0xA0 ? AVN_CHAR_BLANK : c == 0xAD ? AVN_CHAR_NOTHING : AVN_CHAR_PLAIN;
    if (c >= 0x2000 && c <= 0x206F)
        return class_of_punctuation(c);
    if ((c >= 0x2070 && c < 0x20D0) || (c >= 0x2140 && c < 0x2329) || (c >= 0x232B && c < 0x2ADC))
        return AVN_CHAR_PLAIN;
    if (c == 0x1680 || c == 0x3000)
        return AVN_CHAR_BLANK;
    if (c == 0x180E || c == 0xFEFF)
        return AVN_CHAR_NOTHING;
    return AVN_CHAR_UNSETTLED;
}

/* Passes the form feeds and the CR at P: plain text has them only where a line begins or ends. */
static const unsigned char *scan_edge(avn_scan *scan, const unsigned char *begin,
                                      const unsigned char *p, const unsigned char *end)
{
    const unsigned char *rest = p;
    while (rest < end && *rest == '\f')
        rest++;
    if (rest < end && *rest == '\r') {
        rest++;
        scan->plain &= rest < end && *rest == '\n';
    } else {
        scan->plain &= rest == end || *rest == '\n' || p == begin || p[-1] == '\n';
    }
    return rest;
}

/* Looks at the character at P that avn_scan_skip() stopped at; returns what follows it. */
static const unsigned char *scan_character(avn_scan *scan, const unsigned char *begin,
                                           const unsigned char *p, const unsigned char *end)
{
    if (*p == '\f' || *p == '\r')
        return scan_edge(scan, begin, p, end);
    uint32_t character;
    size_t length = avn_scan_step(p, end, &character);
    if (character == AVN_NO_CHAR) {
        if (scan->bad++ == 0)
            scan->first_bad = (size_t)(p - begin);
        scan->plain = false;
        return p + length;
    }
    avn_char_class class = avn_scan_class(character);
    scan->nuls += class == AVN_CHAR_NUL;
    scan->controls += class == AVN_CHAR_CONTROL;
    scan->lost += (character >= 0x80 && character < 0xA0) || character == 0xFFFD;
    scan->plain &= class <= AVN_CHAR_NUL;
    return p + length;
}

/* avn_scan_skip() that passes the Spanish letters, U+00C0 to U+00FF, as well: nearly all else that
 * stands in a text. One may be left where it ends. */
static const unsigned char *skip_letters(const unsigned char *p, const unsigned char *end)
{
#ifdef __SSE2__
    for (; end - p >= 16; p += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i first = _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xC3));
        __m128i second = _mm_cmplt_epi8(block, _mm_set1_epi8((char)0xC0));
        __m128i letters = _mm_and_si128(first, _mm_srli_si128(second, 1));
        letters = _mm_or_si128(letters, _mm_slli_si128(letters, 1));
        unsigned stops = (unsigned)_mm_movemask_epi8(_mm_andnot_si128(letters, stops_in(block)));
        if (stops)
            return p + __builtin_ctz(stops);
    }
#endif
    return avn_scan_skip(p, end);
}

/* Valid sequences of two bytes or more. */
static size_t count_multibyte(const unsigned char *p, const unsigned char *end)
{
    size_t count = 0;
    for (p = avn_scan_skip(p, end); p < end; p = avn_scan_skip(p, end)) {
        uint32_t character;
        size_t length = avn_scan_step(p, end, &character);
        count += character != AVN_NO_CHAR && length > 1;
        p += length;
    }
    return count;
}

avn_scan avn_scan_text(avn_str text)
{
    avn_scan scan = { .plain = true };
    const unsigned char *begin = (const unsigned char *)text.ptr, *end = begin + text.len;
    const unsigned char *p = skip_letters(begin, end);
    while (p < end) {
        bool has_next = end - p > 1;
        if (*p == 0xC3 && has_next && (p[1] & 0xC0) == 0x80) {
            p += 2;
        } else if (*p == '\r' && has_next && p[1] == '\n') {
            p += 2;
        } else {
            p = scan_character(&scan, begin, p, end);
        }
        p = skip_letters(p, end);
    }
    if (scan.bad)
        scan.multibyte = count_multibyte(begin, end);
    return scan;
}

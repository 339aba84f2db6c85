/* Words and what stands between them, sixteen bytes at a time where the machine can. */
#include "lex/lexed.h"

#ifdef __SSE2__
#include <emmintrin.h>

enum { BLOCK = 16 };

static __m128i are(const char *p, char c)
{
    return _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)p), _mm_set1_epi8(c));
}

static __m128i are_blanks(const char *p)
{
    return _mm_or_si128(are(p, ' '), are(p, '\t'));
}
#endif

/* Words begin where no blank stands behind one. */
size_t avn_count_words(avn_str text)
{
    size_t at = 1, count = text.len > 0 && !avn_is_blank(text.ptr[0]);
#ifdef __SSE2__
    __m128i sums = _mm_setzero_si128();
    for (; at + BLOCK <= text.len; at += BLOCK) {
        __m128i begin = _mm_andnot_si128(are_blanks(text.ptr + at), are_blanks(text.ptr + at - 1));
        __m128i ones = _mm_and_si128(begin, _mm_set1_epi8(1));
        sums = _mm_add_epi64(sums, _mm_sad_epu8(ones, _mm_setzero_si128()));
    }
    count += (size_t)(_mm_cvtsi128_si32(sums) + _mm_cvtsi128_si32(_mm_srli_si128(sums, 8)));
#endif
    for (; at < text.len; at++)
        count += avn_is_blank(text.ptr[at - 1]) && !avn_is_blank(text.ptr[at]);
    return count;
}

/* TEXT begins with no blank, so that the first place needs no look. */
bool avn_has_cells(avn_str text)
{
    size_t at = 1;
#ifdef __SSE2__
    for (; at + BLOCK <= text.len; at += BLOCK) {
        __m128i two = _mm_and_si128(are(text.ptr + at - 1, ' '), are(text.ptr + at, ' '));
        if (_mm_movemask_epi8(_mm_or_si128(two, are(text.ptr + at, '\t'))))
            return true;
    }
#endif
    for (; at < text.len; at++)
        if (text.ptr[at] == '\t' || (text.ptr[at] == ' ' && text.ptr[at - 1] == ' '))
            return true;
    return false;
}

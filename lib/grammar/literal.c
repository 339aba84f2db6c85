#include "grammar/literal.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Spanish text holds few of the letters at the end, and fewer of what does not stand here. */
static unsigned rarity(char c)
{
    static const char common[] = " eaosrnidlctumpbgvyqhf";
    if ((unsigned char)c >= 0x80) /* half the letters with an accent share it */
        return 0;
    const char *found = c ? strchr(common, small(c)) : NULL;
    return found ? (unsigned)(found - common) : sizeof common;
}

void avn_literal_prepare(avn_literal *literal)
{
    uint8_t rarest = 0, next = literal->length > 1;
    for (uint8_t i = 1; i < literal->length; i++) {
        if (rarity(literal->text[i]) > rarity(literal->text[rarest])) {
            next = rarest;
            rarest = i;
        } else if (rarity(literal->text[i]) > rarity(literal->text[next])) {
            next = i;
        }
    }
    literal->rare[0] = rarest;
    literal->rare[1] = next;
}

/* Nearly all places differ in their first bytes, so this is no call of memcmp(). */
static bool stands_at(const avn_literal *literal, const char *text)
{
    size_t same = 0;
    while (same < literal->length &&
           (literal->folds ? small(text[same]) : text[same]) == literal->text[same])
        same++;
    return same == literal->length;
}

#ifdef __SSE2__
enum { BLOCK = 16 };

/* Offset of the first of PLACES, at least a block of them, where LITERAL stands; PLACES when there
 * is none. Its rare bytes, which seldom stand there together, are looked for in all places of a
 * block at once; a letter that folds is made a small one before, in all of them. */
static size_t find_in_blocks(const avn_literal *literal, const char *text, size_t places)
{
    const char *first = text + literal->rare[0], *second = text + literal->rare[1];
    char a = literal->text[literal->rare[0]], b = literal->text[literal->rare[1]];
    char fold = literal->folds ? 'a' - 'A' : 0;
    const __m128i all_a = _mm_set1_epi8(a), all_b = _mm_set1_epi8(b);
    const __m128i fold_a = _mm_set1_epi8(is_letter(a) ? fold : 0);
    const __m128i fold_b = _mm_set1_epi8(is_letter(b) ? fold : 0);
    for (size_t at = 0; at < places; at += BLOCK) {
        if (at > places - BLOCK) /* the last block overlaps the one before */
            at = places - BLOCK;
        __m128i here = _mm_loadu_si128((const __m128i *)(const void *)(first + at));
        __m128i there = _mm_loadu_si128((const __m128i *)(const void *)(second + at));
        here = _mm_cmpeq_epi8(_mm_or_si128(here, fold_a), all_a);
        there = _mm_cmpeq_epi8(_mm_or_si128(there, fold_b), all_b);
        unsigned both = (unsigned)_mm_movemask_epi8(_mm_and_si128(here, there));
        for (; both; both &= both - 1) {
            size_t place = at + (size_t)__builtin_ctz(both);
            if (stands_at(literal, text + place))
                return place;
        }
    }
    return places;
}
#endif

size_t avn_literal_find(const avn_literal *literal, avn_str text)
{
    size_t none = text.len + 1, at = 0;
    if (literal->length == 0)
        return 0;
    if (text.len < literal->length)
        return none;
    size_t places = none - literal->length;
#ifdef __SSE2__
    if (places >= BLOCK)
        at = find_in_blocks(literal, text.ptr, places);
    else
#endif
        while (at < places && !stands_at(literal, text.ptr + at))
            at++;
    return at < places ? at : none;
}

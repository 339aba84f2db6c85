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

/* What a block of bytes is looked through for: a rare byte of the literal in all of its places. */
typedef struct rare_byte {
    size_t offset; /* in the literal */
    __m128i all, fold;
} rare_byte;

static rare_byte rare_byte_of(const avn_literal *literal, unsigned which)
{
    char c = literal->text[literal->rare[which]];
    bool folds = literal->folds && is_letter(c);
    return (rare_byte){ literal->rare[which], _mm_set1_epi8(c),
                        _mm_set1_epi8(folds ? 'a' - 'A' : 0) };
}

/* In which of the places from P on the byte stands where it does in the literal. */
static inline __m128i stands(const rare_byte *rare, const char *p, bool folds)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + rare->offset));
    return _mm_cmpeq_epi8(folds ? _mm_or_si128(bytes, rare->fold) : bytes, rare->all);
}

/* In which of them both do, which is seldom. */
static inline __m128i both_stand(const rare_byte rare[2], const char *p, bool folds)
{
    return _mm_and_si128(stands(&rare[0], p, folds), stands(&rare[1], p, folds));
}

/* Offset of the first of PLACES, at least a block of them, where LITERAL stands; PLACES when there
 * is none. FOLDS is the literal's, and known where this is compiled. */
static inline size_t find_in_blocks(const avn_literal *literal, const char *text, size_t places,
                                    bool folds)
{
    const rare_byte rare[2] = { rare_byte_of(literal, 0), rare_byte_of(literal, 1) };
    for (size_t at = 0; at < places; at += BLOCK) {
        for (; at + 2 * BLOCK <= places; at += 2 * BLOCK) {
            const char *p = text + at;
            __m128i two =
                _mm_or_si128(both_stand(rare, p, folds), both_stand(rare, p + BLOCK, folds));
            if (_mm_movemask_epi8(two))
                break;
        }
        if (at > places - BLOCK) /* the last block overlaps the one before */
            at = places - BLOCK;
        unsigned found = (unsigned)_mm_movemask_epi8(both_stand(rare, text + at, folds));
        for (; found; found &= found - 1) {
            size_t place = at + (size_t)__builtin_ctz(found);
            if (stands_at(literal, text + place))
                return place;
        }
    }
    return places;
}
#endif

/* The same where there is less than a block of places. */
static size_t find_in_few(const avn_literal *literal, const char *text, size_t places)
{
    uint8_t offset = literal->rare[0];
    for (size_t at = 0; at < places; at++) {
        char c = literal->folds ? small(text[at + offset]) : text[at + offset];
        if (c == literal->text[offset] && stands_at(literal, text + at))
            return at;
    }
    return places;
}

size_t avn_literal_find(const avn_literal *literal, avn_str text)
{
    size_t none = text.len + 1, at;
    if (literal->length == 0)
        return 0;
    if (text.len < literal->length)
        return none;
    size_t places = none - literal->length;
#ifdef __SSE2__
    if (places >= BLOCK)
        at = literal->folds ? find_in_blocks(literal, text.ptr, places, true)
                            : find_in_blocks(literal, text.ptr, places, false);
    else
#endif
        at = find_in_few(literal, text.ptr, places);
    return at < places ? at : none;
}

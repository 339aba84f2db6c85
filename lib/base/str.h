/* Strings as pointer + size.
 *
 * An avn_str never owns its bytes: it points into the decoded text, into a
 * literal or into an arena. Copies made by avn_arena_str() are NUL-terminated
 * as well, because cJSON and libxlsxwriter ask for C strings; slices are not. */
#ifndef AVN_BASE_STR_H
#define AVN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct avn_str {
    const char *ptr;
    size_t len;
} avn_str;

#define AVN_STR(literal) ((avn_str){ (literal), sizeof(literal) - 1 })
/* For printf: "%.*s", AVN_FMT(s) */
#define AVN_FMT(s) (int)(s).len, (s).ptr

static inline avn_str avn_str_of(const char *c_string)
{
    return (avn_str){ c_string, c_string ? strlen(c_string) : 0 };
}

static inline bool avn_str_eq(avn_str a, avn_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool avn_str_is(avn_str a, const char *c_string)
{
    return avn_str_eq(a, avn_str_of(c_string));
}

static inline bool avn_str_starts(avn_str s, avn_str prefix)
{
    return s.len >= prefix.len && memcmp(s.ptr, prefix.ptr, prefix.len) == 0;
}

static inline bool avn_str_ends(avn_str s, avn_str suffix)
{
    return s.len >= suffix.len && memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0;
}

static inline avn_str avn_str_from(avn_str s, size_t offset)
{
    return offset >= s.len ? (avn_str){ s.ptr + s.len, 0 }
                           : (avn_str){ s.ptr + offset, s.len - offset };
}

static inline avn_str avn_str_head(avn_str s, size_t length)
{
    return (avn_str){ s.ptr, length < s.len ? length : s.len };
}

static inline bool avn_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline bool avn_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Copies S to TO; returns where it ends there. Most pieces that outputs are made of are a few
 * bytes: two moves that may overlap cost less than a call. */
static inline char *avn_put(char *to, avn_str s)
{
    if (s.len > 16) {
        memcpy(to, s.ptr, s.len);
    } else if (s.len >= 8) {
        memcpy(to, s.ptr, 8);
        memcpy(to + s.len - 8, s.ptr + s.len - 8, 8);
    } else if (s.len >= 4) {
        memcpy(to, s.ptr, 4);
        memcpy(to + s.len - 4, s.ptr + s.len - 4, 4);
    } else if (s.len > 0) {
        to[0] = s.ptr[0];
        to[s.len / 2] = s.ptr[s.len / 2];
        to[s.len - 1] = s.ptr[s.len - 1];
    }
    return to + s.len;
}

/* S without blanks and tabs at both ends. */
static inline avn_str avn_str_trim(avn_str s)
{
    while (s.len > 0 && avn_is_blank(s.ptr[0]))
        s = (avn_str){ s.ptr + 1, s.len - 1 };
    while (s.len > 0 && avn_is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}
/* Order of the bytes, as strcmp. */
int avn_str_cmp(avn_str a, avn_str b);
/* Takes the next word (run of non-blanks) off the front of *REST; empty when none is left. */
avn_str avn_str_word(avn_str *rest);
/* The last run of non-blanks of S; empty when S ends in a blank. */
avn_str avn_str_last_word(avn_str s);
/* Offset of the first NEEDLE in S, or S.len when there is none. */
size_t avn_str_find(avn_str s, avn_str needle);
/* For small hash tables; its value means nothing beyond this run. */
unsigned long long avn_str_hash(avn_str s);
/* Edit distance for "did you mean"; gives up above LIMIT and returns LIMIT + 1. */
size_t avn_str_distance(avn_str a, avn_str b, size_t limit);

#endif

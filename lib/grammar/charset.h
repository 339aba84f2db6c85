/* Characters, known by the bytes that they begin with. */
#ifndef AVN_GRAMMAR_CHARSET_H
#define AVN_GRAMMAR_CHARSET_H

#include <stdbool.h>
#include <stdint.h>

typedef struct avn_charset {
    uint64_t bytes[4]; /* bit set of those that one of them begins with */
    bool wide;         /* some have more bytes, of which nothing is kept */
} avn_charset;

avn_charset avn_charset_any(void);
void avn_charset_add(avn_charset *set, unsigned first, unsigned last);
void avn_charset_join(avn_charset *set, const avn_charset *other);
/* Adds the other case of the letters in SET, beyond ASCII too. */
void avn_charset_fold(avn_charset *set);

#endif

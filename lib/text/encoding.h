/* Which encoding bytes are in, and their conversion to UTF-8 by iconv(3). */
#ifndef AVN_TEXT_ENCODING_H
#define AVN_TEXT_ENCODING_H

#include "avance.h"
#include "base/buf.h"

typedef struct avn_unicode_form {
    const char *name; /* as iconv calls it; NULL: the bytes show none */
    size_t mark;      /* bytes of the byte order mark; 0: the NULs gave it away */
} avn_unicode_form;

/* UTF-8 with a mark, UTF-16 and UTF-32. */
avn_unicode_form avn_unicode_form_of(avn_str bytes);
/* The likeliest one of the single-byte encodings of Spanish texts, for bytes that are not UTF-8. */
const char *avn_legacy_encoding_of(avn_str bytes);
bool avn_is_utf8_name(const char *name);

/* What had to be replaced by U+FFFD. */
typedef struct avn_damage {
    size_t count;
    size_t first; /* offset in the UTF-8 text */
} avn_damage;

/* Appends BYTES, read as NAME, to OUT. AVANCE_BAD_USE: no such encoding. */
avance_status avn_convert(const char *name, avn_str bytes, avn_buf *out, avn_damage *damage);

#endif

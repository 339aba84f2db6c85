/* See encoding.h. Libraries that guess encodings misjudge short Spanish texts,
 * hence a few rules about the bytes that occur in them. */
#include "text/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <strings.h>

bool avn_is_utf8_name(const char *name)
{
    return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/* Letters and digits of UTF-16 have a zero in one byte of two, always on the same side. */
static const char *utf16_by_nuls(avn_str bytes)
{
    enum { LOOKED_AT = 4096, ENOUGH = 4 };
    while (bytes.len && bytes.ptr[bytes.len - 1] == '\0')
        bytes.len--;
    size_t looked_at = bytes.len < LOOKED_AT ? bytes.len : LOOKED_AT;
    if (looked_at < 2 * ENOUGH || !memchr(bytes.ptr, '\0', looked_at))
        return NULL;
    size_t pairs = looked_at / 2, even = 0, odd = 0;
    for (size_t i = 0; i + 1 < looked_at; i += 2) {
        even += bytes.ptr[i] == '\0';
        odd += bytes.ptr[i + 1] == '\0';
    }
    if (odd * 10 > pairs * 7 && even * 20 < pairs)
        return "UTF-16LE";
    if (even * 10 > pairs * 7 && odd * 20 < pairs)
        return "UTF-16BE";
    return NULL;
}

avn_unicode_form avn_unicode_form_of(avn_str bytes)
{
    /* UTF-32LE before UTF-16LE: its mark begins with the other's. */
    static const struct {
        avn_str mark;
        const char *name;
    } marks[] = {
        { { "\xEF\xBB\xBF", 3 }, "UTF-8" },    { { "\xFF\xFE\0\0", 4 }, "UTF-32LE" },
        { { "\0\0\xFE\xFF", 4 }, "UTF-32BE" }, { { "\xFF\xFE", 2 }, "UTF-16LE" },
        { { "\xFE\xFF", 2 }, "UTF-16BE" },
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (avn_str_starts(bytes, marks[i].mark))
            return (avn_unicode_form){ marks[i].name, marks[i].mark.len };
    }
    return (avn_unicode_form){ utf16_by_nuls(bytes), 0 };
}

/* Letters of ISO-8859-1, which are those of the other two as well. */
static bool is_letter(unsigned char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c != 0xD7 && c != 0xF7);
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* How much the byte C between BEFORE and AFTER speaks for ISO-8859-15 (above 0) or against it:
 * letters stand inside words, fractions beside figures, accents alone serve as quotes. */
static long latin9_score(unsigned char c, unsigned char before, unsigned char after)
{
    bool inside = is_letter(before) && is_letter(after);
    switch (c) {
    case 0xA4: /* the euro, or a sign of currency that nobody writes */
        return inside ? 0 : 2;
    case 0xA6: /* Š or ¦ */
    case 0xA8: /* š or ¨ */
    case 0xB8: /* ž or ¸ */
        return inside ? 2 : -1;
    case 0xB4: /* Ž, or the ´ of D´ARTAGNAN */
        return inside ? 0 : -1;
    case 0xBC: /* Œ or ¼ */
    case 0xBD: /* œ or ½ */
    case 0xBE: /* Ÿ or ¾ */
        if (is_digit(before))
            return -2;
        return inside ? 3 : is_letter(before) || is_letter(after) ? 1 : -2;
    default:
        return 0;
    }
}

const char *avn_legacy_encoding_of(avn_str bytes)
{
    const unsigned char *b = (const unsigned char *)bytes.ptr;
    long latin9 = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        if (b[i] < 0x80)
            continue;
        if (b[i] < 0xA0)
            return "Windows-1252";
        latin9 += latin9_score(b[i], i > 0 ? b[i - 1] : ' ', i + 1 < bytes.len ? b[i + 1] : ' ');
    }
    return latin9 > 0 ? "ISO-8859-15" : "ISO-8859-1";
}

/* Bytes that a broken character of encoding NAME is given up with. */
static size_t unit_of(const char *name)
{
    if (strncasecmp(name, "UTF-16", 6) == 0 || strncasecmp(name, "UCS-2", 5) == 0)
        return 2;
    if (strncasecmp(name, "UTF-32", 6) == 0 || strncasecmp(name, "UCS-4", 5) == 0)
        return 4;
    return 1;
}

/* Notes what iconv could not read at the head of REST and returns its length. */
static size_t give_up(avn_str rest, size_t unit, avn_buf *out, avn_damage *damage)
{
    /* Half of the NUL that ends a C string in UTF-16 is not a lost character. */
    if (rest.len < unit && *rest.ptr == '\0')
        return rest.len;
    if (damage->count++ == 0)
        damage->first = out->len;
    avn_buf_str(out, AVN_STR("\xEF\xBF\xBD"));
    return unit < rest.len ? unit : rest.len;
}

static avance_status convert(iconv_t converter, size_t unit, avn_str bytes, avn_buf *out,
                             avn_damage *damage)
{
    enum { LONGEST_CHARACTER = 64 };
    /* iconv() declares its input without const, and does not write there. */
    union {
        const char *bytes;
        char *input;
    } in = { bytes.ptr };
    size_t left = bytes.len;
    while (left > 0) {
        if (!avn_buf_reserve(out, left + left / 8 + LONGEST_CHARACTER))
            return AVANCE_NO_MEMORY;
        char *to = out->bytes + out->len;
        size_t room = out->capacity - out->len;
        size_t answer = iconv(converter, &in.input, &left, &to, &room);
        int error = errno;
        out->len = out->capacity - room;
        if (answer == (size_t)-1 && error != E2BIG) {
            size_t lost = give_up((avn_str){ in.input, left }, unit, out, damage);
            in.input += lost;
            left -= lost;
        }
        if (out->len >= UINT32_MAX)
            return AVANCE_LIMIT;
    }
    return out->failed ? AVANCE_NO_MEMORY : AVANCE_OK;
}

avance_status avn_convert(const char *name, avn_str bytes, avn_buf *out, avn_damage *damage)
{
    /* To iconv the empty name is the locale's encoding, which has no say here. */
    iconv_t converter = *name ? iconv_open("UTF-8", name) : (iconv_t)-1;
    if (converter == (iconv_t)-1)
        return AVANCE_BAD_USE;
    avance_status status = convert(converter, unit_of(name), bytes, out, damage);
    iconv_close(converter);
    return status;
}

#include "emit/json_text.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
    QUOTED_MAX = 6,     /* \u0001 */
    SHORT_STRING = 600, /* fits one room even if every byte is escaped */
    BLOCK = 16,         /* bytes that are looked at together */
    /* Deeper levels are not indented further: else the size of a text nested on purpose would be
     * the square of its depth. */
    DEEPEST_INDENT = 40
};

/* How many of the BLOCK bytes at P are quoted by copying them: ASCII but for control characters,
 * quotes and backslashes, and letters of two bytes, which all Spanish ones are. */
static size_t plain_bytes(const char *p)
{
#ifdef __SSE2__
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    __m128i slashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    /* Comparisons are signed: what is not ASCII is less than a space too. */
    __m128i below = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));
    __m128i special = _mm_or_si128(below, _mm_or_si128(quotes, slashes));
    unsigned stops = (unsigned)_mm_movemask_epi8(special);
    if (!stops)
        return BLOCK;
    __m128i first = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xC1)),
                                  _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xE0)));
    __m128i second = _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xC0));
    unsigned letters =
        (unsigned)_mm_movemask_epi8(first) & (unsigned)_mm_movemask_epi8(second) >> 1;
    stops &= ~(letters | letters << 1);
    return stops ? (size_t)__builtin_ctz(stops) : BLOCK;
#else
    size_t plain = 0;
    while (plain < BLOCK && (unsigned char)p[plain] >= 0x20 && (unsigned char)p[plain] < 0x80 &&
           p[plain] != '"' && p[plain] != '\\')
        plain++;
    return plain;
#endif
}

/* Bytes of the well-formed UTF-8 sequence at the front of S, or 0. S is not empty. */
static size_t sequence_length(avn_str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t length = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (length == 0 || p[0] > 0xF4 || length > s.len)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    bool overlong = (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xF0 && p[1] < 0x90);
    bool surrogate = p[0] == 0xED && p[1] > 0x9F;
    bool too_high = p[0] == 0xF4 && p[1] > 0x8F;
    return overlong || surrogate || too_high ? 0 : length;
}

/* Writes the escape of ASCII character C to ROOM; returns its length. */
static size_t escape(char *room, char c)
{
    static const char hex[] = "0123456789abcdef";
    char letter = '\0';
    if (c == '\n')
        letter = 'n';
    else if (c == '\t')
        letter = 't';
    else if (c == '\r')
        letter = 'r';
    else if (c == '"' || c == '\\')
        letter = c;
    room[0] = '\\';
    if (letter) {
        room[1] = letter;
        return 2;
    }
    memcpy(room + 1, "u00", 3);
    room[4] = hex[(c >> 4) & 15];
    room[5] = hex[c & 15];
    return 6;
}

/* Writes what stands for the first character of S, which is not plain, to *TO; returns how many
 * bytes of S that was. */
static size_t quote_special(char **to, avn_str s)
{
    if ((unsigned char)s.ptr[0] < 0x80) {
        *to += escape(*to, s.ptr[0]);
        return 1;
    }
    size_t length = sequence_length(s), written = length ? length : 3;
    memcpy(*to, length ? s.ptr : "\xEF\xBF\xBD", written);
    *to += written;
    return length ? length : 1;
}

/* Quotes S to ROOM; returns the length. Whole blocks are copied, what stands behind their plain
 * bytes is written over: ROOM has BLOCK bytes more than the longest result. */
static size_t quote_to(char *room, avn_str s)
{
    char *to = room;
    *to++ = '"';
    while (s.len > 0) {
        char filled[BLOCK];
        const char *from = s.ptr;
        if (s.len < BLOCK) {
            memset(filled, ' ', BLOCK);
            avn_put(filled, s);
            from = filled;
        }
        size_t plain = plain_bytes(from);
        memcpy(to, from, BLOCK);
        if (plain >= s.len) {
            to += s.len;
            break;
        }
        to += plain;
        s = avn_str_from(s, plain);
        if (plain < BLOCK)
            s = avn_str_from(s, quote_special(&to, s));
    }
    *to++ = '"';
    return (size_t)(to - room);
}

/* Where to cut S so that a piece of at most SHORT_STRING bytes ends between two characters. */
static size_t piece_length(avn_str s)
{
    if (s.len <= SHORT_STRING)
        return s.len;
    size_t length = SHORT_STRING;
    while (length > SHORT_STRING - 4 && ((unsigned char)s.ptr[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* Puts a quoted piece of S without its own quotes, except those that OPENS and CLOSES ask for. */
static void put_piece(avn_out *out, avn_str s, bool opens, bool closes)
{
    char *room = avn_out_room(out, SHORT_STRING * QUOTED_MAX + BLOCK + 2);
    if (!room)
        return;
    size_t length = quote_to(room, s);
    if (!opens)
        memmove(room, room + 1, --length);
    avn_out_used(out, closes ? length : length - 1);
}

void avn_json_quote(avn_out *out, avn_str s)
{
    size_t length = piece_length(s);
    put_piece(out, avn_str_head(s, length), true, length == s.len);
    while (length < s.len) {
        s = avn_str_from(s, length);
        length = piece_length(s);
        put_piece(out, avn_str_head(s, length), false, length == s.len);
    }
}

void avn_json_new_line(avn_out *out, unsigned depth)
{
    size_t blanks = 2 * (size_t)(depth < DEEPEST_INDENT ? depth : DEEPEST_INDENT);
    char *room = avn_out_room(out, 1 + blanks);
    if (!room)
        return;
    room[0] = '\n';
    memset(room + 1, ' ', blanks);
    avn_out_used(out, 1 + blanks);
}

static void new_line(avn_json *json)
{
    avn_json_new_line(json->out, json->depth);
}

/* What stands before a key or an item. */
static void separate(avn_json *json)
{
    if (json->comma)
        avn_out_char(json->out, ',');
    if (!json->indented)
        return;
    if (json->flat == 0 && json->depth > 0)
        new_line(json);
    else if (json->comma)
        avn_out_char(json->out, ' ');
}

void avn_json_value(avn_json *json)
{
    if (json->keyed)
        json->keyed = false;
    else
        separate(json);
    json->comma = true;
}

static void open_container(avn_json *json, char opening)
{
    avn_json_value(json);
    avn_out_char(json->out, opening);
    json->comma = false;
    json->depth++;
}

void avn_json_open(avn_json *json, char opening)
{
    open_container(json, opening);
    if (json->flat > 0)
        json->flat++;
}

void avn_json_open_flat(avn_json *json, char opening)
{
    open_container(json, opening);
    json->flat++;
}

void avn_json_close(avn_json *json, char closing)
{
    bool empty = !json->comma;
    json->depth--;
    if (json->flat > 0)
        json->flat--;
    else if (json->indented && !empty)
        new_line(json);
    avn_out_char(json->out, closing);
    json->comma = true;
}

void avn_json_key_str(avn_json *json, avn_str key)
{
    separate(json);
    avn_json_quote(json->out, key);
    avn_out_str(json->out, json->indented ? AVN_STR(": ") : AVN_STR(":"));
    json->keyed = true;
}

avn_str avn_json_quoted(avn_arena *arena, avn_str s)
{
    char *quoted = avn_arena_alloc(arena, s.len * QUOTED_MAX + BLOCK + 2);
    return quoted ? (avn_str){ quoted, quote_to(quoted, s) } : AVN_STR("");
}

avn_str avn_json_key_make(avn_arena *arena, avn_str key, bool indented)
{
    char *made = avn_arena_alloc(arena, key.len * QUOTED_MAX + BLOCK + 6);
    if (!made)
        return AVN_STR("");
    made[0] = ',';
    size_t length = 1 + quote_to(made + 1, key);
    made[length++] = ':';
    if (indented)
        made[length++] = ' ';
    return (avn_str){ made, length };
}

void avn_json_key_made(avn_json *json, avn_str made)
{
    if (json->indented)
        separate(json);
    avn_out_str(json->out, json->indented || !json->comma ? avn_str_from(made, 1) : made);
    json->keyed = true;
}

void avn_json_again(avn_json *json, avn_str members)
{
    separate(json);
    avn_out_str(json->out, members);
    json->comma = true;
}

void avn_json_key(avn_json *json, const char *key)
{
    avn_json_key_str(json, avn_str_of(key));
}

void avn_json_string(avn_json *json, avn_str s)
{
    avn_json_value(json);
    avn_json_quote(json->out, s);
}

void avn_json_raw(avn_json *json, avn_str s)
{
    avn_json_value(json);
    avn_out_str(json->out, s);
}

void avn_json_null(avn_json *json)
{
    avn_json_raw(json, AVN_STR("null"));
}

void avn_json_text(avn_json *json, const char *s)
{
    if (s)
        avn_json_string(json, avn_str_of(s));
    else
        avn_json_null(json);
}

void avn_json_bool(avn_json *json, bool value)
{
    avn_json_raw(json, value ? AVN_STR("true") : AVN_STR("false"));
}

void avn_json_digits(avn_out *out, unsigned long value)
{
    char digits[24];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    avn_out_str(out, (avn_str){ digits + at, sizeof digits - at });
}

void avn_json_unsigned(avn_json *json, unsigned long value)
{
    avn_json_value(json);
    avn_json_digits(json->out, value);
}

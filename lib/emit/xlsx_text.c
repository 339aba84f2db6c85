/* The library that writes the workbook checks none of this: a bad byte gives a damaged file. */
#include "emit/xlsx_text.h"

#include <stdint.h>
#include <stdio.h>

enum { ESCAPE_LENGTH = 7 /* _x0041_ */ };

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

static bool looks_like_escape(avn_str s)
{
    if (s.len < ESCAPE_LENGTH || s.ptr[0] != '_' || s.ptr[1] != 'x' || s.ptr[6] != '_')
        return false;
    return is_hex(s.ptr[2]) && is_hex(s.ptr[3]) && is_hex(s.ptr[4]) && is_hex(s.ptr[5]);
}

static bool is_tail(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Bytes of the character that S begins with; 0 when they are not UTF-8 or not for XML. */
static size_t character_size(avn_str s)
{
    unsigned char first = (unsigned char)s.ptr[0];
    if (first < 0x80)
        return 1;
    size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || s.len < size)
        return 0;
    uint32_t code = first & (0xFFU >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if (!is_tail(s.ptr[i]))
            return 0;
        code = code << 6 | ((unsigned char)s.ptr[i] & 0x3F);
    }
    bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
    bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    bool outside = code == 0xFFFE || code == 0xFFFF || code > 0x10FFFF;
    return overlong || surrogate || outside ? 0 : size;
}

/* Bytes to skip where character_size() found none. */
static size_t broken_size(avn_str s)
{
    size_t size = 1;
    while (size < s.len && size < 3 && is_tail(s.ptr[size]))
        size++;
    return size;
}

typedef struct piece {
    char text[ESCAPE_LENGTH + 1];
    size_t size;  /* of text */
    size_t units; /* UTF-16 units that a cell counts at most */
    size_t taken; /* bytes of the source */
} piece;

static piece next_piece(avn_str s)
{
    unsigned char c = (unsigned char)s.ptr[0];
    if ((c < 0x20 && c != '\t' && c != '\n') || looks_like_escape(s)) {
        piece escape = { .size = ESCAPE_LENGTH, .units = ESCAPE_LENGTH, .taken = 1 };
        snprintf(escape.text, sizeof escape.text, "_x%04X_", c);
        return escape;
    }
    size_t size = character_size(s);
    if (size == 0)
        return (piece){ "\xEF\xBF\xBD", 3, 1, broken_size(s) };
    piece same = { .size = size, .units = size == 4 ? 2 : 1, .taken = size };
    memcpy(same.text, s.ptr, size);
    return same;
}

size_t avn_xlsx_text(avn_buf *buf, avn_str text)
{
    size_t taken = 0, units = 0;
    while (taken < text.len) {
        piece next = next_piece(avn_str_from(text, taken));
        if (units + next.units > AVN_CELL_UNITS)
            break;
        avn_buf_str(buf, (avn_str){ next.text, next.size });
        units += next.units;
        taken += next.taken;
    }
    return taken;
}

/* Tenths of a digit's width: capitals are wider than the digits that columns are measured in. */
static size_t tenths_of(char c)
{
    enum { CAPITAL = 12, OTHER = 10 };
    bool capital = (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
    return capital ? CAPITAL : OTHER;
}

avn_text_size avn_xlsx_size(avn_str text, size_t widest)
{
    avn_text_size size = { 0, 1 };
    size_t tenths = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != '\n') {
            tenths += is_tail(text.ptr[i]) ? 0 : tenths_of(text.ptr[i]);
            continue;
        }
        size_t width = (tenths + 9) / 10;
        size.width = width > size.width ? width : size.width;
        size.lines += (i < text.len) + (width ? (width - 1) / widest : 0);
        tenths = 0;
    }
    return size;
}

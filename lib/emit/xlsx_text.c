/* The library that writes the workbook checks none of this: a bad byte gives a damaged file. */
#include "emit/xlsx_text.h"

#include <stdint.h>
#include <stdio.h>

enum { ESCAPE_LENGTH = 7 /* _x0041_ */ };

static bool is_hex(char c)
{
    return avn_is_digit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
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

/* How many bytes of S, at most MOST, are cells' text as they stand, one unit each. */
static size_t plain_length(avn_str s, size_t most)
{
    size_t length = 0;
    s = avn_str_head(s, most);
    while (length < s.len) {
        unsigned char c = (unsigned char)s.ptr[length];
        bool plain = (c >= 0x20 && c < 0x80 && c != '_') || c == '\t' || c == '\n';
        if (!plain)
            break;
        length++;
    }
    return length;
}

size_t avn_xlsx_text(avn_buf *buf, avn_str text)
{
    size_t taken = 0, units = 0;
    while (taken < text.len) {
        size_t plain = plain_length(avn_str_from(text, taken), AVN_CELL_UNITS - units);
        if (plain > 0) {
            avn_buf_str(buf, (avn_str){ text.ptr + taken, plain });
            units += plain;
            taken += plain;
            continue;
        }
        piece next = next_piece(avn_str_from(text, taken));
        if (units + next.units > AVN_CELL_UNITS)
            break;
        avn_buf_str(buf, (avn_str){ next.text, next.size });
        units += next.units;
        taken += next.taken;
    }
    return taken;
}

/* The width of the character at S in tenths of a digit's, which columns are measured in; about as
 * in Calibri and Carlito. 0 inside a character. */
static size_t tenths_of(avn_str s)
{
    enum { THIN = 5, LOW = 9, CAPITAL = 12, FOREIGN = 20 };
    /* Of the characters from the blank on. */
    static const unsigned char tenths[] = {
        5,  5,  9,  9,  9,  17, 9,  5,  5,  5,  9,  9,  5,  5,  5,  9,  /*  !"#$%&'()*+,-./ */
        10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 5,  5,  9,  9,  9,  9,  /* 0123456789:;<=>? */
        17, 12, 12, 12, 12, 12, 12, 12, 12, 5,  12, 12, 12, 17, 12, 12, /* @ABCDEFGHIJKLMNO */
        12, 12, 12, 12, 12, 12, 12, 17, 12, 12, 12, 5,  9,  5,  9,  9,  /* PQRSTUVWXYZ[\]^_ */
        9,  9,  9,  9,  9,  9,  5,  9,  9,  5,  5,  9,  5,  17, 9,  9,  /* `abcdefghijklmno */
        9,  9,  9,  9,  5,  9,  9,  17, 9,  9,  9,  5,  5,  5,  9,  9,  /* pqrstuvwxyz{|}~ */
    };
    unsigned char c = (unsigned char)s.ptr[0];
    if (c < 0x80)
        return c < ' ' ? THIN : tenths[c - ' '];
    if (is_tail(s.ptr[0]))
        return 0;
    /* Two-byte letters from Á on: the second half of them is small. */
    return c >= 0xE2 ? FOREIGN : s.len > 1 && (unsigned char)s.ptr[1] >= 0xA0 ? LOW : CAPITAL;
}

/* How many lines PARAGRAPH takes when each has room for ROOM tenths: they end behind a blank, or
 * inside a word that is wider than all of it. */
static size_t lines_of(avn_str paragraph, size_t room)
{
    size_t lines = 1, width = 0, word = 0; /* of the line; of the word at its end */
    for (size_t i = 0; i < paragraph.len; i++) {
        size_t own = tenths_of(avn_str_from(paragraph, i));
        bool blank = paragraph.ptr[i] == ' ';
        if (!blank && width + own > room) {
            lines++;
            width = word < width ? word : 0;
            word = width;
        }
        width += own;
        word = blank ? 0 : word + own;
    }
    return lines;
}

avn_text_size avn_xlsx_size(avn_str text, size_t widest)
{
    avn_text_size size = { 0, 0 };
    for (bool more = true; more;) {
        size_t end = avn_str_find(text, AVN_STR("\n")), tenths = 0;
        avn_str paragraph = avn_str_head(text, end);
        for (size_t i = 0; i < end; i++)
            tenths += tenths_of(avn_str_from(text, i));
        size_t width = (tenths + 9) / 10;
        size.width = width > size.width ? width : size.width;
        size.lines += width > widest ? lines_of(paragraph, widest * 10) : 1;
        more = end < text.len;
        text = avn_str_from(text, end + 1);
    }
    return size;
}

#include "bind/metric.h"

#include "base/utf8.h"

/* What no letter comes near, even eight together. */
enum { RARE = 1 << 20 };

/* Of each byte. The characters U+00C0 to U+00FF are the byte C3, which has no width of its own, and
 * one that is as wide as their plain letter: so nearly all text is the sum of its bytes. Control
 * characters are as wide as what is not known. */
static const unsigned byte_width[256] = {
    556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,
    556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  556,
    278,  278,  355,  556,  556,  889,  667,  191,  333,  333,  389,  584,  278,  333,  278,  278,
    556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  278,  278,  584,  584,  584,  556,
    1015, 667,  667,  722,  722,  667,  611,  778,  722,  278,  500,  667,  556,  833,  722,  778,
    667,  778,  722,  667,  611,  722,  667,  944,  667,  667,  611,  278,  278,  278,  469,  556,
    333,  556,  556,  500,  556,  556,  278,  556,  556,  222,  222,  500,  222,  833,  556,  556,
    556,  556,  333,  500,  278,  556,  500,  722,  500,  500,  500,  334,  260,  334,  584,  556,
    667,  667,  667,  667,  667,  667,  667,  722,  667,  667,  667,  667,  278,  278,  278,  278,
    722,  722,  778,  778,  778,  778,  778,  584,  778,  722,  722,  722,  722,  667,  667,  500,
    556,  556,  556,  556,  556,  556,  556,  500,  556,  556,  556,  556,  222,  222,  222,  222,
    556,  556,  556,  556,  556,  556,  556,  584,  556,  556,  556,  556,  556,  500,  556,  500,
    RARE, RARE, RARE, 0,    RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE,
    RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE,
    RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE,
    RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE, RARE,
};

static unsigned point_width(uint32_t point)
{
    if (point < 0x80)
        return byte_width[point];
    if (point >= 0xC0 && point <= 0xFF)
        return byte_width[point - 0xC0 + 0x80];
    switch (point) {
    case 0xA1: /* ¡ */
    case 0xAA: /* ª */
    case 0xBA: /* º */
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
        return 333;
    case 0xB0: /* ° */
        return 400;
    case 0x2022: /* bullet */
        return 350;
    case 0x2014: /* em dash */
        return 1000;
    default:
        return 556;
    }
}

/* Of the eight bytes at P; RARE or more when they must be looked at one by one. */
static unsigned width_of_eight(const char *p)
{
    const unsigned char *at = (const unsigned char *)p;
    return byte_width[at[0]] + byte_width[at[1]] + byte_width[at[2]] + byte_width[at[3]] +
           byte_width[at[4]] + byte_width[at[5]] + byte_width[at[6]] + byte_width[at[7]];
}

/* Of the letters from *AT, which moves behind them, to UNTIL. */
static unsigned width_one_by_one(avn_str text, size_t *at, size_t until)
{
    unsigned width = 0;
    while (*at < until) {
        unsigned one = byte_width[(unsigned char)text.ptr[*at]];
        *at += one < RARE;
        width += one < RARE ? one : point_width(avn_utf8_next(text, at));
    }
    return width;
}

unsigned avn_text_width(avn_str text)
{
    unsigned width = 0;
    size_t at = 0;
    while (text.len - at >= 8) {
        unsigned eight = width_of_eight(text.ptr + at);
        if (eight < RARE) {
            width += eight;
            at += 8;
        } else {
            width += width_one_by_one(text, &at, at + 8);
        }
    }
    return width + width_one_by_one(text, &at, text.len);
}

unsigned avn_first_word_width(avn_str text)
{
    return avn_text_width(avn_str_word(&text));
}

unsigned avn_first_letter_width(avn_str text)
{
    size_t at = 0;
    return text.len ? point_width(avn_utf8_next(text, &at)) : 0;
}

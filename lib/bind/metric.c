#include "bind/metric.h"

#include "base/utf8.h"

/* Of ASCII; control characters are as wide as what is not known. */
static const unsigned short ascii_width[128] = {
    556, 556, 556, 556, 556, 556, 556, 556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 556,  556, 556, 556, 556, 556, 278, 278, 355, 556, 556, 889,
    667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
    556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556,
    333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584, 556,
};

/* U+00C0 to U+00FF are as wide as their plain letters. */
static const char latin_base[] = "AAAAAAACEEEEIIIIDNOOOOO+OUUUUYPsaaaaaaaceeeeiiiionooooo+ouuuuypy";

static unsigned point_width(uint32_t point)
{
    if (point < 0x80)
        return ascii_width[point];
    if (point >= 0xC0 && point <= 0xFF)
        return ascii_width[(unsigned char)latin_base[point - 0xC0]];
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

unsigned avn_text_width(avn_str text)
{
    unsigned width = 0;
    for (size_t at = 0; at < text.len;) {
        unsigned char letter = (unsigned char)text.ptr[at];
        if (letter < 0x80) { /* most are: no need to put a code point together */
            width += ascii_width[letter];
            at++;
        } else {
            size_t next = at;
            width += point_width(avn_utf8_next(text, &next));
            at = next;
        }
    }
    return width;
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

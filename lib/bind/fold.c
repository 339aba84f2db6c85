#include "bind/fold.h"

#include "base/utf8.h"

/* ASCII as capitals; what is left out is a full stop. */
static const char ascii_plain[128] = {
    0,   1,    2,   3,   4,   5,   6,   7,   8,   9,   10,  11,  12,  13,  14,  15,  16,   17,  18,
    19,  20,   21,  22,  23,  24,  25,  26,  27,  28,  29,  30,  31,  ' ', '!', '"', '#',  '$', '%',
    '&', '\'', '(', ')', '*', '+', '.', '-', '.', '/', '0', '1', '2', '3', '4', '5', '6',  '7', '8',
    '9', ':',  ';', '<', '=', '>', '?', '@', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I',  'J', 'K',
    'L', 'M',  'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', '[', '\\', ']', '^',
    '_', '`',  'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',  'P', 'Q',
    'R', 'S',  'T', 'U', 'V', 'W', 'X', 'Y', 'Z', '{', '|', '}', '~', 127,
};

/* Of the code point behind byte *AT, which moves behind it. */
static char plain_letter(avn_str text, size_t *at)
{
    static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOO OUUUUYPSAAAAAAACEEEEIIIIDNOOOOO OUUUUYPY";
    uint32_t point = avn_utf8_next(text, at);
    return point >= 0xC0 && point <= 0xFF ? latin[point - 0xC0] : '?';
}

avn_str avn_fold(avn_str text, char *buffer, size_t size)
{
    const char *from = text.ptr, *end = from + text.len;
    char *to = buffer, *last = buffer + size - 1;
    while (from < end && to < last) {
        unsigned char letter = (unsigned char)*from;
        if (letter < 0x80) {
            char plain = ascii_plain[letter];
            *to = plain;
            to += plain != '.'; /* the next letter takes its place */
            from++;
        } else {
            size_t at = (size_t)(from - text.ptr);
            *to++ = plain_letter(text, &at);
            from = text.ptr + at;
        }
    }
    return (avn_str){ buffer, (size_t)(to - buffer) };
}

bool avn_folds_to(avn_str text, avn_str folded)
{
    size_t at = 0, same = 0;
    while (at < text.len) {
        unsigned char letter = (unsigned char)text.ptr[at];
        char plain = letter < 0x80 ? ascii_plain[letter] : plain_letter(text, &at);
        at += letter < 0x80;
        if (letter < 0x80 && plain == '.')
            continue;
        if (same == folded.len || folded.ptr[same] != plain)
            return false;
        same++;
    }
    return same == folded.len;
}

static size_t singular(const char *word, size_t length, avn_plural plural)
{
    if (length <= 2 || word[length - 1] != 'S')
        return length;
    if (plural == AVN_PLURAL_S)
        return strchr("AEIOU", word[length - 2]) ? length - 1 : length;
    return word[length - 2] == 'E' && length > 3 ? length - 2 : length;
}

avn_str avn_fold_singular(avn_str folded, avn_plural plural, char buffer[AVN_FOLDED])
{
    size_t used = 0, word = 0;
    for (size_t i = 0; i < folded.len && used + 1 < AVN_FOLDED; i++) {
        if (folded.ptr[i] == ' ') {
            used = word + singular(buffer + word, used - word, plural);
            word = used + 1;
        }
        buffer[used++] = folded.ptr[i];
    }
    return (avn_str){ buffer, word + singular(buffer + word, used - word, plural) };
}

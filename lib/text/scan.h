/* One look at bytes that may be UTF-8: are they valid, are they plain already,
 * and how many letters were lost in them?
 *
 * Plain text can be used where it lies: it holds nothing that avn_make_plain()
 * would change, other than the CR of CRLF and form feeds at either end of a
 * line, which avn_split_lines() leaves out of the lines. The scan passes
 * printable ASCII 16 bytes at a time and stops only at the bytes that could
 * matter. */
#ifndef AVN_TEXT_SCAN_H
#define AVN_TEXT_SCAN_H

#include <stdint.h>

#include "base/str.h"

typedef enum avn_char_class {
    AVN_CHAR_PLAIN,
    AVN_CHAR_CONTROL,  /* kept, but text has few of them */
    AVN_CHAR_NUL,      /* text has none */
    AVN_CHAR_RETURN,   /* CR */
    AVN_CHAR_PAGE,     /* form feed */
    AVN_CHAR_BLANK,    /* a kind of space */
    AVN_CHAR_NOTHING,  /* has no width: soft hyphen, joiners, marks of direction */
    AVN_CHAR_UNSETTLED /* NFC may change it or join it to the character before */
} avn_char_class;

#define AVN_NO_CHAR UINT32_MAX

typedef struct avn_scan {
    size_t bad;       /* places that are not UTF-8 */
    size_t multibyte; /* beside them: valid sequences of two bytes or more */
    size_t first_bad; /* offset of the first one */
    size_t nuls, controls;
    size_t lost; /* C1 control and replacement characters: they stand where letters were lost */
    bool plain;
} avn_scan;

avn_scan avn_scan_text(avn_str text);
/* The first byte from P on that is neither printable ASCII nor tab nor LF; END if none is. */
const unsigned char *avn_scan_skip(const unsigned char *p, const unsigned char *end);
/* Length of the character at P (P < END) and its code point in *CHARACTER. What is not UTF-8
 * gives AVN_NO_CHAR and the length of the part that stands for one lost character. */
size_t avn_scan_step(const unsigned char *p, const unsigned char *end, uint32_t *character);
avn_char_class avn_scan_class(uint32_t character);

#endif

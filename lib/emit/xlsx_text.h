/* Text as a cell of a workbook can hold it. */
#ifndef AVN_EMIT_XLSX_TEXT_H
#define AVN_EMIT_XLSX_TEXT_H

#include "base/buf.h"

/* The most UTF-16 units of one cell. */
enum { AVN_CELL_UNITS = 32767 };

/* Appends as much of TEXT as a cell holds and answers how many bytes of it that was. Control
 * characters become _x0001_, words that look like such an escape _x005F_x0001_; what XML cannot
 * say (U+FFFE, U+FFFF, broken UTF-8) becomes U+FFFD. */
size_t avn_xlsx_text(avn_buf *buf, avn_str text);
/* What a text takes in a column. */
typedef struct avn_text_size {
    size_t width; /* of its longest line, in digits */
    size_t lines; /* when lines are wrapped at the width of WIDEST */
} avn_text_size;

avn_text_size avn_xlsx_size(avn_str text, size_t widest);

#endif

/* How wide words are on paper.
 *
 * A renderer breaks a line only where the next word does not fit, so widths tell
 * where a wrapped cell ends. The advance widths are Helvetica's, in thousandths
 * of the font size: other sans fonts differ mostly in scale, and the scale is
 * learned from the file. */
#ifndef AVN_BIND_METRIC_H
#define AVN_BIND_METRIC_H

#include "base/str.h"

enum { AVN_BLANK_WIDTH = 278 };

unsigned avn_text_width(avn_str text);
/* Width of the first word; of the first letter. */
unsigned avn_first_word_width(avn_str text);
unsigned avn_first_letter_width(avn_str text);

#endif

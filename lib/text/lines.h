/* The lines and pages of plain text. */
#ifndef AVN_TEXT_LINES_H
#define AVN_TEXT_LINES_H

#include "text/plain.h"

/* Fills SOURCE's lines and page starts from its text, which is plain (see scan.h): the CR of CRLF
 * and form feeds stay outside of the lines. BREAKS holds the form feeds that stand in the text no
 * more; those that do are added. False when memory is short. */
bool avn_split_lines(avn_source *source, avn_text_breaks *breaks);
/* The line, from 0, that byte OFFSET of the text is in. */
size_t avn_line_at(const avn_source *source, size_t offset);

/* How many of the COUNT numbers, ascending, are MOST or less. */
size_t avn_count_up_to(const uint32_t *ascending, size_t count, size_t most);

#endif

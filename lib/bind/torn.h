/* Rows that a page tore: other ways to read the cells of a run. */
#ifndef AVN_BIND_TORN_H
#define AVN_BIND_TORN_H

#include "bind/singles.h"

/* The text of ROW out of its cells. */
void avn_row_spell(avn_arena *arena, avn_stream_row *row);

/* The line of words right above ROW, or UINT32_MAX. */
uint32_t avn_row_words_above(const avn_stream_row *row);

/* ROW may be another window of its run, or begin at the run's end, where words stand in between,
 * and go on before them. Gives ROW its WAYth reading; false when it has not so many. */
bool avn_row_read_torn(avn_arena *arena, avn_stream_row *row, size_t way);

/* Rows A and B stand one behind the other in the text: the first HEAD cells of A, those of B, then
 * the rest of A and of B. Reads them so. */
void avn_rows_read_torn(avn_arena *arena, avn_stream_row *a, avn_stream_row *b, size_t head);

#endif

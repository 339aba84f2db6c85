/* Which rows of figures belong to one record, told by the figures themselves.
 *
 * A record in plain figures prints its first row twice; one in percentages has a
 * second and a third row whose quotient is the first. */
#ifndef AVN_BIND_ROW_SETS_H
#define AVN_BIND_ROW_SETS_H

#include "bind/singles.h"

enum { AVN_SET_ROWS = 3 };

typedef struct avn_row_set {
    const avn_stream_row *rows[AVN_SET_ROWS]; /* NULL: none */
    bool in_percent;                          /* the first row is the quotient of the others */
    bool verified;                            /* the figures bear each other out */
} avn_row_set;

/* Finds the sets among ROWS, in the order of their first rows; SETS has room for COUNT. A row that
 * fits nowhere as it stands is read as the page may have torn it. */
size_t avn_pair_rows(avn_arena *arena, avn_stream_row *rows, size_t count, avn_row_set *sets);

#endif

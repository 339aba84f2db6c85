/* The figures of a text in streams: runs of cells, cut into rows and lone percentages. */
#ifndef AVN_BIND_FIGURES_H
#define AVN_BIND_FIGURES_H

#include "bind/singles.h"

typedef struct avn_figures {
    avn_lexed *lexed;
    const avn_columns_rule *columns;
    size_t length; /* figures in a row */
    AVN_VEC(avn_figure_cell) run;
    uint32_t words_above;    /* the last line of words, if no cell stood since; or UINT32_MAX */
    avn_stream_rows rows;    /* in the order of the text */
    avn_stream_rows singles; /* percentages that are no row's */
} avn_figures;

void avn_figures_begin(avn_figures *figures, avn_lexed *lexed, const avn_streams_rule *rule);
/* Adds the figures of a line. */
void avn_figures_add(avn_figures *figures, avn_str text, uint32_t line);
/* Words follow, on LINE: what the run holds whole is a row. */
void avn_figures_end_run(avn_figures *figures, uint32_t line);
/* Once the rows are paired: the lone percentages, with those that their runs have left over. */
avn_stream_rows avn_figures_singles(const avn_figures *figures);

#endif

/* Lone percentages of a text in streams find their records. */
#ifndef AVN_BIND_SINGLES_H
#define AVN_BIND_SINGLES_H

#include "base/decimal.h"
#include "bind/frames.h"

typedef struct avn_figure_cell {
    avn_str text;
    uint32_t line;
    bool percent;
    uint32_t words_above; /* the line of words right above it, or UINT32_MAX */
} avn_figure_cell;

/* A row of figures, or a lone percentage. */
typedef struct avn_stream_row {
    avn_str text; /* the figures, blanks between */
    bool percent;
    const avn_figure_cell *run; /* the cells that it was found in */
    size_t run_count, length;   /* of them, and how many the row takes: */
    size_t head;                /* so many from the run's end, */
    size_t from;                /* then those from here on */
    size_t singles_before;      /* so many lone percentages stand before the run */
} avn_stream_row;

typedef AVN_VEC(avn_stream_row) avn_stream_rows;

/* True when ROW takes cell INDEX of its run. */
bool avn_row_takes(const avn_stream_row *row, size_t index);

typedef struct avn_singles {
    avn_frames *frames;
    avn_lexed *lexed;
    const avn_streams_rule *rule;
    const avn_stream_row *const *rows; /* the opening row of each record, or NULL */
    size_t row_count;
    const avn_stream_row *items;
    size_t count;
} avn_singles;

/* By value first, as the grammar's ratio says, then in order. */
void avn_give_singles(const avn_singles *singles);

/* The columns of the rows; a figure as an exact number. */
const avn_columns_rule *avn_stream_columns(const avn_lexed *lexed, const avn_streams_rule *rule);
bool avn_figure_decimal(avn_str text, avn_decimal *value);
bool avn_figure_at(avn_str row, size_t index, avn_decimal *value);
/* The capture NAME of TOKEN, or NULL. */
avn_str *avn_capture_slot(avn_lexed *lexed, const avn_token *token, avn_str name);
/* The lines of ROW are accounted for under the line rule RULE. */
void avn_add_parts(avn_frames *frames, const avn_stream_row *row, int rule);

#endif

/* Printed lines as the pieces that rules are tried on.
 *
 * Lines that were cut at a fixed width are put together, `clean` takes marks out, `cells` cuts a
 * row of a table into columns and `break` a line into several of the same column. Every byte of a
 * piece leads back to the source. */
#ifndef AVN_LEX_PREPARE_H
#define AVN_LEX_PREPARE_H

#include "lex/lexed.h"

typedef struct avn_piece {
    uint32_t line, last;       /* physical lines, from 0: first and last that it stands in */
    uint32_t row;              /* what was printed beside each other is one row, from 0 */
    unsigned column;           /* of the table, from 0 */
    unsigned parts;            /* of a row as a whole: so many pieces of it follow */
    bool cell;                 /* stands in a row of cells */
    bool gap_above, gap_below; /* a meaningful blank line, furniture or the edge of the text */
    bool begins;               /* cannot go on with the piece above */
    avn_str text;              /* without outer blanks, never empty */
    const uint32_t *from;      /* source offset of each byte; NULL: the text stands in the source */
} avn_piece;

typedef AVN_VEC(avn_piece) avn_pieces;

/* Fills PIECES, all in LEXED's arena, in print order, columns from left to right. Settles in LEXED
 * which blank lines mean something, now that it is known whether lines were cut. */
avance_status avn_prepare(avn_lexed *lexed, avn_pieces *pieces);
/* Offset in the source's text of AT, which points into PIECE's text. */
size_t avn_piece_offset(const avn_lexed *lexed, const avn_piece *piece, const char *at);
/* True when BELOW cannot begin a text and so goes on with ABOVE. */
bool avn_reads_on(avn_str above, avn_str below);

/* ---- clean.c ---- */
/* What cleaning works in; reused from line to line. */
typedef struct avn_draft {
    char *text;
    uint32_t *from;
    size_t len, capacity;
} avn_draft;

typedef struct avn_cleaner {
    const avn_grammar *grammar;
    avn_matcher *matcher;
    avn_arena *arena;
    avn_draft now, next;
    uint64_t *may; /* what `cleaning` said of the draft */
    bool limit;    /* a pattern hit a limit of the engine */
} avn_cleaner;

enum { AVN_CUT = '\x1E' }; /* stands in a cleaned text where `break` cuts */

/* Puts TEXT, which begins at source offset START, into the draft; false when memory is short. */
bool avn_clean_begin(avn_cleaner *cleaner, avn_str text, size_t start);
/* Runs `clean` and `break` over the draft; true when that changed anything. */
bool avn_clean_run(avn_cleaner *cleaner);

/* False when `cells` cuts nothing off what avn_clean_run() left. */
bool avn_clean_left_cells(const avn_cleaner *cleaner);

enum { AVN_MOST_CELLS = 16 };
/* TEXT cut where `cells` says, into at least one; returns how many. */
unsigned avn_cut_cells(const avn_grammar *grammar, avn_matcher *matcher, avn_str text,
                       avn_str cells[AVN_MOST_CELLS]);
/* Bytes of the item's mark that TEXT begins with, or 0. */
size_t avn_item_mark(const avn_grammar *grammar, avn_matcher *matcher, avn_str text);

#endif

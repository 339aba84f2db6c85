/* The skeleton of a text of records: what stands before, in and behind each row
 * that opens one. */
#ifndef AVN_BIND_FRAMES_H
#define AVN_BIND_FRAMES_H

#include "bind/bind.h"

/* A line that some cell or text claims. */
typedef struct avn_item {
    avn_token token;
    avn_str text;          /* may be a part of the token's line */
    int block;             /* the level that it could be a heading of, or AVN_NONE */
    unsigned width;        /* on paper */
    unsigned first_word;   /* the same of its first word, */
    unsigned first_length; /* and the bytes of that */
    unsigned x;            /* characters to its left */
    unsigned printed;      /* of a heading above a row: how often it stands in the file */
    bool gap_above : 1, page_above : 1;
    bool on_row : 1;                             /* printed beside a row */
    bool begins_with_link : 1, ends_in_link : 1; /* words that begin or end no text */
    bool has_figures : 1;                        /* several: hardly a line of a name */
    bool ends_in_stop : 1;                       /* the sentence is over */
    bool in_list : 1;                            /* it begins a member of a list */
    bool is_heading : 1; /* it is sure, or its key is a code of letters and digits */
    bool is_sure : 1;    /* its pattern demands so many letters that it is no accident */
    bool consistent : 1; /* its key and its name always go together */
} avn_item;

typedef AVN_VEC(avn_item) avn_items;

typedef struct avn_frame {
    avn_token open;   /* the row that opens the record; rule AVN_FREE in the last frame */
    avn_items before; /* since the label of the record before */
    avn_items inside; /* between the row and the label, and beside rows */
    AVN_VEC(avn_token) rows;
    avn_token label;  /* rule AVN_FREE: none was printed */
    avn_str letter;   /* that its figures call for; it stands somewhere in the leads */
    bool doubtful;    /* its figures could not be told to be its own */
    bool after_label; /* the record before has a label that its text may stand under */
} avn_frame;

typedef struct avn_frames {
    avn_lexed *lexed;
    const avn_block_rule *record;
    int label_rule;            /* the line rule of the label */
    AVN_VEC(avn_frame) frames; /* one per record and one for what follows the last */
    bool blanks_mean;          /* blank lines set cells and paragraphs apart */
    bool beside;               /* leads stand beside and below the row, else before it */
    bool cells;                /* one cell a line */
    bool has_x;                /* columns keep their place on the line */
    bool has_tabs;             /* columns are set apart by tabs */
    bool streams; /* words and figures were paired; units may stand anywhere in the leads */
    AVN_VEC(avn_token) parts; /* lines that belong to rows without being a token of theirs */
} avn_frames;

/* False when memory is short. */
bool avn_frames_read(avn_frames *frames, avn_lexed *lexed, const avn_block_rule *record);
/* The line rule of the record's label, or AVN_NONE. */
int avn_frames_label(const avn_block_rule *record);
/* The staying level that RULE opens, or AVN_NONE. */
int avn_heading_block(const avn_grammar *grammar, int rule);
/* Makes ITEM of TEXT, without outer blanks, which stands in TOKEN's line. */
void avn_item_read(const avn_frames *frames, const avn_token *token, avn_str text, avn_item *item);

#endif

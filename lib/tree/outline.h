/* The machine for grammars whose records have no leads to learn: documents of headings, labels,
 * lists and paragraphs.
 *
 * outline.c walks the pieces of the text and asks which open block takes each; outline_match.c
 * tries a rule on a piece, outline_number.c tells headings by their numbers, outline_block.c opens
 * and closes blocks, outline_text.c gives words that no rule takes their place, outline_fill.c
 * reads them as values, outline_take.c looks for values inside texts. Nothing is dropped: what has
 * no place becomes an unknown node and a warning. */
#ifndef AVN_TREE_OUTLINE_H
#define AVN_TREE_OUTLINE_H

#include "lex/prepare.h"
#include "tree/assemble.h"

enum { AVN_EVERY_COLUMN = -1, AVN_OUTLINE_COLUMNS = 16 };

/* What has come of one clause of an open block. */
typedef struct avn_clause_state {
    bool filled;     /* a field has its words */
    bool marked;     /* a list has members with marks */
    bool told;       /* a note said that the list's members are guessed */
    avn_str printed; /* the words of a field so far */
} avn_clause_state;

typedef struct avn_open avn_open;
struct avn_open {
    avn_open *parent;
    const avn_block_rule *rule;
    avn_node *node;
    int column;               /* the only one it owns, or AVN_EVERY_COLUMN */
    unsigned last_number;     /* of its numbered children */
    avn_clause_state *states; /* one per clause */
    const avn_clause *last_list;
};

/* Words that may go on in the next line: a paragraph, an item or the value of a label. */
typedef struct avn_passage {
    AVN_VEC(avn_token) lines;
    const avn_piece *first, *last;
    bool open, marked;
    avn_open *home; /* where it goes if that is known: */
    const avn_clause *clause;
} avn_passage;

typedef struct avn_column_state {
    avn_open *home; /* of the open label, or NULL */
    const avn_clause *label;
    uint32_t row; /* in which the label stands */
    avn_passage passage;
} avn_column_state;

/* A line that may be numbered, for looking ahead. */
typedef struct avn_ordinal {
    unsigned number, letter; /* 4 and IV; d. 0: it is none */
    unsigned parent;         /* 5 of 5.2: the number of the block that it stands in; 0: not said */
    bool roman;
} avn_ordinal;

typedef struct avn_numbered {
    size_t piece;
    uint64_t rules;
    avn_ordinal heading, item;
} avn_numbered;

typedef struct avn_numbering {
    bool ready;
    AVN_VEC(avn_numbered) lines;
    uint64_t rules;             /* those that are numbered */
    uint64_t letters, numerals; /* rules that count in letters, in Roman numerals */
    unsigned list;              /* the number of the last item */
} avn_numbering;

typedef struct avn_outline {
    avn_assembly *a;
    avn_pieces pieces;
    AVN_VEC(avn_open *) stack; /* outer ones first: the document, staying levels, others */
    avn_column_state columns[AVN_OUTLINE_COLUMNS];
    AVN_VEC(avn_passage) waiting; /* for a record's leads */
    bool has_leads;
    avn_numbering numbering;
} avn_outline;

/* Where a piece goes: to a clause of an open block, or it opens a block in it. */
typedef struct avn_taker {
    avn_open *home;
    const avn_clause *clause;
    const avn_block_rule *block;
} avn_taker;

/* The whole text is one portion. */
avance_status avn_outline_read(avn_assembly *a);

/* ---- outline_match.c ---- */
/* Tries line rule RULE on piece INDEX; *NEXT is the first piece that it does not take. */
bool avn_outline_match(avn_outline *o, size_t index, int rule, avn_token *token, size_t *next);
/* The same for the piece alone, whatever follows. */
bool avn_outline_match_piece(avn_outline *o, size_t index, int rule, avn_token *token);

/* ---- outline_number.c ---- */
typedef struct avn_heading {
    avn_taker taker;
    int rule;
    unsigned number;
} avn_heading;
/* True when piece INDEX is a numbered heading; with GAP, one that skips a number or two. */
bool avn_outline_number(avn_outline *o, size_t index, bool gap, avn_heading *heading);
/* Remembers the number of an item. */
void avn_outline_count_item(avn_outline *o, avn_str mark);

/* ---- outline_block.c ---- */
bool avn_outline_sees(const avn_open *open, unsigned column);
/* True when BLOCK may stand in HOME. */
bool avn_outline_permits(const avn_open *home, const avn_block_rule *block);
bool avn_outline_opens(const avn_block_rule *block, int rule);
avn_open *avn_outline_push(avn_outline *o, avn_open *parent, const avn_block_rule *rule,
                           avn_node *node, int column);
/* Opens what TAKER says with TOKEN, which piece PIECE gave. */
void avn_outline_open(avn_outline *o, const avn_piece *piece, const avn_token *token,
                      const avn_taker *taker);
/* Closes what is open inside PARENT in COLUMN. */
void avn_outline_close(avn_outline *o, const avn_open *parent, int column);

/* ---- outline_text.c ---- */
/* True when BELOW, right below ABOVE, is more of the same text. */
bool avn_outline_follows(const avn_outline *o, avn_str above, avn_str below);
/* A piece that no rule takes. */
void avn_outline_words(avn_outline *o, const avn_piece *piece);
/* Opens the label of CLAUSE in the piece's column; VALUE is what follows it on its line. */
void avn_outline_label(avn_outline *o, const avn_piece *piece, const avn_taker *taker,
                       avn_str value);
/* Gives all words that were still going on their place. */
void avn_outline_flush(avn_outline *o);
/* Gives the first COUNT paragraphs that wait their place. */
void avn_outline_release(avn_outline *o, size_t count);

/* ---- outline_fill.c ---- */
avn_origin avn_outline_origin(const avn_outline *o, const avn_piece *piece, const char *at);
avn_clause_state *avn_outline_state(avn_open *open, const avn_clause *clause);
/* True when PRINTED reads as the type of field NAME. */
bool avn_outline_reads(avn_outline *o, avn_str name, avn_str printed);
/* Puts PRINTED into field or list NAME of OPEN; what does not read is told and kept. */
void avn_outline_put(avn_outline *o, avn_open *open, avn_str name, avn_str printed,
                     avn_origin origin);
/* Adds PRINTED to what field CLAUSE of OPEN holds. */
void avn_outline_put_more(avn_outline *o, avn_open *open, const avn_clause *clause, avn_str printed,
                          avn_origin origin);
/* All captures of TOKEN that are fields of OPEN. */
void avn_outline_put_captures(avn_outline *o, avn_open *open, const avn_piece *piece,
                              const avn_token *token);
/* Keeps TEXT, which has no place, beside OPEN. */
void avn_outline_keep_unknown(avn_outline *o, avn_open *open, avn_str text, avn_origin origin);
/* A list that `take` fills gets no items. */
bool avn_outline_is_taken(const avn_block_rule *rule, avn_str name);

/* ---- outline_take.c ---- */
void avn_outline_take(avn_outline *o);

#endif

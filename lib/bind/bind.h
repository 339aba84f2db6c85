/* Which text belongs to which record, where the grammar's `lead … learn` asks
 * for it.
 *
 * Between the label that closes one record's figures and the row that opens the
 * next stand, in this order: the text of the label, headings, and the leads
 * (name, unit) of the next record, with nothing but evidence to tell where one
 * ends. frames.c cuts the tokens into such gaps, split.c finds the division of a
 * gap that costs least, and the assembler is given events in which every line
 * has its role. */
#ifndef AVN_BIND_BIND_H
#define AVN_BIND_BIND_H

#include "bind/links.h"
#include "bind/table.h"
#include "lex/lexed.h"

typedef enum avn_role {
    AVN_ROLE_HEADING, /* opens a staying level */
    AVN_ROLE_REPEAT,  /* repeats the open heading at the top of a page */
    AVN_ROLE_OPEN,    /* opens a record */
    AVN_ROLE_ROW,     /* figures and fields of the open record */
    AVN_ROLE_LABEL,
    AVN_ROLE_PART, /* a line of a row that is data of another event */
    AVN_ROLE_TEXT, /* text of the open label */
    AVN_ROLE_UNKNOWN
} avn_role;

/* The value of one lead of a record. */
typedef struct avn_lead {
    avn_str text;
    avn_token *lines; /* what it was taken from, less lines that are rows */
    size_t count;
} avn_lead;

typedef struct avn_event {
    avn_role role;
    avn_token token;
    avn_lead *leads;       /* of OPEN: as many as the record has, in their order */
    const char *doubtful;  /* of OPEN: another reading that costs hardly more, or NULL */
    const char *doubt_of;  /* what it is a reading of */
    bool doubtful_figures; /* of OPEN: they do not bear each other out */
} avn_event;

typedef struct avn_binding {
    AVN_VEC(avn_event) events;
    const char *reading; /* its name, in Spanish */
    bool apart;          /* words and figures came apart and were put together by what fits */
    uint32_t end;        /* the line that the events end before; 0: no line is fit for that */
} avn_binding;

/* A heading in force. */
typedef struct avn_open_heading {
    int rule; /* AVN_FREE: none */
    avn_str *captures;
} avn_open_heading;

/* What the portions of a long text tell the ones behind them. */
typedef struct avn_carry {
    avn_arena *arena;       /* where it lives */
    avn_open_heading *open; /* per block; NULL before the first portion */
    double name_width, unit_width;
    avn_table units; /* known ones, folded */
    avn_links links;
    avn_table
        words; /* that the texts use, folded and as they stand; so many were read, some twice */
    size_t words_read;
} avn_carry;

/* The record whose leads are learned, or NULL when the grammar has none. */
const avn_block_rule *avn_bind_record(const avn_grammar *grammar);
/* Fills BINDING from the tokens of LEXED; all of it in LEXED's arena. Where the text GOES_ON behind
 * LEXED's source, the events end before a record that surely begins a line. */
avance_status avn_bind(avn_lexed *lexed, avn_carry *carry, bool goes_on, avn_binding *binding);

#endif

/* A grammar file, read and checked.
 *
 * reader.c cuts a file into statements, compile*.c turn statements into the
 * structures below by one table of keywords (keywords.c). Nothing here knows a
 * report's name. All of it lives in the grammar's arena. */
#ifndef AVN_GRAMMAR_GRAMMAR_H
#define AVN_GRAMMAR_GRAMMAR_H

#include "base/checks.h"
#include "base/diag.h"
#include "base/fields.h"
#include "base/form.h"
#include "base/sieve.h"
#include "grammar/heads.h"
#include "grammar/texts.h"

enum { AVN_NONE = -1 };

/* The names of the figures of a row, left to right. */
typedef struct avn_column_rule {
    avn_str momento, periodo;
    bool percent;
} avn_column_rule;

typedef struct avn_columns_rule {
    avn_str name;
    AVN_VEC(avn_column_rule) columns;
    unsigned least; /* fewer figures than this are no whole row; the last ones may be blank */
    avn_str extra;  /* the field of a percentage printed behind the row; empty: none */
    unsigned line;  /* of the grammar file */
} avn_columns_rule;

/* One named part of a line rule. */
typedef struct avn_capture_rule {
    avn_str name;
    unsigned group;
    int columns; /* index of the columns it is a row of, or AVN_NONE */
} avn_capture_rule;

/* `line`: one kind of line. */
typedef struct avn_line_rule {
    avn_str name;
    avn_pattern *pattern; /* the whole line, with text beside it when `beside` */
    avn_pattern *own;     /* the rule's own words alone; the same without `beside` */
    avn_pattern *joined;  /* those over several lines; NULL without `join` */
    bool alone, wraps, numbered, beside;
    bool label;        /* of a field or list */
    avn_str labelled;  /* the label as written */
    bool full;         /* only with as many figures as the rows of the text have */
    unsigned join;     /* at most so many lines; 0: one */
    avn_pattern *more; /* lines of figures that go on with its row; NULL: one line */
    int before;        /* the line that must come next, or AVN_NONE */
    avn_capture_rule *captures;
    size_t capture_count;
    unsigned beside_group; /* 0 without `beside` */
    int row;               /* capture that is a row of figures, or AVN_NONE */
    unsigned line;
} avn_line_rule;

typedef enum avn_join {
    AVN_JOIN_SPACE, /* words never break at a line's end */
    AVN_JOIN_CUT,   /* the column may cut a word: no blank when it did */
    AVN_JOIN_LINES  /* line breaks are kept */
} avn_join;

/* What a block's sub-lines say, one clause each, in file order. */
typedef enum avn_clause_kind {
    AVN_CLAUSE_SET,   /* captures of these lines are fields */
    AVN_CLAUSE_FIELD, /* a label and its value */
    AVN_CLAUSE_LIST,  /* a label and its members, or (no label) where items go */
    AVN_CLAUSE_TEXTS, /* where paragraphs go */
    AVN_CLAUSE_ROW,   /* a series from these lines */
    AVN_CLAUSE_LEAD,  /* a field from the paragraphs that wait */
    AVN_CLAUSE_DROP,  /* read, but no data */
    AVN_CLAUSE_TAKE,  /* looked for in all texts */
    AVN_CLAUSE_SPLIT, /* members without marks are cut here */
    AVN_CLAUSE_NEEDS  /* opens only if this line follows */
} avn_clause_kind;

typedef struct avn_clause {
    avn_clause_kind kind;
    avn_str name; /* field, list or series; empty for set, drop, take */
    int *lines;   /* indexes of line rules; of field and list: the label's */
    size_t line_count;
    avn_pattern *pattern;       /* of take and split */
    avn_capture_rule *captures; /* of take */
    size_t capture_count;
    avn_join join;
    unsigned least_width, most_width; /* of the column, in letters; 0: not said */
    bool learn;                       /* the width is learned from the file */
    int words;                        /* vocabulary of known values, or AVN_NONE */
    int links;                        /* vocabulary of words that end no text, or AVN_NONE */
    unsigned within;                  /* needs: in so many lines */
    unsigned line;
} avn_clause;

typedef enum avn_block_kind {
    AVN_BLOCK_DOCUMENT,
    AVN_BLOCK_LEVEL,
    AVN_BLOCK_RECORD
} avn_block_kind;

typedef struct avn_block_rule {
    avn_block_kind kind;
    avn_str name, table;
    int *opens; /* line rules that open it */
    size_t open_count;
    int *parents; /* blocks it may stand in; none: the document */
    size_t parent_count;
    bool stays;
    AVN_VEC(avn_str) keys;
    AVN_VEC(avn_clause) clauses;
    unsigned line;
} avn_block_rule;

/* `clean` and `break`, in file order: what each match inside a line becomes. */
typedef struct avn_clean_rule {
    avn_pattern *pattern;
    avn_str into; /* of clean */
    bool cuts;    /* break: the line is cut before the match, which stays */
    unsigned line;
} avn_clean_rule;

/* A region that may fall anywhere and is no part of what it interrupts. */
typedef struct avn_furniture_rule {
    avn_str name;
    avn_pattern *from, *until;
    unsigned within;
    AVN_VEC(avn_pattern *) takes;
    /* The form without from: a run of lines that are members. */
    AVN_VEC(avn_pattern *) strong;
    AVN_VEC(avn_pattern *) alone;
    AVN_VEC(avn_pattern *) weak;
    AVN_VEC(avn_str) words;
    avn_heads *heads; /* of strong, alone and weak ones, in this order, as far as there are bits:
                         all others share the last */
    unsigned unknown, unknown_width;
    unsigned line;
} avn_furniture_rule;

typedef struct avn_type_rule {
    avn_str name;
    avn_type type;
    AVN_VEC(avn_str) words;
} avn_type_rule;

typedef struct avn_words_rule {
    avn_str name;
    AVN_VEC(avn_str) terms;
} avn_words_rule;

/* The words of a row in a text whose cells come in streams. */
typedef struct avn_stream_label {
    int line; /* the line rule of the whole row */
    avn_pattern *pattern;
} avn_stream_label;

typedef struct avn_streams_rule {
    int record;                           /* block; 0: the grammar has no such reading */
    AVN_VEC(avn_stream_label) labels;     /* [0] opens the record */
    avn_str letter, if_percent, if_plain; /* a field of one letter that may stand anywhere */
    avn_str apart;                        /* a cell that may stand apart from its label, */
    AVN_VEC(avn_str) apart_words;         /* and what it says */
    avn_str above, below; /* momentos whose quotient is the lone percentage of a record */
} avn_streams_rule;

/* A line of an example: of its text, or what that is to give. */
typedef struct avn_result {
    avn_str text;
    unsigned line, column;
} avn_result;

typedef struct avn_example {
    const char *file;
    avn_str title;
    AVN_VEC(avn_result) sample; /* its lines */
    AVN_VEC(avn_result) results;
} avn_example;

typedef struct avn_sign {
    avn_str text; /* as written */
    avn_pattern *pattern;
} avn_sign;

typedef struct avn_macro {
    avn_str name, text;
    const char *file;
    unsigned line;
    bool used;
} avn_macro;

/* How much of a grammar is compiled: one that is only looked at needs its name and its signs. */
typedef enum avn_extent { AVN_WHOLE_GRAMMAR, AVN_OUTLINE } avn_extent;

typedef struct avn_grammar {
    avn_arena arena;
    avn_patterns *patterns;
    const char *path;
    avn_extent extent;
    bool broken;  /* an outline whose whole was asked for, and has mistakes */
    avn_str text; /* the file itself */
    avn_str name, title, version;
    AVN_VEC(avn_sign) signs;
    AVN_VEC(avn_macro) macros;
    AVN_VEC(avn_type_rule) types;
    AVN_VEC(avn_words_rule) words;
    AVN_VEC(avn_columns_rule) columns;
    AVN_VEC(avn_clean_rule) cleans;
    avn_pattern *cells, *item; /* NULL: lines have no columns, members no marks */
    unsigned cells_line, item_line;
    avn_sieve *cleaning;      /* of `cleans`, then of `cells`; NULL: there are none */
    avn_needs cleaning_needs; /* of any of them */
    AVN_VEC(avn_furniture_rule) furniture;
    AVN_VEC(avn_line_rule) lines;
    AVN_VEC(avn_block_rule) blocks; /* [0] is the document */
    AVN_VEC(avn_example) examples;
    avn_streams_rule streams;
    AVN_VEC(avn_phrases *) phrases;
    AVN_VEC(avn_check) checks;
    AVN_VEC(avn_state_rule) states;
    AVN_VEC(avn_refusal) refusals;
    const struct avn_statement *statements; /* as written, with those of the files it uses */
    const avn_form *form;                   /* NULL: the grammar fills none */
    avn_heads heads;                        /* bit i: the own words of line rule i */
    uint64_t beside;                        /* the line rules whose words may stand behind others */
} avn_grammar;

enum { AVN_MAX_LINE_RULES = 64 };

/* Reads the file at PATH (and what it `use`s, beside it). All errors of a run are told to SINK;
 * AVANCE_BAD_GRAMMAR when there was one. TEXTS has what was read before and keeps what is read now;
 * NULL: every file is read. */
avance_status avn_grammar_load(avn_allocator allocator, const avn_sink *sink, avn_texts *texts,
                               const char *path, avn_extent extent, avn_grammar **grammar);
void avn_grammar_free(avn_grammar *grammar);

/* Puts RULE (what stands behind `check`) in the place of all checks of its code, and drops what
 * `refuse` says of that code.
 * AVANCE_BAD_USE when the grammar has none of that code. */
avance_status avn_grammar_set_check(avn_grammar *grammar, const avn_sink *sink, avn_str rule);

/* Index of the line rule or block called NAME, or AVN_NONE. */
int avn_grammar_line(const avn_grammar *grammar, avn_str name);
int avn_grammar_block(const avn_grammar *grammar, avn_str name);
/* Type of a field: the grammar's own, else the vocabulary's, else text. WORDS may be NULL. */
avn_type avn_grammar_type(const avn_grammar *grammar, avn_str field, const avn_type_rule **rule);

#endif

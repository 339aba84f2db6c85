/* What a grammar promises about its trees: blocks, their members, their types.
 *
 * Emitters and checks read this and the tree, and nothing of a grammar. Block 0
 * is the document. Members keep the order of the grammar, which is the order of
 * JSON keys and table columns. */
#ifndef AVN_TREE_SCHEMA_H
#define AVN_TREE_SCHEMA_H

#include "base/checks.h"
#include "base/fields.h"
#include "base/form.h"
#include "base/str.h"

typedef enum avn_kind { AVN_DOCUMENT, AVN_LEVEL, AVN_RECORD, AVN_UNKNOWN } avn_kind;

/* The names of the figures of a row, left to right. */
typedef struct avn_column {
    avn_str momento, periodo;
    bool percent; /* the percentage printed for the figure of the same name */
} avn_column;

typedef struct avn_columns {
    avn_str name;
    avn_column *items;
    size_t count;
} avn_columns;

/* Words that a choice or a flag accepts. For AVN_FLAG: [0] is true, [1] is false. */
typedef struct avn_words {
    const avn_str *items;
    size_t count;
} avn_words;

typedef enum avn_member_kind {
    AVN_FIELD,  /* one value */
    AVN_LIST,   /* many values, in print order */
    AVN_SERIES, /* a row of figures */
} avn_member_kind;

typedef struct avn_member {
    avn_member_kind kind;
    avn_str name;
    avn_type type;              /* of the value, or of each value of a list */
    avn_words words;            /* of a choice or a flag */
    const avn_columns *columns; /* of a series */
    bool key;                   /* part of the block's key */
    bool split;                 /* a list whose members may be cut by guess: outputs say if so */
} avn_member;

typedef struct avn_block avn_block;
struct avn_block {
    avn_kind kind;
    size_t index;  /* place in the schema */
    avn_str name;  /* "meta" */
    avn_str table; /* "metas" */
    avn_member *members;
    size_t member_count;
    /* A level that stays in force until it is printed again. Its nodes do not hold
     * what follows; they are the context of it, and have a table keyed by `key`. */
    bool stays;
    /* Of a staying level: the staying level whose key is part of its own; or NULL. */
    const avn_block *owner;
    /* Of any other block: the blocks it can stand in (the document is not listed). */
    const avn_block **parents;
    size_t parent_count;
    /* How its nodes stand: fields that are worked out, not printed. */
    const avn_state_rule **states;
    size_t state_count;
};

typedef struct avn_schema {
    avn_str grammar, title, version;
    avn_block *blocks; /* [0] is the document */
    size_t block_count;
    const avn_check *checks; /* what the report owes, in the grammar's order */
    size_t check_count;
    const avn_refusal *refusals;
    size_t refusal_count;
    const avn_form *form; /* the form that its records can fill, or NULL */
} avn_schema;

/* How many of BLOCK's first members say which node it is: keys and numbers, up to its first words.
 */
size_t avn_block_naming(const avn_block *block);
/* Place of the member called NAME, or block->member_count. */
size_t avn_member_find(const avn_block *block, avn_str name);
/* True when some block has a series. */
bool avn_schema_has_series(const avn_schema *schema);
/* True when some block has a list. */
bool avn_schema_has_lists(const avn_schema *schema);

#endif

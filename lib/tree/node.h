/* The typed tree of one report.
 *
 * Kinds are closed (document, level, record, unknown; inside them values, lists
 * and series), names are open and come from the schema. Every node and every
 * value knows where it was printed. All of it lives in the report's arena. */
#ifndef AVN_TREE_NODE_H
#define AVN_TREE_NODE_H

#include <stdint.h>

#include "base/state.h"
#include "tree/schema.h"

/* Where something was printed; line 0: nowhere. */
typedef struct avn_origin {
    unsigned page, line, column;
} avn_origin;

typedef struct avn_value {
    avn_origin origin;
    bool present;    /* printed and readable */
    bool percent;    /* printed with a % sign */
    avn_str text;    /* canonical: digits without commas, ISO date, words rejoined */
    avn_str second;  /* the end of a period; the start is in `text` */
    avn_str printed; /* as it stands in the source, less outer blanks */
} avn_value;

typedef struct avn_list {
    avn_value *items;
    size_t count, capacity;
    bool guessed; /* the members' limits were not marked in the source */
} avn_list;

/* A figure of a row, as small as it can be: most of a tree is made of them. Its origin is that of
 * the row. */
typedef struct avn_figure {
    const char *printed;
    const char *digits; /* canonical; NULL: not printed, or not readable */
    uint32_t printed_length, digit_count;
} avn_figure;

typedef struct avn_series {
    avn_origin origin;
    avn_str printed; /* the row that all cells were read from; empty where there is no such row */
    avn_figure cells[]; /* as many as the member's columns */
} avn_series;

/* What a node holds for one member of its block; `kind` is the member's. */
typedef union avn_slot {
    avn_value value;
    avn_list list;
    avn_series *series; /* NULL: the row was not printed */
} avn_slot;

typedef struct avn_node avn_node;
struct avn_node {
    const avn_block *block; /* of an unknown node: NULL */
    avn_kind kind;
    avn_origin origin;
    avn_slot *slots;        /* one per member */
    avn_progress *progress; /* one per state of the block; NULL where there is none */
    avn_str text;           /* of an unknown node: its words, lines joined by \n */
    /* The staying levels in force, one per block of the schema (NULL where none is). */
    const avn_node *const *context;
    avn_node *parent, *first, *last, *next;
};

/* What CELL holds; the text of one that was not printed is empty. */
static inline avn_str avn_figure_text(const avn_figure *cell)
{
    return (avn_str){ cell->digits, cell->digit_count };
}

static inline avn_str avn_figure_print(const avn_figure *cell)
{
    return (avn_str){ cell->printed, cell->printed_length };
}

/* A figure that reads has a % sign only where one is printed, beside its digits. */
static inline bool avn_figure_is_percent(const avn_figure *cell)
{
    return cell->digits && cell->digit_count < cell->printed_length &&
           memchr(cell->printed, '%', cell->printed_length);
}

/* Figure COLUMN of SERIES as fields have theirs. */
avn_value avn_figure_value(const avn_series *series, size_t column);
/* The node after NODE in document order inside ROOT, children first; NULL at the end. */
const avn_node *avn_node_next(const avn_node *root, const avn_node *node);
/* The node whose block is BLOCK among NODE's context and ancestors (NODE itself excluded). */
const avn_node *avn_node_within(const avn_node *node, const avn_block *block);
/* The slot of member NAME; NULL when the block has none. */
const avn_slot *avn_node_slot(const avn_node *node, avn_str name);

#endif

/* What a long text says of itself only behind its first portion.
 *
 * Outputs write the document's fields with every record, so that those of the first portions must
 * know what is printed later: page headers that a cover or damaged pages come before, a date on the
 * last page. */
#ifndef AVN_TREE_AHEAD_H
#define AVN_TREE_AHEAD_H

#include "lex/lexed.h"
#include "tree/report.h"

typedef struct avn_ahead {
    avn_arena *arena; /* where the values live */
    avn_node *root;
    avn_value *values; /* one per member of the root; NULL: nothing was looked for */
    bool *lent;        /* the root has the value, and its own stands in `values` */
} avn_ahead;

/* True when furniture of GRAMMAR could tell a field that the root has not. */
bool avn_ahead_wants(const avn_ahead *ahead, const avn_grammar *grammar);
/* Keeps the first value of each field that furniture of LEXED told. False when memory is short. */
bool avn_ahead_take(avn_ahead *ahead, const avn_lexed *lexed);
/* Gives the root what it has not, until avn_ahead_take_back(). */
void avn_ahead_lend(avn_ahead *ahead);
void avn_ahead_take_back(avn_ahead *ahead);

#endif

/* From events to the typed tree.
 *
 * assemble.c gives each event its place; fill.c puts words into slots; account.c writes down what
 * became of every line. The one rule that is not obvious is late binding: what no rule takes waits,
 * and is shared out when the next record opens. Nothing is dropped: what has no place becomes an
 * unknown node and a warning. */
#ifndef AVN_TREE_ASSEMBLE_H
#define AVN_TREE_ASSEMBLE_H

#include "bind/bind.h"
#include "tree/plan.h"
#include "tree/report.h"
#include "tree/value.h"

/* Consecutive free tokens without a gap between them. */
typedef struct avn_paragraph {
    AVN_VEC(avn_token) lines;
} avn_paragraph;

/* What accounts call the member that the grammar writes at MEMBER. */
typedef struct avn_account_member {
    const avn_block_rule *rule;
    const char *member, *name;
} avn_account_member;

typedef struct avn_assembly {
    avn_report *report;
    avn_lexed *lexed;
    const avn_grammar *grammar;
    const avn_schema *schema;
    avn_arena *arena;
    const avn_sink *sink;
    avn_node *root;
    avn_node *record;                  /* the open one, or NULL */
    const avn_block_rule *record_rule; /* its rule */
    const avn_clause *label;           /* of the record: where text goes, or NULL */
    AVN_VEC(avn_token) label_text;     /* what has gone there */
    const avn_node **context;          /* staying levels in force, by block */
    bool context_shared;               /* some record points at it: copy before a change */
    uint32_t end;                      /* the line that the present portion ends before */
    AVN_VEC(avn_paragraph) waiting;
    AVN_VEC(avn_capture) captures; /* for the accounts */
    AVN_VEC(avn_account_member) names;
    size_t *members;        /* of each clause of the records' rule: the member that it fills */
    size_t **places;        /* fill.c: where the captures of each line rule go */
    avn_origin last_origin; /* the last that avn_origin_of() gave */
    size_t breaks_above;    /* page breaks of the portion above it */
} avn_assembly;

/* A report's tree, findings, pages and accounts are made in steps: begin, the portions of its text
 * (avn_assembly_next, then avn_assemble for grammars whose records have leads to learn, or
 * avn_outline_read for all others), end. */
avance_status avn_assembly_begin(avn_assembly *a, avn_report *report, const avn_sink *sink);
/* Goes on with the lines of LEXED before END. */
avance_status avn_assembly_next(avn_assembly *a, avn_lexed *lexed, uint32_t end);
avance_status avn_assemble(avn_assembly *a, const avn_binding *binding);
/* Lets go of what was built so far, but for what stays in force. */
void avn_assembly_forget(avn_assembly *a);
/* FOUND: the text has something that its grammar knows. */
avance_status avn_assembly_end(avn_assembly *a, bool found);
/* The staying levels in force: true when NODE says again what holds already. */
bool avn_context_holds(const avn_assembly *a, const avn_node *node);
/* NODE holds from here on. */
void avn_context_enter(avn_assembly *a, const avn_node *node);
/* NODE stands under what holds here. */
void avn_context_share(avn_assembly *a, avn_node *node);
/* The first words of a text, for messages. */
const char *avn_excerpt(avn_assembly *a, avn_str text);
/* ---- fill.c ---- */
avn_origin avn_origin_of(avn_assembly *a, const avn_token *token);
avn_place avn_place_of(avn_assembly *a, const avn_token *token);
avn_node *avn_node_new(avn_assembly *a, const avn_block *block, avn_origin origin);
void avn_node_append(avn_node *parent, avn_node *node);
/* Reads PRINTED into member INDEX of NODE, a field, if there is such a member and it is empty. What
 * does not read and what comes twice is told. */
void avn_fill_member(avn_assembly *a, avn_node *node, size_t index, avn_str printed,
                     const avn_token *token);
/* All captures of TOKEN that are fields of NODE. */
void avn_fill_captures(avn_assembly *a, avn_node *node, const avn_token *token);
/* The figures of TOKEN as member INDEX, a series. */
void avn_fill_row(avn_assembly *a, avn_node *node, size_t index, const avn_token *token);
/* The lines as one text, in the arena unless there is only one. */
avn_str avn_join_lines(avn_assembly *a, const avn_token *lines, size_t count, avn_join join,
                       unsigned width);
/* What the furniture told becomes fields of the document. */
void avn_fill_told(avn_assembly *a);

/* ---- account.c ---- */
/* What accounts call a member of a block: "meta.unidad_medida". */
const char *avn_account_name(avn_assembly *a, const avn_block_rule *rule, avn_str member);
/* Makes room for all lines of the report. */
bool avn_account_begin(avn_assembly *a);
/* The lines of the present portion, before anything is known of them. */
void avn_account_open(avn_assembly *a);
/* All lines that TOKEN took became data (or not) by RULE. */
void avn_account_token(avn_assembly *a, const avn_token *token, avance_line_fate fate,
                       const char *rule);
/* The same for what may be a part of its lines only. */
void avn_account_piece(avn_assembly *a, const avn_token *token, avance_line_fate fate,
                       const char *rule);

#endif

/* Blocks that open and close. */
#include "tree/outline.h"

bool avn_outline_sees(const avn_open *open, unsigned column)
{
    return open->column == AVN_EVERY_COLUMN || open->column == (int)column;
}

bool avn_outline_opens(const avn_block_rule *block, int rule)
{
    for (size_t i = 0; i < block->open_count; i++)
        if (block->opens[i] == rule)
            return true;
    return false;
}

static int index_of(const avn_outline *o, const avn_block_rule *rule)
{
    return (int)(rule - o->a->grammar->blocks.items);
}

bool avn_outline_permits(const avn_open *home, const avn_block_rule *block)
{
    bool document = home->parent == NULL;
    if (block->stays || block->parent_count == 0)
        return document;
    for (size_t i = 0; i < block->parent_count; i++)
        if ((size_t)block->parents[i] == (home->node->block ? home->node->block->index : 0))
            return true;
    return false;
}

avn_open *avn_outline_push(avn_outline *o, avn_open *parent, const avn_block_rule *rule,
                           avn_node *node, int column)
{
    avn_open *open = AVN_NEW(o->a->arena, avn_open);
    avn_clause_state *states =
        AVN_NEW_ARRAY(o->a->arena, avn_clause_state, rule->clauses.count + 1);
    avn_open **slot = open && states ? AVN_PUSH(o->a->arena, o->stack) : NULL;
    if (!slot)
        return NULL;
    *open = (avn_open){
        .parent = parent, .rule = rule, .node = node, .column = column, .states = states
    };
    return *slot = open;
}

/* ---- closing ------------------------------------------------------------------------------ */

static bool is_inside(const avn_open *open, const avn_open *parent)
{
    do
        open = open->parent;
    while (open && open != parent);
    return open != NULL;
}

static void forget_labels(avn_outline *o, const avn_open *open)
{
    for (size_t i = 0; i < AVN_OUTLINE_COLUMNS; i++)
        if (o->columns[i].home == open)
            o->columns[i].home = NULL;
}

static void check_leads(avn_outline *o, const avn_open *open)
{
    avn_place place = { o->a->report->file, open->node->origin.page, open->node->origin.line, 0 };
    for (size_t i = 0; i < open->rule->clauses.count; i++) {
        const avn_clause *clause = &open->rule->clauses.items[i];
        if (clause->kind == AVN_CLAUSE_LEAD &&
            !avn_node_slot(open->node, clause->name)->value.present)
            avn_tell(o->a->sink, AVN_MSG_MISSING_LEAD, place,
                     avn_arena_str(o->a->arena, open->rule->name).ptr,
                     avn_arena_str(o->a->arena, clause->name).ptr, NULL);
    }
}

void avn_outline_close(avn_outline *o, const avn_open *parent, int column)
{
    size_t kept = 0;
    for (size_t i = 0; i < o->stack.count; i++) {
        avn_open *open = o->stack.items[i];
        bool shares = column == AVN_EVERY_COLUMN || open->column == AVN_EVERY_COLUMN ||
                      open->column == column;
        if (open->rule->stays || !shares || !is_inside(open, parent)) {
            o->stack.items[kept++] = open;
            continue;
        }
        check_leads(o, open);
        forget_labels(o, open);
    }
    o->stack.count = kept;
}

/* ---- leads ----------------------------------------------------------------------------------- */

/* Takes the last word off *TEXT. */
static avn_str last_word(avn_str *text)
{
    avn_str word = avn_str_last_word(*text);
    *text = avn_str_trim(avn_str_head(*text, text->len - word.len));
    return word;
}

static void lead_from_waiting(avn_outline *o, avn_open *open, const avn_clause *clause)
{
    if (o->waiting.count == 0)
        return;
    avn_passage *passage = &o->waiting.items[--o->waiting.count];
    avn_str text = avn_join_lines(o->a, passage->lines.items, passage->lines.count, clause->join,
                                  clause->least_width);
    const avn_piece *first = passage->first;
    avn_outline_put(o, open, clause->name, text, avn_outline_origin(o, first, first->text.ptr));
    for (size_t i = 0; i < passage->lines.count; i++)
        avn_account_piece(o->a, &passage->lines.items[i], AVANCE_LINE_FIELD,
                          avn_account_name(o->a, open->rule, clause->name));
}

/* The leads of OPEN, last one first: from beside the line that opens it, then from what waits. What
 * stands beside is the end of the leads: its last word is the last one's. */
static void bind_leads(avn_outline *o, avn_open *open, const avn_piece *piece,
                       const avn_token *token)
{
    avn_str beside = avn_str_trim(token->beside);
    size_t left = 0;
    for (size_t i = 0; i < open->rule->clauses.count; i++)
        left += open->rule->clauses.items[i].kind == AVN_CLAUSE_LEAD;
    for (size_t i = open->rule->clauses.count; i-- > 0;) {
        const avn_clause *clause = &open->rule->clauses.items[i];
        if (clause->kind != AVN_CLAUSE_LEAD)
            continue;
        left--;
        if (beside.len == 0) {
            lead_from_waiting(o, open, clause);
            continue;
        }
        avn_str value = left == 0 ? beside : last_word(&beside);
        if (left == 0)
            beside = (avn_str){ NULL, 0 };
        avn_outline_put(o, open, clause->name, value, avn_outline_origin(o, piece, value.ptr));
    }
}

/* ---- opening -----------------------------------------------------------------------------------
 */

static void forget_labels_of(avn_outline *o, int column)
{
    for (int i = 0; i < AVN_OUTLINE_COLUMNS; i++)
        if (column == AVN_EVERY_COLUMN || column == i)
            o->columns[i].home = NULL;
}

static void fill(avn_outline *o, avn_open *open, const avn_piece *piece, const avn_token *token)
{
    for (size_t i = 0; i < open->rule->clauses.count; i++) {
        const avn_clause *clause = &open->rule->clauses.items[i];
        for (size_t k = 0; clause->kind == AVN_CLAUSE_ROW && k < clause->line_count; k++)
            if (clause->lines[k] == token->rule)
                avn_fill_row(o->a, open->node, avn_member_find(open->node->block, clause->name),
                             token);
    }
    avn_outline_put_captures(o, open, piece, token);
}

/* Levels that stay and whose heading this one ends. */
static void close_staying(avn_outline *o, const avn_block *block)
{
    size_t kept = 0;
    for (size_t i = 0; i < o->stack.count; i++) {
        const avn_block *open = o->stack.items[i]->node->block;
        if (open->stays && (open == block || open->owner == block))
            forget_labels(o, o->stack.items[i]);
        else
            o->stack.items[kept++] = o->stack.items[i];
    }
    o->stack.count = kept;
}

/* A heading that stays holds nothing: what follows it is its neighbour, and it is the context. */
static void open_staying(avn_outline *o, avn_open *open, avn_open *home)
{
    avn_assembly *a = o->a;
    o->stack.count--;
    if (avn_context_holds(a, open->node))
        return;
    avn_outline_release(o, o->waiting.count);
    avn_outline_close(o, home, AVN_EVERY_COLUMN);
    close_staying(o, open->node->block);
    forget_labels_of(o, AVN_EVERY_COLUMN);
    avn_context_share(a, open->node);
    avn_node_append(a->root, open->node);
    avn_context_enter(a, open->node);
    avn_open **slot = AVN_PUSH(a->arena, o->stack);
    if (slot)
        *slot = open;
}

void avn_outline_open(avn_outline *o, const avn_piece *piece, const avn_token *token,
                      const avn_taker *taker)
{
    avn_assembly *a = o->a;
    const avn_block_rule *rule = taker->block;
    avn_node *node = avn_node_new(a, &a->schema->blocks[index_of(o, rule)],
                                  avn_outline_origin(o, piece, token->text.ptr));
    int column = piece->cell && piece->parts == 0 ? (int)piece->column : AVN_EVERY_COLUMN;
    avn_open *home = taker->home->rule->stays ? o->stack.items[0] : taker->home;
    avn_open *open = node ? avn_outline_push(o, home, rule, node, column) : NULL;
    if (!open)
        return;
    if (rule->stays) {
        fill(o, open, piece, token);
        open_staying(o, open, home);
        return;
    }
    o->stack.count--;
    bind_leads(o, open, piece, token);
    avn_outline_release(o, o->waiting.count);
    avn_outline_close(o, home, column);
    forget_labels_of(o, column);
    avn_context_share(a, node);
    avn_node_append(home->node, node);
    avn_open **slot = AVN_PUSH(a->arena, o->stack);
    if (slot)
        *slot = open;
    a->report->records += rule->kind == AVN_BLOCK_RECORD;
    fill(o, open, piece, token);
    o->numbering.list = 0;
}

/* `take`: values looked for inside the texts of a block and of all that it holds. */
#include <stdlib.h>

#include "tree/outline.h"

typedef struct words {
    avn_str text;
    avn_origin origin;
    size_t order; /* texts printed at one place keep the order of the tree */
} words;

typedef struct taking {
    avn_outline *o;
    AVN_VEC(words) words;
    avn_open block; /* whose fields are filled */
} taking;

static bool holds_words(avn_type type)
{
    return type == AVN_TEXT || type == AVN_PROSE || type == AVN_KEY;
}

static void add_words(taking *t, avn_str text, avn_origin origin)
{
    words *slot = text.len ? AVN_PUSH(t->o->a->arena, t->words) : NULL;
    if (slot)
        *slot = (words){ text, origin, t->words.count };
}

static void collect_node(taking *t, const avn_node *node)
{
    if (!node->block) {
        add_words(t, node->text, node->origin);
        return;
    }
    for (size_t i = 0; i < node->block->member_count; i++) {
        const avn_member *member = &node->block->members[i];
        const avn_slot *slot = &node->slots[i];
        if (!holds_words(member->type) || member->kind == AVN_SERIES)
            continue;
        if (member->kind == AVN_FIELD)
            add_words(t, slot->value.text, slot->value.origin);
        for (size_t k = 0; member->kind == AVN_LIST && k < slot->list.count; k++)
            add_words(t, slot->list.items[k].text, slot->list.items[k].origin);
    }
}

static int by_place(const void *a, const void *b)
{
    const words *left = a, *right = b;
    if (left->origin.line != right->origin.line)
        return left->origin.line < right->origin.line ? -1 : 1;
    if (left->origin.column != right->origin.column)
        return left->origin.column < right->origin.column ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

static bool is_empty(const avn_node *node, avn_str name)
{
    size_t index = avn_member_find(node->block, name);
    return index < node->block->member_count &&
           (node->block->members[index].kind == AVN_LIST || !node->slots[index].value.present);
}

/* One hit of CLAUSE in W: its captures in the block's slots. */
static void put_hit(taking *t, const avn_clause *clause, const words *w)
{
    avn_str parts[AVN_MAX_GROUPS];
    size_t count = clause->capture_count < AVN_MAX_GROUPS ? clause->capture_count : AVN_MAX_GROUPS;
    for (size_t i = 0; i < count; i++)
        parts[i] = avn_match_group(t->o->a->lexed->matcher, w->text, clause->captures[i].group);
    for (size_t i = 0; i < count; i++)
        if (parts[i].ptr && is_empty(t->block.node, clause->captures[i].name))
            avn_outline_put(t->o, &t->block, clause->captures[i].name, parts[i], w->origin);
}

static void search(taking *t, const avn_clause *clause)
{
    avn_lexed *lexed = t->o->a->lexed;
    for (size_t i = 0; i < t->words.count; i++) {
        const words *w = &t->words.items[i];
        size_t at = 0;
        while (at <= w->text.len && w->text.len > 0 &&
               avn_pattern_match(lexed->matcher, clause->pattern, w->text, at) == AVN_MATCHED) {
            avn_str all = avn_match_group(lexed->matcher, w->text, 0);
            size_t end = (size_t)(all.ptr - w->text.ptr) + all.len;
            put_hit(t, clause, w);
            at = all.len ? end : end + 1;
        }
    }
}

static bool has_takes(const avn_block_rule *rule)
{
    for (size_t i = 0; i < rule->clauses.count; i++)
        if (rule->clauses.items[i].kind == AVN_CLAUSE_TAKE)
            return true;
    return false;
}

static void take_in(avn_outline *o, avn_node *node, const avn_block_rule *rule)
{
    avn_open document = { .rule = &o->a->grammar->blocks.items[0], .node = o->a->root };
    taking t = { .o = o, .block = { .parent = &document, .rule = rule, .node = node } };
    if (node == o->a->root)
        t.block.parent = NULL;
    for (const avn_node *inner = node; inner; inner = avn_node_next(node, inner))
        collect_node(&t, inner);
    if (t.words.count)
        qsort(t.words.items, t.words.count, sizeof *t.words.items, by_place);
    for (size_t i = 0; i < rule->clauses.count; i++)
        if (rule->clauses.items[i].kind == AVN_CLAUSE_TAKE)
            search(&t, &rule->clauses.items[i]);
}

void avn_outline_take(avn_outline *o)
{
    avn_node *root = o->a->root;
    for (const avn_node *node = root; node; node = avn_node_next(root, node)) {
        const avn_block_rule *rule =
            node->block ? &o->a->grammar->blocks.items[node->block->index] : NULL;
        /* The tree is the report's own; only walks over it are made for readers. */
        if (rule && has_takes(rule))
            take_in(o, (avn_node *)node, rule);
    }
}

/* Walking the tree without recursion: the links of a node are enough. */
#include "tree/node.h"

avn_value avn_figure_value(const avn_series *series, size_t column)
{
    const avn_figure *cell = &series->cells[column];
    return (avn_value){ .origin = series->origin,
                        .present = cell->digits != NULL,
                        .percent = avn_figure_is_percent(cell),
                        .text = avn_figure_text(cell),
                        .printed = avn_figure_print(cell) };
}

const avn_node *avn_node_next(const avn_node *root, const avn_node *node)
{
    if (node->first)
        return node->first;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

const avn_node *avn_node_within(const avn_node *node, const avn_block *block)
{
    if (block->stays) {
        const avn_node *in_force = node->context ? node->context[block->index] : NULL;
        return in_force == node ? NULL : in_force;
    }
    const avn_node *above = node->parent;
    while (above && above->block != block)
        above = above->parent;
    return above;
}

const avn_slot *avn_node_slot(const avn_node *node, avn_str name)
{
    if (!node->block)
        return NULL;
    size_t place = avn_member_find(node->block, name);
    return place < node->block->member_count ? &node->slots[place] : NULL;
}

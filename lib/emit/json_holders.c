#include "emit/json_holders.h"

/* Marks in HELD_BY the blocks that can hold BLOCK, themselves held by others included. */
static void mark_holders(const avn_schema *schema, const avn_block *block, bool *held_by)
{
    for (size_t i = 0; i < block->parent_count; i++)
        held_by[block->parents[i]->index] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < schema->block_count; i++) {
            const avn_block *holder = &schema->blocks[i];
            for (size_t j = 0; held_by[i] && j < holder->parent_count; j++) {
                bool *mark = &held_by[holder->parents[j]->index];
                changed = changed || !*mark;
                *mark = true;
            }
        }
    }
}

avn_json_holders *avn_json_holders_find(avn_arena *arena, const avn_schema *schema)
{
    avn_json_holders *all = AVN_NEW_ARRAY(arena, avn_json_holders, schema->block_count);
    for (size_t i = 0; i < schema->block_count && !arena->failed; i++) {
        bool *held_by = AVN_NEW_ARRAY(arena, bool, schema->block_count);
        all[i].blocks = AVN_NEW_ARRAY(arena, const avn_block *, schema->block_count);
        if (arena->failed)
            break;
        mark_holders(schema, &schema->blocks[i], held_by);
        for (size_t j = 1; j < schema->block_count; j++)
            if (schema->blocks[j].stays || held_by[j])
                all[i].blocks[all[i].count++] = &schema->blocks[j];
    }
    return arena->failed ? NULL : all;
}

bool avn_json_has_line(const avn_block *block)
{
    return block->kind == AVN_RECORD || (block->kind == AVN_LEVEL && !block->stays);
}

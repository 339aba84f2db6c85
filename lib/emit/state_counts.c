/* One walk per level: levels are few, and so groups come in their order. */
#include "emit/state_counts.h"

#include "base/key_set.h"
#include "emit/table_views.h"

typedef struct counting {
    avn_state_counts *counts;
    avn_arena *arena; /* of what is needed only while counting */
    const avn_report *report;
    const avn_block *block; /* whose nodes are counted */
    const avn_block *level; /* NULL: all in one group */
    avn_key_set keys;
} counting;

void avn_state_counts_init(avn_state_counts *counts, avn_arena *arena, avn_bounds bounds)
{
    *counts = (avn_state_counts){ .arena = arena, .bounds = bounds };
}

/* The first member of HEADING that is part of its key, or is not; empty when there is none. */
static avn_str first_text(const avn_node *heading, bool of_key)
{
    for (size_t i = 0; heading && i < heading->block->member_count; i++)
        if (heading->block->members[i].kind == AVN_FIELD &&
            avn_block_key_has(heading->block, i) == of_key)
            return heading->slots[i].value.present ? heading->slots[i].value.text : AVN_STR("");
    return AVN_STR("");
}

static avn_str owner_key(const avn_node *node, const avn_block *level)
{
    return level && level->owner ? first_text(avn_node_within(node, level->owner), true)
                                 : AVN_STR("");
}

static avn_str *names_of_states(avn_arena *arena, const avn_block *block)
{
    avn_str *names = AVN_NEW_ARRAY(arena, avn_str, block->state_count);
    for (size_t i = 0; names && i < block->state_count; i++)
        names[i] = avn_arena_str(arena, block->states[i]->equation.left);
    return names;
}

static void add_group(counting *c, const avn_node *node, const avn_node *heading)
{
    avn_arena *arena = c->counts->arena;
    avn_state_group *group = AVN_PUSH(arena, c->counts->groups);
    if (!group)
        return;
    *group =
        (avn_state_group){ .document = c->counts->documents,
                           .block = avn_arena_str(arena, c->block->name),
                           .level = avn_arena_str(arena, c->level ? c->level->name : AVN_STR("")),
                           .key = avn_arena_str(arena, first_text(heading, true)),
                           .owner_key = avn_arena_str(arena, owner_key(node, c->level)),
                           .name = avn_arena_str(arena, first_text(heading, false)),
                           .states = names_of_states(arena, c->block),
                           .state_count = c->block->state_count };
    group->of = avn_arena_alloc(arena, group->state_count * sizeof *group->of);
    if (group->of)
        memset(group->of, 0, group->state_count * sizeof *group->of);
}

/* The group that NODE belongs to; NULL when memory is short. */
static avn_state_group *group_of(counting *c, const avn_node *node)
{
    const avn_node *heading = c->level ? avn_node_within(node, c->level) : NULL;
    avn_str key =
        avn_arena_printf(c->arena, "%d%.*s\x1f%.*s", heading != NULL,
                         AVN_FMT(owner_key(node, c->level)), AVN_FMT(first_text(heading, true)));
    bool added = false;
    avn_key_entry *entry = avn_key_set_put(c->arena, &c->keys, key, &added);
    if (!entry || c->arena->failed)
        return NULL;
    if (added) {
        entry->number = c->counts->groups.count;
        add_group(c, node, heading);
    }
    return c->counts->arena->failed ? NULL : &c->counts->groups.items[entry->number];
}

static void count_all(counting *c)
{
    c->keys = (avn_key_set){ .count = 0 };
    const avn_node *root = c->report->root;
    for (const avn_node *node = root; node; node = avn_node_next(root, node)) {
        avn_state_group *group = node->block == c->block ? group_of(c, node) : NULL;
        if (!group)
            continue;
        group->records++;
        for (size_t i = 0; i < group->state_count; i++)
            group->of[i][avn_state_of(&node->progress[i], &c->counts->bounds)]++;
    }
}

static bool is_counted_by(const avn_block *block, const avn_block *level)
{
    for (size_t i = 0; i < block->state_count; i++)
        for (size_t j = 0; j < block->states[i]->by_count; j++)
            if (avn_str_eq(block->states[i]->by[j], level->name))
                return true;
    return false;
}

avance_status avn_state_counts_add(avn_state_counts *counts, const avn_report *report)
{
    const avn_schema *schema = report->schema;
    avn_arena scratch;
    avn_arena_init(&scratch, counts->arena->allocator);
    counts->documents++;
    counting c = { .counts = counts, .arena = &scratch, .report = report };
    for (size_t i = 0; i < schema->block_count; i++) {
        c.block = &schema->blocks[i];
        c.level = NULL;
        if (c.block->state_count > 0)
            count_all(&c);
        for (size_t j = 0; j < schema->block_count; j++) {
            c.level = &schema->blocks[j];
            if (is_counted_by(c.block, c.level))
                count_all(&c);
        }
    }
    bool failed = scratch.failed || counts->arena->failed;
    avn_arena_free(&scratch);
    return failed ? AVANCE_NO_MEMORY : AVANCE_OK;
}

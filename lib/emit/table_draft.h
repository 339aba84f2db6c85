/* How a schema becomes table definitions, under one prefix of their names. */
#ifndef AVN_EMIT_TABLE_DRAFT_H
#define AVN_EMIT_TABLE_DRAFT_H

#include "emit/table_views.h"

#define AVN_NO_VIEW ((size_t)-1)

typedef struct avn_drafter {
    avn_arena *arena; /* `failed` tells that definitions are incomplete */
    const avn_schema *schema;
    avn_table_views *views;
    avn_str prefix; /* before the names of level, block and figure tables */
} avn_drafter;

/* True when BLOCK has a member of KIND. */
bool avn_block_has(const avn_block *block, avn_member_kind kind);

void avn_draft_documents(avn_drafter *d, avn_table_view *view);
void avn_draft_level(avn_drafter *d, avn_table_view *view, const avn_block *block);
void avn_draft_block(avn_drafter *d, avn_table_view *view, const avn_block *block);
/* Parents may stand later in the schema than what they hold: once all blocks are drafted. */
void avn_draft_parent_links(avn_drafter *d, avn_table_view *view);
/* The long tables: elementos, valores, observaciones. */
void avn_draft_long_tables(avn_drafter *d);

/* "plan_anual_": the grammar's name as the beginning of a table's, NUMBER from the second on. */
avn_str avn_draft_prefix(avn_arena *arena, const avn_schema *schema, unsigned number);
/* PLAIN under the drafter's prefix, apart from the names of the long tables. */
avn_str avn_draft_name(avn_drafter *d, avn_str plain);
/* "meta_id" */
avn_str avn_draft_id(avn_arena *arena, const avn_block *block);
/* A foreign key from column PLACE to the one-column key of TARGET. */
void avn_draft_link(avn_drafter *d, avn_table *table, const avn_table *target, size_t place);

#endif

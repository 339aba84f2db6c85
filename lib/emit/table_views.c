/* Definitions are drafted from the schema under one prefix, compared with the run's, and drafted
 * again under the next prefix if they do not fit: a schema has few blocks, so that drafting is
 * cheaper than renaming. What is new is copied to the run's arena, because schemas go away with
 * their reports. */
#include "emit/table_views.h"

#include "emit/table_draft.h"

/* All tables of the schema under the drafter's prefix. */
static void draft_all(avn_drafter *d)
{
    avn_table_views *views = d->views;
    size_t count = d->schema->block_count;
    *views = (avn_table_views){ .items = AVN_NEW_ARRAY(d->arena, avn_table_view, count),
                                .of_block = AVN_NEW_ARRAY(d->arena, size_t, count) };
    if (d->arena->failed)
        return;
    avn_draft_documents(d, &views->items[views->count++]);
    for (size_t i = 1; i < count; i++)
        views->of_block[i] = AVN_NO_VIEW;
    /* Levels before blocks, which refer to them; owners stand before what they own. */
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 1; i < count && !d->arena->failed; i++) {
            const avn_block *block = &d->schema->blocks[i];
            /* A heading that stays and says nothing has no table. */
            if (block->stays != (pass == 0) || (block->stays && !avn_block_has(block, AVN_FIELD)))
                continue;
            avn_table_view *view = &views->items[views->count];
            views->of_block[i] = views->count++;
            if (block->stays)
                avn_draft_level(d, view, block);
            else
                avn_draft_block(d, view, block);
        }
    }
    for (size_t i = 1; i < views->count && !d->arena->failed; i++)
        avn_draft_parent_links(d, &views->items[i]);
    if (!d->arena->failed)
        avn_draft_long_tables(d);
}

static bool same_links(const avn_table *a, const avn_table *b)
{
    if (a->link_count != b->link_count)
        return false;
    for (size_t i = 0; i < a->link_count; i++)
        if (!avn_str_eq(a->links[i].table, b->links[i].table))
            return false;
    return true;
}

static bool same_table(const avn_table *a, const avn_table *b)
{
    if (a->kind != b->kind || a->column_count != b->column_count || a->key_count != b->key_count ||
        !same_links(a, b))
        return false;
    for (size_t i = 0; i < a->column_count; i++)
        if (a->columns[i].type != b->columns[i].type ||
            !avn_str_eq(a->columns[i].name, b->columns[i].name))
            return false;
    return true;
}

static avn_table *find(const avn_tables *run, avn_str name)
{
    for (size_t i = 0; i < run->list.count; i++)
        if (avn_str_eq(run->list.items[i]->name, name))
            return run->list.items[i];
    return NULL;
}

const avn_table *avn_tables_find(const avn_tables *run, avn_str name)
{
    return find(run, name);
}

static bool fits(const avn_tables *run, const avn_schema *schema, const avn_table *draft)
{
    const avn_table *there = draft ? find(run, draft->name) : NULL;
    if (draft && !there && run->held)
        return run->held->fits(run->held->user, schema, draft);
    return !there || there->kind == AVN_TABLE_DOCUMENTS || same_table(there, draft);
}

static bool all_fit(const avn_tables *run, const avn_schema *schema, const avn_table_views *views)
{
    for (size_t i = 0; i < views->count; i++)
        if (!fits(run, schema, views->items[i].table))
            return false;
    return fits(run, schema, views->elements) && fits(run, schema, views->figures) &&
           fits(run, schema, views->findings);
}

static void copy_column(avn_arena *arena, avn_table_column *column)
{
    column->name = avn_arena_str(arena, column->name);
    column->holder = avn_arena_str(arena, column->holder);
    column->field = avn_arena_str(arena, column->field);
    column->part = avn_arena_str(arena, column->part);
}

static void *copy_array(avn_arena *arena, const void *items, size_t size)
{
    void *copy = avn_arena_alloc(arena, size ? size : 1);
    return copy && size ? memcpy(copy, items, size) : copy;
}

static void copy_link(avn_arena *arena, avn_table_link *link)
{
    link->table = avn_arena_str(arena, link->table);
    link->places = copy_array(arena, link->places, link->count * sizeof *link->places);
    link->columns = copy_array(arena, link->columns, link->count * sizeof *link->columns);
    for (size_t i = 0; link->columns && i < link->count; i++)
        link->columns[i] = avn_arena_str(arena, link->columns[i]);
}

/* A copy of DRAFT in the run; NULL when memory is short. */
static avn_table *adopt_new(avn_tables *run, const avn_table *draft)
{
    avn_arena *arena = run->arena;
    avn_table *table = copy_array(arena, draft, sizeof *draft);
    avn_table **place = table ? AVN_PUSH(arena, run->list) : NULL;
    if (!place)
        return NULL;
    *place = table;
    table->index = run->list.count - 1;
    table->name = avn_arena_str(arena, draft->name);
    table->block = avn_arena_str(arena, draft->block);
    table->columns =
        copy_array(arena, draft->columns, draft->column_capacity * sizeof *draft->columns);
    table->key = copy_array(arena, draft->key, draft->key_count * sizeof *draft->key);
    table->links = copy_array(arena, draft->links, draft->link_count * sizeof *draft->links);
    if (arena->failed)
        return NULL;
    for (size_t i = 0; i < table->column_count; i++)
        copy_column(arena, &table->columns[i]);
    for (size_t i = 0; i < table->link_count; i++)
        copy_link(arena, &table->links[i]);
    if (run->held)
        table->rows = run->held->last(run->held->user, table);
    if (table->kind == AVN_TABLE_DOCUMENTS)
        run->documents_before = table->rows;
    return table;
}

/* Puts COLUMN before the two last ones, which count pages and lines. */
static void insert_column(avn_tables *run, avn_table *table, const avn_table_column *column)
{
    if (table->column_count == table->column_capacity) {
        avn_table_column *more =
            AVN_NEW_ARRAY(run->arena, avn_table_column, table->column_capacity * 2);
        if (!more)
            return;
        memcpy(more, table->columns, table->column_count * sizeof *more);
        table->columns = more;
        table->column_capacity *= 2;
    }
    avn_table_column *place = &table->columns[table->column_count - 2];
    memmove(place + 1, place, 2 * sizeof *place);
    *place = *column;
    copy_column(run->arena, place);
    table->column_count++;
}

/* documentos holds the columns of all grammars. One that two grammars type differently is text. */
static void widen(avn_tables *run, avn_table *table, const avn_table *draft)
{
    for (size_t i = 0; i < draft->column_count; i++) {
        size_t place = 0;
        while (place < table->column_count &&
               !avn_str_eq(table->columns[place].name, draft->columns[i].name))
            place++;
        if (place == table->column_count)
            insert_column(run, table, &draft->columns[i]);
        else if (table->columns[place].type != draft->columns[i].type)
            table->columns[place].type = AVN_TEXT;
    }
}

/* The run's table for DRAFT. */
static avn_table *adopt(avn_tables *run, const avn_table *draft)
{
    avn_table *table = find(run, draft->name);
    if (!table)
        return adopt_new(run, draft);
    if (table->kind == AVN_TABLE_DOCUMENTS)
        widen(run, table, draft);
    return table;
}

avance_status avn_table_views_make(avn_tables *run, avn_arena *scratch, const avn_schema *schema,
                                   avn_table_views *views)
{
    avn_drafter drafter = { scratch, schema, views, AVN_STR("") };
    draft_all(&drafter);
    for (unsigned i = 1; !scratch->failed && !all_fit(run, schema, views); i++) {
        drafter.prefix = avn_draft_prefix(scratch, schema, i);
        draft_all(&drafter);
    }
    if (scratch->failed)
        return AVANCE_NO_MEMORY;
    for (size_t i = 0; i < views->count && !run->arena->failed; i++) {
        avn_table *table = adopt(run, views->items[i].table);
        /* Rows of documentos keep the columns of their own schema until the end. */
        if (i > 0)
            views->items[i].table = table;
    }
    if (views->elements && !run->arena->failed)
        views->elements = adopt(run, views->elements);
    if (views->figures && !run->arena->failed)
        views->figures = adopt(run, views->figures);
    if (!run->arena->failed)
        views->findings = adopt(run, views->findings);
    return run->arena->failed ? AVANCE_NO_MEMORY : AVANCE_OK;
}

avance_status avn_tables_declare(avn_tables *run, const avn_schema *schema,
                                 const avn_table **of_block)
{
    avn_arena scratch;
    avn_arena_init(&scratch, run->arena->allocator);
    avn_table_views views;
    avance_status status = avn_table_views_make(run, &scratch, schema, &views);
    for (size_t i = 0; status == AVANCE_OK && i < schema->block_count; i++) {
        size_t view = views.of_block[i];
        of_block[i] = view == AVN_NO_VIEW ? NULL : views.items[view].table;
    }
    if (status == AVANCE_OK)
        of_block[0] = run->list.items[0];
    avn_arena_free(&scratch);
    return status;
}

/* Columns of documentos, of the levels and of the blocks, and the keys between them. */
#include "emit/table_draft.h"

enum { FIXED_COLUMNS = 8 };

bool avn_block_key_has(const avn_block *block, size_t member)
{
    bool marked = false;
    size_t first = block->member_count;
    for (size_t i = 0; i < block->member_count; i++) {
        marked = marked || block->members[i].key;
        if (first == block->member_count && block->members[i].kind == AVN_FIELD)
            first = i;
    }
    return marked ? block->members[member].key : member == first;
}

bool avn_block_has(const avn_block *block, avn_member_kind kind)
{
    for (size_t i = 0; i < block->member_count; i++)
        if (block->members[i].kind == kind)
            return true;
    return false;
}

avn_str avn_draft_id(avn_arena *arena, const avn_block *block)
{
    return avn_arena_printf(arena, "%.*s_id", AVN_FMT(block->name));
}

/* Columns and sources have room for every column that BLOCK's table can get. */
static void start_view(avn_drafter *d, avn_table_view *view, const avn_block *block,
                       avn_table_kind kind, avn_str name)
{
    size_t room =
        FIXED_COLUMNS + 3 * block->member_count + block->parent_count + block->state_count;
    for (size_t i = 0; i < d->schema->block_count; i++)
        room += d->schema->blocks[i].stays ? d->schema->blocks[i].member_count : 0;
    avn_table *table = AVN_NEW(d->arena, avn_table);
    *view = (avn_table_view){ .table = table,
                              .block = block,
                              .sources = AVN_NEW_ARRAY(d->arena, avn_table_source, room) };
    if (!table)
        return;
    *table = (avn_table){ .kind = kind,
                          .name = name,
                          .block = block->name,
                          .columns = AVN_NEW_ARRAY(d->arena, avn_table_column, room),
                          .column_capacity = room };
    table->links =
        AVN_NEW_ARRAY(d->arena, avn_table_link, block->parent_count + d->schema->block_count + 1);
    table->key = AVN_NEW_ARRAY(d->arena, size_t, room);
}

static avn_table_column *add(avn_table_view *view, avn_str name, avn_type type,
                             avn_table_source source)
{
    avn_table *table = view->table;
    view->sources[table->column_count] = source;
    avn_table_column *column = &table->columns[table->column_count++];
    *column = (avn_table_column){ .name = name, .field = name, .type = type };
    return column;
}

static void add_required(avn_table_view *view, const char *name, avn_source_kind kind)
{
    avn_table_source source = { .kind = kind };
    add(view, avn_str_of(name), AVN_INTEGER, source)->required = true;
}

/* The key members of LEVEL as columns `<level>_<member>`. */
static void add_level_key(avn_drafter *d, avn_table_view *view, const avn_block *level)
{
    for (size_t i = 0; i < level->member_count; i++) {
        if (!avn_block_key_has(level, i))
            continue;
        avn_str field = level->members[i].name;
        avn_str name =
            avn_arena_printf(d->arena, "%.*s_%.*s", AVN_FMT(level->name), AVN_FMT(field));
        avn_table_source source = { AVN_FROM_LEVEL, i, level };
        avn_table_column *column = add(view, name, level->members[i].type, source);
        column->holder = level->name;
        column->field = field;
    }
}

static void add_period(avn_drafter *d, avn_table_view *view, const avn_member *member, size_t place)
{
    static const char *const parts[] = { "inicio", "fin" };
    for (size_t i = 0; i < 2; i++) {
        avn_table_source source = { i == 0 ? AVN_FROM_FIELD : AVN_FROM_FIELD_END, place, NULL };
        avn_str name = avn_arena_printf(d->arena, "%.*s_%s", AVN_FMT(member->name), parts[i]);
        avn_table_column *column = add(view, name, AVN_DATE, source);
        column->field = member->name;
        column->part = avn_str_of(parts[i]);
    }
    add(view, member->name, AVN_TEXT, (avn_table_source){ AVN_FROM_FIELD_PRINT, place, NULL });
}

static void add_fields(avn_drafter *d, avn_table_view *view)
{
    for (size_t i = 0; i < view->block->member_count; i++) {
        const avn_member *member = &view->block->members[i];
        if (member->kind != AVN_FIELD)
            continue;
        if (member->type == AVN_PERIOD)
            add_period(d, view, member, i);
        else
            add(view, member->name, member->type, (avn_table_source){ AVN_FROM_FIELD, i, NULL });
    }
}

static bool is_taken(const avn_table *table, size_t place)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (i != place && avn_str_eq(table->columns[i].name, table->columns[place].name))
            return true;
    return false;
}

/* A field named like a column that every table has (`pagina`) gives way. */
static void rename_repeated(avn_drafter *d, avn_table_view *view)
{
    avn_table *table = view->table;
    for (size_t i = 0; i < table->column_count; i++) {
        avn_source_kind kind = view->sources[i].kind;
        if (kind != AVN_FROM_FIELD && kind != AVN_FROM_FIELD_END && kind != AVN_FROM_FIELD_PRINT)
            continue;
        while (is_taken(table, i) && !d->arena->failed)
            table->columns[i].name =
                avn_arena_printf(d->arena, "%.*s_impreso", AVN_FMT(table->columns[i].name));
    }
}

/* A foreign key to the whole primary key of TARGET; its places are filled by the caller. */
static avn_table_link *add_link(avn_drafter *d, avn_table *table, const avn_table *target)
{
    avn_table_link *link = &table->links[table->link_count++];
    link->table = target->name;
    link->count = target->key_count;
    link->columns = AVN_NEW_ARRAY(d->arena, avn_str, link->count + 1);
    link->places = AVN_NEW_ARRAY(d->arena, size_t, link->count + 1);
    for (size_t i = 0; i < link->count && link->columns; i++)
        link->columns[i] = target->columns[target->key[i]].name;
    return link;
}

void avn_draft_link(avn_drafter *d, avn_table *table, const avn_table *target, size_t place)
{
    avn_table_link *link = add_link(d, table, target);
    if (link->places)
        link->places[0] = place;
}

/* A table whose key is documento_id and the level columns: FIRST is where those of each level
 * begin, in a table with documento_id at DOCUMENT. */
static void add_level_link(avn_drafter *d, avn_table *table, const avn_table_view *level,
                           size_t document, const size_t *first)
{
    avn_table_link *link = add_link(d, table, level->table);
    if (!link->places)
        return;
    size_t count = 0;
    link->places[count++] = document;
    const avn_block *owner = level->block->owner;
    size_t owned = 0;
    for (size_t i = 0; owner && i < owner->member_count; i++)
        owned += avn_block_key_has(owner, i);
    for (size_t i = 0; i < owned; i++)
        link->places[count++] = first[owner->index] + i;
    for (size_t i = 0; count < link->count; i++)
        link->places[count++] = first[level->block->index] + i;
}

static bool is_fixed_name(avn_str name)
{
    return avn_str_is(name, "documentos") || avn_str_is(name, "elementos") ||
           avn_str_is(name, "valores") || avn_str_is(name, "observaciones");
}

avn_str avn_draft_prefix(avn_arena *arena, const avn_schema *schema, unsigned number)
{
    avn_str prefix = number < 2
                         ? avn_arena_printf(arena, "%.*s_", AVN_FMT(schema->grammar))
                         : avn_arena_printf(arena, "%.*s_%u_", AVN_FMT(schema->grammar), number);
    char *bytes = avn_arena_alloc(arena, prefix.len + 1);
    for (size_t i = 0; bytes && i < prefix.len; i++)
        bytes[i] = prefix.ptr[i] == '-' || prefix.ptr[i] == '.' ? '_' : prefix.ptr[i];
    return bytes ? (avn_str){ bytes, prefix.len } : AVN_STR("");
}

avn_str avn_draft_name(avn_drafter *d, avn_str plain)
{
    avn_str prefix = d->prefix;
    if (prefix.len == 0 && is_fixed_name(plain))
        prefix = avn_draft_prefix(d->arena, d->schema, 1);
    return avn_arena_printf(d->arena, "%.*s%.*s", AVN_FMT(prefix), AVN_FMT(plain));
}

void avn_draft_documents(avn_drafter *d, avn_table_view *view)
{
    static const char *const before[] = { "archivo", "sha256", "gramatica" };
    static const char *const after[] = { "paginas", "lineas" };
    start_view(d, view, &d->schema->blocks[0], AVN_TABLE_DOCUMENTS, AVN_STR("documentos"));
    if (d->arena->failed)
        return;
    avn_table_source source = { .kind = AVN_FROM_REPORT };
    add_required(view, "documento_id", AVN_FROM_RUN);
    for (size_t i = 0; i < 3; i++)
        add(view, avn_str_of(before[i]), i == 0 ? AVN_TEXT : AVN_KEY, source)->required = true;
    add_fields(d, view);
    for (size_t i = 0; i < 2; i++)
        add_required(view, after[i], AVN_FROM_REPORT);
    rename_repeated(d, view);
    view->table->key_count = 1;
}

void avn_draft_level(avn_drafter *d, avn_table_view *view, const avn_block *block)
{
    start_view(d, view, block, AVN_TABLE_LEVEL, avn_draft_name(d, block->table));
    if (d->arena->failed)
        return;
    avn_table *table = view->table;
    size_t *first = AVN_NEW_ARRAY(d->arena, size_t, d->schema->block_count);
    add_required(view, "documento_id", AVN_FROM_RUN);
    table->key[table->key_count++] = 0;
    view->numbered = avn_block_has(block, AVN_LIST) || avn_block_has(block, AVN_SERIES);
    if (view->numbered)
        add(view, avn_draft_id(d->arena, block), AVN_INTEGER,
            (avn_table_source){ .kind = AVN_FROM_OWN_ID })
            ->required = true;
    size_t owner_at = table->column_count;
    if (block->owner)
        add_level_key(d, view, block->owner);
    for (size_t i = owner_at; i < table->column_count; i++)
        table->key[table->key_count++] = i;
    size_t fields_at = table->column_count;
    add_fields(d, view);
    for (size_t i = fields_at; i < table->column_count; i++)
        if (avn_block_key_has(block, view->sources[i].member))
            table->key[table->key_count++] = i;
    rename_repeated(d, view);
    avn_draft_link(d, table, d->views->items[0].table, 0);
    /* The key of an owner that is owned itself is not all here. */
    if (!block->owner || block->owner->owner || !first)
        return;
    size_t owner = d->views->of_block[block->owner->index];
    first[block->owner->index] = owner_at;
    if (owner != AVN_NO_VIEW)
        add_level_link(d, table, &d->views->items[owner], 0, first);
}

void avn_draft_block(avn_drafter *d, avn_table_view *view, const avn_block *block)
{
    start_view(d, view, block, AVN_TABLE_BLOCK, avn_draft_name(d, block->table));
    size_t *first = AVN_NEW_ARRAY(d->arena, size_t, d->schema->block_count);
    if (d->arena->failed)
        return;
    view->numbered = true;
    avn_table_source source = { .kind = AVN_FROM_OWN_ID };
    avn_table_column *id = add(view, avn_draft_id(d->arena, block), AVN_INTEGER, source);
    id->field = block->name;
    id->required = true;
    add_required(view, "documento_id", AVN_FROM_RUN);
    for (size_t i = 0; i < block->parent_count; i++) {
        const avn_block *parent = block->parents[i];
        avn_str name = parent == block ? AVN_STR("padre_id") : avn_draft_id(d->arena, parent);
        source = (avn_table_source){ AVN_FROM_PARENT, 0, parent };
        add(view, name, AVN_INTEGER, source)->field = parent->name;
    }
    for (size_t i = 1; i < d->schema->block_count; i++) {
        first[i] = view->table->column_count;
        if (d->schema->blocks[i].stays)
            add_level_key(d, view, &d->schema->blocks[i]);
    }
    add_fields(d, view);
    add(view, AVN_STR("pagina"), AVN_INTEGER, (avn_table_source){ .kind = AVN_FROM_PAGE });
    add(view, AVN_STR("linea"), AVN_INTEGER, (avn_table_source){ .kind = AVN_FROM_LINE });
    for (size_t i = 0; i < block->state_count; i++) {
        source = (avn_table_source){ AVN_FROM_STATE, i, NULL };
        avn_table_column *column = add(view, block->states[i]->equation.left, AVN_KEY, source);
        column->required = column->is_state = true;
    }
    rename_repeated(d, view);
    view->table->key_count = 1;
    avn_draft_link(d, view->table, d->views->items[0].table, 1);
    for (size_t i = 0; i < d->views->count; i++)
        if (d->views->items[i].table->kind == AVN_TABLE_LEVEL)
            add_level_link(d, view->table, &d->views->items[i], 1, first);
}

void avn_draft_parent_links(avn_drafter *d, avn_table_view *view)
{
    for (size_t i = 0; view->table->kind == AVN_TABLE_BLOCK && i < view->block->parent_count; i++) {
        size_t parent = d->views->of_block[view->block->parents[i]->index];
        if (parent != AVN_NO_VIEW && d->views->items[parent].table->kind == AVN_TABLE_BLOCK)
            avn_draft_link(d, view->table, d->views->items[parent].table, 2 + i);
    }
}

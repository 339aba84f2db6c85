#include "emit/sqlite_views.h"

#include "emit/sql_text.h"

typedef struct planner {
    avn_arena *arena;
    const avn_schema *schema;
    const avn_table_views *views;
    avn_sql_views *list;
    avn_buf sql;
    AVN_VEC(avn_str) names; /* of the columns of the view at work */
} planner;

/* ---- pieces --------------------------------------------------------------------- */

static void put(planner *p, const char *text)
{
    avn_buf_str(&p->sql, avn_str_of(text));
}

/* alias."column" */
static void put_cell(planner *p, const char *alias, size_t number, avn_str column)
{
    if (number)
        avn_buf_printf(&p->sql, "%s%zu.", alias, number);
    else
        avn_buf_printf(&p->sql, "%s.", alias);
    avn_sql_name(&p->sql, column);
}

static bool is_taken(const planner *p, avn_str name)
{
    for (size_t i = 0; i < p->names.count; i++)
        if (avn_str_eq(p->names.items[i], name))
            return true;
    return false;
}

/* AS "name"; a name that the view has already gets PREFIX in front. */
static void put_as(planner *p, avn_str prefix, avn_str name)
{
    while (is_taken(p, name) && !p->arena->failed)
        name = avn_arena_printf(p->arena, "%.*s_%.*s", AVN_FMT(prefix), AVN_FMT(name));
    avn_str *kept = AVN_PUSH(p->arena, p->names);
    if (kept)
        *kept = name;
    put(p, " AS ");
    avn_sql_name(&p->sql, name);
}

static void put_column(planner *p, const char *alias, size_t number, avn_str column, avn_str prefix,
                       avn_str name)
{
    if (p->names.count)
        put(p, ",\n  ");
    put_cell(p, alias, number, column);
    put_as(p, prefix, name);
}

static void finish(planner *p, avn_str name)
{
    avn_sql_view *view = AVN_PUSH(p->arena, *p->list);
    if (view)
        *view = (avn_sql_view){ name, avn_arena_str(p->arena, avn_buf_view(&p->sql)) };
    avn_buf_clear(&p->sql);
    p->names.count = 0;
}

/* What is printed of the document; the other columns tell how it was read. */
static void put_document(planner *p)
{
    const avn_table_view *view = &p->views->items[0];
    for (size_t i = 0; i < view->table->column_count; i++) {
        const avn_table_column *column = &view->table->columns[i];
        if (view->sources[i].kind != AVN_FROM_REPORT || avn_str_is(column->name, "archivo"))
            put_column(p, "d", 0, column->name, AVN_STR("documento"), column->name);
    }
}

static bool is_own(const avn_table_source *source)
{
    return source->kind == AVN_FROM_FIELD || source->kind == AVN_FROM_FIELD_END ||
           source->kind == AVN_FROM_FIELD_PRINT;
}

/* "unidad_administrativa_nombre" */
static avn_str under(planner *p, const avn_block *block, avn_str column)
{
    return avn_arena_printf(p->arena, "%.*s_%.*s", AVN_FMT(block->name), AVN_FMT(column));
}

/* The fields of VIEW's rows, its block's name in front. */
static void put_fields(planner *p, const char *alias, size_t number, const avn_table_view *view)
{
    for (size_t i = 0; i < view->table->column_count; i++)
        if (is_own(&view->sources[i]))
            put_column(p, alias, number, view->table->columns[i].name, view->block->name,
                       under(p, view->block, view->table->columns[i].name));
}

/* alias.row = the row of level LEVEL, on all columns of the link to it. IS, because a part of a
 * key that is not printed is NULL on both sides. */
static void put_level_match(planner *p, const avn_table_link *link, const avn_table *table,
                            const char *alias, size_t number)
{
    for (size_t i = 0; i < link->count; i++) {
        put(p, i ? " AND " : " ON ");
        put_cell(p, alias, number, link->columns[i]);
        put(p, " IS ");
        put_cell(p, "r", 0, table->columns[link->places[i]].name);
    }
}

/* The link of TABLE to TARGET, or NULL. */
static const avn_table_link *link_to(const avn_table *table, const avn_table *target)
{
    for (size_t i = 0; i < table->link_count; i++)
        if (avn_str_eq(table->links[i].table, target->name))
            return &table->links[i];
    return NULL;
}

/* ---- every record beside what it stands under ------------------------------------- */

/* How many columns before INDEX have its momento and periodo. */
static size_t repetition(const avn_columns *columns, size_t index)
{
    size_t count = 0;
    for (size_t i = 0; i < index; i++)
        count += avn_str_eq(columns->items[i].momento, columns->items[index].momento) &&
                 avn_str_eq(columns->items[i].periodo, columns->items[index].periodo);
    return count;
}

/* One figure of the record, looked up by its key; only views that show it pay for it. */
static void put_figure(planner *p, const avn_table_view *record, const avn_member *member,
                       size_t index)
{
    const avn_table *figures = p->views->figures;
    const avn_column *column = &member->columns->items[index];
    put(p, ",\n  (SELECT v.valor FROM ");
    avn_sql_name(&p->sql, figures->name);
    put(p, " v WHERE ");
    if (!p->views->figures_of_one) {
        put(p, "v.tabla = ");
        avn_sql_string(&p->sql, record->table->name);
        put(p, " AND ");
    }
    put_cell(p, "v", 0, figures->columns[p->views->figures_of_one ? 0 : 1].name);
    put(p, " = ");
    put_cell(p, "r", 0, record->table->columns[0].name);
    put(p, " AND v.dato = ");
    avn_sql_string(&p->sql, member->name);
    put(p, " AND v.momento = ");
    avn_sql_string(&p->sql, column->momento);
    put(p, " AND v.periodo = ");
    avn_sql_string(&p->sql, column->periodo);
    if (figures->key_count == 0)
        avn_buf_printf(&p->sql, " ORDER BY v.rowid LIMIT 1 OFFSET %zu",
                       repetition(member->columns, index));
    put(p, ")");
    avn_str name = avn_arena_printf(p->arena, "%.*s_%.*s_%.*s%s", AVN_FMT(member->name),
                                    AVN_FMT(column->momento), AVN_FMT(column->periodo),
                                    column->percent ? "_pct" : "");
    put_as(p, AVN_STR("cifra"), name);
}

static void put_figures(planner *p, const avn_table_view *record)
{
    for (size_t i = 0; i < record->block->member_count; i++) {
        const avn_member *member = &record->block->members[i];
        for (size_t j = 0; member->kind == AVN_SERIES && j < member->columns->count; j++)
            put_figure(p, record, member, j);
    }
}

/* The levels and blocks that RECORD refers to, as columns of the view or as its joins. */
static void put_holders(planner *p, const avn_table_view *record, bool joins)
{
    for (size_t i = 1; i < p->views->count; i++) {
        const avn_table_view *holder = &p->views->items[i];
        const avn_table_link *link =
            holder == record ? NULL : link_to(record->table, holder->table);
        if (link && joins) {
            put(p, "\nLEFT JOIN ");
            avn_sql_name(&p->sql, holder->table->name);
            avn_buf_printf(&p->sql, " h%zu", i);
            put_level_match(p, link, record->table, "h", i);
        } else if (link) {
            put_fields(p, "h", i, holder);
        }
    }
}

static void put_source(planner *p, const avn_table_view *record)
{
    put(p, "\nFROM ");
    avn_sql_name(&p->sql, record->table->name);
    put(p, " r JOIN documentos d ON d.documento_id = r.documento_id");
}

/* Whether a plural is feminine by its ending, for `metas_completas` and `cortes_completos`. */
static bool is_feminine(avn_str plural)
{
    static const char *const feminine[] = { "as", "dades", "ciones", "siones", "tudes" };
    static const char *const masculine[] = { "gramas", "blemas", "temas", "lemas", "dias" };
    bool found = false;
    for (size_t i = 0; i < sizeof feminine / sizeof *feminine; i++)
        found = found || avn_str_ends(plural, avn_str_of(feminine[i]));
    for (size_t i = 0; i < sizeof masculine / sizeof *masculine; i++)
        found = found && !avn_str_ends(plural, avn_str_of(masculine[i]));
    return found;
}

static void plan_whole(planner *p, const avn_table_view *record)
{
    const avn_table *table = record->table;
    put(p, "SELECT ");
    put_column(p, "r", 0, table->columns[0].name, AVN_STR("r"), table->columns[0].name);
    put_document(p);
    put_holders(p, record, false);
    for (size_t i = 0; i < table->column_count; i++)
        if (is_own(&record->sources[i]) || record->sources[i].kind == AVN_FROM_PAGE ||
            record->sources[i].kind == AVN_FROM_LINE || table->columns[i].is_state)
            put_column(p, "r", 0, table->columns[i].name, record->block->name,
                       table->columns[i].name);
    put_figures(p, record);
    put_source(p, record);
    put_holders(p, record, true);
    finish(p, avn_arena_printf(p->arena, "%.*s_%s", AVN_FMT(table->name),
                               is_feminine(table->name) ? "completas" : "completos"));
}

/* ---- records per heading ------------------------------------------------------------ */

/* The first percentage that RECORD's rows have; NULL when they have none. */
static const avn_table_column *percentage_of(const avn_table_view *record)
{
    for (size_t i = 0; i < record->table->column_count; i++)
        if (is_own(&record->sources[i]) && record->table->columns[i].type == AVN_PERCENT)
            return &record->table->columns[i];
    return NULL;
}

/* The first word of the level's name, where no other level begins with it. */
static avn_str short_name(const planner *p, const avn_block *level)
{
    avn_str word = avn_str_head(level->name, avn_str_find(level->name, AVN_STR("_")));
    for (size_t i = 1; i < p->schema->block_count; i++) {
        const avn_block *other = &p->schema->blocks[i];
        if (other != level && other->stays && avn_str_starts(other->name, word) &&
            (other->name.len == word.len || other->name.ptr[word.len] == '_'))
            return level->name;
    }
    return word;
}

static void put_summary(planner *p, avn_str function, avn_str column, avn_str name)
{
    put(p, ",\n  ");
    avn_buf_str(&p->sql, function);
    put_cell(p, "r", 0, column);
    put(p, avn_str_starts(function, AVN_STR("round")) ? "), 2)" : ")");
    put_as(p, AVN_STR("resumen"), name);
}

static void put_summaries(planner *p, const avn_table_view *record, avn_str field)
{
    static const struct {
        const char *function, *name;
    } summaries[] = { { "round(avg(", "_promedio" }, { "min(", "_minimo" }, { "max(", "_maximo" } };
    put_summary(p, AVN_STR("count("), record->table->columns[0].name, record->table->name);
    put_summary(p, AVN_STR("count("), field,
                avn_arena_printf(p->arena, "con_%.*s", AVN_FMT(field)));
    for (size_t i = 0; i < sizeof summaries / sizeof *summaries; i++) {
        avn_str name = avn_arena_printf(p->arena, "%.*s%s", AVN_FMT(field), summaries[i].name);
        put_summary(p, avn_str_of(summaries[i].function), field, name);
    }
}

/* How many records are in each state. */
static void put_states(planner *p, const avn_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        avn_str column = table->columns[i].name;
        for (int j = 0; table->columns[i].is_state && j < AVN_STATE_COUNT; j++) {
            avn_str state = avn_str_of(avn_state_name((avn_state)j));
            put(p, ",\n  count(CASE ");
            put_cell(p, "r", 0, column);
            put(p, " WHEN ");
            avn_sql_string(&p->sql, state);
            put(p, " THEN 1 END)");
            put_as(p, AVN_STR("resumen"),
                   avn_arena_printf(p->arena, "%.*s_%.*s", AVN_FMT(column), AVN_FMT(state)));
        }
    }
}

static void plan_summary(planner *p, const avn_table_view *record, const avn_table_view *level,
                         avn_str field, bool first)
{
    const avn_table_link *link = link_to(record->table, level->table);
    if (!link)
        return;
    put(p, "SELECT ");
    put_document(p);
    for (size_t i = 1; i < level->table->column_count; i++) {
        avn_str column = level->table->columns[i].name;
        bool own = is_own(&level->sources[i]);
        if (own || level->sources[i].kind == AVN_FROM_LEVEL)
            put_column(p, "n", 0, column, level->block->name,
                       own ? under(p, level->block, column) : column);
    }
    put_summaries(p, record, field);
    put_states(p, record->table);
    put(p, "\nFROM ");
    avn_sql_name(&p->sql, level->table->name);
    put(p, " n JOIN documentos d ON d.documento_id = n.documento_id LEFT JOIN ");
    avn_sql_name(&p->sql, record->table->name);
    put(p, " r");
    put_level_match(p, link, record->table, "n", 0);
    put(p, " GROUP BY n.rowid");
    avn_str name = avn_arena_printf(p->arena, "%.*s_por_%.*s", AVN_FMT(field),
                                    AVN_FMT(short_name(p, level->block)));
    if (!first)
        name = avn_arena_printf(p->arena, "%.*s_%.*s", AVN_FMT(record->table->name), AVN_FMT(name));
    finish(p, name);
}

void avn_sql_views_plan(avn_arena *arena, const avn_schema *schema, const avn_table_views *views,
                        avn_sql_views *list)
{
    planner p = { .arena = arena, .schema = schema, .views = views, .list = list };
    bool first = true;
    avn_buf_init(&p.sql, arena->allocator);
    for (size_t i = 1; i < views->count; i++) {
        const avn_table_view *record = &views->items[i];
        if (record->block->kind != AVN_RECORD)
            continue;
        plan_whole(&p, record);
        const avn_table_column *field = percentage_of(record);
        for (size_t j = 1; field && j < views->count; j++)
            if (views->items[j].table->kind == AVN_TABLE_LEVEL)
                plan_summary(&p, record, &views->items[j], field->name, first);
        first = first && !field;
    }
    arena->failed = arena->failed || p.sql.failed;
    avn_buf_free(&p.sql);
}

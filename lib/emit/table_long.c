/* The tables whose columns are the same for every schema: one row per list member, figure, finding.
 */
#include "emit/table_draft.h"

typedef struct fixed_column {
    const char *name;
    avn_type type;
    bool required;
} fixed_column;

static avn_table *fixed_table(avn_drafter *d, avn_table_kind kind, avn_str name,
                              const fixed_column *columns, size_t count)
{
    avn_table *table = AVN_NEW(d->arena, avn_table);
    avn_table_column *made = AVN_NEW_ARRAY(d->arena, avn_table_column, count);
    avn_table_link *links = AVN_NEW_ARRAY(d->arena, avn_table_link, 1);
    size_t *key = AVN_NEW_ARRAY(d->arena, size_t, count);
    if (d->arena->failed)
        return NULL;
    *table = (avn_table){ .kind = kind,
                          .name = name,
                          .columns = made,
                          .column_count = count,
                          .column_capacity = count,
                          .key = key,
                          .links = links };
    for (size_t i = 0; i < count; i++) {
        avn_str column = avn_str_of(columns[i].name);
        made[i] = (avn_table_column){ .name = column,
                                      .field = column,
                                      .type = columns[i].type,
                                      .required = columns[i].required };
    }
    return table;
}

#define FIXED_COUNT(columns) (sizeof(columns) / sizeof *(columns))

static void draft_items(avn_drafter *d)
{
    static const fixed_column columns[] = {
        { "documento_id", AVN_INTEGER, true }, { "tabla", AVN_TEXT, true },
        { "registro_id", AVN_INTEGER, true },  { "campo", AVN_TEXT, true },
        { "orden", AVN_INTEGER, true },        { "valor", AVN_PROSE, false },
        { "delimitado", AVN_FLAG, true },      { "pagina", AVN_INTEGER, false },
        { "linea", AVN_INTEGER, false },
    };
    avn_table *table =
        fixed_table(d, AVN_TABLE_ITEMS, AVN_STR("elementos"), columns, FIXED_COUNT(columns));
    d->views->elements = table;
    if (!table)
        return;
    for (size_t i = 1; i < 5; i++)
        table->key[table->key_count++] = i;
    avn_draft_link(d, table, d->views->items[0].table, 0);
}

static bool repeats_names(const avn_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        for (size_t j = 0; j < i; j++)
            if (avn_str_eq(columns->items[i].momento, columns->items[j].momento) &&
                avn_str_eq(columns->items[i].periodo, columns->items[j].periodo))
                return true;
    return false;
}

/* True when momento and periodo tell the figures of every row apart. */
static bool figures_have_key(const avn_schema *schema)
{
    for (size_t i = 0; i < schema->block_count; i++)
        for (size_t j = 0; j < schema->blocks[i].member_count; j++)
            if (schema->blocks[i].members[j].kind == AVN_SERIES &&
                repeats_names(schema->blocks[i].members[j].columns))
                return false;
    return true;
}

static void draft_figures(avn_drafter *d)
{
    static const fixed_column columns[] = {
        { "tabla", AVN_TEXT, true },      { "registro_id", AVN_INTEGER, true },
        { "dato", AVN_TEXT, true },       { "momento", AVN_TEXT, true },
        { "periodo", AVN_TEXT, true },    { "valor", AVN_DECIMAL, false },
        { "porcentaje", AVN_FLAG, true }, { "impreso", AVN_TEXT, false },
    };
    const avn_block *one = NULL;
    size_t blocks = 0;
    for (size_t i = 0; i < d->schema->block_count; i++) {
        if (avn_block_has(&d->schema->blocks[i], AVN_SERIES) &&
            d->views->of_block[i] != AVN_NO_VIEW) {
            one = &d->schema->blocks[i];
            blocks++;
        }
    }
    if (blocks == 0)
        return;
    size_t skipped = blocks == 1;
    avn_str name = avn_arena_printf(d->arena, "%.*svalores", AVN_FMT(d->prefix));
    avn_table *table =
        fixed_table(d, AVN_TABLE_FIGURES, name, columns + skipped, FIXED_COUNT(columns) - skipped);
    d->views->figures = table;
    d->views->figures_of_one = blocks == 1;
    if (!table)
        return;
    if (blocks == 1) {
        const avn_table *target = d->views->items[d->views->of_block[one->index]].table;
        table->columns[0].name =
            one->index == 0 ? AVN_STR("documento_id") : avn_draft_id(d->arena, one);
        table->columns[0].field = one->name;
        if (target->kind != AVN_TABLE_LEVEL)
            avn_draft_link(d, table, target, 0);
    }
    for (size_t i = 0; figures_have_key(d->schema) && i < 5 - skipped; i++)
        table->key[table->key_count++] = i;
}

static void draft_findings(avn_drafter *d)
{
    static const fixed_column columns[] = {
        { "documento_id", AVN_INTEGER, true }, { "nivel", AVN_TEXT, true },
        { "codigo", AVN_KEY, true },           { "pagina", AVN_INTEGER, false },
        { "linea", AVN_INTEGER, false },       { "mensaje", AVN_PROSE, true },
    };
    avn_table *table =
        fixed_table(d, AVN_TABLE_FINDINGS, AVN_STR("observaciones"), columns, FIXED_COUNT(columns));
    d->views->findings = table;
    if (table)
        avn_draft_link(d, table, d->views->items[0].table, 0);
}

void avn_draft_long_tables(avn_drafter *d)
{
    if (avn_schema_has_lists(d->schema))
        draft_items(d);
    if (!d->arena->failed && avn_schema_has_series(d->schema))
        draft_figures(d);
    if (!d->arena->failed)
        draft_findings(d);
}

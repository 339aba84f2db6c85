/* Types are SQLite's affinities: NUMERIC keeps every figure of up to 15 digits exact and lets
 * people compare and add; one that is longer is kept digit by digit as a BLOB.
 * Dates are ISO 8601 text, because a column may hold days and minutes.
 *
 * The table _avance_tablas remembers which grammar gave which table its columns, so that a later
 * run finds its own tables again; _avance_columnas says what every column is, in both languages. */
#include "emit/sqlite_tables.h"

#include <stdio.h>

#include "emit/sql_text.h"

static const char *const kinds[] = {
    [AVN_TABLE_DOCUMENTS] = "documentos", [AVN_TABLE_LEVEL] = "nivel",
    [AVN_TABLE_BLOCK] = "bloque",         [AVN_TABLE_ITEMS] = "elementos",
    [AVN_TABLE_FIGURES] = "cifras",       [AVN_TABLE_FINDINGS] = "observaciones",
};

static const char *const affinities[] = {
    [AVN_TEXT] = "TEXT",       [AVN_PROSE] = "TEXT",      [AVN_KEY] = "TEXT",
    [AVN_INTEGER] = "INTEGER", [AVN_DECIMAL] = "NUMERIC", [AVN_PERCENT] = "NUMERIC",
    [AVN_MONEY] = "NUMERIC",   [AVN_DATE] = "TEXT",       [AVN_PERIOD] = "TEXT",
    [AVN_CHOICE] = "TEXT",     [AVN_ORDINAL] = "INTEGER", [AVN_FLAG] = "BOOLEAN",
};

/* ---- what was there before -------------------------------------------------- */

/* "documento_id clave > documentos dependencias": key columns and tables referred to. */
static void describe_keys(avn_buf *text, const avn_table *table)
{
    for (size_t i = 0; i < table->key_count; i++)
        avn_buf_printf(text, "%.*s ", AVN_FMT(table->columns[table->key[i]].name));
    avn_buf_char(text, '>');
    for (size_t i = 0; i < table->link_count; i++)
        avn_buf_printf(text, " %.*s", AVN_FMT(table->links[i].table));
}

static void describe_columns(avn_buf *text, const avn_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        avn_buf_printf(text, "%s%.*s:%s", i ? " " : "", AVN_FMT(table->columns[i].name),
                       avn_type_name(table->columns[i].type));
}

/* These have the same columns in every grammar, or take those of all. */
static bool is_common(const avn_table *table)
{
    return table->kind == AVN_TABLE_DOCUMENTS || table->kind == AVN_TABLE_ITEMS ||
           table->kind == AVN_TABLE_FINDINGS;
}

/* A grammar keeps its tables when its fields change; another grammar shares them only when they
 * are alike. */
static bool fits(void *user, const avn_schema *schema, const avn_table *draft)
{
    avn_base *base = user;
    const avn_str none = { NULL, 0 };
    if (is_common(draft) || base->fresh ||
        !avn_base_ask(base, AVN_STR("SELECT 1 FROM sqlite_master WHERE name = ?1"), draft->name,
                      none, NULL))
        return true;
    avn_buf keys, columns;
    avn_buf_init(&keys, base->arena->allocator);
    avn_buf_init(&columns, base->arena->allocator);
    describe_keys(&keys, draft);
    describe_columns(&columns, draft);
    sqlite3_stmt *statement = avn_base_prepare(
        base, AVN_STR("SELECT 1 FROM " AVN_BASE_TABLES " WHERE tabla = ?1 AND clase = ?2 AND llaves"
                      " = ?3 AND (gramatica = ?4 OR columnas = ?5)"));
    avn_base_bind(base, statement, 1, draft->name);
    avn_base_bind(base, statement, 2, avn_str_of(kinds[draft->kind]));
    avn_base_bind(base, statement, 3, avn_buf_view(&keys));
    avn_base_bind(base, statement, 4, schema->grammar);
    avn_base_bind(base, statement, 5, avn_buf_view(&columns));
    bool answer = avn_base_step(base, statement);
    base->lib.sqlite3_finalize(statement);
    /* Want of memory or a broken database ends the search for a name. */
    base->arena->failed = base->arena->failed || keys.failed || columns.failed;
    answer = answer || base->status != AVANCE_OK || base->arena->failed;
    avn_buf_free(&keys);
    avn_buf_free(&columns);
    return answer;
}

/* The place of the column that numbers TABLE's rows, or column_count. */
static size_t number_column(const avn_table *table)
{
    char name[200];
    if (table->kind == AVN_TABLE_DOCUMENTS || table->kind == AVN_TABLE_BLOCK)
        return 0;
    snprintf(name, sizeof name, "%.*s_id", AVN_FMT(table->block));
    return table->kind == AVN_TABLE_LEVEL && table->column_count > 1 &&
                   avn_str_is(table->columns[1].name, name)
               ? 1
               : table->column_count;
}

static unsigned long long last(void *user, const avn_table *table)
{
    avn_base *base = user;
    const avn_str none = { NULL, 0 };
    unsigned long long number = 0;
    size_t place = number_column(table);
    if (base->fresh || place == table->column_count ||
        !avn_base_ask(base, AVN_STR("SELECT 1 FROM sqlite_master WHERE name = ?1"), table->name,
                      none, NULL))
        return 0;
    avn_buf sql;
    avn_buf_init(&sql, base->arena->allocator);
    avn_buf_str(&sql, AVN_STR("SELECT max("));
    avn_sql_name(&sql, table->columns[place].name);
    avn_buf_str(&sql, AVN_STR(") FROM "));
    avn_sql_name(&sql, table->name);
    avn_base_ask(base, avn_buf_view(&sql), none, none, &number);
    avn_buf_free(&sql);
    return number;
}

avn_tables_held avn_base_held(avn_base *base)
{
    return (avn_tables_held){ base, fits, last };
}

/* ---- definitions -------------------------------------------------------------- */

static bool is_there(avn_base *base, const avn_table *table)
{
    return avn_base_ask(base,
                        AVN_STR("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1"),
                        table->name, (avn_str){ NULL, 0 }, NULL);
}

static void put_column(avn_buf *sql, const avn_table_column *column)
{
    avn_sql_name(sql, column->name);
    avn_buf_printf(sql, " %s", affinities[column->type]);
}

static void create(avn_base *base, avn_buf *sql, const avn_table *table)
{
    bool numbered = table->key_count == 1 && table->columns[table->key[0]].type == AVN_INTEGER;
    avn_buf_str(sql, AVN_STR("CREATE TABLE "));
    avn_sql_name(sql, table->name);
    for (size_t i = 0; i < table->column_count; i++) {
        avn_buf_str(sql, i ? AVN_STR(", ") : AVN_STR(" ("));
        put_column(sql, &table->columns[i]);
        if (numbered && i == table->key[0])
            avn_buf_str(sql, AVN_STR(" PRIMARY KEY"));
        else if (table->columns[i].required)
            avn_buf_str(sql, AVN_STR(" NOT NULL"));
    }
    if (table->key_count && !numbered) {
        avn_buf_str(sql, AVN_STR(", PRIMARY KEY ("));
        avn_sql_columns(sql, table, table->key, table->key_count);
        avn_buf_char(sql, ')');
    }
    for (size_t i = 0; i < table->link_count; i++) {
        avn_buf_str(sql, AVN_STR(", "));
        avn_sql_foreign_key(sql, table, &table->links[i]);
        avn_buf_str(sql, AVN_STR(" ON DELETE CASCADE"));
    }
    avn_buf_char(sql, ')');
    avn_base_run_buf(base, sql);
}

/* INDEX name ON table (columns at PLACES), named after what it leads to. */
static void create_index(avn_base *base, avn_buf *sql, const avn_table *table, avn_str to,
                         const size_t *places, size_t count)
{
    avn_str name =
        avn_arena_printf(base->arena, "%.*s_por_%.*s", AVN_FMT(table->name), AVN_FMT(to));
    avn_buf_str(sql, AVN_STR("CREATE INDEX "));
    avn_sql_name(sql, name);
    avn_buf_str(sql, AVN_STR(" ON "));
    avn_sql_name(sql, table->name);
    avn_buf_str(sql, AVN_STR(" ("));
    avn_sql_columns(sql, table, places, count);
    avn_buf_char(sql, ')');
    avn_base_run_buf(base, sql);
}

static void create_indexes(avn_base *base, avn_buf *sql, const avn_table *table)
{
    for (size_t i = 0; i < table->link_count; i++)
        if (!avn_table_key_begins_with(table, &table->links[i]))
            create_index(base, sql, table, table->links[i].table, table->links[i].places,
                         table->links[i].count);
    if (table->kind == AVN_TABLE_FIGURES && table->link_count == 0 && table->key_count == 0)
        create_index(base, sql, table, AVN_STR("registro"), (const size_t[]){ 0, 1 }, 2);
    if (table->kind == AVN_TABLE_DOCUMENTS)
        avn_base_run(base, AVN_STR("CREATE UNIQUE INDEX documentos_por_sha256 ON documentos"
                                   " (sha256)"));
}

static void add_columns(avn_base *base, avn_buf *sql, const avn_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (avn_base_ask(base, AVN_STR("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2"),
                         table->name, table->columns[i].name, NULL))
            continue;
        avn_buf_str(sql, AVN_STR("ALTER TABLE "));
        avn_sql_name(sql, table->name);
        avn_buf_str(sql, AVN_STR(" ADD COLUMN "));
        put_column(sql, &table->columns[i]);
        avn_base_run_buf(base, sql);
    }
}

/* INSERT OR REPLACE of COUNT texts into TABLE. */
static void remember(avn_base *base, const char *table, const avn_str *texts, int count)
{
    avn_str sql = avn_arena_printf(base->arena,
                                   "INSERT OR REPLACE INTO %s VALUES (?1, ?2, "
                                   "?3, ?4, ?5)",
                                   table);
    sqlite3_stmt *statement = avn_base_prepare(base, sql);
    for (int i = 0; i < count; i++)
        avn_base_bind(base, statement, i + 1, texts[i]);
    avn_base_step(base, statement);
    base->lib.sqlite3_finalize(statement);
}

static void remember_table(avn_base *base, const avn_table *table, const avn_schema *schema)
{
    avn_arena *arena = base->arena;
    avn_buf keys, columns;
    avn_buf_init(&keys, arena->allocator);
    avn_buf_init(&columns, arena->allocator);
    describe_keys(&keys, table);
    describe_columns(&columns, table);
    arena->failed = arena->failed || keys.failed || columns.failed;
    const avn_str row[] = { table->name, schema->grammar, avn_str_of(kinds[table->kind]),
                            avn_buf_view(&keys), avn_buf_view(&columns) };
    remember(base, AVN_BASE_TABLES, row, 5);
    avn_buf_free(&keys);
    avn_buf_free(&columns);
    for (size_t i = 0; i < table->column_count; i++) {
        const avn_table_column *column = &table->columns[i];
        const avn_str said[] = { table->name, column->name, avn_str_of(avn_type_name(column->type)),
                                 avn_table_label(arena, column, false),
                                 avn_table_label(arena, column, true) };
        remember(base, AVN_BASE_COLUMNS, said, 5);
    }
}

static void make_table(avn_base *base, avn_buf *sql, const avn_table *table,
                       const avn_schema *schema)
{
    if (is_there(base, table)) {
        add_columns(base, sql, table);
    } else {
        create(base, sql, table);
        create_indexes(base, sql, table);
    }
    remember_table(base, table, schema);
}

/* Figures that no foreign key ties to their rows go away with them all the same. */
static void tie_figures(avn_base *base, avn_buf *sql, const avn_table *figures,
                        const avn_table *owner, bool of_one)
{
    size_t number = number_column(owner);
    if (number == owner->column_count)
        return;
    avn_str id = owner->columns[number].name;
    avn_buf_str(sql, AVN_STR("CREATE TRIGGER IF NOT EXISTS "));
    avn_sql_name(sql, avn_arena_printf(base->arena, "%.*s_de_%.*s", AVN_FMT(figures->name),
                                       AVN_FMT(owner->name)));
    avn_buf_str(sql, AVN_STR(" AFTER DELETE ON "));
    avn_sql_name(sql, owner->name);
    avn_buf_str(sql, AVN_STR(" BEGIN DELETE FROM "));
    avn_sql_name(sql, figures->name);
    avn_buf_str(sql, AVN_STR(" WHERE "));
    if (!of_one) {
        avn_buf_str(sql, AVN_STR("tabla = "));
        avn_sql_string(sql, owner->name);
        avn_buf_str(sql, AVN_STR(" AND "));
    }
    avn_sql_name(sql, figures->columns[of_one ? 0 : 1].name);
    avn_buf_str(sql, AVN_STR(" = OLD."));
    avn_sql_name(sql, id);
    avn_buf_str(sql, AVN_STR("; END"));
    avn_base_run_buf(base, sql);
}

static bool has_series(const avn_block *block)
{
    for (size_t i = 0; i < block->member_count; i++)
        if (block->members[i].kind == AVN_SERIES)
            return true;
    return false;
}

static void make_all(avn_base *base, avn_buf *sql, const avn_tables *run, const avn_schema *schema,
                     const avn_table_views *views)
{
    avn_base_run(base, AVN_STR("CREATE TABLE IF NOT EXISTS " AVN_BASE_TABLES
                               " (tabla TEXT, gramatica TEXT, clase TEXT, llaves TEXT,"
                               " columnas TEXT, PRIMARY KEY (tabla, gramatica))"));
    avn_base_run(base, AVN_STR("CREATE TABLE IF NOT EXISTS " AVN_BASE_COLUMNS
                               " (tabla TEXT, columna TEXT, tipo TEXT, descripcion TEXT,"
                               " description_en TEXT, PRIMARY KEY (tabla, columna))"));
    make_table(base, sql, run->list.items[0], schema);
    for (size_t i = 1; i < views->count; i++)
        make_table(base, sql, views->items[i].table, schema);
    const avn_table *long_tables[] = { views->elements, views->figures, views->findings };
    for (size_t i = 0; i < 3; i++)
        if (long_tables[i])
            make_table(base, sql, long_tables[i], schema);
    for (size_t i = 0; views->figures && views->figures->link_count == 0 && i < views->count; i++)
        if (has_series(views->items[i].block))
            tie_figures(base, sql, views->figures,
                        i == 0 ? run->list.items[0] : views->items[i].table, views->figures_of_one);
}

void avn_base_make_tables(avn_base *base, const avn_tables *run, const avn_schema *schema,
                          const avn_table_views *views)
{
    avn_buf sql;
    avn_buf_init(&sql, base->arena->allocator);
    make_all(base, &sql, run, schema, views);
    avn_buf_free(&sql);
}

/* ---- rows ----------------------------------------------------------------------- */

sqlite3_stmt *avn_base_inserter(avn_base *base, const avn_table *table)
{
    avn_buf sql;
    avn_buf_init(&sql, base->arena->allocator);
    avn_buf_str(&sql, AVN_STR("INSERT INTO "));
    avn_sql_name(&sql, table->name);
    for (size_t i = 0; i < table->column_count; i++) {
        avn_buf_str(&sql, i ? AVN_STR(", ") : AVN_STR(" ("));
        avn_sql_name(&sql, table->columns[i].name);
    }
    for (size_t i = 0; i < table->column_count; i++)
        avn_buf_str(&sql, i ? AVN_STR(", ?") : AVN_STR(") VALUES (?"));
    avn_buf_char(&sql, ')');
    base->arena->failed = base->arena->failed || sql.failed;
    sqlite3_stmt *statement = avn_base_prepare(base, avn_buf_view(&sql));
    avn_buf_free(&sql);
    return statement;
}

typedef struct figure {
    size_t whole, fraction; /* digits that count, before and behind the point */
} figure;

static figure measure(avn_str digits)
{
    figure f = { 0, 0 };
    size_t point = avn_str_find(digits, AVN_STR("."));
    for (size_t i = 0; i < point; i++)
        f.whole += digits.ptr[i] != '-' && (f.whole > 0 || digits.ptr[i] != '0');
    for (size_t i = point + 1; i < digits.len; i++)
        if (digits.ptr[i] != '0')
            f.fraction = i - point;
    return f;
}

static sqlite3_int64 whole_part(avn_str digits)
{
    sqlite3_int64 number = 0;
    for (size_t i = 0; i < digits.len && digits.ptr[i] != '.'; i++)
        if (digits.ptr[i] != '-')
            number = number * 10 + (digits.ptr[i] - '0');
    return digits.len && digits.ptr[0] == '-' ? -number : number;
}

/* A BLOB is the one thing that a column of numbers does not turn into a number. */
static int bind_figure(const avn_base *base, sqlite3_stmt *statement, int place, avn_str digits)
{
    enum { WHOLE_DIGITS = 18, REAL_DIGITS = 15 };
    figure f = measure(digits);
    if (f.fraction == 0 && f.whole <= WHOLE_DIGITS)
        return base->lib.sqlite3_bind_int64(statement, place, whole_part(digits));
    if (f.whole + f.fraction <= REAL_DIGITS)
        return base->lib.sqlite3_bind_text64(statement, place, digits.ptr, digits.len,
                                             SQLITE_STATIC, SQLITE_UTF8);
    return base->lib.sqlite3_bind_blob64(statement, place, digits.ptr, digits.len, SQLITE_STATIC);
}

/* True when the column that another grammar made for numbers would take "041" for 41. Only
 * documentos has columns of several grammars. */
static bool would_change(avn_base *base, const avn_table *table, int place, avn_str text)
{
    const char *type = NULL;
    if (table->kind != AVN_TABLE_DOCUMENTS || text.len == 0 || !strchr("+-.0123456789", *text.ptr))
        return false;
    avn_str column = avn_arena_str(base->arena, table->columns[place - 1].name);
    base->lib.sqlite3_table_column_metadata(base->handle, NULL, "documentos", column.ptr, &type,
                                            NULL, NULL, NULL, NULL);
    return type && strcmp(type, "TEXT") != 0;
}

static int bind(avn_base *base, sqlite3_stmt *statement, int place, const avn_table *table,
                const avn_cell *cell)
{
    avn_str text = cell->text;
    if (!cell->present)
        return base->lib.sqlite3_bind_null(statement, place);
    switch (table->columns[place - 1].type) {
    case AVN_INTEGER:
    case AVN_ORDINAL:
    case AVN_DECIMAL:
    case AVN_PERCENT:
    case AVN_MONEY:
        return bind_figure(base, statement, place, text);
    case AVN_FLAG:
        return base->lib.sqlite3_bind_int(statement, place, avn_str_is(text, "true"));
    case AVN_TEXT:
    case AVN_PROSE:
    case AVN_KEY:
    case AVN_DATE:
    case AVN_PERIOD:
    case AVN_CHOICE:
        break;
    }
    if (would_change(base, table, place, text))
        return base->lib.sqlite3_bind_blob64(statement, place, text.ptr, text.len, SQLITE_STATIC);
    avn_base_bind(base, statement, place, text);
    return SQLITE_OK;
}

void avn_base_insert(avn_base *base, sqlite3_stmt *statement, const avn_table *table,
                     const avn_cell *cells)
{
    if (base->status != AVANCE_OK || !statement)
        return;
    for (size_t i = 0; i < table->column_count; i++)
        if (bind(base, statement, (int)i + 1, table, &cells[i]) != SQLITE_OK)
            base->status = AVANCE_NO_MEMORY;
    avn_base_step(base, statement);
    base->lib.sqlite3_reset(statement);
}

/* Tables first, then the keys between them: a table may refer to one that comes later, or to
 * itself. Foreign keys are checked when a transaction ends, so that files load in any order; one
 * of which a row has only a part is not checked for that row, which is SQL's rule. */
#include "emit/sql_schema.h"

#include "emit/sql_text.h"

static void put(avn_buf *sql, const char *text)
{
    avn_buf_str(sql, avn_str_of(text));
}

static const char *date_type(unsigned forms)
{
    if (forms & AVN_OTHER_DATES)
        return "text";
    return forms & AVN_MINUTES ? "timestamp" : "date";
}

static const char *type_of(const avn_table_column *column)
{
    switch (column->type) {
    case AVN_INTEGER:
        return column->long_integer ? "numeric" : "bigint";
    case AVN_ORDINAL:
        return "integer";
    case AVN_DECIMAL:
    case AVN_PERCENT:
    case AVN_MONEY:
        return "numeric";
    case AVN_FLAG:
        return "boolean";
    case AVN_DATE:
        return date_type(column->date_forms);
    case AVN_TEXT:
    case AVN_PROSE:
    case AVN_KEY:
    case AVN_PERIOD:
    case AVN_CHOICE:
        break;
    }
    return "text";
}

static void put_states(avn_buf *sql, const avn_table_column *column)
{
    put(sql, " CHECK (");
    avn_sql_name(sql, column->name);
    for (int i = 0; i < AVN_STATE_COUNT; i++) {
        put(sql, i ? ", " : " IN (");
        avn_sql_string(sql, avn_str_of(avn_state_name((avn_state)i)));
    }
    put(sql, "))");
}

static void put_table(avn_buf *sql, const avn_table *table)
{
    put(sql, "\nCREATE TABLE ");
    avn_sql_name(sql, table->name);
    for (size_t i = 0; i < table->column_count; i++) {
        const avn_table_column *column = &table->columns[i];
        put(sql, i ? ",\n  " : " (\n  ");
        avn_sql_name(sql, column->name);
        avn_buf_printf(sql, " %s%s", type_of(column), column->required ? " NOT NULL" : "");
        if (column->is_state)
            put_states(sql, column);
    }
    if (table->key_count) {
        put(sql, table->key_partial ? ",\n  UNIQUE (" : ",\n  PRIMARY KEY (");
        avn_sql_columns(sql, table, table->key, table->key_count);
        put(sql, ")");
    }
    put(sql, "\n);\n");
}

static void put_comments(avn_buf *sql, avn_arena *arena, const avn_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const avn_table_column *column = &table->columns[i];
        put(sql, "COMMENT ON COLUMN ");
        avn_sql_name(sql, table->name);
        put(sql, ".");
        avn_sql_name(sql, column->name);
        put(sql, " IS ");
        avn_sql_string(sql, avn_arena_printf(arena, "%.*s / %.*s",
                                             AVN_FMT(avn_table_label(arena, column, false)),
                                             AVN_FMT(avn_table_label(arena, column, true))));
        put(sql, ";\n");
    }
}

static void put_links(avn_buf *sql, const avn_table *table)
{
    for (size_t i = 0; i < table->link_count; i++) {
        const avn_table_link *link = &table->links[i];
        put(sql, "ALTER TABLE ");
        avn_sql_name(sql, table->name);
        put(sql, " ADD ");
        avn_sql_foreign_key(sql, table, link);
        put(sql, " DEFERRABLE INITIALLY DEFERRED;\n");
        if (avn_table_key_begins_with(table, link))
            continue;
        put(sql, "CREATE INDEX ON ");
        avn_sql_name(sql, table->name);
        put(sql, " (");
        avn_sql_columns(sql, table, link->places, link->count);
        put(sql, ");\n");
    }
}

static void put_schema(avn_buf *sql, avn_arena *arena, const avn_tables *tables)
{
    put(sql, "-- Las tablas de esta carpeta, para PostgreSQL. Con psql, desde la carpeta:\n"
             "--   psql -d BASE -f cargar.sql\n"
             "-- las crea y las llena. Con otro programa: ejecute este archivo y después importe\n"
             "-- cada .csv en la tabla de su nombre.\n");
    for (size_t i = 0; i < tables->list.count; i++) {
        put_table(sql, tables->list.items[i]);
        put_comments(sql, arena, tables->list.items[i]);
    }
    put(sql, "\n");
    for (size_t i = 0; i < tables->list.count; i++)
        put_links(sql, tables->list.items[i]);
}

/* \copy of TABLE, which psql wants on one line. */
static void put_copy(avn_buf *sql, const avn_table *table, char delimiter)
{
    put(sql, "\\copy ");
    avn_sql_name(sql, table->name);
    for (size_t i = 0; i < table->column_count; i++) {
        put(sql, i ? ", " : " (");
        avn_sql_name(sql, table->columns[i].name);
    }
    put(sql, ") from ");
    avn_buf_printf(sql, "'%.*s.csv' with (format csv, header true, encoding 'UTF8', delimiter ",
                   AVN_FMT(table->name));
    if (delimiter == '\t')
        put(sql, "E'\\t'");
    else
        avn_sql_string(sql, (avn_str){ &delimiter, 1 });
    put(sql, ")\n");
}

static void put_load(avn_buf *sql, const avn_tables *tables, char delimiter)
{
    put(sql, "-- Crea y llena las tablas de esta carpeta en PostgreSQL, todas o ninguna:\n"
             "--   psql -d BASE -f cargar.sql\n"
             "\\set ON_ERROR_STOP on\n"
             "BEGIN;\n"
             "\\i schema.sql\n");
    for (size_t i = 0; i < tables->list.count; i++)
        put_copy(sql, tables->list.items[i], delimiter);
    put(sql, "COMMIT;\n");
}

/* BUF becomes the file NAME of the folder. */
static avance_status write_file(avn_emission *emission, const char *name, avn_buf *buf)
{
    avn_out *out = NULL;
    avance_status status = buf->failed || emission->arena.failed
                               ? AVANCE_NO_MEMORY
                               : avn_folder_file(emission->folder, name, &out);
    if (status == AVANCE_OK) {
        avn_out_str(out, avn_buf_view(buf));
        status = avn_out_status(out);
    }
    avn_buf_clear(buf);
    return status;
}

avance_status avn_sql_schema_write(avn_emission *emission, const avn_tables *tables)
{
    char delimiter = ',';
    if (emission->options.delimiter)
        delimiter = emission->options.delimiter;
    avn_buf sql;
    avn_buf_init(&sql, emission->arena.allocator);
    put_schema(&sql, &emission->arena, tables);
    avance_status status = write_file(emission, "schema.sql", &sql);
    if (status == AVANCE_OK) {
        put_load(&sql, tables, delimiter);
        status = write_file(emission, "cargar.sql", &sql);
    }
    avn_buf_free(&sql);
    return status;
}

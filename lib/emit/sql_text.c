#include "emit/sql_text.h"

/* TEXT between quotes, those inside it doubled. */
static void put_quoted(avn_buf *sql, avn_str text, char quote)
{
    avn_buf_char(sql, quote);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == quote)
            avn_buf_char(sql, quote);
        avn_buf_char(sql, text.ptr[i]);
    }
    avn_buf_char(sql, quote);
}

void avn_sql_name(avn_buf *sql, avn_str name)
{
    put_quoted(sql, name, '"');
}

void avn_sql_string(avn_buf *sql, avn_str text)
{
    put_quoted(sql, text, '\'');
}

void avn_sql_columns(avn_buf *sql, const avn_table *table, const size_t *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            avn_buf_str(sql, AVN_STR(", "));
        avn_sql_name(sql, table->columns[places[i]].name);
    }
}

void avn_sql_foreign_key(avn_buf *sql, const avn_table *table, const avn_table_link *link)
{
    avn_buf_str(sql, AVN_STR("FOREIGN KEY ("));
    avn_sql_columns(sql, table, link->places, link->count);
    avn_buf_str(sql, AVN_STR(") REFERENCES "));
    avn_sql_name(sql, link->table);
    avn_buf_str(sql, AVN_STR(" ("));
    for (size_t i = 0; i < link->count; i++) {
        if (i > 0)
            avn_buf_str(sql, AVN_STR(", "));
        avn_sql_name(sql, link->columns[i]);
    }
    avn_buf_char(sql, ')');
}

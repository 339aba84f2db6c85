/* Names and texts as SQL writes them, the same in SQLite and PostgreSQL. */
#ifndef AVN_EMIT_SQL_TEXT_H
#define AVN_EMIT_SQL_TEXT_H

#include "base/buf.h"
#include "emit/tables.h"

/* "name": quoted always, so that no name can be a word of SQL. */
void avn_sql_name(avn_buf *sql, avn_str name);
/* 'text' */
void avn_sql_string(avn_buf *sql, avn_str text);
/* "a", "b": the columns of TABLE at COUNT places. */
void avn_sql_columns(avn_buf *sql, const avn_table *table, const size_t *places, size_t count);
/* FOREIGN KEY ("a") REFERENCES "t" ("b") */
void avn_sql_foreign_key(avn_buf *sql, const avn_table *table, const avn_table_link *link);

#endif

/* The tables of a run in an SQLite database: made, widened, filled. */
#ifndef AVN_EMIT_SQLITE_TABLES_H
#define AVN_EMIT_SQLITE_TABLES_H

#include "emit/sqlite_base.h"
#include "emit/table_views.h"

/* How the run sees what the database holds; BASE is an avn_base. */
avn_tables_held avn_base_held(avn_base *base);

/* Makes the tables of VIEWS that are not there, adds the columns that those of an earlier run lack,
 * and notes that SCHEMA's grammar uses them. RUN has what VIEWS has not: documentos as it grew. */
void avn_base_make_tables(avn_base *base, const avn_tables *run, const avn_schema *schema,
                          const avn_table_views *views);
/* The statement that inserts a row of TABLE; the caller finalizes it. */
sqlite3_stmt *avn_base_inserter(avn_base *base, const avn_table *table);
/* Inserts CELLS by that STATEMENT. */
void avn_base_insert(avn_base *base, sqlite3_stmt *statement, const avn_table *table,
                     const avn_cell *cells);

#endif

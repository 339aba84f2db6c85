/* An SQLite database as an output: one transaction that adds to what is there.
 *
 * The first failure is told and kept; every later call does nothing, so that callers check once.
 * SQLite's own journal makes the transaction all or nothing, whatever ends the program. */
#ifndef AVN_EMIT_SQLITE_BASE_H
#define AVN_EMIT_SQLITE_BASE_H

#include "base/buf.h"
#include "emit/sqlite_library.h"
#include "emit/tables.h"

/* Tables that say what the others are; _avance_tablas marks a database as ours. */
#define AVN_BASE_TABLES "_avance_tablas"
#define AVN_BASE_COLUMNS "_avance_columnas"

typedef struct avn_base {
    const avn_sink *sink;
    avn_arena *arena; /* for texts of statements; want of it ends the work, told */
    const char *path;
    avn_sqlite_library lib;
    sqlite3 *handle;
    avance_status status;
    bool fresh; /* it held nothing when it was opened */
    bool made;  /* the file was not there before */
    bool committed;
} avn_base;

/* Opens or makes the database at PATH and begins the transaction; what it is given must outlive it.
 * The answer is BASE's status, here and below. */
avance_status avn_base_open(avn_base *base, const avn_sink *sink, avn_arena *arena,
                            const char *path);
avance_status avn_base_commit(avn_base *base);
/* Undoes what was not committed; a file that was made for nothing goes away. */
void avn_base_close(avn_base *base);

/* Executes SQL, which yields no rows. */
void avn_base_run(avn_base *base, avn_str sql);
/* The same for what BUF holds, which is cleared. */
void avn_base_run_buf(avn_base *base, avn_buf *buf);
/* NULL after a failure; the caller finalizes it. */
sqlite3_stmt *avn_base_prepare(avn_base *base, avn_str sql);
/* True when there is a row. */
bool avn_base_step(avn_base *base, sqlite3_stmt *statement);
/* Binds and, where a statement failed to be prepared, does nothing. */
void avn_base_bind(avn_base *base, sqlite3_stmt *statement, int place, avn_str text);
/* True when SQL, whose parameters are FIRST and SECOND (ptr NULL: none), yields a row; *NUMBER, if
 * it is not NULL, receives its first column. */
bool avn_base_ask(avn_base *base, avn_str sql, avn_str first, avn_str second,
                  unsigned long long *number);

#endif

/* What is used of SQLite. */
#ifndef AVN_EMIT_SQLITE_LIBRARY_H
#define AVN_EMIT_SQLITE_LIBRARY_H

#include <sqlite3.h>

#include "emit/library.h"

#define AVN_SQLITE_FUNCTIONS(USE)                                                                  \
    USE(sqlite3_bind_blob64)                                                                       \
    USE(sqlite3_bind_int)                                                                          \
    USE(sqlite3_bind_int64)                                                                        \
    USE(sqlite3_bind_null)                                                                         \
    USE(sqlite3_bind_text64)                                                                       \
    USE(sqlite3_busy_timeout)                                                                      \
    USE(sqlite3_close)                                                                             \
    USE(sqlite3_column_int64)                                                                      \
    USE(sqlite3_errmsg)                                                                            \
    USE(sqlite3_errstr)                                                                            \
    USE(sqlite3_extended_result_codes)                                                             \
    USE(sqlite3_file_control)                                                                      \
    USE(sqlite3_finalize)                                                                          \
    USE(sqlite3_open_v2)                                                                           \
    USE(sqlite3_prepare_v2)                                                                        \
    USE(sqlite3_reset)                                                                             \
    USE(sqlite3_step)                                                                              \
    USE(sqlite3_system_errno)                                                                      \
    USE(sqlite3_table_column_metadata)

typedef struct avn_sqlite_library {
    AVN_SQLITE_FUNCTIONS(AVN_LIBRARY_POINTER)
} avn_sqlite_library;

avance_status avn_sqlite_library_load(const avn_sink *sink, avn_sqlite_library *lib);

#endif

#include "emit/sqlite_base.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emit/outlet.h"

/* How long to wait for another program that writes to the same database. */
enum { PATIENCE_MS = 60000 };

typedef struct reason {
    int result;
    const char *es, *en;
} reason;

static const reason reasons[] = {
    { SQLITE_BUSY, "otro programa la está usando", "another program is using it" },
    { SQLITE_LOCKED, "otro programa la está usando", "another program is using it" },
    { SQLITE_NOTADB, "existe y no es una base de datos de SQLite",
      "it exists and is no SQLite database" },
    { SQLITE_CORRUPT, "la base de datos está dañada", "the database is damaged" },
};

/* The errno value that says the same as RESULT, or 0. */
static int error_of(const avn_base *base, int result)
{
    int error = base->handle ? base->lib.sqlite3_system_errno(base->handle) : 0;
    switch (result & 0xff) {
    case SQLITE_FULL:
        return ENOSPC;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return EACCES;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        return error ? error : EIO;
    default:
        return 0;
    }
}

static void fail_saying(avn_base *base, const char *why)
{
    avn_str text = avn_arena_printf(base->sink->arena, "%s: %s", base->path, why);
    avn_tell(base->sink, AVN_MSG_CANNOT_WRITE, (avn_place){ 0 }, text.ptr, NULL);
    base->status = AVANCE_CANNOT_WRITE;
}

static void fail(avn_base *base, int result)
{
    int error = error_of(base, result);
    if (base->status != AVANCE_OK)
        return;
    if ((result & 0xff) == SQLITE_NOMEM) {
        base->status = avn_no_memory(base->sink);
        return;
    }
    if (error) {
        base->status = avn_cannot_write(base->sink, base->path, error);
        return;
    }
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].result == (result & 0xff)) {
            fail_saying(base, avn_say(base->sink->language, reasons[i].es, reasons[i].en));
            return;
        }
    }
    fail_saying(base, base->handle ? base->lib.sqlite3_errmsg(base->handle)
                                   : base->lib.sqlite3_errstr(result));
}

sqlite3_stmt *avn_base_prepare(avn_base *base, avn_str sql)
{
    sqlite3_stmt *statement = NULL;
    if (base->status == AVANCE_OK && base->arena->failed)
        base->status = avn_no_memory(base->sink);
    if (base->status != AVANCE_OK)
        return NULL;
    int result =
        base->lib.sqlite3_prepare_v2(base->handle, sql.ptr, (int)sql.len, &statement, NULL);
    if (result != SQLITE_OK)
        fail(base, result);
    return statement;
}

bool avn_base_step(avn_base *base, sqlite3_stmt *statement)
{
    if (base->status != AVANCE_OK || !statement)
        return false;
    int result = base->lib.sqlite3_step(statement);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        fail(base, result);
    return result == SQLITE_ROW;
}

void avn_base_bind(avn_base *base, sqlite3_stmt *statement, int place, avn_str text)
{
    if (base->status != AVANCE_OK || !statement)
        return;
    int result = base->lib.sqlite3_bind_text64(statement, place, text.ptr ? text.ptr : "", text.len,
                                               SQLITE_STATIC, SQLITE_UTF8);
    if (result != SQLITE_OK)
        fail(base, result);
}

void avn_base_run(avn_base *base, avn_str sql)
{
    sqlite3_stmt *statement = avn_base_prepare(base, sql);
    while (avn_base_step(base, statement))
        ;
    base->lib.sqlite3_finalize(statement);
}

void avn_base_run_buf(avn_base *base, avn_buf *buf)
{
    base->arena->failed = base->arena->failed || buf->failed;
    avn_base_run(base, avn_buf_view(buf));
    avn_buf_clear(buf);
}

bool avn_base_ask(avn_base *base, avn_str sql, avn_str first, avn_str second,
                  unsigned long long *number)
{
    sqlite3_stmt *statement = avn_base_prepare(base, sql);
    if (first.ptr)
        avn_base_bind(base, statement, 1, first);
    if (second.ptr)
        avn_base_bind(base, statement, 2, second);
    bool found = avn_base_step(base, statement);
    if (found && number)
        *number = (unsigned long long)base->lib.sqlite3_column_int64(statement, 0);
    base->lib.sqlite3_finalize(statement);
    return found;
}

/* A database of somebody else's is left alone: its tables could have our names. */
static void look_inside(avn_base *base)
{
    const avn_str none = { NULL, 0 };
    base->fresh =
        !avn_base_ask(base, AVN_STR("SELECT 1 FROM sqlite_master LIMIT 1"), none, none, NULL);
    if (base->status != AVANCE_OK || base->fresh)
        return;
    if (!avn_base_ask(base, AVN_STR("SELECT 1 FROM sqlite_master WHERE name = ?1"),
                      AVN_STR(AVN_BASE_TABLES), none, NULL) &&
        base->status == AVANCE_OK)
        fail_saying(base, avn_say(base->sink->language,
                                  "es una base de datos que no hizo avance; indique otro archivo",
                                  "is a database that avance did not make; give another file"));
}

/* While we waited for our turn the file may have been removed by whoever made it in vain. */
static void see_that_it_is_there(avn_base *base)
{
    int moved = 0;
    if (base->status == AVANCE_OK &&
        base->lib.sqlite3_file_control(base->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) ==
            SQLITE_OK &&
        moved)
        base->status = avn_cannot_write(base->sink, base->path, ENOENT);
}

avance_status avn_base_open(avn_base *base, const avn_sink *sink, avn_arena *arena,
                            const char *path)
{
    struct stat info;
    *base =
        (avn_base){ .sink = sink, .arena = arena, .path = path, .made = stat(path, &info) != 0 };
    base->status = avn_sqlite_library_load(sink, &base->lib);
    if (base->status != AVANCE_OK)
        return base->status;
    /* SQLite takes a name that begins with a colon for no file. */
    const char *name = path[0] == ':' ? avn_arena_printf(arena, "./%s", path).ptr : path;
    const int mode = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int result = base->lib.sqlite3_open_v2(name, &base->handle, mode, NULL);
    if (result != SQLITE_OK) {
        fail(base, result);
        return base->status;
    }
    base->lib.sqlite3_extended_result_codes(base->handle, 1);
    base->lib.sqlite3_busy_timeout(base->handle, PATIENCE_MS);
    avn_base_run(base, AVN_STR("PRAGMA foreign_keys = ON"));
    avn_base_run(base, AVN_STR("BEGIN IMMEDIATE"));
    see_that_it_is_there(base);
    look_inside(base);
    /* The row of a document is written last, when all its columns are known. */
    avn_base_run(base, AVN_STR("PRAGMA defer_foreign_keys = ON"));
    return base->status;
}

avance_status avn_base_commit(avn_base *base)
{
    avn_base_run(base, AVN_STR("COMMIT"));
    base->committed = base->status == AVANCE_OK;
    return base->status;
}

void avn_base_close(avn_base *base)
{
    struct stat info;
    if (base->handle)
        base->lib.sqlite3_close(base->handle);
    base->handle = NULL;
    if (base->made && !base->committed && stat(base->path, &info) == 0 && info.st_size == 0)
        unlink(base->path);
}

#include "emit/sqlite_library.h"

#define SYMBOL(function) { #function, offsetof(avn_sqlite_library, function) },

avance_status avn_sqlite_library_load(const avn_sink *sink, avn_sqlite_library *lib)
{
    static const avn_library_symbol symbols[] = { AVN_SQLITE_FUNCTIONS(SYMBOL) };
    static const avn_library library = { .file = AVANCE_SQLITE3_FILE,
                                         .package = "libsqlite3-dev",
                                         .symbols = symbols,
                                         .symbol_count = sizeof symbols / sizeof *symbols };
    return avn_library_load(sink, &library, lib);
}

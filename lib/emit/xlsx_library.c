#include "emit/xlsx_library.h"

#define SYMBOL(function) { #function, offsetof(avn_xlsx_library, function) },

avance_status avn_xlsx_library_load(const avn_sink *sink, avn_xlsx_library *lib)
{
    static const avn_library_symbol symbols[] = { AVN_XLSX_FUNCTIONS(SYMBOL) };
    static const avn_library library = { .file = AVANCE_XLSXWRITER_FILE,
                                         .package = "libxlsxwriter-dev",
                                         .symbols = symbols,
                                         .symbol_count = sizeof symbols / sizeof *symbols };
    return avn_library_load(sink, &library, lib);
}

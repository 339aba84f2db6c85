/* Relies on POSIX: dlsym() answers functions as the pointers to data that they are copied from. */
#include "emit/library.h"

#include <dlfcn.h>
#include <string.h>

static avance_status tell_missing(const avn_sink *sink, const avn_library *library)
{
    const char *reason = dlerror();
    avn_tell(sink, AVN_MSG_MISSING_LIBRARY, (avn_place){ 0 }, library->package,
             reason ? reason : library->file, NULL);
    return AVANCE_CANNOT_WRITE;
}

avance_status avn_library_load(const avn_sink *sink, const avn_library *library, void *functions)
{
    /* Never closed: the next workbook would load it all over again, and libcrypto has handlers that
     * the C library calls when the program ends. */
    void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return tell_missing(sink, library);
    for (size_t i = 0; i < library->symbol_count; i++) {
        void *symbol = dlsym(handle, library->symbols[i].name);
        if (!symbol)
            return tell_missing(sink, library);
        memcpy((char *)functions + library->symbols[i].place, &symbol, sizeof symbol);
    }
    return AVANCE_OK;
}

/* Libraries that are loaded when an output asks for them: to load SQLite and libxlsxwriter, which
 * brings libcrypto, takes as long as to read a report of some pages.
 *
 * What is used of a library is one list of the names of its functions. A struct of pointers that
 * are called as the functions is made of it, whose types are those of the library's own header, and
 * a table by which that struct is filled. */
#ifndef AVN_EMIT_LIBRARY_H
#define AVN_EMIT_LIBRARY_H

#include <stddef.h>

#include "base/diag.h"

/* `__typeof__`, because the compilers know it in C11 under this name only. */
#define AVN_LIBRARY_POINTER(function) __typeof__(function) *(function);

typedef struct avn_library_symbol {
    const char *name;
    size_t place; /* of the pointer in the struct */
} avn_library_symbol;

typedef struct avn_library {
    const char *file;    /* as the loader of programs knows it */
    const char *package; /* of Debian; told to those who lack the library */
    const avn_library_symbol *symbols;
    size_t symbol_count;
} avn_library;

/* Loads LIBRARY, once in a process however often it is asked for, and sets the pointers of the
 * struct FUNCTIONS. Tells why it cannot. Threads may be here at the same time. */
avance_status avn_library_load(const avn_sink *sink, const avn_library *library, void *functions);

#endif

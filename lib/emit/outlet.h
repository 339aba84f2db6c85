/* Where an output goes: what a name leads to, and the temporary file beside it. */
#ifndef AVN_EMIT_OUTLET_H
#define AVN_EMIT_OUTLET_H

#include <sys/types.h>

#include "emit/out.h"

typedef struct avn_outlet {
    avance_status status; /* AVANCE_OK, or why there is no place; already told */
    int fd;               /* open for writing; the caller closes it */
    char *target;         /* links followed; NULL: written directly, nothing to rename */
    char *temporary;      /* beside target; NULL when target is */
} avn_outlet;

/* Opens what PATH leads to (NULL: standard output). A device, a pipe or an inherited descriptor
 * is opened as it is; for a regular file, a new temporary one with the permissions that the
 * output shall have. The strings are of ALLOCATOR; avn_outlet_free() frees them. */
avn_outlet avn_outlet_open(avn_allocator allocator, const avn_sink *sink, const char *path);
/* Renames the temporary file to its target. */
avance_status avn_outlet_put(const avn_sink *sink, const char *path, const avn_outlet *outlet);
void avn_outlet_free(avn_allocator allocator, avn_outlet *outlet);

/* True when PATH leads to a regular file or to nothing yet: not to a device, a pipe or a folder. */
bool avn_outlet_is_file(const char *path);

/* Tell why PATH (NULL: standard output) cannot be written; return the status to answer. */
avance_status avn_cannot_write(const avn_sink *sink, const char *path, int error);
avance_status avn_no_memory(const avn_sink *sink);
/* Frees BLOCK; it may be NULL. */
void avn_release(avn_allocator allocator, void *block);

#endif

/* Files that people take for text dumps and that are not: told by how they begin. */
#ifndef AVN_TEXT_KIND_H
#define AVN_TEXT_KIND_H

#include "base/str.h"

typedef struct avn_file_kind {
    avn_str beginning;
    const char *spanish, *english; /* "un PDF", "a PDF" */
    const char *way_out;           /* a command that gives text */
} avn_file_kind;

/* NULL when BYTES may be text. */
const avn_file_kind *avn_file_kind_of(avn_str bytes);

#endif

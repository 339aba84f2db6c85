/* The public avance_context, and what the files of this room share of it. */
#ifndef AVN_API_CONTEXT_H
#define AVN_API_CONTEXT_H

#include "base/diag.h"

/* The grammars that a context knows. */
struct avn_shelf;

struct avance_context {
    avn_allocator allocator;
    avance_language language;
    avn_arena arena; /* messages told, and what lives as long as the context */
    avn_sink sink;
    size_t max_input;
    struct avn_shelf *shelf; /* NULL until a grammar is added */
};

void avn_shelf_free(struct avn_shelf *shelf);
/* Puts the grammars of OWNER on the empty shelf of CONTEXT. */
avance_status avn_shelf_borrow(avance_context *context, const avance_context *owner);
/* STATUS; tells want of memory, which the rooms below leave to this one. FILE may be NULL. */
avance_status avn_conclude(const avance_context *context, avance_status status, const char *file);

#endif

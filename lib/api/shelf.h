/* The grammars of a context. */
#ifndef AVN_API_SHELF_H
#define AVN_API_SHELF_H

#include "avance.h"
#include "grammar/grammar.h"

typedef struct avn_shelf {
    avn_arena arena;
    avn_matcher *matcher;
    AVN_VEC(avn_grammar *) grammars;
    bool borrowed; /* the grammars are another context's: they are not changed or freed here */
} avn_shelf;

/* NULL when INDEX is out of range. */
avn_grammar *avn_shelf_at(const avance_context *context, size_t index);

#endif

/* The grammars of a context. */
#ifndef AVN_API_SHELF_H
#define AVN_API_SHELF_H

#include "avance.h"
#include "grammar/texts.h"
#include "lex/detect.h"

typedef struct avn_shelf {
    avn_arena arena;
    avn_texts texts; /* of the folder that was added last */
    avn_matcher *matcher;
    AVN_VEC(avn_grammar *) grammars;
    /* Of each: the outline that was looked at before the grammar was asked for, and is kept, as its
     * name was given out; the same as the grammar while it is an outline; or NULL. */
    AVN_VEC(avn_grammar *) outlines;
    const avn_detector *detector; /* of the first grammars, as many as it was made for */
    size_t detected;
    bool borrowed; /* the grammars are another context's: they are not changed or freed here */
} avn_shelf;

/* What is known of the grammar INDEX without compiling all of it: its name, title, path, text and
 * signs. NULL when INDEX is out of range. */
avn_grammar *avn_shelf_look(const avance_context *context, size_t index);
/* The whole grammar; NULL when INDEX is out of range or the grammar has mistakes, which are told.
 */
avn_grammar *avn_shelf_at(const avance_context *context, size_t index);

#endif

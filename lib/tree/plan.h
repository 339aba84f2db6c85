/* From a grammar to the schema of its trees. */
#ifndef AVN_TREE_PLAN_H
#define AVN_TREE_PLAN_H

#include "grammar/grammar.h"
#include "tree/schema.h"

/* The schema that GRAMMAR promises, in ARENA; block I of it is block I of the grammar. NULL when
 * memory is short. Its strings point into the grammar. */
avn_schema *avn_schema_plan(avn_arena *arena, const avn_grammar *grammar);

/* The name of the value that a label's own line may hold. */
#define AVN_LABEL_VALUE "value__"
#define AVN_LABEL_BARE "bare__" /* without a colon before it */

#endif

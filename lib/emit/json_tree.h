/* How the values of a tree look in JSON: shared by the formats that are made of it. */
#ifndef AVN_EMIT_JSON_TREE_H
#define AVN_EMIT_JSON_TREE_H

#include "emit/emitter.h"
#include "emit/json_text.h"
#include "tree/report.h"

/* What the key `avance` of a document says: the version of its shape. */
enum { AVN_JSON_VERSION = 1 };

/* What is the same for all nodes of a block of a schema, made once: keys, what stands between the
 * figures of a row, and the file that origins name. */
typedef struct avn_json_forms avn_json_forms;

/* In ARENA; NULL when memory is short. FILE is left out of origins when it is empty; INDENTED as in
 * the avn_json that will be used. */
avn_json_forms *avn_json_forms_new(avn_arena *arena, const avn_schema *schema, avn_str file,
                                   bool indented);

/* NODE's members as keys and values of the open object. */
void avn_json_members(avn_json *json, const avn_json_forms *forms, const avn_node *node);
/* The same, only the single values. */
void avn_json_scalars(avn_json *json, const avn_json_forms *forms, const avn_node *node);
/* The bounds of EMISSION's states; NULL when they were not asked for. */
const avn_bounds *avn_json_bounds(const avn_emission *emission);
/* How NODE stands: `"estado_original":"en_rango"`, ... Nothing when BOUNDS is NULL. */
void avn_json_states(avn_json *json, const avn_node *node, const avn_bounds *bounds);
/* The key `origen`. */
void avn_json_origin(avn_json *json, const avn_json_forms *forms, avn_origin origin);

#endif

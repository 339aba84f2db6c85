/* What a line of NDJSON names beside its own members: the blocks that its record stands under. */
#ifndef AVN_EMIT_JSON_HOLDERS_H
#define AVN_EMIT_JSON_HOLDERS_H

#include "base/arena.h"
#include "tree/schema.h"

/* The blocks that a line names between `documento` and the members, for one block of the schema.
 * Those that can hold it are named even where they do not, as null, so that all lines of a
 * registro have the same keys. */
typedef struct avn_json_holders {
    const avn_block **blocks;
    size_t count;
} avn_json_holders;

/* One entry per block of SCHEMA, in ARENA; NULL when memory is short. */
avn_json_holders *avn_json_holders_find(avn_arena *arena, const avn_schema *schema);
/* True when nodes of BLOCK have a line of their own. */
bool avn_json_has_line(const avn_block *block);

#endif

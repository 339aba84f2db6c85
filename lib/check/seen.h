/* What was seen before: keys, each with a value. */
#ifndef AVN_CHECK_SEEN_H
#define AVN_CHECK_SEEN_H

#include "base/arena.h"
#include "tree/node.h"

typedef struct avn_seen {
    avn_str key;
    const avn_value *value;
} avn_seen;

/* A hash table in an arena, which doubles when it is half full. */
typedef struct avn_memory {
    avn_seen *slots; /* an empty one has no key.ptr */
    size_t count, capacity;
} avn_memory;

/* The entry of KEY, NULL when memory is short. *IS_NEW says that it was just made: its value
 * is then NULL, for the caller to write. KEY must live as long as ARENA. */
avn_seen *avn_memory_entry(avn_arena *arena, avn_memory *memory, avn_str key, bool *is_new);

#endif

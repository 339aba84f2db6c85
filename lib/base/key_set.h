/* Keys met so far, each with a number or a thing of its own: a hash table in an arena. */
#ifndef AVN_BASE_KEY_SET_H
#define AVN_BASE_KEY_SET_H

#include "base/arena.h"

typedef struct avn_key_entry {
    avn_str key; /* ptr NULL: a free place */
    unsigned long long hash;
    union {
        unsigned long long number;
        const void *thing;
    };
} avn_key_entry;

/* Zeroed is empty. */
typedef struct avn_key_set {
    avn_key_entry *entries;
    size_t count, capacity; /* the capacity is a power of two */
} avn_key_set;

/* The entry of KEY, whose bytes must live as long as the set; *ADDED tells that it is new, with a
 * number of 0 or no thing, for the caller to write. NULL when memory is short. */
avn_key_entry *avn_key_set_put(avn_arena *arena, avn_key_set *set, avn_str key, bool *added);
/* The entry of KEY, or NULL. */
const avn_key_entry *avn_key_set_find(const avn_key_set *set, avn_str key);

#endif

/* A small hash table from strings to counters, in an arena. */
#ifndef AVN_BIND_TABLE_H
#define AVN_BIND_TABLE_H

#include "base/arena.h"

typedef struct avn_tally {
    avn_str key;
    unsigned count, hash;
} avn_tally;

typedef struct avn_table {
    avn_arena *arena;
    avn_tally *slots;
    size_t used, capacity; /* capacity is a power of two */
    size_t longest;        /* bytes of a key: a longer one need not be looked up */
} avn_table;

/* The counter of KEY, made with count 0 when it is new; NULL when memory is short. The key is
 * copied. */
avn_tally *avn_table_at(avn_table *table, avn_str key);
/* The counter of KEY, or NULL. */
const avn_tally *avn_table_find(const avn_table *table, avn_str key);

#endif

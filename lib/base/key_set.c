/* Open addressing; at most half of the places are taken. */
#include "base/key_set.h"

enum { FIRST_CAPACITY = 32 };

static avn_key_entry *place_of(const avn_key_set *set, avn_str key, unsigned long long hash)
{
    size_t mask = set->capacity - 1;
    size_t at = (size_t)hash & mask;
    while (set->entries[at].key.ptr &&
           (set->entries[at].hash != hash || !avn_str_eq(set->entries[at].key, key)))
        at = (at + 1) & mask;
    return &set->entries[at];
}

static bool grow(avn_arena *arena, avn_key_set *set)
{
    avn_key_set larger = { .capacity = set->capacity ? set->capacity * 2 : FIRST_CAPACITY };
    larger.entries = AVN_NEW_ARRAY(arena, avn_key_entry, larger.capacity);
    if (!larger.entries)
        return false;
    for (size_t i = 0; i < set->capacity; i++)
        if (set->entries[i].key.ptr)
            *place_of(&larger, set->entries[i].key, set->entries[i].hash) = set->entries[i];
    larger.count = set->count;
    *set = larger;
    return true;
}

avn_key_entry *avn_key_set_put(avn_arena *arena, avn_key_set *set, avn_str key, bool *added)
{
    if (set->count * 2 >= set->capacity && !grow(arena, set))
        return NULL;
    unsigned long long hash = avn_str_hash(key);
    avn_key_entry *entry = place_of(set, key, hash);
    *added = !entry->key.ptr;
    if (*added) {
        *entry = (avn_key_entry){ .key = key, .hash = hash };
        set->count++;
    }
    return entry;
}

const avn_key_entry *avn_key_set_find(const avn_key_set *set, avn_str key)
{
    if (set->count == 0)
        return NULL;
    const avn_key_entry *entry = place_of(set, key, avn_str_hash(key));
    return entry->key.ptr ? entry : NULL;
}

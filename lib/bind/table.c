#include "bind/table.h"

static avn_tally *probe(const avn_table *table, avn_str key, unsigned hash)
{
    size_t at = hash & (table->capacity - 1);
    while (table->slots[at].key.ptr &&
           (table->slots[at].hash != hash || !avn_str_eq(table->slots[at].key, key)))
        at = (at + 1) & (table->capacity - 1);
    return &table->slots[at];
}

static bool make_room(avn_table *table)
{
    if (table->used * 2 < table->capacity)
        return true;
    avn_table larger = { .arena = table->arena,
                         .used = table->used,
                         .longest = table->longest,
                         .capacity = table->capacity ? table->capacity * 2 : 64 };
    larger.slots = AVN_NEW_ARRAY(table->arena, avn_tally, larger.capacity);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < table->capacity; i++)
        if (table->slots[i].key.ptr)
            *probe(&larger, table->slots[i].key, table->slots[i].hash) = table->slots[i];
    *table = larger;
    return true;
}

avn_tally *avn_table_at(avn_table *table, avn_str key)
{
    if (!make_room(table))
        return NULL;
    unsigned hash = (unsigned)avn_str_hash(key);
    avn_tally *slot = probe(table, key, hash);
    if (!slot->key.ptr) {
        slot->key = avn_arena_str(table->arena, key);
        slot->hash = hash;
        table->used++;
        table->longest = key.len > table->longest ? key.len : table->longest;
    }
    return slot;
}

const avn_tally *avn_table_find(const avn_table *table, avn_str key)
{
    if (table->capacity == 0 || key.len > table->longest)
        return NULL;
    const avn_tally *slot = probe(table, key, (unsigned)avn_str_hash(key));
    return slot->key.ptr ? slot : NULL;
}

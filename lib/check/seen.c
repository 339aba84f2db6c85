#include "check/seen.h"

enum { FIRST_CAPACITY = 64 };

static avn_seen *slot_of(avn_seen *slots, size_t capacity, avn_str key)
{
    size_t at = (size_t)avn_str_hash(key) & (capacity - 1);
    while (slots[at].key.ptr && !avn_str_eq(slots[at].key, key))
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

static bool grow(avn_arena *arena, avn_memory *memory)
{
    size_t capacity = memory->capacity ? memory->capacity * 2 : FIRST_CAPACITY;
    avn_seen *slots = AVN_NEW_ARRAY(arena, avn_seen, capacity);
    if (!slots)
        return false;
    for (size_t i = 0; i < memory->capacity; i++)
        if (memory->slots[i].key.ptr)
            *slot_of(slots, capacity, memory->slots[i].key) = memory->slots[i];
    memory->slots = slots;
    memory->capacity = capacity;
    return true;
}

avn_seen *avn_memory_entry(avn_arena *arena, avn_memory *memory, avn_str key, bool *is_new)
{
    if (memory->count * 2 >= memory->capacity && !grow(arena, memory))
        return NULL;
    avn_seen *slot = slot_of(memory->slots, memory->capacity, key);
    *is_new = !slot->key.ptr;
    if (*is_new) {
        slot->key = key;
        memory->count++;
    }
    return slot;
}

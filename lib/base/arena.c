#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct avn_arena_chunk {
    avn_arena_chunk *next;
    size_t size, used;
    alignas(max_align_t) char bytes[];
};

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 1024 * 1024 };

static void *standard_resize(void *user, void *block, size_t size)
{
    (void)user;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, size);
}

const avn_allocator avn_allocator_standard = { standard_resize, NULL };

void avn_arena_init(avn_arena *arena, avn_allocator allocator)
{
    *arena = (avn_arena){ .allocator = allocator };
}

static void free_chunks(avn_arena *arena, avn_arena_chunk *chunk)
{
    while (chunk) {
        avn_arena_chunk *next = chunk->next;
        arena->allocator.resize(arena->allocator.user, chunk, 0);
        chunk = next;
    }
}

void avn_arena_free(avn_arena *arena)
{
    free_chunks(arena, arena->chunks);
    free_chunks(arena, arena->spare);
    avn_arena_init(arena, arena->allocator);
}

void avn_arena_reset(avn_arena *arena)
{
#ifdef AVN_ARENA_ITEMWISE
    avn_arena_free(arena);
#else
    while (arena->chunks) {
        avn_arena_chunk *chunk = arena->chunks;
        arena->chunks = chunk->next;
        chunk->next = arena->spare;
        chunk->used = 0;
        arena->spare = chunk;
    }
    arena->used = 0;
    arena->failed = false;
#endif
}

static size_t next_chunk_size(const avn_arena *arena, size_t wanted)
{
#ifdef AVN_ARENA_ITEMWISE
    (void)arena;
    return wanted;
#else
    size_t size = arena->chunks ? arena->chunks->size * 2 : FIRST_CHUNK;
    if (size > LARGEST_CHUNK)
        size = LARGEST_CHUNK;
    return wanted > size ? wanted : size;
#endif
}

/* The first spare chunk that has SIZE bytes, or NULL. */
static avn_arena_chunk *take_spare(avn_arena *arena, size_t size)
{
    avn_arena_chunk **link = &arena->spare;
    while (*link && (*link)->size < size)
        link = &(*link)->next;
    avn_arena_chunk *chunk = *link;
    if (chunk)
        *link = chunk->next;
    return chunk;
}

static avn_arena_chunk *new_chunk(avn_arena *arena, size_t size)
{
    avn_arena_chunk *chunk = take_spare(arena, size);
    if (chunk)
        return chunk;
    size_t room = next_chunk_size(arena, size);
    chunk = arena->allocator.resize(arena->allocator.user, NULL, sizeof *chunk + room);
    if (chunk)
        *chunk = (avn_arena_chunk){ NULL, room, 0 };
    return chunk;
}

/* Room that is not zeroed. */
static void *take_room(avn_arena *arena, size_t size)
{
    size_t align = alignof(max_align_t);
    if (size > SIZE_MAX / 4) {
        arena->failed = true;
        return NULL;
    }
    size = (size + align - 1) / align * align;
    avn_arena_chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < size) {
        chunk = new_chunk(arena, size);
        if (!chunk) {
            arena->failed = true;
            return NULL;
        }
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    void *block = chunk->bytes + chunk->used;
    chunk->used += size;
    arena->used += size;
    return block;
}

void *avn_arena_alloc(avn_arena *arena, size_t size)
{
    void *block = take_room(arena, size);
    return block ? memset(block, 0, size) : NULL;
}

avn_str avn_arena_str(avn_arena *arena, avn_str s)
{
    char *copy = take_room(arena, s.len + 1);
    if (!copy)
        return AVN_STR("");
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return (avn_str){ copy, s.len };
}

avn_str avn_arena_vprintf(avn_arena *arena, const char *format, va_list args)
{
    char few[256];
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(few, sizeof few, format, again);
    va_end(again);
    if (length >= 0 && (size_t)length < sizeof few)
        return avn_arena_str(arena, (avn_str){ few, (size_t)length });
    char *text = length < 0 ? NULL : avn_arena_alloc(arena, (size_t)length + 1);
    if (!text)
        return AVN_STR("");
    vsnprintf(text, (size_t)length + 1, format, args);
    return (avn_str){ text, (size_t)length };
}

avn_str avn_arena_printf(avn_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    avn_str text = avn_arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

/* An array that fills a chunk of its own grows where it stands, without a second copy. */
static void *grow_chunk(avn_arena *arena, void *items, size_t old_size, size_t new_size)
{
    avn_arena_chunk **link = &arena->chunks;
    while (*link && (*link)->bytes != items)
        link = &(*link)->next;
    if (!*link || (*link)->used > old_size + alignof(max_align_t) || (*link)->size < LARGEST_CHUNK)
        return NULL;
    avn_arena_chunk *moved =
        arena->allocator.resize(arena->allocator.user, *link, sizeof *moved + new_size);
    if (!moved)
        return NULL;
    arena->used += new_size - moved->used;
    moved->size = moved->used = new_size;
    *link = moved;
    return moved->bytes;
}

void *avn_arena_grow(avn_arena *arena, void *items, size_t count, size_t *capacity,
                     size_t item_size)
{
    if (count < *capacity)
        return items;
    size_t larger = *capacity ? *capacity * 2 : 8;
    if (larger > SIZE_MAX / 4 / item_size) {
        arena->failed = true;
        return NULL;
    }
    void *moved = count ? grow_chunk(arena, items, count * item_size, larger * item_size) : NULL;
    if (!moved) {
        moved = take_room(arena, larger * item_size);
        if (!moved)
            return NULL;
        if (count)
            memcpy(moved, items, count * item_size);
    }
    memset((char *)moved + count * item_size, 0, (larger - count) * item_size);
    *capacity = larger;
    return moved;
}

bool avn_vec_more(avn_arena *arena, void **items, size_t count, size_t *capacity, size_t item_size)
{
    void *moved = avn_arena_grow(arena, *items, count, capacity, item_size);
    if (!moved)
        return false;
    *items = moved;
    return true;
}

bool avn_vec_reserve(avn_arena *arena, void **items, size_t count, size_t *capacity,
                     size_t item_size)
{
    *items = count < SIZE_MAX / 4 / item_size ? take_room(arena, (count + 1) * item_size) : NULL;
    *capacity = *items ? count + 1 : 0;
    arena->failed = arena->failed || !*items;
    return *items != NULL;
}

/* One arena per report (and one per grammar): many small blocks, one free.
 *
 * Everything that comes out of an arena lives until avn_arena_free(). A failed
 * allocation returns NULL and is remembered in `failed`, so that a long
 * construction may be written straight through and be checked once at its end.
 * Built with AVN_ARENA_ITEMWISE every block is a malloc of its own, so that
 * AddressSanitizer sees each overrun. */
#ifndef AVN_BASE_ARENA_H
#define AVN_BASE_ARENA_H

#include <stdarg.h>

#include "base/str.h"

/* Realloc-like: size 0 frees. The same shape serves every injected allocator. */
typedef struct avn_allocator {
    void *(*resize)(void *user, void *block, size_t size);
    void *user;
} avn_allocator;

extern const avn_allocator avn_allocator_standard;

typedef struct avn_arena_chunk avn_arena_chunk;

typedef struct avn_arena {
    avn_allocator allocator;
    avn_arena_chunk *chunks;
    avn_arena_chunk *spare; /* emptied by avn_arena_reset(), for the next blocks */
    size_t used;            /* bytes handed out */
    bool failed;
} avn_arena;

void avn_arena_init(avn_arena *arena, avn_allocator allocator);
void avn_arena_free(avn_arena *arena);
/* Ends the life of all that came out of ARENA; its memory serves what comes out of it next. */
void avn_arena_reset(avn_arena *arena);
/* SIZE zeroed bytes, aligned for any type; NULL when memory is short. */
void *avn_arena_alloc(avn_arena *arena, size_t size);
/* A NUL-terminated copy; an empty string when memory is short. */
avn_str avn_arena_str(avn_arena *arena, avn_str s);
avn_str avn_arena_printf(avn_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
avn_str avn_arena_vprintf(avn_arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* Room for COUNT + 1 items in an array that doubles; returns the array, or NULL.
 * The old array stays in the arena: at most as much again is lost. */
void *avn_arena_grow(avn_arena *arena, void *items, size_t count, size_t *capacity,
                     size_t item_size);

#define AVN_NEW(arena, type) ((type *)avn_arena_alloc((arena), sizeof(type)))
#define AVN_NEW_ARRAY(arena, type, n) ((type *)avn_arena_alloc((arena), sizeof(type) * (n)))

/* A growing array in an arena: AVN_VEC(avn_str) names; slot = AVN_PUSH(arena, names); */
#define AVN_VEC(type)                                                                              \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }
/* Pointer to a new last item, or NULL when memory is short; what it holds is to be written. */
#define AVN_PUSH(arena, vec)                                                                       \
    ((vec).count < (vec).capacity || avn_vec_more((arena), (void **)&(vec).items, (vec).count,     \
                                                  &(vec).capacity, sizeof(*(vec).items))           \
         ? &(vec).items[(vec).count++]                                                             \
         : NULL)
/* Room for N items in an empty array, so that filling it moves nothing; false when memory is
 * short. */
#define AVN_RESERVE(arena, vec, n)                                                                 \
    avn_vec_reserve((arena), (void **)&(vec).items, (n), &(vec).capacity, sizeof(*(vec).items))
bool avn_vec_more(avn_arena *arena, void **items, size_t count, size_t *capacity, size_t item_size);
bool avn_vec_reserve(avn_arena *arena, void **items, size_t count, size_t *capacity,
                     size_t item_size);

#endif

/* What comes out of an arena, and the second life of its memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"

typedef struct memory {
    size_t asked, blocks; /* times for more, in use */
    bool short_of;
} memory;

static void *resize(void *user, void *block, size_t size)
{
    memory *m = user;
    if (size == 0) {
        m->blocks -= block != NULL;
        free(block);
        return NULL;
    }
    m->asked++;
    if (m->short_of)
        return NULL;
    m->blocks += !block;
    return realloc(block, size);
}

static avn_arena arena_of(memory *m)
{
    avn_arena arena;
    avn_arena_init(&arena, (avn_allocator){ resize, m });
    return arena;
}

/* Small blocks, a large one, and an array that grows: each is zeroed and writable. */
static void use(avn_arena *arena)
{
    AVN_VEC(size_t) numbers = { 0 };
    for (size_t i = 0; i < 5000; i++) {
        unsigned char *block = avn_arena_alloc(arena, 1 + i % 200);
        assert_non_null(block);
        for (size_t k = 0; k < 1 + i % 200; k++)
            assert_int_equal(block[k], 0);
        memset(block, 0xAA, 1 + i % 200);
        size_t *slot = AVN_PUSH(arena, numbers);
        assert_non_null(slot);
        *slot = i;
    }
    unsigned char *large = avn_arena_alloc(arena, 3 * 1024 * 1024);
    assert_non_null(large);
    assert_int_equal(large[0] | large[3 * 1024 * 1024 - 1], 0);
    memset(large, 0xAA, 3 * 1024 * 1024);
    for (size_t i = 0; i < numbers.count; i++)
        assert_int_equal(numbers.items[i], i);
}

static void what_is_reset_serves_again(void **state)
{
    (void)state;
    memory m = { 0 };
    avn_arena arena = arena_of(&m);
    use(&arena);
    size_t used = arena.used, asked = m.asked;
    assert_true(used > 3 * 1024 * 1024);
    for (size_t round = 0; round < 3; round++) {
        avn_arena_reset(&arena);
        assert_int_equal(arena.used, 0);
        use(&arena);
        assert_int_equal(arena.used, used);
    }
#ifndef AVN_ARENA_ITEMWISE
    assert_int_equal(m.asked, asked);
#else
    assert_int_equal(m.asked, 4 * asked);
#endif
    avn_arena_free(&arena);
    assert_int_equal(m.blocks, 0);
}

static void what_is_reset_is_freed_unused(void **state)
{
    (void)state;
    memory m = { 0 };
    avn_arena arena = arena_of(&m);
    avn_arena_reset(&arena);
    use(&arena);
    avn_arena_reset(&arena);
    avn_arena_reset(&arena);
    assert_non_null(avn_arena_alloc(&arena, 8));
    avn_arena_free(&arena);
    assert_int_equal(m.blocks, 0);
}

static void a_reset_forgets_that_memory_was_short(void **state)
{
    (void)state;
    memory m = { .short_of = true };
    avn_arena arena = arena_of(&m);
    assert_null(avn_arena_alloc(&arena, 8));
    assert_true(arena.failed);
    avn_arena_reset(&arena);
    assert_false(arena.failed);
    m.short_of = false;
    avn_str kept = avn_arena_str(&arena, AVN_STR("ya"));
    assert_true(avn_str_is(kept, "ya"));
    assert_false(arena.failed);
    avn_arena_free(&arena);
    assert_int_equal(m.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_reset_serves_again),
        cmocka_unit_test(what_is_reset_is_freed_unused),
        cmocka_unit_test(a_reset_forgets_that_memory_was_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* For the tests of typed values: an arena for all of them, and what each reading must give. */
#ifndef VALUE_CASE_H
#define VALUE_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree/value.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char ABSENT[] = "(absent)", UNREADABLE[] = "(unreadable)";

typedef struct expectation {
    const char *printed, *expected; /* the canonical text, ABSENT or UNREADABLE */
} expectation;

static avn_arena arena;

static inline int open_arena(void **state)
{
    (void)state;
    avn_arena_init(&arena, avn_allocator_standard);
    return 0;
}

static inline int close_arena(void **state)
{
    (void)state;
    avn_arena_free(&arena);
    return 0;
}

static inline void assert_str(avn_str found, const char *expected, const char *what)
{
    if (!avn_str_is(found, expected))
        fail_msg("«%s»: «%.*s», not «%s»", what, AVN_FMT(found), expected);
}

static inline void assert_reading(avn_reading reading, const avn_value *value, const char *expected,
                                  const char *printed)
{
    const char *found = reading == AVN_ABSENT ? ABSENT : UNREADABLE;
    assert_str(reading == AVN_READ ? value->text : avn_str_of(found), expected, printed);
    assert_int_equal(value->present, reading == AVN_READ);
}

#endif

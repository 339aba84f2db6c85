/* For the tests of lib/text: reads bytes or a file as a source and hears what is told. */
#ifndef TESTS_SOURCE_CASE_H
#define TESTS_SOURCE_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text/source.h"

typedef struct source_case {
    avn_arena arena;
    avn_sink sink;
    avn_source_options options;
    avn_source *source;
    avance_status status;
    unsigned told;          /* messages */
    avance_finding message; /* the last one */
} source_case;

static void source_case_hear(void *user, const avance_finding *finding)
{
    source_case *c = user;
    c->told++;
    c->message = *finding;
}

static source_case source_case_new(void)
{
    source_case c = { 0 };
    avn_arena_init(&c.arena, avn_allocator_standard);
    return c;
}

static inline void source_case_read(source_case *c, const void *bytes, size_t size)
{
    c->sink = (avn_sink){ &c->arena, AVANCE_SPANISH, NULL, source_case_hear, c };
    c->status = avn_source_memory(avn_allocator_standard, &c->sink, "informe.txt", bytes, size,
                                  &c->options, &c->source);
}

static inline void source_case_open(source_case *c, const char *path)
{
    c->sink = (avn_sink){ &c->arena, AVANCE_SPANISH, NULL, source_case_hear, c };
    c->status = avn_source_open(avn_allocator_standard, &c->sink, path, &c->options, &c->source);
}

static void source_case_free(source_case *c)
{
    avn_source_free(c->source);
    avn_arena_free(&c->arena);
    *c = source_case_new();
}

/* The text must be the lines EXPECTED, each ended by LF there. */
static inline void source_case_expect(const source_case *c, const char *expected)
{
    assert_int_equal(c->status, AVANCE_OK);
    avn_str rest = avn_str_of(expected);
    size_t line = 0;
    for (; rest.len; line++) {
        size_t end = avn_str_find(rest, AVN_STR("\n"));
        assert_true(line < c->source->line_count);
        avn_str found = avn_source_line(c->source, line);
        if (!avn_str_eq(found, avn_str_head(rest, end)))
            fail_msg("line %zu is \"%.*s\", not \"%.*s\"", line + 1, AVN_FMT(found), (int)end,
                     rest.ptr);
        rest = avn_str_from(rest, end + 1);
    }
    assert_int_equal(c->source->line_count, line);
}

static inline void source_case_refused(const source_case *c, avance_status status, const char *code,
                                       const char *part)
{
    assert_int_equal(c->status, status);
    assert_null(c->source);
    assert_int_equal(c->told, 1);
    assert_string_equal(c->message.code, code);
    assert_int_equal(c->message.level, AVANCE_ERROR);
    if (!strstr(c->message.message, part))
        fail_msg("\"%s\" does not say \"%s\"", c->message.message, part);
}

#define READ(c, literal) source_case_read((c), (literal), sizeof(literal) - 1)

#endif

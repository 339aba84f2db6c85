/* For the tests of reading in portions: a grammar of the project, texts that are long because a
 * fixture stands in them many times, and what was read of them as text. */
#ifndef TESTS_PORTION_CASE_H
#define TESTS_PORTION_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "emitted.h"
#include "tree/read.h"

enum { ALL_AT_ONCE = 1 << 30 };

typedef struct portion_case {
    avn_arena arena;
    avn_sink sink;
    avn_grammar *grammar;
    unsigned errors; /* told while a text was read */
} portion_case;

static inline void portion_case_hear(void *user, const avance_finding *finding)
{
    portion_case *c = user;
    c->errors += finding->level == AVANCE_ERROR;
}

/* What one way of reading made of a text. */
typedef struct made {
    avance_status status;
    size_t portions, records, marks_wrong; /* `began` or `goes_on` was not as it should be */
    unsigned pages;
    bool apart;
    avn_buf nodes, findings, lines;
    char reading[64];
} made;

static inline void portion_case_open(portion_case *c, const char *grammar)
{
    char path[512];
    snprintf(path, sizeof path, PROJECT_FOLDER "/grammars/%s.avg", grammar);
    *c = (portion_case){ .grammar = NULL };
    avn_arena_init(&c->arena, avn_allocator_standard);
    c->sink = (avn_sink){ .arena = &c->arena };
    assert_int_equal(avn_grammar_load(avn_allocator_standard, &c->sink, NULL, path,
                                      AVN_WHOLE_GRAMMAR, &c->grammar),
                     AVANCE_OK);
}

static inline void portion_case_close(portion_case *c)
{
    avn_grammar_free(c->grammar);
    avn_arena_free(&c->arena);
}

/* A fixture TIMES times, with BETWEEN in between. */
static inline avn_str repeated(portion_case *c, const char *fixture, size_t times,
                               const char *between)
{
    char path[512];
    avn_buf text;
    avn_buf_init(&text, avn_allocator_standard);
    snprintf(path, sizeof path, PROJECT_FOLDER "/fixtures/%s.txt", fixture);
    char *once = file_text(path);
    assert_non_null(once);
    for (size_t i = 0; i < times; i++)
        avn_buf_printf(&text, "%s%s", i ? between : "", once);
    free(once);
    avn_str kept = avn_arena_str(&c->arena, avn_buf_view(&text));
    avn_buf_free(&text);
    return kept;
}

/* ---- what was read, as text -------------------------------------------------------- */

static inline void put_origin(avn_buf *out, avn_origin origin)
{
    avn_buf_printf(out, " @%u:%u:%u", origin.page, origin.line, origin.column);
}

static inline void put_value(avn_buf *out, const avn_value *value)
{
    avn_buf_printf(out, "%s\"%.*s\" \"%.*s\"%s", value->present ? "" : "no ", AVN_FMT(value->text),
                   AVN_FMT(value->printed), value->percent ? "%" : "");
    put_origin(out, value->origin);
}

static inline void put_member(avn_buf *out, const avn_member *member, const avn_slot *slot)
{
    avn_buf_printf(out, "\n  %.*s: ", AVN_FMT(member->name));
    switch (member->kind) {
    case AVN_FIELD:
        put_value(out, &slot->value);
        break;
    case AVN_LIST:
        for (size_t i = 0; i < slot->list.count; i++)
            put_value(out, &slot->list.items[i]);
        break;
    case AVN_SERIES:
        for (size_t i = 0; slot->series && i < member->columns->count; i++) {
            avn_value figure = avn_figure_value(slot->series, i);
            put_value(out, &figure);
        }
        break;
    }
}

static inline void put_node(avn_buf *out, const avn_schema *schema, const avn_node *node)
{
    avn_buf_printf(out, "%.*s \"%.*s\"", AVN_FMT(node->block ? node->block->name : AVN_STR("?")),
                   AVN_FMT(node->text));
    put_origin(out, node->origin);
    for (size_t i = 0; node->block && i < node->block->member_count; i++)
        put_member(out, &node->block->members[i], &node->slots[i]);
    for (size_t i = 0; node->kind == AVN_RECORD && i < schema->block_count; i++) {
        const avn_node *level = node->context[i];
        for (size_t k = 0; level && k < level->block->member_count; k++)
            if (level->block->members[k].kind == AVN_FIELD) {
                avn_buf_printf(out, "\n  under %.*s ", AVN_FMT(level->block->name));
                put_value(out, &level->slots[k].value);
            }
    }
    avn_buf_char(out, '\n');
}

static inline void put_findings(avn_buf *out, const avn_report *report)
{
    for (size_t i = 0; i < report->findings.count; i++) {
        const avance_finding *f = &report->findings.items[i];
        avn_buf_printf(out, "%lu:%lu:%lu %s %s\n", f->page, f->line, f->column, f->code,
                       f->message);
    }
}

static inline void put_lines(avn_buf *out, const avn_report *report)
{
    for (size_t i = 0; report->accounts && i < report->lines; i++) {
        const avn_account *account = &report->accounts[i];
        avn_buf_printf(out, "%zu page %u fate %d %s", i + 1, account->page, account->fate,
                       account->rule);
        for (size_t k = 0; k < account->capture_count; k++) {
            const avn_capture *capture = &report->captures[account->first_capture + k];
            avn_buf_printf(out, " %s=%.*s", capture->name, AVN_FMT(capture->text));
        }
        avn_buf_char(out, '\n');
    }
}

static inline void put_report(made *m, const avn_report *report)
{
    const avn_node *node = report->root;
    while ((node = avn_node_next(report->root, node)) != NULL)
        put_node(&m->nodes, report->schema, node);
    put_findings(&m->findings, report);
    put_lines(&m->lines, report);
    m->records += report->records;
    m->pages = report->pages;
    m->apart = report->apart;
    snprintf(m->reading, sizeof m->reading, "%s", report->reading);
}

/* ---- reading ------------------------------------------------------------------------ */

static inline void read_all(made *m, avn_reader *reader)
{
    avn_report *report = NULL;
    bool ended = false;
    do {
        m->status = avn_reader_next(reader, &report);
        if (m->status != AVANCE_OK || !report)
            break;
        m->marks_wrong += ended || report->began != (m->portions > 0);
        ended = !report->goes_on;
        m->portions++;
        put_report(m, report);
    } while (true);
    m->marks_wrong += m->status == AVANCE_OK && !ended;
}

/* Reads TEXT with portions of SIZE bytes, each a report of its own or all in one. */
static inline made portion_case_read(portion_case *c, avn_str text, size_t size, bool in_portions)
{
    avn_reading_options options = { .allocator = avn_allocator_standard,
                                    .listen = portion_case_hear,
                                    .listen_user = c,
                                    .in_portions = in_portions,
                                    .portion = size };
    avn_source_options plain = { .encoding = NULL };
    made m = { .portions = 0 };
    avn_source *source;
    avn_reader *reader;
    avn_buf_init(&m.nodes, avn_allocator_standard);
    avn_buf_init(&m.findings, avn_allocator_standard);
    avn_buf_init(&m.lines, avn_allocator_standard);
    assert_int_equal(avn_source_memory(avn_allocator_standard, &c->sink, "largo.txt", text.ptr,
                                       text.len, &plain, &source),
                     AVANCE_OK);
    assert_int_equal(avn_reader_open(&options, source, c->grammar, &reader), AVANCE_OK);
    avn_source_free(source);
    read_all(&m, reader);
    avn_reader_free(reader);
    return m;
}

static inline void made_free(made *m)
{
    avn_buf_free(&m->nodes);
    avn_buf_free(&m->findings);
    avn_buf_free(&m->lines);
}

/* The first line in which the texts differ is shown. */
static inline void expect_same_text(const char *what, const avn_buf *left, const avn_buf *right)
{
    avn_str a = avn_buf_view(left), b = avn_buf_view(right);
    while (a.len && b.len) {
        size_t end = avn_str_find(a, AVN_STR("\n")), other = avn_str_find(b, AVN_STR("\n"));
        avn_str here = avn_str_head(a, end), there = avn_str_head(b, other);
        if (!avn_str_eq(here, there))
            fail_msg("%s: \"%.*s\" and \"%.*s\"", what, AVN_FMT(here), AVN_FMT(there));
        a = avn_str_from(a, end < a.len ? end + 1 : end);
        b = avn_str_from(b, other < b.len ? other + 1 : other);
    }
    if (a.len || b.len)
        fail_msg("%s: one ends before \"%.*s\"", what, AVN_FMT(avn_str_head(a.len ? a : b, 80)));
}

#endif

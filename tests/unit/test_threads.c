/* Contexts beside one another: threads that read with the same compiled grammar, and write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "avance.h"
#include "emitted.h"

enum { THREADS = 4, ROUNDS = 25, LINES = 40 };

static const char grammar_text[] =
    "grammar vales\n"
    "title Vales\n"
    "detect VALES \\d{4}\n"
    "line TITULO VALES (?<ejercicio>\\d{4})\n"
    "line VALE (?<numero>\\d+) (?<nombre>[^\\d]+) (?<monto>\\d+\\.\\d\\d)\n"
    "document\n"
    "  set TITULO\n"
    "record vale VALE\n"
    "example \"un vale por renglón\"\n"
    "  | VALES 2026\n"
    "  | 1 Ana 1.00\n"
    "  = TITULO VALE\n";

typedef struct fixture {
    char *folder, path[128], text[4096];
    avance_context *owner;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->folder = new_folder();
    snprintf(f->path, sizeof f->path, "%s/vales.avg", f->folder);
    FILE *file = fopen(f->path, "w");
    assert_non_null(file);
    fputs(grammar_text, file);
    fclose(file);
    int used = snprintf(f->text, sizeof f->text, "VALES 2026\n");
    for (int i = 0; i < LINES; i++)
        used +=
            snprintf(f->text + used, sizeof f->text - (size_t)used, "%d Ana Robles %d.00\n", i, i);
    assert_int_equal(avance_context_new(NULL, &f->owner), AVANCE_OK);
    assert_int_equal(avance_grammars_add_file(f->owner, f->path, NULL), AVANCE_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    avance_context_free(f->owner);
    remove_folder(f->folder);
    free(f->folder);
    free(f);
    return 0;
}

/* How many records were read; PATH, where given, gets them. */
static size_t records_written(avance_context *context, const fixture *f, const char *path)
{
    avance_source *source = NULL;
    avance_report *report = NULL;
    avance_writer *writer = NULL;
    size_t records = 0;
    if (avance_source_from_memory(context, "vales", f->text, strlen(f->text), NULL, &source) ==
            AVANCE_OK &&
        avance_report_read(context, source, 0, &report) == AVANCE_OK)
        records = avance_report_records(report);
    if (path && (avance_writer_open(context, avance_format_by_suffix(path), path, NULL, &writer) !=
                     AVANCE_OK ||
                 avance_writer_add(writer, report) != AVANCE_OK ||
                 avance_writer_close(writer) != AVANCE_OK))
        records = 0;
    avance_report_free(report);
    avance_source_free(source);
    return records;
}

static size_t records_read(avance_context *context, const fixture *f)
{
    return records_written(context, f, NULL);
}

/* The asserts of cmocka belong to one thread. */
static void *read_often(void *user)
{
    const fixture *f = user;
    avance_context *context = NULL;
    size_t right = 0;
    if (avance_context_new_beside(f->owner, NULL, &context) == AVANCE_OK)
        for (int i = 0; i < ROUNDS; i++)
            right += records_read(context, f) == LINES;
    avance_context_free(context);
    return (void *)(uintptr_t)right;
}

static void threads_read_with_one_grammar(void **state)
{
    pthread_t threads[THREADS];
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, *state), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *right = NULL;
        assert_int_equal(pthread_join(threads[i], &right), 0);
        assert_int_equal((uintptr_t)right, ROUNDS);
    }
}

typedef struct author {
    const fixture *f;
    size_t number;
} author;

static void *write_both(void *user)
{
    const author *own = user;
    avance_context *context = NULL;
    char book[160], base[160];
    snprintf(book, sizeof book, "%s/%zu.xlsx", own->f->folder, own->number);
    snprintf(base, sizeof base, "%s/%zu.sqlite", own->f->folder, own->number);
    size_t right = 0;
    if (avance_context_new_beside(own->f->owner, NULL, &context) == AVANCE_OK) {
        right += records_written(context, own->f, book) == LINES;
        right += records_written(context, own->f, base) == LINES;
    }
    avance_context_free(context);
    return (void *)(uintptr_t)right;
}

/* All of them ask at the same time for the libraries that are loaded by whoever comes first. */
static void threads_write_workbooks_and_databases(void **state)
{
    pthread_t threads[THREADS];
    author authors[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        authors[i] = (author){ *state, i };
        assert_int_equal(pthread_create(&threads[i], NULL, write_both, &authors[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        void *right = NULL;
        assert_int_equal(pthread_join(threads[i], &right), 0);
        assert_int_equal((uintptr_t)right, 2);
    }
}

static void shared_grammars_are_not_changed(void **state)
{
    const fixture *f = *state;
    avance_context *context = NULL;
    assert_int_equal(avance_context_new_beside(f->owner, NULL, &context), AVANCE_OK);
    assert_int_equal(avance_grammar_count(context), 1);
    assert_string_equal(avance_grammar_name(context, 0), "vales");
    assert_int_equal(avance_grammars_add_file(context, f->path, NULL), AVANCE_BAD_USE);
    assert_int_equal(avance_grammars_add_folder(context, f->folder), AVANCE_BAD_USE);
    assert_int_equal(avance_grammar_set_check(context, 0, "a error numero = numero"),
                     AVANCE_BAD_USE);
    avance_context_free(context);
    assert_int_equal(records_read(f->owner, f), LINES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(threads_read_with_one_grammar, set_up, tear_down),
        cmocka_unit_test_setup_teardown(threads_write_workbooks_and_databases, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shared_grammars_are_not_changed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

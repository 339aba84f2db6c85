/* The public reader of portions: what is written of portions is, byte by byte, what is written of
 * the whole report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>

#include "avance.h"
#include "base/buf.h"
#include "emitted.h"

enum { ENOUGH = 700 * 1024 }; /* bytes of text that are more than one portion */

typedef struct fixture {
    avance_context *context;
    avance_source *source; /* a long text */
    char *folder;          /* for outputs */
    char code[64];         /* of the last error that was told */
} fixture;

static void hear(void *user, const avance_finding *finding)
{
    fixture *f = user;
    if (finding->level == AVANCE_ERROR)
        snprintf(f->code, sizeof f->code, "%s", finding->code);
}

static avance_source *source_of(fixture *f, const char *name, const avn_buf *text)
{
    avance_source *source;
    assert_int_equal(
        avance_source_from_memory(f->context, name, text->bytes, text->len, NULL, &source),
        AVANCE_OK);
    return source;
}

static char *document(void)
{
    char *text = file_text(PROJECT_FOLDER "/fixtures/etca-iii-04/informe-trimestral.txt");
    assert_non_null(text);
    return text;
}

static void fill(avn_buf *text, const char *once, size_t size)
{
    for (size_t end = text->len + size; text->len < end;)
        avn_buf_printf(text, "%s\f", once);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    avance_options options = { .message = hear, .message_user = f };
    assert_int_equal(avance_context_new(&options, &f->context), AVANCE_OK);
    assert_int_equal(
        avance_grammars_add_file(f->context, PROJECT_FOLDER "/grammars/etca-iii-04.avg", NULL),
        AVANCE_OK);
    avn_buf text;
    char *once = document();
    avn_buf_init(&text, avn_allocator_standard);
    fill(&text, once, ENOUGH);
    f->source = source_of(f, "largo.txt", &text);
    f->folder = new_folder();
    avn_buf_free(&text);
    free(once);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    avance_source_free(f->source);
    avance_context_free(f->context);
    remove_folder(f->folder);
    free(f->folder);
    free(f);
    return 0;
}

/* ---- writing ------------------------------------------------------------------------- */

typedef char output[512];

static void name_output(const fixture *f, const char *name, output path)
{
    snprintf(path, sizeof(output), "%s/%s", f->folder, name);
}

static avance_writer *writer_to(fixture *f, const char *format, const char *path, const char *table)
{
    avance_writer *writer;
    avance_write_options options = { .table = table };
    assert_int_equal(
        avance_writer_open(f->context, avance_format_find(format), path, &options, &writer),
        AVANCE_OK);
    return writer;
}

static void add_whole(fixture *f, const avance_source *source, avance_writer *writer)
{
    avance_report *report;
    assert_int_equal(avance_report_read(f->context, source, 0, &report), AVANCE_OK);
    assert_int_equal(avance_writer_add(writer, report), AVANCE_OK);
    avance_report_free(report);
}

/* Answers how many portions there were. */
static size_t add_portions(fixture *f, const avance_source *source, avance_writer *writer)
{
    avance_reader *reader;
    const avance_report *portion;
    size_t count = 0;
    assert_int_equal(avance_reader_open(f->context, source, 0, &reader), AVANCE_OK);
    while (true) {
        assert_int_equal(avance_reader_next(reader, &portion), AVANCE_OK);
        if (!portion)
            break;
        assert_int_equal(avance_writer_add(writer, portion), AVANCE_OK);
        count++;
    }
    avance_reader_free(reader);
    return count;
}

static void expect_same_files(const char *left, const char *right)
{
    char *a = file_text(left), *b = file_text(right);
    assert_non_null(a);
    assert_non_null(b);
    size_t at = 0;
    while (a[at] && a[at] == b[at])
        at++;
    if (a[at] || b[at])
        fail_msg("%s differs from byte %zu on: \"%.60s\" and \"%.60s\"", left, at, a + at, b + at);
    free(a);
    free(b);
}

static void expect_same_folders(const char *left, const char *right)
{
    DIR *folder = opendir(left);
    assert_non_null(folder);
    assert_int_equal(count_entries(left), count_entries(right));
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char a[1024], b[1024];
        snprintf(a, sizeof a, "%s/%s", left, entry->d_name);
        snprintf(b, sizeof b, "%s/%s", right, entry->d_name);
        if (entry->d_name[0] != '.')
            expect_same_files(a, b);
    }
    closedir(folder);
}

/* SOURCES as FORMAT, whole and in portions, to the outputs WHOLE and PARTS. */
static void write_both(fixture *f, avance_source *const *sources, size_t count, const char *format,
                       const char *table, output whole, output parts)
{
    name_output(f, "entero", whole);
    name_output(f, "partes", parts);
    avance_writer *writer = writer_to(f, format, whole, table);
    for (size_t i = 0; i < count; i++)
        add_whole(f, sources[i], writer);
    assert_int_equal(avance_writer_close(writer), AVANCE_OK);
    writer = writer_to(f, format, parts, table);
    for (size_t i = 0; i < count; i++)
        assert_true(add_portions(f, sources[i], writer) > 1);
    assert_int_equal(avance_writer_close(writer), AVANCE_OK);
}

static void drop_both(const output whole, const output parts)
{
    remove_folder(whole);
    remove_folder(parts);
    remove(whole);
    remove(parts);
}

/* ---- what the formats make of portions --------------------------------------------------- */

static void streams_of_portions_are_those_of_the_whole(void **state)
{
    fixture *f = *state;
    output whole, parts;
    write_both(f, &f->source, 1, "ndjson", NULL, whole, parts);
    expect_same_files(whole, parts);
    write_both(f, &f->source, 1, "csv", "metas", whole, parts);
    expect_same_files(whole, parts);
    write_both(f, &f->source, 1, "json", NULL, whole, parts);
    expect_same_files(whole, parts);
    drop_both(whole, parts);
}

static void tables_of_portions_are_those_of_the_whole(void **state)
{
    fixture *f = *state;
    output whole, parts;
    write_both(f, &f->source, 1, "csv", NULL, whole, parts);
    expect_same_folders(whole, parts);
    drop_both(whole, parts);
}

/* What the page headers say is printed behind the first portions only. */
static avance_source *with_late_header(fixture *f, const char *name)
{
    static const char *const signs[] = { "GOBIERNO DEL ESTADO DE SONORA\n",
                                         "INFORME DE AVANCE PROGRAMÁTICO 2025\n", "ETCA-III-04\n",
                                         "TRIMESTRE: SEGUNDO\n", "08-07-2025 11:32\n" };
    avn_buf text;
    char *once = document(), *bare = strdup(once);
    avn_buf_init(&text, avn_allocator_standard);
    assert_non_null(bare);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        for (char *at; (at = strstr(bare, signs[i])) != NULL;)
            memmove(at, at + strlen(signs[i]), strlen(at + strlen(signs[i])) + 1);
    fill(&text, bare, ENOUGH);
    avn_buf_printf(&text, "%s", once);
    avance_source *source = source_of(f, name, &text);
    avn_buf_free(&text);
    free(bare);
    free(once);
    return source;
}

static void the_document_is_known_from_the_start(void **state)
{
    fixture *f = *state;
    output whole, parts;
    avance_source *source = with_late_header(f, "tarde.txt");
    write_both(f, &source, 1, "csv", NULL, whole, parts);
    expect_same_folders(whole, parts);
    drop_both(whole, parts);
    write_both(f, &source, 1, "json", NULL, whole, parts);
    expect_same_files(whole, parts);
    write_both(f, &source, 1, "ndjson", NULL, whole, parts);
    expect_same_files(whole, parts);
    char *text = file_text(parts);
    assert_non_null(text);
    assert_non_null(strstr(text, "\"ejercicio\":2025"));
    assert_null(strstr(text, "\"ejercicio\":null"));
    free(text);
    drop_both(whole, parts);
    avance_source_free(source);
}

static void reports_follow_one_another(void **state)
{
    fixture *f = *state;
    output whole, parts;
    avance_source *sources[] = { f->source, with_late_header(f, "tarde.txt") };
    write_both(f, sources, 2, "csv", NULL, whole, parts);
    expect_same_folders(whole, parts);
    drop_both(whole, parts);
    avance_source_free(sources[1]);
}

static void formats_of_whole_reports_take_no_portion(void **state)
{
    fixture *f = *state;
    size_t refused = 0;
    for (size_t i = 0; i < avance_format_count(); i++) {
        avance_format format;
        avance_reader *reader;
        const avance_report *portion;
        output path;
        avance_format_at(f->context, i, &format);
        if (format.portions)
            continue;
        refused++;
        name_output(f, "salida", path);
        f->code[0] = '\0';
        avance_writer *writer = writer_to(f, format.name, path, NULL);
        assert_int_equal(avance_reader_open(f->context, f->source, 0, &reader), AVANCE_OK);
        assert_int_equal(avance_reader_next(reader, &portion), AVANCE_OK);
        assert_int_equal(avance_writer_add(writer, portion), AVANCE_BAD_USE);
        assert_string_equal(f->code, "informe-en-partes");
        assert_int_not_equal(avance_writer_close(writer), AVANCE_OK);
        avance_reader_free(reader);
    }
    assert_true(refused > 0);
    assert_int_equal(count_entries(f->folder), 0);
}

static void no_output_lacks_a_portion(void **state)
{
    fixture *f = *state;
    static const char *const formats[] = { "ndjson", "json", "csv" };
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        avance_reader *reader;
        const avance_report *portion;
        output path;
        assert_int_equal(avance_reader_open(f->context, f->source, 0, &reader), AVANCE_OK);
        assert_int_equal(avance_reader_next(reader, &portion), AVANCE_OK);
        name_output(f, "falta", path);
        f->code[0] = '\0';
        avance_writer *writer = writer_to(f, formats[i], path, NULL);
        assert_int_equal(avance_writer_add(writer, portion), AVANCE_OK);
        assert_int_equal(avance_writer_close(writer), AVANCE_BAD_USE);
        assert_string_equal(f->code, "falta-una-parte");
        assert_int_equal(avance_reader_next(reader, &portion), AVANCE_OK);
        f->code[0] = '\0';
        writer = writer_to(f, formats[i], path, NULL);
        assert_int_equal(avance_writer_add(writer, portion), AVANCE_BAD_USE);
        assert_string_equal(f->code, "falta-una-parte");
        avance_writer_abort(writer);
        avance_reader_free(reader);
    }
    assert_int_equal(count_entries(f->folder), 0);
}

static void a_short_report_is_one_portion_for_any_format(void **state)
{
    fixture *f = *state;
    avn_buf text;
    char *once = document();
    avn_buf_init(&text, avn_allocator_standard);
    fill(&text, once, 1);
    avance_source *source = source_of(f, "corto.txt", &text);
    output whole, parts;
    name_output(f, "entero", whole);
    name_output(f, "partes", parts);
    avance_writer *writer = writer_to(f, "tree", whole, NULL);
    add_whole(f, source, writer);
    assert_int_equal(avance_writer_close(writer), AVANCE_OK);
    writer = writer_to(f, "tree", parts, NULL);
    assert_int_equal(add_portions(f, source, writer), 1);
    assert_int_equal(avance_writer_close(writer), AVANCE_OK);
    expect_same_files(whole, parts);
    drop_both(whole, parts);
    avance_source_free(source);
    avn_buf_free(&text);
    free(once);
}

/* ---- what goes wrong ---------------------------------------------------------------------- */

static void what_is_given_up_midway_leaves_nothing(void **state)
{
    fixture *f = *state;
    static const char *const formats[] = { "csv", "ndjson", "json" };
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        avance_reader *reader;
        const avance_report *portion;
        output path;
        name_output(f, "salida", path);
        avance_writer *writer = writer_to(f, formats[i], path, NULL);
        assert_int_equal(avance_reader_open(f->context, f->source, 0, &reader), AVANCE_OK);
        assert_int_equal(avance_reader_next(reader, &portion), AVANCE_OK);
        assert_int_equal(avance_writer_add(writer, portion), AVANCE_OK);
        avance_writer_abort(writer);
        avance_reader_free(reader);
        assert_int_equal(count_entries(f->folder), 0);
    }
}

static void a_text_that_ends_badly_is_read_as_far_as_it_goes(void **state)
{
    fixture *f = *state;
    avn_buf text;
    char *once = document();
    avn_buf_init(&text, avn_allocator_standard);
    fill(&text, once, ENOUGH);
    for (size_t i = 0; i < 20000; i++)
        avn_buf_str(&text,
                    AVN_STR("PODA DE ÁRBOLES\n\nÁRBOL\n\nA SI\n\nEVALUACIÓN CUALITATIVA\n\n"));
    avance_source *source = source_of(f, "roto.txt", &text);
    avance_reader *reader;
    const avance_report *portion = NULL;
    size_t portions = 0;
    avance_status status;
    assert_int_equal(avance_reader_open(f->context, source, 0, &reader), AVANCE_OK);
    while ((status = avance_reader_next(reader, &portion)) == AVANCE_OK && portion)
        portions += avance_report_records(portion) > 0;
    assert_int_equal(status, AVANCE_REFUSED);
    assert_null(portion);
    assert_true(portions > 1);
    assert_string_equal(f->code, "orden-ilegible");
    avance_reader_free(reader);
    avance_source_free(source);
    avn_buf_free(&text);
    free(once);
}

static void a_grammar_that_is_not_there_is_bad_use(void **state)
{
    fixture *f = *state;
    avance_reader *reader = NULL;
    assert_int_equal(
        avance_reader_open(f->context, f->source, avance_grammar_count(f->context), &reader),
        AVANCE_BAD_USE);
    assert_null(reader);
    avance_reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(streams_of_portions_are_those_of_the_whole, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(tables_of_portions_are_those_of_the_whole, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_document_is_known_from_the_start, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_follow_one_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(formats_of_whole_reports_take_no_portion, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(no_output_lacks_a_portion, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_short_report_is_one_portion_for_any_format, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_given_up_midway_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_text_that_ends_badly_is_read_as_far_as_it_goes, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_grammar_that_is_not_there_is_bad_use, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

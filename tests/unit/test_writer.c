/* The public writers, and what every row of the emitter table owes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "avance.h"
#include "emitted.h"
#include "sample_report.h"

typedef struct fixture {
    avance_context *context;
    avn_report *report;
    char *folder;
    char path[256];
    int told;
    char code[64];
} fixture;

static void hear(void *user, const avance_finding *finding)
{
    fixture *f = user;
    f->told++;
    snprintf(f->code, sizeof f->code, "%s", finding->code);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    avance_options options = { .language = AVANCE_ENGLISH, .message = hear, .message_user = f };
    assert_int_equal(avance_context_new(&options, &f->context), AVANCE_OK);
    f->report = sample_metas();
    f->folder = new_folder();
    snprintf(f->path, sizeof f->path, "%s/salida", f->folder);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    avance_context_free(f->context);
    sample_free(f->report);
    remove_folder(f->path);
    remove_folder(f->folder);
    free(f->folder);
    free(f);
    return 0;
}

static avance_writer *open_writer(fixture *f, size_t format, const char *path)
{
    avance_writer *writer = NULL;
    assert_int_equal(avance_writer_open(f->context, format, path, NULL, &writer), AVANCE_OK);
    assert_non_null(writer);
    return writer;
}

static void formats_are_found_by_what_they_are_called(void **state)
{
    fixture *f = *state;
    size_t count = avance_format_count();
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        avance_format format;
        assert_true(avance_format_at(f->context, i, &format));
        assert_int_equal(avance_format_find(format.name), i);
        assert_true(strlen(format.title) > 0 && strlen(format.title) < 72);
        char path[64];
        snprintf(path, sizeof path, "carpeta.json/informe%s", format.suffix);
        assert_int_equal(avance_format_by_suffix(path), *format.suffix ? i : count);
    }
    avance_format none;
    assert_false(avance_format_at(f->context, count, &none));
    assert_int_equal(avance_format_find("no"), count);
    assert_int_equal(avance_format_by_suffix("informe"), count);
    assert_int_equal(avance_format_by_suffix(".json"), count);
    assert_int_equal(avance_format_by_suffix("INFORME.JSON"), avance_format_find("json"));
}

static void every_format_writes_or_leaves_no_trace(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < avance_format_count(); i++) {
        avance_writer *writer = open_writer(f, i, f->path);
        assert_int_equal(avance_writer_add(writer, f->report), AVANCE_OK);
        avance_writer_abort(writer);
        assert_int_equal(count_entries(f->folder), 0);

        writer = open_writer(f, i, f->path);
        assert_int_equal(avance_writer_add(writer, f->report), AVANCE_OK);
        assert_int_equal(avance_writer_close(writer), AVANCE_OK);
        assert_int_equal(count_entries(f->folder), 1);
        remove_folder(f->path);
        remove(f->path);
    }
    assert_int_equal(f->told, 0);
}

static void every_format_tells_a_full_device(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < avance_format_count(); i++) {
        avance_format format;
        avance_format_at(f->context, i, &format);
        if (format.target == AVANCE_FOLDER)
            continue;
        f->told = 0;
        avance_writer *writer = open_writer(f, i, "/dev/full");
        avance_writer_add(writer, f->report);
        assert_int_equal(avance_writer_close(writer), AVANCE_CANNOT_WRITE);
        assert_int_equal(f->told, 1);
        assert_string_equal(f->code, "no-se-puede-escribir");
    }
}

static void second_report_is_refused_where_one_fits(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < avance_format_count(); i++) {
        avance_format format;
        avance_format_at(f->context, i, &format);
        avance_writer *writer = open_writer(f, i, f->path);
        assert_int_equal(avance_writer_add(writer, f->report), AVANCE_OK);
        avance_status expected = format.many ? AVANCE_OK : AVANCE_BAD_USE;
        assert_int_equal(avance_writer_add(writer, f->report), expected);
        assert_int_equal(avance_writer_close(writer), expected);
        assert_int_equal(count_entries(f->folder), format.many);
        if (!format.many)
            assert_string_equal(f->code, "un-solo-informe");
        remove_folder(f->path);
        remove(f->path);
    }
}

static void standard_output_is_for_streams(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < avance_format_count(); i++) {
        avance_format format;
        avance_format_at(f->context, i, &format);
        avance_writer *writer = NULL;
        avance_status status = avance_writer_open(f->context, i, NULL, NULL, &writer);
        if (format.target == AVANCE_STREAM) {
            assert_int_equal(status, AVANCE_OK);
            avance_writer_abort(writer);
        } else {
            assert_int_equal(status, AVANCE_BAD_USE);
            assert_null(writer);
            assert_string_equal(f->code, "falta-salida");
        }
    }
}

static void several_reports_follow_one_another(void **state)
{
    fixture *f = *state;
    avance_writer *writer = open_writer(f, avance_format_find("ndjson"), f->path);
    for (int i = 0; i < 3; i++)
        assert_int_equal(avance_writer_add(writer, f->report), AVANCE_OK);
    assert_int_equal(avance_writer_close(writer), AVANCE_OK);
    char *text = file_text(f->path);
    assert_non_null(text);
    int lines = 0;
    for (const char *p = text; *p; p++)
        lines += *p == '\n';
    assert_int_equal(lines, 12);
    free(text);
    remove(f->path);
}

/* Grants the first GRANTS requests for memory; then none. */
static void *miser(void *user, void *block, size_t size)
{
    int *grants = user;
    if (size == 0)
        return avn_allocator_standard.resize(NULL, block, 0);
    return (*grants)-- > 0 ? avn_allocator_standard.resize(NULL, block, size) : NULL;
}

static avance_status write_with(int grants, size_t format, const fixture *f)
{
    avance_options options = { .resize = miser, .resize_user = &grants };
    avance_context *context;
    avance_status status = avance_context_new(&options, &context);
    if (status != AVANCE_OK)
        return status;
    avance_writer *writer;
    status = avance_writer_open(context, format, f->path, NULL, &writer);
    if (status == AVANCE_OK) {
        avance_writer_add(writer, f->report);
        status = avance_writer_close(writer);
    }
    avance_context_free(context);
    return status;
}

static void short_memory_is_an_answer(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < avance_format_count(); i++) {
        int grants = 0;
        while (write_with(grants, i, f) != AVANCE_OK) {
            assert_int_equal(count_entries(f->folder), 0);
            assert_true(++grants < 100000);
        }
        assert_true(grants > 2);
        remove_folder(f->path);
        remove(f->path);
    }
}

static void defaults_need_no_options(void **state)
{
    (void)state;
    avance_context *context;
    assert_int_equal(avance_context_new(NULL, &context), AVANCE_OK);
    assert_string_equal(avance_level_name(context, AVANCE_WARNING), "aviso");
    avance_format spanish;
    assert_true(avance_format_at(context, avance_format_find("json"), &spanish));
    assert_string_equal(spanish.title, "el informe completo como un documento JSON");
    avance_context_free(context);
    avance_context_free(NULL);
    assert_string_equal(avance_version(), AVANCE_VERSION);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(formats_are_found_by_what_they_are_called),
        CASE(every_format_writes_or_leaves_no_trace),
        CASE(every_format_tells_a_full_device),
        CASE(second_report_is_refused_where_one_fits),
        CASE(standard_output_is_for_streams),
        CASE(several_reports_follow_one_another),
        CASE(short_memory_is_an_answer),
        cmocka_unit_test(defaults_need_no_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

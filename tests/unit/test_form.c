/* What fills forms: CSV as people save it, layouts, catalogues. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "emit/form_catalogue.h"

static void assert_row(const avn_csv_rows *rows, size_t place, unsigned line, const char *expected)
{
    char text[256] = "";
    assert_true(place < rows->list.count);
    const avn_csv_row *row = &rows->list.items[place];
    for (size_t i = 0; i < row->count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%.*s", i ? "|" : "",
                 AVN_FMT(row->cells[i]));
    assert_string_equal(text, expected);
    assert_int_equal(row->line, line);
}

static void csv_is_read_as_spreadsheets_write_it(void **state)
{
    (void)state;
    avn_arena arena;
    avn_arena_init(&arena, avn_allocator_standard);
    avn_csv_rows rows = avn_csv_read(&arena, AVN_STR("a,b , \"c\"\n"
                                                     "\n"
                                                     " , ,\n"
                                                     "\"x, \"\"y\"\"\nz\",2,\n"
                                                     "solo\n"
                                                     "\"sin cerrar,1"));
    assert_int_equal(rows.list.count, 4);
    assert_row(&rows, 0, 1, "a|b|c");
    assert_row(&rows, 1, 4, "x, \"y\"\nz|2|");
    assert_row(&rows, 2, 6, "solo");
    assert_row(&rows, 3, 7, "sin cerrar,1");
    assert_int_equal(avn_csv_read(&arena, AVN_STR("")).list.count, 0);
    avn_arena_free(&arena);
}

static void the_separator_is_the_one_of_the_first_line(void **state)
{
    (void)state;
    avn_arena arena;
    avn_arena_init(&arena, avn_allocator_standard);
    avn_csv_rows rows = avn_csv_read(&arena, AVN_STR("a;b\n1,5;2"));
    assert_row(&rows, 1, 2, "1,5|2");
    rows = avn_csv_read(&arena, AVN_STR("a\tb\n1,5\t2;3"));
    assert_row(&rows, 1, 2, "1,5|2;3");
    avn_arena_free(&arena);
}

static void hear(void *user, const avance_finding *finding)
{
    snprintf(user, 64, "%lu %s", finding->line, finding->code);
}

typedef struct fixture {
    avn_arena arena;
    char heard[64];
    avn_sink sink;
    avn_form_layout layout;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    f = (fixture){ .heard = "" };
    avn_arena_init(&f.arena, avn_allocator_standard);
    f.sink = (avn_sink){ .arena = &f.arena, .listen = hear, .listen_user = f.heard };
    assert_int_equal(avn_form_layout_read(&f.arena, &f.sink, "f.sipot",
                                          AVN_STR("# nota\nformat 7\ntitle Un título\n\n"
                                                  "column uno 1 11 20 La uno\n"
                                                  "column dos 9 - - La dos\n"
                                                  "  option A\n  option B y C\n"),
                                          &f.layout),
                     AVANCE_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    avn_arena_free(&f->arena);
    return 0;
}

static void a_layout_lists_columns_and_their_options(void **state)
{
    fixture *f = *state;
    assert_string_equal(f->heard, "");
    assert_true(avn_str_is(f->layout.format, "7"));
    assert_true(avn_str_is(f->layout.title, "Un título"));
    assert_int_equal(f->layout.columns.count, 2);
    assert_int_equal(f->layout.columns.items[0].most, 20);
    assert_true(avn_str_is(f->layout.columns.items[0].name, "La uno"));
    assert_int_equal(f->layout.columns.items[1].id.len, 0);
    assert_int_equal(f->layout.columns.items[1].options.count, 2);
    assert_true(avn_str_is(f->layout.columns.items[1].options.items[1], "B y C"));
    assert_int_equal(avn_form_column_find(&f->layout, AVN_STR("dos")), 1);
    assert_int_equal(avn_form_column_find(&f->layout, AVN_STR("La uno")), 0);
    assert_int_equal(avn_form_column_find(&f->layout, AVN_STR("tres")), 2);
}

static void a_bad_line_of_a_layout_is_told(void **state)
{
    fixture *f = *state;
    static const char *const bad[] = { "column a 1 - - A\ncolumn b x - - B", "\noption A",
                                       "\ncolumn a 0 - - A", "\ncolumn a 1 - 9999999999 A",
                                       "\ncolumn a 1 - -" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        avn_form_layout layout;
        f->heard[0] = '\0';
        assert_int_equal(
            avn_form_layout_read(&f->arena, &f->sink, "f.sipot", avn_str_of(bad[i]), &layout),
            AVANCE_BAD_USE);
        assert_string_equal(f->heard, "2 formulario-renglon");
    }
}

static void a_catalogue_answers_by_key_and_for_all(void **state)
{
    fixture *f = *state;
    avn_form_catalogue catalogue;
    assert_int_equal(avn_form_catalogue_read(&f->arena, &f->sink, "c.csv",
                                             AVN_STR("La dos,clave\nB,007\n,008\nA,\n"), &f->layout,
                                             &catalogue),
                     AVANCE_OK);
    assert_string_equal(f->heard, "");
    assert_true(avn_str_is(avn_form_catalogue_find(&catalogue, AVN_STR("007"), 1), "B"));
    assert_int_equal(avn_form_catalogue_find(&catalogue, AVN_STR("007"), 0).len, 0);
    assert_int_equal(avn_form_catalogue_find(&catalogue, AVN_STR("7"), 1).len, 0);
    assert_true(avn_str_is(avn_form_catalogue_common(&catalogue, 1), "A"));
    avn_form_catalogue_tell_unused(&f->arena, &f->sink, &catalogue);
    assert_string_equal(f->heard, "0 catalogo-sin-uso"); /* 008 */
    f->heard[0] = '\0';
    avn_form_catalogue_find(&catalogue, AVN_STR("008"), 1);
    avn_form_catalogue_tell_unused(&f->arena, &f->sink, &catalogue);
    assert_string_equal(f->heard, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_is_read_as_spreadsheets_write_it),
        cmocka_unit_test(the_separator_is_the_one_of_the_first_line),
        cmocka_unit_test_setup_teardown(a_layout_lists_columns_and_their_options, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_bad_line_of_a_layout_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_catalogue_answers_by_key_and_for_all, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

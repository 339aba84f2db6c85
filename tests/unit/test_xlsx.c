/* Workbooks, looked at as the XML that they are; tests/readers opens them as a program does. */
#include <locale.h>
#include <unistd.h>

#include "emit/xlsx_book.h"
#include "emit/xlsx_text.h"
#include "emit/xlsx_verify.h"
#include "unzipped.h"
#include "written_case.h"

static int set_up(void **state)
{
    return set_up_for(state, "informe.xlsx");
}

static void write_one(const fixture *f, avn_report *report)
{
    assert_int_equal(written("xlsx", f->path, NULL, &report, 1, NULL, NULL), AVANCE_OK);
    sample_free(report);
}

static void assert_part_has(const fixture *f, const char *part, const char *text)
{
    char *xml = unzipped(f->path, part);
    assert_non_null(xml);
    if (!strstr(xml, text))
        print_error("%s has no %s\n", part, text);
    assert_non_null(strstr(xml, text));
    free(xml);
}

/* The names of the sheets, in order. */
static void assert_sheets(const fixture *f, const char *expected)
{
    char *xml = unzipped(f->path, "xl/workbook.xml"), names[512] = "";
    assert_non_null(xml);
    for (const char *at = xml; (at = strstr(at, "<sheet name=\"")) != NULL;) {
        at += strlen("<sheet name=\"");
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%.*s", *names ? "|" : "",
                 (int)strcspn(at, "\""), at);
    }
    free(xml);
    assert_string_equal(names, expected);
}

static void a_report_of_metas_has_four_sheets(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas());
    assert_int_equal(count_entries(f->folder), 1);
    assert_sheets(f, "Resumen|Metas|Valores|Observaciones");
}

static void a_plan_has_a_sheet_per_block_and_its_lists(void **state)
{
    fixture *f = *state;
    write_one(f, sample_plan());
    assert_sheets(f, "Resumen|Secciones|Actividades|Elementos|Observaciones");
    assert_part_has(f, "xl/sharedStrings.xml",
                    "Dice \"así\":\nC:\\ríos\\todos\nUn _x0001_ control");
    assert_part_has(f, "xl/sharedStrings.xml", "SELLO «RÍO»\nsin lugar");
}

static void headings_stay_in_sight(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas());
    const char *metas = "xl/worksheets/sheet2.xml";
    assert_part_has(f, metas, "<pane xSplit=\"3\" ySplit=\"2\" topLeftCell=\"D3\"");
    assert_part_has(f, metas, "<autoFilter ref=\"A2:BD6\"/>");
    assert_part_has(f, metas, "orientation=\"landscape\"");
    assert_part_has(f, "xl/workbook.xml", "Metas!$A:$C,Metas!$1:$2</definedName>");
    assert_part_has(f, "xl/sharedStrings.xml", "<t>MET original</t>");
    assert_part_has(f, "xl/worksheets/sheet3.xml", "<pane ySplit=\"1\" topLeftCell=\"A2\"");
}

static void a_wide_sheet_is_cut_between_groups(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas());
    const char *metas = "xl/worksheets/sheet2.xml";
    assert_part_has(f, metas, "scale=\"60\"");
    assert_part_has(f, metas, "<colBreaks count=\"");
    /* The figures of MET stand in columns 11 to 24, those of NUM behind them. */
    assert_part_has(f, metas, "<brk id=\"11\"");
    assert_part_has(f, metas, "<brk id=\"25\"");
    assert_part_has(f, metas, "outlineLevel=\"1\"");
    assert_part_has(f, "xl/worksheets/sheet3.xml", "fitToHeight=\"0\"");
}

static void long_sheets_are_tables_of_their_name(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas());
    assert_part_has(f, "xl/tables/table1.xml", "displayName=\"Valores\"");
    assert_part_has(f, "xl/tables/table1.xml", "name=\"Impreso\"");
    assert_part_has(f, "xl/tables/table2.xml", "displayName=\"Observaciones\"");
    write_one(f, sample_percentages()); /* nothing was observed, and a table must have a row */
    char *none = unzipped(f->path, "xl/tables/table2.xml");
    assert_null(none);
}

static void wrapped_lines_are_counted_word_by_word(void **state)
{
    (void)state;
    assert_int_equal(avn_xlsx_size(AVN_STR(""), 10).lines, 1);
    assert_int_equal(avn_xlsx_size(AVN_STR("0123456789"), 10).lines, 1);
    assert_int_equal(avn_xlsx_size(AVN_STR("0123456789"), 10).width, 10);
    assert_int_equal(avn_xlsx_size(AVN_STR("0123456 0123456 0123456"), 10).lines, 3);
    assert_int_equal(avn_xlsx_size(AVN_STR("01234567890123456789012"), 10).lines, 3);
    assert_int_equal(avn_xlsx_size(AVN_STR("una\n\ndos"), 10).lines, 3);
    assert_true(avn_xlsx_size(AVN_STR("ÁÉÍÓÚ"), 99).width >
                avn_xlsx_size(AVN_STR("iiiii"), 99).width);
}

/* The text between the tags of CELL in PART; "" when the cell is not there. */
static void cell_xml(const fixture *f, const char *part, const char *cell, char xml[256])
{
    char *text = unzipped(f->path, part), mark[32];
    assert_non_null(text);
    snprintf(mark, sizeof mark, "<c r=\"%s\"", cell);
    const char *at = strstr(text, mark);
    snprintf(xml, 256, "%.*s", at ? (int)(strstr(at, "</c>") - at) : 0, at ? at : "");
    free(text);
}

static void cells_are_what_they_say(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas());
    char xml[256];
    const char *metas = "xl/worksheets/sheet2.xml";
    cell_xml(f, metas, "K3", xml); /* avance 40.00% */
    assert_non_null(strstr(xml, "<v>0.4</v>"));
    cell_xml(f, metas, "D3", xml); /* dependencia 30 */
    assert_non_null(strstr(xml, "t=\"s\""));
    cell_xml(f, metas, "B3", xml); /* documento */
    assert_non_null(strstr(xml, "<v>1</v>"));
    cell_xml(f, metas, "K4", xml); /* not printed */
    assert_string_equal(xml, "");
    cell_xml(f, metas, "L4", xml); /* 1234567890123456.10 */
    assert_non_null(strstr(xml, "t=\"s\""));
    cell_xml(f, metas, "Z3", xml); /* num original t1 */
    assert_non_null(strstr(xml, "<v>0</v>"));
    cell_xml(f, metas, "AA3", xml);
    assert_non_null(strstr(xml, "<v>1900</v>"));
    assert_part_has(f, "xl/styles.xml", "formatCode=\"0.00%\"");
    assert_part_has(f, "xl/sharedStrings.xml", "<t>=CONTAR BARANDALES</t>");
    assert_part_has(f, "xl/sharedStrings.xml", "tiene más de 15 cifras");
}

static void the_documents_column_is_shown_for_several(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas());
    assert_part_has(f, "xl/worksheets/sheet2.xml", "hidden=\"1\"");
    avn_report *reports[] = { sample_metas(), sample_metas(), sample_percentages() };
    assert_int_equal(written("xlsx", f->path, NULL, reports, 3, NULL, NULL), AVANCE_OK);
    for (size_t i = 0; i < 3; i++)
        sample_free(reports[i]);
    char *xml = unzipped(f->path, "xl/worksheets/sheet2.xml");
    assert_null(strstr(xml, "hidden=\"1\""));
    free(xml);
    char cell[256];
    cell_xml(f, "xl/worksheets/sheet2.xml", "B10", cell);
    assert_non_null(strstr(cell, "<v>2</v>"));
    assert_sheets(f, "Resumen|Metas|Valores|Observaciones|Porcentajes metas|Porcentajes valores");
}

static void the_same_report_gives_the_same_bytes(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas());
    FILE *file = fopen(f->path, "rb");
    static char first[1 << 16], second[1 << 16];
    size_t size = fread(first, 1, sizeof first, file);
    fclose(file);
    sleep(2); /* the ZIP format counts in steps of two seconds */
    write_one(f, sample_metas());
    file = fopen(f->path, "rb");
    assert_int_equal(fread(second, 1, sizeof second, file), size);
    fclose(file);
    assert_memory_equal(first, second, size);
}

static void long_text_goes_on_in_its_own_sheet(void **state)
{
    fixture *f = *state;
    avn_report *report = sample_plan();
    enum { LENGTH = 70000 };
    char *text = malloc(LENGTH + 1);
    memset(text, 'x', LENGTH);
    text[0] = 'y'; /* equal pieces would be one shared string */
    text[LENGTH] = '\0';
    sample_node(report, "actividad", 1)->slots[0].value.text =
        avn_arena_str(&report->arena, (avn_str){ text, LENGTH });
    free(text);
    char code[64] = "";
    assert_int_equal(written("xlsx", f->path, NULL, &report, 1, code, NULL), AVANCE_OK);
    sample_free(report);
    assert_string_equal(code, "texto-largo");
    assert_sheets(f, "Resumen|Secciones|Actividades|Elementos|Observaciones|Continuación");
    char *xml = unzipped(f->path, "xl/sharedStrings.xml");
    size_t letters = 0;
    for (const char *c = strstr(xml, "xxxx"); c && *c; c++)
        letters += *c == 'x' && (c[1] == 'x' || c[-1] == 'x');
    free(xml);
    assert_int_equal(letters, LENGTH - 1);
}

static size_t fitted(const char *text, char result[256])
{
    avn_buf buf;
    avn_buf_init(&buf, avn_allocator_standard);
    size_t taken = avn_xlsx_text(&buf, avn_str_of(text));
    snprintf(result, 256, "%.*s", AVN_FMT(avn_buf_view(&buf)));
    avn_buf_free(&buf);
    return taken;
}

static void text_is_what_a_cell_can_hold(void **state)
{
    (void)state;
    char result[256];
    fitted("a\tb\nc", result);
    assert_string_equal(result, "a\tb\nc");
    fitted("\x01\r", result);
    assert_string_equal(result, "_x0001__x000D_");
    fitted("_x0041_ _x41_ _X0041_", result);
    assert_string_equal(result, "_x005F_x0041_ _x41_ _X0041_");
    fitted("\xEF\xBF\xBE|\xEF\xBF\xBF|\xC3|\xED\xA0\x80|\xC0\xAF|\xF0\x9F\x8C\x8A", result);
    assert_string_equal(result, "\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD|"
                                "\xEF\xBF\xBD|\xF0\x9F\x8C\x8A");
}

static void text_is_counted_in_utf16_units(void **state)
{
    (void)state;
    enum { WAVES = 20000 };
    char *text = malloc(WAVES * 4 + 1);
    text[0] = '\0';
    for (size_t i = 0; i < WAVES; i++)
        memcpy(text + 4 * i, "\xF0\x9F\x8C\x8A", 5);
    avn_buf buf;
    avn_buf_init(&buf, avn_allocator_standard);
    assert_int_equal(avn_xlsx_text(&buf, (avn_str){ text, WAVES * 4 }), 4 * (AVN_CELL_UNITS / 2));
    avn_buf_free(&buf);
    free(text);
}

static void a_damaged_workbook_is_noticed(void **state)
{
    fixture *f = *state;
    write_one(f, sample_percentages());
    char *rows = unzipped(f->path, "xl/worksheets/sheet1.xml");
    unsigned counts[4] = { 0, 3, 6, 1 };
    for (const char *at = rows; (at = strstr(at, "<row ")) != NULL; at++)
        counts[0]++;
    free(rows);
    assert_true(avn_xlsx_verify(f->path, counts, 4));
    counts[2]++;
    assert_false(avn_xlsx_verify(f->path, counts, 4));
    counts[2]--;
    assert_false(avn_xlsx_verify(f->path, counts, 3));
    FILE *file = fopen(f->path, "r+b");
    fseek(file, 900, SEEK_SET);
    fputc(0x55, file);
    fputc(0x55, file);
    fclose(file);
    assert_false(avn_xlsx_verify(f->path, counts, 4));
    assert_int_equal(truncate(f->path, 3000), 0);
    assert_false(avn_xlsx_verify(f->path, counts, 4));
}

/* A book of one sheet of two titled columns, NAMED as a table or not, with LAST as the last row of
 * a sheet. */
static void write_sheet(const fixture *f, bool constant, bool named, unsigned rows, lxw_row_t last)
{
    avn_arena messages;
    avn_arena_init(&messages, avn_allocator_standard);
    avn_sink sink = { .arena = &messages };
    avn_emission emission = { .sink = &sink, .path = avn_str_of(f->path) };
    avn_arena_init(&emission.arena, avn_allocator_standard);
    avn_sheet_column columns[2] = { { .group = AVN_STR("G"), .title = AVN_STR("uno") },
                                    { .group = AVN_STR("G"), .title = AVN_STR("dos") } };
    avn_book book;
    assert_int_equal(avn_book_open(&book, &emission, constant), AVANCE_OK);
    avn_book_enter(&book);
    book.last_row = last;
    avn_sheet *sheet = avn_sheet_open(&book, AVN_STR("cosas"), columns, 2);
    assert_non_null(sheet);
    sheet->named = named;
    for (unsigned i = 0; i < rows; i++) {
        avn_sheet_next_row(&book, sheet);
        avn_put_figure(&book, sheet, 0, AVN_STR("1234.50"), AVN_DECIMAL, false);
        avn_put_typed(&book, sheet, 1, AVN_STR("2031-02-30"), AVN_DATE, false);
    }
    assert_int_equal(avn_book_close(&book), AVANCE_OK);
    avn_book_leave(&book);
    avn_book_release(&book);
    avn_arena_free(&emission.arena);
    avn_arena_free(&messages);
}

static void write_rows(const fixture *f, bool constant, unsigned rows, lxw_row_t last)
{
    write_sheet(f, constant, false, rows, last);
}

static void a_full_table_goes_on_in_a_numbered_one(void **state)
{
    fixture *f = *state;
    write_sheet(f, false, true, 10, 5);
    assert_part_has(f, "xl/tables/table1.xml", "displayName=\"Cosas\" ref=\"A2:B6\"");
    assert_part_has(f, "xl/tables/table3.xml", "displayName=\"Cosas_3\" ref=\"A2:B4\"");
    write_sheet(f, true, true, 10, 5); /* rows that are written are gone: no table, but a filter */
    assert_null(unzipped(f->path, "xl/tables/table1.xml"));
    assert_part_has(f, "xl/worksheets/sheet3.xml", "<autoFilter ref=\"A2:B4\"/>");
}

static void a_full_sheet_goes_on_in_a_numbered_one(void **state)
{
    fixture *f = *state;
    for (int constant = 0; constant < 2; constant++) {
        write_rows(f, constant, 10, 5); /* rows 3 to 6 of each sheet */
        assert_sheets(f, "Cosas|Cosas 2|Cosas 3");
        assert_part_has(f, "xl/worksheets/sheet2.xml", "<autoFilter ref=\"A2:B6\"/>");
        assert_part_has(f, "xl/worksheets/sheet3.xml", "<autoFilter ref=\"A2:B4\"/>");
        assert_part_has(f, "xl/worksheets/sheet3.xml", "<mergeCell ref=\"A1:B1\"/>");
    }
}

static void the_locale_of_the_program_does_not_matter(void **state)
{
    fixture *f = *state;
    const char *const names[] = { "de_DE.UTF-8", "es_ES.UTF-8", "fr_FR.UTF-8", "es_ES", "de_DE" };
    bool set = false;
    for (size_t i = 0; i < sizeof names / sizeof *names && !set; i++)
        set = setlocale(LC_ALL, names[i]) != NULL;
    if (!set)
        skip();
    write_rows(f, true, 1, 100);
    setlocale(LC_ALL, "C");
    assert_part_has(f, "xl/worksheets/sheet1.xml", "<v>1234.5</v>");
}

static void a_figure_keeps_its_decimals(void **state)
{
    fixture *f = *state;
    write_rows(f, false, 1, 100);
    char xml[256];
    cell_xml(f, "xl/worksheets/sheet1.xml", "A3", xml);
    assert_non_null(strstr(xml, "<v>1234.5</v>"));
    assert_part_has(f, "xl/styles.xml", "formatCode=\"#,##0.00\"");
    cell_xml(f, "xl/worksheets/sheet1.xml", "B3", xml); /* there is no 30 February */
    assert_non_null(strstr(xml, "t=\"s\""));
}

static void a_file_that_cannot_be_written_is_told(void **state)
{
    fixture *f = *state;
    avn_report *report = sample_metas();
    char code[64] = "", path[512];
    snprintf(path, sizeof path, "%s/no/hay/informe.xlsx", f->folder);
    assert_int_equal(written("xlsx", path, NULL, &report, 1, code, NULL), AVANCE_CANNOT_WRITE);
    assert_string_equal(code, "no-se-puede-escribir");
    sample_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_report_of_metas_has_four_sheets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_plan_has_a_sheet_per_block_and_its_lists, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(headings_stay_in_sight, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wide_sheet_is_cut_between_groups, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_sheets_are_tables_of_their_name, set_up, tear_down),
        cmocka_unit_test(wrapped_lines_are_counted_word_by_word),
        cmocka_unit_test_setup_teardown(cells_are_what_they_say, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_documents_column_is_shown_for_several, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_same_report_gives_the_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_text_goes_on_in_its_own_sheet, set_up, tear_down),
        cmocka_unit_test(text_is_what_a_cell_can_hold),
        cmocka_unit_test(text_is_counted_in_utf16_units),
        cmocka_unit_test_setup_teardown(a_damaged_workbook_is_noticed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_sheet_goes_on_in_a_numbered_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_table_goes_on_in_a_numbered_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_locale_of_the_program_does_not_matter, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_figure_keeps_its_decimals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_written_is_told, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

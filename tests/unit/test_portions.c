/* Long texts of records are read a portion at a time: what is read of them does not depend on where
 * the portions end, and where no line is fit to end one they are read whole. */
#include "portion_case.h"

static const char grammar[] = "etca-iii-04";

/* A text of many units, and the portions that hold enough of it to tell its widths. */
typedef struct long_text {
    const char *fixture;
    size_t times, least;
} long_text;

static const long_text long_texts[] = {
    { "etca-iii-04/informe-trimestral", 12, 16000 },
    { "etca-iii-04/celda-por-renglon", 12, 6000 },
    { "etca-iii-04/columnas-por-lugar", 5, 6000 },
};
static const size_t sizes[] = { 3000, 6000, 16000, 40000 };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void expect_same(const made *left, const made *right)
{
    assert_int_equal(left->status, AVANCE_OK);
    assert_int_equal(right->status, AVANCE_OK);
    assert_int_equal(left->records, right->records);
    assert_int_equal(left->pages, right->pages);
    assert_string_equal(left->reading, right->reading);
    expect_same_text("nodes", &left->nodes, &right->nodes);
    expect_same_text("findings", &left->findings, &right->findings);
}

/* How many lines of TEXT begin with BEGINNING. */
static size_t count_lines(const avn_buf *text, const char *beginning)
{
    size_t count = 0;
    avn_str rest = avn_buf_view(text);
    while (rest.len) {
        count += avn_str_starts(rest, avn_str_of(beginning));
        size_t end = avn_str_find(rest, AVN_STR("\n"));
        rest = avn_str_from(rest, end < rest.len ? end + 1 : end);
    }
    return count;
}

/* ---- what portions must not change ------------------------------------------------- */

static void one_report_or_many_say_the_same(void **state)
{
    (void)state;
    portion_case c;
    portion_case_open(&c, grammar);
    for (size_t i = 0; i < COUNT(long_texts); i++) {
        avn_str text = repeated(&c, long_texts[i].fixture, long_texts[i].times, "\f");
        for (size_t k = 0; k < COUNT(sizes); k++) {
            made many = portion_case_read(&c, text, sizes[k], true);
            made one = portion_case_read(&c, text, sizes[k], false);
            assert_true(many.portions > 1);
            assert_int_equal(one.portions, 1);
            assert_int_equal(many.marks_wrong, 0);
            assert_int_equal(one.marks_wrong, 0);
            assert_int_equal(many.lines.len, 0);
            expect_same(&many, &one);
            made_free(&many);
            made_free(&one);
        }
    }
    portion_case_close(&c);
}

static void portions_say_what_the_whole_says(void **state)
{
    (void)state;
    portion_case c;
    portion_case_open(&c, grammar);
    for (size_t i = 0; i < COUNT(long_texts); i++) {
        avn_str text = repeated(&c, long_texts[i].fixture, long_texts[i].times, "\f");
        made whole = portion_case_read(&c, text, ALL_AT_ONCE, false);
        assert_int_equal(whole.records % long_texts[i].times, 0);
        for (size_t k = 0; k < COUNT(sizes); k++) {
            made cut = portion_case_read(&c, text, sizes[k], false);
            assert_int_equal(cut.records, whole.records);
            assert_int_equal(cut.pages, whole.pages);
            if (sizes[k] >= long_texts[i].least) {
                expect_same(&cut, &whole);
                expect_same_text("lines", &cut.lines, &whole.lines);
            }
            made_free(&cut);
        }
        made_free(&whole);
    }
    portion_case_close(&c);
}

static void every_line_is_accounted_for(void **state)
{
    (void)state;
    portion_case c;
    portion_case_open(&c, grammar);
    for (size_t i = 0; i < COUNT(long_texts); i++) {
        avn_str text = repeated(&c, long_texts[i].fixture, long_texts[i].times, "\f");
        avn_source_options plain = { .encoding = NULL };
        avn_reading_options options = { .allocator = avn_allocator_standard, .portion = 6000 };
        avn_source *source;
        avn_report *report;
        assert_int_equal(avn_source_memory(avn_allocator_standard, &c.sink, "largo.txt", text.ptr,
                                           text.len, &plain, &source),
                         AVANCE_OK);
        assert_int_equal(avn_report_read(&options, source, c.grammar, &report), AVANCE_OK);
        avn_source_free(source);
        unsigned page = 1, last = 0;
        for (size_t line = 0; line < report->lines; line++) {
            const avn_account *account = &report->accounts[line];
            bool blank = avn_str_trim(avn_source_line(report->source, line)).len == 0;
            assert_int_equal(account->fate == AVANCE_LINE_BLANK, blank);
            assert_int_not_equal(account->fate, AVANCE_LINE_UNKNOWN);
            assert_true(blank || account->rule[0] != '\0');
            assert_true(account->page == page || account->page == page + 1);
            page = account->page;
            last = account->fate == AVANCE_LINE_FIELD ? page : last;
        }
        assert_int_equal(last, report->pages);
        avn_report_free(report);
    }
    portion_case_close(&c);
}

/* ---- headings ------------------------------------------------------------------------ */

#define ROW "1.00 1.00 1.00 1.00 4.00 1.00 1.00 1.00 1.00 4.00 1.00 1.00 0.00 0.00\n"
#define HEADINGS                                                                                   \
    "DEPENDENCIA / ENTIDAD 12 INSTITUTO DE MUSEOS\n\n"                                             \
    "UNIDAD ADMINISTRATIVA 003 DIRECCIÓN DE SALAS\n\n"
#define HEADER                                                                                     \
    "GOBIERNO DEL ESTADO DE SONORA\n\nINFORME DE AVANCE PROGRAMÁTICO 2025\n\nETCA-III-04\n\n"     \
    "TRIMESTRE: SEGUNDO\n\n"

static void put_record(avn_buf *text, size_t number, const char *evaluation)
{
    static const char *const names[] = { "RESTAURACIÓN DE VITRINAS\nY MOBILIARIO DE LAS SALAS.",
                                         "RECORRIDOS GUIADOS PARA\nESCUELAS DE LA REGIÓN.",
                                         "CATÁLOGO DE PIEZAS DE LA\nCOLECCIÓN PERMANENTE." };
    avn_buf_printf(text, "%s\n\nDOCUMENTO A SI MET " ROW "\n100.00%%NUM " ROW "\nDEN\n\n",
                   names[number % COUNT(names)]);
    avn_buf_printf(text, "EVALUACIÓN CUALITATIVA\n\n%s\n\n", evaluation);
}

/* COUNT records; every seventh has an evaluation that goes on behind a page break, where the
 * headings in force are printed again. */
static avn_str with_page_breaks(portion_case *c, size_t count)
{
    avn_buf text;
    avn_buf_init(&text, avn_allocator_standard);
    avn_buf_printf(&text, "%s%s", HEADER, HEADINGS);
    for (size_t i = 0; i < count; i++)
        put_record(&text, i,
                   i % 7 == 3 ? "SE CUMPLIÓ CON LO PROGRAMADO EN EL TRIMESTRE, Y LAS PIEZAS DE LA"
                                "\n\n" HEADER HEADINGS "SALA MAYOR SE ENTREGARON EL 3 DE JUNIO."
                              : "SE CUMPLIÓ CON LO PROGRAMADO EN EL TRIMESTRE QUE SE INFORMA.");
    avn_str kept = avn_arena_str(&c->arena, avn_buf_view(&text));
    avn_buf_free(&text);
    return kept;
}

static void headings_printed_again_say_nothing_new(void **state)
{
    (void)state;
    enum { RECORDS = 280 };
    portion_case c;
    portion_case_open(&c, grammar);
    avn_str text = with_page_breaks(&c, RECORDS);
    made whole = portion_case_read(&c, text, ALL_AT_ONCE, false);
    assert_int_equal(whole.records, RECORDS);
    for (size_t k = 0; k < COUNT(sizes); k++) {
        made cut = portion_case_read(&c, text, sizes[k], true);
        assert_true(cut.portions > 1);
        expect_same(&cut, &whole);
        assert_int_equal(count_lines(&cut.nodes, "dependencia "), 1);
        assert_int_equal(count_lines(&cut.nodes, "unidad_administrativa "), 1);
        assert_int_equal(count_lines(&cut.nodes, "  under unidad_administrativa "), 2 * RECORDS);
        assert_int_equal(
            count_lines(&cut.nodes, "SALA MAYOR SE ENTREGARON EL 3 DE JUNIO.\" \"SE CUMPLIÓ"),
            RECORDS / 7);
        made_free(&cut);
    }
    made_free(&whole);
    portion_case_close(&c);
}

static void headings_hold_until_others_are_printed(void **state)
{
    (void)state;
    enum { FIRST = 60, SECOND = 45 };
    portion_case c;
    portion_case_open(&c, grammar);
    avn_buf text;
    avn_buf_init(&text, avn_allocator_standard);
    avn_buf_printf(&text, "%s%s", HEADER, HEADINGS);
    for (size_t i = 0; i < FIRST; i++)
        put_record(&text, i, "SE CUMPLIÓ CON LO PROGRAMADO.");
    avn_buf_str(&text, AVN_STR("DEPENDENCIA / ENTIDAD 13 INSTITUTO DE ARCHIVOS\n\n"));
    for (size_t i = 0; i < SECOND; i++)
        put_record(&text, i, "SE CUMPLIÓ CON LO PROGRAMADO.");
    made cut = portion_case_read(&c, avn_buf_view(&text), 6000, true);
    assert_true(cut.portions > 4);
    assert_int_equal(cut.records, FIRST + SECOND);
    assert_int_equal(count_lines(&cut.nodes, "  under dependencia \"12\""), FIRST);
    assert_int_equal(count_lines(&cut.nodes, "  under dependencia \"13\""), SECOND);
    /* A unit is one of its dependency: it is not in force under another. */
    assert_int_equal(count_lines(&cut.nodes, "  under unidad_administrativa \"003\""), FIRST);
    avn_buf_free(&text);
    made_free(&cut);
    portion_case_close(&c);
}

/* ---- texts without a line that is fit to end a portion ---------------------------------- */

static void a_text_of_one_evaluation_is_read_whole(void **state)
{
    (void)state;
    enum { RECORDS = 5, LINES = 5000 };
    static const char line[] = "SE ATENDIERON LAS SALAS DE LECTURA DE LA REGIÓN SERRANA.\n";
    portion_case c;
    portion_case_open(&c, grammar);
    avn_buf evaluation, text;
    avn_buf_init(&evaluation, avn_allocator_standard);
    avn_buf_init(&text, avn_allocator_standard);
    for (size_t i = 0; i < LINES; i++)
        avn_buf_str(&evaluation, AVN_STR(line));
    avn_buf_printf(&text, "%s%s", HEADER, HEADINGS);
    for (size_t i = 0; i < RECORDS; i++)
        put_record(&text, i, i == RECORDS - 1 ? evaluation.bytes : "SE CUMPLIÓ.");
    assert_true(text.len > 280 * 1024);
    made whole = portion_case_read(&c, avn_buf_view(&text), ALL_AT_ONCE, false);
    made cut = portion_case_read(&c, avn_buf_view(&text), 6000, true);
    assert_int_equal(cut.portions, 1);
    assert_int_equal(cut.records, RECORDS);
    expect_same(&cut, &whole);
    assert_int_equal(count_lines(&whole.nodes, "SE ATENDIERON LAS SALAS"), 2 * (LINES - 1));
    made_free(&whole);
    made_free(&cut);
    avn_buf_free(&evaluation);
    avn_buf_free(&text);
    portion_case_close(&c);
}

/* Every figure in a line of its own. */
static void put_cells(avn_buf *text, const char *cells)
{
    for (const char *c = cells; *c; c++)
        avn_buf_str(text, *c == ' ' ? AVN_STR("\n\n") : (avn_str){ c, 1 });
}

/* The labels of both rows stand before the figures of both. */
static avn_str words_and_figures_apart(portion_case *c, size_t records, bool figures)
{
    avn_buf text;
    avn_buf_init(&text, avn_allocator_standard);
    avn_buf_printf(&text, "%s%s", HEADER, HEADINGS);
    for (size_t i = 0; i < records; i++) {
        avn_buf_str(&text, AVN_STR("RESTAURACIÓN DE VITRINAS\nY MOBILIARIO DE LAS SALAS.\n\n"
                                   "DOCUMENTO\n\nA\n\nSI MET\n\nNUM\n\n"));
        if (figures)
            put_cells(&text, ROW " " ROW);
        avn_buf_str(&text, AVN_STR("\n100.00%\n\nDEN\n\nEVALUACIÓN CUALITATIVA\nSE CUMPLIÓ.\n\n"));
    }
    avn_str kept = avn_arena_str(&c->arena, avn_buf_view(&text));
    avn_buf_free(&text);
    return kept;
}

static void words_and_figures_apart_are_read_whole(void **state)
{
    (void)state;
    enum { RECORDS = 60 };
    portion_case c;
    portion_case_open(&c, grammar);
    avn_str text = words_and_figures_apart(&c, RECORDS, true);
    made cut = portion_case_read(&c, text, 3000, true);
    made whole = portion_case_read(&c, text, ALL_AT_ONCE, false);
    assert_int_equal(cut.status, AVANCE_OK);
    assert_int_equal(cut.portions, 1);
    assert_true(cut.apart);
    assert_int_equal(cut.records, RECORDS);
    expect_same(&cut, &whole);
    made_free(&whole);
    made_free(&cut);
    portion_case_close(&c);
}

static void what_is_refused_is_told_once(void **state)
{
    (void)state;
    portion_case c;
    portion_case_open(&c, grammar);
    made cut = portion_case_read(&c, words_and_figures_apart(&c, 60, false), 3000, true);
    assert_int_equal(cut.status, AVANCE_REFUSED);
    assert_int_equal(cut.portions, 0);
    assert_int_equal(c.errors, 1);
    made_free(&cut);
    portion_case_close(&c);
}

/* So many that a portion with all of them would be refused, and the text that has them is not. */
static void letters_are_lost_from_the_whole_text(void **state)
{
    (void)state;
    enum { LOST = 20 };
    portion_case c;
    portion_case_open(&c, grammar);
    for (unsigned refused = 0; refused < 2; refused++) {
        avn_str sound = repeated(&c, long_texts[0].fixture, refused ? 2 : 12, "\f");
        avn_buf text;
        avn_buf_init(&text, avn_allocator_standard);
        avn_buf_str(&text, sound);
        for (size_t i = 0; i < LOST; i++)
            avn_buf_str(&text, AVN_STR(" NI\uFFFDOS"));
        made cut = portion_case_read(&c, avn_buf_view(&text), 6000, true);
        assert_int_equal(cut.status, refused ? AVANCE_REFUSED : AVANCE_OK);
        assert_int_equal(c.errors, refused);
        made_free(&cut);
        avn_buf_free(&text);
    }
    portion_case_close(&c);
}

static void grammars_without_leads_are_read_whole(void **state)
{
    (void)state;
    portion_case c;
    portion_case_open(&c, "pbrm-08c");
    avn_str text = repeated(&c, "pbrm-08c/trimestre-dos", 20, "\f");
    made cut = portion_case_read(&c, text, 3000, true);
    made whole = portion_case_read(&c, text, ALL_AT_ONCE, false);
    assert_int_equal(cut.portions, 1);
    assert_int_equal(cut.marks_wrong, 0);
    expect_same(&cut, &whole);
    made_free(&whole);
    made_free(&cut);
    portion_case_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_report_or_many_say_the_same),
        cmocka_unit_test(portions_say_what_the_whole_says),
        cmocka_unit_test(every_line_is_accounted_for),
        cmocka_unit_test(headings_printed_again_say_nothing_new),
        cmocka_unit_test(headings_hold_until_others_are_printed),
        cmocka_unit_test(a_text_of_one_evaluation_is_read_whole),
        cmocka_unit_test(words_and_figures_apart_are_read_whole),
        cmocka_unit_test(what_is_refused_is_told_once),
        cmocka_unit_test(letters_are_lost_from_the_whole_text),
        cmocka_unit_test(grammars_without_leads_are_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

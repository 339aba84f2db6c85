/* Printed words into typed values. Expected: the canonical text, ABSENT or UNREADABLE. */
#include <stdlib.h>

#include "value_case.h"

/* Reads from an exact copy, so that AddressSanitizer sees a reader that goes past the end. */
static avn_value read_as(avn_type type, const avn_words *words, const char *printed,
                         const char *expected)
{
    avn_value value = { .origin = { 3, 4, 5 }, .percent = true };
    char *exact = avn_arena_alloc(&arena, strlen(printed));
    memcpy(exact, printed, strlen(printed));
    avn_reading reading =
        avn_value_read(&arena, type, words, (avn_str){ exact, strlen(printed) }, &value);
    assert_reading(reading, &value, expected, printed);
    if (reading != AVN_READ)
        assert_int_equal(value.text.len, 0);
    assert_int_equal(value.second.len, 0);
    assert_int_equal(value.origin.line, 4);
    return value;
}

static void read_all(avn_type type, const avn_words *words, const expectation *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        read_as(type, words, rows[i].printed, rows[i].expected);
}

#define READ_ALL(type, words, rows) read_all(type, words, rows, COUNT(rows))

static void figures(void **state)
{
    (void)state;
    static const expectation rows[] = {
        { "0", "0" },
        { "1900.00", "1900.00" },
        { "00.00", "0.00" },
        { "007.50", "7.50" },
        { "000", "0" },
        { "1,234.00", "1234.00" },
        { "12,345,678", "12345678" },
        { "123,456.7", "123456.7" },
        { "94.40 %", "94.40" },
        { "94.40%", "94.40" },
        { "94.40\t%", "94.40" },
        { "$ 5,000.00", "5000.00" },
        { "$5,000.00", "5000.00" },
        { "\\$5,000.00", "5000.00" },
        { "\\$ 500", "500" },
        { "-$5,000.00", "-5000.00" },
        { "$-5,000.00", "-5000.00" },
        { "-16.67", "-16.67" },
        { "-0016.67", "-16.67" },
        { "-1,016.67", "-1016.67" },
        { "−16.67", "-16.67" },
        { "–16.67", "-16.67" },
        { "+16.67", "16.67" },
        { "+1,016.67 %", "1016.67" },
        { "(1,250.00)", "-1250.00" },
        { "( 7 )", "-7" },
        { "($1,250.00)", "-1250.00" },
        { "$(1,250.00)", "-1250.00" },
        { "(3.50 %)", "-3.50" },
        { "(3.50) %", "-3.50" },
        { "  12.5  ", "12.5" },
        { "\n12.5\n", "12.5" },
        { "99999999999999999999999999999999999999999999.10",
          "99999999999999999999999999999999999999999999.10" },
        { "", ABSENT },
        { " \t\n ", ABSENT },
        { "-", ABSENT },
        { "--", ABSENT },
        { "–", ABSENT },
        { "—", ABSENT },
        { "N/A", ABSENT },
        { "n/a", ABSENT },
        { "N/D", ABSENT },
        { "ND", ABSENT },
        { " nd ", ABSENT },
    };
    static const avn_type types[] = { AVN_DECIMAL, AVN_PERCENT, AVN_MONEY };
    for (size_t i = 0; i < COUNT(types); i++)
        READ_ALL(types[i], NULL, rows);
}

static void what_is_no_figure(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "1,23,456", "1,2345",   "1234,567",   ",123",  "123,",    "1,,234", "12,34.5", "1,234.5,6",
        "0,500",    "00,500",   "1.234,50",   "1.2.3", "1..2",    ".5",     "5.",      ".",
        ",",        "+",        "$",          "%",     "$ %",     "-%",     "()",      "(",
        ")",        "(5",       "5)",         "((5))", "(-5)",    "-(5)",   "--5",     "+-5",
        "-+5",      "- 5",      "5-",         "$$5",   "5$",      "5%%",    "%5",      "$5%",
        "-$-5",     "\\5",      "1 234.00",   "1 2",   "12 %  3", "1e5",    "0x1F",    "NaN",
        "inf",      "12a",      "a12",        "N/",    "/",       "NDA",    "N / A",   "1\n2",
        "-\n5",     "\xD9\xA1", "12\xC2\xBA", "١٢",    "- -",     "5 . 0",  "1'234",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        read_as(AVN_DECIMAL, NULL, rows[i], UNREADABLE);
        read_as(AVN_INTEGER, NULL, rows[i], UNREADABLE);
    }
}

static void money_in_figures_and_in_words(void **state)
{
    (void)state;
    static const expectation rows[] = {
        { "$4,500.00 (cuatro mil quinientos pesos 00/100 M.N.)", "4500.00" },
        { "$4,500.00 pesos (CUATRO MIL QUINIENTOS PESOS 00/100 M.N.).", "4500.00" },
        { "$4,500.00 (cuatro mil quinientos) M.N.", "4500.00" },
        { "\\$900 pesos", "900" },
        { "$ 900.00 M. N.", "900.00" },
        { "900.00 MXN.", "900.00" },
        { "$900 Moneda Nacional", "900" },
        { "$15,000.00.", "15000.00" },
        { "(1,250.00) pesos", "-1250.00" },
        { "- pesos", ABSENT },
        { "pesos", UNREADABLE },
        { "(cinco mil pesos)", UNREADABLE },
        { "900pesos", UNREADABLE },
        { "900 dólares", UNREADABLE },
        { ".", UNREADABLE },
    };
    READ_ALL(AVN_MONEY, NULL, rows);
    assert_str(read_as(AVN_MONEY, NULL, " $900 pesos. ", "900").printed, "$900 pesos.", "");
    read_as(AVN_DECIMAL, NULL, "900 pesos", UNREADABLE);
}

static void integers(void **state)
{
    (void)state;
    static const expectation rows[] = {
        { "2024", "2024" },      { "0147", "147" },      { "20,000", "20000" },
        { "-3", "-3" },          { "12.00", "12" },      { "1,200.0", "1200" },
        { "12.50", UNREADABLE }, { "0.01", UNREADABLE }, { "-", ABSENT },
    };
    READ_ALL(AVN_INTEGER, NULL, rows);
}

static void percent_signs_are_remembered(void **state)
{
    (void)state;
    assert_true(read_as(AVN_DECIMAL, NULL, "40.00%", "40.00").percent);
    assert_true(read_as(AVN_INTEGER, NULL, "60 %", "60").percent);
    assert_true(read_as(AVN_PERCENT, NULL, "(1,000 %)", "-1000").percent);
    assert_false(read_as(AVN_PERCENT, NULL, "40.00", "40.00").percent);
    assert_false(read_as(AVN_PERCENT, NULL, "40.00%x", UNREADABLE).percent);
    assert_false(read_as(AVN_PERCENT, NULL, "-", ABSENT).percent);
    assert_false(read_as(AVN_TEXT, NULL, "40.00%", "40.00%").percent);
}

static void the_print_is_kept(void **state)
{
    (void)state;
    assert_str(read_as(AVN_MONEY, NULL, "  $ 05,000.00 ", UNREADABLE).printed, "$ 05,000.00", "");
    assert_str(read_as(AVN_MONEY, NULL, "  $ 5,000.00\n", "5000.00").printed, "$ 5,000.00", "");
    assert_str(read_as(AVN_DECIMAL, NULL, " N/D ", ABSENT).printed, "N/D", "");
    assert_str(read_as(AVN_DATE, NULL, " 31/02/2024 ", UNREADABLE).printed, "31/02/2024", "");
    assert_str(read_as(AVN_TEXT, NULL, "uno \n dos ", "uno dos").printed, "uno \n dos", "");
}

/* A row has 42 cells: plain ones must cost nothing. */
static void plain_figures_need_no_memory(void **state)
{
    (void)state;
    static const char *const plain[] = { "0.00", "1900.00",   "00.00", "-16.67", "94.40 %",
                                         "$ 5",  "\\$500.00", "+1.00", "-",      "N/D",
                                         "",     "1,2",       "x" };
    avn_value value = { .present = false };
    size_t before = arena.used;
    for (size_t i = 0; i < COUNT(plain); i++)
        avn_figure_read(&arena, avn_str_of(plain[i]), &value);
    assert_int_equal(arena.used, before);
    avn_str printed = AVN_STR("00.00");
    assert_int_equal(avn_figure_read(&arena, printed, &value), AVN_READ);
    assert_ptr_equal(value.text.ptr, printed.ptr + 1);
}

static void assert_cells_read_as_fields(avn_str row, avn_figure *cells)
{
    for (avn_str word = avn_str_word(&row); word.len > 0; word = avn_str_word(&row), cells++) {
        avn_str printed = { cells->printed, cells->printed_length };
        avn_value value = { .present = false };
        assert_true(avn_str_eq(printed, word));
        avn_reading expected = avn_figure_read(&arena, word, &value);
        avn_reading reading = cells->digits ? AVN_READ : avn_cell_read(&arena, printed, cells);
        assert_int_equal(reading, expected);
        assert_int_equal(cells->digits != NULL, value.present);
        assert_true(avn_str_eq(avn_figure_text(cells), value.text));
    }
}

static void a_cell_may_be_longer_than_a_block(void **state)
{
    (void)state;
    char row[200] = "1.5 ";
    memset(row + 4, '7', 120);
    memcpy(row + 124, " 2", 2);
    avn_figure cells[3];
    assert_int_equal(avn_cells_take(avn_str_of(row), cells, COUNT(cells)), COUNT(cells));
    assert_cells_read_as_fields(avn_str_of(row), cells);
    assert_int_equal(cells[1].digit_count, 120);
}

/* Most cells are read while the row is cut into words: what comes out must not differ. */
static void cells_read_as_fields_do(void **state)
{
    (void)state;
    avn_str row = AVN_STR("0 00.00  1.5\t1. .5 . 1.2.3 007 0.0 -3 1,200.50 9% N/D x 12 ");
    avn_figure cells[15];
    /* Wherever the row begins in the blocks that it is read by, and where it has its last cells. */
    for (size_t blanks = 0; blanks < 70; blanks++) {
        char *exact = avn_arena_alloc(&arena, blanks + row.len);
        memset(exact, ' ', blanks);
        memcpy(exact + blanks, row.ptr, row.len);
        avn_str printed = { exact, blanks + row.len };
        assert_int_equal(avn_cells_take(printed, cells, COUNT(cells)), COUNT(cells));
        assert_cells_read_as_fields(row, cells);
        assert_int_equal(avn_cells_take(printed, cells, 3), COUNT(cells));
    }
}

static void ordinals(void **state)
{
    (void)state;
    static const expectation rows[] = {
        { "PRIMERO", "1" },
        { "Primera", "1" },
        { "PRIMER", "1" },
        { "Segundo", "2" },
        { "tercer", "3" },
        { "TERCERA", "3" },
        { "Cuarto", "4" },
        { "quinta", "5" },
        { "SEXTO", "6" },
        { "Séptimo", "7" },
        { "SEPTIMA", "7" },
        { "sétimo", "7" },
        { "octavo", "8" },
        { "Noveno", "9" },
        { "DÉCIMO", "10" },
        { "décima", "10" },
        { "Primero.", "1" },
        { "2", "2" },
        { "02", "2" },
        { "2do", "2" },
        { "1er", "1" },
        { "1ER.", "1" },
        { "1ero", "1" },
        { "3ra", "3" },
        { "3.er", "3" },
        { "4º", "4" },
        { "4°", "4" },
        { "2ª", "2" },
        { "10mo", "10" },
        { "I", "1" },
        { "iv", "4" },
        { "IX", "9" },
        { "XIV", "14" },
        { "XXXIX", "39" },
        { "XXX", "30" },
        { "999", "999" },
        { "", ABSENT },
        { "-", ABSENT },
        { "N/A", ABSENT },
        { "0", UNREADABLE },
        { "000", UNREADABLE },
        { "1000", UNREADABLE },
        { "-1", UNREADABLE },
        { "1.5", UNREADABLE },
        { "2dos", UNREADABLE },
        { "2 do", UNREADABLE },
        { "IIII", UNREADABLE },
        { "XL", UNREADABLE },
        { "XXXX", UNREADABLE },
        { "VX", UNREADABLE },
        { "IC", UNREADABLE },
        { "segund", UNREADABLE },
        { "cuart", UNREADABLE },
        { "primeros", UNREADABLE },
        { "PRIMERO TRIMESTRE", UNREADABLE },
        { "o", UNREADABLE },
        { ".", UNREADABLE },
        { "99999999999999999999999999", UNREADABLE },
    };
    READ_ALL(AVN_ORDINAL, NULL, rows);
}

static void choices_and_flags(void **state)
{
    (void)state;
    static const avn_str often[] = { { "TRIMESTRAL", 10 },
                                     { "Evaluación única", 18 },
                                     { "S.A.", 4 } };
    static const avn_words choice = { often, COUNT(often) };
    static const expectation choices[] = {
        { "TRIMESTRAL", "TRIMESTRAL" },
        { "trimestral.", "TRIMESTRAL" },
        { "Trimestral", "TRIMESTRAL" },
        { "EVALUACION UNICA", "Evaluación única" },
        { "EVALUACIÓN\n  ÚNICA.", "Evaluación única" },
        { "S.A", "S.A." },
        { "s.a.", "S.A." },
        { "", ABSENT },
        { "N/A", ABSENT },
        { "TRIMESTRA", UNREADABLE },
        { "TRIMESTRALES", UNREADABLE },
        { "TRIMESTRAL..", UNREADABLE },
        { "ANUAL", UNREADABLE },
        { ".", UNREADABLE },
    };
    READ_ALL(AVN_CHOICE, &choice, choices);
    read_as(AVN_CHOICE, NULL, "TRIMESTRAL", UNREADABLE);

    static const expectation usual[] = {
        { "SI", "true" }, { "Sí", "true" },    { "no", "false" },     { "NO.", "false" },
        { "", ABSENT },   { "S", UNREADABLE }, { "NOS", UNREADABLE }, { "-", ABSENT },
    };
    READ_ALL(AVN_FLAG, NULL, usual);

    static const avn_str marks[] = { { "X", 1 }, { "-", 1 } };
    static const avn_words flag = { marks, 2 };
    static const expectation marked[] = {
        { "x", "true" },
        { "-", "false" },
        { "--", ABSENT },
        { "SI", UNREADABLE },
    };
    READ_ALL(AVN_FLAG, &flag, marked);
    static const avn_words half = { marks, 1 };
    read_as(AVN_FLAG, &half, "NO", UNREADABLE);
}

static void words_stay_as_printed(void **state)
{
    (void)state;
    static const expectation common[] = {
        { "  PLÁTICA  ", "PLÁTICA" },
        { "dos  blancos", "dos  blancos" },
        { "N/A", "N/A" },
        { "-", "-" },
        { "041", "041" },
        { "IX", "IX" },
        { "", ABSENT },
        { " \n\t ", ABSENT },
        { "00.50", "00.50" },
    };
    static const avn_type types[] = { AVN_TEXT, AVN_KEY, AVN_PROSE };
    for (size_t i = 0; i < COUNT(types); i++)
        READ_ALL(types[i], NULL, common);
    static const expectation lines[] = {
        { "una\ndos\ntres", "una dos tres" },
        { " una \n\tdos  y media\t\n tres", "una dos  y media tres" },
        { "una\n\n \n dos", "una dos" },
        { "\n\nuna\n", "una" },
    };
    READ_ALL(AVN_TEXT, NULL, lines);
    READ_ALL(AVN_KEY, NULL, lines);
    static const expectation prose[] = {
        { "1. Uno.\n2. Dos.", "1. Uno.\n2. Dos." },
        { "  1. Uno. \n\t2. Dos.  \n", "1. Uno.\n2. Dos." },
        { "uno\n  \ndos", "uno\n\ndos" },
        { "uno \n dos", "uno\ndos" },
        { "uno\n dos", "uno\ndos" },
        { "uno \ndos", "uno\ndos" },
    };
    READ_ALL(AVN_PROSE, NULL, prose);
}

static void unchanged_words_are_not_copied(void **state)
{
    (void)state;
    avn_value value = { .present = false };
    avn_str name = AVN_STR(" CAPTACIÓN DE AGUA "), text = AVN_STR("uno\ndos");
    size_t before = arena.used;
    avn_value_read(&arena, AVN_TEXT, NULL, name, &value);
    assert_ptr_equal(value.text.ptr, name.ptr + 1);
    avn_value_read(&arena, AVN_PROSE, NULL, text, &value);
    assert_ptr_equal(value.text.ptr, text.ptr);
    assert_int_equal(arena.used, before);
}

static void *no_memory(void *user, void *block, size_t size)
{
    (void)user;
    (void)block;
    (void)size;
    return NULL;
}

static void short_memory_is_told_by_the_arena(void **state)
{
    (void)state;
    static const struct {
        avn_type type;
        const char *printed;
    } rows[] = {
        { AVN_MONEY, "1,234.00" }, { AVN_DATE, "03/11/2023 10:44" }, { AVN_PERIOD, "Ene-Jun 2022" },
        { AVN_ORDINAL, "IV" },     { AVN_TEXT, "uno\ndos" },         { AVN_PROSE, "uno \n dos" },
        { AVN_INTEGER, "1,234" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        avn_arena empty;
        avn_value value = { .present = false };
        avn_arena_init(&empty, (avn_allocator){ no_memory, NULL });
        avn_value_read(&empty, rows[i].type, NULL, avn_str_of(rows[i].printed), &value);
        assert_true(empty.failed);
        assert_int_equal(value.text.len, 0);
    }
}

/* Every pair and triple of the characters that readers look for: no reader may fail on them. */
static void no_reader_minds_scraps(void **state)
{
    (void)state;
    static const char *const scraps[] = { "-", "–", "1", "31", "2024", "enero", ":", "/",  ".",
                                          ",", "$", "%", "(",  ")",    "de",    "º", "\n", "I" };
    static const avn_type types[] = { AVN_MONEY, AVN_INTEGER, AVN_DATE, AVN_PERIOD, AVN_ORDINAL };
    size_t n = COUNT(scraps), total = n * n * n;
    for (size_t i = 0; i < total; i++) {
        char *text = malloc(32);
        avn_arena scratch;
        avn_arena_init(&scratch, avn_allocator_standard);
        size_t length = 0;
        for (size_t k = 0, rest = i; k < 3; k++, rest /= n) {
            memcpy(text + length, scraps[rest % n], strlen(scraps[rest % n]));
            length += strlen(scraps[rest % n]);
        }
        text = realloc(text, length);
        for (size_t t = 0; t < COUNT(types); t++) {
            avn_value value = { .present = false };
            avn_reading reading =
                avn_value_read(&scratch, types[t], NULL, (avn_str){ text, length }, &value);
            assert_int_equal(value.present, reading == AVN_READ);
            assert_int_equal(value.text.len > 0, reading == AVN_READ);
        }
        avn_arena_free(&scratch);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures),
        cmocka_unit_test(what_is_no_figure),
        cmocka_unit_test(money_in_figures_and_in_words),
        cmocka_unit_test(integers),
        cmocka_unit_test(percent_signs_are_remembered),
        cmocka_unit_test(the_print_is_kept),
        cmocka_unit_test(plain_figures_need_no_memory),
        cmocka_unit_test(cells_read_as_fields_do),
        cmocka_unit_test(a_cell_may_be_longer_than_a_block),
        cmocka_unit_test(ordinals),
        cmocka_unit_test(choices_and_flags),
        cmocka_unit_test(words_stay_as_printed),
        cmocka_unit_test(unchanged_words_are_not_copied),
        cmocka_unit_test(short_memory_is_told_by_the_arena),
        cmocka_unit_test(no_reader_minds_scraps),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}

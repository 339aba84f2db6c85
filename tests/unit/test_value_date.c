/* Dates and periods into ISO 8601. Expected: the canonical text, ABSENT or UNREADABLE. */
#include "value_case.h"

static avn_value read_as(avn_type type, const char *printed, const char *expected)
{
    avn_value value = { .second = AVN_STR("2000-01-01"), .percent = true };
    avn_reading reading = avn_value_read(&arena, type, NULL, avn_str_of(printed), &value);
    assert_reading(reading, &value, expected, printed);
    assert_int_equal(value.second.len > 0, type == AVN_PERIOD && reading == AVN_READ);
    assert_false(value.percent);
    return value;
}

static void read_all(avn_type type, const expectation *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        read_as(type, rows[i].printed, rows[i].expected);
}

static void dates(void **state)
{
    (void)state;
    static const expectation rows[] = {
        { "03/11/2023", "2023-11-03" },
        { "3/1/2023", "2023-01-03" },
        { "11-04-2024", "2024-04-11" },
        { "11-04-2024 10:44", "2024-04-11T10:44" },
        { "11-04-2024 9:05", "2024-04-11T09:05" },
        { "11/04/2024 23:59:58", "2024-04-11T23:59:58" },
        { "2024-04-11", "2024-04-11" },
        { "2024/04/11", "2024-04-11" },
        { "2024-04-11T10:44", "2024-04-11T10:44" },
        { "2024-04-11\n10:44", "2024-04-11T10:44" },
        { "1ero de enero de 2024", "2024-01-01" },
        { "1er. de enero de 2024", "2024-01-01" },
        { "1o de enero de 2024", "2024-01-01" },
        { "1º de enero de 2024", "2024-01-01" },
        { "1° de enero de 2024", "2024-01-01" },
        { "Primero de enero de 2024", "2024-01-01" },
        { "28 de octubre del 2020", "2020-10-28" },
        { "28 de octubre del año 2020", "2020-10-28" },
        { "01 de Enero del 2024", "2024-01-01" },
        { "31 DE DICIEMBRE 2024", "2024-12-31" },
        { "31 de diciembre de 2024.", "2024-12-31" },
        { "5 de setiembre de 2024", "2024-09-05" },
        { "5 de septiembre,\n 2024", "2024-09-05" },
        { "28-oct-2020", "2020-10-28" },
        { "28/Oct/2020", "2020-10-28" },
        { "28 sept. 2020", "2020-09-28" },
        { "29/02/2024", "2024-02-29" },
        { "29/02/2000", "2000-02-29" },
        { "", ABSENT },
        { "-", ABSENT },
        { "N/D", ABSENT },
        { "29/02/2023", UNREADABLE },
        { "29/02/1900", UNREADABLE },
        { "31/02/2024", UNREADABLE },
        { "31/04/2024", UNREADABLE },
        { "00/01/2024", UNREADABLE },
        { "01/00/2024", UNREADABLE },
        { "01/13/2024", UNREADABLE },
        { "2024-13-01", UNREADABLE },
        { "31 de junio de 2024", UNREADABLE },
        { "03/11/23", UNREADABLE },
        { "03/11-2023", UNREADABLE },
        { "03/11/20234", UNREADABLE },
        { "003/11/2023", UNREADABLE },
        { "03/11/0023", UNREADABLE },
        { "03/11/", UNREADABLE },
        { "03/11", UNREADABLE },
        { "/11/2023", UNREADABLE },
        { "11-04-2024 24:00", UNREADABLE },
        { "11-04-2024 10:60", UNREADABLE },
        { "11-04-2024 10:4", UNREADABLE },
        { "11-04-2024 10:44:60", UNREADABLE },
        { "11-04-2024 10", UNREADABLE },
        { "11-04-2024 10:44 y más", UNREADABLE },
        { "11-04-2024T", UNREADABLE },
        { "28 de octubre", UNREADABLE },
        { "octubre de 2020", UNREADABLE },
        { "28 de octuvre de 2020", UNREADABLE },
        { "28 de oc de 2020", UNREADABLE },
        { "28-oct/2020", UNREADABLE },
        { "99999999999999999999/01/2024", UNREADABLE },
        { "2024", UNREADABLE },
        { "28", UNREADABLE },
        { "mañana", UNREADABLE },
        { "\xC3\x91", UNREADABLE },
        { ".", UNREADABLE },
    };
    read_all(AVN_DATE, rows, COUNT(rows));
}

static void periods(void **state)
{
    (void)state;
    static const struct {
        const char *printed, *start, *end;
    } rows[] = {
        { "del 01 de enero de 2024 al 31 de diciembre de 2024", "2024-01-01", "2024-12-31" },
        { "del 01 de Enero del 2024 al 31 de diciembre del 2024.", "2024-01-01", "2024-12-31" },
        { "01 de enero 2024 al 31 de diciembre del 2024", "2024-01-01", "2024-12-31" },
        { "1ero de enero de 2024 al 31 de diciembre 2024", "2024-01-01", "2024-12-31" },
        { "1º de marzo al 30 de noviembre de 2023", "2023-03-01", "2023-11-30" },
        { "del 1 al 15 de enero de 2024", "2024-01-01", "2024-01-15" },
        { "1-15 de enero de 2024", "2024-01-01", "2024-01-15" },
        { "desde el 5 de mayo hasta el 6 de junio de 2024", "2024-05-05", "2024-06-06" },
        { "01/07/2023 al 31/12/2023", "2023-07-01", "2023-12-31" },
        { "01/07/2023 - 31/12/2023", "2023-07-01", "2023-12-31" },
        { "2023-07-01 - 2024-06-30", "2023-07-01", "2024-06-30" },
        { "01-jul-2023 al 31-dic-2023", "2023-07-01", "2023-12-31" },
        { "Enero – Diciembre 2026", "2026-01-01", "2026-12-31" },
        { "ENERO-DICIEMBRE DE 2026", "2026-01-01", "2026-12-31" },
        { "Enero\na diciembre\ndel 2026", "2026-01-01", "2026-12-31" },
        { "Ene-Jun 2022", "2022-01-01", "2022-06-30" },
        { "Jul.—Sept. 2023", "2023-07-01", "2023-09-30" },
        { "Ene - Feb 2024", "2024-01-01", "2024-02-29" },
        { "ene-feb 2023", "2023-01-01", "2023-02-28" },
        { "noviembre 2023 a enero 2024", "2023-11-01", "2024-01-31" },
        { "del 5 de mayo de 2024 al 5 de mayo de 2024", "2024-05-05", "2024-05-05" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        avn_value value = read_as(AVN_PERIOD, rows[i].printed, rows[i].start);
        assert_str(value.second, rows[i].end, rows[i].printed);
        assert_str(value.printed, rows[i].printed, rows[i].printed);
    }
}

static void what_is_no_period(void **state)
{
    (void)state;
    static const expectation rows[] = {
        { "", ABSENT },
        { "--", ABSENT },
        { "Trimestre ene-abr", UNREADABLE },
        { "Ene-Jun", UNREADABLE },
        { "Anual", UNREADABLE },
        { "2024", UNREADABLE },
        { "2021-2024", UNREADABLE },
        { "Enero 2026", UNREADABLE },
        { "al 31 de diciembre de 2024", UNREADABLE },
        { "del 01 de enero de 2024 al", UNREADABLE },
        { "del 01 de enero de 2024 31 de enero de 2024", UNREADABLE },
        { "del 31 de febrero al 31 de marzo de 2024", UNREADABLE },
        { "del 01 de febrero al 31 de junio de 2024", UNREADABLE },
        { "del 01 de enero de 2024 al 31", UNREADABLE },
        { "enero al 31 de diciembre de 2024", UNREADABLE },
        { "Diciembre - Enero 2026", UNREADABLE },
        { "31/12/2024 al 01/01/2024", UNREADABLE },
        { "Enero – Diciembre 2026 (preliminar)", UNREADABLE },
    };
    read_all(AVN_PERIOD, rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates),
        cmocka_unit_test(periods),
        cmocka_unit_test(what_is_no_period),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}

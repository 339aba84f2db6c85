/* The vocabulary: names that grammars can rely on, labels that people read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fields.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const avn_vocabulary everything[] = {
#define AVN_VOCABULARY(name, type, es, en) { #name, AVN_##type, es, en },
#include "base/fields.def"
#undef AVN_VOCABULARY
};

static void type_names_go_both_ways(void **state)
{
    (void)state;
    static const char *const names[] = { "text",    "prose",   "key",     "integer",
                                         "decimal", "percent", "money",   "date",
                                         "period",  "choice",  "ordinal", "flag" };
    for (size_t i = 0; i < COUNT(names); i++) {
        avn_type type;
        assert_true(avn_type_find(avn_str_of(names[i]), &type));
        assert_string_equal(avn_type_name(type), names[i]);
    }
    avn_type untouched = AVN_MONEY;
    assert_false(avn_type_find(AVN_STR("Money"), &untouched));
    assert_false(avn_type_find(AVN_STR("mon"), &untouched));
    assert_false(avn_type_find(AVN_STR(""), &untouched));
    assert_int_equal(untouched, AVN_MONEY);
}

static void numbers_are_those_json_prints_bare(void **state)
{
    (void)state;
    static const avn_type numbers[] = { AVN_INTEGER, AVN_DECIMAL, AVN_PERCENT, AVN_MONEY,
                                        AVN_ORDINAL };
    static const avn_type others[] = { AVN_TEXT,   AVN_PROSE,  AVN_KEY, AVN_DATE,
                                       AVN_PERIOD, AVN_CHOICE, AVN_FLAG };
    for (size_t i = 0; i < COUNT(numbers); i++)
        assert_true(avn_type_is_number(numbers[i]));
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(avn_type_is_number(others[i]));
}

static void contract_names_have_their_types(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        avn_type type;
    } rows[] = {
        { "gobierno", AVN_TEXT },     { "ejercicio", AVN_INTEGER }, { "formato", AVN_KEY },
        { "trimestre", AVN_ORDINAL }, { "emitido", AVN_DATE },      { "clave", AVN_KEY },
        { "nombre", AVN_TEXT },       { "meta", AVN_TEXT },         { "unidad_medida", AVN_TEXT },
        { "acumulable", AVN_FLAG },   { "avance", AVN_PERCENT },    { "evaluacion", AVN_PROSE },
        { "inversion", AVN_MONEY },   { "periodo", AVN_PERIOD },    { "numero", AVN_KEY },
        { "cantidad", AVN_INTEGER },  { "fecha", AVN_DATE },        { "porcentaje", AVN_PERCENT },
        { "recibidas", AVN_INTEGER }, { "directos", AVN_TEXT },     { "lineas", AVN_TEXT },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const avn_vocabulary *entry = avn_vocabulary_find(avn_str_of(rows[i].name));
        if (!entry)
            fail_msg("%s is missing", rows[i].name);
        assert_int_equal(entry->type, rows[i].type);
    }
}

static void only_whole_names_are_found(void **state)
{
    (void)state;
    assert_null(avn_vocabulary_find(AVN_STR("")));
    assert_null(avn_vocabulary_find(AVN_STR("clav")));
    assert_null(avn_vocabulary_find(AVN_STR("claves")));
    assert_null(avn_vocabulary_find(AVN_STR("Clave")));
    assert_non_null(avn_vocabulary_find((avn_str){ "clave_de_acceso", 5 }));
}

static void every_row_is_usable(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(everything); i++) {
        const avn_vocabulary *row = &everything[i];
        if (strspn(row->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(row->name))
            fail_msg("%s is no column name", row->name);
        assert_true(row->label_es[0] != '\0' && row->label_en[0] != '\0');
        /* A second row of the same name would never be found. */
        assert_string_equal(avn_vocabulary_find(avn_str_of(row->name))->label_es, row->label_es);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(row->name, everything[j].name);
        /* A choice needs words, which only a grammar can give. */
        assert_int_not_equal(row->type, AVN_CHOICE);
    }
}

static void labels(void **state)
{
    (void)state;
    char buffer[32];
    assert_string_equal(avn_label(AVN_STR("unidad_medida"), false, buffer, sizeof buffer),
                        "Unidad de medida");
    assert_string_equal(avn_label(AVN_STR("unidad_medida"), true, buffer, sizeof buffer),
                        "Unit of measure");
    assert_string_equal(avn_label(AVN_STR("vacas_por_cabeza"), false, buffer, sizeof buffer),
                        "vacas por cabeza");
    assert_string_equal(avn_label((avn_str){ "pozos_nuevos", 5 }, true, buffer, sizeof buffer),
                        "pozos");
}

static void labels_fit_their_buffer(void **state)
{
    (void)state;
    char small[6] = "xxxxx";
    assert_string_equal(avn_label(AVN_STR("abcdefgh"), false, small, sizeof small), "abcde");
    assert_string_equal(avn_label(AVN_STR("abcdñ"), false, small, sizeof small), "abcd");
    assert_string_equal(avn_label(AVN_STR("abcñ"), false, small, sizeof small), "abcñ");
    assert_string_equal(avn_label(AVN_STR("abc"), false, small, 1), "");
    small[0] = 'x';
    assert_string_equal(avn_label(AVN_STR("abc"), false, small, 0), "");
    assert_int_equal(small[0], 'x');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(type_names_go_both_ways),
        cmocka_unit_test(numbers_are_those_json_prints_bare),
        cmocka_unit_test(contract_names_have_their_types),
        cmocka_unit_test(only_whole_names_are_found),
        cmocka_unit_test(every_row_is_usable),
        cmocka_unit_test(labels),
        cmocka_unit_test(labels_fit_their_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

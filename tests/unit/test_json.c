/* JSON: what a reader of the document finds, and figures digit by digit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

#include "emit/formats.h"
#include "emit/json_text.h"
#include "emitted.h"
#include "sample_report.h"

typedef struct document {
    avn_report *report;
    char *text;
    cJSON *json;
} document;

static document read_document(avn_report *report)
{
    document doc = { .report = report, .text = emitted(&avn_emit_json, report) };
    doc.json = cJSON_ParseWithOpts(doc.text, NULL, true);
    assert_non_null(doc.json);
    return doc;
}

static void drop(document doc)
{
    cJSON_Delete(doc.json);
    free(doc.text);
    sample_free(doc.report);
}

/* The value at PATH, "a.b.0.c". */
static const cJSON *at(const cJSON *json, const char *path)
{
    avn_str rest = avn_str_of(path);
    while (rest.len && json) {
        char name[64];
        size_t length = avn_str_find(rest, AVN_STR("."));
        assert_true(length < sizeof name);
        memcpy(name, rest.ptr, length);
        name[length] = '\0';
        rest = avn_str_from(rest, length + 1);
        json = cJSON_IsArray(json) ? cJSON_GetArrayItem(json, atoi(name))
                                   : cJSON_GetObjectItemCaseSensitive(json, name);
    }
    if (!json)
        fail_msg("nothing at %s", path);
    return json;
}

static void assert_text(const cJSON *json, const char *path, const char *text)
{
    const cJSON *found = at(json, path);
    assert_true(cJSON_IsString(found));
    assert_string_equal(found->valuestring, text);
}

static void assert_number(const cJSON *json, const char *path, int number)
{
    const cJSON *found = at(json, path);
    assert_true(cJSON_IsNumber(found));
    assert_int_equal(found->valueint, number);
}

static void assert_keys(const cJSON *object, const char *keys)
{
    char found[512] = "";
    const cJSON *item;
    cJSON_ArrayForEach(item, object)
    {
        strcat(found, item->string);
        strcat(found, " ");
    }
    assert_string_equal(found, keys);
}

static void header_names_the_source(void **state)
{
    (void)state;
    document doc = read_document(sample_metas());
    assert_keys(doc.json, "avance gramatica fuente documento observaciones ");
    assert_number(doc.json, "avance", 1);
    assert_text(doc.json, "gramatica.nombre", "puentes-1");
    assert_text(doc.json, "gramatica.version", "1.2");
    assert_text(doc.json, "fuente.archivo", "puentes.txt");
    assert_text(doc.json, "fuente.sha256", avn_report_sha256(doc.report).ptr);
    assert_text(doc.json, "fuente.codificacion", "UTF-8");
    assert_number(doc.json, "fuente.lineas", 120);
    assert_number(doc.json, "fuente.paginas", 3);
    drop(doc);
}

static void blocks_come_in_print_order(void **state)
{
    (void)state;
    document doc = read_document(sample_metas());
    static const char *const blocks[] = { "dependencia",
                                          "unidad_administrativa",
                                          "meta",
                                          "unidad_administrativa",
                                          "meta",
                                          "dependencia",
                                          "meta",
                                          "dependencia",
                                          "unidad_administrativa",
                                          "meta" };
    const cJSON *content = at(doc.json, "documento.contenido");
    assert_int_equal(cJSON_GetArraySize(content), 10);
    for (int i = 0; i < 10; i++)
        assert_text(cJSON_GetArrayItem(content, i), "bloque", blocks[i]);
    assert_keys(cJSON_GetArrayItem(content, 0), "bloque clave nombre origen ");
    assert_keys(cJSON_GetArrayItem(content, 2),
                "bloque meta unidad_medida tipo acumulable met num den avance evaluacion origen ");
    drop(doc);
}

static void values_have_their_types(void **state)
{
    (void)state;
    document doc = read_document(sample_metas());
    assert_number(doc.json, "documento.ejercicio", 2031);
    assert_number(doc.json, "documento.trimestre", 1);
    assert_text(doc.json, "documento.emitido", "2031-04-11T10:44");
    assert_true(cJSON_IsNull(at(doc.json, "documento.informe")));
    assert_text(doc.json, "documento.contenido.5.clave", "041");
    assert_text(doc.json, "documento.contenido.1.nombre", "OFICINA, \"LA\" COLGANTE");
    const cJSON *meta = at(doc.json, "documento.contenido.2");
    assert_true(cJSON_IsTrue(at(meta, "acumulable")));
    assert_text(meta, "evaluacion", "SE COMPRÓ LA PINTURA.\n1. AZUL\n2. \"ROJA\"");
    assert_true(cJSON_IsNull(at(meta, "den")));
    assert_number(meta, "num.original.t2", 1900);
    assert_number(meta, "origen.linea", 16);
    assert_number(meta, "origen.pagina", 1);
    const cJSON *second = at(doc.json, "documento.contenido.4");
    assert_true(cJSON_IsFalse(at(second, "acumulable")));
    assert_true(cJSON_IsNull(at(second, "met.original.t2")));
    assert_true(cJSON_IsNull(at(second, "avance")));
    drop(doc);
}

static void figures_keep_their_digits(void **state)
{
    (void)state;
    document doc = read_document(sample_metas());
    assert_non_null(strstr(doc.text, "\"t1\": 1234567890123456.10,"));
    assert_non_null(strstr(doc.text, "\"anual\": 1901.00}"));
    assert_non_null(strstr(doc.text, "\"avance\": 40.00,"));
    assert_non_null(strstr(doc.text, "\"realizado\": {\"t1\": -1.00,"));
    drop(doc);
    doc = read_document(sample_plan());
    assert_non_null(strstr(doc.text, "\"inversion\": 700000.00,"));
    assert_non_null(strstr(doc.text, "\"inversion\": -16.67,"));
    drop(doc);
}

static void observations_have_the_shape_of_findings(void **state)
{
    (void)state;
    document doc = read_document(sample_metas());
    assert_int_equal(cJSON_GetArraySize(at(doc.json, "observaciones")), 2);
    const cJSON *first = at(doc.json, "observaciones.0"), *second = at(doc.json, "observaciones.1");
    assert_keys(first, "nivel codigo archivo pagina linea mensaje esperado hallado ");
    assert_text(first, "nivel", "aviso");
    assert_text(first, "codigo", "cuenta-de-cifras");
    assert_text(first, "archivo", "puentes.txt");
    assert_number(first, "linea", 40);
    assert_true(cJSON_IsNull(at(first, "esperado")));
    assert_text(second, "nivel", "error");
    assert_text(second, "esperado", "12.50");
    assert_text(second, "hallado", "12.05");
    drop(doc);
}

static void levels_hold_what_stands_in_them(void **state)
{
    (void)state;
    document doc = read_document(sample_plan());
    const cJSON *section = at(doc.json, "documento.contenido.0");
    assert_keys(section, "bloque numero titulo parrafos origen contenido ");
    assert_text(section, "contenido.0.bloque", "actividad");
    assert_text(section, "contenido.1.bloque", "desconocido");
    assert_text(section, "contenido.1.texto", "SELLO «RÍO»\nsin lugar");
    assert_number(section, "contenido.1.origen.linea", 20);
    assert_text(section, "contenido.2.nombre", "Nadar");
    assert_int_equal(cJSON_GetArraySize(at(doc.json, "documento.contenido.1.contenido")), 0);
    drop(doc);
}

static void lists_and_periods(void **state)
{
    (void)state;
    document doc = read_document(sample_plan());
    const cJSON *section = at(doc.json, "documento.contenido.0");
    assert_text(doc.json, "documento.fechas.1", "2031-11-25");
    assert_text(doc.json, "documento.periodo.inicio", "2031-01-01");
    assert_text(doc.json, "documento.periodo.fin", "2031-12-31");
    assert_text(doc.json, "documento.periodo.impreso", "Enero – Diciembre 2031");
    assert_text(section, "parrafos.0", "Dice \"así\":\nC:\\ríos\\todos");
    assert_text(section, "parrafos.1", "Un \x01 control y un \xF0\x9F\x8C\x8A.");
    assert_text(section, "contenido.0.lineas.0", "=1+1");
    assert_true(cJSON_IsFalse(at(section, "contenido.0.lineas_delimitadas")));
    assert_true(cJSON_IsNumber(at(section, "contenido.0.cuotas.0")));
    assert_int_equal(cJSON_GetArraySize(at(section, "contenido.2.lineas")), 0);
    assert_null(cJSON_GetObjectItem(at(section, "contenido.2"), "lineas_delimitadas"));
    drop(doc);
}

static void momento_that_comes_again_is_one_object(void **state)
{
    (void)state;
    document doc = read_document(sample_percentages());
    const cJSON *row = at(doc.json, "documento.contenido.0.cifras");
    assert_keys(row, "programado alcanzado ");
    assert_keys(at(row, "programado"), "anual trimestre trimestre_pct ");
    assert_number(row, "programado.trimestre_pct", 50);
    assert_non_null(strstr(doc.text, "\"trimestre_pct\": 37.50"));
    drop(doc);
}

/* A chain of sections, each in the one before: deep enough to break any recursion. */
static void depth_is_no_limit(void **state)
{
    (void)state;
    enum { DEPTH = 20000 };
    avn_report *report = sample_plan();
    avn_node *inner = sample_node(report, "seccion", 1);
    for (int i = 0; i < DEPTH; i++) {
        avn_node *node = AVN_NEW(&report->arena, avn_node);
        *node = *inner;
        node->parent = inner;
        node->next = NULL;
        inner->first = inner->last = node;
        inner = node;
    }
    char *text = emitted(&avn_emit_json, report);
    long depth = 0, deepest = 0;
    for (const char *p = text; *p; p++) {
        depth += *p == '[' ? 1 : *p == ']' ? -1 : 0;
        deepest = depth > deepest ? depth : deepest;
    }
    assert_int_equal(depth, 0);
    assert_int_equal(deepest, DEPTH + 2); /* the chain, the section it hangs from, the document */
    assert_true(strlen(text) < 50u * 1000 * 1000);
    free(text);
    sample_free(report);
}

/* Quotes S through a file and returns the text. */
static char *quoted(avn_str s)
{
    char *folder = new_folder(), path[64];
    strcat(strcpy(path, folder), "/x");
    avn_arena messages;
    avn_arena_init(&messages, avn_allocator_standard);
    avn_sink sink = { .arena = &messages };
    avn_out *out;
    assert_int_equal(avn_out_open(avn_allocator_standard, &sink, path, &out), AVANCE_OK);
    avn_json_quote(out, s);
    assert_int_equal(avn_out_commit(out), AVANCE_OK);
    char *text = file_text(path);
    remove_folder(folder);
    free(folder);
    avn_arena_free(&messages);
    return text;
}

static void assert_quoted(avn_str s, const char *expected)
{
    char *text = quoted(s);
    assert_string_equal(text, expected);
    free(text);
}

static const char filling[] = "abcdefghijklmnopqrstuvwxyzabcdefgh";

static void strings_are_escaped(void **state)
{
    (void)state;
    assert_quoted(AVN_STR(""), "\"\"");
    assert_quoted(AVN_STR("abcdefgh\"12345678\\"), "\"abcdefgh\\\"12345678\\\\\"");
    assert_quoted(AVN_STR("\n\r\t\b\x1f\x7f/"), "\"\\n\\r\\t\\u0008\\u001f\x7f/\"");
    assert_quoted(AVN_STR("a\0b"), "\"a\\u0000b\"");
    assert_quoted(AVN_STR("ñ€\xF0\x9F\x8C\x8A"), "\"ñ€\xF0\x9F\x8C\x8A\"");
}

static void invalid_utf8_never_gets_out(void **state)
{
    (void)state;
#define BAD "\xEF\xBF\xBD"
    assert_quoted(AVN_STR("ca\xF1on.txt"), "\"ca" BAD "on.txt\"");
    assert_quoted(AVN_STR("\xC3"), "\"" BAD "\"");
    assert_quoted(AVN_STR("\xC0\x80"), "\"" BAD BAD "\"");
    assert_quoted(AVN_STR("\xE0\x80\x80"), "\"" BAD BAD BAD "\"");
    assert_quoted(AVN_STR("\xED\xA0\x80"), "\"" BAD BAD BAD "\"");
    assert_quoted(AVN_STR("\xF4\x90\x80\x80"), "\"" BAD BAD BAD BAD "\"");
    assert_quoted(AVN_STR("\xFFz"), "\"" BAD "z\"");
}

/* Wherever in the blocks that a string is looked at by the bytes stand, and whatever follows. */
static void every_place_of_a_string_is_looked_at(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *written;
    } cases[] = {
        { "\"", "\\\"" },        { "\\", "\\\\" }, { "\n", "\\n" },
        { "\x1f", "\\u001f" },   { "ñ", "ñ" },     { "€", "€" },
        { "\xF1", BAD },         { "\xC3", BAD },  { "\xB1", BAD },
        { "\xC1\xBF", BAD BAD },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t pad = 0; pad < 34; pad++)
            for (size_t behind = 0; behind < 18; behind += 17) {
                char source[80], expected[80];
                snprintf(source, sizeof source, "%.*s%s%.*s", (int)pad, filling, cases[i].bytes,
                         (int)behind, filling);
                snprintf(expected, sizeof expected, "\"%.*s%s%.*s\"", (int)pad, filling,
                         cases[i].written, (int)behind, filling);
                assert_quoted(avn_str_of(source), expected);
            }
}

/* Every length around the pieces that long strings are cut into, with characters of every size. */
static void long_strings_are_whole(void **state)
{
    (void)state;
    static const char *const units[] = { "a", "ñ", "€", "\xF0\x9F\x8C\x8A", "\n", "a\"ñ" };
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        for (size_t pad = 0; pad < 5; pad++) {
            char source[2600] = "xxxxx";
            source[pad] = '\0';
            while (strlen(source) < 2500)
                strcat(source, units[u]);
            char *text = quoted(avn_str_of(source));
            cJSON *json = cJSON_Parse(text);
            assert_non_null(json);
            assert_string_equal(json->valuestring, source);
            cJSON_Delete(json);
            free(text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_names_the_source),
        cmocka_unit_test(blocks_come_in_print_order),
        cmocka_unit_test(values_have_their_types),
        cmocka_unit_test(figures_keep_their_digits),
        cmocka_unit_test(observations_have_the_shape_of_findings),
        cmocka_unit_test(levels_hold_what_stands_in_them),
        cmocka_unit_test(lists_and_periods),
        cmocka_unit_test(momento_that_comes_again_is_one_object),
        cmocka_unit_test(depth_is_no_limit),
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(invalid_utf8_never_gets_out),
        cmocka_unit_test(every_place_of_a_string_is_looked_at),
        cmocka_unit_test(long_strings_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

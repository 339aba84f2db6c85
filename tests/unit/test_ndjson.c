/* NDJSON: the lines that scripts rely on, byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <cjson/cJSON.h>
#include <stdlib.h>

#include "emit/formats.h"
#include "emitted.h"
#include "sample_report.h"

#define DOCUMENT                                                                                   \
    "\"documento\":{\"gobierno\":\"GOBIERNO DE LA COMARCA DEL PUENTE\",\"informe\":null,"          \
    "\"ejercicio\":2031,\"formato\":\"P-01\",\"trimestre\":1,"                                     \
    "\"emitido\":\"2031-04-11T10:44\"},"
#define ROW(a, b, c, d, e) "{\"t1\":" a ",\"t2\":" b ",\"t3\":" c ",\"t4\":" d ",\"anual\":" e "}"

/* Line number N of TEXT, from 0, in BUFFER. */
static const char *line_of(const char *text, int n, char buffer[4096])
{
    while (n-- > 0) {
        text = strchr(text, '\n');
        assert_non_null(text);
        text++;
    }
    size_t length = strcspn(text, "\n");
    assert_true(length > 0 && length < 4096);
    memcpy(buffer, text, length);
    buffer[length] = '\0';
    return buffer;
}

static int count_lines(const char *text)
{
    int count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

static void a_meta_is_one_line_of_the_contract(void **state)
{
    (void)state;
    avn_report *report = sample_metas();
    char *text = emitted(&avn_emit_ndjson, report), buffer[4096];
    assert_int_equal(count_lines(text), 4);
    assert_string_equal(
        line_of(text, 0, buffer),
        "{\"registro\":\"meta\"," DOCUMENT
        "\"dependencia\":{\"clave\":\"30\",\"nombre\":\"SECRETARÍA DE PUENTES Y NIÑEZ\"},"
        "\"unidad_administrativa\":{\"clave\":\"001\",\"nombre\":\"OFICINA, \\\"LA\\\" "
        "COLGANTE\"},"
        "\"meta\":\"PINTAR EL PUENTE DE ARRIBA\",\"unidad_medida\":\"PUENTE\",\"tipo\":\"A\","
        "\"acumulable\":true,"
        "\"met\":{\"original\":" ROW(
            "0.00", "1.00", "1.00", "0.00",
            "2.00") ","
                    "\"modificado\":" ROW(
                        "0.00", "1.00", "1.00", "0.00",
                        "2.00") ","
                                "\"realizado\":{\"t1\":0.00,\"t2\":0.00,\"t3\":0.00,\"t4\":0.00}},"
                                "\"num\":{\"original\":" ROW(
                                    "0.00", "1900.00", "1.00", "0.00",
                                    "1901.00") ","
                                               "\"modificado\":" ROW(
                                                   "0.00", "1.00", "1.00", "0.00",
                                                   "2.00") ","
                                                           "\"realizado\":{\"t1\":0.00,\"t2\":0.00,"
                                                           "\"t3\":0.00,\"t4\":0.00}},"
                                                           "\"den\":null,\"avance\":40.00,"
                                                           "\"evaluacion\":\"SE COMPRÓ LA "
                                                           "PINTURA.\\n1. AZUL\\n2. \\\"ROJA\\\"\","
                                                           "\"origen\":{\"archivo\":\"puentes."
                                                           "txt\",\"pagina\":1,\"linea\":16}}");
    free(text);
    sample_free(report);
}

static void what_is_not_printed_is_null(void **state)
{
    (void)state;
    avn_report *report = sample_metas();
    char *text = emitted(&avn_emit_ndjson, report), buffer[4096];
    assert_string_equal(
        line_of(text, 3, buffer),
        "{\"registro\":\"meta\"," DOCUMENT
        "\"dependencia\":{\"clave\":\"30\",\"nombre\":\"SECRETARÍA DE PUENTES Y NIÑEZ\"},"
        "\"unidad_administrativa\":{\"clave\":\"001\",\"nombre\":\"OFICINA, \\\"LA\\\" "
        "COLGANTE\"},"
        "\"meta\":\"BAJAR DEL PUENTE\",\"unidad_medida\":null,\"tipo\":\"A\","
        "\"acumulable\":true,\"met\":null,\"num\":null,\"den\":null,\"avance\":null,"
        "\"evaluacion\":null,"
        "\"origen\":{\"archivo\":\"puentes.txt\",\"pagina\":3,\"linea\":96}}");
    assert_non_null(strstr(line_of(text, 1, buffer), "{\"t1\":1234567890123456.10,\"t2\":null,"));
    assert_non_null(strstr(line_of(text, 2, buffer),
                           "\"dependencia\":{\"clave\":\"041\",\"nombre\":\"INSTITUTO DE RÍOS\"},"
                           "\"unidad_administrativa\":null,\"meta\":\"MEDIR EL RÍO\""));
    free(text);
    sample_free(report);
}

static void levels_that_hold_have_lines_and_are_named(void **state)
{
    (void)state;
    avn_report *report = sample_plan();
    char *text = emitted(&avn_emit_ndjson, report), buffer[4096];
    assert_int_equal(count_lines(text), 5);
    static const char *const names[] = { "seccion", "actividad", "desconocido", "actividad",
                                         "seccion" };
    for (int i = 0; i < 5; i++) {
        cJSON *json = cJSON_Parse(line_of(text, i, buffer));
        assert_non_null(json);
        assert_string_equal(cJSON_GetObjectItem(json, "registro")->valuestring, names[i]);
        assert_non_null(cJSON_GetObjectItem(cJSON_GetObjectItem(json, "documento"), "periodo"));
        assert_null(cJSON_GetObjectItem(cJSON_GetObjectItem(json, "documento"), "fechas"));
        cJSON_Delete(json);
    }
    assert_non_null(strstr(line_of(text, 1, buffer),
                           "\"seccion\":{\"numero\":\"IV\",\"titulo\":\"Ríos\\ty arroyos\"},"
                           "\"nombre\":\"Barrer la orilla, toda\","
                           "\"lineas\":[\"=1+1\",\"Segunda línea\"],\"lineas_delimitadas\":false,"
                           "\"inversion\":700000.00,\"periodo_tiempo\":{\"inicio\":\"2031-02-01\","
                           "\"fin\":\"2031-02-28\",\"impreso\":\"1 de febrero al 28 de febrero "
                           "2031\"},\"temporalidad\":\"MENSUAL\",\"cuotas\":[12.50],\"origen\":"));
    free(text);
    sample_free(report);
}

static void unknown_text_is_a_line_with_all_its_words(void **state)
{
    (void)state;
    avn_report *report = sample_plan();
    char *text = emitted(&avn_emit_ndjson, report), buffer[4096];
    const char *line = line_of(text, 2, buffer);
    assert_non_null(strstr(line, "{\"registro\":\"desconocido\",\"documento\":{"));
    assert_non_null(strstr(line, "},\"texto\":\"SELLO «RÍO»\\nsin lugar\",\"origen\":{"));
    assert_null(strstr(line, "\"seccion\":"));
    free(text);
    sample_free(report);
}

/* Holders are named through blocks in between, and as null where they do not hold. */
static void distant_and_absent_holders_are_named(void **state)
{
    (void)state;
    avn_report *report = sample_plan();
    avn_schema *schema = (avn_schema *)(uintptr_t)report->schema;
    avn_block *detail = &schema->blocks[schema->block_count];
    *detail = schema->blocks[2];
    detail->index = schema->block_count++;
    detail->name = AVN_STR("detalle");
    detail->member_count = 1;
    const avn_block *parents[] = { &schema->blocks[2] };
    detail->parents = parents;
    avn_node *activity = sample_node(report, "actividad", 1);
    avn_node inside = *activity, outside = *activity;
    inside.block = outside.block = detail;
    inside.parent = activity;
    inside.next = NULL;
    activity->first = activity->last = &inside;
    outside.parent = report->root;
    outside.next = NULL;
    report->root->last->next = &outside;

    char *text = emitted(&avn_emit_ndjson, report), buffer[4096];
    assert_int_equal(count_lines(text), 7);
    assert_non_null(strstr(line_of(text, 4, buffer),
                           "\"seccion\":{\"numero\":\"IV\",\"titulo\":\"Ríos\\ty arroyos\"},"
                           "\"actividad\":{\"nombre\":\"Nadar\",\"inversion\":-16.67,"
                           "\"periodo_tiempo\":null,\"temporalidad\":null},\"nombre\":\"Nadar\","));
    assert_non_null(strstr(line_of(text, 6, buffer), "\"seccion\":null,\"actividad\":null,"));
    free(text);
    sample_free(report);
}

static void momento_that_comes_again_is_one_object(void **state)
{
    (void)state;
    avn_report *report = sample_percentages();
    char *text = emitted(&avn_emit_ndjson, report);
    assert_string_equal(
        text, "{\"registro\":\"meta\",\"documento\":{},\"numero\":1,\"cifras\":{\"programado\":"
              "{\"anual\":8.00,\"trimestre\":4.00,\"trimestre_pct\":50.00},\"alcanzado\":"
              "{\"trimestre\":3.00,\"trimestre_pct\":37.50}},\"origen\":"
              "{\"archivo\":\"porcentajes.txt\",\"pagina\":1,\"linea\":7}}\n");
    free(text);
    sample_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meta_is_one_line_of_the_contract),
        cmocka_unit_test(what_is_not_printed_is_null),
        cmocka_unit_test(levels_that_hold_have_lines_and_are_named),
        cmocka_unit_test(unknown_text_is_a_line_with_all_its_words),
        cmocka_unit_test(distant_and_absent_holders_are_named),
        cmocka_unit_test(momento_that_comes_again_is_one_object),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

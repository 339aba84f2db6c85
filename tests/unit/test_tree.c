/* The tree format, and the walks over a tree that every reader of it uses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "emit/formats.h"
#include "emitted.h"
#include "sample_report.h"

static void assert_tree(avn_report *report, const char *expected)
{
    char *text = emitted(&avn_emit_tree, report);
    assert_string_equal(text, expected);
    free(text);
    sample_free(report);
}

static void a_plan_is_pleasant_to_read(void **state)
{
    (void)state;
    assert_tree(sample_plan(), "(documento\n"
                               "  (titulo \"PLAN DE RÍOS \\\"LIMPIOS\\\"\")\n"
                               "  (periodo 2031-01-01/2031-12-31)\n"
                               "  (fechas\n"
                               "    2031-03-08\n"
                               "    2031-11-25)\n"
                               "  (seccion 4\n"
                               "    (numero \"IV\")\n"
                               "    (titulo \"Ríos\\ty arroyos\")\n"
                               "    (parrafos\n"
                               "      \"Dice \\\"así\\\":\\nC:\\\\ríos\\\\todos\"\n"
                               "      \"Un \\u0001 control y un \xF0\x9F\x8C\x8A.\")\n"
                               "    (actividad 10\n"
                               "      (nombre \"Barrer la orilla, toda\")\n"
                               "      (lineas :sin-delimitar\n"
                               "        \"=1+1\"\n"
                               "        \"Segunda línea\")\n"
                               "      (inversion 700000.00)\n"
                               "      (periodo_tiempo 2031-02-01/2031-02-28)\n"
                               "      (temporalidad \"MENSUAL\")\n"
                               "      (cuotas\n"
                               "        12.50))\n"
                               "    (desconocido 20 \"SELLO «RÍO»\\nsin lugar\")\n"
                               "    (actividad 22\n"
                               "      (nombre \"Nadar\")\n"
                               "      (lineas)\n"
                               "      (inversion -16.67)\n"
                               "      (periodo_tiempo -)\n"
                               "      (temporalidad -)\n"
                               "      (cuotas)))\n"
                               "  (seccion 30\n"
                               "    (numero \"V\")\n"
                               "    (titulo -)\n"
                               "    (parrafos)))\n");
}

static void series_have_a_line_per_momento(void **state)
{
    (void)state;
    assert_tree(sample_percentages(), "(documento\n"
                                      "  (meta 7\n"
                                      "    (numero 1)\n"
                                      "    (cifras\n"
                                      "      (programado :anual 8.00)\n"
                                      "      (alcanzado :trimestre 3.00 :trimestre% 37.50)\n"
                                      "      (programado :trimestre 4.00 :trimestre% 50.00))))\n");
}

static void findings_follow_the_tree(void **state)
{
    (void)state;
    avn_report *report = sample_metas();
    char *text = emitted(&avn_emit_tree, report);
    const char *findings = strstr(text, "(observaciones");
    assert_non_null(findings);
    assert_string_equal(findings,
                        "(observaciones\n"
                        "  (aviso 40 cuenta-de-cifras \"hay 13 cifras donde se esperan 14\")\n"
                        "  (error 71 suma \"la suma no cuadra\"))\n");
    assert_non_null(strstr(text, "    (acumulable true)\n    (met\n      (original :t1 0.00 "
                                 ":t2 1.00 :t3 1.00 :t4 0.00 :anual 2.00)\n"));
    assert_non_null(strstr(text, "    (den -)\n    (avance 40.00)\n"));
    free(text);
    sample_free(report);
}

static void walk_is_in_document_order(void **state)
{
    (void)state;
    avn_report *report = sample_plan();
    static const unsigned lines[] = { 1, 4, 10, 20, 22, 30 };
    size_t count = 0;
    for (const avn_node *node = report->root; node; node = avn_node_next(report->root, node))
        assert_int_equal(node->origin.line, lines[count++]);
    assert_int_equal(count, 6);
    const avn_node *section = sample_node(report, "seccion", 0);
    count = 0;
    for (const avn_node *node = section; node; node = avn_node_next(section, node))
        assert_int_equal(node->origin.line, lines[1 + count++]);
    assert_int_equal(count, 4);
    sample_free(report);
}

static void nodes_know_what_they_stand_under(void **state)
{
    (void)state;
    avn_report *report = sample_metas();
    const avn_block *blocks = report->schema->blocks;
    const avn_node *meta = sample_node(report, "meta", 2);
    assert_ptr_equal(avn_node_within(meta, &blocks[1]), sample_node(report, "dependencia", 1));
    assert_null(avn_node_within(meta, &blocks[2]));
    assert_ptr_equal(avn_node_within(meta, &blocks[0]), report->root);
    assert_null(avn_node_within(meta, &blocks[3]));
    const avn_slot *name = avn_node_slot(meta, AVN_STR("meta"));
    assert_non_null(name);
    assert_true(avn_str_is(name->value.text, "MEDIR EL RÍO"));
    assert_null(avn_node_slot(meta, AVN_STR("met ")));
    assert_true(avn_schema_has_series(report->schema));
    assert_false(avn_schema_has_lists(report->schema));
    sample_free(report);

    report = sample_plan();
    blocks = report->schema->blocks;
    const avn_node *unknown = sample_node(report, "unknown", 0);
    assert_non_null(unknown);
    assert_ptr_equal(avn_node_within(unknown, &blocks[1]), sample_node(report, "seccion", 0));
    assert_null(avn_node_slot(unknown, AVN_STR("nombre")));
    assert_false(avn_schema_has_series(report->schema));
    assert_true(avn_schema_has_lists(report->schema));
    assert_int_equal(avn_member_find(&blocks[2], AVN_STR("inversion")), 2);
    assert_int_equal(avn_member_find(&blocks[2], AVN_STR("no")), blocks[2].member_count);
    sample_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_is_pleasant_to_read),
        cmocka_unit_test(series_have_a_line_per_momento),
        cmocka_unit_test(findings_follow_the_tree),
        cmocka_unit_test(walk_is_in_document_order),
        cmocka_unit_test(nodes_know_what_they_stand_under),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

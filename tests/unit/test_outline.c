/* The rules of the outline machine that are not obvious: numbering, columns, items, labels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emit/formats.h"
#include "emitted.h"

static avance_context *context_with(const char *rules)
{
    avance_context *context;
    char path[512], *folder = new_folder();
    assert_int_equal(avance_context_new(NULL, &context), AVANCE_OK);
    snprintf(path, sizeof path, "%s/prueba.avg", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "grammar prueba\ndetect X\n%s", rules);
    fclose(file);
    assert_int_equal(avance_grammars_add_file(context, path, NULL), AVANCE_OK);
    remove_folder(folder);
    free(folder);
    return context;
}

static avance_report *report_of(avance_context *context, const char *text)
{
    avance_source *source;
    avance_report *report;
    assert_int_equal(
        avance_source_from_memory(context, "prueba.txt", text, strlen(text), NULL, &source),
        AVANCE_OK);
    assert_int_equal(avance_report_read(context, source, 0, &report), AVANCE_OK);
    avance_source_free(source);
    return report;
}

/* RULES read TEXT as TREE. */
static void reads_as(const char *rules, const char *text, const char *tree)
{
    avance_context *context = context_with(rules);
    avance_report *report = report_of(context, text);
    char *got = emitted(&avn_emit_tree, report);
    assert_string_equal(got, tree);
    free(got);
    avance_report_free(report);
    avance_context_free(context);
}

/* The first finding of RULES on TEXT has CODE and stands at LINE and COLUMN. */
static void tells(const char *rules, const char *text, const char *code, unsigned long line,
                  unsigned long column)
{
    avance_context *context = context_with(rules);
    avance_report *report = report_of(context, text);
    const avance_finding *finding = avance_report_finding(report, 0);
    assert_non_null(finding);
    assert_string_equal(finding->code, code);
    assert_int_equal(finding->line, line);
    assert_int_equal(finding->column, column);
    avance_report_free(report);
    avance_context_free(context);
}

/* ---- numbers ------------------------------------------------------------------------------ */

#define SECTIONS                                                                                   \
    "item -\\s+|\\d+\\.\\s+\n"                                                                     \
    "line PARTE numbered (?<numero>\\d+(?:\\.\\d+)?)\\.? (?<titulo>.+)\n"                          \
    "level parte PARTE\n"                                                                          \
    "  list puntos\n"                                                                              \
    "level inciso PARTE in parte\n"                                                                \
    "  list puntos\n"

static void a_list_does_not_end_its_section(void **state)
{
    (void)state;
    /* The list's 3 could be section 3, but then nothing of what follows would fit. */
    reads_as("item \\d+\\.\\s+\n"
             "line PARTE numbered (?<numero>\\d+)\\. (?<titulo>.+)\n"
             "level parte PARTE\n"
             "  list puntos\n",
             "1. Uno\n2. Dos\n1. a\n2. b\n3. c\n3. Tres\n4. Cuatro\n",
             "(documento\n"
             "  (parte 1\n    (numero \"1\")\n    (titulo \"Uno\")\n    (puntos))\n"
             "  (parte 2\n    (numero \"2\")\n    (titulo \"Dos\")\n"
             "    (puntos\n      \"a\"\n      \"b\"\n      \"c\"))\n"
             "  (parte 6\n    (numero \"3\")\n    (titulo \"Tres\")\n    (puntos))\n"
             "  (parte 7\n    (numero \"4\")\n    (titulo \"Cuatro\")\n    (puntos)))\n");
}

static void a_dotted_number_stands_in_its_parent(void **state)
{
    (void)state;
    reads_as(SECTIONS, "1. Uno\n1.1 Once\n2. Dos\n1.2 suelto\n2.1 Veintiuno\n",
             "(documento\n"
             "  (parte 1\n    (numero \"1\")\n    (titulo \"Uno\")\n    (puntos)\n"
             "    (inciso 2\n      (numero \"1.1\")\n      (titulo \"Once\")\n      (puntos)))\n"
             "  (parte 3\n    (numero \"2\")\n    (titulo \"Dos\")\n"
             "    (puntos\n      \"1.2 suelto\")\n"
             "    (inciso 5\n      (numero \"2.1\")\n      (titulo \"Veintiuno\")\n"
             "      (puntos))))\n");
}

static void a_letter_is_no_numeral_where_letters_are_counted(void **state)
{
    (void)state;
    reads_as("line LETRA numbered (?<letra>[A-Z])\\. (?<texto>.+)\n"
             "line ROMANO (?<romano>[IVX]+)\\. (?<texto>.+)\n"
             "level tema ROMANO\n"
             "record accion LETRA in tema\n",
             "II. Dos\nI. Uno\nA. a\nB. b\nV. Cinco\nA. c\n",
             "(documento\n"
             "  (tema 1\n    (romano \"II\")\n    (texto \"Dos\"))\n"
             "  (tema 2\n    (romano \"I\")\n    (texto \"Uno\")\n"
             "    (accion 3\n      (letra \"A\")\n      (texto \"a\"))\n"
             "    (accion 4\n      (letra \"B\")\n      (texto \"b\")))\n"
             "  (tema 5\n    (romano \"V\")\n    (texto \"Cinco\")\n"
             "    (accion 6\n      (letra \"A\")\n      (texto \"c\"))))\n");
}

static void a_lost_heading_is_noted(void **state)
{
    (void)state;
    tells("line PARTE numbered (?<numero>\\d+)\\. (?<titulo>.+)\nlevel parte PARTE\n",
          "1. Uno\n\n  3. Tres\n", "salto-de-numero", 3, 3);
}

/* ---- columns -------------------------------------------------------------------------------- */

#define FORM                                                                                       \
    "cells \\t+\n"                                                                                 \
    "item -\\s+\n"                                                                                 \
    "line FICHA FICHA\\t(?<numero>\\d+)\n"                                                         \
    "line TITULO # (?<titulo>[^\\t]+)\n"                                                           \
    "record ficha FICHA\n"                                                                         \
    "  field metas Metas:\n"                                                                       \
    "  field costo (?i)inversión:\n"                                                              \
    "record parte TITULO in ficha\n"                                                               \
    "  list acciones\n"                                                                            \
    "type costo money\n"

static void each_column_has_its_own_label_and_block(void **state)
{
    (void)state;
    reads_as(FORM, "FICHA\t7\n# Agua\tMetas:\n- a\tdos\n- b\tInversión: $5\n",
             "(documento\n"
             "  (ficha 1\n    (numero \"7\")\n    (metas \"dos\")\n    (costo 5)\n"
             "    (parte 2\n      (titulo \"Agua\")\n"
             "      (acciones\n        \"a\"\n        \"b\"))))\n");
}

static void a_value_may_stand_in_the_next_cell(void **state)
{
    (void)state;
    reads_as(FORM, "FICHA\t7\nMetas\ttres\t\nINVERSION $ 1,000.50\n",
             "(documento\n"
             "  (ficha 1\n    (numero \"7\")\n    (metas \"tres\")\n    (costo 1000.50)))\n");
}

static void an_unreadable_value_is_kept_beside_its_block(void **state)
{
    (void)state;
    const char *text = "FICHA\t7\n\tInversión: mucha\n";
    reads_as(FORM, text,
             "(documento\n"
             "  (ficha 1\n    (numero \"7\")\n    (metas -)\n    (costo -))\n"
             "  (desconocido 2 \"mucha\"))\n"
             "(observaciones\n"
             "  (aviso 2 valor-ilegible \"costo: «mucha» no se lee como money; queda vacío\"))\n");
    tells(FORM, text, "valor-ilegible", 2, 13);
}

/* ---- lists and texts
 * ----------------------------------------------------------------------------- */

#define LISTS                                                                                      \
    "item -\\s+\n"                                                                                 \
    "document\n"                                                                                   \
    "  text parrafos\n"                                                                            \
    "  list metas Metas:\n"                                                                        \
    "  list riesgos Riesgos:\n"                                                                    \
    "  split riesgos (?<=\\.)\\s+\n"

static void items_go_on_and_paragraphs_do_not_join_them(void **state)
{
    (void)state;
    reads_as(LISTS,
             "Metas:\n\nEstas son las principales:\n\n- una que\nsigue\n- otra\n\nTexto aparte.\n\n"
             "- la última\n",
             "(documento\n"
             "  (parrafos\n    \"Estas son las principales:\"\n    \"Texto aparte.\")\n"
             "  (metas\n    \"una que sigue\"\n    \"otra\"\n    \"la última\")\n"
             "  (riesgos))\n");
}

static void members_without_marks_are_guessed(void **state)
{
    (void)state;
    reads_as(LISTS, "Metas:\nUna\nque sigue\nOtra\n\nRiesgos: Sequía. Fuego.\n",
             "(documento\n"
             "  (parrafos)\n"
             "  (metas :sin-delimitar\n    \"Una que sigue\"\n    \"Otra\")\n"
             "  (riesgos :sin-delimitar\n    \"Sequía.\"\n    \"Fuego.\"))\n"
             "(observaciones\n"
             "  (nota 2 lista-sin-marcas \"los elementos de metas no están marcados y se separaron "
             "por conjetura: «Una»\")\n"
             "  (nota 6 lista-sin-marcas \"los elementos de riesgos no están marcados y se "
             "separaron por conjetura: «Sequía. Fuego.»\"))\n");
}

static void a_label_may_lack_its_colon_and_its_accents(void **state)
{
    (void)state;
    const char *rules = "document\n"
                        "  text parrafos\n"
                        "  field periodo (?i)período:\n"
                        "  field lugar (?i)lugar:\n";
    reads_as(rules, "PERIODO Enero – Marzo 2031\n\nLugar común\n\nLUGAR\n\nLa sierra\n",
             "(documento\n"
             "  (parrafos\n    \"Lugar común\")\n"
             "  (periodo 2031-01-01/2031-03-31)\n"
             "  (lugar \"La sierra\"))\n");
}

static void takes_look_into_all_texts(void **state)
{
    (void)state;
    reads_as(
        "document\n"
        "  text parrafos\n"
        "  list fechas\n"
        "  take cubre el (?<porcentaje>\\d+) ?%\n"
        "  take (?<fechas>\\d+ de \\p{Ll}+ de \\d{4})\n",
        "El 3 de mayo de 2031 se cubre el 40 %.\n\nY el 1 de junio de 2031 se cubre el 50 %.\n",
        "(documento\n"
        "  (parrafos\n    \"El 3 de mayo de 2031 se cubre el 40 %.\"\n"
        "    \"Y el 1 de junio de 2031 se cubre el 50 %.\")\n"
        "  (fechas\n    2031-05-03\n    2031-06-01)\n"
        "  (porcentaje 40))\n");
}

/* ---- pieces of lines ----------------------------------------------------------------------------
 */

static void cleaned_text_leads_back_to_the_source(void **state)
{
    (void)state;
    tells("clean \\*\\*\nbreak Costo:\ndocument\n  text parrafos\n  field costo Costo:\n"
          "type costo money\n",
          "Uno\n\n**Lugar** lejano **Costo:** nada\n", "valor-ilegible", 3, 29);
}

static void lines_cut_at_a_width_are_whole(void **state)
{
    (void)state;
    reads_as(
        "item -\\s+\ndocument\n  text parrafos\n  list puntos\n",
        "- El primero de los puntos se cortó donde\nterminaba el renglón de esta página; el\n"
        "segundo también se cortó, y de la misma\nmanera que aquel; el tercero ya no cupo\n"
        "del todo en el espacio que le quedaba al\nfinal de la hoja.\n- Corto.\n\nFin.\n",
        "(documento\n"
        "  (parrafos\n    \"Fin.\")\n"
        "  (puntos\n"
        "    \"El primero de los puntos se cortó donde terminaba el renglón de esta página; el "
        "segundo también se cortó, y de la misma manera que aquel; el tercero ya no cupo del "
        "todo en el espacio que le quedaba al final de la hoja.\"\n"
        "    \"Corto.\"))\n");
}

static void a_label_below_a_full_line_is_no_continuation(void **state)
{
    (void)state;
    reads_as(
        "item -\\s+\ndocument\n  text parrafos\n  field enlace Enlace[^:]*:\n"
        "  list areas Áreas ejecutoras:\n",
        "El primero de los textos se cortó donde\nterminaba el renglón de esta página; el\n"
        "segundo también se cortó, y de la misma\nmanera que aquel; el tercero ya no cupo\n"
        "del todo en el espacio que le quedaba al\nfinal.\n\nEnlace de planeación: Óscar Pino "
        "Vela\nÁreas ejecutoras:\n- Promoción\n- Rutas\n",
        "(documento\n"
        "  (parrafos\n"
        "    \"El primero de los textos se cortó donde terminaba el renglón de esta página; el "
        "segundo también se cortó, y de la misma manera que aquel; el tercero ya no cupo del "
        "todo en el espacio que le quedaba al final.\")\n"
        "  (enlace \"Óscar Pino Vela\")\n"
        "  (areas\n    \"Promoción\"\n    \"Rutas\"))\n");
}

static void wrapped_lines_end_at_other_rules(void **state)
{
    (void)state;
    reads_as("line LEMA wraps Lema: (?<lema>.+)\n"
             "line FIRMA Firma (?<firma>.+)\n"
             "line DATO (?<nombre>\\p{L}+) (?<cantidad>\\d+)\n"
             "line GRUPO before DATO (?<grupo>.+)\n"
             "document\n  set LEMA FIRMA\n"
             "level grupo GRUPO\n"
             "record dato DATO in grupo\n",
             "Lema: agua\npara todos\nFirma Ana\n\nPatos\nblancos 3\nnegros 4\n",
             "(documento\n  (lema \"agua para todos\")\n  (firma \"Ana\")\n"
             "  (grupo 5\n    (grupo \"Patos\")\n"
             "    (dato 6\n      (nombre \"blancos\")\n      (cantidad 3))\n"
             "    (dato 7\n      (nombre \"negros\")\n      (cantidad 4))))\n");
}

/* ---- levels that stay and leads that are not learned
 * ----------------------------------------------- */

static void leads_are_taken_from_what_waits(void **state)
{
    (void)state;
    reads_as("line AREA AREA (?<clave>\\d+)\n"
             "line CIFRA CIFRA (?<cantidad>\\d+)\n"
             "level area AREA stays key clave\n"
             "record meta CIFRA\n"
             "  lead meta\n"
             "  lead unidad_medida\n"
             "  field evaluacion NOTA\n",
             "AREA 1\n\nPlantar árboles\nnativos.\n\nÁRBOL\n\nCIFRA 3\n\nNOTA\n\nSe plantaron.\n\n"
             "AREA 1\n\nMedir lagunas.\n\nLAGUNA\n\nCIFRA 4\n",
             "(documento\n"
             "  (area 1\n    (clave \"1\"))\n"
             "  (meta 8\n    (cantidad 3)\n    (meta \"Plantar árboles nativos.\")\n"
             "    (unidad_medida \"ÁRBOL\")\n    (evaluacion \"Se plantaron.\"))\n"
             "  (meta 20\n    (cantidad 4)\n    (meta \"Medir lagunas.\")\n"
             "    (unidad_medida \"LAGUNA\")\n    (evaluacion -)))\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_does_not_end_its_section),
        cmocka_unit_test(a_dotted_number_stands_in_its_parent),
        cmocka_unit_test(a_letter_is_no_numeral_where_letters_are_counted),
        cmocka_unit_test(a_lost_heading_is_noted),
        cmocka_unit_test(each_column_has_its_own_label_and_block),
        cmocka_unit_test(a_value_may_stand_in_the_next_cell),
        cmocka_unit_test(an_unreadable_value_is_kept_beside_its_block),
        cmocka_unit_test(items_go_on_and_paragraphs_do_not_join_them),
        cmocka_unit_test(members_without_marks_are_guessed),
        cmocka_unit_test(a_label_may_lack_its_colon_and_its_accents),
        cmocka_unit_test(takes_look_into_all_texts),
        cmocka_unit_test(cleaned_text_leads_back_to_the_source),
        cmocka_unit_test(lines_cut_at_a_width_are_whole),
        cmocka_unit_test(a_label_below_a_full_line_is_no_continuation),
        cmocka_unit_test(wrapped_lines_end_at_other_rules),
        cmocka_unit_test(leads_are_taken_from_what_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

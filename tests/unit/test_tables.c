/* The tables that any schema gives, their keys, and what a run with two grammars does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "emit/tables.h"
#include "sample_report.h"

typedef struct fixture {
    avn_arena arena;
    avn_tables run;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    avn_arena_init(&f.arena, avn_allocator_standard);
    avn_tables_init(&f.run, &f.arena);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    avn_arena_free(&f->arena);
    return 0;
}

static avance_status ignore(void *user, const avn_table *table, const avn_node *node,
                            const avn_cell *cells)
{
    (void)user, (void)table, (void)node, (void)cells;
    return AVANCE_OK;
}

static avance_status refuse(void *user, const avn_table *table, const avn_node *node,
                            const avn_cell *cells)
{
    (void)table, (void)node, (void)cells;
    ++*(int *)user;
    return AVANCE_CANNOT_WRITE;
}

static void add(fixture *f, avn_report *report)
{
    assert_int_equal(avn_tables_add(&f->run, report, ignore, NULL), AVANCE_OK);
    sample_free(report);
}

static void assert_columns(const fixture *f, const char *name, const char *expected)
{
    const avn_table *table = avn_tables_find(&f->run, avn_str_of(name));
    assert_non_null(table);
    char text[1024] = "";
    for (size_t i = 0; i < table->column_count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%.*s", i ? " " : "",
                 AVN_FMT(table->columns[i].name));
    assert_string_equal(text, expected);
}

static void assert_tables(const fixture *f, const char *expected)
{
    char text[1024] = "";
    for (size_t i = 0; i < f->run.list.count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%.*s", i ? " " : "",
                 AVN_FMT(f->run.list.items[i]->name));
    assert_string_equal(text, expected);
}

/* "(places here) -> table(columns there)" of every link that can be promised. */
static void assert_links(const fixture *f, const char *name, const char *expected)
{
    const avn_table *table = avn_tables_find(&f->run, avn_str_of(name));
    assert_non_null(table);
    char text[1024] = "";
    for (size_t i = 0; i < table->link_count; i++) {
        const avn_table_link *link = &table->links[i];
        if (link->partial)
            continue;
        snprintf(text + strlen(text), sizeof text - strlen(text), "%.*s(", AVN_FMT(link->table));
        for (size_t j = 0; j < link->count; j++)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%.*s=%.*s", j ? " " : "",
                     AVN_FMT(table->columns[link->places[j]].name), AVN_FMT(link->columns[j]));
        strcat(text, ")");
    }
    assert_string_equal(text, expected);
}

static void levels_that_stay_have_tables_of_keys(void **state)
{
    fixture *f = *state;
    add(f, sample_metas());
    assert_tables(f,
                  "documentos dependencias unidades_administrativas metas valores observaciones");
    assert_columns(f, "documentos",
                   "documento_id archivo sha256 gramatica gobierno informe ejercicio formato "
                   "trimestre emitido paginas lineas");
    assert_columns(f, "dependencias", "documento_id clave nombre");
    assert_columns(f, "unidades_administrativas", "documento_id dependencia_clave clave nombre");
    assert_columns(f, "metas",
                   "meta_id documento_id dependencia_clave unidad_administrativa_clave meta "
                   "unidad_medida tipo acumulable avance evaluacion pagina linea");
    assert_columns(f, "valores", "meta_id dato momento periodo valor porcentaje impreso");
    assert_columns(f, "observaciones", "documento_id nivel codigo pagina linea mensaje");
}

static void keys_point_to_the_tables_they_name(void **state)
{
    fixture *f = *state;
    add(f, sample_metas());
    assert_links(f, "unidades_administrativas",
                 "documentos(documento_id=documento_id)"
                 "dependencias(documento_id=documento_id dependencia_clave=clave)");
    /* The third meta has no unidad: a key of three parts of which two are printed is no key. */
    assert_links(f, "metas",
                 "documentos(documento_id=documento_id)"
                 "dependencias(documento_id=documento_id dependencia_clave=clave)");
    assert_links(f, "valores", "metas(meta_id=meta_id)");
    assert_int_equal(avn_tables_find(&f->run, AVN_STR("valores"))->key_count, 4);
    assert_int_equal(avn_tables_find(&f->run, AVN_STR("unidades_administrativas"))->key_count, 3);
}

static void other_levels_are_blocks_with_ids(void **state)
{
    fixture *f = *state;
    add(f, sample_plan());
    assert_tables(f, "documentos secciones actividades elementos observaciones");
    assert_columns(
        f, "documentos",
        "documento_id archivo sha256 gramatica titulo periodo_inicio periodo_fin periodo "
        "paginas lineas");
    assert_columns(f, "secciones", "seccion_id documento_id numero titulo pagina linea");
    assert_columns(f, "actividades",
                   "actividad_id documento_id seccion_id nombre inversion periodo_tiempo_inicio "
                   "periodo_tiempo_fin periodo_tiempo temporalidad pagina linea");
    assert_columns(f, "elementos",
                   "documento_id tabla registro_id campo orden valor delimitado pagina linea");
    assert_links(f, "actividades",
                 "documentos(documento_id=documento_id)secciones(seccion_id=seccion_id)");
}

static void figures_named_twice_have_no_key(void **state)
{
    fixture *f = *state;
    add(f, sample_percentages());
    assert_int_equal(avn_tables_find(&f->run, AVN_STR("valores"))->key_count, 0);
}

static void a_run_counts_on(void **state)
{
    fixture *f = *state;
    add(f, sample_metas());
    add(f, sample_metas());
    assert_tables(f,
                  "documentos dependencias unidades_administrativas metas valores observaciones");
    assert_int_equal(avn_tables_find(&f->run, AVN_STR("documentos"))->rows, 2);
    assert_int_equal(avn_tables_find(&f->run, AVN_STR("metas"))->rows, 8);
    assert_int_equal(avn_tables_find(&f->run, AVN_STR("dependencias"))->rows, 4);
    assert_int_equal(avn_tables_find(&f->run, AVN_STR("unidades_administrativas"))->rows, 4);
}

static void a_second_grammar_with_other_columns_gets_its_name_in_front(void **state)
{
    fixture *f = *state;
    add(f, sample_metas());
    add(f, sample_percentages());
    assert_tables(f, "documentos dependencias unidades_administrativas metas valores observaciones "
                     "porcentajes_metas porcentajes_valores");
    assert_columns(f, "porcentajes_metas", "meta_id documento_id numero pagina linea");
    assert_links(f, "porcentajes_valores", "porcentajes_metas(meta_id=meta_id)");
    add(f, sample_percentages());
    assert_int_equal(avn_tables_find(&f->run, AVN_STR("porcentajes_metas"))->rows, 2);
    assert_int_equal(avn_tables_find(&f->run, AVN_STR("metas"))->rows, 4);
}

static void documents_of_all_grammars_share_a_table(void **state)
{
    fixture *f = *state;
    add(f, sample_metas());
    add(f, sample_plan());
    assert_columns(f, "documentos",
                   "documento_id archivo sha256 gramatica gobierno informe ejercicio formato "
                   "trimestre emitido titulo periodo_inicio periodo_fin periodo paginas lineas");
}

static avance_status check_documents(void *user, const avn_table *table, const avn_node *node,
                                     const avn_cell *cells)
{
    (void)node;
    size_t row = (*(size_t *)user)++, last = table->column_count - 1;
    assert_int_equal(table->kind, AVN_TABLE_DOCUMENTS);
    assert_true(avn_str_is(cells[1].text, row == 0 ? "puentes.txt" : "plan.txt"));
    assert_int_equal(cells[4].present, row == 0);
    assert_int_equal(cells[10].present, row == 1);
    assert_true(avn_str_is(cells[last - 1].text, row == 0 ? "3" : "1"));
    assert_true(avn_str_is(cells[last].text, row == 0 ? "120" : "40"));
    return AVANCE_OK;
}

static void rows_of_documents_keep_their_places_when_columns_are_added(void **state)
{
    fixture *f = *state;
    add(f, sample_metas());
    add(f, sample_plan());
    size_t rows = 0;
    assert_int_equal(avn_tables_finish(&f->run, check_documents, &rows), AVANCE_OK);
    assert_int_equal(rows, 2);
}

static void a_failure_of_the_taker_stops_the_rows(void **state)
{
    fixture *f = *state;
    avn_report *report = sample_metas();
    int calls = 0;
    assert_int_equal(avn_tables_add(&f->run, report, refuse, &calls), AVANCE_CANNOT_WRITE);
    assert_int_equal(calls, 1);
    sample_free(report);
}

static void columns_have_labels_in_both_languages(void **state)
{
    fixture *f = *state;
    add(f, sample_plan());
    const avn_table *table = avn_tables_find(&f->run, AVN_STR("actividades"));
    assert_string_equal(avn_table_label(&f->arena, &table->columns[0], false).ptr, "Actividad");
    assert_string_equal(avn_table_label(&f->arena, &table->columns[2], true).ptr, "Section");
    assert_string_equal(avn_table_label(&f->arena, &table->columns[5], false).ptr,
                        "Periodo de tiempo: Inicio");
    assert_string_equal(avn_table_label(&f->arena, &table->columns[6], true).ptr,
                        "Period of time: End");
}

/* An allocator that fails after *USER calls. */
static void *scarce(void *user, void *block, size_t size)
{
    int *left = user;
    if (size && --*left < 0)
        return NULL;
    return avn_allocator_standard.resize(NULL, block, size);
}

static void short_memory_is_a_status(void **state)
{
    (void)state;
    avn_report *report = sample_metas();
    for (int allowed = 0; allowed < 500; allowed++) {
        int left = allowed;
        avn_arena arena;
        avn_arena_init(&arena, (avn_allocator){ scarce, &left });
        avn_tables run;
        avn_tables_init(&run, &arena);
        avance_status status = avn_tables_add(&run, report, ignore, NULL);
        avn_arena_free(&arena);
        if (left >= 0) {
            assert_int_equal(status, AVANCE_OK);
            break;
        }
        assert_int_equal(status, AVANCE_NO_MEMORY);
    }
    sample_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(levels_that_stay_have_tables_of_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_point_to_the_tables_they_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_levels_are_blocks_with_ids, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_named_twice_have_no_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_run_counts_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_second_grammar_with_other_columns_gets_its_name_in_front,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(documents_of_all_grammars_share_a_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_of_documents_keep_their_places_when_columns_are_added,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failure_of_the_taker_stops_the_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns_have_labels_in_both_languages, set_up, tear_down),
        cmocka_unit_test(short_memory_is_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

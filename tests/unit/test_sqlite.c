/* Databases read back with SQLite itself: what runs add to one another, what they leave alone. */
#include <sqlite3.h>

#include "written_case.h"

static int set_up(void **state)
{
    return set_up_for(state, "salida.sqlite");
}

/* Writes REPORT as if its input had the SHA-256 of that name, and frees it. */
static avance_status put(fixture *f, avn_report *report, const char *sha256, bool replace)
{
    avance_write_options options = { .replace = replace };
    report->sha256 = avn_str_of(sha256);
    f->code[0] = '\0';
    avance_status status = written("sqlite", f->path, &options, &report, 1, f->code, f->message);
    sample_free(report);
    return status;
}

/* The rows of QUERY, cells parted by "|", rows by " / ". */
static const char *answer(const fixture *f, const char *query)
{
    static char text[4096];
    size_t used = 0;
    sqlite3 *base;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(f->path, &base), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(base, query, -1, &statement, NULL), SQLITE_OK);
    text[0] = '\0';
    for (int row = 0; sqlite3_step(statement) == SQLITE_ROW; row++) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const unsigned char *cell = sqlite3_column_text(statement, i);
            used +=
                (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                 i ? "|" : (row ? " / " : ""), cell ? (const char *)cell : "NULL");
            assert_true(used < sizeof text);
        }
    }
    sqlite3_finalize(statement);
    sqlite3_close(base);
    return text;
}

static void assert_sound(const fixture *f)
{
    assert_string_equal(answer(f, "PRAGMA integrity_check"), "ok");
    assert_string_equal(answer(f, "PRAGMA foreign_key_check"), "");
}

static void values_have_types_and_keep_their_digits(void **state)
{
    fixture *f = *state;
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_OK);
    assert_string_equal(answer(f, "SELECT typeof(avance), avance, avance < 100, typeof(acumulable),"
                                  " acumulable FROM metas WHERE meta_id = 1"),
                        "integer|40|1|integer|1");
    assert_string_equal(answer(f, "SELECT avance, evaluacion FROM metas WHERE meta_id = 2"),
                        "NULL|NULL");
    assert_string_equal(answer(f, "SELECT clave, typeof(clave) FROM dependencias ORDER BY rowid"),
                        "30|text / 041|text");
    assert_string_equal(
        answer(f, "SELECT valor, typeof(valor), impreso FROM valores WHERE meta_id = 1 AND dato ="
                  " 'num' AND momento = 'original' AND periodo = 't2'"),
        "1900|integer|1,900.00");
    /* More digits than a number of SQLite holds. */
    assert_string_equal(
        answer(f, "SELECT CAST(valor AS TEXT), typeof(valor) FROM valores WHERE meta_id = 2 AND "
                  "momento = 'original' AND periodo = 't1'"),
        "1234567890123456.10|blob");
    assert_sound(f);
}

static void runs_add_to_one_another(void **state)
{
    fixture *f = *state;
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_OK);
    assert_int_equal(put(f, sample_metas(), "b", false), AVANCE_OK);
    assert_string_equal(
        answer(f, "SELECT documento_id, sha256 FROM documentos ORDER BY documento_id"),
        "1|a / 2|b");
    assert_string_equal(answer(f, "SELECT count(*), max(meta_id), count(DISTINCT documento_id) FROM"
                                  " metas"),
                        "8|8|2");
    assert_string_equal(answer(f, "SELECT min(documento_id) FROM metas JOIN valores USING (meta_id)"
                                  " WHERE meta_id > 4"),
                        "2");
    assert_sound(f);
}

static void a_document_that_is_there_is_skipped_and_told(void **state)
{
    fixture *f = *state;
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_OK);
    assert_string_equal(f->code, "");
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_OK);
    assert_string_equal(f->code, "documento-repetido");
    assert_string_equal(answer(f, "SELECT count(*) FROM metas"), "4");
}

static void twice_in_one_run_is_once(void **state)
{
    fixture *f = *state;
    avn_report *reports[] = { sample_metas(), sample_metas() };
    avance_write_options options = { .replace = true };
    assert_int_equal(written("sqlite", f->path, &options, reports, 2, f->code, f->message),
                     AVANCE_OK);
    assert_string_equal(f->code, "documento-repetido");
    assert_string_equal(answer(f, "SELECT count(*) FROM documentos"), "1");
    sample_free(reports[0]);
    sample_free(reports[1]);
}

static void replace_takes_the_old_rows_away(void **state)
{
    fixture *f = *state;
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_OK);
    assert_int_equal(put(f, sample_metas(), "b", false), AVANCE_OK);
    char before[64];
    snprintf(before, sizeof before, "%s", answer(f, "SELECT count(*) FROM valores"));
    assert_int_equal(put(f, sample_metas(), "a", true), AVANCE_OK);
    assert_string_equal(f->code, "");
    assert_string_equal(
        answer(f, "SELECT documento_id, sha256 FROM documentos ORDER BY documento_id"),
        "2|b / 3|a");
    assert_string_equal(answer(f, "SELECT count(*), min(meta_id) FROM metas"), "8|5");
    assert_string_equal(answer(f, "SELECT count(*) FROM valores"), before);
    assert_string_equal(answer(f, "SELECT count(*) FROM observaciones"), "4");
    assert_sound(f);
}

static void grammars_stand_side_by_side_and_find_their_tables_again(void **state)
{
    fixture *f = *state;
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_OK);
    assert_int_equal(put(f, sample_percentages(), "b", false), AVANCE_OK);
    assert_int_equal(put(f, sample_plan(), "c", false), AVANCE_OK);
    assert_int_equal(put(f, sample_percentages(), "d", false), AVANCE_OK);
    assert_int_equal(put(f, sample_metas(), "e", false), AVANCE_OK);
    assert_string_equal(answer(f, "SELECT count(*) FROM porcentajes_metas"), "2");
    assert_string_equal(answer(f, "SELECT count(*) FROM metas"), "8");
    assert_string_equal(answer(f, "SELECT count(*), max(porcentajes_metas.meta_id) FROM"
                                  " porcentajes_metas JOIN porcentajes_valores USING (meta_id)"),
                        "10|2");
    assert_string_equal(answer(f, "SELECT titulo, gobierno FROM documentos WHERE sha256 = 'c'"),
                        "PLAN DE RÍOS \"LIMPIOS\"|NULL");
    assert_string_equal(answer(f, "SELECT count(*) FROM elementos WHERE tabla = 'actividades' AND"
                                  " registro_id NOT IN (SELECT actividad_id FROM actividades)"),
                        "0");
    assert_sound(f);
}

static void a_grammar_that_changes_keeps_its_tables(void **state)
{
    fixture *f = *state;
    avn_report *report = sample_metas();
    /* An earlier version of the grammar did not read the last field. */
    avn_block *meta = &report->schema->blocks[3];
    avn_str last = meta->members[meta->member_count - 1].name;
    assert_string_equal(last.ptr, "evaluacion");
    meta->member_count--;
    assert_int_equal(put(f, report, "a", false), AVANCE_OK);
    assert_int_equal(put(f, sample_metas(), "b", false), AVANCE_OK);
    assert_string_equal(answer(f, "SELECT documento_id, evaluacion IS NULL FROM metas WHERE meta ="
                                  " 'PINTAR EL PUENTE DE ARRIBA'"),
                        "1|1 / 2|0");
    assert_string_equal(answer(f, "SELECT count(evaluacion) FROM metas_completas"), "1");
    assert_sound(f);
}

static void a_key_is_no_number_where_another_grammar_has_numbers(void **state)
{
    fixture *f = *state;
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_OK);
    avn_report *plan = sample_plan();
    /* The plan calls its title what the metas call their year. */
    plan->schema->blocks[0].members[0].name = AVN_STR("ejercicio");
    plan->root->slots[0].value.text = AVN_STR("0041");
    assert_int_equal(put(f, plan, "b", false), AVANCE_OK);
    assert_string_equal(answer(f, "SELECT CAST(ejercicio AS TEXT) FROM documentos ORDER BY sha256"),
                        "2031 / 0041");
}

static void views_follow_from_the_levels(void **state)
{
    fixture *f = *state;
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_OK);
    assert_string_equal(
        answer(f, "SELECT meta_id, dependencia_clave, unidad_administrativa_nombre, ejercicio,"
                  " met_original_t2, num_original_t2, den_original_t2 FROM metas_completas"
                  " ORDER BY meta_id"),
        "1|30|OFICINA, \"LA\" COLGANTE|2031|1|1900|NULL / "
        "2|30|TALLER DE BARANDALES|2031|NULL|NULL|NULL / "
        "3|041|NULL|2031|NULL|NULL|1 / "
        "4|30|OFICINA, \"LA\" COLGANTE|2031|NULL|NULL|NULL");
    assert_string_equal(
        answer(f, "SELECT unidad_administrativa_clave, metas, con_avance, avance_promedio FROM"
                  " avance_por_unidad"),
        "001|2|1|40.0 / 002|1|0|NULL");
}

static void figures_named_twice_stand_side_by_side(void **state)
{
    fixture *f = *state;
    assert_int_equal(put(f, sample_percentages(), "a", false), AVANCE_OK);
    assert_string_equal(
        answer(f, "SELECT cifras_programado_anual, cifras_alcanzado_trimestre,"
                  " cifras_alcanzado_trimestre_pct, cifras_programado_trimestre_pct FROM"
                  " metas_completas"),
        "8|3|37.5|50");
}

static void columns_are_explained(void **state)
{
    fixture *f = *state;
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_OK);
    assert_string_equal(
        answer(f, "SELECT tipo, descripcion, description_en FROM _avance_columnas WHERE tabla ="
                  " 'metas' AND columna = 'unidad_medida'"),
        "text|Unidad de medida|Unit of measure");
}

static void a_failure_leaves_what_was_there(void **state)
{
    fixture *f = *state;
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_OK);
    avance_context *context = NULL;
    avance_writer *writer = NULL;
    avn_report *report = sample_metas();
    report->sha256 = AVN_STR("b");
    assert_int_equal(avance_context_new(NULL, &context), AVANCE_OK);
    assert_int_equal(
        avance_writer_open(context, avance_format_find("sqlite"), f->path, NULL, &writer),
        AVANCE_OK);
    assert_int_equal(avance_writer_add(writer, report), AVANCE_OK);
    avance_writer_abort(writer);
    avance_context_free(context);
    sample_free(report);
    assert_string_equal(answer(f, "SELECT count(*) FROM documentos"), "1");
    assert_int_equal(count_entries(f->folder), 1);
    assert_sound(f);
}

static void what_is_not_ours_is_left_alone(void **state)
{
    fixture *f = *state;
    FILE *file = fopen(f->path, "w");
    assert_non_null(file);
    for (int i = 0; i < 200; i++)
        fputs("no es una base de datos\n", file);
    fclose(file);
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_CANNOT_WRITE);
    assert_string_equal(f->code, "no-se-puede-escribir");
    char *text = file_text(f->path);
    assert_memory_equal(text, "no es una base de datos\n", 24);
    free(text);
    remove(f->path);
    answer(f, "SELECT 1");
    sqlite3 *base;
    assert_int_equal(sqlite3_open(f->path, &base), SQLITE_OK);
    assert_int_equal(sqlite3_exec(base, "CREATE TABLE metas (mia)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(base);
    assert_int_equal(put(f, sample_metas(), "a", false), AVANCE_CANNOT_WRITE);
    assert_non_null(strstr(f->message, "no hizo avance"));
    assert_string_equal(answer(f, "SELECT group_concat(name) FROM sqlite_master"), "metas");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(values_have_types_and_keep_their_digits),
        TEST(runs_add_to_one_another),
        TEST(a_document_that_is_there_is_skipped_and_told),
        TEST(twice_in_one_run_is_once),
        TEST(replace_takes_the_old_rows_away),
        TEST(grammars_stand_side_by_side_and_find_their_tables_again),
        TEST(a_grammar_that_changes_keeps_its_tables),
        TEST(a_key_is_no_number_where_another_grammar_has_numbers),
        TEST(views_follow_from_the_levels),
        TEST(figures_named_twice_stand_side_by_side),
        TEST(columns_are_explained),
        TEST(a_failure_leaves_what_was_there),
        TEST(what_is_not_ours_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

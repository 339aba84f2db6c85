/* CSV read back: what the tables say, that they join, and what the options do. */
#include <cjson/cJSON.h>

#include "written_case.h"

static int set_up(void **state)
{
    return set_up_for(state, "salida");
}

static void write_one(const fixture *f, avn_report *report, const avance_write_options *options)
{
    assert_int_equal(written("csv", f->path, options, &report, 1, NULL, NULL), AVANCE_OK);
    sample_free(report);
}

static char *file_of(const fixture *f, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    return file_text(path);
}

static void assert_cell(const csv_table *table, size_t row, const char *column, const char *value)
{
    assert_string_equal(csv_cell(table, row, column), value);
}

static void a_report_gives_the_tables_of_the_contract(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas(), NULL);
    assert_int_equal(count_entries(f->path), 9);
    char *text = file_of(f, "dependencias.csv");
    assert_string_equal(text, "documento_id,clave,nombre\n"
                              "1,30,SECRETARÍA DE PUENTES Y NIÑEZ\n"
                              "1,041,INSTITUTO DE RÍOS\n");
    free(text);
    text = file_of(f, "unidades_administrativas.csv");
    assert_string_equal(text, "documento_id,dependencia_clave,clave,nombre\n"
                              "1,30,001,\"OFICINA, \"\"LA\"\" COLGANTE\"\n"
                              "1,30,002,TALLER DE BARANDALES\n");
    free(text);
    text = file_of(f, "documentos.csv");
    assert_string_equal(
        text, "documento_id,archivo,sha256,gramatica,gobierno,informe,ejercicio,formato,trimestre,"
              "emitido,paginas,lineas\n"
              "1,puentes.txt,9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08,"
              "puentes-1,GOBIERNO DE LA COMARCA DEL PUENTE,,2031,P-01,1,2031-04-11T10:44,3,120\n");
    free(text);
    text = file_of(f, "observaciones.csv");
    assert_string_equal(text, "documento_id,nivel,codigo,pagina,linea,mensaje\n"
                              "1,aviso,cuenta-de-cifras,1,40,hay 13 cifras donde se esperan 14\n"
                              "1,error,suma,2,71,la suma no cuadra\n");
    free(text);
}

static void records_keep_what_was_printed(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas(), NULL);
    csv_table metas = csv_read(f->path, "metas");
    assert_int_equal(metas.row_count, 4);
    assert_cell(&metas, 0, "meta_id", "1");
    assert_cell(&metas, 0, "acumulable", "true");
    assert_cell(&metas, 0, "avance", "40.00");
    assert_cell(&metas, 0, "evaluacion", "SE COMPRÓ LA PINTURA.\n1. AZUL\n2. \"ROJA\"");
    assert_cell(&metas, 0, "linea", "16");
    assert_cell(&metas, 1, "meta", "=CONTAR BARANDALES");
    assert_cell(&metas, 1, "avance", "");
    assert_cell(&metas, 1, "unidad_administrativa_clave", "002");
    assert_cell(&metas, 2, "dependencia_clave", "041");
    assert_cell(&metas, 2, "unidad_administrativa_clave", "");
    assert_cell(&metas, 3, "unidad_administrativa_clave", "001");
    csv_free(&metas);
}

static void figures_are_rows(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas(), NULL);
    csv_table valores = csv_read(f->path, "valores");
    /* met and num of the first meta, met of the second, den of the third. */
    assert_int_equal(valores.row_count, 4 * 14);
    size_t row = csv_find(&valores, "impreso", "1,900.00");
    assert_cell(&valores, row, "meta_id", "1");
    assert_cell(&valores, row, "dato", "num");
    assert_cell(&valores, row, "momento", "original");
    assert_cell(&valores, row, "periodo", "t2");
    assert_cell(&valores, row, "valor", "1900.00");
    assert_cell(&valores, row, "porcentaje", "false");
    row = csv_find(&valores, "impreso", "-");
    assert_cell(&valores, row, "valor", "");
    assert_cell(&valores, row, "meta_id", "2");
    assert_cell(&valores, row - 1, "valor", "1234567890123456.10");
    csv_free(&valores);
}

static void percentages_are_told_apart(void **state)
{
    fixture *f = *state;
    write_one(f, sample_percentages(), NULL);
    csv_table valores = csv_read(f->path, "valores");
    assert_int_equal(valores.row_count, 5);
    assert_cell(&valores, 1, "porcentaje", "false");
    assert_cell(&valores, 2, "porcentaje", "true");
    assert_cell(&valores, 2, "periodo", "trimestre");
    assert_cell(&valores, 2, "valor", "37.50");
    assert_cell(&valores, 2, "impreso", "37.50%");
    csv_free(&valores);
}

static void lists_go_to_the_long_table(void **state)
{
    fixture *f = *state;
    write_one(f, sample_plan(), NULL);
    csv_table elementos = csv_read(f->path, "elementos");
    assert_int_equal(elementos.row_count, 7);
    assert_cell(&elementos, 0, "tabla", "documentos");
    assert_cell(&elementos, 0, "registro_id", "1");
    assert_cell(&elementos, 0, "valor", "2031-03-08");
    size_t row = csv_find(&elementos, "valor", "Segunda línea");
    assert_cell(&elementos, row, "tabla", "actividades");
    assert_cell(&elementos, row, "campo", "lineas");
    assert_cell(&elementos, row, "orden", "2");
    assert_cell(&elementos, row, "delimitado", "false");
    assert_cell(&elementos, row, "linea", "12");
    csv_free(&elementos);
    csv_table actividades = csv_read(f->path, "actividades");
    assert_cell(&actividades, 0, "seccion_id", "1");
    assert_cell(&actividades, 0, "periodo_tiempo_fin", "2031-02-28");
    assert_cell(&actividades, 0, "periodo_tiempo", "1 de febrero al 28 de febrero 2031");
    assert_cell(&actividades, 1, "inversion", "-16.67");
    csv_free(&actividades);
}

static void unknown_text_is_in_observaciones_with_all_its_words(void **state)
{
    fixture *f = *state;
    avn_report *report = sample_plan();
    write_one(f, report, NULL);
    csv_table seen = csv_read(f->path, "observaciones");
    assert_int_equal(seen.row_count, 1);
    assert_cell(&seen, 0, "codigo", "texto-desconocido");
    assert_cell(&seen, 0, "linea", "20");
    assert_non_null(strstr(csv_cell(&seen, 0, "mensaje"), "SELLO «RÍO»\nsin lugar"));
    csv_free(&seen);

    report = sample_plan();
    *AVN_PUSH(&report->arena, report->findings) =
        (avance_finding){ .level = AVANCE_WARNING,
                          .code = "texto-desconocido",
                          .page = 1,
                          .line = 20,
                          .message = "ninguna regla toma: SELLO..." };
    write_one(f, report, NULL);
    seen = csv_read(f->path, "observaciones");
    assert_int_equal(seen.row_count, 1);
    assert_non_null(strstr(csv_cell(&seen, 0, "mensaje"), "SELLO «RÍO»\nsin lugar"));
    csv_free(&seen);
}

static bool is_row(const csv_table *table, const cJSON *columns, const csv_table *from, size_t row,
                   const cJSON *fields)
{
    for (size_t target = 0; target < table->row_count; target++) {
        bool equal = true;
        for (int i = 0; equal && i < cJSON_GetArraySize(columns); i++)
            equal = strcmp(csv_cell(table, target, cJSON_GetArrayItem(columns, i)->valuestring),
                           csv_cell(from, row, cJSON_GetArrayItem(fields, i)->valuestring)) == 0;
        if (equal)
            return true;
    }
    return false;
}

static size_t check_key(const fixture *f, const csv_table *from, const cJSON *key)
{
    const cJSON *fields = cJSON_GetObjectItem(key, "fields");
    const cJSON *reference = cJSON_GetObjectItem(key, "reference");
    csv_table target = csv_read(f->path, cJSON_GetObjectItem(reference, "resource")->valuestring);
    for (size_t row = 0; row < from->row_count; row++) {
        bool empty = true;
        for (int i = 0; i < cJSON_GetArraySize(fields); i++)
            empty = empty && !*csv_cell(from, row, cJSON_GetArrayItem(fields, i)->valuestring);
        assert_true(empty ||
                    is_row(&target, cJSON_GetObjectItem(reference, "fields"), from, row, fields));
    }
    csv_free(&target);
    return from->row_count;
}

/* Every foreign key of the package, over every row; and fields are the header's columns. */
static size_t check_package(const fixture *f)
{
    char *text = file_of(f, "datapackage.json");
    cJSON *package = cJSON_Parse(text);
    assert_non_null(package);
    size_t joined = 0;
    const cJSON *resource, *key;
    cJSON_ArrayForEach(resource, cJSON_GetObjectItem(package, "resources"))
    {
        const cJSON *schema = cJSON_GetObjectItem(resource, "schema");
        const cJSON *fields = cJSON_GetObjectItem(schema, "fields");
        csv_table table = csv_read(f->path, cJSON_GetObjectItem(resource, "name")->valuestring);
        assert_int_equal(cJSON_GetArraySize(fields), table.column_count);
        for (int i = 0; i < cJSON_GetArraySize(fields); i++)
            assert_string_equal(
                cJSON_GetObjectItem(cJSON_GetArrayItem(fields, i), "name")->valuestring,
                table.rows[0][i]);
        cJSON_ArrayForEach(key, cJSON_GetObjectItem(schema, "foreignKeys"))
        {
            joined += check_key(f, &table, key);
        }
        csv_free(&table);
    }
    cJSON_Delete(package);
    free(text);
    return joined;
}

static void the_package_describes_tables_that_join(void **state)
{
    fixture *f = *state;
    avn_report *reports[] = { sample_metas(), sample_plan(), sample_metas(), sample_percentages() };
    assert_int_equal(written("csv", f->path, NULL, reports, 4, NULL, NULL), AVANCE_OK);
    for (size_t i = 0; i < 4; i++)
        sample_free(reports[i]);
    assert_true(check_package(f) > 100);
}

static void the_package_types_the_columns(void **state)
{
    fixture *f = *state;
    write_one(f, sample_metas(), NULL);
    char *text = file_of(f, "datapackage.json");
    assert_non_null(strstr(text, "\"%Y-%m-%dT%H:%M\""));
    assert_non_null(strstr(text, "\"boolean\""));
    assert_non_null(strstr(text, "\"Unidad de medida\""));
    assert_non_null(strstr(text, "\"Unit of measure\""));
    char *again = text;
    write_one(f, sample_metas(), NULL);
    text = file_of(f, "datapackage.json");
    assert_string_equal(text, again);
    free(text);
    free(again);
}

/* The first level has a row without its key: no primary key can be promised, and what refers to
 * it asks for something unique all the same. */
static void the_sql_has_types_keys_and_comments(void **state)
{
    fixture *f = *state;
    avn_report *report = sample_metas();
    avn_node *second = sample_node(report, "dependencia", 1);
    second->slots[0].value.present = false;
    avance_write_options options = { .delimiter = '\t' };
    write_one(f, report, &options);
    char *text = file_of(f, "schema.sql");
    assert_non_null(strstr(text, "\"emitido\" timestamp,"));
    assert_non_null(strstr(text, "\"avance\" numeric,"));
    assert_non_null(strstr(text, "\"acumulable\" boolean,"));
    assert_non_null(strstr(text, "\"clave\" text,\n  \"nombre\" text,\n  UNIQUE (\"documento_id\", "
                                 "\"clave\")\n"));
    assert_non_null(strstr(text, "PRIMARY KEY (\"meta_id\")"));
    assert_non_null(strstr(text, "ALTER TABLE \"valores\" ADD FOREIGN KEY (\"meta_id\") REFERENCES "
                                 "\"metas\" (\"meta_id\")"));
    assert_non_null(strstr(text, "\"metas\".\"unidad_medida\" IS 'Unidad de medida / Unit of "
                                 "measure';"));
    free(text);
    text = file_of(f, "cargar.sql");
    assert_non_null(strstr(text, "\n\\copy \"valores\" (\"meta_id\", "));
    assert_non_null(strstr(text,
                           "from 'valores.csv' with (format csv, header true, encoding 'UTF8', "
                           "delimiter E'\\t')\n"));
    free(text);
}

static void options_change_the_bytes(void **state)
{
    fixture *f = *state;
    avance_write_options options = { .bom = 1, .delimiter = ';', .excel_safe = 1 };
    write_one(f, sample_metas(), &options);
    char *text = file_of(f, "metas.csv");
    assert_memory_equal(text, "\xEF\xBB\xBFmeta_id;documento_id;", 24);
    assert_non_null(strstr(text, ";'=CONTAR BARANDALES;"));
    free(text);
    text = file_of(f, "valores.csv");
    assert_non_null(strstr(text, ";-1.00;"));
    assert_non_null(strstr(text, ";'-\n"));
    free(text);
    options = (avance_write_options){ .delimiter = '"' };
    avn_report *report = sample_metas();
    char code[64] = "";
    assert_int_equal(written("csv", f->path, &options, &report, 1, code, NULL), AVANCE_BAD_USE);
    assert_string_equal(code, "delimitador");
    sample_free(report);
}

/* The row of a record whose name is TEXT, without its line end, in BYTES. */
static void row_of_name(const fixture *f, const char *text, char *bytes, size_t size)
{
    avance_write_options options = { .table = "metas" };
    avn_report *report = sample_metas();
    avn_node *node = sample_node(report, "meta", 1);
    size_t place = avn_member_find(node->block, AVN_STR("meta"));
    assert_true(place < node->block->member_count);
    node->slots[place].value.text = avn_str_of(text);
    write_one(f, report, &options);
    char *table = file_text(f->path);
    remove(f->path);
    const char *row = strstr(table, "\n2,1,"), *end = strstr(table, "\n3,1,");
    assert_true(row && end && (size_t)(end - row) < size);
    memcpy(bytes, row + 1, (size_t)(end - row) - 1);
    bytes[end - row - 1] = '\0';
    free(table);
}

/* Wherever in a row and in the blocks that it is looked at by the byte stands. */
static void cells_have_quotes_where_they_must(void **state)
{
    static const struct {
        const char *printed, *written;
    } cases[] = {
        { ";y", ",%s;y," },       { "ñ'", ",%sñ'," },     { ",y", ",\"%s,y\"," },
        { "\ny", ",\"%s\ny\"," }, { "\r", ",\"%s\r\"," }, { "\"y", ",\"%s\"\"y\"," },
    };
    fixture *f = *state;
    char row[5200], text[4200], expected[4300];
    for (size_t pad = 0; pad < 4100; pad += pad < 36 ? 1 : 800)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            memset(text, 'x', pad);
            text[pad] = '\0';
            snprintf(expected, sizeof expected, cases[i].written, text);
            strcpy(text + pad, cases[i].printed);
            row_of_name(f, text, row, sizeof row);
            assert_non_null(strstr(row, expected));
        }
}

static void one_table_goes_to_a_stream(void **state)
{
    fixture *f = *state;
    avance_write_options options = { .table = "dependencias" };
    write_one(f, sample_metas(), &options);
    char *text = file_text(f->path);
    assert_non_null(text);
    assert_memory_equal(text, "documento_id,clave,nombre\n1,30,", 31);
    free(text);
    assert_int_equal(remove(f->path), 0);
    options.table = "documentos";
    write_one(f, sample_metas(), &options);
    text = file_text(f->path);
    assert_non_null(strstr(text, "\n1,puentes.txt,"));
    free(text);
    remove(f->path);
}

static void a_table_that_is_not_there_is_named_with_those_that_are(void **state)
{
    fixture *f = *state;
    avance_write_options options = { .table = "nada" };
    avn_report *report = sample_metas();
    char code[64] = "", message[512] = "";
    assert_int_equal(written("csv", f->path, &options, &report, 1, code, message), AVANCE_BAD_USE);
    sample_free(report);
    assert_string_equal(code, "tabla-desconocida");
    assert_non_null(strstr(message, "nada"));
    assert_non_null(strstr(message, "unidades_administrativas, metas, valores"));
    assert_int_equal(count_entries(f->folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_report_gives_the_tables_of_the_contract, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(records_keep_what_was_printed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_are_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(percentages_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_go_to_the_long_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unknown_text_is_in_observaciones_with_all_its_words, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_package_describes_tables_that_join, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_package_types_the_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_sql_has_types_keys_and_comments, set_up, tear_down),
        cmocka_unit_test_setup_teardown(options_change_the_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cells_have_quotes_where_they_must, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_table_goes_to_a_stream, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_that_is_not_there_is_named_with_those_that_are,
                                        set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

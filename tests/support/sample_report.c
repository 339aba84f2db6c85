/* The trees are built as the assembler builds them: everything in the report's arena. */
#include "sample_report.h"

#undef NDEBUG /* the assertions are the checks */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "tree/value.h"

static avn_str copy(avn_report *report, const char *text)
{
    return avn_arena_str(&report->arena, avn_str_of(text));
}

static avn_report *report_new(const char *grammar, const char *title, const char *file)
{
    avn_report *report = calloc(1, sizeof *report);
    assert(report);
    avn_arena_init(&report->arena, avn_allocator_standard);
    avn_schema *schema = AVN_NEW(&report->arena, avn_schema);
    schema->grammar = copy(report, grammar);
    schema->title = copy(report, title);
    schema->version = copy(report, "1.2");
    schema->blocks = AVN_NEW_ARRAY(&report->arena, avn_block, 8);
    report->schema = schema;
    report->archivo = copy(report, file);
    report->file = avn_arena_printf(&report->arena, "entrada/%s", file).ptr;
    report->sha256 =
        copy(report, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    report->encoding = "UTF-8";
    report->reading = "";
    report->language = AVANCE_SPANISH;
    return report;
}

static avn_block *add_block(avn_report *report, avn_kind kind, const char *name, const char *table)
{
    avn_schema *schema = (avn_schema *)(uintptr_t)report->schema;
    avn_block *block = &schema->blocks[schema->block_count];
    block->kind = kind;
    block->index = schema->block_count++;
    block->name = copy(report, name);
    block->table = copy(report, table);
    block->members = AVN_NEW_ARRAY(&report->arena, avn_member, 12);
    block->parents = AVN_NEW_ARRAY(&report->arena, const avn_block *, 4);
    return block;
}

static avn_member *add_member(avn_report *report, avn_block *block, avn_member_kind kind,
                              const char *name, avn_type type)
{
    avn_member *member = &block->members[block->member_count++];
    *member = (avn_member){ .kind = kind, .name = copy(report, name), .type = type };
    return member;
}

static void add_key(avn_report *report, avn_block *block, const char *name)
{
    add_member(report, block, AVN_FIELD, name, AVN_KEY)->key = true;
}

static avn_block *add_staying_level(avn_report *report, const char *name, const char *table,
                                    const avn_block *owner)
{
    avn_block *level = add_block(report, AVN_LEVEL, name, table);
    add_key(report, level, "clave");
    add_member(report, level, AVN_FIELD, "nombre", AVN_TEXT);
    level->stays = true;
    level->owner = owner;
    return level;
}

/* LIST is "momento periodo momento periodo ..."; a periodo that ends in % is a percentage. */
static avn_columns *add_columns(avn_report *report, const char *name, const char *list)
{
    avn_columns *columns = AVN_NEW(&report->arena, avn_columns);
    columns->name = copy(report, name);
    columns->items = AVN_NEW_ARRAY(&report->arena, avn_column, 16);
    avn_str rest = avn_str_of(list);
    for (avn_str momento = avn_str_word(&rest); momento.len; momento = avn_str_word(&rest)) {
        avn_str periodo = avn_str_word(&rest);
        bool percent = periodo.ptr[periodo.len - 1] == '%';
        columns->items[columns->count++] =
            (avn_column){ .momento = avn_arena_str(&report->arena, momento),
                          .periodo = avn_arena_str(&report->arena,
                                                   avn_str_head(periodo, periodo.len - percent)),
                          .percent = percent };
    }
    return columns;
}

static avn_node *add_node(avn_report *report, const avn_block *block, avn_node *parent,
                          unsigned page, unsigned line)
{
    avn_node *node = AVN_NEW(&report->arena, avn_node);
    node->block = block;
    node->kind = block ? block->kind : AVN_UNKNOWN;
    node->origin = (avn_origin){ page, line, line ? 1 : 0 };
    node->slots = block ? AVN_NEW_ARRAY(&report->arena, avn_slot, block->member_count) : NULL;
    node->parent = parent;
    if (parent && parent->last)
        parent->last->next = node;
    else if (parent)
        parent->first = node;
    if (parent)
        parent->last = node;
    else
        report->root = node;
    if (node->kind == AVN_RECORD)
        report->records++;
    return node;
}

/* CONTEXT: the staying levels in force, NULL after the last. */
static void set_context(avn_report *report, avn_node *node, const avn_node *first,
                        const avn_node *second)
{
    const avn_node **context =
        AVN_NEW_ARRAY(&report->arena, const avn_node *, report->schema->block_count);
    if (first)
        context[first->block->index] = first;
    if (second)
        context[second->block->index] = second;
    node->context = context;
}

static avn_slot *slot_of(avn_node *node, const char *name)
{
    size_t place = avn_member_find(node->block, avn_str_of(name));
    assert(place < node->block->member_count);
    return &node->slots[place];
}

static avn_value value_of(avn_report *report, const avn_node *node, const char *text,
                          const char *printed)
{
    avn_str shown = copy(report, printed);
    return (avn_value){ .origin = node->origin,
                        .present = true,
                        .percent = shown.len && shown.ptr[shown.len - 1] == '%',
                        .text = copy(report, text),
                        .printed = shown };
}

static void set(avn_report *report, avn_node *node, const char *name, const char *text)
{
    slot_of(node, name)->value = value_of(report, node, text, text);
}

static void set_printed(avn_report *report, avn_node *node, const char *name, const char *text,
                        const char *printed)
{
    slot_of(node, name)->value = value_of(report, node, text, printed);
}

static void set_period(avn_report *report, avn_node *node, const char *name, const char *start,
                       const char *end, const char *printed)
{
    set_printed(report, node, name, start, printed);
    slot_of(node, name)->value.second = copy(report, end);
}

static void add_item(avn_report *report, avn_node *node, const char *name, const char *text)
{
    avn_list *list = &slot_of(node, name)->list;
    avn_value *item = AVN_PUSH(&report->arena, *list);
    *item = value_of(report, node, text, text);
    item->origin.line += (unsigned)list->count;
}

/* FIGURES as printed, separated by blanks; "-" is a cell without a figure. */
static void set_series(avn_report *report, avn_node *node, const char *name, const char *figures)
{
    size_t place = avn_member_find(node->block, avn_str_of(name));
    size_t count = node->block->members[place].columns->count;
    avn_series *series =
        avn_arena_alloc(&report->arena, sizeof *series + count * sizeof(avn_figure));
    series->origin = node->origin;
    avn_str rest = avn_str_of(figures);
    for (size_t i = 0; i < count; i++) {
        avn_str word = avn_str_word(&rest);
        assert(word.len);
        avn_cell_read(&report->arena, avn_arena_str(&report->arena, word), &series->cells[i]);
    }
    slot_of(node, name)->series = series;
}

void sample_free(avn_report *report)
{
    avn_arena_free(&report->arena);
    free(report);
}

avn_node *sample_node(const avn_report *report, const char *block, size_t n)
{
    for (const avn_node *node = report->root; node; node = avn_node_next(report->root, node)) {
        if (node->block ? avn_str_is(node->block->name, block) : strcmp(block, "unknown") == 0) {
            if (n-- == 0)
                return (avn_node *)(uintptr_t)node;
        }
    }
    return NULL;
}

static void metas_schema(avn_report *report)
{
    avn_block *document = add_block(report, AVN_DOCUMENT, "documento", "documentos");
    add_member(report, document, AVN_FIELD, "gobierno", AVN_TEXT);
    add_member(report, document, AVN_FIELD, "informe", AVN_TEXT);
    add_member(report, document, AVN_FIELD, "ejercicio", AVN_INTEGER);
    add_member(report, document, AVN_FIELD, "formato", AVN_KEY);
    add_member(report, document, AVN_FIELD, "trimestre", AVN_ORDINAL);
    add_member(report, document, AVN_FIELD, "emitido", AVN_DATE);
    avn_block *dependencia = add_staying_level(report, "dependencia", "dependencias", NULL);
    add_staying_level(report, "unidad_administrativa", "unidades_administrativas", dependencia);
    avn_block *meta = add_block(report, AVN_RECORD, "meta", "metas");
    avn_columns *columns =
        add_columns(report, "metas",
                    "original t1 original t2 original t3 original t4 original anual "
                    "modificado t1 modificado t2 modificado t3 modificado t4 modificado anual "
                    "realizado t1 realizado t2 realizado t3 realizado t4");
    add_member(report, meta, AVN_FIELD, "meta", AVN_TEXT);
    add_member(report, meta, AVN_FIELD, "unidad_medida", AVN_TEXT);
    add_member(report, meta, AVN_FIELD, "tipo", AVN_KEY);
    add_member(report, meta, AVN_FIELD, "acumulable", AVN_FLAG);
    add_member(report, meta, AVN_SERIES, "met", AVN_DECIMAL)->columns = columns;
    add_member(report, meta, AVN_SERIES, "num", AVN_DECIMAL)->columns = columns;
    add_member(report, meta, AVN_SERIES, "den", AVN_DECIMAL)->columns = columns;
    add_member(report, meta, AVN_FIELD, "avance", AVN_PERCENT);
    add_member(report, meta, AVN_FIELD, "evaluacion", AVN_PROSE);
}

/* The metas fill sample.sipot, which stands beside this file, without a gap. */
static void metas_form(avn_report *report)
{
    static const char *const entries[][2] = { { "nombre_indicador", "meta" }, { "tipo", "tipo" } };
    enum { COUNT = sizeof entries / sizeof *entries };
    avn_form *form = AVN_NEW(&report->arena, avn_form);
    *form = (avn_form){ .record = AVN_STR("meta"),
                        .layout = SAMPLE_FOLDER "/sample.sipot",
                        .entries = AVN_NEW_ARRAY(&report->arena, avn_form_entry, COUNT),
                        .entry_count = COUNT };
    for (size_t i = 0; i < COUNT; i++)
        form->entries[i] = (avn_form_entry){ .column = avn_str_of(entries[i][0]),
                                             .name = avn_str_of(entries[i][1]) };
    ((avn_schema *)(uintptr_t)report->schema)->form = form;
}

static avn_node *metas_level(avn_report *report, size_t block, const avn_node *dependencia,
                             unsigned page, unsigned line, const char *clave, const char *nombre)
{
    avn_node *node = add_node(report, &report->schema->blocks[block], report->root, page, line);
    set_context(report, node, dependencia, NULL);
    set(report, node, "clave", clave);
    set(report, node, "nombre", nombre);
    return node;
}

static avn_node *metas_record(avn_report *report, const avn_node *dependencia,
                              const avn_node *unidad, unsigned page, unsigned line,
                              const char *name)
{
    avn_node *node = add_node(report, &report->schema->blocks[3], report->root, page, line);
    set_context(report, node, dependencia, unidad);
    set(report, node, "meta", name);
    set(report, node, "tipo", "A");
    set_printed(report, node, "acumulable", "true", "SI");
    return node;
}

static void metas_findings(avn_report *report)
{
    *AVN_PUSH(&report->arena, report->findings) =
        (avance_finding){ .level = AVANCE_WARNING,
                          .code = "cuenta-de-cifras",
                          .file = report->file,
                          .page = 1,
                          .line = 40,
                          .column = 1,
                          .message = "hay 13 cifras donde se esperan 14" };
    *AVN_PUSH(&report->arena, report->findings) = (avance_finding){ .level = AVANCE_ERROR,
                                                                    .code = "suma",
                                                                    .file = report->file,
                                                                    .page = 2,
                                                                    .line = 71,
                                                                    .message = "la suma no cuadra",
                                                                    .expected = "12.50",
                                                                    .found = "12.05" };
}

avn_report *sample_metas(void)
{
    avn_report *report = report_new("puentes-1", "Informe de puentes", "puentes.txt");
    report->lines = 120;
    report->pages = 3;
    metas_schema(report);
    metas_form(report);
    avn_node *root = add_node(report, &report->schema->blocks[0], NULL, 1, 1);
    set_context(report, root, NULL, NULL);
    set(report, root, "gobierno", "GOBIERNO DE LA COMARCA DEL PUENTE");
    set(report, root, "ejercicio", "2031");
    set(report, root, "formato", "P-01");
    set_printed(report, root, "trimestre", "1", "PRIMERO");
    set_printed(report, root, "emitido", "2031-04-11T10:44", "11-04-2031 10:44");

    avn_node *puentes = metas_level(report, 1, NULL, 1, 5, "30", "SECRETARÍA DE PUENTES Y NIÑEZ");
    avn_node *oficina = metas_level(report, 2, puentes, 1, 6, "001", "OFICINA, \"LA\" COLGANTE");
    avn_node *meta = metas_record(report, puentes, oficina, 1, 16, "PINTAR EL PUENTE DE ARRIBA");
    set(report, meta, "unidad_medida", "PUENTE");
    set_series(report, meta, "met",
               "0.00 1.00 1.00 0.00 2.00 0.00 1.00 1.00 0.00 2.00 0.00 0.00 0.00 0.00");
    set_series(report, meta, "num",
               "0.00 1,900.00 1.00 0.00 1,901.00 0.00 1.00 1.00 0.00 2.00 0.00 0.00 0.00 0.00");
    set_printed(report, meta, "avance", "40.00", "40.00%");
    set(report, meta, "evaluacion", "SE COMPRÓ LA PINTURA.\n1. AZUL\n2. \"ROJA\"");

    avn_node *taller = metas_level(report, 2, puentes, 1, 30, "002", "TALLER DE BARANDALES");
    meta = metas_record(report, puentes, taller, 1, 40, "=CONTAR BARANDALES");
    set(report, meta, "unidad_medida", "BARANDAL");
    set_printed(report, meta, "acumulable", "false", "NO");
    set_series(report, meta, "met",
               "1234567890123456.10 - 3.00 4.00 5 1.00 2.00 3.00 4.00 10.00 1.00 2.00 3.00 4.00");

    avn_node *rios = metas_level(report, 1, NULL, 2, 60, "041", "INSTITUTO DE RÍOS");
    meta = metas_record(report, rios, NULL, 2, 71, "MEDIR EL RÍO");
    set(report, meta, "unidad_medida", "MEDICIÓN");
    set_series(report, meta, "den",
               "1.00 1.00 1.00 1.00 4.00 1.00 1.00 1.00 1.00 4.00 -1.00 0.00 0.00 0.00");
    set_printed(report, meta, "avance", "0.00", "0.00%");

    puentes = metas_level(report, 1, NULL, 3, 90, "30", "SECRETARÍA DE PUENTES Y NIÑEZ");
    oficina = metas_level(report, 2, puentes, 3, 91, "001", "OFICINA, \"LA\" COLGANTE");
    metas_record(report, puentes, oficina, 3, 96, "BAJAR DEL PUENTE");
    metas_findings(report);
    return report;
}

static void plan_schema(avn_report *report)
{
    avn_block *document = add_block(report, AVN_DOCUMENT, "documento", "documentos");
    add_member(report, document, AVN_FIELD, "titulo", AVN_TEXT);
    add_member(report, document, AVN_FIELD, "periodo", AVN_PERIOD);
    add_member(report, document, AVN_LIST, "fechas", AVN_DATE);
    avn_block *seccion = add_block(report, AVN_LEVEL, "seccion", "secciones");
    add_member(report, seccion, AVN_FIELD, "numero", AVN_KEY);
    add_member(report, seccion, AVN_FIELD, "titulo", AVN_TEXT);
    add_member(report, seccion, AVN_LIST, "parrafos", AVN_PROSE);
    avn_block *actividad = add_block(report, AVN_RECORD, "actividad", "actividades");
    actividad->parents[actividad->parent_count++] = seccion;
    add_member(report, actividad, AVN_FIELD, "nombre", AVN_TEXT);
    add_member(report, actividad, AVN_LIST, "lineas", AVN_TEXT);
    add_member(report, actividad, AVN_FIELD, "inversion", AVN_MONEY);
    add_member(report, actividad, AVN_FIELD, "periodo_tiempo", AVN_PERIOD);
    add_member(report, actividad, AVN_FIELD, "temporalidad", AVN_CHOICE);
    add_member(report, actividad, AVN_LIST, "cuotas", AVN_PERCENT);
}

avn_report *sample_plan(void)
{
    avn_report *report = report_new("plan-rios", "Plan de ríos", "plan.txt");
    report->lines = 40;
    report->pages = 1;
    plan_schema(report);
    const avn_block *blocks = report->schema->blocks;
    avn_node *root = add_node(report, &blocks[0], NULL, 1, 1);
    set_context(report, root, NULL, NULL);
    set(report, root, "titulo", "PLAN DE RÍOS \"LIMPIOS\"");
    set_period(report, root, "periodo", "2031-01-01", "2031-12-31", "Enero – Diciembre 2031");
    add_item(report, root, "fechas", "2031-03-08");
    add_item(report, root, "fechas", "2031-11-25");

    avn_node *seccion = add_node(report, &blocks[1], root, 1, 4);
    set_context(report, seccion, NULL, NULL);
    set(report, seccion, "numero", "IV");
    set(report, seccion, "titulo", "Ríos\ty arroyos");
    add_item(report, seccion, "parrafos", "Dice \"así\":\nC:\\ríos\\todos");
    add_item(report, seccion, "parrafos", "Un \x01 control y un \xF0\x9F\x8C\x8A.");

    avn_node *actividad = add_node(report, &blocks[2], seccion, 1, 10);
    set_context(report, actividad, NULL, NULL);
    set(report, actividad, "nombre", "Barrer la orilla, toda");
    add_item(report, actividad, "lineas", "=1+1");
    add_item(report, actividad, "lineas", "Segunda línea");
    slot_of(actividad, "lineas")->list.guessed = true;
    set_printed(report, actividad, "inversion", "700000.00", "$ 700,000.00");
    set_period(report, actividad, "periodo_tiempo", "2031-02-01", "2031-02-28",
               "1 de febrero al 28 de febrero 2031");
    set_printed(report, actividad, "temporalidad", "MENSUAL", "Mensual.");
    add_item(report, actividad, "cuotas", "12.50");

    avn_node *unknown = add_node(report, NULL, seccion, 1, 20);
    set_context(report, unknown, NULL, NULL);
    unknown->text = copy(report, "SELLO «RÍO»\nsin lugar");

    actividad = add_node(report, &blocks[2], seccion, 1, 22);
    set_context(report, actividad, NULL, NULL);
    set(report, actividad, "nombre", "Nadar");
    set_printed(report, actividad, "inversion", "-16.67", "(16.67)");

    avn_node *empty = add_node(report, &blocks[1], root, 1, 30);
    set_context(report, empty, NULL, NULL);
    set(report, empty, "numero", "V");
    return report;
}

avn_report *sample_percentages(void)
{
    avn_report *report = report_new("porcentajes", "Porcentajes", "porcentajes.txt");
    report->lines = 9;
    report->pages = 1;
    add_block(report, AVN_DOCUMENT, "documento", "documentos");
    avn_block *meta = add_block(report, AVN_RECORD, "meta", "metas");
    add_member(report, meta, AVN_FIELD, "numero", AVN_INTEGER);
    add_member(report, meta, AVN_SERIES, "cifras", AVN_DECIMAL)->columns =
        add_columns(report, "cifras",
                    "programado anual alcanzado trimestre alcanzado trimestre% "
                    "programado trimestre programado trimestre%");
    avn_node *root = add_node(report, &report->schema->blocks[0], NULL, 1, 1);
    set_context(report, root, NULL, NULL);
    avn_node *node = add_node(report, &report->schema->blocks[1], root, 1, 7);
    set_context(report, node, NULL, NULL);
    set(report, node, "numero", "1");
    set_series(report, node, "cifras", "8.00 3.00 37.50% 4.00 50.00%");
    return report;
}

/* JSON: the whole tree as one document, with a header and the observations.
 *
 * Written while walking, so that memory does not grow with the report; the walk goes by the
 * links of the nodes, because sections may be nested as deep as a text likes. */
#include "emit/formats.h"
#include "emit/json_tree.h"
#include "emit/outlet.h"

static void put_grammar(avn_json *json, const avn_schema *schema)
{
    avn_json_key(json, "gramatica");
    avn_json_open_flat(json, '{');
    avn_json_key(json, "nombre");
    avn_json_string(json, schema->grammar);
    avn_json_key(json, "version");
    if (schema->version.len)
        avn_json_string(json, schema->version);
    else
        avn_json_null(json);
    avn_json_close(json, '}');
}

static void put_source(avn_json *json, const avn_report *report)
{
    avn_json_key(json, "fuente");
    avn_json_open(json, '{');
    avn_json_key(json, "archivo");
    avn_json_string(json, report->archivo);
    avn_json_key(json, "sha256");
    avn_json_string(json, avn_report_sha256(report));
    avn_json_key(json, "codificacion");
    avn_json_text(json, report->encoding);
    avn_json_key(json, "lineas");
    avn_json_unsigned(json, report->lines);
    avn_json_key(json, "paginas");
    avn_json_unsigned(json, report->pages);
    avn_json_close(json, '}');
}

static void put_bounds(avn_json *json, const avn_bounds *bounds)
{
    char text[AVN_DECIMAL_TEXT_SIZE];
    avn_json_key(json, "semaforo");
    avn_json_open_flat(json, '{');
    avn_json_key(json, "desde");
    avn_json_raw(json, avn_decimal_text(bounds->low, text));
    avn_json_key(json, "hasta");
    avn_json_raw(json, avn_decimal_text(bounds->high, text));
    avn_json_close(json, '}');
}

static void put_place(avn_json *json, const char *key, unsigned long number)
{
    avn_json_key(json, key);
    if (number)
        avn_json_unsigned(json, number);
    else
        avn_json_null(json);
}

static void put_finding(avn_json *json, const avn_report *report, const avance_finding *finding)
{
    avn_json_open(json, '{');
    avn_json_key(json, "nivel");
    avn_json_text(json, avn_level_name(AVANCE_SPANISH, finding->level));
    avn_json_key(json, "codigo");
    avn_json_text(json, finding->code);
    avn_json_key(json, "archivo");
    avn_json_string(json, report->archivo);
    put_place(json, "pagina", finding->page);
    put_place(json, "linea", finding->line);
    avn_json_key(json, "mensaje");
    avn_json_text(json, finding->message);
    avn_json_key(json, "esperado");
    avn_json_text(json, finding->expected);
    avn_json_key(json, "hallado");
    avn_json_text(json, finding->found);
    avn_json_close(json, '}');
}

/* A level that stays holds nothing: what follows it is its neighbour. */
static bool has_content(const avn_node *node)
{
    return node->first || node->kind == AVN_DOCUMENT ||
           (node->kind == AVN_LEVEL && !node->block->stays);
}

/* All of NODE's object up to its children. */
static void open_node(avn_json *json, const avn_json_forms *forms, const avn_bounds *bounds,
                      const avn_node *node)
{
    avn_json_open(json, '{');
    if (node->kind != AVN_DOCUMENT) {
        avn_json_key(json, "bloque");
        avn_json_string(json, node->block ? node->block->name : AVN_STR("desconocido"));
    }
    if (node->block) {
        avn_json_members(json, forms, node);
        avn_json_states(json, node, bounds);
    } else {
        avn_json_key(json, "texto");
        avn_json_string(json, node->text);
    }
    if (node->kind != AVN_DOCUMENT)
        avn_json_origin(json, forms, AVN_STR(""), node->origin);
    if (has_content(node)) {
        avn_json_key(json, "contenido");
        avn_json_open(json, '[');
    }
}

static void close_node(avn_json *json, const avn_node *node)
{
    if (has_content(node))
        avn_json_close(json, ']');
    avn_json_close(json, '}');
}

static void put_tree(avn_json *json, const avn_json_forms *forms, const avn_bounds *bounds,
                     const avn_node *root)
{
    for (const avn_node *node = root, *next; node; node = next) {
        next = avn_node_next(root, node);
        open_node(json, forms, bounds, node);
        /* What does not hold the next one is complete. */
        const avn_node *holder = next ? next->parent : root->parent;
        for (; node != holder; node = node->parent)
            close_node(json, node);
    }
}

static void put_report(avn_json *json, const avn_json_forms *forms, const avn_bounds *bounds,
                       const avn_report *report)
{
    avn_json_open(json, '{');
    avn_json_key(json, "avance");
    avn_json_unsigned(json, AVN_JSON_VERSION);
    put_grammar(json, report->schema);
    put_source(json, report);
    if (bounds)
        put_bounds(json, bounds);
    avn_json_key(json, "documento");
    put_tree(json, forms, bounds, report->root);
    avn_json_key(json, "observaciones");
    avn_json_open(json, '[');
    for (size_t i = 0; i < report->findings.count; i++)
        put_finding(json, report, &report->findings.items[i]);
    avn_json_close(json, ']');
    avn_json_close(json, '}');
    avn_out_char(json->out, '\n');
}

static avance_status add(avn_emission *emission, const avn_report *report)
{
    avn_json json = { .out = emission->out, .indented = true };
    const avn_json_forms *forms = avn_json_forms_new(&emission->arena, report->schema, true);
    if (!forms)
        return avn_no_memory(emission->sink);
    put_report(&json, forms, avn_json_bounds(emission), report);
    return avn_out_status(emission->out);
}

const avn_emitter avn_emit_json = {
    .name = "json",
    .suffix = ".json",
    .title_es = "el informe completo como un documento JSON",
    .title_en = "the whole report as one JSON document",
    .target = AVANCE_STREAM,
    .many = false,
    .states_on_request = true,
    .add = add,
};

/* JSON: the whole tree as one document, with a header and the observations.
 *
 * Written while walking, so that memory does not grow with the report; the walk goes by the
 * links of the nodes, because sections may be nested as deep as a text likes. The header says how
 * many pages there are, which the last portion of a long report tells: what the others say waits
 * in a file. */
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
        avn_json_origin(json, forms, node->origin);
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

/* The objects of all that ROOT holds, one behind the other. */
static void put_content(avn_json *json, const avn_json_forms *forms, const avn_bounds *bounds,
                        const avn_node *root)
{
    for (const avn_node *node = root->first, *next; node; node = next) {
        next = avn_node_next(root, node);
        open_node(json, forms, bounds, node);
        /* What does not hold the next one is complete. */
        const avn_node *holder = next ? next->parent : root;
        for (; node != holder; node = node->parent)
            close_node(json, node);
    }
}

static void put_findings(avn_json *json, const avn_report *report)
{
    for (size_t i = 0; i < report->findings.count; i++)
        put_finding(json, report, &report->findings.items[i]);
}

/* What came with the portions of a long report before its last one, which tells what stands above
 * it. */
typedef struct spooled {
    avn_json content, findings;
} spooled;

typedef struct json_state {
    const avn_json_forms *forms;
    spooled *spooled; /* NULL where the report came in one piece */
} json_state;

/* Goes on in JSON with what was spooled. */
static void put_spooled(avn_json *json, const avn_json *part)
{
    avn_out_spool(json->out, part->out);
    json->comma = part->comma;
}

static void put_report(avn_json *json, const json_state *state, const avn_bounds *bounds,
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
    open_node(json, state->forms, bounds, report->root);
    if (state->spooled)
        put_spooled(json, &state->spooled->content);
    put_content(json, state->forms, bounds, report->root);
    close_node(json, report->root);
    avn_json_key(json, "observaciones");
    avn_json_open(json, '[');
    if (state->spooled)
        put_spooled(json, &state->spooled->findings);
    put_findings(json, report);
    avn_json_close(json, ']');
    avn_json_close(json, '}');
    avn_out_char(json->out, '\n');
}

static avance_status open_spools(avn_emission *emission, json_state *state)
{
    /* How many containers are open where they stand. */
    enum { CONTENT_DEPTH = 3, FINDINGS_DEPTH = 2 };
    avn_allocator allocator = emission->arena.allocator;
    spooled *made = AVN_NEW(&emission->arena, spooled);
    if (!made)
        return avn_no_memory(emission->sink);
    made->content = (avn_json){ .indented = true, .depth = CONTENT_DEPTH };
    made->findings = (avn_json){ .indented = true, .depth = FINDINGS_DEPTH };
    state->spooled = made;
    avance_status status = avn_out_open_spool(allocator, emission->sink, &made->content.out);
    if (status == AVANCE_OK)
        status = avn_out_open_spool(allocator, emission->sink, &made->findings.out);
    return status;
}

static avance_status spool(avn_emission *emission, json_state *state, const avn_report *report)
{
    avance_status status = state->spooled ? AVANCE_OK : open_spools(emission, state);
    if (status != AVANCE_OK)
        return status;
    spooled *to = state->spooled;
    put_content(&to->content, state->forms, avn_json_bounds(emission), report->root);
    put_findings(&to->findings, report);
    status = avn_out_status(to->content.out);
    return status == AVANCE_OK ? avn_out_status(to->findings.out) : status;
}

static avance_status add(avn_emission *emission, const avn_report *report)
{
    json_state *state = emission->state;
    if (!report->began)
        emission->state = state = AVN_NEW(&emission->arena, json_state);
    if (state && !state->forms)
        state->forms = avn_json_forms_new(&emission->arena, report->schema, AVN_STR(""), true);
    if (!state || !state->forms)
        return avn_no_memory(emission->sink);
    if (report->goes_on)
        return spool(emission, state, report);
    avn_json json = { .out = emission->out, .indented = true };
    put_report(&json, state, avn_json_bounds(emission), report);
    return avn_out_status(emission->out);
}

static void release(avn_emission *emission)
{
    json_state *state = emission->state;
    if (!state || !state->spooled)
        return;
    avn_out_abort(state->spooled->content.out);
    avn_out_abort(state->spooled->findings.out);
}

const avn_emitter avn_emit_json = {
    .name = "json",
    .suffix = ".json",
    .title_es = "el informe completo como un documento JSON",
    .title_en = "the whole report as one JSON document",
    .target = AVANCE_STREAM,
    .many = false,
    .portions = true,
    .states_on_request = true,
    .add = add,
    .release = release,
};

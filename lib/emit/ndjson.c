/* NDJSON: one line per record, and per level that does not stay in force, each with all that
 * it stands under: the document, the staying levels, the blocks that hold it. A text that no rule
 * took is a line too, so that nothing is lost here either. */
#include "emit/formats.h"
#include "emit/json_holders.h"
#include "emit/json_tree.h"
#include "emit/outlet.h"

static bool has_line(const avn_node *node)
{
    return node->kind == AVN_UNKNOWN || avn_json_has_line(node->block);
}

/* The key NAME with NODE's single values, or null. */
static void put_holder(avn_json *json, avn_str name, const avn_node *node)
{
    avn_json_key_str(json, name);
    if (!node) {
        avn_json_null(json);
        return;
    }
    avn_json_open(json, '{');
    avn_json_scalars(json, node);
    avn_json_close(json, '}');
}

/* What NODE says, and the blocks it stands under. */
static void put_block(avn_json *json, const avn_json_forms *forms, const avn_json_holders *held_by,
                      const avn_node *node)
{
    for (size_t i = 0; i < held_by->count; i++)
        put_holder(json, held_by->blocks[i]->name, avn_node_within(node, held_by->blocks[i]));
    avn_json_members(json, forms, node);
}

static void put_line(avn_json *json, const avn_report *report, const avn_json_forms *forms,
                     const avn_json_holders *holders_of, const avn_bounds *bounds,
                     const avn_node *node)
{
    avn_json_open(json, '{');
    avn_json_key(json, "registro");
    avn_json_string(json, node->block ? node->block->name : AVN_STR("desconocido"));
    put_holder(json, AVN_STR("documento"), report->root);
    if (node->block) {
        put_block(json, forms, &holders_of[node->block->index], node);
        avn_json_states(json, node, bounds);
    } else {
        avn_json_key(json, "texto");
        avn_json_string(json, node->text);
    }
    avn_json_origin(json, report->archivo, node->origin);
    avn_json_close(json, '}');
    avn_out_char(json->out, '\n');
    json->comma = false;
}

static avance_status add(avn_emission *emission, const avn_report *report)
{
    avn_arena scratch;
    avn_arena_init(&scratch, emission->arena.allocator);
    const avn_json_forms *forms = avn_json_forms_new(&scratch, report->schema, false);
    const avn_json_holders *holders_of = avn_json_holders_find(&scratch, report->schema);
    avn_json json = { .out = emission->out };
    const avn_node *node = forms && holders_of ? report->root : NULL;
    for (; node; node = avn_node_next(report->root, node))
        if (has_line(node))
            put_line(&json, report, forms, holders_of, avn_json_bounds(emission), node);
    avance_status status =
        scratch.failed ? avn_no_memory(emission->sink) : avn_out_status(emission->out);
    avn_arena_free(&scratch);
    return status;
}

const avn_emitter avn_emit_ndjson = {
    .name = "ndjson",
    .suffix = ".ndjson",
    .title_es = "un objeto JSON por registro, uno por línea",
    .title_en = "one JSON object per record, one a line",
    .target = AVANCE_STREAM,
    .many = true,
    .states_on_request = true,
    .portions = true,
    .add = add,
};

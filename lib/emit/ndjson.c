/* NDJSON: one line per record, and per level that does not stay in force, each with all that
 * it stands under: the document, the staying levels, the blocks that hold it. A text that no rule
 * took is a line too, so that nothing is lost here either.
 *
 * Lines that follow each other stand under the same or nearly so: what was written of a holder is
 * kept and written again until another takes its place, and so is the beginning of a line, up to
 * what its own node says, until some holder changes. */
#include "emit/formats.h"
#include "emit/json_holders.h"
#include "emit/json_tree.h"
#include "emit/outlet.h"

/* What was written last of a node, e.g. the key and the values of a holder. */
typedef struct written {
    const avn_node *node;
    avn_str text; /* empty: nothing yet */
} written;

typedef struct lines {
    avn_json json;
    const avn_report *report;
    const avn_json_forms *forms;
    const avn_json_holders *holders_of;
    const avn_bounds *bounds;
    avn_arena *arena;
    avn_str registro;  /* the key */
    written *holders;  /* one per block of the schema */
    written beginning; /* of the line before */
} lines;

static bool has_line(const avn_node *node)
{
    return node->kind == AVN_UNKNOWN || avn_json_has_line(node->block);
}

/* The key NAME with NODE's single values, or null. */
static void write_holder(lines *l, avn_str name, const avn_node *node)
{
    avn_json_key_str(&l->json, name);
    if (!node) {
        avn_json_null(&l->json);
        return;
    }
    avn_json_open(&l->json, '{');
    avn_json_scalars(&l->json, l->forms, node);
    avn_json_close(&l->json, '}');
}

/* NODE, of BLOCK, or NULL as the member NAME of a line; never its first. */
static void put_holder(lines *l, avn_str name, const avn_block *block, const avn_node *node)
{
    written *last = &l->holders[block->index];
    if (last->text.len && last->node == node) {
        avn_json_again(&l->json, last->text);
        return;
    }
    uint64_t before = avn_out_count(l->json.out) + 1; /* less the comma */
    write_holder(l, name, node);
    *last = (written){ node, avn_arena_str(l->arena, avn_out_since(l->json.out, before)) };
}

/* What NODE is, and all that it stands under. */
static void write_beginning(lines *l, const avn_node *node)
{
    avn_json *json = &l->json;
    avn_json_key_made(json, l->registro);
    avn_json_string(json, node->block ? node->block->name : AVN_STR("desconocido"));
    put_holder(l, AVN_STR("documento"), l->report->root->block, l->report->root);
    const avn_json_holders *held_by = node->block ? &l->holders_of[node->block->index] : NULL;
    for (size_t i = 0; held_by && i < held_by->count; i++) {
        const avn_block *block = held_by->blocks[i];
        put_holder(l, block->name, block, avn_node_within(node, block));
    }
}

/* True when both are of one block and stand under the same. */
static bool begin_alike(const avn_node *a, const avn_node *b)
{
    return a->block == b->block && a->parent == b->parent && a->context == b->context;
}

static void put_beginning(lines *l, const avn_node *node)
{
    written *last = &l->beginning;
    if (last->text.len && begin_alike(last->node, node)) {
        avn_json_again(&l->json, last->text);
        return;
    }
    uint64_t before = avn_out_count(l->json.out);
    write_beginning(l, node);
    *last = (written){ node, avn_arena_str(l->arena, avn_out_since(l->json.out, before)) };
}

static void put_line(lines *l, const avn_node *node)
{
    avn_json *json = &l->json;
    avn_json_open(json, '{');
    put_beginning(l, node);
    if (node->block) {
        avn_json_members(json, l->forms, node);
        avn_json_states(json, node, l->bounds);
    } else {
        avn_json_key(json, "texto");
        avn_json_string(json, node->text);
    }
    avn_json_origin(json, l->forms, node->origin);
    avn_json_close(json, '}');
    avn_out_char(json->out, '\n');
    json->comma = false;
}

static avance_status add(avn_emission *emission, const avn_report *report)
{
    avn_arena scratch;
    avn_arena_init(&scratch, emission->arena.allocator);
    lines l = { .json = { .out = emission->out },
                .report = report,
                .forms = avn_json_forms_new(&scratch, report->schema, report->archivo, false),
                .holders_of = avn_json_holders_find(&scratch, report->schema),
                .bounds = avn_json_bounds(emission),
                .arena = &scratch,
                .registro = avn_json_key_make(&scratch, AVN_STR("registro"), false),
                .holders = AVN_NEW_ARRAY(&scratch, written, report->schema->block_count) };
    const avn_node *node = scratch.failed ? NULL : report->root;
    for (; node; node = avn_node_next(report->root, node))
        if (has_line(node))
            put_line(&l, node);
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

#include "emit/json_schema.h"

#include "base/state.h"
#include "emit/json_holders.h"
#include "emit/json_schema_parts.h"
#include "emit/json_tree.h"

typedef struct writer {
    avn_schema_writer parts;
    const avn_schema *schema;
    const avn_json_holders *holders; /* per block */
} writer;

/* ---- blocks ------------------------------------------------------------------------ */

/* Whether the members of LIST were marked off in the source; said of those that may not be. */
static avn_str delimited(writer *w, const avn_member *list)
{
    return avn_arena_printf(w->parts.arena, "%.*s_delimitadas", AVN_FMT(list->name));
}

/* The members of BLOCK as properties; their names are added to REQUIRED. */
static void put_members(writer *w, const avn_block *block, avn_str *required, size_t *count)
{
    for (size_t i = 0; i < block->member_count; i++) {
        const avn_member *member = &block->members[i];
        avn_schema_member(&w->parts, member);
        required[(*count)++] = member->name;
        if (member->kind != AVN_LIST)
            continue;
        avn_schema_simple(&w->parts, delimited(w, member).ptr, "boolean", false);
        if (member->split)
            required[(*count)++] = delimited(w, member);
    }
}

/* How a record stands: there only when --semaforo asks for it. */
static void put_states(writer *w, const avn_block *block)
{
    avn_str names[AVN_STATE_COUNT];
    for (int i = 0; i < AVN_STATE_COUNT; i++)
        names[i] = avn_str_of(avn_state_name((avn_state)i));
    for (size_t i = 0; i < block->state_count; i++) {
        avn_json_key_str(&w->parts.json, block->states[i]->equation.left);
        avn_json_open_flat(&w->parts.json, '{');
        avn_schema_strs(&w->parts, "enum", names, AVN_STATE_COUNT);
        avn_json_close(&w->parts.json, '}');
    }
}

static bool can_hold(const avn_block *holder, const avn_block *block)
{
    if (block->index == 0)
        return false;
    if (holder->index == 0 && (block->stays || block->parent_count == 0))
        return true;
    for (size_t i = 0; i < block->parent_count; i++)
        if (block->parents[i] == holder)
            return true;
    return false;
}

static void put_contents(writer *w, const avn_block *block)
{
    avn_json_key(&w->parts.json, "contenido");
    avn_json_open(&w->parts.json, '{');
    avn_schema_text(&w->parts, "type", "array");
    avn_json_key(&w->parts.json, "items");
    avn_json_open(&w->parts.json, '{');
    avn_json_key(&w->parts.json, "anyOf");
    avn_json_open(&w->parts.json, '[');
    for (size_t i = 1; i < w->schema->block_count; i++)
        if (can_hold(block, &w->schema->blocks[i]))
            avn_schema_reference(&w->parts, "bloque_", w->schema->blocks[i].name);
    avn_schema_reference(&w->parts, "desconocido", AVN_STR(""));
    avn_json_close(&w->parts.json, ']');
    avn_json_close(&w->parts.json, '}');
    avn_json_close(&w->parts.json, '}');
}

/* What a list of names of BLOCK's object can hold. */
static avn_str *names_of(writer *w, const avn_block *block)
{
    enum { FIXED_NAMES = 4 };
    return AVN_NEW_ARRAY(w->parts.arena, avn_str,
                         2 * block->member_count + w->schema->block_count + FIXED_NAMES);
}

static void put_origin(writer *w, const char *definition)
{
    avn_json_key(&w->parts.json, "origen");
    avn_schema_reference(&w->parts, definition, AVN_STR(""));
}

/* A node of -t json. */
static void put_block(writer *w, const avn_block *block)
{
    bool document = block->index == 0;
    avn_str *required = names_of(w, block);
    size_t count = 0;
    if (!required)
        return;
    avn_schema_open(&w->parts);
    if (!document) {
        avn_schema_constant(&w->parts, "bloque", block->name);
        required[count++] = AVN_STR("bloque");
    }
    put_members(w, block, required, &count);
    put_states(w, block);
    if (!document) {
        put_origin(w, "origen");
        required[count++] = AVN_STR("origen");
    }
    put_contents(w, block);
    if (document || (block->kind == AVN_LEVEL && !block->stays))
        required[count++] = AVN_STR("contenido");
    avn_schema_close(&w->parts, required, count);
}

/* What a line says of a block that its record stands under: the single values. */
static void put_heading(writer *w, const avn_block *block)
{
    avn_str *required = names_of(w, block);
    size_t count = 0;
    if (!required)
        return;
    avn_schema_open(&w->parts);
    for (size_t i = 0; i < block->member_count; i++) {
        if (block->members[i].kind != AVN_FIELD)
            continue;
        avn_schema_member(&w->parts, &block->members[i]);
        required[count++] = block->members[i].name;
    }
    avn_schema_close(&w->parts, required, count);
}

static void put_holder(writer *w, const avn_block *holder)
{
    avn_json_key_str(&w->parts.json, holder->name);
    avn_json_open_flat(&w->parts.json, '{');
    avn_json_key(&w->parts.json, "anyOf");
    avn_json_open(&w->parts.json, '[');
    avn_schema_reference(&w->parts, "encabezado_", holder->name);
    avn_json_open(&w->parts.json, '{');
    avn_schema_text(&w->parts, "type", "null");
    avn_json_close(&w->parts.json, '}');
    avn_json_close(&w->parts.json, ']');
    avn_json_close(&w->parts.json, '}');
}

/* Begins the object of a line. */
static void open_line(writer *w, avn_str registro, avn_str *required, size_t *count)
{
    avn_schema_open(&w->parts);
    avn_schema_constant(&w->parts, "registro", registro);
    required[(*count)++] = AVN_STR("registro");
    avn_json_key(&w->parts.json, "documento");
    avn_schema_reference(&w->parts, "encabezado_", w->schema->blocks[0].name);
    required[(*count)++] = AVN_STR("documento");
}

static void close_line(writer *w, avn_str *required, size_t count)
{
    put_origin(w, "origen_con_archivo");
    required[count++] = AVN_STR("origen");
    avn_schema_close(&w->parts, required, count);
}

/* A line of -t ndjson. A member called like a block that holds it is what a reader gets. */
static void put_line(writer *w, const avn_block *block)
{
    const avn_json_holders *holders = &w->holders[block->index];
    avn_str *required = names_of(w, block);
    size_t count = 0;
    if (!required)
        return;
    open_line(w, block->name, required, &count);
    for (size_t i = 0; i < holders->count; i++) {
        if (avn_member_find(block, holders->blocks[i]->name) < block->member_count)
            continue;
        put_holder(w, holders->blocks[i]);
        required[count++] = holders->blocks[i]->name;
    }
    put_members(w, block, required, &count);
    put_states(w, block);
    close_line(w, required, count);
}

/* ---- what every grammar shares -------------------------------------------------------- */

static void put_origins(writer *w)
{
    static const char *const names[] = { "origen", "origen_con_archivo" };
    const avn_str keys[] = { AVN_STR("pagina"), AVN_STR("linea"), AVN_STR("archivo") };
    for (size_t i = 0; i < 2; i++) {
        avn_json_key(&w->parts.json, names[i]);
        avn_schema_open(&w->parts);
        avn_schema_simple(&w->parts, "pagina", "integer", false);
        avn_schema_simple(&w->parts, "linea", "integer", false);
        if (i == 1)
            avn_schema_simple(&w->parts, "archivo", "string", false);
        avn_schema_close(&w->parts, keys, 2 + i);
    }
}

static void put_unknown(writer *w)
{
    const avn_str keys[] = { AVN_STR("bloque"), AVN_STR("texto"), AVN_STR("origen") };
    avn_str line_keys[4];
    size_t count = 0;
    avn_json_key(&w->parts.json, "desconocido");
    avn_schema_open(&w->parts);
    avn_schema_constant(&w->parts, "bloque", AVN_STR("desconocido"));
    avn_schema_simple(&w->parts, "texto", "string", false);
    put_origin(w, "origen");
    avn_schema_close(&w->parts, keys, 3);
    avn_json_key(&w->parts.json, "linea_desconocida");
    open_line(w, AVN_STR("desconocido"), line_keys, &count);
    avn_schema_simple(&w->parts, "texto", "string", false);
    line_keys[count++] = AVN_STR("texto");
    close_line(w, line_keys, count);
}

static void put_finding(writer *w)
{
    static const struct {
        const char *name, *type;
        bool nullable;
    } parts[] = {
        { "codigo", "string", false },  { "archivo", "string", false },
        { "pagina", "integer", true },  { "linea", "integer", true },
        { "mensaje", "string", false }, { "esperado", "string", true },
        { "hallado", "string", true },
    };
    enum { COUNT = sizeof parts / sizeof *parts };
    avn_str keys[COUNT + 1], levels[3];
    for (int i = 0; i < 3; i++)
        levels[i] = avn_str_of(avn_level_name(AVANCE_SPANISH, (avance_level)i));
    avn_json_key(&w->parts.json, "observacion");
    avn_schema_open(&w->parts);
    keys[0] = AVN_STR("nivel");
    avn_json_key(&w->parts.json, "nivel");
    avn_json_open_flat(&w->parts.json, '{');
    avn_schema_strs(&w->parts, "enum", levels, 3);
    avn_json_close(&w->parts.json, '}');
    for (size_t i = 0; i < COUNT; i++) {
        keys[i + 1] = avn_str_of(parts[i].name);
        avn_schema_simple(&w->parts, parts[i].name, parts[i].type, parts[i].nullable);
    }
    avn_schema_close(&w->parts, keys, COUNT + 1);
}

static void put_any_line(writer *w)
{
    avn_json_key(&w->parts.json, "linea");
    avn_json_open(&w->parts.json, '{');
    avn_json_key(&w->parts.json, "anyOf");
    avn_json_open(&w->parts.json, '[');
    for (size_t i = 1; i < w->schema->block_count; i++)
        if (avn_json_has_line(&w->schema->blocks[i]))
            avn_schema_reference(&w->parts, "linea_", w->schema->blocks[i].name);
    avn_schema_reference(&w->parts, "linea_desconocida", AVN_STR(""));
    avn_json_close(&w->parts.json, ']');
    avn_json_close(&w->parts.json, '}');
}

static void put_definition(writer *w, const char *kind, const avn_block *block)
{
    avn_json_key_str(&w->parts.json,
                     avn_arena_printf(w->parts.arena, "%s%.*s", kind, AVN_FMT(block->name)));
}

static void put_definitions(writer *w)
{
    avn_json_key(&w->parts.json, "$defs");
    avn_json_open(&w->parts.json, '{');
    put_origins(w);
    put_finding(w);
    for (size_t i = 0; i < w->schema->block_count && !w->parts.arena->failed; i++) {
        const avn_block *block = &w->schema->blocks[i];
        put_definition(w, "bloque_", block);
        put_block(w, block);
        put_definition(w, "encabezado_", block);
        put_heading(w, block);
        if (i == 0 || !avn_json_has_line(block))
            continue;
        put_definition(w, "linea_", block);
        put_line(w, block);
    }
    put_unknown(w);
    put_any_line(w);
    avn_json_close(&w->parts.json, '}');
}

/* ---- the root ---------------------------------------------------------------------------- */

static void put_source(writer *w)
{
    const avn_str keys[] = { AVN_STR("archivo"), AVN_STR("sha256"), AVN_STR("codificacion"),
                             AVN_STR("lineas"), AVN_STR("paginas") };
    avn_json_key(&w->parts.json, "fuente");
    avn_schema_open(&w->parts);
    avn_schema_simple(&w->parts, "archivo", "string", false);
    avn_json_key(&w->parts.json, "sha256");
    avn_json_open_flat(&w->parts.json, '{');
    avn_schema_text(&w->parts, "type", "string");
    avn_schema_text(&w->parts, "pattern", "^[0-9a-f]{64}$");
    avn_json_close(&w->parts.json, '}');
    avn_schema_simple(&w->parts, "codificacion", "string", true);
    avn_schema_simple(&w->parts, "lineas", "integer", false);
    avn_schema_simple(&w->parts, "paginas", "integer", false);
    avn_schema_close(&w->parts, keys, sizeof keys / sizeof *keys);
}

static void put_grammar(writer *w)
{
    const avn_str keys[] = { AVN_STR("nombre"), AVN_STR("version") };
    avn_json_key(&w->parts.json, "gramatica");
    avn_schema_open(&w->parts);
    avn_schema_constant(&w->parts, "nombre", w->schema->grammar);
    avn_schema_simple(&w->parts, "version", "string", true);
    avn_schema_close(&w->parts, keys, 2);
}

static void put_bounds(writer *w)
{
    const avn_str keys[] = { AVN_STR("desde"), AVN_STR("hasta") };
    avn_json_key(&w->parts.json, "semaforo");
    avn_schema_open(&w->parts);
    avn_schema_simple(&w->parts, "desde", "number", false);
    avn_schema_simple(&w->parts, "hasta", "number", false);
    avn_schema_close(&w->parts, keys, 2);
}

static void put_root(writer *w)
{
    const avn_str keys[] = { AVN_STR("avance"), AVN_STR("gramatica"), AVN_STR("fuente"),
                             AVN_STR("documento"), AVN_STR("observaciones") };
    avn_json_key(&w->parts.json, "properties");
    avn_json_open(&w->parts.json, '{');
    avn_json_key(&w->parts.json, "avance");
    avn_json_open_flat(&w->parts.json, '{');
    avn_json_key(&w->parts.json, "const");
    avn_json_unsigned(&w->parts.json, AVN_JSON_VERSION);
    avn_json_close(&w->parts.json, '}');
    put_grammar(w);
    put_source(w);
    put_bounds(w);
    avn_json_key(&w->parts.json, "documento");
    avn_schema_reference(&w->parts, "bloque_", w->schema->blocks[0].name);
    avn_json_key(&w->parts.json, "observaciones");
    avn_json_open(&w->parts.json, '{');
    avn_schema_text(&w->parts, "type", "array");
    avn_json_key(&w->parts.json, "items");
    avn_schema_reference(&w->parts, "observacion", AVN_STR(""));
    avn_json_close(&w->parts.json, '}');
    avn_json_close(&w->parts.json, '}');
    avn_schema_strs(&w->parts, "required", keys, sizeof keys / sizeof *keys);
    avn_json_key(&w->parts.json, "additionalProperties");
    avn_json_bool(&w->parts.json, false);
}

avance_status avn_json_schema_write(avn_out *out, avn_arena *scratch, const avn_schema *schema)
{
    writer w = { .parts = { .json = { .out = out, .indented = true }, .arena = scratch },
                 .schema = schema,
                 .holders = avn_json_holders_find(scratch, schema) };
    if (!w.holders)
        return AVANCE_NO_MEMORY;
    avn_json_open(&w.parts.json, '{');
    avn_schema_text(&w.parts, "$schema", "https://json-schema.org/draft/2020-12/schema");
    avn_json_key(&w.parts.json, "$id");
    avn_json_string(&w.parts.json,
                    avn_arena_printf(scratch, "urn:avance:%.*s", AVN_FMT(schema->grammar)));
    avn_json_key(&w.parts.json, "title");
    avn_json_string(&w.parts.json, schema->title);
    avn_schema_text(&w.parts, "$comment",
                    "Un documento de -t json; cada renglón de -t ndjson es #/$defs/linea.");
    avn_schema_text(&w.parts, "type", "object");
    put_root(&w);
    put_definitions(&w);
    avn_json_close(&w.parts.json, '}');
    avn_out_char(out, '\n');
    return scratch->failed ? AVANCE_NO_MEMORY : avn_out_status(out);
}

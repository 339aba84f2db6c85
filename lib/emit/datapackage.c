/* Built with cJSON, which holds no figures here: only names, types and labels. cJSON answers NULL
 * when memory is short, and adding NULL is harmless, so that `failed` is looked at once. */
#include "emit/datapackage.h"

#include <cjson/cJSON.h>

typedef struct builder {
    avn_emission *emission;
    bool failed;
} builder;

static cJSON *kept(builder *b, cJSON *item)
{
    if (!item)
        b->failed = true;
    return item;
}

static void add_text(builder *b, cJSON *object, const char *name, const char *text)
{
    kept(b, cJSON_AddStringToObject(object, name, text));
}

/* S as a C string. */
static const char *c_string(builder *b, avn_str s)
{
    return avn_arena_str(&b->emission->arena, s).ptr;
}

static void push_text(builder *b, cJSON *array, avn_str text)
{
    cJSON *item = kept(b, cJSON_CreateString(c_string(b, text)));
    if (!cJSON_AddItemToArray(array, item)) {
        cJSON_Delete(item);
        b->failed = true;
    }
}

static cJSON *push_object(builder *b, cJSON *array)
{
    cJSON *object = kept(b, cJSON_CreateObject());
    if (cJSON_AddItemToArray(array, object))
        return object;
    cJSON_Delete(object);
    b->failed = true;
    return NULL;
}

/* Dates of one column have one form, or the column is text for a program. */
static void add_date_type(builder *b, cJSON *field, unsigned forms)
{
    if (forms == 0 || forms == AVN_DAYS) {
        add_text(b, field, "type", "date");
    } else if (forms == AVN_MINUTES) {
        add_text(b, field, "type", "datetime");
        add_text(b, field, "format", "%Y-%m-%dT%H:%M");
    } else {
        add_text(b, field, "type", "string");
    }
}

static void add_type(builder *b, cJSON *field, const avn_table_column *column)
{
    switch (column->type) {
    case AVN_INTEGER:
    case AVN_ORDINAL:
        add_text(b, field, "type", "integer");
        break;
    case AVN_DECIMAL:
    case AVN_PERCENT:
    case AVN_MONEY:
        add_text(b, field, "type", "number");
        break;
    case AVN_FLAG:
        add_text(b, field, "type", "boolean");
        break;
    case AVN_DATE:
        add_date_type(b, field, column->date_forms);
        break;
    case AVN_TEXT:
    case AVN_PROSE:
    case AVN_KEY:
    case AVN_PERIOD:
    case AVN_CHOICE:
        add_text(b, field, "type", "string");
        break;
    }
}

static void add_field(builder *b, cJSON *fields, const avn_table_column *column)
{
    cJSON *field = push_object(b, fields);
    avn_arena *arena = &b->emission->arena;
    add_text(b, field, "name", c_string(b, column->name));
    add_type(b, field, column);
    add_text(b, field, "description", avn_table_label(arena, column, false).ptr);
    add_text(b, field, "description_en", avn_table_label(arena, column, true).ptr);
    if (!column->required)
        return;
    cJSON *constraints = kept(b, cJSON_AddObjectToObject(field, "constraints"));
    kept(b, cJSON_AddBoolToObject(constraints, "required", true));
    if (!column->is_state)
        return;
    cJSON *names = kept(b, cJSON_AddArrayToObject(constraints, "enum"));
    for (int i = 0; i < AVN_STATE_COUNT; i++)
        push_text(b, names, avn_str_of(avn_state_name((avn_state)i)));
}

static void add_foreign_keys(builder *b, cJSON *schema, const avn_table *table)
{
    cJSON *keys = NULL;
    for (size_t i = 0; i < table->link_count; i++) {
        const avn_table_link *link = &table->links[i];
        if (link->partial)
            continue;
        if (!keys)
            keys = kept(b, cJSON_AddArrayToObject(schema, "foreignKeys"));
        cJSON *key = push_object(b, keys);
        cJSON *fields = kept(b, cJSON_AddArrayToObject(key, "fields"));
        cJSON *reference = kept(b, cJSON_AddObjectToObject(key, "reference"));
        /* The standard's word for "this table" is the empty one. */
        bool self = avn_str_eq(link->table, table->name);
        add_text(b, reference, "resource", self ? "" : c_string(b, link->table));
        cJSON *targets = kept(b, cJSON_AddArrayToObject(reference, "fields"));
        for (size_t j = 0; j < link->count; j++) {
            push_text(b, fields, table->columns[link->places[j]].name);
            push_text(b, targets, link->columns[j]);
        }
    }
}

static void add_schema(builder *b, cJSON *resource, const avn_table *table)
{
    cJSON *schema = kept(b, cJSON_AddObjectToObject(resource, "schema"));
    cJSON *fields = kept(b, cJSON_AddArrayToObject(schema, "fields"));
    for (size_t i = 0; i < table->column_count; i++)
        add_field(b, fields, &table->columns[i]);
    cJSON *missing = kept(b, cJSON_AddArrayToObject(schema, "missingValues"));
    push_text(b, missing, AVN_STR(""));
    if (table->key_count && !table->key_partial) {
        cJSON *key = kept(b, cJSON_AddArrayToObject(schema, "primaryKey"));
        for (size_t i = 0; i < table->key_count; i++)
            push_text(b, key, table->columns[table->key[i]].name);
    }
    add_foreign_keys(b, schema, table);
}

static void add_dialect(builder *b, cJSON *resource)
{
    const avance_write_options *options = &b->emission->options;
    char delimiter[2] = { options->delimiter ? options->delimiter : ',', '\0' };
    cJSON *dialect = kept(b, cJSON_AddObjectToObject(resource, "dialect"));
    add_text(b, dialect, "delimiter", delimiter);
    add_text(b, dialect, "lineTerminator", "\n");
    add_text(b, dialect, "quoteChar", "\"");
    kept(b, cJSON_AddBoolToObject(dialect, "doubleQuote", true));
    kept(b, cJSON_AddBoolToObject(dialect, "header", true));
}

static void add_resource(builder *b, cJSON *resources, const avn_table *table)
{
    cJSON *resource = push_object(b, resources);
    avn_str path = avn_arena_printf(&b->emission->arena, "%.*s.csv", AVN_FMT(table->name));
    add_text(b, resource, "profile", "tabular-data-resource");
    add_text(b, resource, "name", c_string(b, table->name));
    add_text(b, resource, "path", path.ptr);
    add_text(b, resource, "format", "csv");
    add_text(b, resource, "mediatype", "text/csv");
    add_text(b, resource, "encoding", b->emission->options.bom ? "utf-8-sig" : "utf-8");
    add_dialect(b, resource);
    add_schema(b, resource, table);
}

avance_status avn_datapackage_write(avn_emission *emission, const avn_tables *tables)
{
    builder b = { emission, false };
    cJSON *package = kept(&b, cJSON_CreateObject());
    add_text(&b, package, "profile", "tabular-data-package");
    add_text(&b, package, "name", "avance");
    add_text(&b, package, "title", "Informes leídos por avance");
    cJSON *resources = kept(&b, cJSON_AddArrayToObject(package, "resources"));
    for (size_t i = 0; i < tables->list.count; i++)
        add_resource(&b, resources, tables->list.items[i]);
    char *text = b.failed || emission->arena.failed ? NULL : cJSON_Print(package);
    cJSON_Delete(package);
    if (!text)
        return AVANCE_NO_MEMORY;
    avn_out *out = NULL;
    avance_status status = avn_folder_file(emission->folder, "datapackage.json", &out);
    if (status == AVANCE_OK) {
        avn_out_text(out, text);
        avn_out_char(out, '\n');
        status = avn_out_status(out);
    }
    cJSON_free(text);
    return status;
}

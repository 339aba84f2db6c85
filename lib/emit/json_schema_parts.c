#include "emit/json_schema_parts.h"

/* ---- pieces ---------------------------------------------------------------------- */

void avn_schema_text(avn_schema_writer *w, const char *key, const char *text)
{
    avn_json_key(&w->json, key);
    avn_json_text(&w->json, text);
}

void avn_schema_strs(avn_schema_writer *w, const char *key, const avn_str *items, size_t count)
{
    avn_json_key(&w->json, key);
    avn_json_open_flat(&w->json, '[');
    for (size_t i = 0; i < count; i++)
        avn_json_string(&w->json, items[i]);
    avn_json_close(&w->json, ']');
}

/* "Unidad de medida (Unit of measure)" */
static void put_description(avn_schema_writer *w, avn_str name)
{
    char es[128], en[128];
    avn_json_key(&w->json, "description");
    avn_json_string(&w->json,
                    avn_arena_printf(w->arena, "%s (%s)", avn_label(name, false, es, sizeof es),
                                     avn_label(name, true, en, sizeof en)));
}

/* "type": TYPE, or null as well. */
static void put_type(avn_schema_writer *w, const char *type, bool nullable)
{
    const avn_str types[] = { avn_str_of(type), AVN_STR("null") };
    if (nullable)
        avn_schema_strs(w, "type", types, 2);
    else
        avn_schema_text(w, "type", type);
}

void avn_schema_reference(avn_schema_writer *w, const char *kind, avn_str name)
{
    avn_json_open_flat(&w->json, '{');
    avn_json_key(&w->json, "$ref");
    avn_json_string(&w->json, avn_arena_printf(w->arena, "#/$defs/%s%.*s", kind, AVN_FMT(name)));
    avn_json_close(&w->json, '}');
}

void avn_schema_constant(avn_schema_writer *w, const char *key, avn_str value)
{
    avn_json_key(&w->json, key);
    avn_json_open_flat(&w->json, '{');
    avn_json_key(&w->json, "const");
    avn_json_string(&w->json, value);
    avn_json_close(&w->json, '}');
}

/* KEY: a value of TYPE, on one line. */
void avn_schema_simple(avn_schema_writer *w, const char *key, const char *type, bool nullable)
{
    avn_json_key(&w->json, key);
    avn_json_open_flat(&w->json, '{');
    put_type(w, type, nullable);
    avn_json_close(&w->json, '}');
}

/* What is not there is said with null: every name is required, and no other is allowed. */
static void put_fixed(avn_schema_writer *w, const avn_str *names, size_t count)
{
    avn_schema_strs(w, "required", names, count);
    avn_json_key(&w->json, "additionalProperties");
    avn_json_bool(&w->json, false);
}

void avn_schema_open(avn_schema_writer *w)
{
    avn_json_open(&w->json, '{');
    avn_schema_text(w, "type", "object");
    avn_json_key(&w->json, "properties");
    avn_json_open(&w->json, '{');
}

void avn_schema_close(avn_schema_writer *w, const avn_str *required, size_t count)
{
    avn_json_close(&w->json, '}');
    put_fixed(w, required, count);
    avn_json_close(&w->json, '}');
}

/* ---- values ---------------------------------------------------------------------- */

static const char date_pattern[] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$";

static void put_period(avn_schema_writer *w)
{
    static const char *const parts[] = { "inicio", "fin", "impreso" };
    const avn_str names[] = { AVN_STR("inicio"), AVN_STR("fin"), AVN_STR("impreso") };
    put_type(w, "object", true);
    avn_json_key(&w->json, "properties");
    avn_json_open(&w->json, '{');
    for (size_t i = 0; i < 3; i++) {
        avn_json_key(&w->json, parts[i]);
        avn_json_open(&w->json, '{');
        avn_schema_text(w, "type", "string");
        if (i < 2)
            avn_schema_text(w, "pattern", date_pattern);
        avn_json_close(&w->json, '}');
    }
    avn_json_close(&w->json, '}');
    put_fixed(w, names, 3);
}

/* The keywords of a value of TYPE, in the open object. */
static void put_value_type(avn_schema_writer *w, avn_type type)
{
    switch (type) {
    case AVN_TEXT:
    case AVN_PROSE:
    case AVN_KEY:
    case AVN_CHOICE:
        put_type(w, "string", true);
        break;
    case AVN_DATE:
        put_type(w, "string", true);
        avn_schema_text(w, "pattern", date_pattern);
        break;
    case AVN_INTEGER:
    case AVN_ORDINAL:
        put_type(w, "integer", true);
        break;
    case AVN_DECIMAL:
    case AVN_PERCENT:
    case AVN_MONEY:
        put_type(w, "number", true);
        break;
    case AVN_FLAG:
        put_type(w, "boolean", true);
        break;
    case AVN_PERIOD:
        put_period(w);
        break;
    }
}

/* True when a column before INDEX has the same momento, and, if ALL, the same periodo. */
static bool is_repeated(const avn_columns *columns, size_t index, bool all)
{
    const avn_column *column = &columns->items[index];
    for (size_t i = 0; i < index; i++)
        if (avn_str_eq(columns->items[i].momento, column->momento) &&
            (!all || (avn_str_eq(columns->items[i].periodo, column->periodo) &&
                      columns->items[i].percent == column->percent)))
            return true;
    return false;
}

/* The figures of one momento: an object of numbers. */
static void put_momento(avn_schema_writer *w, const avn_columns *columns, avn_str momento)
{
    avn_str *names = AVN_NEW_ARRAY(w->arena, avn_str, columns->count + 1);
    size_t count = 0;
    avn_json_key_str(&w->json, momento);
    avn_schema_open(w);
    for (size_t i = 0; names && i < columns->count; i++) {
        const avn_column *column = &columns->items[i];
        if (!avn_str_eq(column->momento, momento) || is_repeated(columns, i, true))
            continue;
        names[count] = avn_arena_printf(w->arena, "%.*s%s", AVN_FMT(column->periodo),
                                        column->percent ? "_pct" : "");
        avn_schema_simple(w, names[count++].ptr, "number", true);
    }
    avn_schema_close(w, names, count);
}

static void put_series(avn_schema_writer *w, const avn_columns *columns)
{
    avn_str *names = AVN_NEW_ARRAY(w->arena, avn_str, columns->count + 1);
    size_t count = 0;
    put_type(w, "object", true);
    avn_json_key(&w->json, "properties");
    avn_json_open(&w->json, '{');
    for (size_t i = 0; names && i < columns->count; i++) {
        if (is_repeated(columns, i, false))
            continue;
        names[count++] = columns->items[i].momento;
        put_momento(w, columns, columns->items[i].momento);
    }
    avn_json_close(&w->json, '}');
    put_fixed(w, names, count);
}

void avn_schema_member(avn_schema_writer *w, const avn_member *member)
{
    avn_json_key_str(&w->json, member->name);
    avn_json_open(&w->json, '{');
    put_description(w, member->name);
    switch (member->kind) {
    case AVN_FIELD:
        put_value_type(w, member->type);
        break;
    case AVN_LIST:
        put_type(w, "array", false);
        avn_json_key(&w->json, "items");
        avn_json_open(&w->json, '{');
        put_value_type(w, member->type);
        avn_json_close(&w->json, '}');
        break;
    case AVN_SERIES:
        put_series(w, member->columns);
        break;
    }
    avn_json_close(&w->json, '}');
}

/* Figures are copied as the tree holds them, digit by digit. */
#include "emit/json_tree.h"

/* One figure of a row: the text that leads up to it, and its place among the cells. */
typedef struct step {
    avn_str before;
    size_t cell;
} step;

typedef struct series_form {
    step *steps;
    size_t count;
    avn_str after;
} series_form;

struct avn_json_forms {
    /* One array per block, one entry per member, NULL where the member is no series. */
    series_form ***series;
};

/* True when a column before INDEX has the same momento. */
static bool momento_seen(const avn_columns *columns, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (avn_str_eq(columns->items[i].momento, columns->items[index].momento))
            return true;
    return false;
}

/* Adds the steps of the columns that share a momento with column FIRST. Names of columns are
 * words of the grammar's alphabet, which has nothing to escape. */
static void add_momento(avn_arena *arena, const avn_columns *columns, size_t first, bool indented,
                        series_form *form)
{
    const char *colon = indented ? ": " : ":", *comma = indented ? ", " : ",";
    avn_str momento = columns->items[first].momento;
    for (size_t i = first; i < columns->count; i++) {
        const avn_column *column = &columns->items[i];
        if (!avn_str_eq(column->momento, momento))
            continue;
        avn_str opening = AVN_STR("");
        if (i == first)
            opening = avn_arena_printf(arena, "%s%s\"%.*s\"%s{", form->count ? "}" : "{",
                                       form->count ? comma : "", AVN_FMT(momento), colon);
        form->steps[form->count++] =
            (step){ avn_arena_printf(arena, "%.*s%s\"%.*s%s\"%s", AVN_FMT(opening),
                                     i == first ? "" : comma, AVN_FMT(column->periodo),
                                     column->percent ? "_pct" : "", colon),
                    i };
    }
}

static series_form *new_form(avn_arena *arena, const avn_columns *columns, bool indented)
{
    series_form *form = AVN_NEW(arena, series_form);
    step *steps = AVN_NEW_ARRAY(arena, step, columns->count);
    if (!form || !steps)
        return NULL;
    *form = (series_form){ .steps = steps, .after = AVN_STR("}}") };
    for (size_t i = 0; i < columns->count; i++)
        if (!momento_seen(columns, i))
            add_momento(arena, columns, i, indented, form);
    return form;
}

avn_json_forms *avn_json_forms_new(avn_arena *arena, const avn_schema *schema, bool indented)
{
    avn_json_forms *forms = AVN_NEW(arena, avn_json_forms);
    if (forms)
        forms->series = AVN_NEW_ARRAY(arena, series_form **, schema->block_count);
    for (size_t i = 0; i < schema->block_count && !arena->failed; i++) {
        const avn_block *block = &schema->blocks[i];
        forms->series[i] = AVN_NEW_ARRAY(arena, series_form *, block->member_count + 1);
        for (size_t j = 0; j < block->member_count && !arena->failed; j++)
            if (block->members[j].kind == AVN_SERIES)
                forms->series[i][j] = new_form(arena, block->members[j].columns, indented);
    }
    return arena->failed ? NULL : forms;
}

static void put_period(avn_json *json, const avn_value *value)
{
    avn_json_open_flat(json, '{');
    avn_json_key(json, "inicio");
    avn_json_string(json, value->text);
    avn_json_key(json, "fin");
    avn_json_string(json, value->second);
    avn_json_key(json, "impreso");
    avn_json_string(json, value->printed);
    avn_json_close(json, '}');
}

static void put_value(avn_json *json, avn_type type, const avn_value *value)
{
    if (!value->present) {
        avn_json_null(json);
        return;
    }
    switch (type) {
    case AVN_TEXT:
    case AVN_PROSE:
    case AVN_KEY:
    case AVN_DATE:
    case AVN_CHOICE:
        avn_json_string(json, value->text);
        break;
    case AVN_INTEGER:
    case AVN_DECIMAL:
    case AVN_PERCENT:
    case AVN_MONEY:
    case AVN_ORDINAL:
    case AVN_FLAG:
        avn_json_raw(json, value->text);
        break;
    case AVN_PERIOD:
        put_period(json, value);
        break;
    }
}

static void put_list(avn_json *json, const avn_member *member, const avn_list *list)
{
    avn_json_open(json, '[');
    for (size_t i = 0; i < list->count; i++)
        put_value(json, member->type, &list->items[i]);
    avn_json_close(json, ']');
    if (!member->split && !list->guessed)
        return;
    char name[128];
    size_t length = member->name.len < 100 ? member->name.len : 100;
    memcpy(name, member->name.ptr, length);
    memcpy(name + length, "_delimitadas", sizeof "_delimitadas");
    avn_json_key(json, name);
    avn_json_bool(json, !list->guessed);
}

static void put_series(avn_json *json, const series_form *form, const avn_series *series)
{
    if (!series || form->count == 0) {
        avn_json_null(json);
        return;
    }
    avn_json_raw(json, form->steps[0].before);
    for (size_t i = 0; i < form->count; i++) {
        const avn_figure *cell = &series->cells[form->steps[i].cell];
        if (i > 0)
            avn_out_str(json->out, form->steps[i].before);
        avn_out_str(json->out, cell->digits ? avn_figure_text(cell) : AVN_STR("null"));
    }
    avn_out_str(json->out, form->after);
}

void avn_json_members(avn_json *json, const avn_json_forms *forms, const avn_node *node)
{
    const avn_block *block = node->block;
    for (size_t i = 0; i < block->member_count; i++) {
        const avn_member *member = &block->members[i];
        const avn_slot *slot = &node->slots[i];
        avn_json_key_str(json, member->name);
        switch (member->kind) {
        case AVN_FIELD:
            put_value(json, member->type, &slot->value);
            break;
        case AVN_LIST:
            put_list(json, member, &slot->list);
            break;
        case AVN_SERIES:
            put_series(json, forms->series[block->index][i], slot->series);
            break;
        }
    }
}

void avn_json_scalars(avn_json *json, const avn_node *node)
{
    const avn_block *block = node->block;
    for (size_t i = 0; i < block->member_count; i++) {
        if (block->members[i].kind != AVN_FIELD)
            continue;
        avn_json_key_str(json, block->members[i].name);
        put_value(json, block->members[i].type, &node->slots[i].value);
    }
}

const avn_bounds *avn_json_bounds(const avn_emission *emission)
{
    return emission->options.semaforo ? &emission->bounds : NULL;
}

void avn_json_states(avn_json *json, const avn_node *node, const avn_bounds *bounds)
{
    for (size_t i = 0; bounds && i < node->block->state_count; i++) {
        avn_json_key_str(json, node->block->states[i]->equation.left);
        avn_json_text(json, avn_state_name(avn_state_of(&node->progress[i], bounds)));
    }
}

void avn_json_origin(avn_json *json, avn_str file, avn_origin origin)
{
    avn_json_key(json, "origen");
    avn_json_open_flat(json, '{');
    if (file.len) {
        avn_json_key(json, "archivo");
        avn_json_string(json, file);
    }
    avn_json_key(json, "pagina");
    avn_json_unsigned(json, origin.page);
    avn_json_key(json, "linea");
    avn_json_unsigned(json, origin.line);
    avn_json_close(json, '}');
}

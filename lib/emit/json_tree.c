/* Figures are copied as the tree holds them, digit by digit. */
#include "emit/json_tree.h"

/* One figure of a row: the text that leads up to it, and its place among the cells. */
typedef struct step {
    avn_str before;
    size_t cell;
} step;

typedef struct series_form {
    const avn_columns *columns;
    step *steps;
    size_t count;
    size_t length; /* of all that is no figure */
} series_form;

typedef struct member_form {
    avn_str key;
    const series_form *series; /* NULL where the member is none */
} member_form;

struct avn_json_forms {
    avn_str origen, linea; /* of an origin: what stands before its page and before its line */
    member_form **members; /* one array per block of the schema */
    AVN_VEC(series_form *) series;
};

static const avn_str row_end = { "}}", 2 };

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
        avn_str opening = avn_str_of(comma);
        if (i == first)
            opening = avn_arena_printf(arena, "%s%s\"%.*s\"%s{", form->count ? "}" : "{",
                                       form->count ? comma : "", AVN_FMT(momento), colon);
        avn_str before =
            avn_arena_printf(arena, "%.*s\"%.*s%s\"%s", AVN_FMT(opening), AVN_FMT(column->periodo),
                             column->percent ? "_pct" : "", colon);
        form->steps[form->count++] = (step){ before, i };
        form->length += before.len;
    }
}

static series_form *new_form(avn_arena *arena, const avn_columns *columns, bool indented)
{
    series_form *form = AVN_NEW(arena, series_form);
    step *steps = AVN_NEW_ARRAY(arena, step, columns->count);
    if (!form || !steps)
        return NULL;
    *form = (series_form){ .columns = columns, .steps = steps, .length = row_end.len };
    for (size_t i = 0; i < columns->count; i++)
        if (!momento_seen(columns, i))
            add_momento(arena, columns, i, indented, form);
    return form;
}

static bool same_columns(const avn_columns *a, const avn_columns *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = avn_str_eq(a->items[i].momento, b->items[i].momento) &&
               avn_str_eq(a->items[i].periodo, b->items[i].periodo) &&
               a->items[i].percent == b->items[i].percent;
    return same;
}

/* The form of rows of COLUMNS: rows of one record often have the same. */
static const series_form *form_of(avn_json_forms *forms, avn_arena *arena,
                                  const avn_columns *columns, bool indented)
{
    for (size_t i = 0; i < forms->series.count; i++)
        if (same_columns(forms->series.items[i]->columns, columns))
            return forms->series.items[i];
    series_form *form = new_form(arena, columns, indented);
    series_form **slot = AVN_PUSH(arena, forms->series);
    if (slot)
        *slot = form;
    return form;
}

static void make_origin(avn_json_forms *forms, avn_arena *arena, avn_str file, bool indented)
{
    avn_str key = avn_json_key_make(arena, AVN_STR("origen"), indented);
    avn_str page = avn_json_key_make(arena, AVN_STR("pagina"), indented);
    avn_str line = avn_json_key_make(arena, AVN_STR("linea"), indented);
    const char *blank = indented ? " " : "";
    avn_str first = AVN_STR("");
    if (file.len) {
        avn_str file_key = avn_str_from(avn_json_key_make(arena, AVN_STR("archivo"), indented), 1);
        first = avn_arena_printf(arena, "%.*s%.*s,%s", AVN_FMT(file_key),
                                 AVN_FMT(avn_json_quoted(arena, file)), blank);
    }
    forms->origen = avn_arena_printf(arena, "%.*s{%.*s%.*s", AVN_FMT(key), AVN_FMT(first),
                                     AVN_FMT(avn_str_from(page, 1)));
    forms->linea = avn_arena_printf(arena, ",%s%.*s", blank, AVN_FMT(avn_str_from(line, 1)));
}

avn_json_forms *avn_json_forms_new(avn_arena *arena, const avn_schema *schema, avn_str file,
                                   bool indented)
{
    avn_json_forms *forms = AVN_NEW(arena, avn_json_forms);
    if (!forms)
        return NULL;
    make_origin(forms, arena, file, indented);
    forms->members = AVN_NEW_ARRAY(arena, member_form *, schema->block_count);
    for (size_t i = 0; i < schema->block_count && !arena->failed; i++) {
        const avn_block *block = &schema->blocks[i];
        member_form *members = AVN_NEW_ARRAY(arena, member_form, block->member_count + 1);
        forms->members[i] = members;
        for (size_t j = 0; j < block->member_count && !arena->failed; j++) {
            const avn_member *member = &block->members[j];
            members[j].key = avn_json_key_make(arena, member->name, indented);
            if (member->kind == AVN_SERIES)
                members[j].series = form_of(forms, arena, member->columns, indented);
        }
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

static avn_str figure_text(const avn_figure *cell)
{
    return cell->digits ? avn_figure_text(cell) : AVN_STR("null");
}

/* The row as one piece, which its LENGTH leaves room for. */
static char *put_row(char *to, const series_form *form, const avn_series *series)
{
    for (size_t i = 0; i < form->count; i++) {
        to = avn_put(to, form->steps[i].before);
        to = avn_put(to, figure_text(&series->cells[form->steps[i].cell]));
    }
    return avn_put(to, row_end);
}

/* Most bytes of a report of figures are those of its rows: where there is room for the whole row,
 * it is written there without asking again for every figure. */
static void put_series(avn_json *json, const series_form *form, const avn_series *series)
{
    enum { LONGEST = 4096 };
    if (!series || form->count == 0) {
        avn_json_null(json);
        return;
    }
    size_t length = form->length;
    for (size_t i = 0; i < form->count; i++)
        length += figure_text(&series->cells[i]).len;
    avn_json_value(json);
    char *room = length <= LONGEST ? avn_out_room(json->out, length) : NULL;
    if (room) {
        avn_out_used(json->out, (size_t)(put_row(room, form, series) - room));
        return;
    }
    for (size_t i = 0; i < form->count; i++) {
        avn_out_str(json->out, form->steps[i].before);
        avn_out_str(json->out, figure_text(&series->cells[form->steps[i].cell]));
    }
    avn_out_str(json->out, row_end);
}

void avn_json_members(avn_json *json, const avn_json_forms *forms, const avn_node *node)
{
    const avn_block *block = node->block;
    for (size_t i = 0; i < block->member_count; i++) {
        const avn_member *member = &block->members[i];
        const avn_slot *slot = &node->slots[i];
        avn_json_key_made(json, forms->members[block->index][i].key);
        switch (member->kind) {
        case AVN_FIELD:
            put_value(json, member->type, &slot->value);
            break;
        case AVN_LIST:
            put_list(json, member, &slot->list);
            break;
        case AVN_SERIES:
            put_series(json, forms->members[block->index][i].series, slot->series);
            break;
        }
    }
}

void avn_json_scalars(avn_json *json, const avn_json_forms *forms, const avn_node *node)
{
    const avn_block *block = node->block;
    for (size_t i = 0; i < block->member_count; i++) {
        if (block->members[i].kind != AVN_FIELD)
            continue;
        avn_json_key_made(json, forms->members[block->index][i].key);
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

void avn_json_origin(avn_json *json, const avn_json_forms *forms, avn_origin origin)
{
    avn_json_key_made(json, forms->origen);
    avn_json_unsigned(json, origin.page);
    avn_out_str(json->out, forms->linea);
    avn_json_digits(json->out, origin.line);
    avn_out_char(json->out, '}');
}

/* Where names lead: fields, fields of levels, series and figures. */
#include "tree/names.h"

#include "base/buf.h"

static bool has_member(const avn_node *node, avn_str name)
{
    return node->block && avn_member_find(node->block, name) < node->block->member_count;
}

/* The node in force at the place that has the field NAME: the place itself, what holds it,
 * the levels that stay, the document. */
static const avn_node *holder_of(const avn_look *look, avn_str name)
{
    const avn_schema *schema = look->report->schema;
    const avn_node *const *context = look->node->context;
    const avn_node *node = look->node;
    do {
        if (has_member(node, name))
            return node;
        node = node->parent;
    } while (node);
    for (size_t i = schema->block_count; context && i-- > 0;)
        if (context[i] && has_member(context[i], name))
            return context[i];
    return has_member(look->report->root, name) ? look->report->root : NULL;
}

static const avn_node *node_of_block(const avn_look *look, avn_str name)
{
    const avn_schema *schema = look->report->schema;
    for (size_t i = 0; i < schema->block_count; i++) {
        const avn_block *block = &schema->blocks[i];
        if (!avn_str_eq(block->name, name))
            continue;
        return block == look->node->block ? look->node : avn_node_within(look->node, block);
    }
    return NULL;
}

/* Takes the next {field} of *REST off it with what stands BEFORE it; false when there is none. */
static bool next_field(avn_str *rest, avn_str *before, avn_str *field)
{
    size_t open = avn_str_find(*rest, AVN_STR("{"));
    *before = avn_str_head(*rest, open);
    if (open == rest->len)
        return false;
    avn_str behind = avn_str_from(*rest, open + 1);
    size_t close = avn_str_find(behind, AVN_STR("}"));
    *field = avn_str_head(behind, close);
    *rest = avn_str_from(behind, close + 1);
    return true;
}

/* True when each {field} of NAME is one of the document and of nothing else: what NAME means does
 * not depend on the place then. */
static bool means_one_thing(const avn_look *look, avn_str name)
{
    const avn_schema *schema = look->report->schema;
    avn_str before, field;
    while (next_field(&name, &before, &field))
        for (size_t i = 0; i < schema->block_count; i++) {
            const avn_block *block = &schema->blocks[i];
            bool has = avn_member_find(block, field) < block->member_count;
            if (has != (i == 0))
                return false;
        }
    return true;
}

/* NAME with the value of each {field} in its place; empty when one was not printed. */
static avn_str filled_in(const avn_look *look, avn_str name)
{
    avn_str rest = name, result = AVN_STR(""), before, field;
    avn_buf text;
    avn_buf_init(&text, look->scratch->allocator);
    bool good = true;
    while (good && next_field(&rest, &before, &field)) {
        const avn_node *holder = holder_of(look, field);
        const avn_slot *slot = holder ? avn_node_slot(holder, field) : NULL;
        good = slot && slot->value.present;
        avn_buf_str(&text, before);
        if (good)
            avn_buf_str(&text, slot->value.text);
    }
    avn_buf_str(&text, rest);
    if (good)
        result = avn_arena_str(look->scratch, avn_buf_view(&text));
    avn_buf_free(&text);
    return result;
}

/* The part of *NAME before the next dot; the rest stays. */
static avn_str next_part(avn_str *name)
{
    size_t end = avn_str_find(*name, AVN_STR("."));
    avn_str part = avn_str_head(*name, end);
    *name = avn_str_from(*name, end + 1);
    return part;
}

static bool find_column(const avn_columns *columns, avn_str momento, avn_str periodo, size_t *place)
{
    bool percent = avn_str_ends(periodo, AVN_STR("%"));
    periodo = avn_str_head(periodo, periodo.len - percent);
    for (size_t i = 0; i < columns->count; i++) {
        const avn_column *column = &columns->items[i];
        if (column->percent == percent && avn_str_eq(column->momento, momento) &&
            avn_str_eq(column->periodo, periodo)) {
            *place = i;
            return true;
        }
    }
    return false;
}

/* Settles which columns of the series FOUND the rest of its name means. */
static bool find_columns(avn_found *found, avn_str rest)
{
    const avn_columns *columns = found->member->columns;
    found->first = 0;
    found->last = columns->count - 1;
    if (rest.len == 0)
        return true;
    avn_str momento = next_part(&rest);
    size_t dots = avn_str_find(rest, AVN_STR(".."));
    avn_str from = avn_str_head(rest, dots), to = from;
    if (dots < rest.len)
        to = avn_str_from(rest, dots + 2);
    return find_column(columns, momento, from, &found->first) &&
           find_column(columns, momento, to, &found->last);
}

static avn_found found_at(const avn_node *node, size_t member, size_t first, size_t last)
{
    return (avn_found){ node, &node->block->members[member], &node->slots[member], first, last };
}

static const avn_known_name *known_name(const avn_look *look, avn_str name)
{
    for (size_t i = 0; look->known && i < look->known->count; i++) {
        const avn_known_name *known = &look->known->items[i];
        if (known->name.ptr == name.ptr && known->name.len == name.len &&
            known->block == look->node->block)
            return known;
    }
    return NULL;
}

static void remember(const avn_look *look, avn_str name, const avn_found *found)
{
    if (!look->known || look->known->count == AVN_MOST_KNOWN_NAMES || found->node != look->node)
        return;
    look->known->items[look->known->count++] =
        (avn_known_name){ name, found->node->block,
                          (size_t)(found->member - found->node->block->members), found->first,
                          found->last };
}

/* NAME where it is not known yet. */
static avn_found look_for(const avn_look *look, avn_str name)
{
    avn_found nowhere = { .member = NULL }, found = nowhere;
    avn_str rest = name;
    bool depends = avn_str_find(name, AVN_STR("{")) < name.len;
    if (depends)
        rest = filled_in(look, name);
    avn_str first = next_part(&rest);
    found.node = holder_of(look, first);
    bool of_level = rest.len > 0 && avn_str_find(rest, AVN_STR(".")) == rest.len;
    if (of_level) {
        found.node = node_of_block(look, first);
        first = next_part(&rest);
    }
    if (!found.node || !has_member(found.node, first))
        return nowhere;
    size_t place = avn_member_find(found.node->block, first);
    found = found_at(found.node, place, 0, 0);
    if (found.member->kind == AVN_SERIES && !find_columns(&found, rest))
        return nowhere;
    if (!depends || means_one_thing(look, name))
        remember(look, name, &found);
    return found;
}

avn_found avn_find(const avn_look *look, avn_str name)
{
    const avn_known_name *known = known_name(look, name);
    return known ? found_at(look->node, known->member, known->first, known->last)
                 : look_for(look, name);
}

const avn_figure *avn_found_cell(const avn_found *found, size_t column)
{
    if (!found->member || found->member->kind != AVN_SERIES || !found->slot->series ||
        column >= found->member->columns->count)
        return NULL;
    const avn_figure *cell = &found->slot->series->cells[column];
    return cell->digits ? cell : NULL;
}

avn_value avn_found_value(const avn_found *found)
{
    const avn_value nothing = { .present = false };
    if (!found->member || found->member->kind == AVN_LIST)
        return nothing;
    if (found->member->kind == AVN_FIELD)
        return found->slot->value;
    return found->first == found->last && found->slot->series
               ? avn_figure_value(found->slot->series, found->first)
               : nothing;
}

const avn_value *avn_find_value(const avn_look *look, avn_str name)
{
    avn_found found = avn_find(look, name);
    avn_value value = avn_found_value(&found);
    if (!value.present)
        return NULL;
    if (found.member->kind == AVN_FIELD)
        return &found.slot->value;
    avn_value *kept = AVN_NEW(look->scratch, avn_value);
    if (kept)
        *kept = value;
    return kept;
}

/* Words into slots: fields, rows of figures, texts of several lines. */
#include "base/utf8.h"
#include "tree/assemble.h"

/* The page of LINE. Most lines are on the page that was asked for last. */
static unsigned page_of(avn_assembly *a, uint32_t line)
{
    const avn_lexed *lexed = a->lexed;
    size_t above = a->breaks_above;
    bool same = (above == 0 || lexed->pages[above - 1] <= line) &&
                (above == lexed->page_breaks || lexed->pages[above] > line);
    if (!same)
        a->breaks_above = avn_page_of(lexed, line) - lexed->first_page;
    return lexed->first_page + (unsigned)a->breaks_above;
}

/* All that is on one line has the origin of the line, and one is asked for after the other. */
avn_origin avn_origin_of(avn_assembly *a, const avn_token *token)
{
    if (a->last_origin.line == avn_line_number(a->lexed, token->line))
        return a->last_origin;
    avn_str line = avn_source_line(a->lexed->source, token->line);
    size_t offset = (size_t)(avn_lexed_line(a->lexed, token->line).ptr - line.ptr);
    a->last_origin =
        (avn_origin){ .page = page_of(a, token->line),
                      .line = avn_line_number(a->lexed, token->line),
                      .column = avn_source_column(a->lexed->source, token->line, offset) };
    return a->last_origin;
}

avn_place avn_place_of(avn_assembly *a, const avn_token *token)
{
    avn_origin origin = avn_origin_of(a, token);
    return (avn_place){ a->report->file, origin.page, origin.line, origin.column };
}

avn_node *avn_node_new(avn_assembly *a, const avn_block *block, avn_origin origin)
{
    avn_node *node = AVN_NEW(a->arena, avn_node);
    if (!node)
        return NULL;
    node->block = block;
    node->kind = block ? block->kind : AVN_UNKNOWN;
    node->origin = origin;
    if (block)
        node->slots = AVN_NEW_ARRAY(a->arena, avn_slot, block->member_count + 1);
    return node->block && !node->slots ? NULL : node;
}

void avn_node_append(avn_node *parent, avn_node *node)
{
    node->parent = parent;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
}

static const char *c_string(avn_assembly *a, avn_str s)
{
    return avn_arena_str(a->arena, s).ptr;
}

void avn_fill_member(avn_assembly *a, avn_node *node, size_t index, avn_str printed,
                     const avn_token *token)
{
    if (!printed.ptr || index >= node->block->member_count)
        return;
    const avn_member *member = &node->block->members[index];
    avn_value *value = &node->slots[index].value;
    /* Page headers say the same on every page. */
    if (value->present && avn_str_eq(printed, value->printed))
        return;
    avn_value read = { .origin = avn_origin_of(a, token) };
    avn_reading reading = avn_value_read(a->arena, member->type, &member->words, printed, &read);
    if (value->present) {
        if (reading == AVN_READ && !avn_str_eq(read.text, value->text))
            avn_tell(a->sink, AVN_MSG_SECOND_VALUE, avn_place_of(a, token),
                     c_string(a, member->name), value->text.ptr ? c_string(a, value->text) : "",
                     c_string(a, printed), NULL);
        return;
    }
    if (reading == AVN_UNREADABLE)
        avn_tell(a->sink, AVN_MSG_BAD_VALUE, avn_place_of(a, token), c_string(a, member->name),
                 c_string(a, printed), avn_type_name(member->type), NULL);
    *value = read;
}

/* Where the captures of line rule RULE go in nodes of BLOCK: the member of each, or the number of
 * members. Worked out once; NULL when memory is short. */
static const size_t *places_of(avn_assembly *a, const avn_block *block, int rule)
{
    size_t lines = a->grammar->lines.count;
    if (!a->places)
        a->places = AVN_NEW_ARRAY(a->arena, size_t *, a->schema->block_count * lines);
    if (!a->places)
        return NULL;
    size_t **places = &a->places[block->index * lines + (size_t)rule];
    const avn_line_rule *line = &a->grammar->lines.items[rule];
    if (*places || line->capture_count == 0)
        return *places;
    size_t *made = AVN_NEW_ARRAY(a->arena, size_t, line->capture_count);
    for (size_t i = 0; made && i < line->capture_count; i++)
        made[i] = line->captures[i].columns == AVN_NONE
                      ? avn_member_find(block, line->captures[i].name)
                      : block->member_count;
    return *places = made;
}

void avn_fill_captures(avn_assembly *a, avn_node *node, const avn_token *token)
{
    const size_t *places = node ? places_of(a, node->block, token->rule) : NULL;
    size_t count = places ? a->grammar->lines.items[token->rule].capture_count : 0;
    for (size_t i = 0; i < count; i++)
        avn_fill_member(a, node, places[i], a->lexed->captures.items[token->capture + i], token);
}

static void tell_count(avn_assembly *a, avn_str name, size_t count, size_t wanted,
                       const avn_token *token)
{
    avn_tell(a->sink, AVN_MSG_WRONG_COUNT, avn_place_of(a, token), c_string(a, name),
             avn_arena_printf(a->arena, "%zu", count).ptr,
             avn_arena_printf(a->arena, "%zu", wanted).ptr, NULL);
}

/* A percentage printed behind a row is no figure of it but a field of its own. */
static avn_str take_extra(avn_assembly *a, avn_node *node, const avn_columns_rule *rule,
                          avn_str row, size_t length, const avn_token *token)
{
    row = avn_str_trim(row);
    if (rule->extra.len == 0 || row.len == 0 || row.ptr[row.len - 1] != '%')
        return row;
    size_t count = avn_count_words(row);
    if (count != length + 1 && count != 1)
        return row;
    avn_str extra = avn_str_last_word(row);
    avn_fill_member(a, node, avn_member_find(node->block, rule->extra), extra, token);
    return avn_str_trim(avn_str_head(row, row.len - extra.len));
}

static void fill_cells(avn_assembly *a, avn_series *series, const avn_member *member, avn_str row,
                       size_t length, const avn_token *token)
{
    size_t columns = member->columns->count, count = avn_cells_take(row, series->cells, columns);
    /* Which figure is missing or too many can't be told, so none is believed. */
    if (count != length && count != columns) {
        memset(series->cells, 0, columns * sizeof *series->cells);
        tell_count(a, member->name, count, length, token);
        return;
    }
    for (size_t i = 0; i < count && i < columns; i++) {
        avn_str word = avn_figure_print(&series->cells[i]);
        if (!series->cells[i].digits &&
            avn_cell_read(a->arena, word, &series->cells[i]) == AVN_UNREADABLE)
            avn_tell(a->sink, AVN_MSG_BAD_VALUE, avn_place_of(a, token), c_string(a, member->name),
                     c_string(a, word), avn_type_name(AVN_DECIMAL), NULL);
    }
    series->printed = row;
}

static avn_series *new_series(avn_assembly *a, const avn_columns *columns, const avn_token *token)
{
    size_t cells = columns->count * sizeof(avn_figure);
    avn_series *series = avn_arena_alloc(a->arena, sizeof *series + cells);
    if (series)
        series->origin = avn_origin_of(a, token);
    return series;
}

void avn_fill_row(avn_assembly *a, avn_node *node, size_t index, const avn_token *token)
{
    const avn_line_rule *rule = &a->grammar->lines.items[token->rule];
    if (rule->row == AVN_NONE || index == node->block->member_count)
        return;
    const avn_member *member = &node->block->members[index];
    int columns = rule->captures[rule->row].columns;
    size_t length = a->lexed->row_length[columns];
    avn_str row =
        take_extra(a, node, &a->grammar->columns.items[columns],
                   a->lexed->captures.items[token->capture + (size_t)rule->row], length, token);
    if (row.len == 0)
        return;
    if (node->slots[index].series) {
        avn_tell(a->sink, AVN_MSG_SECOND_VALUE, avn_place_of(a, token), c_string(a, member->name),
                 "", c_string(a, row), NULL);
        return;
    }
    avn_series *series = new_series(a, member->columns, token);
    node->slots[index].series = series;
    if (series)
        fill_cells(a, series, member, row, length, token);
}

/* A column that cuts words fills its lines: a first piece as wide as the column was cut. */
static bool joins_without_blank(avn_join join, unsigned width, avn_str piece)
{
    return join == AVN_JOIN_CUT && width > 0 && avn_utf8_length(piece) >= width;
}

avn_str avn_join_lines(avn_assembly *a, const avn_token *lines, size_t count, avn_join join,
                       unsigned width)
{
    if (count == 0)
        return (avn_str){ NULL, 0 };
    if (count == 1)
        return lines[0].text;
    size_t size = 0, length = 0;
    for (size_t i = 0; i < count; i++)
        size += lines[i].text.len + 1;
    char *text = avn_arena_alloc(a->arena, size);
    for (size_t i = 0; text && i < count; i++) {
        if (i > 0 &&
            (join == AVN_JOIN_LINES || !joins_without_blank(join, width, lines[i - 1].text)))
            text[length++] = join == AVN_JOIN_LINES ? '\n' : ' ';
        if (lines[i].text.len)
            memcpy(text + length, lines[i].text.ptr, lines[i].text.len);
        length += lines[i].text.len;
    }
    return text ? (avn_str){ text, length } : AVN_STR("");
}

void avn_fill_told(avn_assembly *a)
{
    for (size_t i = 0; i < a->lexed->told.count; i++) {
        const avn_told *told = &a->lexed->told.items[i];
        avn_token token = { .line = told->line, .last = told->line, .rule = AVN_FREE };
        if (told->line < a->end)
            avn_fill_member(a, a->root, avn_member_find(a->root->block, told->name), told->value,
                            &token);
    }
}

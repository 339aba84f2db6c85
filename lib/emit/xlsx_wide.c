/* Columns: the number and the name of the record, which stay in sight; the levels in force, short
 * fields, the figures in groups of one momento, prose and lists, and where it stands in the source.
 */
#include "emit/xlsx_wide.h"

#include <stdio.h>

#include "base/fields.h"

enum { SHORT_LIST = 10, OWN_CELLS = 2, WIDEST_NAME = 32, WIDEST_WORD = 15 };

typedef struct maker {
    avn_arena *arena;
    avn_wide *wide;
    avn_str group; /* of the columns that are added */
    bool folds;    /* the same */
} maker;

static size_t columns_of(const avn_block *block)
{
    enum { COLUMNS_OF_A_PERIOD = 3 };
    size_t count = 0;
    for (size_t i = 0; i < block->member_count; i++) {
        const avn_member *member = &block->members[i];
        count += member->kind == AVN_SERIES ? member->columns->count : COLUMNS_OF_A_PERIOD;
    }
    return count;
}

static bool is_prose(const avn_wide_column *column)
{
    return column->type == AVN_PROSE || column->kind == AVN_WIDE_LIST;
}

static void add(maker *m, avn_str title, avn_wide_column column)
{
    avn_wide *wide = m->wide;
    wide->titles[wide->count] = (avn_sheet_column){ .group = m->group,
                                                    .title = title,
                                                    .widest = is_prose(&column) ? 0 : WIDEST_NAME,
                                                    .folds = m->folds };
    wide->columns[wide->count++] = column;
}

static void add_cell(maker *m, avn_str title, size_t cell)
{
    add(m, title, (avn_wide_column){ .kind = AVN_WIDE_CELL, .member = cell, .type = AVN_INTEGER });
}

/* Member PLACE of BLOCK, if it is a field or a list; KIND tells whether it is the node's own. */
static void add_member(maker *m, const avn_block *block, size_t place, avn_wide_kind kind)
{
    const avn_member *member = &block->members[place];
    avn_str title = avn_sheet_label(m->arena, member->name);
    avn_wide_column column = {
        .kind = kind, .block = block, .member = place, .type = member->type
    };
    if (member->kind == AVN_FIELD && member->type == AVN_PERIOD) {
        column.type = AVN_DATE;
        add(m, avn_arena_printf(m->arena, "%.*s: inicio", AVN_FMT(title)), column);
        column.part = AVN_WIDE_END;
        add(m, avn_arena_printf(m->arena, "%.*s: fin", AVN_FMT(title)), column);
        column.part = AVN_WIDE_PRINTED;
        column.type = AVN_TEXT;
        add(m, title, column);
    } else if (member->kind == AVN_FIELD) {
        add(m, title, column);
    } else if (member->kind == AVN_LIST && kind == AVN_WIDE_FIELD) {
        column.kind = AVN_WIDE_LIST;
        add(m, title, column);
    }
}

/* The members of BLOCK from FIRST on that are prose or lists, or those that are not. */
static void add_own(maker *m, const avn_block *block, size_t first, bool prose)
{
    m->group = avn_sheet_label(m->arena, block->name);
    for (size_t i = first; i < block->member_count; i++) {
        const avn_member *member = &block->members[i];
        if ((member->type == AVN_PROSE || member->kind == AVN_LIST) == prose)
            add_member(m, block, i, AVN_WIDE_FIELD);
    }
}

static void add_levels(maker *m, const avn_schema *schema)
{
    for (size_t i = 1; i < schema->block_count; i++) {
        const avn_block *level = &schema->blocks[i];
        m->group = avn_sheet_label(m->arena, level->name);
        for (size_t j = 0; level->stays && j < level->member_count; j++)
            add_member(m, level, j, AVN_WIDE_LEVEL);
    }
}

/* "MET original": the row as reports call it, and the momento. */
static avn_str figure_group(avn_arena *arena, avn_str row, avn_str momento)
{
    avn_str text = avn_arena_printf(arena, "%.*s %.*s", AVN_FMT(row), AVN_FMT(momento));
    char *bytes = avn_arena_alloc(arena, text.len + 1);
    if (!bytes)
        return text;
    memcpy(bytes, text.ptr, text.len);
    for (size_t i = 0; i < row.len; i++)
        if (bytes[i] >= 'a' && bytes[i] <= 'z')
            bytes[i] = (char)(bytes[i] - 'a' + 'A');
    return (avn_str){ bytes, text.len };
}

static void add_figures(maker *m, const avn_block *block, size_t place)
{
    const avn_member *member = &block->members[place];
    for (size_t i = 0; i < member->columns->count; i++) {
        const avn_column *column = &member->columns->items[i];
        m->group = figure_group(m->arena, member->name, column->momento);
        avn_str title = avn_arena_printf(m->arena, "%.*s%s",
                                         AVN_FMT(avn_sheet_title(m->arena, column->periodo)),
                                         column->percent ? " %" : "");
        add(m, title,
            (avn_wide_column){ .kind = AVN_WIDE_FIGURE,
                               .member = place,
                               .figure = i,
                               .type = column->percent ? AVN_PERCENT : member->type });
    }
}

static void add_all_figures(maker *m, const avn_block *block)
{
    for (size_t i = 0; i < block->member_count; i++) {
        if (block->members[i].kind != AVN_SERIES)
            continue;
        add_figures(m, block, i);
        /* The first row says what counts; how it was worked out can be put out of the way. */
        m->folds = true;
    }
    m->folds = false;
}

/* How a row stands is in the last cells of the table's row. */
static void add_states(maker *m, const avn_block *block, const avn_table *table)
{
    m->group = AVN_STR("Semáforo");
    for (size_t i = 0; i < block->state_count; i++) {
        size_t cell = table->column_count - block->state_count + i;
        add(m, avn_sheet_label(m->arena, table->columns[cell].field),
            (avn_wide_column){ .kind = AVN_WIDE_STATE, .member = cell, .type = AVN_KEY });
        m->wide->titles[m->wide->count - 1].is_state = true;
        m->wide->titles[m->wide->count - 1].widest = WIDEST_WORD;
    }
}

static void fill(maker *m, const avn_schema *schema, const avn_block *block, const avn_table *table)
{
    size_t naming = avn_block_naming(block);
    m->group = AVN_STR("Registro");
    add_cell(m, AVN_STR("Nº"), 0);
    add_cell(m, AVN_STR("Documento"), 1);
    m->group = avn_sheet_label(m->arena, block->name);
    for (size_t i = 0; i < naming; i++)
        add_member(m, block, i, AVN_WIDE_FIELD);
    m->wide->naming = m->wide->count;
    m->group = AVN_STR("Registro");
    for (size_t i = OWN_CELLS; i < OWN_CELLS + block->parent_count; i++) {
        avn_str name = avn_sheet_label(m->arena, table->columns[i].field);
        add_cell(m, avn_arena_printf(m->arena, "%.*s (Nº)", AVN_FMT(name)), i);
    }
    add_levels(m, schema);
    add_own(m, block, naming, false);
    add_states(m, block, table);
    add_all_figures(m, block);
    add_own(m, block, naming, true);
    size_t origin = table->column_count - block->state_count - 2;
    m->group = AVN_STR("Origen");
    add_cell(m, AVN_STR("Página"), origin);
    add_cell(m, AVN_STR("Línea"), origin + 1);
}

avn_wide *avn_wide_new(avn_arena *arena, const avn_schema *schema, const avn_block *block,
                       const avn_table *table)
{
    size_t room = columns_of(block) + block->parent_count + OWN_CELLS + 2 + block->state_count;
    for (size_t i = 1; i < schema->block_count; i++)
        room += schema->blocks[i].stays ? columns_of(&schema->blocks[i]) : 0;
    avn_wide *wide = AVN_NEW(arena, avn_wide);
    avn_wide_column *columns = AVN_NEW_ARRAY(arena, avn_wide_column, room);
    avn_sheet_column *titles = AVN_NEW_ARRAY(arena, avn_sheet_column, room);
    if (arena->failed)
        return NULL;
    *wide = (avn_wide){ .columns = columns, .titles = titles };
    maker m = { arena, wide, AVN_STR(""), false };
    fill(&m, schema, block, table);
    return arena->failed ? NULL : wide;
}

static void put_value(avn_book *book, avn_sheet *sheet, size_t column, const avn_value *value,
                      const avn_wide_column *kind)
{
    if (!value->present)
        return;
    avn_str text = kind->part == AVN_WIDE_END       ? value->second
                   : kind->part == AVN_WIDE_PRINTED ? value->printed
                                                    : value->text;
    avn_put_typed(book, sheet, column, text, kind->type, value->percent);
}

/* A short list is repeated here, a line each; a long one is in the sheet of lists only. */
static void put_list(avn_book *book, avn_sheet *sheet, size_t column, const avn_list *list)
{
    avn_buf text;
    avn_buf_init(&text, book->emission->arena.allocator);
    if (list->count > SHORT_LIST)
        avn_buf_printf(&text, "%zu elementos; véase la hoja Elementos", list->count);
    for (size_t i = 0; list->count <= SHORT_LIST && i < list->count; i++) {
        if (i > 0)
            avn_buf_char(&text, '\n');
        if (list->items[i].present)
            avn_buf_str(&text, list->items[i].text);
        if (list->items[i].second.len)
            avn_buf_printf(&text, "/%.*s", AVN_FMT(list->items[i].second));
    }
    if (text.failed)
        avn_book_fail(book, AVANCE_NO_MEMORY);
    if (list->count)
        avn_put_text(book, sheet, column, avn_buf_view(&text), AVN_STYLE_TEXT);
    avn_buf_free(&text);
}

/* NAME, as tables write it, in the words that people read. */
static void put_state(avn_book *book, avn_sheet *sheet, size_t column, avn_str name)
{
    for (int i = 0; i < AVN_STATE_COUNT; i++)
        if (avn_str_is(name, avn_state_name((avn_state)i)))
            avn_put_text(book, sheet, column, avn_str_of(avn_state_label((avn_state)i, false)),
                         AVN_STYLE_TEXT);
}

void avn_wide_put(avn_book *book, avn_sheet *sheet, const avn_wide *wide, const avn_node *node,
                  const avn_cell *cells)
{
    avn_sheet_next_row(book, sheet);
    for (size_t i = 0; i < wide->count && book->status == AVANCE_OK; i++) {
        const avn_wide_column *column = &wide->columns[i];
        size_t member = column->member;
        const avn_node *level = NULL;
        const avn_series *series = NULL;
        switch (column->kind) {
        case AVN_WIDE_CELL:
            if (cells[member].present)
                avn_put_typed(book, sheet, i, cells[member].text, column->type, false);
            break;
        case AVN_WIDE_STATE:
            put_state(book, sheet, i, cells[member].text);
            break;
        case AVN_WIDE_LEVEL:
            level = avn_node_within(node, column->block);
            if (level)
                put_value(book, sheet, i, &level->slots[member].value, column);
            break;
        case AVN_WIDE_FIELD:
            put_value(book, sheet, i, &node->slots[member].value, column);
            break;
        case AVN_WIDE_LIST:
            put_list(book, sheet, i, &node->slots[member].list);
            break;
        case AVN_WIDE_FIGURE:
            series = node->slots[member].series;
            if (series) {
                avn_value figure = avn_figure_value(series, column->figure);
                put_value(book, sheet, i, &figure, column);
            }
            break;
        }
    }
}

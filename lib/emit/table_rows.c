/* One walk through a tree yields the rows of all its tables. The walk keeps the path from the root
 * as a stack, because ids are numbers of the run and nodes do not know them. */
#include "base/key_set.h"
#include "emit/table_views.h"

enum { DIGITS_SIZE = 24, LONG_TABLE_COLUMNS = 9 };

typedef struct step {
    const avn_node *node;
    unsigned long long id;
} step;

typedef struct walk {
    avn_tables *run;
    avn_arena *arena;
    const avn_report *report;
    avn_table_views views;
    avn_row_fn put;
    void *user;
    avance_status status;
    AVN_VEC(step) path;
    const avn_node *const *context_seen; /* the levels of this context have their rows */
    avn_cell *cells;                     /* room for the widest table */
    avn_cell *level_cells;       /* the same, for levels, whose rows come while another is made */
    char (*digits)[DIGITS_SIZE]; /* text of the numbers in `cells` */
    char (*level_digits)[DIGITS_SIZE];
} walk;

static const avn_cell nothing = { .present = false };

static avn_cell text_cell(avn_str text)
{
    return (avn_cell){ .text = text, .present = true };
}

static avn_cell number_cell(char digits[DIGITS_SIZE], unsigned long long number)
{
    size_t at = DIGITS_SIZE;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return text_cell((avn_str){ digits + at, DIGITS_SIZE - at });
}

/* Pages and lines count from 1; 0 is not known. */
static avn_cell place_cell(char digits[DIGITS_SIZE], unsigned long long number)
{
    return number ? number_cell(digits, number) : nothing;
}

static avn_cell flag_cell(bool flag)
{
    return text_cell(flag ? AVN_STR("true") : AVN_STR("false"));
}

static avn_cell value_cell(const avn_value *value, avn_str text)
{
    return (avn_cell){ .text = text, .present = value->present, .percent = value->percent };
}

static void note_form(avn_table_column *column, const avn_cell *cell)
{
    enum { DAY_LENGTH = 10, MINUTE_LENGTH = 16, LONG_DIGITS = 18 };
    if (!cell->present)
        return;
    if (column->type == AVN_INTEGER && cell->text.len > LONG_DIGITS)
        column->long_integer = true;
    if (column->type != AVN_DATE)
        return;
    column->date_forms |= cell->text.len == DAY_LENGTH      ? AVN_DAYS
                          : cell->text.len == MINUTE_LENGTH ? AVN_MINUTES
                                                            : AVN_OTHER_DATES;
}

static void note_links(avn_table *table, const avn_cell *cells)
{
    for (size_t i = 0; i < table->link_count; i++) {
        avn_table_link *link = &table->links[i];
        size_t present = 0;
        for (size_t j = 0; j < link->count; j++)
            present += cells[link->places[j]].present;
        link->partial = link->partial || (present > 0 && present < link->count);
    }
    for (size_t i = 0; i < table->key_count; i++)
        table->key_partial = table->key_partial || !cells[table->key[i]].present;
}

static void put_row(walk *w, avn_table *table, const avn_node *node, const avn_cell *cells)
{
    table->rows++;
    for (size_t i = 0; i < table->column_count; i++)
        note_form(&table->columns[i], &cells[i]);
    note_links(table, cells);
    w->status = w->put(w->user, table, node, cells);
}

/* The same for a table whose columns no schema changes: its rows have all of their keys, and
 * neither dates nor long numbers. */
static void put_long_row(walk *w, avn_table *table, const avn_node *node, const avn_cell *cells)
{
    table->rows++;
    w->status = w->put(w->user, table, node, cells);
}

/* The staying level of BLOCK that holds for NODE, itself included; or NULL. */
static const avn_node *in_force(const avn_node *node, const avn_block *block)
{
    return node->block == block ? node : avn_node_within(node, block);
}

static avn_cell source_cell(const walk *w, const avn_table_source *source, const avn_node *node,
                            unsigned long long id, char digits[DIGITS_SIZE])
{
    const avn_node *level = NULL;
    const step *parent = w->path.count ? &w->path.items[w->path.count - 1] : NULL;
    const avn_value *value = &node->slots[source->member].value;
    switch (source->kind) {
    case AVN_FROM_REPORT:
        break;
    case AVN_FROM_RUN:
        return number_cell(digits, avn_tables_document(w->run));
    case AVN_FROM_OWN_ID:
        return number_cell(digits, id);
    case AVN_FROM_PARENT:
        return parent && parent->node->block == source->block ? number_cell(digits, parent->id)
                                                              : nothing;
    case AVN_FROM_LEVEL:
        level = in_force(node, source->block);
        value = level ? &level->slots[source->member].value : NULL;
        return value ? value_cell(value, value->text) : nothing;
    case AVN_FROM_FIELD:
        return value_cell(value, value->text);
    case AVN_FROM_FIELD_END:
        return value_cell(value, value->second);
    case AVN_FROM_FIELD_PRINT:
        return value_cell(value, value->printed);
    case AVN_FROM_PAGE:
        return place_cell(digits, node->origin.page);
    case AVN_FROM_LINE:
        return place_cell(digits, node->origin.line);
    case AVN_FROM_STATE:
        return text_cell(avn_str_of(
            avn_state_name(avn_state_of(&node->progress[source->member], &w->run->bounds))));
    }
    return nothing;
}

static void put_list(walk *w, const avn_table *of, unsigned long long id, const avn_node *node,
                     const avn_member *member, const avn_list *list)
{
    for (size_t i = 0; i < list->count && w->status == AVANCE_OK; i++) {
        const avn_value *item = &list->items[i];
        avn_str text = item->text;
        if (member->type == AVN_PERIOD && item->second.len)
            text = avn_arena_printf(w->arena, "%.*s/%.*s", AVN_FMT(text), AVN_FMT(item->second));
        avn_cell cells[LONG_TABLE_COLUMNS] = {
            number_cell(w->digits[0], avn_tables_document(w->run)),
            text_cell(of->name),
            number_cell(w->digits[1], id),
            text_cell(member->name),
            number_cell(w->digits[2], i + 1),
            value_cell(item, text),
            flag_cell(!list->guessed),
            place_cell(w->digits[3], item->origin.page),
            place_cell(w->digits[4], item->origin.line),
        };
        put_long_row(w, w->views.elements, node, cells);
    }
}

static void put_series(walk *w, const avn_table *of, unsigned long long id, const avn_node *node,
                       const avn_member *member, const avn_series *series)
{
    const avn_columns *columns = member->columns;
    size_t skipped = w->views.figures_of_one;
    avn_cell number = number_cell(w->digits[0], id);
    for (size_t i = 0; i < columns->count && w->status == AVANCE_OK; i++) {
        const avn_figure *figure = &series->cells[i];
        bool percent = columns->items[i].percent || avn_figure_is_percent(figure);
        avn_str printed = avn_figure_print(figure);
        avn_cell cells[LONG_TABLE_COLUMNS] = {
            text_cell(of->name),
            number,
            text_cell(member->name),
            text_cell(columns->items[i].momento),
            text_cell(columns->items[i].periodo),
            { avn_figure_text(figure), figure->digits != NULL, percent },
            flag_cell(percent),
            { printed, printed.len > 0, false },
        };
        put_long_row(w, w->views.figures, node, cells + skipped);
    }
}

/* The lists and series of NODE, whose row in table OF has number ID. */
static void put_members(walk *w, const avn_table *of, unsigned long long id, const avn_node *node)
{
    for (size_t i = 0; i < node->block->member_count && w->status == AVANCE_OK; i++) {
        const avn_member *member = &node->block->members[i];
        const avn_slot *slot = &node->slots[i];
        if (member->kind == AVN_LIST)
            put_list(w, of, id, node, member, &slot->list);
        else if (member->kind == AVN_SERIES && slot->series)
            put_series(w, of, id, node, member, slot->series);
    }
}

/* The words that tell the row of LEVEL, in force at NODE, from others: its own key and its
 * owner's, in the walk's arena. An absent part differs from every printed one. */
static avn_str level_key(walk *w, const avn_table_view *view, const avn_cell *cells)
{
    size_t size = 0;
    for (size_t i = 1; i < view->table->column_count; i++)
        size += cells[i].text.len + 2;
    char *key = avn_arena_alloc(w->arena, size + 1), *end = key;
    for (size_t i = 1; key && i < view->table->column_count; i++) {
        const avn_table_source *source = &view->sources[i];
        bool owned = source->kind == AVN_FROM_LEVEL;
        if (!owned &&
            (source->kind != AVN_FROM_FIELD || !avn_block_key_has(view->block, source->member)))
            continue;
        *end++ = cells[i].present ? '\x1f' : '\x1e';
        if (cells[i].text.len && cells[i].present)
            memcpy(end, cells[i].text.ptr, cells[i].text.len);
        end += cells[i].present ? cells[i].text.len : 0;
    }
    return key ? (avn_str){ key, (size_t)(end - key) } : AVN_STR("");
}

/* Yields the row of LEVEL, in force at NODE, if it is new; answers its number. */
static unsigned long long put_level(walk *w, const avn_table_view *view, const avn_node *level,
                                    const avn_node *node)
{
    avn_table *table = view->table;
    avn_cell *cells = w->level_cells;
    for (size_t i = 0; i < table->column_count; i++) {
        const avn_table_source *source = &view->sources[i];
        const avn_node *from = source->kind == AVN_FROM_LEVEL ? node : level;
        cells[i] = source_cell(w, source, from, table->rows + 1, w->level_digits[i]);
    }
    avn_arena *lasting = &w->run->reading;
    avn_key_set *keys = &w->run->keys[view->block->index];
    avn_str key = level_key(w, view, cells);
    const avn_key_entry *known = avn_key_set_find(keys, key);
    if (known)
        return known->number;
    bool added = false;
    avn_key_entry *entry = avn_key_set_put(lasting, keys, avn_arena_str(lasting, key), &added);
    if (w->arena->failed || lasting->failed || !entry) {
        w->status = AVANCE_NO_MEMORY;
        return 0;
    }
    entry->number = table->rows + 1;
    put_row(w, table, level, cells);
    return table->rows;
}

/* The rows that NODE's level columns refer to. */
static void put_levels(walk *w, const avn_node *node)
{
    if (node->context && node->context == w->context_seen)
        return;
    w->context_seen = node->context;
    for (size_t i = 1; i < w->views.count && w->status == AVANCE_OK; i++) {
        const avn_table_view *view = &w->views.items[i];
        const avn_node *level = view->block->stays ? in_force(node, view->block) : NULL;
        if (level)
            put_level(w, view, level, node);
    }
}

static void put_block(walk *w, const avn_table_view *view, const avn_node *node)
{
    put_levels(w, node);
    if (w->status != AVANCE_OK)
        return;
    unsigned long long id = view->table->rows + 1;
    for (size_t i = 0; i < view->table->column_count; i++)
        w->cells[i] = source_cell(w, &view->sources[i], node, id, w->digits[i]);
    put_row(w, view->table, node, w->cells);
    if (w->status == AVANCE_OK)
        put_members(w, view->table, id, node);
    w->path.items[w->path.count].id = id;
}

static avn_cell report_cell(const walk *w, avn_str column, char digits[DIGITS_SIZE])
{
    if (avn_str_is(column, "archivo"))
        return text_cell(w->report->archivo);
    if (avn_str_is(column, "sha256"))
        return text_cell(avn_report_sha256(w->report));
    if (avn_str_is(column, "gramatica"))
        return text_cell(w->report->schema->grammar);
    return number_cell(digits, avn_str_is(column, "paginas") ? w->report->pages : w->report->lines);
}

/* The row of documentos that the report's portions before began, or a new one. */
static avn_document_row *document_row(walk *w)
{
    avn_tables *run = w->run;
    if (w->report->began)
        return &run->documents.items[run->documents.count - 1];
    size_t count = run->list.items[0]->column_count;
    avn_cell *cells = AVN_NEW_ARRAY(run->arena, avn_cell, count);
    avn_document_row *row = AVN_PUSH(run->arena, run->documents);
    if (!cells || !row)
        return NULL;
    *row = (avn_document_row){ cells, count };
    run->list.items[0]->rows++;
    return row;
}

/* Keeps the row of documentos, in the order of the run's columns. */
static void keep_document(walk *w, const avn_node *root)
{
    avn_table *table = w->run->list.items[0];
    const avn_table_view *view = &w->views.items[0];
    avn_document_row *row = document_row(w);
    if (!row) {
        w->status = AVANCE_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < view->table->column_count; i++) {
        avn_str name = view->table->columns[i].name;
        size_t place = 0;
        while (!avn_str_eq(table->columns[place].name, name))
            place++;
        avn_cell cell = view->sources[i].kind == AVN_FROM_REPORT
                            ? report_cell(w, name, w->digits[i])
                            : source_cell(w, &view->sources[i], root, 0, w->digits[i]);
        cell.text = avn_arena_str(w->run->arena, cell.text);
        row->cells[place] = cell;
        note_form(&table->columns[place], &cell);
    }
    if (!w->report->goes_on)
        put_members(w, table, avn_tables_document(w->run), root);
}

static void visit(walk *w, const avn_node *node)
{
    while (w->path.count && w->path.items[w->path.count - 1].node != node->parent)
        w->path.count--;
    step *place = AVN_PUSH(w->arena, w->path);
    if (!place) {
        w->status = AVANCE_NO_MEMORY;
        return;
    }
    *place = (step){ node, 0 };
    /* While the node's row is made, the path ends with its parent. */
    w->path.count--;
    if (node == w->report->root) {
        keep_document(w, node);
    } else if (node->block && w->views.of_block[node->block->index] < w->views.count) {
        const avn_table_view *view = &w->views.items[w->views.of_block[node->block->index]];
        if (!node->block->stays) {
            put_block(w, view, node);
        } else {
            unsigned long long id = put_level(w, view, node, node);
            if (w->status == AVANCE_OK)
                put_members(w, view->table, id, node);
        }
    }
    w->path.count++;
}

static bool make_room(walk *w)
{
    size_t widest = LONG_TABLE_COLUMNS;
    for (size_t i = 0; i < w->views.count; i++)
        if (w->views.items[i].table->column_count > widest)
            widest = w->views.items[i].table->column_count;
    w->cells = AVN_NEW_ARRAY(w->arena, avn_cell, widest);
    w->level_cells = AVN_NEW_ARRAY(w->arena, avn_cell, widest);
    w->digits = avn_arena_alloc(w->arena, widest * DIGITS_SIZE);
    w->level_digits = avn_arena_alloc(w->arena, widest * DIGITS_SIZE);
    if (!w->run->keys)
        w->run->keys = AVN_NEW_ARRAY(&w->run->reading, avn_key_set, w->report->schema->block_count);
    return !w->arena->failed && w->run->keys;
}

avance_status avn_tables_add(avn_tables *run, const avn_report *report, avn_row_fn put, void *user)
{
    avn_arena scratch;
    avn_arena_init(&scratch, run->arena->allocator);
    walk w = { .run = run, .arena = &scratch, .report = report, .put = put, .user = user };
    w.status = avn_table_views_make(run, &scratch, report->schema, &w.views);
    if (w.status == AVANCE_OK && !make_room(&w))
        w.status = AVANCE_NO_MEMORY;
    for (const avn_node *node = report->root; node && w.status == AVANCE_OK;
         node = avn_node_next(report->root, node))
        visit(&w, node);
    if (w.status == AVANCE_OK)
        w.status = avn_table_findings(run, w.views.findings, report, put, user);
    if (w.status == AVANCE_OK && (scratch.failed || run->arena->failed))
        w.status = AVANCE_NO_MEMORY;
    avn_arena_free(&scratch);
    if (!report->goes_on || w.status != AVANCE_OK)
        avn_tables_release(run);
    return w.status;
}

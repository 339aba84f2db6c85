/* Reports of figures: a heading per level in force, a table per innermost heading.
 *
 * Headings alternate in print (a programme, another, the first again); here what is under one
 * heading stands together, in the order in which each was printed first. */
#include <stdlib.h>

#include "base/key_set.h"
#include "emit/md_text.h"
#include "emit/state_counts.h"
#include "tree/names.h"

enum { MOST_HEADINGS = 4, MOST_COLUMNS = 24 };

/* A record, and for each heading above it how many others came before that. */
typedef struct place {
    const avn_node *node;
    unsigned long long heading[MOST_HEADINGS];
    size_t number;
} place;

typedef struct column {
    size_t member;  /* or block->member_count */
    size_t state;   /* the same for states */
    avn_str figure; /* "met.original.t{trimestre}", or empty */
    size_t order;   /* of the figure's momento in its row */
    bool whole;     /* the title says the figure's periodo as well */
} column;

typedef struct tables {
    avn_markdown *md;
    const avn_block *levels[MOST_HEADINGS];
    size_t level_count;
    AVN_VEC(place) places;
} tables;

/* The levels whose headings are shown: all that stay, but for the innermost of three or more,
 * which would leave tables of one row. */
static void choose_levels(tables *t)
{
    const avn_schema *schema = t->md->report->schema;
    for (size_t i = 1; i < schema->block_count && t->level_count < MOST_HEADINGS; i++)
        if (schema->blocks[i].stays)
            t->levels[t->level_count++] = &schema->blocks[i];
    if (t->level_count > 2)
        t->level_count--;
}

/* What tells HEADING from others of its level: its values, and those of its owner's key. */
static avn_str key_of(avn_arena *arena, const avn_node *heading)
{
    avn_str key = AVN_STR("");
    for (size_t i = 0; heading && i < heading->block->member_count; i++)
        if (heading->block->members[i].kind == AVN_FIELD && heading->block->members[i].key)
            key = avn_arena_printf(arena, "%.*s\x1f%.*s", AVN_FMT(key),
                                   AVN_FMT(heading->slots[i].value.text));
    return key;
}

static void collect(tables *t)
{
    avn_arena *arena = t->md->arena;
    const avn_node *root = t->md->report->root;
    avn_key_set keys = { 0 };
    for (const avn_node *node = root; node; node = avn_node_next(root, node)) {
        if (!node->block || node->kind != AVN_RECORD)
            continue;
        place *p = AVN_PUSH(arena, t->places);
        if (!p)
            return;
        *p = (place){ .node = node, .number = t->places.count };
        avn_str path = AVN_STR("");
        for (size_t i = 0; i < t->level_count; i++) {
            bool added = false;
            path = avn_arena_printf(arena, "%.*s\x1e%.*s", AVN_FMT(path),
                                    AVN_FMT(key_of(arena, avn_node_within(node, t->levels[i]))));
            avn_key_entry *entry = avn_key_set_put(arena, &keys, path, &added);
            if (!entry)
                return;
            if (added)
                entry->number = keys.count;
            p->heading[i] = entry->number;
        }
    }
}

static int by_heading(const void *a, const void *b)
{
    const place *first = a, *second = b;
    for (size_t i = 0; i < MOST_HEADINGS; i++)
        if (first->heading[i] != second->heading[i])
            return first->heading[i] < second->heading[i] ? -1 : 1;
    if (first->node->block != second->node->block)
        return first->node->block->index < second->node->block->index ? -1 : 1;
    return first->number < second->number ? -1 : first->number > second->number;
}

/* ---- which columns ---- */

static avn_str part_of(avn_str name, size_t number)
{
    for (; number > 0; number--)
        name = avn_str_from(name, avn_str_find(name, AVN_STR(".")) + 1);
    return avn_str_head(name, avn_str_find(name, AVN_STR(".")));
}

static size_t order_of(const avn_block *block, avn_str figure)
{
    size_t member = avn_member_find(block, part_of(figure, 0));
    const avn_columns *columns =
        member < block->member_count ? block->members[member].columns : NULL;
    for (size_t i = 0; columns && i < columns->count; i++)
        if (avn_str_eq(columns->items[i].momento, part_of(figure, 1)))
            return i;
    return 0;
}

static void add_figure(column *columns, size_t first, size_t *count, const avn_block *block,
                       avn_str figure)
{
    column added = { .member = block->member_count,
                     .state = block->state_count,
                     .figure = figure,
                     .order = order_of(block, figure) };
    size_t at = *count;
    for (size_t i = first; i < *count; i++)
        if (avn_str_eq(columns[i].figure, figure))
            return;
    if (*count == MOST_COLUMNS)
        return;
    while (at > first && columns[at - 1].order > added.order) {
        columns[at] = columns[at - 1];
        at--;
    }
    columns[at] = added;
    ++*count;
}

/* The figures that states are worked out from: what was planned and what was done. */
static void add_figures(column *columns, size_t *count, const avn_block *block)
{
    size_t first = *count;
    for (size_t i = 0; i < block->state_count; i++) {
        const avn_equation *equation = &block->states[i]->equation;
        for (size_t j = 0; j < equation->count; j++)
            if (equation->steps[j].operation == AVN_OP_NAME &&
                avn_str_find(equation->steps[j].name, AVN_STR(".")) < equation->steps[j].name.len)
                add_figure(columns, first, count, block, equation->steps[j].name);
    }
}

/* Without states, what matters is not known: the whole first row of figures. */
static void add_first_row(avn_arena *arena, column *columns, size_t *count, const avn_block *block)
{
    const avn_member *member = block->members;
    while (member < block->members + block->member_count && member->kind != AVN_SERIES)
        member++;
    if (member == block->members + block->member_count)
        return;
    for (size_t i = 0; i < member->columns->count && *count < MOST_COLUMNS; i++) {
        const avn_column *c = &member->columns->items[i];
        avn_str figure =
            avn_arena_printf(arena, "%.*s.%.*s.%.*s%s", AVN_FMT(member->name), AVN_FMT(c->momento),
                             AVN_FMT(c->periodo), c->percent ? "%" : "");
        if (arena->failed)
            return;
        columns[(*count)++] = (column){ .member = block->member_count,
                                        .state = block->state_count,
                                        .figure = figure,
                                        .whole = true };
    }
}

/* Names, words, amounts and days; codes, flags and prose are for tables of data. */
static bool is_shown(const avn_block *block, size_t number)
{
    const avn_member *member = &block->members[number];
    bool code = member->type == AVN_KEY || member->type == AVN_FLAG || member->type == AVN_PROSE;
    return member->kind == AVN_FIELD && (number < avn_block_naming(block) || !code);
}

static size_t choose_columns(avn_arena *arena, const avn_block *block, column columns[MOST_COLUMNS])
{
    size_t count = 0, last = block->member_count;
    for (size_t i = 0; i < block->member_count; i++)
        if (block->members[i].kind == AVN_SERIES)
            last = i;
    for (size_t i = 0; i < block->member_count; i++) {
        if (i == last && block->state_count)
            add_figures(columns, &count, block);
        else if (i == last)
            add_first_row(arena, columns, &count, block);
        if (is_shown(block, i) && count < MOST_COLUMNS)
            columns[count++] = (column){ .member = i, .state = block->state_count };
    }
    for (size_t i = 0; i < block->state_count && count < MOST_COLUMNS; i++)
        columns[count++] = (column){ .member = block->member_count, .state = i };
    return count;
}

/* ---- a table ---- */

static bool is_to_the_right(const avn_block *block, const column *c)
{
    if (c->figure.len > 0)
        return true;
    avn_type type = c->member < block->member_count ? block->members[c->member].type : AVN_TEXT;
    return type == AVN_INTEGER || type == AVN_DECIMAL || type == AVN_PERCENT || type == AVN_MONEY;
}

static void put_titles(avn_markdown *md, const avn_block *block, const column *columns,
                       size_t count)
{
    avn_out_text(md->out, "\n|");
    for (size_t i = 0; i < count; i++) {
        const column *c = &columns[i];
        avn_out_char(md->out, ' ');
        avn_md_label(md, c->figure.len > 0 ? part_of(c->figure, 1)
                         : c->member < block->member_count
                             ? block->members[c->member].name
                             : block->states[c->state]->equation.left);
        if (c->whole) {
            avn_out_char(md->out, ' ');
            avn_md_text(md, part_of(c->figure, 2), AVN_MD_CELL);
        }
        avn_out_text(md->out, " |");
    }
    avn_out_text(md->out, "\n|");
    for (size_t i = 0; i < count; i++)
        avn_out_text(md->out, is_to_the_right(block, &columns[i]) ? "---:|" : "---|");
    avn_out_char(md->out, '\n');
}

static void put_figure(avn_markdown *md, const avn_node *node, avn_str name)
{
    avn_look look = { .report = md->report, .node = node, .scratch = md->arena };
    avn_found found = avn_find(&look, name);
    avn_value value = avn_found_value(&found);
    if (!value.present)
        return;
    bool percent =
        found.member->kind == AVN_SERIES && found.member->columns->items[found.first].percent;
    avn_md_value(md, &value, found.member->type, percent, AVN_MD_CELL);
}

static void put_row(avn_markdown *md, const avn_node *node, const column *columns, size_t count)
{
    const avn_block *block = node->block;
    avn_out_char(md->out, '|');
    for (size_t i = 0; i < count; i++) {
        const column *c = &columns[i];
        avn_out_char(md->out, ' ');
        if (c->figure.len > 0)
            put_figure(md, node, c->figure);
        else if (c->member < block->member_count)
            avn_md_value(md, &node->slots[c->member].value, block->members[c->member].type, false,
                         AVN_MD_CELL);
        else if (node->progress)
            avn_out_text(
                md->out,
                avn_state_label(avn_state_of(&node->progress[c->state], &md->bounds), md->english));
        avn_out_text(md->out, " |");
    }
    avn_out_char(md->out, '\n');
}

/* "### Programa E218I03: Fomento a la lectura" */
static void put_heading(avn_markdown *md, const avn_block *level, const avn_node *heading,
                        size_t depth)
{
    bool key = false;
    avn_out_char(md->out, '\n');
    avn_md_heading(md, (unsigned)depth + 2);
    avn_md_label(md, level->name);
    for (size_t i = 0; heading && i < level->member_count; i++) {
        const avn_value *value = &heading->slots[i].value;
        if (level->members[i].kind != AVN_FIELD || !value->present)
            continue;
        avn_out_text(md->out, key ? ": " : " ");
        key = true;
        avn_md_value(md, value, level->members[i].type, false, AVN_MD_TITLE);
    }
    if (!heading)
        avn_md_plain(md, ": no impresa", ": not printed");
    avn_out_char(md->out, '\n');
}

static void put_tables(tables *t)
{
    column columns[MOST_COLUMNS];
    size_t count = 0;
    const place *before = NULL;
    for (size_t i = 0; i < t->places.count; i++) {
        const place *p = &t->places.items[i];
        size_t same = 0;
        while (before && same < t->level_count && before->heading[same] == p->heading[same])
            same++;
        bool new_table = !before || same < t->level_count || before->node->block != p->node->block;
        for (size_t level = before ? same : 0; level < t->level_count; level++)
            put_heading(t->md, t->levels[level], avn_node_within(p->node, t->levels[level]), level);
        if (new_table) {
            count = choose_columns(t->md->arena, p->node->block, columns);
            put_titles(t->md, p->node->block, columns, count);
        }
        put_row(t->md, p->node, columns, count);
        before = p;
    }
}

/* ---- how many are how ---- */

/* The heading level by which states are counted: the first that has several. */
static avn_str level_of_counts(const tables *t, const avn_state_counts *counts)
{
    for (size_t i = 0; i < t->level_count; i++) {
        size_t headings = 0;
        for (size_t j = 0; j < counts->groups.count; j++)
            headings += avn_str_eq(counts->groups.items[j].level, t->levels[i]->name);
        if (headings > 1)
            return t->levels[i]->name;
    }
    return AVN_STR("");
}

/* "En rango: de 90 % a 110 %." */
static void put_bounds(avn_markdown *md)
{
    char low[AVN_DECIMAL_TEXT_SIZE], high[AVN_DECIMAL_TEXT_SIZE];
    avn_out_text(md->out, avn_state_label(AVN_WITHIN, md->english));
    avn_md_plain(md, ": de ", ": from ");
    avn_out_str(md->out, avn_decimal_text(md->bounds.low, low));
    avn_md_plain(md, " a ", " to ");
    avn_out_str(md->out, avn_decimal_text(md->bounds.high, high));
    avn_out_text(md->out, " %.\n\n");
}

static void put_count_titles(avn_markdown *md, avn_str level, avn_str records)
{
    avn_out_text(md->out, "| ");
    avn_md_label(md, level);
    avn_out_text(md->out, " | ");
    avn_md_label(md, records);
    avn_out_text(md->out, " |");
    for (int i = 0; i < AVN_STATE_COUNT; i++) {
        avn_out_char(md->out, ' ');
        avn_out_text(md->out, avn_state_label((avn_state)i, md->english));
        avn_out_text(md->out, " |");
    }
    avn_out_text(md->out, "\n|---|---:|---:|---:|---:|---:|---:|\n");
}

static void put_count(avn_markdown *md, const avn_state_group *group, size_t state)
{
    avn_out_text(md->out, "| ");
    if (group->level.len == 0) {
        avn_out_text(md->out, "**Total**");
    } else {
        avn_md_text(md, group->key, AVN_MD_CELL);
        avn_out_char(md->out, ' ');
        avn_md_text(md, group->name, AVN_MD_CELL);
    }
    avn_out_str(md->out, avn_arena_printf(md->arena, " | %llu |", group->records));
    for (int i = 0; i < AVN_STATE_COUNT; i++)
        avn_out_str(md->out, avn_arena_printf(md->arena, " %llu |", group->of[state][i]));
    avn_out_char(md->out, '\n');
}

/* A table per state of a block: the total, and the headings of one level. */
static void put_counts(tables *t)
{
    avn_markdown *md = t->md;
    avn_state_counts counts;
    avn_state_counts_init(&counts, md->arena, md->bounds);
    if (avn_state_counts_add(&counts, md->report) != AVANCE_OK)
        return;
    avn_str level = level_of_counts(t, &counts);
    const avn_schema *schema = md->report->schema;
    for (size_t b = 0; b < schema->block_count; b++) {
        const avn_block *block = &schema->blocks[b];
        for (size_t state = 0; state < block->state_count; state++) {
            avn_out_char(md->out, '\n');
            avn_md_heading(md, 2);
            avn_md_label(md, block->states[state]->equation.left);
            avn_out_text(md->out, "\n\n");
            put_bounds(md);
            put_count_titles(md, level.len ? level : block->name, block->table);
            for (size_t total = 0; total < 2; total++)
                for (size_t i = 0; i < counts.groups.count; i++) {
                    const avn_state_group *group = &counts.groups.items[i];
                    bool wanted = total ? group->level.len == 0
                                        : level.len && avn_str_eq(group->level, level);
                    if (wanted && avn_str_eq(group->block, block->name))
                        put_count(md, group, state);
                }
        }
    }
}

/* Text that no rule took: tables have no place for it. */
static void put_unknown(avn_markdown *md)
{
    const avn_node *root = md->report->root;
    bool any = false;
    for (const avn_node *node = root; node; node = avn_node_next(root, node)) {
        if (node->kind != AVN_UNKNOWN)
            continue;
        if (!any) {
            avn_out_char(md->out, '\n');
            avn_md_heading(md, 2);
            avn_md_plain(md, "Texto sin reconocer\n", "Text that was not recognised\n");
        }
        any = true;
        avn_out_text(md->out, "\n> ");
        avn_md_text(md, node->text, AVN_MD_TITLE);
        avn_out_char(md->out, '\n');
    }
}

void avn_md_tables(avn_markdown *md)
{
    tables t = { .md = md };
    choose_levels(&t);
    collect(&t);
    if (t.places.count)
        qsort(t.places.items, t.places.count, sizeof *t.places.items, by_heading);
    put_counts(&t);
    put_tables(&t);
    put_unknown(md);
}

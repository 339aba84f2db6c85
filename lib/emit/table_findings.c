/* The rows of observaciones. A finding about unknown text quotes its beginning only; here stand all
 * of its words, because tables have no other place for them and nothing may be lost. */
#include <stdio.h>
#include <stdlib.h>

#include "emit/table_views.h"

enum { COLUMNS = 6, DIGITS_SIZE = 24 };

static const char unknown_code[] = "texto-desconocido";

typedef struct unknowns {
    const avn_node **items; /* by line; NULL once told */
    size_t count, capacity;
} unknowns;

typedef struct observation {
    avance_level level;
    const char *code;
    unsigned long page, line;
    avn_str message;
} observation;

static int by_line(const void *a, const void *b)
{
    const avn_node *first = *(const avn_node *const *)a, *second = *(const avn_node *const *)b;
    if (first->origin.line != second->origin.line)
        return first->origin.line < second->origin.line ? -1 : 1;
    return (first->origin.column > second->origin.column) -
           (first->origin.column < second->origin.column);
}

static unknowns collect(avn_arena *arena, const avn_report *report)
{
    unknowns all = { NULL, 0, 0 };
    for (const avn_node *node = report->root; node; node = avn_node_next(report->root, node)) {
        const avn_node **place = node->kind == AVN_UNKNOWN ? AVN_PUSH(arena, all) : NULL;
        if (place)
            *place = node;
    }
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_line);
    return all;
}

/* Takes the first unknown node of LINE that no finding took before; NULL when there is none.
 * LINES has the line of every node, also of those taken. */
static const avn_node *take(unknowns *nodes, const unsigned *lines, unsigned long line)
{
    size_t low = 0, high = nodes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lines[middle] < line)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < nodes->count && lines[low] == line; low++) {
        const avn_node *node = nodes->items[low];
        nodes->items[low] = NULL;
        if (node)
            return node;
    }
    return NULL;
}

static avn_str whole_message(avn_arena *arena, const avn_report *report, const avn_node *node)
{
    const char *const args[4] = { avn_arena_str(arena, node->text).ptr, NULL, NULL, NULL };
    return avn_message_text(arena, report->language, AVN_MSG_UNKNOWN_TEXT, args);
}

typedef struct writer {
    avn_tables *run;
    avn_table *table;
    avn_row_fn put;
    void *user;
} writer;

static avn_cell number_cell(char digits[DIGITS_SIZE], unsigned long number)
{
    int length = snprintf(digits, DIGITS_SIZE, "%lu", number);
    return (avn_cell){ .text = { digits, (size_t)length }, .present = number != 0 };
}

static avance_status put_one(writer *w, const observation *seen)
{
    char digits[3][DIGITS_SIZE];
    avn_cell cells[COLUMNS] = {
        number_cell(digits[0], (unsigned long)avn_tables_document(w->run)),
        { .text = avn_str_of(avn_level_name(AVANCE_SPANISH, seen->level)), .present = true },
        { .text = avn_str_of(seen->code), .present = true },
        number_cell(digits[1], seen->page),
        number_cell(digits[2], seen->line),
        { .text = seen->message, .present = true },
    };
    w->table->rows++;
    return w->put(w->user, w->table, NULL, cells);
}

static avance_status put_all(writer *w, avn_arena *arena, const avn_report *report)
{
    unknowns nodes = collect(arena, report);
    unsigned *lines = AVN_NEW_ARRAY(arena, unsigned, nodes.count + 1);
    if (arena->failed)
        return AVANCE_NO_MEMORY;
    for (size_t i = 0; i < nodes.count; i++)
        lines[i] = nodes.items[i]->origin.line;
    avance_status status = AVANCE_OK;
    for (size_t i = 0; status == AVANCE_OK && i < report->findings.count; i++) {
        const avance_finding *finding = &report->findings.items[i];
        bool unknown = strcmp(finding->code, unknown_code) == 0;
        const avn_node *node = unknown ? take(&nodes, lines, finding->line) : NULL;
        observation seen = { finding->level, finding->code, finding->page, finding->line,
                             node ? whole_message(arena, report, node)
                                  : avn_str_of(finding->message) };
        status = put_one(w, &seen);
    }
    for (size_t i = 0; status == AVANCE_OK && i < nodes.count; i++) {
        const avn_node *node = nodes.items[i];
        if (!node)
            continue;
        observation seen = { AVANCE_WARNING, unknown_code, node->origin.page, node->origin.line,
                             whole_message(arena, report, node) };
        status = put_one(w, &seen);
    }
    return status;
}

avance_status avn_table_findings(avn_tables *run, avn_table *table, const avn_report *report,
                                 avn_row_fn put, void *user)
{
    avn_arena scratch;
    avn_arena_init(&scratch, run->arena->allocator);
    writer w = { run, table, put, user };
    avance_status status = put_all(&w, &scratch, report);
    if (status == AVANCE_OK && scratch.failed)
        status = AVANCE_NO_MEMORY;
    avn_arena_free(&scratch);
    return status;
}

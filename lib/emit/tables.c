/* A run's tables, and its documents, whose rows wait until all columns are known. */
#include "emit/tables.h"

void avn_tables_init(avn_tables *run, avn_arena *arena)
{
    *run = (avn_tables){ .arena = arena, .bounds = avn_usual_bounds };
    avn_arena_init(&run->reading, arena->allocator);
}

void avn_tables_release(avn_tables *run)
{
    avn_arena_free(&run->reading);
    run->keys = NULL;
}

unsigned long long avn_tables_document(const avn_tables *run)
{
    return run->documents_before + run->documents.count;
}

/* ROW has the columns of its time: what came later was put before the last two. */
static void spread(const avn_document_row *row, size_t column_count, avn_cell *cells)
{
    for (size_t i = 0; i < column_count; i++) {
        bool last = i + 2 >= column_count;
        size_t place = last ? i + row->count - column_count : i;
        cells[i] = last || i + 2 < row->count ? row->cells[place] : (avn_cell){ .present = false };
    }
}

avance_status avn_tables_finish(avn_tables *run, avn_row_fn put, void *user)
{
    if (run->list.count == 0)
        return AVANCE_OK;
    const avn_table *table = run->list.items[0];
    avn_cell *cells = AVN_NEW_ARRAY(run->arena, avn_cell, table->column_count);
    avance_status status = cells ? AVANCE_OK : AVANCE_NO_MEMORY;
    for (size_t i = 0; status == AVANCE_OK && i < run->documents.count; i++) {
        spread(&run->documents.items[i], table->column_count, cells);
        status = put(user, table, NULL, cells);
    }
    return status;
}

bool avn_table_key_begins_with(const avn_table *table, const avn_table_link *link)
{
    bool same = link->count <= table->key_count;
    for (size_t i = 0; same && i < link->count; i++)
        same = link->places[i] == table->key[i];
    return same;
}

avn_str avn_table_label(avn_arena *arena, const avn_table_column *column, bool english)
{
    char holder[128], field[128];
    if (avn_vocabulary_find(column->name) || (column->holder.len == 0 && column->part.len == 0))
        return avn_arena_str(
            arena,
            avn_str_of(avn_label(avn_vocabulary_find(column->name) ? column->name : column->field,
                                 english, field, sizeof field)));
    const char *word = avn_label(column->field, english, field, sizeof field);
    if (column->part.len == 0)
        return avn_arena_printf(arena, "%s: %s",
                                avn_label(column->holder, english, holder, sizeof holder), word);
    return avn_arena_printf(arena, "%s: %s", word,
                            avn_label(column->part, english, holder, sizeof holder));
}

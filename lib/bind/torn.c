#include "bind/torn.h"

static const avn_figure_cell *cell_at(const avn_stream_row *row, size_t index)
{
    return index < row->head ? &row->run[row->run_count - row->head + index]
                             : &row->run[row->from + index - row->head];
}

bool avn_row_takes(const avn_stream_row *row, size_t index)
{
    return index >= row->run_count - row->head ||
           (index >= row->from && index < row->from + row->length - row->head);
}

uint32_t avn_row_words_above(const avn_stream_row *row)
{
    return cell_at(row, 0)->words_above;
}

static avn_str spell(avn_arena *arena, const avn_figure_cell *const *cells, size_t count)
{
    size_t length = count, used = 0;
    for (size_t i = 0; i < count; i++)
        length += cells[i]->text.len;
    char *text = avn_arena_alloc(arena, length + 1);
    for (size_t i = 0; text && i < count; i++) {
        if (i > 0)
            text[used++] = ' ';
        memcpy(text + used, cells[i]->text.ptr, cells[i]->text.len);
        used += cells[i]->text.len;
    }
    return (avn_str){ text, used };
}

void avn_row_spell(avn_arena *arena, avn_stream_row *row)
{
    const avn_figure_cell **cells = AVN_NEW_ARRAY(arena, const avn_figure_cell *, row->length);
    for (size_t i = 0; cells && i < row->length; i++)
        cells[i] = cell_at(row, i);
    if (cells)
        row->text = spell(arena, cells, row->length);
}

bool avn_row_read_torn(avn_arena *arena, avn_stream_row *row, size_t way)
{
    size_t windows = row->run_count - row->length + 1, head = 0;
    while (head < row->run_count && row->run[row->run_count - 1 - head].words_above == UINT32_MAX)
        head++;
    head++; /* the cell behind the words itself */
    bool torn = head < row->length && head < row->run_count;
    if (way < windows) {
        row->head = 0;
        row->from = way;
    } else if (torn && way - windows + row->length <= row->run_count) {
        row->head = head;
        row->from = way - windows;
    } else {
        return false;
    }
    avn_row_spell(arena, row);
    return true;
}

void avn_rows_read_torn(avn_arena *arena, avn_stream_row *a, avn_stream_row *b, size_t head)
{
    size_t length = a->length;
    const avn_figure_cell **cells = AVN_NEW_ARRAY(arena, const avn_figure_cell *, 2 * length);
    if (!cells)
        return;
    for (size_t i = 0; i < 2 * length; i++) {
        size_t of_b = i >= length, place = i % length;
        size_t at = place < head ? of_b * head + place : of_b * (length - head) + head + place;
        cells[i] = at < length ? cell_at(a, at) : cell_at(b, at - length);
    }
    a->text = spell(arena, cells, length);
    b->text = spell(arena, cells + length, length);
}

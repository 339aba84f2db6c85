#include "bind/figures.h"

#include "bind/torn.h"

enum { PIECE = 4 /* so many percentages at the end of a run are a piece of a row */ };

void avn_figures_begin(avn_figures *f, avn_lexed *lexed, const avn_streams_rule *rule)
{
    const avn_line_rule *first = &lexed->grammar->lines.items[rule->labels.items[0].line];
    *f = (avn_figures){ .lexed = lexed,
                        .columns = avn_stream_columns(lexed, rule),
                        .words_above = UINT32_MAX };
    f->length = lexed->row_length[first->captures[first->row].columns];
}

/* A row of LENGTH of the cells, from cell FROM on. */
static void add_row(const avn_figures *f, avn_stream_rows *queue, const avn_figure_cell *cells,
                    size_t count, size_t from, size_t length)
{
    avn_arena *arena = f->lexed->arena;
    avn_figure_cell *run = AVN_NEW_ARRAY(arena, avn_figure_cell, count);
    avn_stream_row *row = run ? AVN_PUSH(arena, *queue) : NULL;
    if (!row)
        return;
    memcpy(run, cells, count * sizeof *run);
    *row = (avn_stream_row){ .run = run,
                             .run_count = count,
                             .length = length,
                             .from = from,
                             .singles_before = f->singles.count };
    for (size_t i = from; i < from + length; i++)
        row->percent = row->percent || cells[i].percent;
    avn_row_spell(f->lexed->kept, row);
}

static size_t percent_run(const avn_figure_cell *cells, size_t count)
{
    size_t run = 0;
    while (run < count && cells[run].percent)
        run++;
    return run;
}

/* True when the last figure of each momento of three or more is one of those before it, or their
 * sum: so a row of figures looks, and hardly any other window over a run of them. */
static bool looks_like_row(const avn_figures *f, const avn_figure_cell *cells)
{
    const avn_columns_rule *columns = f->columns;
    for (size_t from = 0; from < f->length;) {
        size_t end = from + 1;
        while (end < f->length && avn_str_eq(columns->columns.items[end].momento,
                                             columns->columns.items[from].momento))
            end++;
        avn_decimal last, value, sum = { 0, 0 };
        bool found = end - from < 4 || !avn_figure_decimal(cells[end - 1].text, &last);
        for (size_t i = from; !found && i + 1 < end; i++)
            found = avn_figure_decimal(cells[i].text, &value) &&
                    (avn_decimal_compare(value, last) == 0 ||
                     (avn_decimal_add(sum, value, &sum) && i + 2 == end &&
                      avn_decimal_compare(sum, last) == 0));
        if (!found)
            return false;
        from = end;
    }
    return true;
}

/* Where a row begins in a run of percentages that is longer than a row. */
static size_t row_offset(const avn_figures *f, const avn_figure_cell *cells, size_t count)
{
    for (size_t at = 0; at + f->length <= count && at < f->length; at++)
        if (looks_like_row(f, cells + at))
            return at;
    return 0;
}

static size_t plain_run(const avn_figure_cell *cells, size_t count)
{
    size_t run = 0;
    while (run < count && !cells[run].percent)
        run++;
    return run;
}

/* A piece that does not go on is a row that lost a few cells, or nothing that can be told. */
static void end_piece(avn_figures *f, const avn_figure_cell *cells, size_t count)
{
    if (count + PIECE > f->length)
        add_row(f, &f->rows, cells, count, 0, count);
}

/* Lone percentages may stand between the pieces of a plain row: takes them out. */
static void take_singles(avn_figures *f, size_t at, size_t count)
{
    avn_figure_cell *cells = f->run.items;
    for (size_t i = 0; i < count; i++)
        add_row(f, &f->singles, &cells[at + i], 1, 0, 1);
    f->run.count -= count;
    memmove(&cells[at], &cells[at + count], (f->run.count - at) * sizeof *cells);
}

/* Cuts what begins at cell AT, COUNT percentages; answers how many are done with. */
static size_t cut_percents(avn_figures *f, size_t at, size_t count)
{
    const avn_figure_cell *cells = &f->run.items[at];
    if (count >= f->length) {
        size_t offset = row_offset(f, cells, count);
        /* A few more than a row: which of them it takes may be told by other rows. */
        size_t taken = count < f->length + PIECE ? count : offset + f->length;
        add_row(f, &f->rows, cells, taken, offset, f->length);
        return taken;
    }
    if (count < PIECE) {
        add_row(f, &f->singles, cells, 1, 0, 1);
        return 1;
    }
    if (at + count == f->run.count)
        return 0; /* it goes on in the next run */
    if (count + PIECE > f->length) {
        end_piece(f, cells, count);
        return count;
    }
    add_row(f, &f->singles, cells, 1, 0, 1);
    return 1;
}

/* The same for plain figures. */
static size_t cut_plain(avn_figures *f, size_t at, size_t count)
{
    const avn_figure_cell *cells = &f->run.items[at];
    if (count >= f->length) {
        add_row(f, &f->rows, cells, f->length, 0, f->length);
        return f->length;
    }
    size_t behind = at + count;
    if (behind == f->run.count)
        return 0;
    size_t percents = percent_run(&f->run.items[behind], f->run.count - behind);
    if (percents < PIECE) {
        take_singles(f, behind, percents);
        return 0;
    }
    end_piece(f, cells, count);
    return count;
}

/* The run of figures is over: cut it into rows and lone percentages. */
void avn_figures_end_run(avn_figures *f, uint32_t line)
{
    size_t at = 0, before = SIZE_MAX;
    f->words_above = line;
    /* As long as cells are done with or taken out. */
    while (at < f->run.count && before != f->run.count - at) {
        before = f->run.count - at;
        const avn_figure_cell *cells = &f->run.items[at];
        size_t percents = percent_run(cells, before);
        at += percents ? cut_percents(f, at, percents) : cut_plain(f, at, plain_run(cells, before));
    }
    f->run.count -= at;
    if (f->run.count && at)
        memmove(f->run.items, f->run.items + at, f->run.count * sizeof *f->run.items);
}

void avn_figures_add(avn_figures *f, avn_str text, uint32_t line)
{
    for (avn_str word = avn_str_word(&text); word.len; word = avn_str_word(&text)) {
        avn_figure_cell *cell = AVN_PUSH(f->lexed->arena, f->run);
        if (cell)
            *cell = (avn_figure_cell){ word, line, word.ptr[word.len - 1] == '%', f->words_above };
        f->words_above = UINT32_MAX;
    }
}

avn_stream_rows avn_figures_singles(const avn_figures *f)
{
    avn_stream_rows all = { 0 };
    avn_arena *arena = f->lexed->arena;
    size_t done = 0;
    for (size_t i = 0; i <= f->rows.count; i++) {
        const avn_stream_row *row = i < f->rows.count ? &f->rows.items[i] : NULL;
        for (; done < (row ? row->singles_before : f->singles.count); done++) {
            avn_stream_row *slot = AVN_PUSH(arena, all);
            if (slot)
                *slot = f->singles.items[done];
        }
        for (size_t k = 0; row && k < row->run_count; k++)
            if (!avn_row_takes(row, k))
                add_row(f, &all, &row->run[k], 1, 0, 1);
    }
    return all;
}

#include "emit/xlsx_states.h"

#include <stdio.h>

enum {
    FIRST_STATE = 3,   /* behind key, name and number of records */
    MOST_BARS = 40,    /* a chart of more cannot be read */
    ROW_PIXELS = 20,   /* of a row of the usual height */
    BAR_PIXELS = 34,   /* of one heading in a chart */
    FRAME_PIXELS = 130 /* of its title, axis and legend */
};

typedef struct writing {
    avn_book *book;
    avn_sheet *sheet;
    const avn_state_counts *counts;
    const avn_tables *tables;
    avn_str block, level; /* of the table; level empty: one row per document */
    const avn_state_group *sample;
    lxw_row_t first, last; /* of its rows */
} writing;

size_t avn_states_columns(const avn_state_counts *counts)
{
    size_t most = 0;
    for (size_t i = 0; i < counts->groups.count; i++)
        if (counts->groups.items[i].state_count > most)
            most = counts->groups.items[i].state_count;
    return most ? FIRST_STATE + most * AVN_STATE_COUNT : 0;
}

static bool is_of(const writing *w, const avn_state_group *group)
{
    return avn_str_eq(group->block, w->block) && avn_str_eq(group->level, w->level);
}

static avn_str label(const writing *w, avn_str name)
{
    return avn_sheet_label(&w->book->emission->arena, name);
}

/* ---- the table ---- */

static void put_titles(const writing *w)
{
    avn_book *book = w->book;
    const avn_state_group *sample = w->sample;
    avn_sheet_next_row(book, w->sheet);
    for (size_t i = 0; i < FIRST_STATE; i++)
        avn_put_text(book, w->sheet, i, AVN_STR(""), AVN_STYLE_GROUP);
    for (size_t i = 0; i < sample->state_count && book->status == AVANCE_OK; i++) {
        lxw_col_t first = (lxw_col_t)(FIRST_STATE + i * AVN_STATE_COUNT);
        const char *title = label(w, sample->states[i]).ptr;
        w->book->lib.worksheet_merge_range(w->sheet->worksheet, w->sheet->row, first, w->sheet->row,
                                           (lxw_col_t)(first + AVN_STATE_COUNT - 1), title,
                                           book->styles[AVN_STYLE_GROUP]);
    }
    avn_sheet_next_row(book, w->sheet);
    avn_put_text(book, w->sheet, 0, w->level.len ? AVN_STR("Clave") : AVN_STR("Documento"),
                 AVN_STYLE_HEADER);
    avn_put_text(book, w->sheet, 1, w->level.len ? label(w, w->level) : AVN_STR("Archivo"),
                 AVN_STYLE_HEADER);
    avn_put_text(book, w->sheet, 2, AVN_STR("Registros"), AVN_STYLE_HEADER);
    for (size_t i = 0; i < sample->state_count * AVN_STATE_COUNT; i++) {
        avn_state state = (avn_state)(i % AVN_STATE_COUNT);
        avn_put_text(book, w->sheet, FIRST_STATE + i, avn_str_of(avn_state_label(state, false)),
                     (avn_style)(AVN_STYLE_STATE + state));
    }
}

static void put_group(const writing *w, const avn_state_group *group, avn_str key, avn_str name)
{
    avn_book *book = w->book;
    avn_sheet_next_row(book, w->sheet);
    avn_put_text(book, w->sheet, 0, key, AVN_STYLE_TEXT);
    avn_put_text(book, w->sheet, 1, name, AVN_STYLE_TEXT);
    avn_put_number(book, w->sheet, 2, group->records);
    for (size_t i = 0; i < group->state_count * AVN_STATE_COUNT; i++)
        avn_put_number(book, w->sheet, FIRST_STATE + i,
                       group->of[i / AVN_STATE_COUNT][i % AVN_STATE_COUNT]);
}

static avn_str key_of(const writing *w, const avn_state_group *group)
{
    avn_arena *arena = &w->book->emission->arena;
    if (w->level.len == 0)
        return avn_arena_printf(arena, "%zu", group->document);
    return group->owner_key.len ? avn_arena_printf(arena, "%.*s-%.*s", AVN_FMT(group->owner_key),
                                                   AVN_FMT(group->key))
                                : group->key;
}

/* A heading's name; a document's file. */
static avn_str name_of(const writing *w, const avn_state_group *group)
{
    enum { FILE_CELL = 1 };
    if (w->level.len > 0)
        return group->name;
    return group->document <= w->tables->documents.count
               ? w->tables->documents.items[group->document - 1].cells[FILE_CELL].text
               : AVN_STR("");
}

static void put_table(writing *w, bool several)
{
    const avn_state_counts *counts = w->counts;
    put_titles(w);
    w->first = w->sheet->row + 1;
    for (size_t i = 0; i < counts->groups.count; i++) {
        const avn_state_group *group = &counts->groups.items[i];
        if (is_of(w, group))
            put_group(w, group, key_of(w, group), name_of(w, group));
    }
    w->last = w->sheet->row;
    for (size_t i = 0; i < counts->groups.count && !several; i++) {
        const avn_state_group *group = &counts->groups.items[i];
        if (avn_str_eq(group->block, w->block) && group->level.len == 0)
            put_group(w, group, AVN_STR("Total"), AVN_STR(""));
    }
}

/* ---- its chart ---- */

/* "=Resumen!$D$5:$D$9" */
static const char *range(const writing *w, size_t column, lxw_row_t first, lxw_row_t last)
{
    const avn_xlsx_library *lib = &w->book->lib;
    char from[16], to[16];
    lib->lxw_rowcol_to_cell_abs(from, first, (lxw_col_t)column, true, true);
    lib->lxw_rowcol_to_cell_abs(to, last, (lxw_col_t)column, true, true);
    return avn_arena_printf(&w->book->emission->arena, "=%.*s!%s:%s", AVN_FMT(w->sheet->shown),
                            from, to)
        .ptr;
}

static void add_series(const writing *w, lxw_chart *chart, size_t column, avn_state state,
                       const char *categories)
{
    const avn_xlsx_library *lib = &w->book->lib;
    lxw_chart_series *series =
        lib->chart_add_series(chart, categories, range(w, column, w->first, w->last));
    if (!series) {
        avn_book_fail(w->book, AVANCE_NO_MEMORY);
        return;
    }
    lxw_chart_fill fill = { .color = avn_state_color(state, true) };
    lib->chart_series_set_name(series, avn_state_label(state, false));
    lib->chart_series_set_fill(series, &fill);
    lib->chart_series_set_labels(series);
    lib->chart_series_set_labels_num_format(series, "0;;"); /* zeros would only clutter */
}

/* A bar per heading, a colour per state. Answers its height in pixels. */
static size_t add_chart(const writing *w, size_t number, const char *categories)
{
    enum { USUAL_WIDTH = 480, USUAL_HEIGHT = 288, WIDTH = 620 };
    size_t bars = (size_t)(w->last - w->first) + 1;
    size_t height = FRAME_PIXELS + BAR_PIXELS * bars;
    const avn_xlsx_library *lib = &w->book->lib;
    lxw_chart *chart = lib->workbook_add_chart(w->book->workbook, LXW_CHART_BAR_STACKED);
    if (!chart) {
        avn_book_fail(w->book, AVANCE_NO_MEMORY);
        return 0;
    }
    for (int i = 0; i < AVN_STATE_COUNT; i++)
        add_series(w, chart, FIRST_STATE + number * AVN_STATE_COUNT + (size_t)i, (avn_state)i,
                   categories);
    lib->chart_title_set_name(chart, label(w, w->sample->states[number]).ptr);
    lxw_chart_font title_font = { .size = 12, .bold = true };
    lib->chart_title_set_name_font(chart, &title_font);
    lib->chart_axis_set_reverse(chart->y_axis);
    lib->chart_axis_set_num_format(chart->x_axis, "0");
    lib->chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    lib->chart_set_series_gap(chart, 60);
    lxw_chart_options options = { .x_offset = (int)(number % 2 * (WIDTH + 10)),
                                  .y_offset = (int)(number / 2 * (height + 10)),
                                  .x_scale = (double)WIDTH / USUAL_WIDTH,
                                  .y_scale = (double)height / USUAL_HEIGHT };
    lib->worksheet_insert_chart_opt(w->sheet->worksheet, w->sheet->row, 0, chart, &options);
    return height;
}

/* The charts stand below the table, on rows of their own. */
static void put_charts(const writing *w)
{
    size_t bars = (size_t)(w->last - w->first) + 1, height = 0;
    if (w->last < w->first || bars > MOST_BARS || w->book->status != AVANCE_OK)
        return;
    avn_sheet_next_row(w->book, w->sheet);
    avn_sheet_next_row(w->book, w->sheet);
    const char *categories = range(w, w->level.len ? 1 : 0, w->first, w->last);
    for (size_t i = 0; i < w->sample->state_count && w->book->status == AVANCE_OK; i++)
        height = add_chart(w, i, categories);
    size_t rows = (w->sample->state_count + 1) / 2 * (height + 10) / ROW_PIXELS;
    for (size_t i = 0; i < rows; i++)
        avn_sheet_next_row(w->book, w->sheet);
}

/* ---- all of them ---- */

/* The first group of each block and level. */
typedef AVN_VEC(const avn_state_group *) kinds;

static kinds find_kinds(avn_arena *arena, const avn_state_counts *counts)
{
    kinds found = { 0 };
    for (size_t i = 0; i < counts->groups.count; i++) {
        const avn_state_group *group = &counts->groups.items[i];
        size_t known = 0;
        while (known < found.count && (!avn_str_eq(found.items[known]->block, group->block) ||
                                       !avn_str_eq(found.items[known]->level, group->level)))
            known++;
        const avn_state_group **slot = known == found.count ? AVN_PUSH(arena, found) : NULL;
        if (slot)
            *slot = group;
    }
    return found;
}

static void put_heading(const writing *w, bool several)
{
    avn_arena *arena = &w->book->emission->arena;
    char buffer[128] = "documento";
    if (!several)
        snprintf(buffer, sizeof buffer, "%.*s", AVN_FMT(label(w, w->level)));
    if (buffer[0] >= 'A' && buffer[0] <= 'Z')
        buffer[0] = (char)(buffer[0] - 'A' + 'a');
    avn_sheet_next_row(w->book, w->sheet);
    avn_sheet_next_row(w->book, w->sheet);
    avn_put_text(w->book, w->sheet, 0, avn_arena_printf(arena, "Semáforo por %s", buffer),
                 AVN_STYLE_SECTION);
}

void avn_states_write(avn_book *book, avn_sheet *sheet, const avn_state_counts *counts,
                      const avn_tables *tables)
{
    kinds all = find_kinds(&book->emission->arena, counts);
    bool several = counts->documents > 1;
    writing charted = { .sample = NULL }; /* the first table */
    for (size_t i = 0; i < all.count && book->status == AVANCE_OK; i++) {
        const avn_state_group *group = all.items[i];
        writing w = { book, sheet, counts, tables, group->block, group->level, group, 0, 0 };
        if ((group->level.len == 0) != several)
            continue;
        put_heading(&w, several);
        put_table(&w, several);
        if (!charted.sample)
            charted = w;
    }
    if (charted.sample)
        put_charts(&charted);
}

static avn_str meaning(avn_arena *arena, const avn_bounds *bounds, avn_state state)
{
    char low[AVN_DECIMAL_TEXT_SIZE], high[AVN_DECIMAL_TEXT_SIZE];
    avn_decimal_text(bounds->low, low);
    avn_decimal_text(bounds->high, high);
    switch (state) {
    case AVN_UNPLANNED_STATE:
        break;
    case AVN_UNKNOWN_STATE:
        return AVN_STR("Falta una cifra, o no se pudo leer.");
    case AVN_LOW:
        return avn_arena_printf(arena, "Lo realizado es menos de %s %% de lo programado.", low);
    case AVN_WITHIN:
        return avn_arena_printf(
            arena, "Lo realizado es de %s a %s %% de lo programado, los dos incluidos.", low, high);
    case AVN_HIGH:
        return avn_arena_printf(arena, "Lo realizado es más de %s %% de lo programado.", high);
    }
    return AVN_STR("Nada estaba programado en el periodo: no es un cero por ciento.");
}

void avn_states_legend(avn_book *book, avn_sheet *sheet, const avn_state_counts *counts)
{
    for (int i = 0; i < AVN_STATE_COUNT; i++) {
        avn_sheet_next_row(book, sheet);
        avn_put_text(book, sheet, 0, avn_str_of(avn_state_label((avn_state)i, false)),
                     (avn_style)(AVN_STYLE_STATE + i));
        avn_put_text(book, sheet, 1, meaning(&book->emission->arena, &counts->bounds, (avn_state)i),
                     AVN_STYLE_TEXT);
    }
}

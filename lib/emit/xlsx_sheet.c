/* Sheets: their names, their headings, and what is set when a part is full. */
#include "emit/xlsx_book.h"

#include <stdio.h>
#include <strings.h>

enum {
    LABEL_SIZE = 128,
    LONGEST_NAME = 31,
    NARROWEST = 6,
    LINE_HEIGHT = 15,
    HIGHEST_ROW = 409,
    PAPER_LETTER = 1,
    /* Characters that a page holds in a size that can be read without trouble. */
    UPRIGHT_PAGE = 110,
    WIDE_PAGE = 200,
    SCALE_OF_WIDE = 60, /* percent */
    ROWS_BUFFER = 256 * 1024
};

static bool is_name_taken(const avn_book *book, avn_str name)
{
    for (size_t i = 0; i < book->names.count; i++)
        if (strcasecmp(book->names.items[i].ptr, name.ptr) == 0)
            return true;
    return false;
}

/* NAME from the N-th use on with a number, as a sheet may be called. */
static avn_str sheet_name(avn_book *book, avn_str name)
{
    avn_arena *arena = &book->emission->arena;
    for (unsigned n = 1;; n++) {
        char number[16] = "";
        if (n > 1)
            snprintf(number, sizeof number, " %u", n);
        avn_str head = avn_str_head(name, LONGEST_NAME - strlen(number));
        while (head.len < name.len && ((unsigned char)name.ptr[head.len] & 0xC0) == 0x80)
            head.len--;
        avn_str made = avn_arena_printf(arena, "%.*s%s", AVN_FMT(head), number);
        if (arena->failed || !is_name_taken(book, made))
            return made;
    }
}

avn_str avn_sheet_title(avn_arena *arena, avn_str name)
{
    char *text = avn_arena_alloc(arena, name.len + 1);
    if (!text)
        return AVN_STR("Hoja");
    for (size_t i = 0; i < name.len; i++)
        text[i] = strchr("_[]:*?/\\'", name.ptr[i]) ? ' ' : name.ptr[i];
    if (name.len && text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
    return (avn_str){ text, name.len };
}

avn_str avn_sheet_label(avn_arena *arena, avn_str name)
{
    char buffer[LABEL_SIZE];
    return avn_sheet_title(arena, avn_str_of(avn_label(name, false, buffer, sizeof buffer)));
}

/* Headers: a row of groups, where neighbours of one group are one cell, and one of titles. */
static void write_headers(avn_book *book, avn_sheet *sheet)
{
    lxw_format *group_style = book->styles[AVN_STYLE_GROUP];
    for (size_t first = 0, next; sheet->header_rows == 2 && first < sheet->column_count;
         first = next) {
        avn_str group = sheet->columns[first].group;
        for (next = first + 1; next < sheet->column_count; next++)
            if (!avn_str_eq(sheet->columns[next].group, group))
                break;
        const char *text = avn_arena_str(&book->emission->arena, group).ptr;
        if (next - first > 1)
            book->lib.worksheet_merge_range(sheet->worksheet, 0, (lxw_col_t)first, 0,
                                            (lxw_col_t)(next - 1), text, group_style);
        else
            book->lib.worksheet_write_string(sheet->worksheet, 0, (lxw_col_t)first, text,
                                             group_style);
        if (next - first == 1 && group.len > sheet->columns[first].width)
            sheet->columns[first].width = group.len;
    }
    sheet->row = sheet->header_rows > 1;
    sheet->used = true;
    for (size_t i = 0; sheet->header_rows && i < sheet->column_count; i++)
        avn_put_text(book, sheet, i, sheet->columns[i].title, AVN_STYLE_HEADER);
    sheet->started = sheet->header_rows > 0;
    book->rows.items[sheet->number] = sheet->header_rows;
}

/* Rows that are not kept in memory go to a temporary file, whose own buffer is of 4 KB: a large one
 * saves half of all calls to the system. The book outlives the file. */
static void buffer_rows(avn_book *book, lxw_worksheet *worksheet)
{
    char *room = avn_arena_alloc(&book->emission->arena, ROWS_BUFFER);
    if (!room || setvbuf(worksheet->optimize_tmpfile, room, _IOFBF, ROWS_BUFFER) != 0)
        avn_book_fail(book, AVANCE_NO_MEMORY);
}

/* A worksheet for the next part of SHEET. */
static void open_part(avn_book *book, avn_sheet *sheet)
{
    avn_arena *arena = &book->emission->arena;
    sheet->shown = sheet_name(book, sheet->name);
    avn_str *name = AVN_PUSH(arena, book->names);
    unsigned *rows = AVN_PUSH(arena, book->rows);
    if (!name || !rows || arena->failed) {
        avn_book_fail(book, AVANCE_NO_MEMORY);
        return;
    }
    *name = sheet->shown;
    sheet->number = book->rows.count - 1;
    sheet->part++;
    sheet->worksheet = book->lib.workbook_add_worksheet(book->workbook, sheet->shown.ptr);
    if (!sheet->worksheet) {
        avn_book_fail(book, AVANCE_NO_MEMORY);
        return;
    }
    if (book->constant)
        buffer_rows(book, sheet->worksheet);
    write_headers(book, sheet);
}

avn_sheet *avn_sheet_open(avn_book *book, avn_str name, avn_sheet_column *columns, size_t count)
{
    return avn_sheet_open_as(book, avn_sheet_title(&book->emission->arena, name), columns, count);
}

avn_sheet *avn_sheet_open_as(avn_book *book, avn_str name, avn_sheet_column *columns, size_t count)
{
    if (book->status != AVANCE_OK)
        return NULL;
    avn_arena *arena = &book->emission->arena;
    avn_sheet *sheet = AVN_NEW(arena, avn_sheet);
    avn_sheet **place = AVN_PUSH(arena, book->sheets);
    if (!sheet || !place) {
        avn_book_fail(book, AVANCE_NO_MEMORY);
        return NULL;
    }
    *place = sheet;
    *sheet = (avn_sheet){ .name = name, .columns = columns, .column_count = count };
    for (size_t i = 0; i < count; i++) {
        unsigned rows = columns[i].group.len ? 2 : columns[i].title.len ? 1 : 0;
        sheet->header_rows = rows > sheet->header_rows ? rows : sheet->header_rows;
    }
    sheet->loose = sheet->header_rows == 0;
    open_part(book, sheet);
    return book->status == AVANCE_OK ? sheet : NULL;
}

size_t avn_sheet_widest(const avn_sheet_column *column)
{
    return column->widest ? column->widest : AVN_WIDEST_COLUMN;
}

static size_t width_of(const avn_sheet_column *column)
{
    size_t width = column->width, widest = avn_sheet_widest(column);
    return (width < NARROWEST ? NARROWEST : width > widest ? widest : width) + 2;
}

static void set_widths(avn_book *book, avn_sheet *sheet)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        const avn_sheet_column *column = &sheet->columns[i];
        lxw_row_col_options options = { .hidden = column->hidden, .level = column->folds };
        book->lib.worksheet_set_column_opt(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i,
                                           (double)width_of(column), NULL, &options);
    }
}

/* The width of columns FIRST to LAST - 1 that are shown. */
static size_t shown_width(const avn_sheet *sheet, size_t first, size_t last)
{
    size_t width = 0;
    for (size_t i = first; i < last; i++)
        width += sheet->columns[i].hidden ? 0 : width_of(&sheet->columns[i]);
    return width;
}

/* Column FIRST begins a page; answers the column that begins the next one. Groups stay together
 * where they can. */
static size_t next_page(const avn_sheet *sheet, size_t first)
{
    size_t width = first ? shown_width(sheet, 0, sheet->frozen) : 0, group = first, next = first;
    for (; next < sheet->column_count; next++) {
        if (!avn_str_eq(sheet->columns[next].group, sheet->columns[group].group))
            group = next;
        width += shown_width(sheet, next, next + 1);
        if (width > WIDE_PAGE && next > first)
            return group > first && group > sheet->frozen ? group : next;
    }
    return next;
}

/* Cuts the sheet where groups end, with the columns that name a row on every page. */
static void set_many_pages(avn_book *book, const avn_sheet *sheet)
{
    const avn_xlsx_library *lib = &book->lib;
    lxw_col_t *breaks = AVN_NEW_ARRAY(&book->emission->arena, lxw_col_t, sheet->column_count + 1);
    size_t count = 0;
    for (size_t next = next_page(sheet, 0); breaks && next < sheet->column_count;
         next = next_page(sheet, next))
        breaks[count++] = (lxw_col_t)next;
    if (!breaks || lib->worksheet_set_v_pagebreaks(sheet->worksheet, breaks))
        avn_book_fail(book, AVANCE_NO_MEMORY);
    lib->worksheet_set_print_scale(sheet->worksheet, SCALE_OF_WIDE);
    lib->worksheet_print_across(sheet->worksheet);
    if (sheet->frozen)
        lib->worksheet_repeat_columns(sheet->worksheet, 0, (lxw_col_t)(sheet->frozen - 1));
}

static void set_pages(avn_book *book, const avn_sheet *sheet)
{
    const avn_xlsx_library *lib = &book->lib;
    lxw_worksheet *worksheet = sheet->worksheet;
    size_t width = shown_width(sheet, 0, sheet->column_count);
    lib->worksheet_set_paper(worksheet, PAPER_LETTER);
    lib->worksheet_set_margins(worksheet, 0.5, 0.5, 0.6, 0.7);
    lib->worksheet_set_footer(worksheet, "&L&A&R&P / &N");
    if (width > UPRIGHT_PAGE)
        lib->worksheet_set_landscape(worksheet);
    if (width > WIDE_PAGE && shown_width(sheet, 0, sheet->frozen) < WIDE_PAGE / 2)
        set_many_pages(book, sheet);
    else
        lib->worksheet_fit_to_pages(worksheet, 1, 0);
}

/* Not every program finds the height of wrapped text by itself. */
static void finish_row(avn_book *book, avn_sheet *sheet)
{
    size_t height = sheet->lines * LINE_HEIGHT;
    if (sheet->lines > 1)
        book->lib.worksheet_set_row(sheet->worksheet, sheet->row,
                                    (double)(height < HIGHEST_ROW ? height : HIGHEST_ROW), NULL);
    sheet->lines = 0;
}

char *avn_c_copy(avn_arena *arena, avn_str text)
{
    char *copy = avn_arena_alloc(arena, text.len + 1);
    if (copy && text.len)
        memcpy(copy, text.ptr, text.len);
    return copy;
}

/* "Plan_anual_valores_2": the sheet's name as a table may be called. */
static char *table_name(avn_arena *arena, const avn_sheet *sheet)
{
    char *name = avn_c_copy(arena, sheet->shown);
    for (char *c = name; c && *c; c++)
        if (!strchr("_0123456789", *c) && ((*c | 0x20) < 'a' || (*c | 0x20) > 'z') &&
            (unsigned char)*c < 0x80)
            *c = '_';
    return name;
}

/* Excel asks that no two columns of a table be called alike. */
static bool titles_differ(const avn_sheet *sheet)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcasecmp(sheet->columns[i].title.ptr, sheet->columns[j].title.ptr) == 0)
                return false;
    return true;
}

/* Makes the rows below the titles a table. */
static void add_table(avn_book *book, avn_sheet *sheet)
{
    avn_arena *arena = &book->emission->arena;
    size_t count = sheet->column_count;
    lxw_table_column *columns = AVN_NEW_ARRAY(arena, lxw_table_column, count);
    lxw_table_column **places = AVN_NEW_ARRAY(arena, lxw_table_column *, count + 1);
    lxw_table_options options = { .name = table_name(arena, sheet),
                                  .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                  .style_type_number = 9,
                                  .columns = places };
    for (size_t i = 0; !arena->failed && i < count; i++) {
        columns[i] = (lxw_table_column){ .header = avn_c_copy(arena, sheet->columns[i].title),
                                         .header_format = book->styles[AVN_STYLE_HEADER] };
        places[i] = &columns[i];
    }
    if (arena->failed ||
        book->lib.worksheet_add_table(sheet->worksheet, sheet->header_rows - 1, 0, sheet->row,
                                      (lxw_col_t)(count - 1), &options))
        avn_book_fail(book, AVANCE_NO_MEMORY);
}

/* Rules, not styles: who corrects a cell sees its colour change. */
static void color_states(avn_book *book, const avn_sheet *sheet, size_t column)
{
    for (int i = 0; i < AVN_STATE_COUNT && sheet->row >= sheet->header_rows; i++) {
        avn_str quoted = avn_arena_printf(&book->emission->arena, "\"%s\"",
                                          avn_state_label((avn_state)i, false));
        lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_CELL,
                                        .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                        .value_string = avn_c_copy(&book->emission->arena, quoted),
                                        .format = book->state_fills[i] };
        if (book->lib.worksheet_conditional_format_range(sheet->worksheet, sheet->header_rows,
                                                         (lxw_col_t)column, sheet->row,
                                                         (lxw_col_t)column, &rule))
            avn_book_fail(book, AVANCE_NO_MEMORY);
    }
}

void avn_sheet_finish(avn_book *book, avn_sheet *sheet)
{
    finish_row(book, sheet);
    const avn_xlsx_library *lib = &book->lib;
    lxw_worksheet *worksheet = sheet->worksheet;
    set_widths(book, sheet);
    set_pages(book, sheet);
    lib->worksheet_gridlines(worksheet,
                             sheet->loose ? LXW_HIDE_ALL_GRIDLINES : LXW_SHOW_ALL_GRIDLINES);
    if (sheet->loose || book->status != AVANCE_OK)
        return;
    lxw_row_t header = sheet->header_rows - 1;
    lib->worksheet_repeat_rows(worksheet, 0, header);
    lib->worksheet_freeze_panes(worksheet, sheet->header_rows, (lxw_col_t)sheet->frozen);
    for (size_t i = 0; i < sheet->column_count; i++)
        if (sheet->columns[i].is_state)
            color_states(book, sheet, i);
    if (sheet->named && !book->constant && sheet->row > header && titles_differ(sheet))
        add_table(book, sheet);
    else
        lib->worksheet_autofilter(worksheet, header, 0, sheet->row,
                                  (lxw_col_t)(sheet->column_count - 1));
}

void avn_sheet_next_row(avn_book *book, avn_sheet *sheet)
{
    if (book->status != AVANCE_OK)
        return;
    finish_row(book, sheet);
    sheet->used = false;
    if (!sheet->started || sheet->row < book->last_row) {
        sheet->row += sheet->started;
        sheet->started = true;
        return;
    }
    avn_sheet_finish(book, sheet);
    avn_str full = sheet->shown;
    open_part(book, sheet);
    const char *const args[4] = { full.ptr, sheet->shown.ptr, NULL, NULL };
    avn_book_tell(book, AVN_MSG_FULL_SHEET, args);
    sheet->row += sheet->started;
    sheet->started = true;
    sheet->used = false;
}

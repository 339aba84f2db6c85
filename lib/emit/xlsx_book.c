/* The workbook: its styles, its sheets, the end. */
#include "emit/xlsx_book.h"

#include <strings.h>

#include "emit/outlet.h"
#include "emit/xlsx_verify.h"

enum {
    LONGEST_NAME = 31,
    MOST_NOTES = 200,
    NARROWEST = 6,
    WIDEST = 60,
    PAPER_LETTER = 1,
    COLUMNS_OF_A_PAGE = 12,
    FIRST_DAY_OF_1980 = 315532800 /* seconds; no time of writing, so that bytes can be compared */
};

static void fail(avn_book *book, avance_status status)
{
    if (book->status != AVANCE_OK)
        return;
    book->status = status;
    if (status == AVANCE_NO_MEMORY)
        avn_no_memory(book->emission->sink);
}

static void fail_to_write(avn_book *book, const char *reason)
{
    if (book->status != AVANCE_OK)
        return;
    book->status = AVANCE_CANNOT_WRITE;
    avn_tell(book->emission->sink, AVN_MSG_CANNOT_WRITE, (avn_place){ 0 }, reason, NULL);
}

static lxw_format *new_style(avn_book *book)
{
    lxw_format *format = workbook_add_format(book->workbook);
    if (!format) {
        fail(book, AVANCE_NO_MEMORY);
        return NULL;
    }
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static lxw_format *number_style(avn_book *book, const char *form)
{
    lxw_format *format = new_style(book);
    if (format)
        format_set_num_format(format, form);
    return format;
}

static void make_heading(lxw_format *format, lxw_color_t color)
{
    format_set_bold(format);
    format_set_bg_color(format, color);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, 0xBFBFBF);
}

static void make_styles(avn_book *book)
{
    lxw_format **styles = book->styles;
    for (size_t i = 0; i < AVN_STYLE_COUNT; i++)
        styles[i] = new_style(book);
    if (book->status != AVANCE_OK)
        return;
    format_set_text_wrap(styles[AVN_STYLE_TEXT]);
    make_heading(styles[AVN_STYLE_HEADER], 0xDDEBF7);
    format_set_text_wrap(styles[AVN_STYLE_HEADER]);
    make_heading(styles[AVN_STYLE_GROUP], 0xBDD7EE);
    format_set_align(styles[AVN_STYLE_GROUP], LXW_ALIGN_CENTER);
    format_set_bold(styles[AVN_STYLE_TITLE]);
    format_set_font_size(styles[AVN_STYLE_TITLE], 14);
    format_set_bold(styles[AVN_STYLE_SECTION]);
    format_set_bottom(styles[AVN_STYLE_SECTION], LXW_BORDER_THIN);
    format_set_num_format(styles[AVN_STYLE_INTEGER], "0");
    format_set_num_format(styles[AVN_STYLE_DAY], "yyyy-mm-dd");
    format_set_num_format(styles[AVN_STYLE_MINUTE], "yyyy-mm-dd hh:mm");
    char zeros[AVN_DIGITS + 2] = ".", form[64];
    for (size_t i = 0; i <= AVN_DIGITS; i++) {
        snprintf(form, sizeof form, "#,##0%s", i ? zeros : "");
        book->decimals[i] = number_style(book, form);
        snprintf(form, sizeof form, "\"$\"#,##0%s", i ? zeros : "");
        book->money[i] = number_style(book, form);
        snprintf(form, sizeof form, "0%s%%", i ? zeros : "");
        book->percents[i] = number_style(book, form);
        zeros[i] = i ? '0' : '.';
        zeros[i + 1] = '0';
        zeros[i + 2 <= AVN_DIGITS + 1 ? i + 2 : AVN_DIGITS + 1] = '\0';
    }
}

void avn_book_enter(avn_book *book)
{
    book->locale_before = uselocale(book->numbers);
}

void avn_book_leave(avn_book *book)
{
    uselocale(book->locale_before);
}

avance_status avn_book_open(avn_book *book, avn_emission *emission, bool constant)
{
    *book = (avn_book){ .emission = emission, .last_row = LXW_ROW_MAX - 1 };
    avn_buf_init(&book->text, emission->arena.allocator);
    book->numbers = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    if (!book->numbers) {
        fail(book, AVANCE_NO_MEMORY);
        return book->status;
    }
    lxw_workbook_options options = { .constant_memory = constant };
    book->workbook = workbook_new_opt(emission->path.ptr, &options);
    if (!book->workbook) {
        fail(book, AVANCE_NO_MEMORY);
        return book->status;
    }
    lxw_doc_properties properties = { .created = FIRST_DAY_OF_1980 };
    workbook_set_properties(book->workbook, &properties);
    make_styles(book);
    return book->status;
}

/* ---- sheets ---- */

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
        size_t room = LONGEST_NAME - strlen(number);
        avn_str made =
            avn_arena_printf(arena, "%.*s%s", AVN_FMT(avn_str_head(name, room)), number);
        if (arena->failed || !is_name_taken(book, made))
            return made;
    }
}

/* "unidades_administrativas" as "Unidades administrativas". */
static avn_str readable(avn_arena *arena, avn_str name)
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
            worksheet_merge_range(sheet->worksheet, 0, (lxw_col_t)first, 0, (lxw_col_t)(next - 1),
                                  text, group_style);
        else
            worksheet_write_string(sheet->worksheet, 0, (lxw_col_t)first, text, group_style);
    }
    sheet->row = sheet->header_rows > 1;
    for (size_t i = 0; sheet->header_rows && i < sheet->column_count; i++)
        avn_put_text(book, sheet, i, sheet->columns[i].title, AVN_STYLE_HEADER);
    sheet->started = sheet->header_rows > 0;
    if (book->rows.items)
        book->rows.items[sheet->number] = sheet->header_rows;
}

/* A worksheet for the next part of SHEET. */
static void open_part(avn_book *book, avn_sheet *sheet)
{
    avn_arena *arena = &book->emission->arena;
    sheet->shown = sheet_name(book, sheet->name);
    avn_str *name = AVN_PUSH(arena, book->names);
    unsigned *rows = AVN_PUSH(arena, book->rows);
    if (!name || !rows || arena->failed) {
        fail(book, AVANCE_NO_MEMORY);
        return;
    }
    *name = sheet->shown;
    sheet->number = book->rows.count - 1;
    sheet->part++;
    sheet->worksheet = workbook_add_worksheet(book->workbook, sheet->shown.ptr);
    if (!sheet->worksheet) {
        fail(book, AVANCE_NO_MEMORY);
        return;
    }
    write_headers(book, sheet);
}

avn_sheet *avn_sheet_open(avn_book *book, avn_str name, avn_sheet_column *columns, size_t count)
{
    if (book->status != AVANCE_OK)
        return NULL;
    avn_arena *arena = &book->emission->arena;
    avn_sheet *sheet = AVN_NEW(arena, avn_sheet);
    avn_sheet **place = AVN_PUSH(arena, book->sheets);
    if (!sheet || !place) {
        fail(book, AVANCE_NO_MEMORY);
        return NULL;
    }
    *place = sheet;
    *sheet = (avn_sheet){ .name = readable(arena, name), .columns = columns,
                          .column_count = count };
    for (size_t i = 0; i < count; i++) {
        unsigned rows = columns[i].group.len ? 2 : columns[i].title.len ? 1 : 0;
        sheet->header_rows = rows > sheet->header_rows ? rows : sheet->header_rows;
    }
    sheet->loose = sheet->header_rows == 0;
    open_part(book, sheet);
    return book->status == AVANCE_OK ? sheet : NULL;
}

static void set_widths(avn_sheet *sheet)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        size_t width = sheet->columns[i].width;
        width = width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
        lxw_row_col_options options = { .hidden = sheet->columns[i].hidden };
        worksheet_set_column_opt(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i,
                                 (double)width + 2, NULL, &options);
    }
}

static void finish_part(const avn_book *book, avn_sheet *sheet)
{
    lxw_worksheet *worksheet = sheet->worksheet;
    set_widths(sheet);
    worksheet_set_paper(worksheet, PAPER_LETTER);
    worksheet_set_footer(worksheet, "&L&A&R&P / &N");
    if (sheet->loose) {
        worksheet_fit_to_pages(worksheet, 1, 0);
        return;
    }
    lxw_row_t header = sheet->header_rows - 1;
    worksheet_set_landscape(worksheet);
    worksheet_repeat_rows(worksheet, 0, header);
    worksheet_freeze_panes(worksheet, sheet->header_rows, sheet->header_rows > 1 ? 1 : 0);
    worksheet_autofilter(worksheet, header, 0, sheet->row, (lxw_col_t)(sheet->column_count - 1));
    if (sheet->column_count <= COLUMNS_OF_A_PAGE)
        worksheet_fit_to_pages(worksheet, 1, 0);
    else
        worksheet_print_across(worksheet);
    (void)book;
}

static void keep_note(avn_book *book, avn_message_id id, const char *const args[4])
{
    avn_arena *arena = &book->emission->arena;
    avn_tell(book->emission->sink, id, (avn_place){ 0 }, args[0], args[1], args[2], NULL);
    avn_str *note = book->notes.count < MOST_NOTES ? AVN_PUSH(arena, book->notes) : NULL;
    if (note)
        *note = avn_message_text(arena, AVANCE_SPANISH, id, args);
}

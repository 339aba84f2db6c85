/* The workbook: its styles, its sheets, the end. */
#include "emit/xlsx_book.h"

#include <stdio.h>

#include "emit/outlet.h"
#include "emit/xlsx_verify.h"

enum {
    MOST_NOTES = 200,
    FIRST_DAY_OF_1980 = 315532800 /* seconds; no time of writing, so that bytes can be compared */
};

void avn_book_fail(avn_book *book, avance_status status)
{
    if (book->status != AVANCE_OK)
        return;
    book->status = status;
    if (status == AVANCE_NO_MEMORY)
        avn_no_memory(book->emission->sink);
}

void avn_book_fail_to_write(avn_book *book, const char *reason)
{
    if (book->status != AVANCE_OK)
        return;
    book->status = AVANCE_CANNOT_WRITE;
    avn_tell(book->emission->sink, AVN_MSG_CANNOT_WRITE, (avn_place){ 0 }, reason, NULL);
}

void avn_book_heed(avn_book *book, lxw_error error)
{
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        avn_book_fail(book, AVANCE_NO_MEMORY);
    else if (error != LXW_NO_ERROR)
        avn_book_fail_to_write(book, book->lib.lxw_strerror(error));
}

void avn_book_note(avn_book *book, avn_message_id id, const char *const args[4])
{
    avn_arena *arena = &book->emission->arena;
    avn_str *note = book->notes.count < MOST_NOTES ? AVN_PUSH(arena, book->notes) : NULL;
    if (note)
        *note = avn_message_text(arena, AVANCE_SPANISH, id, args);
}

void avn_book_tell(avn_book *book, avn_message_id id, const char *const args[4])
{
    avn_tell(book->emission->sink, id, (avn_place){ 0 }, args[0], args[1], args[2], NULL);
    avn_book_note(book, id, args);
}

static lxw_format *new_style(avn_book *book)
{
    lxw_format *format = book->lib.workbook_add_format(book->workbook);
    if (!format) {
        avn_book_fail(book, AVANCE_NO_MEMORY);
        return NULL;
    }
    book->lib.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

/* Figures end a little before the text of the next column begins. */
static void align_right(const avn_xlsx_library *lib, lxw_format *format)
{
    lib->format_set_align(format, LXW_ALIGN_RIGHT);
    lib->format_set_indent(format, 1);
}

/* A style for figures: HEAD, DECIMALS zeros behind a point, TAIL. */
static lxw_format *number_style(avn_book *book, bool left, const char *head, unsigned decimals,
                                const char *tail)
{
    static const char zeros[] = ".000000000000000";
    char form[64];
    lxw_format *format = new_style(book);
    snprintf(form, sizeof form, "%s%.*s%s", head, decimals ? (int)decimals + 1 : 0, zeros, tail);
    if (!format)
        return NULL;
    book->lib.format_set_num_format(format, form);
    if (left)
        book->lib.format_set_align(format, LXW_ALIGN_LEFT);
    else
        align_right(&book->lib, format);
    return format;
}

static void make_heading(const avn_xlsx_library *lib, lxw_format *format, lxw_color_t color)
{
    lib->format_set_bold(format);
    lib->format_set_bg_color(format, color);
    lib->format_set_border(format, LXW_BORDER_THIN);
    lib->format_set_border_color(format, 0xBFBFBF);
}

lxw_color_t avn_state_color(avn_state state, bool strong)
{
    static const lxw_color_t colors[AVN_STATE_COUNT][2] = {
        [AVN_UNPLANNED_STATE] = { 0xE7E6E6, 0xA6A6A6 },
        [AVN_UNKNOWN_STATE] = { 0xFFFFFF, 0xD9D9D9 },
        [AVN_LOW] = { 0xFBE0D0, 0xD55E00 },
        [AVN_WITHIN] = { 0xD5F0E6, 0x009E73 },
        [AVN_HIGH] = { 0xD3E6F5, 0x0072B2 },
    };
    return colors[state][strong];
}

static void make_styles(avn_book *book)
{
    const avn_xlsx_library *lib = &book->lib;
    lxw_format **styles = book->styles;
    for (size_t i = 0; i < AVN_STYLE_COUNT; i++)
        styles[i] = new_style(book);
    if (book->status != AVANCE_OK)
        return;
    lib->format_set_text_wrap(styles[AVN_STYLE_TEXT]);
    make_heading(lib, styles[AVN_STYLE_HEADER], 0xDDEBF7);
    lib->format_set_text_wrap(styles[AVN_STYLE_HEADER]);
    lib->format_set_align(styles[AVN_STYLE_HEADER], LXW_ALIGN_CENTER);
    make_heading(lib, styles[AVN_STYLE_GROUP], 0xBDD7EE);
    lib->format_set_align(styles[AVN_STYLE_GROUP], LXW_ALIGN_CENTER);
    lib->format_set_bold(styles[AVN_STYLE_TITLE]);
    lib->format_set_font_size(styles[AVN_STYLE_TITLE], 14);
    lib->format_set_bold(styles[AVN_STYLE_SECTION]);
    lib->format_set_bottom(styles[AVN_STYLE_SECTION], LXW_BORDER_THIN);
    static const char *const forms[] = { "0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm" };
    for (size_t i = 0; i < 3; i++) {
        lib->format_set_num_format(styles[AVN_STYLE_INTEGER + i], forms[i]);
        align_right(lib, styles[AVN_STYLE_INTEGER + i]);
        lib->format_set_num_format(styles[AVN_STYLE_INTEGER_LEFT + i], forms[i]);
        lib->format_set_align(styles[AVN_STYLE_INTEGER_LEFT + i], LXW_ALIGN_LEFT);
    }
    for (int i = 0; i < AVN_STATE_COUNT; i++) {
        make_heading(lib, styles[AVN_STYLE_STATE + i], avn_state_color((avn_state)i, false));
        lib->format_set_align(styles[AVN_STYLE_STATE + i], LXW_ALIGN_CENTER);
        lib->format_set_text_wrap(styles[AVN_STYLE_STATE + i]);
        book->state_fills[i] = lib->workbook_add_format(book->workbook);
        if (!book->state_fills[i]) {
            avn_book_fail(book, AVANCE_NO_MEMORY);
            return;
        }
        lib->format_set_bg_color(book->state_fills[i], avn_state_color((avn_state)i, false));
    }
    lib->format_set_num_format(styles[AVN_STYLE_DAY_FIRST], "dd/mm/yyyy");
    lib->format_set_align(styles[AVN_STYLE_DAY_FIRST], LXW_ALIGN_LEFT);
    for (unsigned i = 0; i <= AVN_DIGITS; i++) {
        for (int left = 0; left < 2; left++) {
            book->decimals[left][i] = number_style(book, left, "#,##0", i, "");
            book->money[left][i] = number_style(book, left, "\"$\"#,##0", i, "");
            book->percents[left][i] = number_style(book, left, "0", i, "%");
        }
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
    *book = (avn_book){ .emission = emission, .last_row = LXW_ROW_MAX - 1, .constant = constant };
    avn_buf_init(&book->text, emission->arena.allocator);
    book->status = avn_xlsx_library_load(emission->sink, &book->lib);
    if (book->status != AVANCE_OK)
        return book->status;
    book->numbers = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    if (!book->numbers) {
        avn_book_fail(book, AVANCE_NO_MEMORY);
        return book->status;
    }
    lxw_workbook_options options = { .constant_memory = constant };
    book->workbook = book->lib.workbook_new_opt(emission->path.ptr, &options);
    if (!book->workbook) {
        avn_book_fail(book, AVANCE_NO_MEMORY);
        return book->status;
    }
    make_styles(book);
    return book->status;
}

/* What the file says of itself. */
static void set_properties(avn_book *book)
{
    avn_arena *arena = &book->emission->arena;
    lxw_doc_properties properties = { .title = avn_c_copy(arena, book->title),
                                      .subject = avn_c_copy(arena, book->subject),
                                      .comments =
                                          avn_c_copy(arena, AVN_STR("avance " AVANCE_VERSION)),
                                      .created = FIRST_DAY_OF_1980 };
    if (arena->failed || book->lib.workbook_set_properties(book->workbook, &properties))
        avn_book_fail(book, AVANCE_NO_MEMORY);
}

avance_status avn_book_close(avn_book *book)
{
    if (book->status != AVANCE_OK)
        return book->status;
    for (size_t i = 0; i < book->sheets.count; i++)
        avn_sheet_finish(book, book->sheets.items[i]);
    set_properties(book);
    if (book->status != AVANCE_OK)
        return book->status;
    avn_book_heed(book, book->lib.workbook_close(book->workbook));
    book->workbook = NULL;
    avance_language language = book->emission->language;
    if (book->status == AVANCE_OK &&
        !avn_xlsx_verify(book->emission->path.ptr, book->rows.items, book->rows.count))
        avn_book_fail_to_write(book, avn_say(language, "el libro quedó incompleto (¿disco lleno?)",
                                             "the workbook is incomplete (disk full?)"));
    return book->status;
}

void avn_book_release(avn_book *book)
{
    /* Closing writes a file that the caller drops; only so are the temporary files closed. */
    if (book->workbook)
        book->lib.workbook_close(book->workbook);
    if (book->numbers)
        freelocale(book->numbers);
    avn_buf_free(&book->text);
    book->workbook = NULL;
    book->numbers = (locale_t)0;
}

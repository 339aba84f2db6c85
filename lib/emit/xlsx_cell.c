/* Cells: each value as what it is, and what no cell can hold elsewhere. */
#include <float.h>
#include <stdio.h>
#include <stdlib.h>

#include "emit/xlsx_book.h"
#include "emit/xlsx_text.h"

enum { REFERENCE_SIZE = 16, COLUMN_OF_TEXT = 3, LONGEST = 64 /* figure */ };

/* Counts the row of a first cell; false when nothing should be written any more. */
static bool begin_cell(avn_book *book, avn_sheet *sheet, size_t column, size_t width)
{
    if (book->status != AVANCE_OK)
        return false;
    if (!sheet->used)
        book->rows.items[sheet->number]++;
    sheet->used = true;
    if (width > sheet->columns[column].width)
        sheet->columns[column].width = width;
    return true;
}

/* Writes what fits of TEXT; answers how many bytes that was. */
static size_t put_piece(avn_book *book, avn_sheet *sheet, size_t column, avn_str text,
                        avn_style style)
{
    avn_buf_clear(&book->text);
    size_t taken = avn_xlsx_text(&book->text, text);
    avn_buf_char(&book->text, '\0');
    if (book->text.failed)
        avn_book_fail(book, AVANCE_NO_MEMORY);
    avn_text_size size =
        avn_xlsx_size(avn_str_head(text, taken), avn_sheet_widest(&sheet->columns[column]));
    if (size.lines > sheet->lines)
        sheet->lines = size.lines;
    if (begin_cell(book, sheet, column, size.width))
        avn_book_heed(book, book->lib.worksheet_write_string(sheet->worksheet, sheet->row,
                                                             (lxw_col_t)column, book->text.bytes,
                                                             book->styles[style]));
    return taken;
}

static avn_sheet *continuation(avn_book *book)
{
    static const char *const titles[] = { "Hoja", "Celda", "Parte", "Texto" };
    enum { COUNT = sizeof titles / sizeof *titles };
    if (book->continuation)
        return book->continuation;
    avn_sheet_column *columns = AVN_NEW_ARRAY(&book->emission->arena, avn_sheet_column, COUNT);
    if (!columns) {
        avn_book_fail(book, AVANCE_NO_MEMORY);
        return NULL;
    }
    for (size_t i = 0; i < COUNT; i++)
        columns[i].title = avn_str_of(titles[i]);
    book->continuation = avn_sheet_open(book, AVN_STR("Continuación"), columns, COUNT);
    return book->continuation;
}

/* REST of the text that the cell at COLUMN could not hold. */
static void put_rest(avn_book *book, const avn_sheet *sheet, size_t column, avn_str rest)
{
    char cell[REFERENCE_SIZE];
    book->lib.lxw_rowcol_to_cell(cell, sheet->row, (lxw_col_t)column);
    avn_sheet *more = continuation(book);
    if (!more)
        return;
    const char *const args[4] = { sheet->shown.ptr, cell, more->shown.ptr, NULL };
    avn_book_tell(book, AVN_MSG_LONG_TEXT, args);
    for (unsigned part = 2; rest.len && book->status == AVANCE_OK; part++) {
        avn_sheet_next_row(book, more);
        put_piece(book, more, 0, sheet->shown, AVN_STYLE_TEXT);
        put_piece(book, more, 1, avn_str_of(cell), AVN_STYLE_TEXT);
        avn_put_count(book, more, 2, part);
        rest = avn_str_from(rest, put_piece(book, more, COLUMN_OF_TEXT, rest, AVN_STYLE_TEXT));
    }
}

void avn_put_text(avn_book *book, avn_sheet *sheet, size_t column, avn_str text, avn_style style)
{
    size_t taken = put_piece(book, sheet, column, text, style);
    if (taken < text.len && book->status == AVANCE_OK)
        put_rest(book, sheet, column, avn_str_from(text, taken));
}

static void put_number(avn_book *book, avn_sheet *sheet, size_t column, double number,
                       lxw_format *format, size_t width)
{
    if (begin_cell(book, sheet, column, width))
        avn_book_heed(book, book->lib.worksheet_write_number(sheet->worksheet, sheet->row,
                                                             (lxw_col_t)column, number, format));
}

/* A sheet that is no table has its values to the left, beside their names. */
static lxw_format *style_on(const avn_book *book, const avn_sheet *sheet, avn_style style)
{
    enum { TO_THE_LEFT = AVN_STYLE_INTEGER_LEFT - AVN_STYLE_INTEGER };
    bool moved = sheet->loose && style >= AVN_STYLE_INTEGER && style <= AVN_STYLE_MINUTE;
    return book->styles[moved ? style + TO_THE_LEFT : style];
}

void avn_put_count(avn_book *book, avn_sheet *sheet, size_t column, unsigned long long count)
{
    put_number(book, sheet, column, (double)count, style_on(book, sheet, AVN_STYLE_INTEGER), 0);
}

void avn_put_number(avn_book *book, avn_sheet *sheet, size_t column, unsigned long long number)
{
    put_number(book, sheet, column, (double)number, book->styles[AVN_STYLE_INTEGER], 0);
}

typedef struct figure_shape {
    bool valid;
    size_t significant, decimals;
    uint64_t units; /* the digits as a whole number, where they are at most AVN_DIGITS */
} figure_shape;

/* What there is in "-0012.50": 4 significant digits, 2 decimals. */
static figure_shape shape_of(avn_str digits)
{
    figure_shape shape = { .valid = digits.len > 0 };
    bool point = false, any = false;
    for (size_t i = digits.len && digits.ptr[0] == '-'; i < digits.len; i++) {
        char c = digits.ptr[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        shape.valid = shape.valid && avn_is_digit(c);
        any = true;
        shape.decimals += point;
        shape.significant += shape.significant > 0 || c != '0';
        shape.units = shape.units * 10 + (uint64_t)(c - '0');
    }
    shape.valid = shape.valid && any;
    return shape;
}

static void put_long_figure(avn_book *book, avn_sheet *sheet, size_t column, avn_str digits)
{
    avn_put_text(book, sheet, column, digits, AVN_STYLE_TEXT);
    if (book->status != AVANCE_OK)
        return;
    char cell[REFERENCE_SIZE];
    book->lib.lxw_rowcol_to_cell(cell, sheet->row, (lxw_col_t)column);
    avn_str shown = avn_arena_str(&book->emission->arena, digits);
    const char *const args[4] = { sheet->shown.ptr, cell, shown.ptr, NULL };
    avn_book_note(book, AVN_MSG_LONG_NUMBER, args);
}

static lxw_format *figure_style(const avn_book *book, const avn_sheet *sheet, avn_type type,
                                bool percent, size_t decimals)
{
    size_t place = decimals < AVN_DIGITS ? decimals : AVN_DIGITS;
    if (percent)
        return book->percents[sheet->loose][place];
    if (type == AVN_MONEY)
        return book->money[sheet->loose][place];
    bool whole = type == AVN_INTEGER || type == AVN_ORDINAL;
    return whole && decimals == 0 ? style_on(book, sheet, AVN_STYLE_INTEGER)
                                  : book->decimals[sheet->loose][place];
}

/* The double nearest to DIGITS, of at most AVN_DIGITS significant ones: 33.33 % is that nearest to
 * 0.3333. Whole numbers and powers of ten of that size are doubles themselves, so that one division
 * is as exact as strtod(), which takes ten times as long. */
static double number_of(avn_str digits, const figure_shape *shape, bool percent)
{
    static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
    size_t decimals = shape->decimals + (percent ? 2 : 0);
    double units = (double)shape->units;
    if (FLT_EVAL_METHOD == 0 && decimals < sizeof powers / sizeof *powers)
        return (digits.ptr[0] == '-' ? -units : units) / powers[decimals];
    char number[LONGEST + 8];
    snprintf(number, sizeof number, "%.*s%s", AVN_FMT(digits), percent ? "e-2" : "");
    return strtod(number, NULL);
}

void avn_put_figure(avn_book *book, avn_sheet *sheet, size_t column, avn_str digits, avn_type type,
                    bool percent)
{
    figure_shape shape = shape_of(digits);
    if (!shape.valid) {
        avn_put_text(book, sheet, column, digits, AVN_STYLE_TEXT);
        return;
    }
    if (shape.significant > AVN_DIGITS || digits.len > LONGEST) {
        put_long_figure(book, sheet, column, digits);
        return;
    }
    put_number(book, sheet, column, number_of(digits, &shape, percent),
               figure_style(book, sheet, type, percent, shape.decimals),
               digits.len + digits.len / 3 + 1);
}

/* Two or four digits at AT; -1 when there are none. */
static int digits_at(avn_str text, size_t at, size_t count)
{
    int number = 0;
    for (size_t i = at; i < at + count; i++) {
        if (i >= text.len || !avn_is_digit(text.ptr[i]))
            return -1;
        number = number * 10 + (text.ptr[i] - '0');
    }
    return number;
}

static bool is_day(int year, int month, int day)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (year < 1900 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
    return day <= days[month - 1] + leap;
}

void avn_put_date(avn_book *book, avn_sheet *sheet, size_t column, avn_str text, avn_style style)
{
    enum { DAY_LENGTH = 10, MINUTE_LENGTH = 16 };
    bool timed = text.len == MINUTE_LENGTH;
    lxw_datetime date = { .year = digits_at(text, 0, 4),
                          .month = digits_at(text, 5, 2),
                          .day = digits_at(text, 8, 2),
                          .hour = timed ? digits_at(text, 11, 2) : 0,
                          .min = timed ? digits_at(text, 14, 2) : 0 };
    bool valid = (timed || text.len == DAY_LENGTH) && is_day(date.year, date.month, date.day) &&
                 date.hour >= 0 && date.hour < 24 && date.min >= 0 && date.min < 60;
    if (!valid) {
        avn_put_text(book, sheet, column, text, AVN_STYLE_TEXT);
    } else if (begin_cell(book, sheet, column, text.len)) {
        if (timed && style == AVN_STYLE_DAY)
            style = AVN_STYLE_MINUTE;
        avn_book_heed(book, book->lib.worksheet_write_datetime(sheet->worksheet, sheet->row,
                                                               (lxw_col_t)column, &date,
                                                               style_on(book, sheet, style)));
    }
}

void avn_put_typed(avn_book *book, avn_sheet *sheet, size_t column, avn_str text, avn_type type,
                   bool percent)
{
    switch (type) {
    case AVN_TEXT:
    case AVN_PROSE:
    case AVN_KEY:
    case AVN_CHOICE:
    case AVN_PERIOD:
        avn_put_text(book, sheet, column, text, AVN_STYLE_TEXT);
        break;
    case AVN_INTEGER:
    case AVN_ORDINAL:
    case AVN_DECIMAL:
    case AVN_MONEY:
        avn_put_figure(book, sheet, column, text, type, percent);
        break;
    case AVN_PERCENT:
        avn_put_figure(book, sheet, column, text, type, true);
        break;
    case AVN_DATE:
        avn_put_date(book, sheet, column, text, AVN_STYLE_DAY);
        break;
    case AVN_FLAG:
        avn_put_text(book, sheet, column, avn_str_is(text, "true") ? AVN_STR("Sí") : AVN_STR("No"),
                     AVN_STYLE_TEXT);
        break;
    }
}

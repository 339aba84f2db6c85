/* A workbook of sheets that are written row by row, cell by cell, each cell as what it is.
 *
 * Whatever a cell or a sheet cannot hold goes on elsewhere and is told: long text in the sheet
 * Continuación, rows beyond the last in a numbered sheet. Figures of more than 15 digits are text.
 * The first failure is kept in `status`; later calls do nothing. libxlsxwriter and strtod() follow
 * the locale of the numbers, so every thread that is here has "C" for them (avn_book_enter). */
#ifndef AVN_EMIT_XLSX_BOOK_H
#define AVN_EMIT_XLSX_BOOK_H

#include <locale.h>

#include "base/buf.h"
#include "base/fields.h"
#include "emit/emitter.h"
#include "emit/xlsx_library.h"

typedef struct avn_sheet_column {
    avn_str group; /* the heading above; equal neighbours are merged */
    avn_str title;
    size_t width;  /* of the widest cell so far, in characters */
    size_t widest; /* where lines are wrapped; 0: AVN_WIDEST_COLUMN */
    bool hidden;
    bool folds;    /* with its neighbours, under one button of the outline */
    bool is_state; /* its cells are coloured by what they say */
} avn_sheet_column;

typedef struct avn_sheet {
    lxw_worksheet *worksheet; /* the part that is being written */
    size_t number;            /* of the part: its place in the workbook */
    avn_str name;             /* of the first part */
    avn_str shown;            /* of this part */
    unsigned part;
    avn_sheet_column *columns;
    size_t column_count;
    unsigned header_rows; /* 2 with groups, 0 without titles */
    lxw_row_t row;        /* being written */
    bool started;         /* a row was begun in this part */
    bool used;            /* the row has a cell */
    size_t lines;         /* of the row's highest cell */
    size_t frozen;        /* columns that stay in sight and are printed on every page */
    bool loose;           /* no table: no filter, upright pages */
    bool named; /* an Excel table, called as the sheet, where the mode of writing allows */
} avn_sheet;

typedef enum avn_style {
    AVN_STYLE_TEXT,
    AVN_STYLE_HEADER,
    AVN_STYLE_GROUP,
    AVN_STYLE_TITLE,
    AVN_STYLE_SECTION,
    AVN_STYLE_INTEGER,
    AVN_STYLE_DAY,
    AVN_STYLE_MINUTE,
    AVN_STYLE_INTEGER_LEFT, /* the same three */
    AVN_STYLE_DAY_LEFT,
    AVN_STYLE_MINUTE_LEFT,
    AVN_STYLE_DAY_FIRST, /* 31/12/2031 */
    AVN_STYLE_PLAIN,     /* text in one line */
    AVN_STYLE_STATE,     /* one per avn_state */
    AVN_STYLE_COUNT = AVN_STYLE_STATE + AVN_STATE_COUNT
} avn_style;

enum {
    AVN_DIGITS = 15, /* of a double; figures keep as many decimals as were printed */
    AVN_WIDEST_COLUMN = 64
};

typedef struct avn_book {
    avn_emission *emission;
    avn_xlsx_library lib;
    lxw_workbook *workbook;
    lxw_format *styles[AVN_STYLE_COUNT];
    lxw_format *state_fills[AVN_STATE_COUNT]; /* for rules: the colour alone */
    /* By how they stand (to the right, to the left) and decimals. */
    lxw_format *decimals[2][AVN_DIGITS + 1], *money[2][AVN_DIGITS + 1],
        *percents[2][AVN_DIGITS + 1];
    AVN_VEC(avn_sheet *) sheets;
    AVN_VEC(unsigned) rows;  /* per worksheet: rows with cells */
    AVN_VEC(avn_str) notes;  /* what was told, for the reader of the workbook */
    AVN_VEC(avn_str) names;  /* of all worksheets */
    avn_sheet *continuation; /* NULL until it is needed */
    avn_buf text;
    lxw_row_t last_row; /* of a sheet, from 0 */
    locale_t numbers, locale_before;
    bool constant;
    avn_str title, subject; /* for the properties of the file */
    avance_status status;
} avn_book;

/* CONSTANT: memory does not grow with the rows, but texts stand in their cells, which some
 * programs do not read. */
avance_status avn_book_open(avn_book *book, avn_emission *emission, bool constant);
/* Writes and verifies the file. */
avance_status avn_book_close(avn_book *book);
/* Frees what is open; after _close nothing is. */
void avn_book_release(avn_book *book);
/* Numbers are written as the file format wants between these two. */
void avn_book_enter(avn_book *book);
void avn_book_leave(avn_book *book);

/* Of a cell, or STRONG, of a bar. They differ to those who do not see red or green as well. */
lxw_color_t avn_state_color(avn_state state, bool strong);

/* Keeps the first failure, which is told if it is of memory. */
void avn_book_fail(avn_book *book, avance_status status);
/* Keeps the first failure and tells it. */
void avn_book_fail_to_write(avn_book *book, const char *reason);
/* The same for what the library answered, if that is a failure. */
void avn_book_heed(avn_book *book, lxw_error error);
/* Keeps message ID for the sheet Resumen; _tell tells it as well: a text is not where one looks. */
void avn_book_note(avn_book *book, avn_message_id id, const char *const args[4]);
void avn_book_tell(avn_book *book, avn_message_id id, const char *const args[4]);

/* Where lines of COLUMN are wrapped. */
size_t avn_sheet_widest(const avn_sheet_column *column);
/* A copy that is not const, as the library asks; NULL when memory is short. */
char *avn_c_copy(avn_arena *arena, avn_str text);
/* "unidades_administrativas" as "Unidades administrativas", without what sheets cannot be called;
 * ends in a NUL. */
avn_str avn_sheet_title(avn_arena *arena, avn_str name);
/* The same of what people call the field or block NAME. */
avn_str avn_sheet_label(avn_arena *arena, avn_str name);
/* A sheet whose name begins with NAME, capitalised, legal and unlike the others. COLUMNS live as
 * long as the book. NULL after a failure. */
avn_sheet *avn_sheet_open(avn_book *book, avn_str name, avn_sheet_column *columns, size_t count);
/* The same with a NAME that stays as it is. */
avn_sheet *avn_sheet_open_as(avn_book *book, avn_str name, avn_sheet_column *columns, size_t count);
/* Begins the next row, in a numbered sheet if this one is full. */
void avn_sheet_next_row(avn_book *book, avn_sheet *sheet);

/* Widths, filter, panes and pages of the part that was written. */
void avn_sheet_finish(avn_book *book, avn_sheet *sheet);

void avn_put_text(avn_book *book, avn_sheet *sheet, size_t column, avn_str text, avn_style style);
/* DIGITS: "-1900.00". As a figure of TYPE; a percentage is a hundredth with a % sign. */
void avn_put_figure(avn_book *book, avn_sheet *sheet, size_t column, avn_str digits, avn_type type,
                    bool percent);
/* TEXT as a day; as text where it is none. */
void avn_put_date(avn_book *book, avn_sheet *sheet, size_t column, avn_str text, avn_style style);
/* To the right, whatever the sheet. */
void avn_put_number(avn_book *book, avn_sheet *sheet, size_t column, unsigned long long number);
void avn_put_count(avn_book *book, avn_sheet *sheet, size_t column, unsigned long long count);
/* TEXT as TYPE; VALUE present. Periods are two dates, not known here. */
void avn_put_typed(avn_book *book, avn_sheet *sheet, size_t column, avn_str text, avn_type type,
                   bool percent);

#endif

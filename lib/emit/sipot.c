/* SIPOT: the workbook that the national transparency platform takes, one row per record.
 *
 * The platform reads cells by their place: the form's id in A1, its name in rows 2 and 3, kinds and
 * ids of the columns in rows 4 and 5, their names in row 7, data from row 8. Which columns there
 * are is in a layout file, what fills them in the grammar's `form`. What neither the report nor the
 * catalogue says is ND, and told. */
#include "base/utf8.h"
#include "emit/formats.h"
#include "emit/outlet.h"
#include "emit/sipot_cells.h"

enum {
    LARGEST_IN_MEMORY = 2000, /* records of the first report */
    ROW_OF_DATA = 7,          /* from 0 */
    WIDEST = 40
};

typedef struct sipot_state {
    avn_book book;
    avn_form_layout layout;
    avn_form_catalogue catalogue;
    avn_sipot_gaps *gaps; /* per column */
    avn_sheet *sheet;
    bool open;
} sipot_state;

/* ---- what is above the data ---- */

static void put_row(sipot_state *state, avn_str (*text_of)(const avn_form_column *column))
{
    const avn_form_layout *layout = &state->layout;
    avn_sheet_next_row(&state->book, state->sheet);
    for (size_t i = 0; i < layout->columns.count; i++)
        avn_put_text(&state->book, state->sheet, i, text_of(&layout->columns.items[i]),
                     AVN_STYLE_TEXT);
}

static avn_str id_of(const avn_form_column *column)
{
    return column->id;
}

static void put_kinds(sipot_state *state)
{
    avn_sheet_next_row(&state->book, state->sheet);
    for (size_t i = 0; i < state->layout.columns.count; i++) {
        char digits[24];
        int length = snprintf(digits, sizeof digits, "%u", state->layout.columns.items[i].type);
        avn_put_text(&state->book, state->sheet, i, (avn_str){ digits, (size_t)length },
                     AVN_STYLE_TEXT);
    }
}

/* Rows 1, 4 and 5 are for the platform only. */
static void hide_row(const sipot_state *state)
{
    const avn_book *book = &state->book;
    lxw_row_col_options options = { .hidden = true };
    if (book->status == AVANCE_OK)
        book->lib.worksheet_set_row_opt(state->sheet->worksheet, state->sheet->row,
                                        LXW_DEF_ROW_HEIGHT, NULL, &options);
}

static void put_heading(sipot_state *state)
{
    const avn_form_layout *layout = &state->layout;
    static const char *const words[] = { "TÍTULO", "NOMBRE CORTO", "DESCRIPCIÓN" };
    const avn_str texts[] = { layout->title, layout->name, layout->description };
    size_t step = layout->columns.count > 6 ? 3 : 1;
    for (size_t row = 0; row < 2; row++) {
        avn_sheet_next_row(&state->book, state->sheet);
        for (size_t i = 0; i < 3 && i * step < layout->columns.count; i++)
            avn_put_text(&state->book, state->sheet, i * step,
                         row == 0 ? avn_str_of(words[i]) : texts[i],
                         row == 0 ? AVN_STYLE_HEADER : AVN_STYLE_PLAIN);
    }
}

static void put_band(sipot_state *state)
{
    static const char band[] = "Tabla Campos";
    avn_book *book = &state->book;
    avn_sheet *sheet = state->sheet;
    avn_sheet_next_row(book, sheet);
    avn_put_text(book, sheet, 0, avn_str_of(band), AVN_STYLE_GROUP);
    if (book->status == AVANCE_OK && state->layout.columns.count > 1)
        book->lib.worksheet_merge_range(sheet->worksheet, sheet->row, 0, sheet->row,
                                        (lxw_col_t)(state->layout.columns.count - 1), band,
                                        book->styles[AVN_STYLE_GROUP]);
}

static void put_top(sipot_state *state)
{
    const avn_form_layout *layout = &state->layout;
    avn_book *book = &state->book;
    avn_sheet_next_row(book, state->sheet);
    avn_put_text(book, state->sheet, 0, layout->format, AVN_STYLE_TEXT);
    hide_row(state);
    put_heading(state);
    put_kinds(state);
    hide_row(state);
    put_row(state, id_of);
    hide_row(state);
    put_band(state);
    avn_sheet_next_row(book, state->sheet);
    for (size_t i = 0; i < layout->columns.count; i++)
        avn_put_text(book, state->sheet, i, layout->columns.items[i].name, AVN_STYLE_HEADER);
    if (book->status == AVANCE_OK)
        book->lib.worksheet_freeze_panes(state->sheet->worksheet, ROW_OF_DATA, 0);
}

/* ---- opening ---- */

static avance_status read_files(avn_emission *emission, const char *path)
{
    sipot_state *state = emission->state;
    const char *catalogue = emission->options.catalogue;
    avn_str text;
    avance_status status = emission->read(emission, path, &text);
    if (status == AVANCE_OK)
        status = avn_form_layout_read(&emission->arena, emission->sink, path, text, &state->layout);
    if (status == AVANCE_OK && catalogue)
        status = emission->read(emission, catalogue, &text);
    if (status == AVANCE_OK && catalogue)
        status = avn_form_catalogue_read(&emission->arena, emission->sink, catalogue, text,
                                         &state->layout, &state->catalogue);
    return status == AVANCE_NO_MEMORY ? avn_no_memory(emission->sink) : status;
}

static void tell_missing_ids(const avn_emission *emission, const avn_form_layout *layout)
{
    bool complete = layout->format.len > 0;
    for (size_t i = 0; i < layout->columns.count; i++)
        complete = complete && layout->columns.items[i].id.len > 0;
    if (!complete)
        avn_tell(emission->sink, AVN_MSG_FORM_WITHOUT_IDS, (avn_place){ .file = layout->path },
                 NULL);
}

static avance_status open_book(avn_emission *emission, const avn_report *report, const char *path)
{
    sipot_state *state = emission->state;
    avance_status status = read_files(emission, path);
    if (status != AVANCE_OK)
        return status;
    tell_missing_ids(emission, &state->layout);
    size_t count = state->layout.columns.count;
    avn_sheet_column *columns = AVN_NEW_ARRAY(&emission->arena, avn_sheet_column, count);
    state->gaps = AVN_NEW_ARRAY(&emission->arena, avn_sipot_gaps, count);
    if (emission->arena.failed)
        return avn_no_memory(emission->sink);
    for (size_t i = 0; i < count; i++)
        columns[i].widest = WIDEST;
    state->open = true;
    size_t inputs = emission->options.inputs ? emission->options.inputs : 1;
    avn_book_open(&state->book, emission, report->records > LARGEST_IN_MEMORY / inputs);
    avn_book_enter(&state->book);
    state->sheet = avn_sheet_open_as(&state->book, AVN_STR("Reporte de Formatos"), NULL, 0);
    if (state->sheet) {
        state->sheet->columns = columns;
        state->sheet->column_count = count;
        put_top(state);
    }
    avn_book_leave(&state->book);
    return state->book.status;
}

static avance_status sipot_open(avn_emission *emission)
{
    emission->state = AVN_NEW(&emission->arena, sipot_state);
    return emission->state ? AVANCE_OK : avn_no_memory(emission->sink);
}

static avance_status sipot_takes(const avn_sink *sink, const avn_report *report)
{
    if (report->schema->form)
        return AVANCE_OK;
    avn_tell(sink, AVN_MSG_NO_FORM, (avn_place){ .file = report->file },
             avn_arena_str(sink->arena, report->schema->grammar).ptr, NULL);
    return AVANCE_BAD_USE;
}

/* The layout for REPORT; NULL, and told, when it cannot be put in this workbook. */
static const char *layout_for(const avn_emission *emission, const avn_report *report)
{
    const sipot_state *state = emission->state;
    if (sipot_takes(emission->sink, report) != AVANCE_OK)
        return NULL;
    const char *given = emission->options.layout;
    const char *path = given ? given : report->schema->form->layout;
    if (state->open && strcmp(path, state->layout.path) != 0) {
        avn_tell(emission->sink, AVN_MSG_OTHER_FORM, (avn_place){ .file = report->file }, path,
                 state->layout.path, NULL);
        return NULL;
    }
    return path;
}

/* ---- the rows ---- */

static void put_records(avn_emission *emission, avn_sipot_filling *filling)
{
    sipot_state *state = emission->state;
    const avn_report *report = filling->report;
    for (const avn_node *node = report->root; node && state->book.status == AVANCE_OK;
         node = avn_node_next(report->root, node)) {
        if (!node->block || !avn_str_eq(node->block->name, report->schema->form->record))
            continue;
        avn_sheet_next_row(&state->book, state->sheet);
        filling->node = node;
        for (size_t i = 0; i < state->layout.columns.count; i++)
            avn_sipot_put(filling, i);
    }
}

static avance_status sipot_add(avn_emission *emission, const avn_report *report)
{
    sipot_state *state = emission->state;
    const char *path = layout_for(emission, report);
    if (!path)
        return AVANCE_BAD_USE;
    avance_status status = state->open ? AVANCE_OK : open_book(emission, report, path);
    if (status != AVANCE_OK)
        return status;
    avn_arena scratch;
    avn_arena_init(&scratch, emission->arena.allocator);
    avn_sipot_filling filling = { .book = &state->book,
                                  .sheet = state->sheet,
                                  .layout = &state->layout,
                                  .catalogue = &state->catalogue,
                                  .gaps = state->gaps,
                                  .report = report,
                                  .scratch = &scratch };
    avn_book_enter(&state->book);
    avn_sipot_start(&filling);
    put_records(emission, &filling);
    if (scratch.failed)
        avn_book_fail(&state->book, AVANCE_NO_MEMORY);
    avn_book_leave(&state->book);
    avn_arena_free(&scratch);
    return state->book.status;
}

/* ---- the end ---- */

/* A list to choose from in the cells of column PLACE. The words themselves, not the range that has
 * them: libxlsxwriter 1.1.4 leaks the formula of such a list. Longer lists than Excel takes have
 * none. */
static void add_choice(sipot_state *state, size_t place, lxw_row_t last)
{
    const avn_form_column *column = &state->layout.columns.items[place];
    const avn_book *book = &state->book;
    avn_arena *arena = &book->emission->arena;
    char **words = AVN_NEW_ARRAY(arena, char *, column->options.count + 1);
    lxw_data_validation rule = { .validate = LXW_VALIDATION_TYPE_LIST };
    enum { LONGEST = 255 };
    size_t length = 0;
    for (size_t i = 0; words && i < column->options.count; i++) {
        words[i] = avn_c_copy(arena, column->options.items[i]);
        length += avn_utf8_length(column->options.items[i]) + 1;
    }
    rule.value_list = words;
    if (!arena->failed && length <= LONGEST)
        book->lib.worksheet_data_validation_range(state->sheet->worksheet, ROW_OF_DATA,
                                                  (lxw_col_t)place, last, (lxw_col_t)place, &rule);
}

/* The words that column PLACE takes, in the hidden sheet number NUMBER, under the name that the
 * platform gives such lists. */
static void put_options(sipot_state *state, size_t place, unsigned number)
{
    const avn_form_column *column = &state->layout.columns.items[place];
    avn_book *book = &state->book;
    avn_arena *arena = &book->emission->arena;
    avn_sheet_column *columns = AVN_NEW_ARRAY(arena, avn_sheet_column, 1);
    avn_sheet *sheet =
        avn_sheet_open_as(book, avn_arena_printf(arena, "Hidden_%u", number), NULL, 0);
    if (!columns || !sheet) {
        avn_book_fail(book, AVANCE_NO_MEMORY);
        return;
    }
    sheet->columns = columns;
    sheet->column_count = 1;
    for (size_t i = 0; i < column->options.count; i++) {
        avn_sheet_next_row(book, sheet);
        avn_put_text(book, sheet, 0, column->options.items[i], AVN_STYLE_TEXT);
    }
    avn_str name = avn_arena_printf(arena, "Hidden_%u%zu", number, place);
    avn_str range =
        avn_arena_printf(arena, "=Hidden_%u!$A$1:$A$%zu", number, column->options.count);
    if (!arena->failed && book->status == AVANCE_OK) {
        book->lib.worksheet_hide(sheet->worksheet);
        book->lib.workbook_define_name(book->workbook, name.ptr, range.ptr);
    }
}

static avance_status sipot_close(avn_emission *emission)
{
    sipot_state *state = emission->state;
    if (!state->open)
        return AVANCE_OK;
    avn_book_enter(&state->book);
    unsigned number = 0;
    lxw_row_t last = state->sheet->row < ROW_OF_DATA ? ROW_OF_DATA : state->sheet->row;
    for (size_t i = 0; i < state->layout.columns.count; i++) {
        if (state->layout.columns.items[i].options.count == 0)
            continue;
        put_options(state, i, ++number);
        add_choice(state, i, last);
    }
    if (emission->arena.failed)
        avn_book_fail(&state->book, AVANCE_NO_MEMORY);
    state->book.title = state->layout.title;
    avance_status status = avn_book_close(&state->book);
    avn_book_leave(&state->book);
    if (status != AVANCE_OK)
        return status;
    for (size_t i = 0; i < state->layout.columns.count; i++)
        avn_sipot_tell_gaps(emission, &state->layout.columns.items[i], &state->gaps[i],
                            state->sheet->row + 1 - ROW_OF_DATA);
    avn_form_catalogue_tell_unused(&emission->arena, emission->sink, &state->catalogue);
    return AVANCE_OK;
}

static void sipot_release(avn_emission *emission)
{
    sipot_state *state = emission->state;
    if (state && state->open)
        avn_book_release(&state->book);
}

const avn_emitter avn_emit_sipot = {
    .name = "sipot",
    .suffix = ".sipot.xlsx",
    .title_es = "libro de carga de la Plataforma Nacional de Transparencia",
    .title_en = "upload workbook of the national transparency platform",
    .target = AVANCE_FILE,
    .many = true,
    .form = true,
    .states_on_request = true,
    .takes = sipot_takes,
    .open = sipot_open,
    .add = sipot_add,
    .close = sipot_close,
    .release = sipot_release,
};

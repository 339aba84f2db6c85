/* XLSX: one workbook for people, with a sheet per block, the long sheets and a summary.
 *
 * The sheets of the first report stand in the order Resumen, blocks, Elementos, Valores,
 * Observaciones; what other grammars of the run and full sheets need comes behind. */
#include "emit/formats.h"
#include "emit/outlet.h"
#include "emit/xlsx_summary.h"
#include "emit/xlsx_wide.h"

enum {
    /* Up to here all cells are kept in memory, which gives a file that every program reads. */
    LARGEST_IN_MEMORY = 2000 /* records of the first report */
};

/* A sheet that is there: the rows of one table in one form. */
typedef struct known_sheet {
    size_t table; /* place in the run */
    avn_sheet *sheet;
    avn_sheet_column *document; /* shown only when there are several */
} known_sheet;

/* Where the rows of one block of the report go that is being added. */
typedef struct block_sheet {
    avn_sheet *sheet;
    avn_wide *wide;
} block_sheet;

typedef struct xlsx_state {
    avn_emission *emission;
    avn_book book;
    avn_tables tables;
    avn_sheet *summary;
    AVN_VEC(known_sheet) known;
    block_sheet *blocks; /* per block of the report's schema; NULL between reports */
    avn_summary_facts facts;
    avn_str subject; /* the file of the only report */
} xlsx_state;

static known_sheet *remember(xlsx_state *state, const avn_table *table, avn_sheet *sheet)
{
    known_sheet *known = sheet ? AVN_PUSH(&state->emission->arena, state->known) : NULL;
    if (known)
        *known = (known_sheet){ .table = table->index, .sheet = sheet };
    else
        avn_book_fail(&state->book, AVANCE_NO_MEMORY);
    return known;
}

/* ---- sheets of blocks ---- */

static bool same_titles(const avn_sheet *sheet, const avn_wide *wide)
{
    if (sheet->column_count != wide->count)
        return false;
    for (size_t i = 0; i < wide->count; i++)
        if (!avn_str_eq(sheet->columns[i].group, wide->titles[i].group) ||
            !avn_str_eq(sheet->columns[i].title, wide->titles[i].title))
            return false;
    return true;
}

static avn_sheet *open_wide(xlsx_state *state, const avn_table *table, const avn_wide *wide)
{
    avn_arena *arena = &state->emission->arena;
    avn_sheet_column *columns = AVN_NEW_ARRAY(arena, avn_sheet_column, wide->count);
    for (size_t i = 0; columns && i < wide->count; i++)
        columns[i] = (avn_sheet_column){ .group = avn_arena_str(arena, wide->titles[i].group),
                                         .title = avn_arena_str(arena, wide->titles[i].title),
                                         .widest = wide->titles[i].widest,
                                         .folds = wide->titles[i].folds,
                                         .is_state = wide->titles[i].is_state };
    if (arena->failed) {
        avn_book_fail(&state->book, AVANCE_NO_MEMORY);
        return NULL;
    }
    avn_sheet *sheet = avn_sheet_open(&state->book, table->name, columns, wide->count);
    known_sheet *known = remember(state, table, sheet);
    if (!known)
        return NULL;
    known->document = &columns[1];
    sheet->frozen = wide->naming;
    return sheet;
}

/* Two grammars may share a table and yet have other figures: then each has its sheet. */
static avn_sheet *sheet_of_block(xlsx_state *state, const avn_table *table, const avn_wide *wide)
{
    for (size_t i = 0; i < state->known.count; i++)
        if (state->known.items[i].table == table->index &&
            same_titles(state->known.items[i].sheet, wide))
            return state->known.items[i].sheet;
    return open_wide(state, table, wide);
}

/* ---- long sheets ---- */

static avn_sheet *long_sheet(const xlsx_state *state, const avn_table *table)
{
    for (size_t i = 0; i < state->known.count; i++)
        if (state->known.items[i].table == table->index)
            return state->known.items[i].sheet;
    return NULL;
}

static void open_long(xlsx_state *state, const avn_table *table)
{
    avn_arena *arena = &state->emission->arena;
    avn_sheet_column *columns = AVN_NEW_ARRAY(arena, avn_sheet_column, table->column_count);
    avn_sheet_column *document = NULL;
    for (size_t i = 0; columns && i < table->column_count; i++) {
        avn_str name = table->columns[i].name;
        avn_str label = avn_table_label(arena, &table->columns[i], false);
        if (avn_str_ends(name, AVN_STR("_id")))
            label = avn_arena_printf(arena, "%.*s (Nº)", AVN_FMT(label));
        columns[i] = (avn_sheet_column){ .title = label };
        if (avn_str_is(name, "documento_id") && table->kind != AVN_TABLE_FIGURES)
            document = &columns[i];
    }
    if (arena->failed) {
        avn_book_fail(&state->book, AVANCE_NO_MEMORY);
        return;
    }
    known_sheet *known = remember(
        state, table, avn_sheet_open(&state->book, table->name, columns, table->column_count));
    if (!known)
        return;
    known->document = document;
    known->sheet->named = true;
}

static void put_long(xlsx_state *state, const avn_table *table, const avn_cell *cells)
{
    avn_sheet *sheet = long_sheet(state, table);
    if (!sheet)
        return;
    avn_sheet_next_row(&state->book, sheet);
    for (size_t i = 0; i < table->column_count; i++)
        if (cells[i].present)
            avn_put_typed(&state->book, sheet, i, cells[i].text, table->columns[i].type,
                          cells[i].percent);
}

/* ---- the emitter ---- */

static void count_finding(xlsx_state *state, const avn_cell *level)
{
    for (int i = AVANCE_NOTE; i <= AVANCE_ERROR; i++)
        if (avn_str_is(level->text, avn_level_name(AVANCE_SPANISH, (avance_level)i)))
            state->facts.findings[i]++;
}

static avance_status put_row(void *user, const avn_table *table, const avn_node *node,
                             const avn_cell *cells)
{
    xlsx_state *state = user;
    switch (table->kind) {
    case AVN_TABLE_DOCUMENTS:
    case AVN_TABLE_LEVEL:
        break;
    case AVN_TABLE_BLOCK:
        avn_wide_put(&state->book, state->blocks[node->block->index].sheet,
                     state->blocks[node->block->index].wide, node, cells);
        break;
    case AVN_TABLE_FINDINGS:
        count_finding(state, &cells[1]);
        put_long(state, table, cells);
        break;
    case AVN_TABLE_ITEMS:
    case AVN_TABLE_FIGURES:
        put_long(state, table, cells);
        break;
    }
    return state->book.status;
}

/* Opens what the report needs and is not there; the order of opening is that of the sheets. */
static void open_sheets(xlsx_state *state, avn_arena *scratch, const avn_schema *schema)
{
    const avn_table **tables = AVN_NEW_ARRAY(scratch, const avn_table *, schema->block_count);
    state->blocks = AVN_NEW_ARRAY(scratch, block_sheet, schema->block_count);
    if (scratch->failed || avn_tables_declare(&state->tables, schema, tables) != AVANCE_OK) {
        avn_book_fail(&state->book, AVANCE_NO_MEMORY);
        return;
    }
    for (size_t i = 1; i < schema->block_count && state->book.status == AVANCE_OK; i++) {
        if (!tables[i] || tables[i]->kind != AVN_TABLE_BLOCK)
            continue;
        avn_wide *wide = avn_wide_new(scratch, schema, &schema->blocks[i], tables[i]);
        if (wide)
            state->blocks[i] = (block_sheet){ sheet_of_block(state, tables[i], wide), wide };
        else
            avn_book_fail(&state->book, AVANCE_NO_MEMORY);
    }
    for (size_t i = 0; i < state->tables.list.count && state->book.status == AVANCE_OK; i++) {
        const avn_table *table = state->tables.list.items[i];
        bool is_long = table->kind == AVN_TABLE_ITEMS || table->kind == AVN_TABLE_FIGURES ||
                       table->kind == AVN_TABLE_FINDINGS;
        if (is_long && !long_sheet(state, table))
            open_long(state, table);
    }
}

static void open_book(xlsx_state *state, bool constant)
{
    if (avn_book_open(&state->book, state->emission, constant) == AVANCE_OK)
        state->summary = avn_summary_open(&state->book);
}

static avance_status xlsx_open(avn_emission *emission)
{
    xlsx_state *state = AVN_NEW(&emission->arena, xlsx_state);
    if (!state)
        return avn_no_memory(emission->sink);
    state->emission = emission;
    avn_tables_init(&state->tables, &emission->arena);
    state->tables.bounds = emission->bounds;
    avn_state_counts_init(&state->facts.states, &emission->arena, emission->bounds);
    emission->state = state;
    return AVANCE_OK;
}

static void count_facts(xlsx_state *state, const avn_report *report)
{
    avn_summary_facts *facts = &state->facts;
    if (avn_state_counts_add(&facts->states, report) != AVANCE_OK)
        avn_book_fail(&state->book, AVANCE_NO_MEMORY);
    for (unsigned i = 0; report->accounts && i < report->lines; i++)
        facts->lines[report->accounts[i].fate]++;
}

/* The workbook of several grammars has no title of its own. */
static void set_title(xlsx_state *state, const avn_report *report)
{
    avn_arena *arena = &state->emission->arena;
    avn_str title = report->schema->title;
    bool first = state->emission->reports == 0;
    state->subject = first ? avn_arena_str(arena, report->archivo) : AVN_STR("");
    if (first)
        state->facts.title = avn_arena_str(arena, title);
    else if (!avn_str_eq(state->facts.title, title))
        state->facts.title = AVN_STR("");
}

static avance_status xlsx_add(avn_emission *emission, const avn_report *report)
{
    xlsx_state *state = emission->state;
    avn_arena scratch;
    avn_arena_init(&scratch, emission->arena.allocator);
    size_t reports = emission->options.inputs ? emission->options.inputs : 1;
    if (!state->summary)
        open_book(state, report->records > LARGEST_IN_MEMORY / reports);
    avn_book_enter(&state->book);
    set_title(state, report);
    if (state->book.status == AVANCE_OK)
        count_facts(state, report);
    if (state->book.status == AVANCE_OK)
        open_sheets(state, &scratch, report->schema);
    if (state->book.status == AVANCE_OK) {
        avance_status status = avn_tables_add(&state->tables, report, put_row, state);
        if (status != AVANCE_OK)
            avn_book_fail(&state->book, status);
    }
    avn_book_leave(&state->book);
    state->blocks = NULL;
    avn_arena_free(&scratch);
    return state->book.status;
}

static avance_status xlsx_close(avn_emission *emission)
{
    xlsx_state *state = emission->state;
    if (!state->summary)
        open_book(state, false);
    avn_book_enter(&state->book);
    for (size_t i = 0; i < state->known.count; i++)
        if (state->known.items[i].document)
            state->known.items[i].document->hidden = state->tables.documents.count < 2;
    if (state->book.status == AVANCE_OK)
        avn_summary_write(&state->book, state->summary, &state->tables, &state->facts);
    state->book.title = state->facts.title;
    state->book.subject = state->subject;
    avance_status status = avn_book_close(&state->book);
    avn_book_leave(&state->book);
    return status;
}

static void xlsx_release(avn_emission *emission)
{
    xlsx_state *state = emission->state;
    if (state)
        avn_book_release(&state->book);
}

const avn_emitter avn_emit_xlsx = {
    .name = "xlsx",
    .suffix = ".xlsx",
    .title_es = "libro de Excel: resumen, registros, cifras y observaciones",
    .title_en = "Excel workbook: summary, records, figures and findings",
    .target = AVANCE_FILE,
    .many = true,
    .open = xlsx_open,
    .add = xlsx_add,
    .close = xlsx_close,
    .release = xlsx_release,
};

/* One report: its facts one below the other; several: a row each. */
#include "emit/xlsx_summary.h"

#include <stdio.h>

typedef struct summary {
    avn_book *book;
    avn_sheet *sheet;
    bool several;
    unsigned long long documents; /* rows so far */
} summary;

avn_sheet *avn_summary_open(avn_book *book)
{
    return avn_sheet_open(book, AVN_STR("Resumen"), NULL, 0);
}

static void put_section(const summary *s, const char *title)
{
    avn_sheet_next_row(s->book, s->sheet);
    avn_sheet_next_row(s->book, s->sheet);
    avn_put_text(s->book, s->sheet, 0, avn_str_of(title), AVN_STYLE_SECTION);
}

static void put_count(const summary *s, avn_str name, unsigned long long count)
{
    avn_sheet_next_row(s->book, s->sheet);
    avn_put_text(s->book, s->sheet, 0, name, AVN_STYLE_TEXT);
    avn_put_count(s->book, s->sheet, 1, count);
}

static void put_cell(const summary *s, size_t column, const avn_table_column *of,
                     const avn_cell *cell)
{
    if (cell->present)
        avn_put_typed(s->book, s->sheet, column, cell->text, of->type, cell->percent);
}

static avance_status put_document(void *user, const avn_table *table, const avn_node *node,
                                  const avn_cell *cells)
{
    (void)node;
    summary *s = user;
    avn_arena *arena = &s->book->emission->arena;
    if (s->several) {
        if (s->documents++ == 0) {
            avn_sheet_next_row(s->book, s->sheet);
            for (size_t i = 0; i < table->column_count; i++)
                avn_put_text(s->book, s->sheet, i,
                             avn_table_label(arena, &table->columns[i], false), AVN_STYLE_HEADER);
        }
        avn_sheet_next_row(s->book, s->sheet);
        for (size_t i = 0; i < table->column_count; i++)
            put_cell(s, i, &table->columns[i], &cells[i]);
        return s->book->status;
    }
    for (size_t i = 1; i < table->column_count; i++) {
        avn_sheet_next_row(s->book, s->sheet);
        avn_put_text(s->book, s->sheet, 0, avn_table_label(arena, &table->columns[i], false),
                     AVN_STYLE_TEXT);
        put_cell(s, 1, &table->columns[i], &cells[i]);
    }
    return s->book->status;
}

static void put_contents(const summary *s, const avn_tables *tables)
{
    put_section(s, "Contenido");
    for (size_t i = 0; i < tables->list.count; i++) {
        const avn_table *table = tables->list.items[i];
        if (table->kind != AVN_TABLE_DOCUMENTS && table->kind != AVN_TABLE_FINDINGS)
            put_count(s, avn_sheet_title(&s->book->emission->arena, table->name), table->rows);
    }
}

static void put_findings(const summary *s, const unsigned long long findings[3])
{
    put_section(s, "Observaciones");
    put_count(s, AVN_STR("Errores"), findings[AVANCE_ERROR]);
    put_count(s, AVN_STR("Avisos"), findings[AVANCE_WARNING]);
    put_count(s, AVN_STR("Notas"), findings[AVANCE_NOTE]);
}

/* In what every line of the input ended up. */
static void put_coverage(const summary *s, const unsigned long long *lines)
{
    static const char *const names[] = {
        [AVANCE_LINE_FIELD] = "Renglones con datos",
        [AVANCE_LINE_FURNITURE] = "Encabezados y rótulos",
        [AVANCE_LINE_BLANK] = "En blanco",
        [AVANCE_LINE_UNKNOWN] = "Sin reconocer",
    };
    static const avance_line_fate order[] = { AVANCE_LINE_FIELD, AVANCE_LINE_FURNITURE,
                                              AVANCE_LINE_BLANK, AVANCE_LINE_UNKNOWN };
    put_section(s, "Cobertura");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        put_count(s, avn_str_of(names[order[i]]), lines[order[i]]);
}

static void put_notes(const summary *s)
{
    if (s->book->notes.count == 0)
        return;
    put_section(s, "Notas de este libro");
    for (size_t i = 0; i < s->book->notes.count; i++) {
        avn_sheet_next_row(s->book, s->sheet);
        avn_put_text(s->book, s->sheet, 1, s->book->notes.items[i], AVN_STYLE_TEXT);
    }
}

static void put_legend(const summary *s)
{
    static const char *const legend[][2] = {
        { "Celda vacía", "El informe no imprime ese dato: no es cero." },
        { "Nº", "Número del registro en este libro; las hojas se relacionan por él." },
        { "Claves", "Son texto: conservan sus ceros." },
        { "Porcentajes", "Son celdas de porcentaje: 40.00 % vale 0.4." },
        { "Origen", "Página y línea del archivo leído." },
        { "Sin reconocer", "Renglones que ninguna regla tomó: están enteros en Observaciones." },
    };
    put_section(s, "Leyenda");
    for (size_t i = 0; i < sizeof legend / sizeof *legend; i++) {
        avn_sheet_next_row(s->book, s->sheet);
        for (size_t j = 0; j < 2; j++)
            avn_put_text(s->book, s->sheet, j, avn_str_of(legend[i][j]), AVN_STYLE_TEXT);
    }
}

/* The sheet has as many columns as its widest part. */
static bool set_columns(const summary *s, size_t document_columns, size_t state_columns)
{
    enum { LEAST = 2, WIDEST_COUNT = 13, WIDEST_NAME = 48 };
    size_t count = s->several && document_columns > LEAST ? document_columns : LEAST;
    count = state_columns > count ? state_columns : count;
    s->sheet->column_count = count;
    s->sheet->columns = AVN_NEW_ARRAY(&s->book->emission->arena, avn_sheet_column, count);
    if (!s->sheet->columns) {
        avn_book_fail(s->book, AVANCE_NO_MEMORY);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        s->sheet->columns[i].widest = i < LEAST ? WIDEST_NAME : s->several ? 0 : WIDEST_COUNT;
    return true;
}

void avn_summary_write(avn_book *book, avn_sheet *sheet, avn_tables *tables,
                       const avn_summary_facts *facts)
{
    size_t columns = tables->list.count ? tables->list.items[0]->column_count : 0;
    size_t states = avn_states_columns(&facts->states);
    summary s = { .book = book, .sheet = sheet, .several = tables->documents.count > 1 };
    if (!set_columns(&s, columns, states))
        return;
    avn_sheet_next_row(book, sheet);
    avn_put_text(book, sheet, 0, facts->title.len ? facts->title : AVN_STR("Resumen"),
                 AVN_STYLE_TITLE);
    put_section(&s, s.several ? "Documentos" : "Documento");
    avance_status status = avn_tables_finish(tables, put_document, &s);
    if (status != AVANCE_OK)
        avn_book_fail(book, status);
    avn_states_write(book, sheet, &facts->states, tables);
    put_contents(&s, tables);
    put_coverage(&s, facts->lines);
    put_findings(&s, facts->findings);
    put_notes(&s);
    put_legend(&s);
    if (states)
        avn_states_legend(book, sheet, &facts->states);
}

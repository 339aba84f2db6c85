#include "written.h"

#undef NDEBUG /* the assertions are the checks */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "emitted.h"

typedef struct heard {
    char *code, *message;
} heard;

static void hear(void *user, const avance_finding *finding)
{
    heard *last = user;
    if (last->code)
        snprintf(last->code, 64, "%s", finding->code);
    if (last->message)
        snprintf(last->message, 512, "%s", finding->message);
}

avance_status written(const char *format, const char *path, const avance_write_options *options,
                      avn_report *const *reports, size_t count, char *code, char *message)
{
    heard last = { code, message };
    avance_options wanted = { .message = hear, .message_user = &last };
    avance_context *context = NULL;
    avance_status status = avance_context_new(&wanted, &context);
    assert(status == AVANCE_OK);
    avance_writer *writer = NULL;
    status = avance_writer_open(context, avance_format_find(format), path, options, &writer);
    for (size_t i = 0; status == AVANCE_OK && i < count; i++)
        status = avance_writer_add(writer, reports[i]);
    if (status == AVANCE_OK)
        status = avance_writer_close(writer);
    else if (writer)
        avance_writer_abort(writer);
    avance_context_free(context);
    return status;
}

/* Takes one cell off *IN, unquoted in place; answers what ended it: ',', '\n' or 0. */
static char take_cell(char **in, char **cell)
{
    char *from = *in, *to = from;
    *cell = to;
    bool quoted = *from == '"';
    from += quoted;
    while (*from && (quoted || (*from != ',' && *from != '\n'))) {
        if (quoted && *from == '"') {
            from++;
            if (*from != '"') {
                quoted = false;
                continue;
            }
        }
        *to++ = *from++;
    }
    assert(!quoted);
    char end = *from;
    *to = '\0';
    *in = end ? from + 1 : from;
    return end;
}

csv_table csv_read(const char *folder, const char *name)
{
    enum { MOST_ROWS = 500, MOST_COLUMNS = 40 };
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.csv", folder, name);
    csv_table table = { .text = file_text(path) };
    assert(table.text);
    table.rows = calloc(MOST_ROWS, sizeof *table.rows);
    assert(table.rows);
    for (char *in = table.text; *in;) {
        assert(table.row_count < MOST_ROWS);
        char **row = calloc(MOST_COLUMNS, sizeof *row);
        assert(row);
        size_t cells = 0;
        char end = ',';
        while (end == ',') {
            assert(cells < MOST_COLUMNS);
            end = take_cell(&in, &row[cells++]);
        }
        assert(end == '\n');
        if (table.row_count == 0)
            table.column_count = cells;
        assert(cells == table.column_count);
        table.rows[table.row_count++] = row;
    }
    assert(table.row_count > 0);
    table.row_count--;
    return table;
}

void csv_free(csv_table *table)
{
    for (size_t i = 0; i <= table->row_count; i++)
        free(table->rows[i]);
    free(table->rows);
    free(table->text);
}

static size_t column_of(const csv_table *table, const char *column)
{
    size_t place = 0;
    while (place < table->column_count && strcmp(table->rows[0][place], column) != 0)
        place++;
    if (place == table->column_count)
        fprintf(stderr, "no column %s\n", column);
    assert(place < table->column_count);
    return place;
}

const char *csv_cell(const csv_table *table, size_t row, const char *column)
{
    assert(row < table->row_count);
    return table->rows[row + 1][column_of(table, column)];
}

size_t csv_find(const csv_table *table, const char *column, const char *value)
{
    size_t place = column_of(table, column), row = 0;
    while (row < table->row_count && strcmp(table->rows[row + 1][place], value) != 0)
        row++;
    return row;
}

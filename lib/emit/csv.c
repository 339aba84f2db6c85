/* CSV: a folder with one file per table, and a datapackage.json and SQL that say what they are; or
 * one table as a stream.
 *
 * RFC 4180 but for the line end, which is \n. What is not printed is an empty cell. */
#include <stdio.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/buf.h"
#include "emit/datapackage.h"
#include "emit/formats.h"
#include "emit/outlet.h"
#include "emit/sql_schema.h"
#include "emit/tables.h"

typedef struct csv_state {
    avn_emission *emission;
    avn_tables tables;
    AVN_VEC(avn_out *) streams; /* per table of the run; NULL: not open, or not asked for */
    char delimiter;
} csv_state;

enum { BLOCK = 16 };

/* TEXT with every quote doubled. */
static void write_doubled(avn_out *out, avn_str text)
{
    while (text.len) {
        const char *quote = memchr(text.ptr, '"', text.len);
        size_t run = quote ? (size_t)(quote - text.ptr) + 1 : text.len;
        avn_out_str(out, avn_str_head(text, run));
        if (quote)
            avn_out_char(out, '"');
        text = avn_str_from(text, run);
    }
}

/* A figure as spreadsheets read it: never run as a formula. */
static bool is_figure(avn_str text)
{
    bool digit = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (avn_is_digit(c))
            digit = true;
        else if (c != '.' && c != ',' && !(c == '%' && i + 1 == text.len) &&
                 !((c == '-' || c == '+') && i == 0))
            return false;
    }
    return digit;
}

static bool would_run(avn_str text)
{
    return text.len && memchr("=+-@\t\r", text.ptr[0], 6) && !is_figure(text);
}

static bool needs_quotes(const csv_state *state, avn_str text)
{
    return text.len > 0 &&
           (memchr(text.ptr, '"', text.len) || memchr(text.ptr, '\r', text.len) ||
            memchr(text.ptr, '\n', text.len) || memchr(text.ptr, state->delimiter, text.len));
}

static void write_text(const csv_state *state, avn_out *out, avn_str text)
{
    bool quotes = needs_quotes(state, text);
    if (quotes)
        avn_out_char(out, '"');
    if (state->emission->options.excel_safe && would_run(text))
        avn_out_char(out, '\'');
    if (quotes) {
        write_doubled(out, text);
        avn_out_char(out, '"');
    } else {
        avn_out_str(out, text);
    }
}

static void write_header(const csv_state *state, avn_out *out, const avn_table *table)
{
    if (state->emission->options.bom)
        avn_out_text(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < table->column_count; i++) {
        if (i > 0)
            avn_out_char(out, state->delimiter);
        write_text(state, out, table->columns[i].name);
    }
    avn_out_char(out, '\n');
}

/* The stream of TABLE in *OUT, opened with its header at the first call; NULL when only another
 * table is asked for. */
static avance_status stream_of(csv_state *state, const avn_table *table, avn_out **out)
{
    avn_emission *emission = state->emission;
    while (state->streams.count <= table->index) {
        avn_out **place = AVN_PUSH(&emission->arena, state->streams);
        if (!place)
            return AVANCE_NO_MEMORY;
    }
    *out = state->streams.items[table->index];
    if (*out)
        return AVANCE_OK;
    if (emission->folder) {
        char name[300];
        snprintf(name, sizeof name, "%.*s.csv", AVN_FMT(table->name));
        avance_status status = avn_folder_file(emission->folder, name, out);
        if (status != AVANCE_OK)
            return status;
    } else if (avn_str_is(table->name, emission->options.table)) {
        *out = emission->out;
    }
    state->streams.items[table->index] = *out;
    if (*out)
        write_header(state, *out, table);
    return AVANCE_OK;
}

/* True when none of the cells of a row needs quotes: the bytes from ROW to END have so many
 * delimiters, and nothing else that asks for them. BLOCK bytes behind END may be read and are 0. */
static bool stands_as_it_is(const char *row, const char *end, char delimiter, size_t delimiters)
{
    size_t count = 0;
#ifdef __SSE2__
    const __m128i none = _mm_setzero_si128(), separator = _mm_set1_epi8(delimiter);
    __m128i others = none, counts = none;
    for (; row < end; row += BLOCK) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)row);
        __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        __m128i newlines = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
        __m128i returns = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r'));
        others = _mm_or_si128(others, _mm_or_si128(quotes, _mm_or_si128(newlines, returns)));
        counts = _mm_sub_epi8(counts, _mm_cmpeq_epi8(bytes, separator));
    }
    __m128i sums = _mm_sad_epu8(counts, none);
    count = (size_t)(_mm_cvtsi128_si32(sums) + _mm_cvtsi128_si32(_mm_srli_si128(sums, 8)));
    return !_mm_movemask_epi8(others) && count == delimiters;
#else
    for (; row < end && !strchr("\"\r\n", *row); row++)
        count += *row == delimiter;
    return row == end && count == delimiters;
#endif
}

/* Writes a row without quotes, if that does: most do, and one look at all of it tells. */
static bool write_plain_row(const csv_state *state, avn_out *out, const avn_cell *cells,
                            size_t count)
{
    size_t length = count + BLOCK;
    for (size_t i = 0; i < count; i++)
        length += cells[i].present ? cells[i].text.len : 0;
    char *row = state->emission->options.excel_safe ? NULL : avn_out_room(out, length), *end = row;
    if (!row)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            *end++ = state->delimiter;
        if (cells[i].present)
            end = avn_put(end, cells[i].text);
    }
    memset(end, 0, BLOCK);
    if (!stands_as_it_is(row, end, state->delimiter, count - 1))
        return false;
    *end++ = '\n';
    avn_out_used(out, (size_t)(end - row));
    return true;
}

static void write_row(const csv_state *state, avn_out *out, const avn_cell *cells, size_t count)
{
    if (write_plain_row(state, out, cells, count))
        return;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            avn_out_char(out, state->delimiter);
        if (cells[i].present)
            write_text(state, out, cells[i].text);
    }
    avn_out_char(out, '\n');
}

static avance_status put_row(void *user, const avn_table *table, const avn_node *node,
                             const avn_cell *cells)
{
    (void)node;
    csv_state *state = user;
    avn_out *out = NULL;
    avance_status status = stream_of(state, table, &out);
    if (status != AVANCE_OK || !out)
        return status;
    write_row(state, out, cells, table->column_count);
    return avn_out_status(out);
}

/* The memory message is told by whoever ran short; the row function cannot know. */
static avance_status told(const avn_emission *emission, avance_status status)
{
    return status == AVANCE_NO_MEMORY ? avn_no_memory(emission->sink) : status;
}

static avance_status csv_open(avn_emission *emission)
{
    csv_state *state = AVN_NEW(&emission->arena, csv_state);
    if (!state)
        return avn_no_memory(emission->sink);
    state->emission = emission;
    state->delimiter = emission->options.delimiter ? emission->options.delimiter : ',';
    if (strchr("\"\r\n", state->delimiter)) {
        avn_tell(emission->sink, AVN_MSG_BAD_DELIMITER, (avn_place){ 0 }, NULL);
        return AVANCE_BAD_USE;
    }
    avn_tables_init(&state->tables, &emission->arena);
    state->tables.bounds = emission->bounds;
    emission->state = state;
    return AVANCE_OK;
}

static avance_status csv_add(avn_emission *emission, const avn_report *report)
{
    csv_state *state = emission->state;
    return told(emission, avn_tables_add(&state->tables, report, put_row, state));
}

static avance_status unknown_table(const csv_state *state)
{
    avn_emission *emission = state->emission;
    avn_buf names;
    avn_buf_init(&names, emission->arena.allocator);
    for (size_t i = 0; i < state->tables.list.count; i++)
        avn_buf_printf(&names, "%s%.*s", i ? ", " : "", AVN_FMT(state->tables.list.items[i]->name));
    avn_buf_char(&names, '\0');
    if (!names.failed)
        avn_tell(emission->sink, AVN_MSG_UNKNOWN_TABLE, (avn_place){ 0 }, emission->options.table,
                 names.bytes, NULL);
    avn_buf_free(&names);
    return AVANCE_BAD_USE;
}

static void csv_release(avn_emission *emission)
{
    csv_state *state = emission->state;
    if (state)
        avn_tables_release(&state->tables);
}

static avance_status csv_close(avn_emission *emission)
{
    csv_state *state = emission->state;
    avance_status status = avn_tables_finish(&state->tables, put_row, state);
    /* Tables without rows have a header all the same. */
    for (size_t i = 0; status == AVANCE_OK && i < state->tables.list.count; i++) {
        avn_out *out = NULL;
        status = stream_of(state, state->tables.list.items[i], &out);
    }
    if (status != AVANCE_OK)
        return told(emission, status);
    if (emission->folder) {
        status = avn_datapackage_write(emission, &state->tables);
        if (status == AVANCE_OK)
            status = avn_sql_schema_write(emission, &state->tables);
        return told(emission, status);
    }
    if (state->tables.list.count &&
        !avn_tables_find(&state->tables, avn_str_of(emission->options.table)))
        return unknown_table(state);
    return avn_out_status(emission->out);
}

const avn_emitter avn_emit_csv = {
    .name = "csv",
    .suffix = "",
    .title_es = "tablas normalizadas en una carpeta, con datapackage.json y schema.sql",
    .title_en = "normalized tables in a folder, with datapackage.json and schema.sql",
    .target = AVANCE_FOLDER,
    .many = true,
    .portions = true,
    .open = csv_open,
    .add = csv_add,
    .close = csv_close,
    .release = csv_release,
};

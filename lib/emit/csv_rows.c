#include "emit/csv_rows.h"

typedef struct reader {
    avn_arena *arena;
    avn_str text;
    size_t at;
    unsigned line;
    char separator;
} reader;

static char separator_of(avn_str text)
{
    static const char candidates[] = { ',', ';', '\t' };
    avn_str first = avn_str_head(text, avn_str_find(text, AVN_STR("\n")));
    size_t best = 0, most = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t count = 0;
        for (size_t j = 0; j < first.len; j++)
            count += first.ptr[j] == candidates[i];
        if (count > most) {
            best = i;
            most = count;
        }
    }
    return candidates[best];
}

static bool at_cell_end(const reader *r)
{
    return r->at >= r->text.len || r->text.ptr[r->at] == '\n' || r->text.ptr[r->at] == r->separator;
}

/* What stands between quotes, the first of which is behind R; two of them inside mean one. */
static avn_str read_quoted(reader *r)
{
    size_t first = r->at, size = 0;
    for (; r->at < r->text.len; r->at++) {
        bool quote = r->text.ptr[r->at] == '"';
        if (quote && (r->at + 1 >= r->text.len || r->text.ptr[r->at + 1] != '"'))
            break;
        r->at += quote;
        r->line += r->text.ptr[r->at] == '\n';
    }
    char *bytes = avn_arena_alloc(r->arena, r->at - first + 1);
    for (size_t i = first; bytes && i < r->at; i++) {
        bytes[size++] = r->text.ptr[i];
        i += r->text.ptr[i] == '"';
    }
    while (!at_cell_end(r))
        r->at++;
    return (avn_str){ bytes, size };
}

static avn_str read_cell(reader *r)
{
    size_t first = r->at;
    while (!at_cell_end(r) && r->text.ptr[r->at] == ' ')
        r->at++;
    if (r->at < r->text.len && r->text.ptr[r->at] == '"') {
        r->at++;
        return avn_str_trim(read_quoted(r));
    }
    while (!at_cell_end(r))
        r->at++;
    return avn_str_trim((avn_str){ r->text.ptr + first, r->at - first });
}

/* Reads one line's cells; true when one of them says something. */
static bool read_row(reader *r, avn_csv_row *row)
{
    AVN_VEC(avn_str) cells = { 0 };
    bool any = false, more = true;
    row->line = r->line;
    while (more && !r->arena->failed) {
        avn_str cell = read_cell(r), *slot = AVN_PUSH(r->arena, cells);
        if (slot)
            *slot = cell;
        any = any || cell.len > 0;
        more = r->at < r->text.len && r->text.ptr[r->at] == r->separator;
        r->at += r->at < r->text.len;
    }
    r->line++;
    row->cells = cells.items;
    row->count = cells.count;
    return any;
}

avn_csv_rows avn_csv_read(avn_arena *arena, avn_str text)
{
    avn_csv_rows rows = { 0 };
    reader r = { .arena = arena, .text = text, .line = 1, .separator = separator_of(text) };
    while (r.at < text.len && !arena->failed) {
        avn_csv_row row;
        avn_csv_row *slot = read_row(&r, &row) ? AVN_PUSH(arena, rows.list) : NULL;
        if (slot)
            *slot = row;
    }
    return rows;
}

#include "emit/form_catalogue.h"

typedef struct reading {
    avn_arena *arena;
    const avn_sink *sink;
    avn_form_catalogue *catalogue;
    const avn_form_layout *layout;
} reading;

static const char key_title[] = "clave";

static const char *c_string(const reading *r, avn_str text)
{
    return avn_arena_str(r->arena, text).ptr;
}

/* What the first row calls the columns. */
static avance_status read_titles(reading *r)
{
    avn_form_catalogue *catalogue = r->catalogue;
    const avn_csv_row *titles = &catalogue->rows.list.items[0];
    size_t columns = r->layout->columns.count;
    catalogue->cell_count = titles->count;
    catalogue->key_cell = titles->count;
    catalogue->cells = AVN_NEW_ARRAY(r->arena, size_t, columns + 1);
    if (!catalogue->cells)
        return AVANCE_NO_MEMORY;
    for (size_t i = 0; i < columns; i++)
        catalogue->cells[i] = titles->count;
    for (size_t i = 0; i < titles->count; i++) {
        size_t place = avn_form_column_find(r->layout, titles->cells[i]);
        if (avn_str_is(titles->cells[i], key_title))
            catalogue->key_cell = i;
        else if (place < columns)
            catalogue->cells[place] = i;
        else if (titles->cells[i].len > 0)
            avn_tell(r->sink, AVN_MSG_CATALOGUE_COLUMN,
                     (avn_place){ catalogue->path, 0, titles->line, 0 },
                     c_string(r, titles->cells[i]), r->layout->path, NULL);
    }
    if (catalogue->key_cell < titles->count)
        return AVANCE_OK;
    avn_tell(r->sink, AVN_MSG_CATALOGUE_KEY, (avn_place){ catalogue->path, 0, titles->line, 0 },
             key_title, NULL);
    return AVANCE_BAD_USE;
}

static avn_str cell(const avn_csv_row *row, size_t place)
{
    return place < row->count ? row->cells[place] : AVN_STR("");
}

static avance_status read_keys(reading *r)
{
    avn_form_catalogue *catalogue = r->catalogue;
    for (size_t i = 1; i < catalogue->rows.list.count; i++) {
        const avn_csv_row *row = &catalogue->rows.list.items[i];
        avn_str key = cell(row, catalogue->key_cell);
        bool added = true;
        avn_key_entry *entry = NULL;
        if (key.len > 0)
            entry = avn_key_set_put(r->arena, &catalogue->keys, key, &added);
        else if (catalogue->for_all == 0)
            catalogue->for_all = i;
        if (entry && added)
            entry->number = i;
        else if (entry) {
            catalogue->used[i] = true; /* it is told here, not among those that serve nothing */
            avn_tell(r->sink, AVN_MSG_CATALOGUE_REPEATED,
                     (avn_place){ catalogue->path, 0, row->line, 0 }, c_string(r, key), NULL);
        }
    }
    return r->arena->failed ? AVANCE_NO_MEMORY : AVANCE_OK;
}

avance_status avn_form_catalogue_read(avn_arena *arena, const avn_sink *sink, const char *path,
                                      avn_str text, const avn_form_layout *layout,
                                      avn_form_catalogue *catalogue)
{
    *catalogue = (avn_form_catalogue){ .path = path, .rows = avn_csv_read(arena, text) };
    size_t count = catalogue->rows.list.count;
    catalogue->used = AVN_NEW_ARRAY(arena, bool, count + 1);
    if (arena->failed)
        return AVANCE_NO_MEMORY;
    reading r = { arena, sink, catalogue, layout };
    if (count == 0) {
        avn_tell(sink, AVN_MSG_CATALOGUE_KEY, (avn_place){ path, 0, 0, 0 }, key_title, NULL);
        return AVANCE_BAD_USE;
    }
    avance_status status = read_titles(&r);
    return status == AVANCE_OK ? read_keys(&r) : status;
}

static avn_str value_at(const avn_form_catalogue *catalogue, size_t row, size_t place)
{
    size_t at = catalogue->cells[place];
    return at < catalogue->cell_count ? cell(&catalogue->rows.list.items[row], at) : AVN_STR("");
}

avn_str avn_form_catalogue_find(avn_form_catalogue *catalogue, avn_str key, size_t place)
{
    const avn_key_entry *entry = avn_key_set_find(&catalogue->keys, key);
    if (!entry)
        return AVN_STR("");
    catalogue->used[entry->number] = true;
    return value_at(catalogue, (size_t)entry->number, place);
}

avn_str avn_form_catalogue_common(const avn_form_catalogue *catalogue, size_t place)
{
    return catalogue->path && catalogue->for_all ? value_at(catalogue, catalogue->for_all, place)
                                                 : AVN_STR("");
}

void avn_form_catalogue_tell_unused(avn_arena *arena, const avn_sink *sink,
                                    const avn_form_catalogue *catalogue)
{
    enum { SHOWN = 5 };
    avn_str list = AVN_STR("");
    size_t count = 0;
    for (size_t i = 1; catalogue->path && i < catalogue->rows.list.count; i++) {
        avn_str key = cell(&catalogue->rows.list.items[i], catalogue->key_cell);
        if (key.len == 0 || catalogue->used[i])
            continue;
        if (count++ < SHOWN)
            list = avn_arena_printf(arena, "%.*s%s%.*s", AVN_FMT(list), list.len ? ", " : "",
                                    AVN_FMT(key));
    }
    if (count == 0)
        return;
    avn_str number = avn_arena_printf(arena, "%zu", count);
    avn_tell(sink, AVN_MSG_CATALOGUE_UNUSED, (avn_place){ catalogue->path, 0, 0, 0 }, number.ptr,
             avn_arena_printf(arena, "%.*s%s", AVN_FMT(list), count > SHOWN ? ", …" : "").ptr,
             NULL);
}

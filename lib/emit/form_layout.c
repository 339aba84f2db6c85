#include "emit/form_layout.h"

typedef struct reading {
    avn_arena *arena;
    const avn_sink *sink;
    avn_form_layout *layout;
    unsigned line;
    bool good;
} reading;

static void refuse(reading *r, avn_str what, const char *wanted)
{
    r->good = false;
    avn_tell(r->sink, AVN_MSG_BAD_LAYOUT, (avn_place){ r->layout->path, 0, r->line, 0 },
             avn_arena_str(r->arena, what).ptr, wanted, NULL);
}

/* WORD as a number, - as 0. */
static bool read_number(avn_str word, size_t *number)
{
    enum { MOST_DIGITS = 9 };
    *number = 0;
    if (avn_str_is(word, "-"))
        return true;
    for (size_t i = 0; i < word.len; i++) {
        if (!avn_is_digit(word.ptr[i]) || i == MOST_DIGITS)
            return false;
        *number = *number * 10 + (size_t)(word.ptr[i] - '0');
    }
    return word.len > 0;
}

static avn_str read_id(avn_str word)
{
    return avn_str_is(word, "-") ? AVN_STR("") : word;
}

static void read_column(reading *r, avn_str rest)
{
    avn_str whole = rest, field = avn_str_word(&rest), type = avn_str_word(&rest),
            id = avn_str_word(&rest), most = avn_str_word(&rest), name = avn_str_trim(rest);
    size_t code = 0, limit = 0;
    if (!read_number(type, &code) || code == 0 || !read_number(most, &limit) || name.len == 0) {
        refuse(r, whole, "column FIELD TYPE ID MOST NAME");
        return;
    }
    if (avn_form_column_find(r->layout, field) < r->layout->columns.count) {
        refuse(r, field, avn_say(r->sink->language, "cada campo una sola vez", "each field once"));
        return;
    }
    avn_form_column *column = AVN_PUSH(r->arena, r->layout->columns);
    if (column)
        *column = (avn_form_column){
            .field = field, .id = read_id(id), .name = name, .type = (unsigned)code, .most = limit
        };
}

static void read_option(reading *r, avn_str text)
{
    size_t count = r->layout->columns.count;
    avn_form_column *column = count ? &r->layout->columns.items[count - 1] : NULL;
    avn_str *slot = column ? AVN_PUSH(r->arena, column->options) : NULL;
    if (slot)
        *slot = text;
    else if (!column)
        refuse(r, text, "column … option");
}

static void read_line(reading *r, avn_str line)
{
    avn_form_layout *layout = r->layout;
    struct {
        const char *keyword;
        avn_str *value;
    } const texts[] = { { "title", &layout->title },
                        { "name", &layout->name },
                        { "description", &layout->description } };
    avn_str rest = line, keyword = avn_str_word(&rest);
    rest = avn_str_trim(rest);
    if (keyword.len == 0 || keyword.ptr[0] == '#')
        return;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (avn_str_is(keyword, texts[i].keyword)) {
            *texts[i].value = rest;
            return;
        }
    }
    if (avn_str_is(keyword, "format"))
        layout->format = read_id(rest);
    else if (avn_str_is(keyword, "column"))
        read_column(r, rest);
    else if (avn_str_is(keyword, "option") && rest.len > 0)
        read_option(r, rest);
    else
        refuse(r, keyword, "format, title, name, description, column, option");
}

avance_status avn_form_layout_read(avn_arena *arena, const avn_sink *sink, const char *path,
                                   avn_str text, avn_form_layout *layout)
{
    *layout = (avn_form_layout){ .path = path };
    reading r = { .arena = arena, .sink = sink, .layout = layout, .good = true };
    while (text.len > 0) {
        size_t end = avn_str_find(text, AVN_STR("\n"));
        r.line++;
        read_line(&r, avn_str_trim(avn_str_head(text, end)));
        text = avn_str_from(text, end + 1);
    }
    r.line = 0;
    if (r.good && !arena->failed && layout->columns.count == 0)
        refuse(&r, avn_str_of(avn_say(sink->language, "el fin del archivo", "the end of the file")),
               "column");
    return arena->failed ? AVANCE_NO_MEMORY : r.good ? AVANCE_OK : AVANCE_BAD_USE;
}

size_t avn_form_column_find(const avn_form_layout *layout, avn_str field)
{
    size_t place = 0;
    while (place < layout->columns.count &&
           !avn_str_eq(layout->columns.items[place].field, field) &&
           !avn_str_eq(layout->columns.items[place].name, field))
        place++;
    return place;
}

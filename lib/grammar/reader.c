#include "grammar/reader.h"

#include "base/utf8.h"

typedef struct reading {
    avn_arena *arena;
    const avn_sink *sink;
    const char *file;
    unsigned line;
    bool without_subs;
    unsigned *errors;
    avn_statement *first, *last, *last_sub;
} reading;

static void complain(reading *r, avn_message_id id, unsigned column)
{
    ++*r->errors;
    avn_tell(r->sink, id, (avn_place){ r->file, 0, r->line, column }, NULL);
}

static avn_str next_line(avn_str *text)
{
    const char *end = memchr(text->ptr, '\n', text->len);
    size_t length = end ? (size_t)(end - text->ptr) : text->len;
    avn_str line = avn_str_head(*text, length);
    *text = avn_str_from(*text, end ? length + 1 : length);
    return line;
}

static avn_statement *make_statement(reading *r, avn_str line, size_t indent)
{
    avn_statement *made = AVN_NEW(r->arena, avn_statement);
    if (!made)
        return NULL;
    avn_str rest = avn_str_from(line, indent);
    made->file = r->file;
    made->line = r->line;
    made->column = (unsigned)indent + 1;
    made->keyword = avn_str_word(&rest);
    made->verbatim = avn_str_from(rest, 1);
    made->rest = avn_str_trim(rest);
    size_t before = made->rest.len ? (size_t)(made->rest.ptr - line.ptr) : line.len;
    made->rest_column = (unsigned)avn_utf8_length(avn_str_head(line, before)) + 1;
    return made;
}

static void add_line(reading *r, avn_str line)
{
    size_t indent = 0;
    while (indent < line.len && line.ptr[indent] == ' ')
        indent++;
    if (indent < line.len && line.ptr[indent] == '\t') {
        complain(r, AVN_MSG_G_INDENT, (unsigned)indent + 1);
        return;
    }
    if (indent == 1) {
        complain(r, AVN_MSG_G_INDENT, 1);
        return;
    }
    if (indent > 1 && !r->last) {
        complain(r, AVN_MSG_G_NO_PARENT, (unsigned)indent + 1);
        return;
    }
    bool skipped = indent > 0 && r->without_subs;
    avn_statement *made = skipped ? NULL : make_statement(r, line, indent);
    if (!made)
        return;
    if (indent == 0) {
        if (r->last)
            r->last->next = made;
        else
            r->first = made;
        r->last = made;
        r->last_sub = NULL;
    } else {
        if (r->last_sub)
            r->last_sub->next = made;
        else
            r->last->subs = made;
        r->last_sub = made;
    }
}

avn_statement *avn_statements_read(avn_arena *arena, const avn_sink *sink, const char *file,
                                   avn_str text, bool without_subs, unsigned *errors)
{
    reading r = {
        .arena = arena, .sink = sink, .file = file, .without_subs = without_subs, .errors = errors
    };
    while (text.len > 0) {
        avn_str line = next_line(&text);
        r.line++;
        bool comment = line.len && line.ptr[0] == '#';
        if (!comment && avn_str_trim(line).len)
            add_line(&r, line);
    }
    return r.first;
}

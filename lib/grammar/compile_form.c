/* `form`: which field of a record fills which column of a form that is not the report's own. */
#include "grammar/compile_check.h"

/* NAME beside the grammar file, unless it says a folder of its own. */
static const char *beside(avn_compiler *compiler, const char *file, avn_str name)
{
    avn_str folder = avn_str_of(file);
    while (folder.len > 0 && folder.ptr[folder.len - 1] != '/')
        folder.len--;
    return avn_arena_printf(compiler->arena, "%.*s%.*s", AVN_FMT(folder), AVN_FMT(name)).ptr;
}

static void tell_missing(avn_compiler *compiler, const avn_statement *s, avn_str at, const char *es,
                         const char *en)
{
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, at), AVN_MSG_G_MISSING_ARGUMENT,
                      avn_c_string(compiler, s->keyword),
                      avn_say(compiler->sink->language, es, en));
}

/* Reads NAME off *REST; false after an error. */
static bool read_name(avn_compiler *compiler, const avn_statement *s, avn_str *rest, avn_str *name)
{
    avn_str word = avn_str_word(rest);
    if (word.len == 0) {
        tell_missing(compiler, s, word, "el campo o la cifra", "the field or figure");
        return false;
    }
    *name = avn_arena_str(compiler->arena, word);
    return avn_check_name_known(compiler, s, word, AVN_STR("name"));
}

/* The entry that fills COLUMN already, or NULL. */
static const avn_form_entry *entry_of(const avn_form *form, avn_str column)
{
    for (size_t i = 0; i < form->entry_count; i++)
        if (avn_str_eq(form->entries[i].column, column))
            return &form->entries[i];
    return NULL;
}

/* put COLUMN NAME | put COLUMN start NAME [QUARTER] | put COLUMN end NAME [QUARTER] */
static bool read_put(avn_compiler *compiler, const avn_statement *s, avn_form_entry *entry)
{
    avn_str rest = s->rest, column = avn_str_word(&rest);
    if (!avn_check_name(compiler, s, column, false))
        return false;
    *entry = (avn_form_entry){ .column = avn_arena_str(compiler->arena, column), .line = s->line };
    avn_str before = rest, word = avn_str_word(&rest);
    if (avn_str_is(word, "start"))
        entry->part = AVN_FORM_START;
    else if (avn_str_is(word, "end"))
        entry->part = AVN_FORM_END;
    else
        rest = before;
    if (!read_name(compiler, s, &rest, &entry->name))
        return false;
    rest = avn_str_trim(rest);
    if (entry->part != AVN_FORM_VALUE && rest.len > 0 &&
        !read_name(compiler, s, &rest, &entry->quarter))
        return false;
    avn_str more = avn_str_word(&rest);
    if (more.len == 0)
        return true;
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, more), AVN_MSG_G_BAD_VALUE,
                      avn_c_string(compiler, more), "put COLUMN [start|end] NAME");
    return false;
}

static void read_sub(avn_compiler *compiler, const avn_statement *sub, avn_form *form)
{
    avn_str rest = sub->rest;
    if (avn_str_is(sub->keyword, "key")) {
        while (avn_str_trim(rest).len > 0 &&
               read_name(compiler, sub, &rest, &form->keys[form->key_count]))
            form->key_count++;
        return;
    }
    avn_form_entry *entry = &form->entries[form->entry_count];
    if (!read_put(compiler, sub, entry))
        return;
    const avn_form_entry *earlier = entry_of(form, entry->column);
    if (earlier)
        avn_tell_repeated(compiler, sub, entry->column, earlier->line);
    form->entry_count++;
}

/* form RECORD LAYOUT
 *   put COLUMN NAME          fills a column of the layout
 *   put COLUMN start|end …   with the first or last day of a period
 *   key NAME…                what a catalogue may be keyed by */
void avn_handle_form(avn_compiler *compiler, const avn_statement *s)
{
    avn_str rest = s->rest, record = avn_str_word(&rest), layout = avn_str_trim(rest);
    avn_form *form = AVN_NEW(compiler->arena, avn_form);
    size_t room = 1, words = 1;
    for (const avn_statement *sub = s->subs; sub; sub = sub->next, room++)
        words += sub->rest.len;
    if (!form)
        return;
    *form = (avn_form){ .record = avn_arena_str(compiler->arena, record),
                        .layout = beside(compiler, s->file, layout),
                        .entries = AVN_NEW_ARRAY(compiler->arena, avn_form_entry, room),
                        .keys = AVN_NEW_ARRAY(compiler->arena, avn_str, words),
                        .line = s->line };
    if (compiler->arena->failed)
        return;
    if (avn_grammar_block(compiler->grammar, record) == AVN_NONE)
        AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, record), AVN_MSG_G_UNKNOWN_NAME, "record",
                          avn_c_string(compiler, record), "");
    else if (layout.len == 0)
        tell_missing(compiler, s, layout, "el archivo con las columnas del formulario",
                     "the file with the form's columns");
    else if (compiler->grammar->form)
        avn_tell_repeated(compiler, s, AVN_STR("form"), compiler->grammar->form->line);
    for (const avn_statement *sub = s->subs; sub; sub = sub->next)
        read_sub(compiler, sub, form);
    compiler->grammar->form = form;
}

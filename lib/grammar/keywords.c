/* The keywords of a grammar file: one table, and the handlers of the short ones. */
#include "grammar/compiler.h"

/* A file that is used keeps its own name, title and version. */
static bool is_used(const avn_compiler *compiler, const avn_statement *s)
{
    return strcmp(s->file, compiler->grammar->path) != 0;
}

static void handle_grammar(avn_compiler *compiler, const avn_statement *s)
{
    if (avn_check_name(compiler, s, s->rest, false) && !is_used(compiler, s))
        compiler->grammar->name = avn_arena_str(compiler->arena, s->rest);
}

static void handle_title(avn_compiler *compiler, const avn_statement *s)
{
    if (!is_used(compiler, s))
        compiler->grammar->title = avn_arena_str(compiler->arena, s->rest);
}

static void handle_version(avn_compiler *compiler, const avn_statement *s)
{
    if (!is_used(compiler, s))
        compiler->grammar->version = avn_arena_str(compiler->arena, s->rest);
}

/* What `use` and `words` name was read by load.c, which knows the folder. */
static void handle_nothing(avn_compiler *compiler, const avn_statement *s)
{
    (void)compiler;
    (void)s;
}

static void handle_detect(avn_compiler *compiler, const avn_statement *s)
{
    avn_pattern *pattern = avn_compile_pattern_later(compiler, s, s->rest, AVN_WHOLE_LINE);
    avn_sign *sign = pattern ? AVN_PUSH(compiler->arena, compiler->grammar->signs) : NULL;
    if (sign)
        *sign = (avn_sign){ avn_arena_str(compiler->arena, s->rest), pattern };
}

static void handle_pattern(avn_compiler *compiler, const avn_statement *s)
{
    avn_str rest = s->rest;
    avn_str name = avn_str_word(&rest);
    rest = avn_str_trim(rest);
    if (!avn_check_name(compiler, s, name, false))
        return;
    const avn_macro *known = avn_macro_find(compiler->grammar, name);
    if (known && strcmp(known->file, s->file) == 0) {
        avn_tell_repeated(compiler, s, name, known->line);
        return;
    }
    if (rest.len == 0) {
        AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, rest), AVN_MSG_G_MISSING_ARGUMENT,
                          "pattern", avn_say(compiler->sink->language, "el patrón", "the pattern"));
        return;
    }
    /* Tried alone first, so that an error is shown where it was written, and only there: a bad
     * pattern stays known, as one that matches nothing. */
    bool good =
        compiler->outline || avn_compile_pattern_later(compiler, s, rest, AVN_SEARCH) != NULL;
    avn_str text = good ? avn_expand(compiler, s, rest) : AVN_STR("(?!)");
    avn_macro *macro = AVN_PUSH(compiler->arena, compiler->grammar->macros);
    if (macro)
        *macro = (avn_macro){ avn_arena_str(compiler->arena, name), text, s->file, s->line, false };
}

static void unknown_type(avn_compiler *compiler, const avn_statement *s, avn_str word)
{
    avn_str names[AVN_FLAG + 1];
    for (int i = 0; i <= AVN_FLAG; i++)
        names[i] = avn_str_of(avn_type_name((avn_type)i));
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, word), AVN_MSG_G_UNKNOWN_NAME, "type",
                      avn_c_string(compiler, word),
                      avn_suggest(compiler, word, names, AVN_FLAG + 1));
}

static void handle_type(avn_compiler *compiler, const avn_statement *s)
{
    avn_str rest = s->rest;
    avn_str name = avn_str_word(&rest), word = avn_str_word(&rest);
    avn_type type;
    if (!avn_check_name(compiler, s, name, false))
        return;
    if (word.len == 0) {
        AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, word), AVN_MSG_G_MISSING_ARGUMENT, "type",
                          avn_say(compiler->sink->language, "el tipo", "the type"));
        return;
    }
    if (!avn_type_find(word, &type)) {
        unknown_type(compiler, s, word);
        return;
    }
    avn_type_rule *rule = AVN_PUSH(compiler->arena, compiler->grammar->types);
    if (!rule)
        return;
    rule->name = avn_arena_str(compiler->arena, name);
    rule->type = type;
    for (word = avn_str_word(&rest); word.len; word = avn_str_word(&rest)) {
        avn_str *slot = AVN_PUSH(compiler->arena, rule->words);
        if (slot)
            *slot = avn_arena_str(compiler->arena, word);
    }
    size_t wanted = type == AVN_FLAG ? 2 : type == AVN_CHOICE ? 1 : 0;
    if (rule->words.count < wanted)
        AVN_GRAMMAR_ERROR(
            compiler, s, avn_column_of(s, rest), AVN_MSG_G_MISSING_ARGUMENT, "type",
            avn_say(compiler->sink->language, "las palabras que acepta", "the words it accepts"));
}

#define BLOCK_SUBS "set field list text split take row lead drop needs table"

const avn_keyword avn_keywords[] = {
    { "grammar", 0, true, handle_grammar, "", "el nombre", "the name" },
    { "title", 0, true, handle_title, "", "el título", "the title" },
    { "version", 0, true, handle_version, "", "la versión", "the version" },
    { "use", 0, false, handle_nothing, "", "el archivo", "the file" },
    { "words", 0, false, handle_nothing, "", "el archivo", "the file" },
    { "pattern", 0, true, handle_pattern, "", "el nombre", "the name" },
    { "type", 0, false, handle_type, "", "el nombre", "the name" },
    { "columns", 0, false, avn_handle_columns, "least extra", "el nombre", "the name" },
    { "clean", 1, true, avn_handle_clean, "", "el patrón", "the pattern" },
    { "break", 1, true, avn_handle_break, "", "el patrón", "the pattern" },
    { "cells", 1, true, avn_handle_cells, "", "el patrón", "the pattern" },
    { "item", 1, false, avn_handle_item, "", "el patrón", "the pattern" },
    { "detect", 1, true, handle_detect, "", "el patrón", "the pattern" },
    { "line", 1, false, avn_handle_line_name, "", "el nombre", "the name" },
    { "line", 2, false, avn_handle_line, "", NULL, NULL },
    { "document", 1, false, avn_handle_block_name, BLOCK_SUBS, NULL, NULL },
    { "document", 2, false, avn_handle_block, BLOCK_SUBS, NULL, NULL },
    { "level", 1, false, avn_handle_block_name, BLOCK_SUBS, "el nombre", "the name" },
    { "level", 2, false, avn_handle_block, BLOCK_SUBS, NULL, NULL },
    { "record", 1, false, avn_handle_block_name, BLOCK_SUBS, "el nombre", "the name" },
    { "record", 2, false, avn_handle_block, BLOCK_SUBS, NULL, NULL },
    { "furniture", 2, false, avn_handle_furniture,
      "from until within take strong alone weak words unknown", "el nombre", "the name" },
    { "streams", 3, false, avn_handle_streams, "label float apart ratio", "el registro",
      "the record" },
    { "phrases", 2, false, avn_handle_phrases,
      "nothing reached exceeded missed unplanned planned foreign", "el nombre", "the name" },
    { "check", 3, false, avn_handle_check, "message reason case", "el código", "the code" },
    { "state", 3, false, avn_handle_state, "by", "el nombre", "the name" },
    { "refuse", 3, false, avn_handle_refuse, "", "el código", "the code" },
    { "form", 3, false, avn_handle_form, "put key", "el registro", "the record" },
    { "example", 2, false, avn_handle_example, "| =", "el título", "the title" },
};
const size_t avn_keyword_count = sizeof avn_keywords / sizeof avn_keywords[0];

const avn_keyword *avn_keyword_find(avn_str name)
{
    for (size_t i = 0; i < avn_keyword_count; i++)
        if (name.len > 0 && name.ptr[0] == avn_keywords[i].name[0] &&
            avn_str_is(name, avn_keywords[i].name))
            return &avn_keywords[i];
    return NULL;
}

/* What PHASE does for the keyword whose first row is FIRST; NULL: nothing. */
static const avn_keyword *in_phase(const avn_keyword *first, unsigned phase)
{
    const avn_keyword *last = avn_keywords + avn_keyword_count - 1, *row = first;
    while (row && row->phase < phase)
        row = row < last && strcmp(row[1].name, row->name) == 0 ? row + 1 : NULL;
    return row && row->phase == phase ? row : NULL;
}

static bool has_sub(const avn_keyword *keyword, avn_str name)
{
    avn_str subs = avn_str_of(keyword->subs);
    for (avn_str sub = avn_str_word(&subs); sub.len; sub = avn_str_word(&subs))
        if (avn_str_eq(sub, name))
            return true;
    return false;
}

/* The keywords under which a sub-line NAME would be at home; empty when there are none. */
static const char *homes_of(avn_compiler *compiler, avn_str name)
{
    avn_str homes = AVN_STR("");
    for (size_t i = 0; i < avn_keyword_count; i++) {
        const char *home = avn_keywords[i].name;
        bool told = avn_str_find(homes, avn_str_of(home)) < homes.len;
        if (has_sub(&avn_keywords[i], name) && !told)
            homes = avn_arena_printf(compiler->arena, "%.*s%s%s", AVN_FMT(homes),
                                     homes.len ? ", " : "", home);
    }
    return homes.ptr;
}

static void unknown_keyword(avn_compiler *compiler, const avn_statement *s)
{
    const char *home = homes_of(compiler, s->keyword);
    if (*home) {
        AVN_GRAMMAR_ERROR(compiler, s, s->column, AVN_MSG_G_MISPLACED,
                          avn_c_string(compiler, s->keyword), home);
        return;
    }
    avn_str *names = AVN_NEW_ARRAY(compiler->arena, avn_str, avn_keyword_count);
    for (size_t i = 0; names && i < avn_keyword_count; i++)
        names[i] = avn_str_of(avn_keywords[i].name);
    AVN_GRAMMAR_ERROR(compiler, s, s->column, AVN_MSG_G_UNKNOWN_KEYWORD,
                      avn_c_string(compiler, s->keyword),
                      names ? avn_suggest(compiler, s->keyword, names, avn_keyword_count) : "");
}

/* The keyword that is most like what SUB, below KEYWORD, says. */
static const char *suggest_sub(avn_compiler *compiler, const avn_statement *sub,
                               const avn_keyword *keyword)
{
    AVN_VEC(avn_str) names = { 0 };
    avn_str subs = avn_str_of(keyword->subs);
    for (avn_str name = avn_str_word(&subs); name.len; name = avn_str_word(&subs)) {
        avn_str *slot = AVN_PUSH(compiler->arena, names);
        if (slot)
            *slot = name;
    }
    return avn_suggest(compiler, sub->keyword, names.items, names.count);
}

static void refuse_sub(avn_compiler *compiler, const avn_statement *sub, const avn_keyword *keyword)
{
    const char *word = avn_c_string(compiler, sub->keyword);
    const char *home = homes_of(compiler, sub->keyword);
    if (avn_keyword_find(sub->keyword))
        AVN_GRAMMAR_ERROR(compiler, sub, sub->column, AVN_MSG_G_TOP_LEVEL, word, keyword->name);
    else if (*home)
        AVN_GRAMMAR_ERROR(compiler, sub, sub->column, AVN_MSG_G_MISPLACED, word, home);
    else if (!*keyword->subs)
        AVN_GRAMMAR_ERROR(compiler, sub, sub->column, AVN_MSG_G_NO_SUBLINES, keyword->name);
    else
        AVN_GRAMMAR_ERROR(compiler, sub, sub->column, AVN_MSG_G_UNKNOWN_KEYWORD, word,
                          suggest_sub(compiler, sub, keyword));
}

static void check_subs(avn_compiler *compiler, const avn_statement *s, const avn_keyword *keyword)
{
    for (const avn_statement *sub = s->subs; sub; sub = sub->next) {
        if (!has_sub(keyword, sub->keyword))
            refuse_sub(compiler, sub, keyword);
        else if (sub->rest.len == 0 && !avn_str_is(sub->keyword, "|"))
            AVN_GRAMMAR_ERROR(
                compiler, sub, sub->rest_column, AVN_MSG_G_MISSING_ARGUMENT,
                avn_c_string(compiler, sub->keyword),
                avn_say(compiler->sink->language, "algo a su derecha", "something to its right"));
    }
}

static void check_statement(avn_compiler *compiler, const avn_statement *s)
{
    const avn_keyword *keyword = s->known;
    if (!keyword) {
        unknown_keyword(compiler, s);
        return;
    }
    check_subs(compiler, s, keyword);
    if (keyword->argument_es && s->rest.len == 0)
        AVN_GRAMMAR_ERROR(
            compiler, s, s->rest_column, AVN_MSG_G_MISSING_ARGUMENT, keyword->name,
            avn_say(compiler->sink->language, keyword->argument_es, keyword->argument_en));
}

void avn_compile_statements(avn_compiler *compiler, const avn_statement *first)
{
    for (const avn_statement *s = first; s && !compiler->outline; s = s->next)
        check_statement(compiler, s);
    for (unsigned phase = 0; phase < AVN_PHASES; phase++) {
        for (const avn_statement *s = first; s; s = s->next) {
            const avn_keyword *keyword = in_phase(s->known, phase);
            if (keyword && (s->rest.len > 0 || !keyword->argument_es) &&
                (!compiler->outline || keyword->outline))
                keyword->handle(compiler, s);
        }
    }
    avn_finish_pieces(compiler);
}

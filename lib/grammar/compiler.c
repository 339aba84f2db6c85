/* Names, patterns and messages: what every keyword's handler needs. */
#include "grammar/compiler.h"

#include "base/buf.h"
#include "base/utf8.h"

const char *avn_c_string(avn_compiler *compiler, avn_str s)
{
    return avn_arena_str(compiler->arena, s).ptr;
}

const char *avn_suggest(avn_compiler *compiler, avn_str name, const avn_str *candidates,
                        size_t count)
{
    size_t limit = name.len / 3 + 1, least = limit + 1, best = count;
    for (size_t i = 0; i < count; i++) {
        size_t distance = avn_str_distance(name, candidates[i], limit);
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    if (best == count)
        return "";
    bool english = compiler->sink->language == AVANCE_ENGLISH;
    return english ? avn_arena_printf(compiler->arena, "; did you mean \"%.*s\"?",
                                      AVN_FMT(candidates[best]))
                         .ptr
                   : avn_arena_printf(compiler->arena, "; ¿quiso decir «%.*s»?",
                                      AVN_FMT(candidates[best]))
                         .ptr;
}

unsigned avn_column_of(const avn_statement *s, avn_str part)
{
    bool inside = part.ptr >= s->rest.ptr && part.ptr <= s->rest.ptr + s->rest.len;
    size_t before = inside ? (size_t)(part.ptr - s->rest.ptr) : 0;
    return s->rest_column + (unsigned)avn_utf8_length(avn_str_head(s->rest, before));
}

bool avn_check_name(avn_compiler *compiler, const avn_statement *s, avn_str name, bool upper)
{
    if (name.len == 0) {
        AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, name), AVN_MSG_G_MISSING_ARGUMENT,
                          avn_c_string(compiler, s->keyword),
                          avn_say(compiler->sink->language, "un nombre", "a name"));
        return false;
    }
    char low = upper ? 'A' : 'a', high = upper ? 'Z' : 'z';
    bool good = name.ptr[0] >= low && name.ptr[0] <= high;
    for (size_t i = 0; i < name.len && good; i++) {
        char c = name.ptr[i];
        good = (c >= low && c <= high) || avn_is_digit(c) || c == '_' ||
               (c == '-' && avn_str_is(s->keyword, "grammar"));
    }
    if (!good) {
        bool is_grammar = avn_str_is(s->keyword, "grammar");
        const char *rule =
            upper ? avn_say(compiler->sink->language, "letras mayúsculas sin acento, cifras y _",
                            "capital letters without accents, digits and _")
            : is_grammar
                ? avn_say(compiler->sink->language, "letras minúsculas sin acento, cifras, - y _",
                          "lower-case letters without accents, digits, - and _")
                : avn_say(compiler->sink->language, "letras minúsculas sin acento, cifras y _",
                          "lower-case letters without accents, digits and _");
        AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, name), AVN_MSG_G_BAD_NAME,
                          avn_c_string(compiler, name), rule);
    }
    return good;
}

void avn_tell_repeated(avn_compiler *compiler, const avn_statement *s, avn_str name, unsigned line)
{
    avn_str number = avn_arena_printf(compiler->arena, "%u", line);
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, name), AVN_MSG_G_REPEATED,
                      avn_c_string(compiler, name), number.ptr);
}

/* Length of the macro name at TEXT ("{name}" without the braces), or 0. */
static size_t macro_name(avn_str text)
{
    size_t end = 1;
    while (end < text.len && ((text.ptr[end] >= 'a' && text.ptr[end] <= 'z') ||
                              text.ptr[end] == '_' || (end > 1 && avn_is_digit(text.ptr[end]))))
        end++;
    return end >= 3 && end < text.len && text.ptr[end] == '}' ? end - 1 : 0;
}

avn_macro *avn_macro_find(avn_grammar *grammar, avn_str name)
{
    for (size_t i = grammar->macros.count; i-- > 0;)
        if (avn_str_eq(grammar->macros.items[i].name, name))
            return &grammar->macros.items[i];
    return NULL;
}

static void unknown_macro(avn_compiler *compiler, const avn_statement *s, avn_str name)
{
    size_t count = compiler->grammar->macros.count;
    avn_str *names = AVN_NEW_ARRAY(compiler->arena, avn_str, count + 1);
    for (size_t i = 0; names && i < count; i++)
        names[i] = compiler->grammar->macros.items[i].name;
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, name), AVN_MSG_G_UNKNOWN_NAME, "pattern",
                      avn_c_string(compiler, name),
                      names ? avn_suggest(compiler, name, names, count) : "");
}

avn_str avn_expand(avn_compiler *compiler, const avn_statement *s, avn_str source)
{
    if (avn_str_find(source, AVN_STR("{")) == source.len)
        return avn_arena_str(compiler->arena, source);
    avn_buf text;
    avn_buf_init(&text, compiler->arena->allocator);
    for (size_t i = 0; i < source.len;) {
        avn_str rest = avn_str_from(source, i);
        size_t brace = avn_str_find(rest, AVN_STR("{"));
        if (brace > 0) {
            avn_buf_str(&text, avn_str_head(rest, brace));
            i += brace;
            continue;
        }
        size_t length = macro_name(rest);
        /* \p{..}, \x{..} and their like are PCRE2's own. */
        bool escaped = i > 1 && source.ptr[i - 2] == '\\' && strchr("pPxkg", source.ptr[i - 1]);
        if (!length || escaped) {
            avn_buf_char(&text, source.ptr[i++]);
            continue;
        }
        avn_str name = { rest.ptr + 1, length };
        avn_macro *macro = avn_macro_find(compiler->grammar, name);
        if (macro) {
            macro->used = true;
            avn_buf_str(&text, AVN_STR("(?:"));
            avn_buf_str(&text, macro->text);
            avn_buf_char(&text, ')');
        } else {
            unknown_macro(compiler, s, name);
        }
        i += length + 2;
    }
    avn_str expanded = avn_arena_str(compiler->arena, avn_buf_view(&text));
    compiler->arena->failed = compiler->arena->failed || text.failed;
    avn_buf_free(&text);
    return expanded;
}

/* Length of the set [..] that TEXT begins with. */
static size_t set_length(avn_str text)
{
    size_t i = text.len > 1 && text.ptr[1] == '^' ? 2 : 1;
    if (i < text.len && text.ptr[i] == ']') /* there it is a member */
        i++;
    while (i < text.len && text.ptr[i] != ']') {
        avn_str rest = avn_str_from(text, i);
        size_t named = avn_str_starts(rest, AVN_STR("[:")) ? avn_str_find(rest, AVN_STR(":]")) : 0;
        if (named > 0 && named < rest.len)
            i += named + 2;
        else
            i += text.ptr[i] == '\\' ? 2 : 1;
    }
    return i < text.len ? i + 1 : text.len;
}

/* Length of the part of a pattern that TEXT begins with and whose blanks are its own: a set, an
 * escape, a look behind (which must have a fixed length), or one character. */
static size_t part_length(avn_str text)
{
    if (text.ptr[0] == '\\')
        return text.len > 1 ? 2 : 1;
    if (text.ptr[0] == '[')
        return set_length(text);
    if (!avn_str_starts(text, AVN_STR("(?<=")) && !avn_str_starts(text, AVN_STR("(?<!")))
        return 1;
    size_t i = 1;
    for (unsigned open = 1; open > 0 && i < text.len;) {
        avn_str rest = avn_str_from(text, i);
        open += rest.ptr[0] == '(';
        open -= rest.ptr[0] == ')';
        i += rest.ptr[0] == '[' ? set_length(rest) : rest.ptr[0] == '\\' ? 2 : 1;
    }
    return i < text.len ? i : text.len;
}

/* The same, with what a pattern says of itself as parts: options, names of groups and properties.
 */
static size_t syntax_length(avn_str text)
{
    size_t i = 2;
    if (avn_str_starts(text, AVN_STR("(?"))) {
        bool named = text.len > 3 && text.ptr[2] == '<' && !strchr("=!", text.ptr[3]);
        if (named)
            return avn_str_find(text, AVN_STR(">"));
        while (i < text.len && strchr("imsx-", text.ptr[i]))
            i++;
        return i;
    }
    bool braced =
        text.len > 2 && text.ptr[0] == '\\' && strchr("pPxkg", text.ptr[1]) && text.ptr[2] == '{';
    return braced ? avn_str_find(text, AVN_STR("}")) : part_length(text);
}

/* The set for the letter that TEXT begins with, where accents do not matter; NULL: it has none. */
static const char *letter_set(avn_str text, size_t *length)
{
    uint8_t first = (uint8_t)text.ptr[0];
    bool accented = first == 0xC3 && text.len > 1;
    if (first >= 0x80 && !accented)
        return NULL;
    *length = accented ? 2 : 1;
    switch (avn_sieve_fold((uint8_t)text.ptr[accented])) {
    case 'a':
        return "[aá]";
    case 'e':
        return "[eé]";
    case 'i':
        return "[ií]";
    case 'o':
        return "[oó]";
    case 'u':
        return "[uúü]";
    case 'n':
        return accented ? "[nñ]" : NULL;
    default:
        return NULL;
    }
}

/* Texts differ in their blanks, and in capitals and accents. A blank stands for any run of blanks
 * and tabs; in a set, after a backslash and before a quantifier it stays what it is. Behind (?i) a
 * letter stands for itself with and without its accent. */
static avn_str loosen(avn_compiler *compiler, avn_str source)
{
    avn_buf text;
    avn_buf_init(&text, compiler->arena->allocator);
    avn_buf_reserve(&text, 4 * source.len); /* most letters become sets */
    bool any_accent = false;
    size_t copied = 0;
    for (size_t at = 0, length; at < source.len; at += length) {
        avn_str rest = avn_str_from(source, at);
        any_accent = any_accent || avn_str_starts(rest, AVN_STR("(?i)"));
        length = any_accent ? syntax_length(rest) : part_length(rest);
        char next = rest.len > 1 ? rest.ptr[1] : '\0';
        const char *instead = any_accent && length == 1 ? letter_set(rest, &length) : NULL;
        if (rest.ptr[0] == ' ' && !(next && strchr("+*?{", next)))
            instead = "[ \\t]+";
        if (!instead)
            continue;
        avn_buf_str(&text, avn_str_head(avn_str_from(source, copied), at - copied));
        avn_buf_str(&text, avn_str_of(instead));
        copied = at + length;
    }
    avn_buf_str(&text, avn_str_from(source, copied));
    avn_str loose = avn_arena_str(compiler->arena, avn_buf_view(&text));
    compiler->arena->failed = compiler->arena->failed || text.failed;
    avn_buf_free(&text);
    return loose;
}

typedef avn_pattern *pattern_maker(avn_patterns *patterns, avn_arena *arena, avn_str source,
                                   avn_pattern_use use, avn_pattern_error *error);

static avn_pattern *make_pattern(avn_compiler *compiler, const avn_statement *s, avn_str source,
                                 avn_pattern_use use, pattern_maker *make)
{
    unsigned before = compiler->errors;
    avn_str expanded = avn_expand(compiler, s, source);
    if (compiler->errors > before)
        return NULL;
    avn_patterns *patterns = compiler->grammar->patterns;
    avn_pattern_error error;
    avn_pattern *pattern = make(patterns, compiler->arena, loosen(compiler, expanded), use, &error);
    if (pattern || compiler->arena->failed)
        return pattern;
    /* As written, for the place of the error; in what a filled-in name brought there is none. */
    avn_pattern_error bare;
    if (!avn_pattern_compile(patterns, compiler->arena, expanded, AVN_SEARCH, &bare))
        error = bare;
    if (avn_str_eq(expanded, source))
        source = avn_str_from(source, error.offset);
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, source), AVN_MSG_G_BAD_PATTERN,
                      avn_pattern_reason(&error, compiler->sink->language == AVANCE_ENGLISH));
    return NULL;
}

avn_pattern *avn_compile_pattern(avn_compiler *compiler, const avn_statement *s, avn_str source,
                                 avn_pattern_use use)
{
    return make_pattern(compiler, s, source, use, avn_pattern_compile);
}

avn_pattern *avn_compile_pattern_later(avn_compiler *compiler, const avn_statement *s,
                                       avn_str source, avn_pattern_use use)
{
    return make_pattern(compiler, s, source, use, avn_pattern_later);
}

static int columns_called(const avn_grammar *grammar, avn_str name)
{
    for (size_t i = 0; i < grammar->columns.count; i++)
        if (avn_str_eq(grammar->columns.items[i].name, name))
            return (int)i;
    return AVN_NONE;
}

size_t avn_captures_of(avn_compiler *compiler, const avn_pattern *pattern,
                       avn_capture_rule **captures)
{
    *captures = AVN_NEW_ARRAY(compiler->arena, avn_capture_rule, pattern->group_count + 1);
    if (!*captures)
        return 0;
    for (size_t i = 0; i < pattern->group_count; i++) {
        avn_str name = avn_str_of(pattern->groups[i].name);
        (*captures)[i] = (avn_capture_rule){ name, pattern->groups[i].number,
                                             columns_called(compiler->grammar, name) };
    }
    return pattern->group_count;
}

int avn_grammar_line(const avn_grammar *grammar, avn_str name)
{
    for (size_t i = 0; i < grammar->lines.count; i++)
        if (avn_str_eq(grammar->lines.items[i].name, name))
            return (int)i;
    return AVN_NONE;
}

int avn_grammar_block(const avn_grammar *grammar, avn_str name)
{
    for (size_t i = 0; i < grammar->blocks.count; i++)
        if (avn_str_eq(grammar->blocks.items[i].name, name))
            return (int)i;
    return AVN_NONE;
}

int avn_resolve_line(avn_compiler *compiler, const avn_statement *s, avn_str name)
{
    avn_grammar *grammar = compiler->grammar;
    int found = avn_grammar_line(grammar, name);
    if (found != AVN_NONE)
        return found;
    avn_str *names = AVN_NEW_ARRAY(compiler->arena, avn_str, grammar->lines.count + 1);
    for (size_t i = 0; names && i < grammar->lines.count; i++)
        names[i] = grammar->lines.items[i].name;
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, name), AVN_MSG_G_UNKNOWN_NAME, "line",
                      avn_c_string(compiler, name),
                      names ? avn_suggest(compiler, name, names, grammar->lines.count) : "");
    return AVN_NONE;
}

unsigned avn_read_number(avn_compiler *compiler, const avn_statement *s, avn_str word)
{
    unsigned value = 0;
    const char *wanted = avn_say(compiler->sink->language, "un número entero", "a whole number");
    if (word.len == 0) {
        AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, word), AVN_MSG_G_MISSING_ARGUMENT,
                          avn_c_string(compiler, s->keyword), wanted);
        return 0;
    }
    bool good = word.len < 7;
    for (size_t i = 0; good && i < word.len; i++) {
        good = avn_is_digit(word.ptr[i]);
        value = value * 10 + (unsigned)(word.ptr[i] - '0');
    }
    if (good)
        return value;
    AVN_GRAMMAR_ERROR(
        compiler, s, avn_column_of(s, word), AVN_MSG_G_BAD_VALUE, avn_c_string(compiler, word),
        avn_arena_printf(compiler->arena,
                         avn_say(compiler->sink->language, "se espera %s", "expected: %s"), wanted)
            .ptr);
    return 0;
}

avn_type avn_grammar_type(const avn_grammar *grammar, avn_str field, const avn_type_rule **rule)
{
    if (rule)
        *rule = NULL;
    for (size_t i = 0; i < grammar->types.count; i++) {
        if (avn_str_eq(grammar->types.items[i].name, field)) {
            if (rule)
                *rule = &grammar->types.items[i];
            return grammar->types.items[i].type;
        }
    }
    const avn_vocabulary *known = avn_vocabulary_find(field);
    return known ? known->type : AVN_TEXT;
}

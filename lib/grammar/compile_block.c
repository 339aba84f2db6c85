/* `document`, `level`, `record` and `example`: what lines build. */
#include "grammar/compiler.h"

static avn_block_rule *add_block(avn_compiler *compiler, const avn_statement *s, avn_str name)
{
    avn_grammar *grammar = compiler->grammar;
    int known = avn_grammar_block(grammar, name);
    if (known != AVN_NONE) {
        avn_tell_repeated(compiler, s, name, grammar->blocks.items[known].line);
        return NULL;
    }
    avn_block_rule *block = AVN_PUSH(compiler->arena, grammar->blocks);
    if (block) {
        block->name = avn_arena_str(compiler->arena, name);
        block->line = s->line;
    }
    return block;
}

void avn_handle_block_name(avn_compiler *compiler, const avn_statement *s)
{
    avn_grammar *grammar = compiler->grammar;
    if (avn_str_is(s->keyword, "document")) {
        grammar->blocks.items[0].line = s->line;
        return;
    }
    avn_str rest = s->rest;
    avn_str name = avn_str_word(&rest);
    if (!avn_check_name(compiler, s, name, false))
        return;
    avn_block_rule *block = add_block(compiler, s, name);
    if (block)
        block->kind = avn_str_is(s->keyword, "level") ? AVN_BLOCK_LEVEL : AVN_BLOCK_RECORD;
}

static int resolve_block(avn_compiler *compiler, const avn_statement *s, avn_str name)
{
    avn_grammar *grammar = compiler->grammar;
    int found = avn_grammar_block(grammar, name);
    if (found != AVN_NONE)
        return found;
    avn_str *names = AVN_NEW_ARRAY(compiler->arena, avn_str, grammar->blocks.count);
    for (size_t i = 0; names && i < grammar->blocks.count; i++)
        names[i] = grammar->blocks.items[i].name;
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, name), AVN_MSG_G_UNKNOWN_NAME, "level",
                      avn_c_string(compiler, name),
                      names ? avn_suggest(compiler, name, names, grammar->blocks.count) : "");
    return AVN_NONE;
}

/* ---- the heading line ------------------------------------------------------ */

typedef enum heading_part { PART_LINES, PART_PARENTS, PART_KEYS } heading_part;

static void add_index(avn_compiler *compiler, int **items, size_t *count, int index)
{
    int *more = AVN_NEW_ARRAY(compiler->arena, int, *count + 1);
    if (!more || index == AVN_NONE)
        return;
    if (*count)
        memcpy(more, *items, *count * sizeof **items);
    more[(*count)++] = index;
    *items = more;
}

static void read_heading(avn_compiler *compiler, const avn_statement *s, avn_block_rule *block)
{
    avn_str rest = s->rest;
    heading_part part = PART_LINES;
    bool has_lines = false;
    avn_str_word(&rest); /* the name */
    for (avn_str word = avn_str_word(&rest); word.len; word = avn_str_word(&rest)) {
        if (avn_str_is(word, "in")) {
            part = PART_PARENTS;
        } else if (avn_str_is(word, "key")) {
            part = PART_KEYS;
        } else if (avn_str_is(word, "stays")) {
            block->stays = true;
        } else if (part == PART_LINES) {
            has_lines = true;
            add_index(compiler, &block->opens, &block->open_count,
                      avn_resolve_line(compiler, s, word));
        } else if (part == PART_PARENTS) {
            add_index(compiler, &block->parents, &block->parent_count,
                      resolve_block(compiler, s, word));
        } else if (avn_check_name(compiler, s, word, false)) {
            avn_str *key = AVN_PUSH(compiler->arena, block->keys);
            if (key)
                *key = avn_arena_str(compiler->arena, word);
        }
    }
    if (!has_lines)
        AVN_GRAMMAR_ERROR(
            compiler, s, avn_column_of(s, avn_str_from(s->rest, s->rest.len)),
            AVN_MSG_G_MISSING_ARGUMENT, avn_c_string(compiler, s->keyword),
            avn_say(compiler->sink->language, "la línea que lo abre", "the line that opens it"));
}

/* ---- clauses ---------------------------------------------------------------- */

static void clause_lines(avn_compiler *compiler, const avn_statement *sub, avn_str rest,
                         avn_clause *clause)
{
    if (avn_str_trim(rest).len == 0)
        AVN_GRAMMAR_ERROR(
            compiler, sub, avn_column_of(sub, rest), AVN_MSG_G_MISSING_ARGUMENT,
            avn_c_string(compiler, sub->keyword),
            avn_say(compiler->sink->language, "el nombre de una línea", "the name of a line"));
    for (avn_str word = avn_str_word(&rest); word.len; word = avn_str_word(&rest))
        add_index(compiler, &clause->lines, &clause->line_count,
                  avn_resolve_line(compiler, sub, word));
}

/* What a label that ends in a colon matches. The colon may be printed as a point and a dash. It may
 * be missing where the label stands alone, and, as `bare__`, before a value that only its type
 * tells from other words. */
static avn_str label_source(avn_compiler *compiler, avn_str label)
{
    avn_str fold = AVN_STR("(?i)");
    if (!avn_str_ends(label, AVN_STR(":")))
        return label;
    avn_str stem = avn_str_head(label, label.len - 1);
    bool folds = avn_str_starts(stem, fold);
    if (folds)
        stem = avn_str_from(stem, fold.len);
    return avn_arena_printf(compiler->arena,
                            "%s(?:%.*s)\\s*(?::|\\.\\s*[-–—])\\s*(?<value__>.*)|(?:%.*s)|"
                            "(?:%.*s)\\s+(?=(?-i:[\\p{Lu}\\d$¿]))(?<bare__>[^:]+)",
                            folds ? "(?i)" : "", AVN_FMT(stem), AVN_FMT(stem), AVN_FMT(stem));
}

static int add_label(avn_compiler *compiler, const avn_statement *sub, avn_str label, avn_str name)
{
    avn_grammar *grammar = compiler->grammar;
    avn_line_rule *rule =
        avn_room_for_line(compiler, sub, label) ? AVN_PUSH(compiler->arena, grammar->lines) : NULL;
    if (!rule)
        return AVN_NONE;
    *rule = (avn_line_rule){ .name = name,
                             .line = sub->line,
                             .before = AVN_NONE,
                             .label = true,
                             .labelled = avn_arena_str(compiler->arena, label) };
    avn_finish_line(compiler, sub, (int)grammar->lines.count - 1, label_source(compiler, label));
    return (int)grammar->lines.count - 1;
}

/* A label is a line rule of its own, tried after the `line`s; blocks with the same label share it.
 * One that ends in a colon may be followed by its value; any other must be the whole line. */
static void clause_label(avn_compiler *compiler, const avn_statement *sub, avn_str label,
                         avn_clause *clause)
{
    avn_grammar *grammar = compiler->grammar;
    label = avn_str_trim(label);
    /* As written first, so that an error is shown where it was written. */
    if (label.len == 0 || !avn_compile_pattern_later(compiler, sub, label, AVN_WHOLE_LINE))
        return;
    int index = AVN_NONE;
    for (size_t i = 0; i < grammar->lines.count; i++)
        if (grammar->lines.items[i].label && avn_str_eq(grammar->lines.items[i].labelled, label))
            index = (int)i;
    if (index == AVN_NONE)
        index = add_label(compiler, sub, label, clause->name);
    add_index(compiler, &clause->lines, &clause->line_count, index);
}

static void lead_width(avn_compiler *compiler, const avn_statement *sub, avn_str word,
                       avn_clause *clause)
{
    size_t dots = avn_str_find(word, AVN_STR(".."));
    clause->least_width = avn_read_number(compiler, sub, avn_str_head(word, dots));
    clause->most_width = dots == word.len
                             ? clause->least_width
                             : avn_read_number(compiler, sub, avn_str_from(word, dots + 2));
}

static int words_called(avn_compiler *compiler, const avn_statement *sub, avn_str name)
{
    avn_grammar *grammar = compiler->grammar;
    for (size_t i = 0; i < grammar->words.count; i++)
        if (avn_str_eq(grammar->words.items[i].name, name))
            return (int)i;
    AVN_GRAMMAR_ERROR(compiler, sub, avn_column_of(sub, name), AVN_MSG_G_UNKNOWN_NAME, "words",
                      avn_c_string(compiler, name), "");
    return AVN_NONE;
}

static void clause_lead(avn_compiler *compiler, const avn_statement *sub, avn_str rest,
                        avn_clause *clause)
{
    static const char *const joins[] = { "space", "cut", "lines" };
    for (avn_str word = avn_str_word(&rest); word.len; word = avn_str_word(&rest)) {
        if (avn_str_is(word, "join")) {
            avn_str how = avn_str_word(&rest);
            size_t i = 0;
            while (i < 3 && !avn_str_is(how, joins[i]))
                i++;
            if (i == 3)
                AVN_GRAMMAR_ERROR(compiler, sub, avn_column_of(sub, how), AVN_MSG_G_BAD_VALUE,
                                  avn_c_string(compiler, how), "space, cut, lines");
            else
                clause->join = (avn_join)i;
        } else if (avn_str_is(word, "wrap")) {
            lead_width(compiler, sub, avn_str_word(&rest), clause);
        } else if (avn_str_is(word, "learn")) {
            clause->learn = true;
        } else if (avn_str_is(word, "words")) {
            clause->words = words_called(compiler, sub, avn_str_word(&rest));
        } else if (avn_str_is(word, "links")) {
            clause->links = words_called(compiler, sub, avn_str_word(&rest));
        } else {
            AVN_GRAMMAR_ERROR(compiler, sub, avn_column_of(sub, word), AVN_MSG_G_BAD_VALUE,
                              avn_c_string(compiler, word), "join, wrap, learn, words, links");
        }
    }
}

static void clause_pattern(avn_compiler *compiler, const avn_statement *sub, avn_str rest,
                           avn_clause *clause)
{
    clause->pattern = avn_compile_pattern(compiler, sub, avn_str_trim(rest), AVN_SEARCH);
    if (clause->pattern)
        clause->capture_count = avn_captures_of(compiler, clause->pattern, &clause->captures);
}

static void clause_needs(avn_compiler *compiler, const avn_statement *sub, avn_str rest,
                         avn_clause *clause)
{
    add_index(compiler, &clause->lines, &clause->line_count,
              avn_resolve_line(compiler, sub, avn_str_word(&rest)));
    if (avn_str_is(avn_str_word(&rest), "within"))
        clause->within = avn_read_number(compiler, sub, avn_str_word(&rest));
}

typedef struct clause_word {
    const char *keyword;
    avn_clause_kind kind;
    bool named; /* a name comes before the rest */
    void (*read)(avn_compiler *, const avn_statement *, avn_str, avn_clause *);
} clause_word;

static const clause_word clause_words[] = {
    { "set", AVN_CLAUSE_SET, false, clause_lines },
    { "field", AVN_CLAUSE_FIELD, true, clause_label },
    { "list", AVN_CLAUSE_LIST, true, clause_label },
    { "text", AVN_CLAUSE_TEXTS, true, NULL },
    { "split", AVN_CLAUSE_SPLIT, true, clause_pattern },
    { "take", AVN_CLAUSE_TAKE, false, clause_pattern },
    { "row", AVN_CLAUSE_ROW, true, clause_lines },
    { "lead", AVN_CLAUSE_LEAD, true, clause_lead },
    { "drop", AVN_CLAUSE_DROP, false, clause_lines },
    { "needs", AVN_CLAUSE_NEEDS, false, clause_needs },
};

static void read_clause(avn_compiler *compiler, const avn_statement *sub, avn_block_rule *block)
{
    for (size_t i = 0; i < sizeof clause_words / sizeof clause_words[0]; i++) {
        const clause_word *word = &clause_words[i];
        if (!avn_str_is(sub->keyword, word->keyword))
            continue;
        avn_clause *clause = AVN_PUSH(compiler->arena, block->clauses);
        if (!clause)
            return;
        avn_str rest = sub->rest;
        *clause = (avn_clause){
            .kind = word->kind, .words = AVN_NONE, .links = AVN_NONE, .line = sub->line
        };
        if (word->named) {
            avn_str name = avn_str_word(&rest);
            if (!avn_check_name(compiler, sub, name, false))
                return;
            clause->name = avn_arena_str(compiler->arena, name);
        }
        if (word->read)
            word->read(compiler, sub, rest, clause);
        return;
    }
}

/* The block that S defines; NULL where its name was refused. `document` may be said in a file that
 * is used as well. */
static avn_block_rule *block_of(avn_grammar *grammar, const avn_statement *s)
{
    avn_str rest = s->rest;
    if (avn_str_is(s->keyword, "document"))
        return &grammar->blocks.items[0];
    int index = avn_grammar_block(grammar, avn_str_word(&rest));
    avn_block_rule *block = index == AVN_NONE ? NULL : &grammar->blocks.items[index];
    return block && block->line == s->line ? block : NULL;
}

void avn_handle_block(avn_compiler *compiler, const avn_statement *s)
{
    avn_block_rule *block = block_of(compiler->grammar, s);
    if (!block)
        return;
    if (block->kind != AVN_BLOCK_DOCUMENT)
        read_heading(compiler, s, block);
    for (const avn_statement *sub = s->subs; sub; sub = sub->next) {
        if (avn_str_is(sub->keyword, "table")) {
            if (avn_check_name(compiler, sub, sub->rest, false))
                block->table = avn_arena_str(compiler->arena, sub->rest);
        } else {
            read_clause(compiler, sub, block);
        }
    }
}

void avn_handle_example(avn_compiler *compiler, const avn_statement *s)
{
    avn_example *example = AVN_PUSH(compiler->arena, compiler->grammar->examples);
    if (!example)
        return;
    avn_str title = s->rest;
    if (title.len >= 2 && title.ptr[0] == '"' && title.ptr[title.len - 1] == '"')
        title = (avn_str){ title.ptr + 1, title.len - 2 };
    example->title = avn_arena_str(compiler->arena, title);
    example->file = s->file;
    for (const avn_statement *sub = s->subs; sub; sub = sub->next) {
        if (avn_str_is(sub->keyword, "|")) {
            avn_result *line = AVN_PUSH(compiler->arena, example->sample);
            if (line)
                *line = (avn_result){ avn_arena_str(compiler->arena, sub->verbatim), sub->line,
                                      sub->column + 2 };
        } else {
            avn_result *result = AVN_PUSH(compiler->arena, example->results);
            if (result)
                *result = (avn_result){ avn_arena_str(compiler->arena, sub->rest), sub->line,
                                        sub->rest_column };
        }
    }
    if (example->sample.count == 0 || example->results.count == 0)
        AVN_GRAMMAR_ERROR(compiler, s, s->column, AVN_MSG_G_MISSING_ARGUMENT, "example",
                          avn_say(compiler->sink->language,
                                  "líneas | con un texto y líneas = con lo que debe salir de él",
                                  "| lines with a text and = lines with what it must give"));
}

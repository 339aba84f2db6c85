/* `columns`, `line` and `furniture`: what single lines look like. */
#include "base/buf.h"
#include "grammar/compiler.h"

/* ---- columns -------------------------------------------------------------- */

static avn_str less_percent(avn_str periodo)
{
    return avn_str_head(periodo, periodo.len - avn_str_ends(periodo, AVN_STR("%")));
}

/* Columns under construction: those of one statement. */
typedef struct columns_draft {
    avn_compiler *compiler;
    const avn_statement *s;
    avn_columns_rule *rule;
    avn_str momento;
} columns_draft;

/* WORD is where it was written. */
static void add_column(columns_draft *draft, avn_str periodo, avn_str word)
{
    avn_arena *arena = draft->compiler->arena;
    avn_column_rule made = { avn_arena_str(arena, draft->momento),
                             avn_arena_str(arena, less_percent(periodo)),
                             avn_str_ends(periodo, AVN_STR("%")) };
    for (size_t i = 0; i < draft->rule->columns.count; i++) {
        const avn_column_rule *other = &draft->rule->columns.items[i];
        if (avn_str_eq(other->momento, made.momento) && avn_str_eq(other->periodo, made.periodo) &&
            other->percent == made.percent) {
            avn_tell_repeated(draft->compiler, draft->s, word, draft->rule->line);
            return;
        }
    }
    avn_column_rule *column = AVN_PUSH(arena, draft->rule->columns);
    if (column)
        *column = made;
}

/* The number at the end of WORD from byte FROM on; false when there are no digits, or too many. */
static bool read_digits(avn_str word, size_t from, unsigned *number)
{
    *number = 0;
    for (size_t i = from; i < word.len; i++) {
        if (!avn_is_digit(word.ptr[i]))
            return false;
        *number = *number * 10 + (unsigned)(word.ptr[i] - '0');
    }
    return from < word.len && word.len - from < 5;
}

/* "t1..t4" and "m01..m12": a common head and digits of one length. False when WORD is no range. */
static bool add_range(columns_draft *draft, avn_str word)
{
    size_t dots = avn_str_find(word, AVN_STR(".."));
    avn_str from = avn_str_head(word, dots), to = avn_str_from(word, dots + 2);
    size_t head = from.len;
    while (head > 0 && avn_is_digit(from.ptr[head - 1]))
        head--;
    unsigned first, last;
    if (dots == word.len || !avn_str_starts(to, avn_str_head(from, head)) || to.len < from.len ||
        !read_digits(from, head, &first) || !read_digits(to, head, &last) || last < first ||
        last - first > 99)
        return false;
    for (unsigned i = first; i <= last; i++)
        add_column(draft,
                   avn_arena_printf(draft->compiler->arena, "%.*s%0*u", (int)head, from.ptr,
                                    (int)(from.len - head), i),
                   word);
    return true;
}

static avn_columns_rule *columns_named(avn_compiler *compiler, const avn_statement *s, avn_str name)
{
    avn_grammar *grammar = compiler->grammar;
    for (size_t i = 0; i < grammar->columns.count; i++)
        if (avn_str_eq(grammar->columns.items[i].name, name))
            return &grammar->columns.items[i];
    avn_columns_rule *rule = AVN_PUSH(compiler->arena, grammar->columns);
    if (rule) {
        rule->name = avn_arena_str(compiler->arena, name);
        rule->line = s->line;
    }
    return rule;
}

/* Reads "momento(periodo ...) ..."; what is wrong is told. */
static void read_columns(columns_draft *draft, avn_str rest)
{
    avn_compiler *compiler = draft->compiler;
    const char *form = avn_say(compiler->sink->language, "se espera momento(periodo periodo …)",
                               "momento(periodo periodo …) is expected");
    if (avn_str_trim(rest).len == 0)
        AVN_GRAMMAR_ERROR(compiler, draft->s, avn_column_of(draft->s, rest),
                          AVN_MSG_G_MISSING_ARGUMENT, "columns", "momento(periodo periodo …)");
    while ((rest = avn_str_trim(rest)).len > 0) {
        size_t open = avn_str_find(rest, AVN_STR("(")), close = avn_str_find(rest, AVN_STR(")"));
        if (open == 0 || close == rest.len || close < open) {
            AVN_GRAMMAR_ERROR(compiler, draft->s, avn_column_of(draft->s, rest),
                              AVN_MSG_G_BAD_VALUE, avn_c_string(compiler, rest), form);
            return;
        }
        draft->momento = avn_str_trim(avn_str_head(rest, open));
        if (!avn_check_name(compiler, draft->s, draft->momento, false))
            return;
        avn_str inside = { rest.ptr + open + 1, close - open - 1 };
        for (avn_str word = avn_str_word(&inside); word.len; word = avn_str_word(&inside))
            if (!add_range(draft, word) &&
                avn_check_name(compiler, draft->s, less_percent(word), false))
                add_column(draft, word, word);
        rest = avn_str_from(rest, close + 1);
    }
}

static void read_least(avn_compiler *compiler, const avn_statement *sub, avn_columns_rule *rule)
{
    unsigned errors = compiler->errors, count = (unsigned)rule->columns.count;
    rule->least = avn_read_number(compiler, sub, sub->rest);
    if (errors == compiler->errors && (rule->least == 0 || rule->least > count))
        AVN_GRAMMAR_ERROR(compiler, sub, sub->rest_column, AVN_MSG_G_BAD_VALUE,
                          avn_c_string(compiler, sub->rest),
                          avn_arena_printf(compiler->arena,
                                           avn_say(compiler->sink->language, "las columnas son %u",
                                                   "there are %u columns"),
                                           count)
                              .ptr);
}

void avn_handle_columns(avn_compiler *compiler, const avn_statement *s)
{
    avn_str rest = s->rest;
    avn_str name = avn_str_word(&rest);
    avn_columns_rule *rule =
        avn_check_name(compiler, s, name, false) ? columns_named(compiler, s, name) : NULL;
    if (!rule)
        return;
    bool all = rule->least == rule->columns.count; /* none may be blank */
    columns_draft draft = { .compiler = compiler, .s = s, .rule = rule };
    read_columns(&draft, rest);
    if (all)
        rule->least = (unsigned)rule->columns.count;
    for (const avn_statement *sub = s->subs; sub; sub = sub->next) {
        if (avn_str_is(sub->keyword, "least"))
            read_least(compiler, sub, rule);
        else if (avn_str_is(sub->keyword, "extra") &&
                 avn_check_name(compiler, sub, sub->rest, false))
            rule->extra = avn_arena_str(compiler->arena, sub->rest);
    }
}

/* ---- line ----------------------------------------------------------------- */

bool avn_room_for_line(avn_compiler *compiler, const avn_statement *s, avn_str at)
{
    if (compiler->grammar->lines.count < AVN_MAX_LINE_RULES)
        return true;
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, at), AVN_MSG_G_BAD_VALUE,
                      avn_c_string(compiler, at),
                      avn_say(compiler->sink->language, "hay lugar para 64 líneas, con los rótulos",
                              "there is room for 64 lines, labels included"));
    return false;
}

/* The bare name, so that blocks and `before` may use lines that are defined further down. */
void avn_handle_line_name(avn_compiler *compiler, const avn_statement *s)
{
    avn_grammar *grammar = compiler->grammar;
    avn_str rest = s->rest;
    avn_str name = avn_str_word(&rest);
    if (!avn_check_name(compiler, s, name, true))
        return;
    int known = avn_grammar_line(grammar, name);
    if (known != AVN_NONE) {
        avn_tell_repeated(compiler, s, name, grammar->lines.items[known].line);
        return;
    }
    if (!avn_room_for_line(compiler, s, name))
        return;
    avn_line_rule *rule = AVN_PUSH(compiler->arena, grammar->lines);
    if (rule)
        *rule = (avn_line_rule){ .name = avn_arena_str(compiler->arena, name),
                                 .line = s->line,
                                 .before = AVN_NONE,
                                 .row = AVN_NONE };
}

/* Lines of nothing but figures, each of which matches FIGURE. */
static avn_pattern *compile_more(avn_compiler *compiler, const avn_statement *s, avn_str figure)
{
    avn_str source = avn_arena_printf(compiler->arena, "(?:%.*s)(?: +(?:%.*s))*", AVN_FMT(figure),
                                      AVN_FMT(figure));
    return avn_compile_pattern(compiler, s, source, AVN_WHOLE_LINE);
}

unsigned avn_line_attribute(avn_str word)
{
    static const struct {
        const char *name;
        unsigned words;
    } attributes[] = { { "alone", 1 },  { "wraps", 1 }, { "numbered", 1 }, { "full", 1 },
                       { "beside", 1 }, { "more", 2 },  { "join", 2 },     { "before", 2 } };
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (avn_str_is(word, attributes[i].name))
            return attributes[i].words;
    return 0;
}

/* Takes one attribute off REST; false when the pattern begins there. */
static bool take_attribute(avn_compiler *compiler, const avn_statement *s, avn_line_rule *rule,
                           avn_str *rest)
{
    avn_str after = *rest;
    avn_str word = avn_str_word(&after);
    if (avn_str_is(word, "alone"))
        rule->alone = true;
    else if (avn_str_is(word, "wraps"))
        rule->wraps = true;
    else if (avn_str_is(word, "numbered"))
        rule->numbered = true;
    else if (avn_str_is(word, "full"))
        rule->full = true;
    else if (avn_str_is(word, "beside"))
        rule->beside = true;
    else if (avn_str_is(word, "more"))
        rule->more = compile_more(compiler, s, avn_str_word(&after));
    else if (avn_str_is(word, "join"))
        rule->join = avn_read_number(compiler, s, avn_str_word(&after));
    else if (avn_str_is(word, "before"))
        rule->before = avn_resolve_line(compiler, s, avn_str_word(&after));
    else
        return false;
    *rest = after;
    return true;
}

/* Text printed beside the rule's own words: captured, so that it can be put in its place. */
static void compile_line_patterns(avn_compiler *compiler, const avn_statement *s,
                                  avn_line_rule *rule, avn_str source)
{
    /* As written first, so that an error is shown where it was written. */
    rule->own = rule->pattern = avn_compile_pattern(compiler, s, source, AVN_WHOLE_LINE);
    if (rule->pattern && rule->beside)
        rule->pattern = avn_compile_pattern(
            compiler, s,
            avn_arena_printf(compiler->arena,
                             "(?:(?<beside__>[^ \\t]++(?:[ \\t]++[^ \\t]++)*?)[ \\t]++)?(?:%.*s)",
                             AVN_FMT(source)),
            AVN_WHOLE_LINE);
    if (rule->pattern && rule->join > 1)
        rule->joined = avn_pattern_joined(compiler->grammar->patterns, compiler->arena, rule->own);
}

static void read_captures(avn_compiler *compiler, avn_line_rule *rule)
{
    rule->capture_count = avn_captures_of(compiler, rule->pattern, &rule->captures);
    size_t kept = 0;
    for (size_t i = 0; i < rule->capture_count; i++) {
        avn_capture_rule capture = rule->captures[i];
        if (avn_str_is(capture.name, "beside__")) {
            rule->beside_group = capture.group;
            continue;
        }
        if (capture.columns != AVN_NONE)
            rule->row = (int)kept;
        rule->captures[kept++] = capture;
    }
    rule->capture_count = kept;
}

void avn_finish_line(avn_compiler *compiler, const avn_statement *s, int index, avn_str source)
{
    avn_line_rule *rule = &compiler->grammar->lines.items[index];
    rule->row = AVN_NONE;
    compile_line_patterns(compiler, s, rule, source);
    if (!rule->pattern)
        return;
    read_captures(compiler, rule);
    avn_heads_add(&compiler->grammar->heads, rule->own, (unsigned)index);
    if (rule->beside)
        compiler->grammar->beside |= (uint64_t)1 << index;
}

void avn_handle_line(avn_compiler *compiler, const avn_statement *s)
{
    avn_str rest = s->rest;
    int index = avn_grammar_line(compiler->grammar, avn_str_word(&rest));
    if (index == AVN_NONE || compiler->grammar->lines.items[index].line != s->line ||
        compiler->grammar->lines.items[index].pattern)
        return;
    avn_line_rule *rule = &compiler->grammar->lines.items[index];
    while (take_attribute(compiler, s, rule, &rest))
        continue;
    rest = avn_str_trim(rest);
    if (rest.len == 0) {
        AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, rest), AVN_MSG_G_MISSING_ARGUMENT, "line",
                          avn_say(compiler->sink->language, "el patrón", "the pattern"));
        return;
    }
    avn_finish_line(compiler, s, index, rest);
}

/* ---- furniture ------------------------------------------------------------ */

static void add_member(avn_compiler *compiler, const avn_statement *sub,
                       avn_furniture_rule *furniture, avn_pattern_use use)
{
    avn_pattern *pattern = avn_compile_pattern(compiler, sub, sub->rest, use);
    avn_pattern **slot =
        !pattern                             ? NULL
        : avn_str_is(sub->keyword, "strong") ? AVN_PUSH(compiler->arena, furniture->strong)
        : avn_str_is(sub->keyword, "weak")   ? AVN_PUSH(compiler->arena, furniture->weak)
        : avn_str_is(sub->keyword, "alone")  ? AVN_PUSH(compiler->arena, furniture->alone)
                                             : AVN_PUSH(compiler->arena, furniture->takes);
    if (slot)
        *slot = pattern;
}

static void add_furniture_words(avn_compiler *compiler, const avn_statement *sub,
                                avn_furniture_rule *furniture)
{
    avn_str rest = sub->rest;
    for (avn_str word = avn_str_word(&rest); word.len; word = avn_str_word(&rest)) {
        avn_str *slot = AVN_PUSH(compiler->arena, furniture->words);
        if (slot)
            *slot = avn_arena_str(compiler->arena, word);
    }
}

static void handle_furniture_sub(avn_compiler *compiler, const avn_statement *sub,
                                 avn_furniture_rule *furniture)
{
    avn_str rest = sub->rest;
    if (avn_str_is(sub->keyword, "from"))
        furniture->from = avn_compile_pattern(compiler, sub, rest, AVN_WHOLE_LINE);
    else if (avn_str_is(sub->keyword, "until"))
        furniture->until = avn_compile_pattern(compiler, sub, rest, AVN_WHOLE_LINE);
    else if (avn_str_is(sub->keyword, "within"))
        furniture->within = avn_read_number(compiler, sub, rest);
    else if (avn_str_is(sub->keyword, "words"))
        add_furniture_words(compiler, sub, furniture);
    else if (avn_str_is(sub->keyword, "take"))
        add_member(compiler, sub, furniture, AVN_SEARCH);
    else if (avn_str_is(sub->keyword, "unknown")) {
        furniture->unknown = avn_read_number(compiler, sub, avn_str_word(&rest));
        avn_str_word(&rest); /* "of" */
        furniture->unknown_width = avn_read_number(compiler, sub, avn_str_word(&rest));
    } else {
        add_member(compiler, sub, furniture, AVN_WHOLE_LINE);
    }
}

static void add_heads(avn_furniture_rule *furniture, avn_pattern *const *patterns, size_t count,
                      unsigned *bit)
{
    for (size_t i = 0; i < count; i++) {
        avn_heads_add(furniture->heads, patterns[i], *bit);
        *bit += *bit + 1 < AVN_MOST_HEADS;
    }
}

/* What begins the lines of a run. */
static void read_heads(avn_compiler *compiler, avn_furniture_rule *furniture)
{
    unsigned bit = 0;
    furniture->heads = AVN_NEW(compiler->arena, avn_heads);
    if (!furniture->heads)
        return;
    add_heads(furniture, furniture->strong.items, furniture->strong.count, &bit);
    add_heads(furniture, furniture->alone.items, furniture->alone.count, &bit);
    add_heads(furniture, furniture->weak.items, furniture->weak.count, &bit);
}

void avn_handle_furniture(avn_compiler *compiler, const avn_statement *s)
{
    avn_furniture_rule *furniture = AVN_PUSH(compiler->arena, compiler->grammar->furniture);
    if (!furniture || !avn_check_name(compiler, s, s->rest, false))
        return;
    furniture->name = avn_arena_str(compiler->arena, s->rest);
    furniture->line = s->line;
    for (const avn_statement *sub = s->subs; sub; sub = sub->next)
        handle_furniture_sub(compiler, sub, furniture);
    if (!furniture->from && furniture->strong.count == 0)
        AVN_GRAMMAR_ERROR(compiler, s, s->column, AVN_MSG_G_MISSING_ARGUMENT, "furniture",
                          avn_say(compiler->sink->language, "una línea from, o líneas strong",
                                  "a from line, or strong lines"));
    if (!furniture->from)
        read_heads(compiler, furniture);
}

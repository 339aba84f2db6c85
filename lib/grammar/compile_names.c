/* The names that a check may use: those of fields, levels, series and figures. */
#include "grammar/compile_check.h"

static void add_name(avn_compiler *compiler, avn_str name)
{
    avn_str *slot = name.len ? AVN_PUSH(compiler->arena, compiler->names) : NULL;
    if (slot)
        *slot = name;
}

static void add_groups(avn_compiler *compiler, avn_pattern *const *patterns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t g = 0; g < patterns[i]->group_count; g++)
            add_name(compiler, avn_str_of(patterns[i]->groups[g].name));
}

static void add_captures(avn_compiler *compiler, const avn_capture_rule *captures, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (captures[i].columns == AVN_NONE)
            add_name(compiler, captures[i].name);
}

/* Every field, list and series of the grammar, some more than once. Checks come last: none is added
 * by then. */
static void gather_names(avn_compiler *compiler)
{
    const avn_grammar *grammar = compiler->grammar;
    if (compiler->names.count > 0)
        return;
    for (size_t i = 0; i < grammar->lines.count; i++)
        add_captures(compiler, grammar->lines.items[i].captures,
                     grammar->lines.items[i].capture_count);
    for (size_t i = 0; i < grammar->columns.count; i++)
        add_name(compiler, grammar->columns.items[i].extra);
    for (size_t i = 0; i < grammar->furniture.count; i++) {
        const avn_furniture_rule *rule = &grammar->furniture.items[i];
        add_groups(compiler, rule->strong.items, rule->strong.count);
        add_groups(compiler, rule->alone.items, rule->alone.count);
        add_groups(compiler, rule->takes.items, rule->takes.count);
    }
    for (size_t i = 0; i < grammar->blocks.count; i++) {
        const avn_block_rule *block = &grammar->blocks.items[i];
        for (size_t j = 0; j < block->clauses.count; j++) {
            const avn_clause *clause = &block->clauses.items[j];
            add_name(compiler, clause->name);
            add_captures(compiler, clause->captures, clause->capture_count);
        }
    }
}

static bool has_name(const avn_compiler *compiler, avn_str name)
{
    for (size_t i = 0; i < compiler->names.count; i++)
        if (avn_str_eq(compiler->names.items[i], name))
            return true;
    return false;
}

/* The columns of the series called NAME, or NULL. */
static const avn_columns_rule *columns_of_series(const avn_grammar *grammar, avn_str name)
{
    for (size_t i = 0; i < grammar->blocks.count; i++) {
        const avn_block_rule *block = &grammar->blocks.items[i];
        for (size_t j = 0; j < block->clauses.count; j++) {
            const avn_clause *clause = &block->clauses.items[j];
            if (clause->kind != AVN_CLAUSE_ROW || !avn_str_eq(clause->name, name))
                continue;
            for (size_t k = 0; k < clause->line_count; k++) {
                const avn_line_rule *line = &grammar->lines.items[clause->lines[k]];
                if (line->row != AVN_NONE)
                    return &grammar->columns.items[line->captures[line->row].columns];
            }
        }
    }
    return NULL;
}

/* Up to three parts between dots; the dots of a..b are none. */
static size_t split_name(avn_str name, avn_str parts[3])
{
    size_t count = 0;
    while (name.len > 0 && count < 3) {
        size_t end = 0;
        while (end < name.len && !(name.ptr[end] == '.' && count < 2))
            end++;
        parts[count++] = avn_str_head(name, end);
        name = avn_str_from(name, end + 1);
    }
    return count;
}

/* PART is PATTERN, or holds a {field} that stands for what is known only later. */
static bool fits(avn_str part, avn_str pattern)
{
    return avn_str_eq(part, pattern) || avn_str_find(part, AVN_STR("{")) < part.len;
}

static bool has_column(const avn_columns_rule *columns, avn_str momento, avn_str periodo)
{
    bool percent = avn_str_ends(periodo, AVN_STR("%"));
    periodo = avn_str_head(periodo, periodo.len - percent);
    for (size_t i = 0; i < columns->columns.count; i++) {
        const avn_column_rule *column = &columns->columns.items[i];
        if (fits(momento, column->momento) && fits(periodo, column->periodo) &&
            percent == column->percent)
            return true;
    }
    return false;
}

/* The {fields} inside NAME, which name values of the document or the record. */
static bool braces_known(const avn_compiler *compiler, avn_str name)
{
    for (size_t open = avn_str_find(name, AVN_STR("{")); open < name.len;
         open = avn_str_find(name, AVN_STR("{"))) {
        name = avn_str_from(name, open + 1);
        size_t close = avn_str_find(name, AVN_STR("}"));
        if (close == name.len || !has_name(compiler, avn_str_head(name, close)))
            return false;
        name = avn_str_from(name, close + 1);
    }
    return true;
}

static bool series_known(const avn_columns_rule *columns, avn_str kind, const avn_str *parts,
                         size_t count)
{
    if (count == 1)
        return avn_str_is(kind, "series") || avn_str_is(kind, "name");
    if (count == 2 || avn_str_is(kind, "series") || avn_str_is(kind, "field"))
        return false;
    avn_str from = parts[2], to = parts[2];
    size_t dots = avn_str_find(from, AVN_STR(".."));
    if ((dots < from.len) != avn_str_is(kind, "cells"))
        return false;
    if (dots < from.len) {
        to = avn_str_from(from, dots + 2);
        from = avn_str_head(from, dots);
    }
    return has_column(columns, parts[1], from) && has_column(columns, parts[1], to);
}

/* What people call a word of a check's shape. */
static const char *kind_in_words(const avn_compiler *compiler, avn_str kind)
{
    static const char *const words[][3] = {
        { "field", "campo", "field" },
        { "series", "renglón de cifras", "row of figures" },
        { "cell", "cifra", "figure" },
        { "cells", "tramo de cifras (a..b)", "run of figures (a..b)" },
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (avn_str_is(kind, words[i][0]))
            return avn_say(compiler->sink->language, words[i][1], words[i][2]);
    return avn_say(compiler->sink->language, "campo ni cifra", "field or figure");
}

bool avn_is_name_of_field(avn_compiler *compiler, avn_str name)
{
    gather_names(compiler);
    return has_name(compiler, name);
}

bool avn_check_name_known(avn_compiler *compiler, const avn_statement *s, avn_str name,
                          avn_str kind)
{
    gather_names(compiler);
    avn_str parts[3] = { { "", 0 } };
    size_t count = split_name(name, parts);
    const avn_columns_rule *columns = columns_of_series(compiler->grammar, parts[0]);
    bool level = avn_grammar_block(compiler->grammar, parts[0]) != AVN_NONE;
    bool plain = avn_str_is(kind, "field") || avn_str_is(kind, "name");
    bool good = braces_known(compiler, name);
    if (good && columns && !(level && count == 2))
        good = series_known(columns, kind, parts, count);
    else if (good)
        good = plain && ((count == 1 && has_name(compiler, name)) ||
                         (count == 2 && level && has_name(compiler, parts[1])));
    if (!good)
        AVN_GRAMMAR_ERROR(
            compiler, s, avn_column_of(s, name), AVN_MSG_G_UNKNOWN_NAME,
            kind_in_words(compiler, kind), avn_c_string(compiler, name),
            count == 1 ? avn_suggest(compiler, name, compiler->names.items, compiler->names.count)
                       : "");
    return good;
}

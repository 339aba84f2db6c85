/* `clean`, `break`, `cells` and `item`: how printed lines become the pieces that rules are tried
 * on. These patterns look inside lines. */
#include "grammar/compiler.h"

static void add_clean(avn_compiler *compiler, const avn_statement *s, avn_str source, avn_str into,
                      bool cuts)
{
    avn_pattern *pattern = avn_compile_pattern_later(compiler, s, avn_str_trim(source), AVN_SEARCH);
    avn_clean_rule *rule = pattern ? AVN_PUSH(compiler->arena, compiler->grammar->cleans) : NULL;
    if (rule)
        *rule = (avn_clean_rule){ pattern, avn_arena_str(compiler->arena, into), cuts, s->line };
}

void avn_handle_clean(avn_compiler *compiler, const avn_statement *s)
{
    static const avn_str arrow = { " -> ", 4 };
    size_t at = avn_str_find(s->rest, arrow);
    avn_str into = avn_str_trim(avn_str_from(s->rest, at + arrow.len));
    add_clean(compiler, s, avn_str_head(s->rest, at), into, false);
}

void avn_handle_break(avn_compiler *compiler, const avn_statement *s)
{
    add_clean(compiler, s, s->rest, AVN_STR(""), true);
}

void avn_handle_cells(avn_compiler *compiler, const avn_statement *s)
{
    avn_grammar *grammar = compiler->grammar;
    if (grammar->cells)
        avn_tell_repeated(compiler, s, s->keyword, grammar->cells_line);
    grammar->cells = avn_compile_pattern_later(compiler, s, s->rest, AVN_SEARCH);
    grammar->cells_line = s->line;
}

/* An item's mark stands at the start of its line. */
void avn_handle_item(avn_compiler *compiler, const avn_statement *s)
{
    avn_grammar *grammar = compiler->grammar;
    if (grammar->item)
        avn_tell_repeated(compiler, s, s->keyword, grammar->item_line);
    /* As written first, so that an error is shown where it was written. */
    if (!avn_compile_pattern_later(compiler, s, s->rest, AVN_SEARCH))
        return;
    avn_str source = avn_arena_printf(compiler->arena, "\\A(?:%.*s)", AVN_FMT(s->rest));
    grammar->item = avn_compile_pattern(compiler, s, source, AVN_SEARCH);
    grammar->item_line = s->line;
}

/* What a line needs that any of COUNT patterns may match. */
static avn_needs any_of(avn_arena *arena, const avn_needs *needs, size_t count)
{
    AVN_VEC(avn_str) texts = { 0 };
    for (size_t i = 0; i < count; i++) {
        if (needs[i].count == 0)
            return (avn_needs){ 0 };
        for (size_t t = 0; t < needs[i].count; t++) {
            avn_str *slot = AVN_PUSH(arena, texts);
            if (slot)
                *slot = needs[i].texts[t];
        }
    }
    return (avn_needs){ texts.items, texts.count };
}

void avn_finish_pieces(avn_compiler *compiler)
{
    avn_grammar *grammar = compiler->grammar;
    size_t cleans = grammar->cleans.count, count = cleans + (grammar->cells != NULL);
    avn_needs *needs = AVN_NEW_ARRAY(compiler->arena, avn_needs, count + 1);
    if (!needs || count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        needs[i] = i < cleans ? grammar->cleans.items[i].pattern->needs : grammar->cells->needs;
    grammar->cleaning = avn_sieve_new(compiler->arena, needs, count);
    grammar->cleaning_needs = any_of(compiler->arena, needs, count);
}

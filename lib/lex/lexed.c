#include "lex/lexed.h"

avn_str avn_lexed_line(const avn_lexed *lexed, uint32_t line)
{
    return avn_str_trim(avn_source_line(lexed->source, line));
}

bool avn_line_is_blank(const avn_lexed *lexed, uint32_t line)
{
    return avn_lexed_line(lexed, line).len == 0;
}

unsigned avn_page_of(const avn_lexed *lexed, uint32_t line)
{
    size_t low = 0, high = lexed->page_breaks;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lexed->pages[middle] <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return (unsigned)low + 1;
}

avn_str avn_token_capture(const avn_lexed *lexed, const avn_token *token, avn_str name)
{
    if (token->rule == AVN_FREE)
        return (avn_str){ NULL, 0 };
    const avn_line_rule *rule = &lexed->grammar->lines.items[token->rule];
    for (size_t i = 0; i < rule->capture_count; i++)
        if (avn_str_eq(rule->captures[i].name, name))
            return lexed->captures.items[token->capture + i];
    return (avn_str){ NULL, 0 };
}

bool avn_lex_match(avn_lexed *lexed, const avn_pattern *pattern, avn_str name, unsigned rule_line,
                   avn_str subject, uint32_t line)
{
    avn_match got = avn_pattern_match(lexed->matcher, pattern, subject, 0);
    if (got == AVN_MATCH_LIMIT && lexed->status == AVANCE_OK) {
        lexed->status = AVANCE_LIMIT;
        avn_place place = { lexed->source->name, 0, line + 1, 1 };
        avn_tell(lexed->sink, AVN_MSG_MATCH_LIMIT, place, avn_arena_str(lexed->arena, name).ptr,
                 avn_arena_printf(lexed->arena, "%s:%u", lexed->grammar->path, rule_line).ptr,
                 NULL);
    }
    return got == AVN_MATCHED;
}

avance_status avn_lex(avn_lexed *lexed, const avn_grammar *grammar, const avn_source *source,
                      avn_arena *arena, const avn_sink *sink, avn_matcher *matcher)
{
    *lexed = (avn_lexed){ .grammar = grammar,
                          .source = source,
                          .arena = arena,
                          .sink = sink,
                          .matcher = matcher };
    lexed->furniture = avn_arena_alloc(arena, source->line_count + 1);
    if (!lexed->furniture)
        return AVANCE_NO_MEMORY;
    avn_lex_blanks(lexed);
    avn_lex_furniture(lexed);
    avn_lex_lines(lexed);
    return arena->failed ? AVANCE_NO_MEMORY : lexed->status;
}

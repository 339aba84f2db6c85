#include "lex/lexed.h"

#include "text/lines.h"

unsigned avn_page_of(const avn_lexed *lexed, uint32_t line)
{
    return (unsigned)avn_count_up_to(lexed->pages, lexed->page_breaks, line) + lexed->first_page;
}

unsigned avn_line_number(const avn_lexed *lexed, uint32_t line)
{
    return (unsigned)lexed->source->first_line + line + 1;
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
        avn_place place = { lexed->source->name, 0, avn_line_number(lexed, line), 1 };
        avn_tell(lexed->sink, AVN_MSG_MATCH_LIMIT, place, avn_arena_str(lexed->kept, name).ptr,
                 avn_arena_printf(lexed->kept, "%s:%u", lexed->grammar->path, rule_line).ptr, NULL);
    }
    return got == AVN_MATCHED;
}

size_t avn_count_words(avn_str text)
{
    size_t count = 0;
    bool behind_blank = true;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = avn_is_blank(text.ptr[i]);
        count += behind_blank & !blank;
        behind_blank = blank;
    }
    return count;
}

/* The commonest number of figures in the rows of COLUMNS that are free of percentages, which
 * could be joined by one more: when quarters to come are blank, rows are shorter. */
static unsigned commonest_length(const avn_lexed *lexed, int columns)
{
    enum { LONGEST = 64 };
    size_t counts[LONGEST + 1] = { 0 };
    const avn_columns_rule *rule = &lexed->grammar->columns.items[columns];
    for (size_t i = 0; i < lexed->tokens.count; i++) {
        const avn_token *token = &lexed->tokens.items[i];
        const avn_line_rule *line =
            token->rule == AVN_FREE ? NULL : &lexed->grammar->lines.items[token->rule];
        if (!line || line->row == AVN_NONE || line->captures[line->row].columns != columns)
            continue;
        avn_str row = lexed->captures.items[token->capture + (size_t)line->row];
        size_t count = token->figures;
        if (count >= rule->least && count <= LONGEST && !memchr(row.ptr, '%', row.len))
            counts[count]++;
    }
    size_t full = rule->columns.count, best = full <= LONGEST ? full : LONGEST;
    for (size_t i = rule->least; i < full && i <= LONGEST; i++)
        if (counts[i] > counts[best])
            best = i;
    return (unsigned)best;
}

/* True when some row is shorter in this text than the grammar says. */
static bool learn_row_lengths(avn_lexed *lexed)
{
    bool shorter = false;
    for (size_t i = 0; i < lexed->grammar->columns.count; i++) {
        unsigned length = commonest_length(lexed, (int)i);
        shorter = shorter || length < lexed->row_length[i];
        lexed->row_length[i] = length;
    }
    return shorter;
}

bool avn_lost_letters(const avn_source *source, const avn_sink *sink)
{
    size_t lost = source->lost_letters;
    if (lost < 10)
        return false;
    size_t size = avn_source_size(source);
    if (lost * 1000 <= size)
        return false;
    avn_str share = avn_arena_printf(sink->arena, "%zu", lost * 1000 / size);
    avn_tell(sink, AVN_MSG_LOST_LETTERS, (avn_place){ .file = source->name }, share.ptr, NULL);
    return true;
}

avance_status avn_lex_told(avn_lexed *lexed)
{
    const avn_source *source = lexed->source;
    avn_arena *arena = lexed->arena;
    lexed->furniture = avn_arena_alloc(arena, source->line_count + 1);
    lexed->trimmed = AVN_NEW_ARRAY(arena, avn_line, source->line_count + 1);
    if (!lexed->furniture || !lexed->trimmed)
        return AVANCE_NO_MEMORY;
    avn_lex_blanks(lexed);
    avn_lex_furniture(lexed);
    return arena->failed || avn_matcher_failed(lexed->matcher) ? AVANCE_NO_MEMORY : lexed->status;
}

avance_status avn_lex(avn_lexed *lexed)
{
    const avn_grammar *grammar = lexed->grammar;
    avn_arena *arena = lexed->arena;
    lexed->row_length = AVN_NEW_ARRAY(arena, unsigned, grammar->columns.count + 1);
    if (!lexed->row_length || avn_lex_told(lexed) == AVANCE_NO_MEMORY)
        return AVANCE_NO_MEMORY;
    for (size_t i = 0; i < grammar->columns.count; i++)
        lexed->row_length[i] = (unsigned)grammar->columns.items[i].columns.count;
    avn_lex_pages(lexed);
    if (!lexed->by_pieces || grammar->columns.count > 0)
        avn_lex_lines(lexed);
    if (lexed->status == AVANCE_OK && !arena->failed && learn_row_lengths(lexed)) {
        lexed->tokens.count = lexed->captures.count = 0;
        avn_lex_lines(lexed);
    }
    return arena->failed || avn_matcher_failed(lexed->matcher) ? AVANCE_NO_MEMORY : lexed->status;
}

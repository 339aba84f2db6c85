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

/* What GOT says, of a pattern of the rule NAME. */
static bool is_match(avn_lexed *lexed, avn_match got, avn_str name, unsigned rule_line,
                     uint32_t line)
{
    if (got == AVN_MATCH_LIMIT && lexed->status == AVANCE_OK) {
        lexed->status = AVANCE_LIMIT;
        avn_place place = { lexed->source->name, 0, avn_line_number(lexed, line), 1 };
        avn_tell(lexed->sink, AVN_MSG_MATCH_LIMIT, place, avn_arena_str(lexed->kept, name).ptr,
                 avn_arena_printf(lexed->kept, "%s:%u", lexed->grammar->path, rule_line).ptr, NULL);
    }
    return got == AVN_MATCHED;
}

bool avn_lex_match(avn_lexed *lexed, const avn_pattern *pattern, avn_str name, unsigned rule_line,
                   avn_str subject, uint32_t line)
{
    /* Most lines are nothing of what is asked for, which is to be told at once. */
    if (pattern->use == AVN_WHOLE_LINE && !avn_pattern_may_match(pattern, subject))
        return false;
    avn_match got = pattern->use == AVN_WHOLE_LINE
                        ? avn_pattern_try(lexed->matcher, pattern, subject, 0)
                        : avn_pattern_match(lexed->matcher, pattern, subject, 0);
    return is_match(lexed, got, name, rule_line, line);
}

/* Where the word behind the one at AT begins; TEXT.len when there is none. */
static size_t next_word(avn_str text, size_t at)
{
    while (at < text.len && !avn_is_blank(text.ptr[at]))
        at++;
    while (at < text.len && avn_is_blank(text.ptr[at]))
        at++;
    return at;
}

/* Whether RULE's own words are TEXT from byte START on. */
static bool match_own(avn_lexed *lexed, const avn_line_rule *rule, avn_str text, size_t start,
                      uint32_t line)
{
    if (!avn_pattern_may_begin(rule->own, avn_str_from(text, start)))
        return false;
    avn_match got = avn_pattern_try(lexed->matcher, rule->own, text, start);
    return is_match(lexed, got, rule->name, rule->line, line);
}

/* Where RULE's own words begin in TEXT behind its first word, or 0. */
static size_t find_own(avn_lexed *lexed, const avn_line_rule *rule, avn_str text, uint32_t line)
{
    const avn_literal *literal = &rule->own->traits.literal;
    size_t needed = avn_literal_find(literal, text);
    for (size_t at = next_word(text, 0); at < text.len; at = next_word(text, at)) {
        if (at > needed)
            needed = at + avn_literal_find(literal, avn_str_from(text, at));
        if (needed > text.len)
            break;
        if (match_own(lexed, rule, text, at, line))
            return at;
    }
    return 0;
}

/* What is printed beside is as short as it can be, and rather something than nothing. */
bool avn_lex_match_rule(avn_lexed *lexed, const avn_line_rule *rule, avn_str text, uint32_t line,
                        avn_str *beside)
{
    *beside = (avn_str){ NULL, 0 };
    if (text.len < rule->own->least_length)
        return false;
    size_t start = rule->beside ? find_own(lexed, rule, text, line) : 0;
    if (start > 0)
        *beside = avn_str_trim(avn_str_head(text, start));
    return start > 0 || match_own(lexed, rule, text, 0, line);
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
    lexed->held = AVN_NEW_ARRAY(arena, uint64_t, source->line_count + 1);
    if (!lexed->furniture || !lexed->trimmed || !lexed->held)
        return AVANCE_NO_MEMORY;
    avn_lex_blanks(lexed);
    avn_lex_held(lexed);
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

/* Gives every printed line outside furniture its rule.
 *
 * Rules are tried in file order; which can match at all is known from the first
 * bytes. A rule may ask for more than its line: `join` glues the following lines
 * while they could still complete it, `more` takes lines of figures until the
 * row is full. Both skip blank lines and furniture, and both are bounded. */
#include "base/buf.h"
#include "lex/lexed.h"

typedef struct attempt {
    avn_lexed *lexed;
    avn_token *token;
    const avn_line_rule *rule;
    unsigned rule_index;
} attempt;

/* The next printed line after LINE that is no furniture, or the line count. */
static uint32_t next_printed(const avn_lexed *lexed, uint32_t line)
{
    uint32_t count = (uint32_t)lexed->source->line_count;
    do
        line++;
    while (line < count && !avn_line_is_printed(lexed, line));
    return line;
}

static bool gap_between(const avn_lexed *lexed, uint32_t first, uint32_t second)
{
    unsigned blank = 0;
    for (uint32_t line = first + 1; line < second; line++) {
        if (lexed->furniture[line])
            return true;
        blank++;
    }
    return blank > lexed->common_gap;
}

static bool gap_below(const avn_lexed *lexed, uint32_t line)
{
    uint32_t next = next_printed(lexed, line);
    return next >= lexed->source->line_count || gap_between(lexed, line, next);
}

/* Goes on with the row in ROW over the following lines of figures. */
static void take_more(attempt *a, avn_str *row)
{
    avn_lexed *lexed = a->lexed;
    int columns = a->rule->captures[a->rule->row].columns;
    size_t full = lexed->row_length[columns];
    size_t count = a->token->figures;
    if (count >= full)
        return;
    avn_buf joined;
    avn_buf_init(&joined, lexed->arena->allocator);
    avn_buf_str(&joined, *row);
    while (count < full) {
        uint32_t next = next_printed(lexed, a->token->last);
        if (next >= lexed->source->line_count)
            break;
        avn_str text = avn_lexed_line(lexed, next);
        size_t words = avn_count_words(avn_str_head(text, 512));
        if (count + words > full ||
            !avn_lex_match(lexed, a->rule->more, a->rule->name, a->rule->line, text, next))
            break;
        avn_buf_char(&joined, ' ');
        avn_buf_str(&joined, text);
        a->token->last = next;
        count += words;
    }
    if (a->token->last != a->token->line)
        *row = avn_str_trim(avn_arena_str(lexed->kept, avn_buf_view(&joined)));
    a->token->figures = (uint32_t)count;
    if (joined.failed)
        lexed->arena->failed = true;
    avn_buf_free(&joined);
}

/* Keeps the captures of the match of the rule's own pattern in SUBJECT that just succeeded. */
static void keep_captures(attempt *a, avn_str subject)
{
    avn_lexed *lexed = a->lexed;
    a->token->rule = (int)a->rule_index;
    a->token->capture = (uint32_t)lexed->captures.count;
    a->token->figures = 0;
    /* The pattern with text beside it has one group more, the first. */
    unsigned more = a->rule->beside ? a->rule->beside_group : 0;
    for (size_t i = 0; i < a->rule->capture_count; i++) {
        avn_str *slot = AVN_PUSH(lexed->arena, lexed->captures);
        if (slot)
            *slot = avn_match_group(lexed->matcher, subject, a->rule->captures[i].group - more);
    }
    if (a->rule->row != AVN_NONE && !lexed->arena->failed) {
        avn_str *row = &lexed->captures.items[a->token->capture + (size_t)a->rule->row];
        a->token->figures = (uint32_t)avn_count_words(*row);
        if (a->rule->more && row->ptr)
            *row = avn_str_trim(*row);
        if (a->rule->more)
            take_more(a, row);
    }
}

/* One text with a blank between FIRST and SECOND; the first alone when memory is short. */
static avn_str glue(avn_arena *arena, avn_str first, avn_str second)
{
    char *text = avn_arena_alloc(arena, first.len + 1 + second.len + 1);
    if (!text)
        return first;
    memcpy(text, first.ptr, first.len);
    text[first.len] = ' ';
    memcpy(text + first.len + 1, second.ptr, second.len);
    return (avn_str){ text, first.len + 1 + second.len };
}

/* Glues lines to TEXT, the end of the first, while the joined pattern could still match. */
static bool try_joined(attempt *a, avn_str text)
{
    avn_lexed *lexed = a->lexed;
    uint32_t last = a->token->line;
    for (unsigned lines = 1; lines <= a->rule->join; lines++) {
        avn_match got = avn_pattern_match(lexed->matcher, a->rule->joined, text, 0);
        if (got == AVN_MATCHED) {
            a->token->last = last;
            keep_captures(a, text);
            return true;
        }
        if (got != AVN_PARTIAL)
            return false;
        last = next_printed(lexed, last);
        if (last >= lexed->source->line_count)
            return false;
        text = glue(lexed->kept, text, avn_lexed_line(lexed, last));
    }
    return false;
}

/* The first cell of a row may be printed behind the text beside it: "TALLER A", "SI", "MET". */
static bool try_joined_behind(attempt *a, avn_str word)
{
    avn_str text = a->token->text;
    if (!try_joined(a, word))
        return false;
    a->token->beside = avn_str_trim(avn_str_head(text, text.len - word.len));
    return true;
}

static bool is_full(const attempt *a)
{
    const avn_capture_rule *capture = &a->rule->captures[a->rule->row];
    return a->token->figures == a->lexed->row_length[capture->columns];
}

/* Where the own words of rules may begin in a line, a bit for each rule. */
typedef struct beginnings {
    uint64_t first; /* with its first word */
    uint64_t last;  /* with its last one, that is not its first */
    avn_str last_word;
} beginnings;

static beginnings find_beginnings(const avn_grammar *grammar, avn_str text)
{
    beginnings found = { .first = avn_heads_look(&grammar->heads, text),
                         .last_word = avn_str_last_word(text) };
    if (found.last_word.len < text.len)
        found.last = avn_heads_look(&grammar->heads, found.last_word) & grammar->beside;
    return found;
}

static bool try_rule(attempt *a, const beginnings *found)
{
    avn_lexed *lexed = a->lexed;
    avn_token *token = a->token;
    token->last = token->line;
    if (a->rule->alone && lexed->blanks_mean &&
        !(token->gap_above && gap_below(lexed, token->line)))
        return false;
    if (avn_lex_match_rule(lexed, a->rule, token->text, token->line, &token->beside)) {
        keep_captures(a, token->text);
        if (!a->rule->full || a->rule->row == AVN_NONE || lexed->arena->failed || is_full(a))
            return true;
        token->last = token->line;
        return false;
    }
    uint64_t bit = (uint64_t)1 << a->rule_index;
    return a->rule->joined && ((found->first & bit && try_joined(a, token->text)) ||
                               (found->last & bit && try_joined_behind(a, found->last_word)));
}

bool avn_token_next_of(avn_lexed *lexed, avn_token *token, uint64_t rules)
{
    const avn_grammar *grammar = lexed->grammar;
    beginnings found = find_beginnings(grammar, token->text);
    uint64_t tried = token->rule == AVN_FREE ? 0 : ~(uint64_t)0 >> (63 - token->rule);
    uint64_t candidates = (found.first | found.last | lexed->held[token->line]) & rules & ~tried;
    while (candidates) {
        unsigned i = avn_next_bit(&candidates);
        attempt a = { lexed, token, &grammar->lines.items[i], i };
        if (try_rule(&a, &found))
            return true;
    }
    token->rule = AVN_FREE;
    token->last = token->line;
    token->beside = (avn_str){ NULL, 0 };
    return false;
}

bool avn_token_next_rule(avn_lexed *lexed, avn_token *token)
{
    return avn_token_next_of(lexed, token, UINT64_MAX);
}

avn_token avn_lex_line(avn_lexed *lexed, uint32_t line)
{
    avn_token token = {
        .line = line, .last = line, .rule = AVN_FREE, .text = avn_lexed_line(lexed, line)
    };
    unsigned blank = 0;
    uint32_t above = line;
    while (above > 0 && !avn_line_is_printed(lexed, above - 1)) {
        above--;
        token.page_above = token.page_above || lexed->furniture[above];
        blank++;
    }
    token.gap_above = above == 0 || token.page_above || blank > lexed->common_gap;
    avn_token_next_rule(lexed, &token);
    return token;
}

/* Room for a token of each line that is printed. */
static bool make_room(avn_lexed *lexed)
{
    size_t printed = 0;
    for (uint32_t line = 0; line < lexed->source->line_count; line++)
        printed += avn_line_is_printed(lexed, line);
    return AVN_RESERVE(lexed->arena, lexed->tokens, printed);
}

void avn_lex_lines(avn_lexed *lexed)
{
    uint32_t count = (uint32_t)lexed->source->line_count;
    if (!lexed->tokens.items && !make_room(lexed))
        return;
    for (uint32_t line = 0; line < count; line++) {
        if (!avn_line_is_printed(lexed, line))
            continue;
        avn_token *token = AVN_PUSH(lexed->arena, lexed->tokens);
        if (!token || lexed->status != AVANCE_OK)
            return;
        *token = avn_lex_line(lexed, line);
        line = token->last;
    }
}

/* One line rule tried on one piece. */
#include "base/buf.h"
#include "tree/outline.h"

enum { MOST_WRAPPED = 8 };

static const avn_line_rule *rule_at(const avn_outline *o, int rule)
{
    return &o->a->grammar->lines.items[rule];
}

/* False when memory is short. */
static bool keep_captures(avn_outline *o, const avn_line_rule *rule, avn_str subject,
                          avn_token *token)
{
    avn_lexed *lexed = o->a->lexed;
    token->capture = (uint32_t)lexed->captures.count;
    for (size_t i = 0; i < rule->capture_count; i++) {
        avn_str *slot = AVN_PUSH(lexed->arena, lexed->captures);
        if (slot)
            *slot = avn_match_group(lexed->matcher, subject, rule->captures[i].group);
    }
    return !lexed->arena->failed;
}

static bool matches(avn_outline *o, const avn_piece *piece, const avn_line_rule *rule, avn_str text)
{
    return avn_lex_match(o->a->lexed, rule->pattern, rule->name, rule->line, text, piece->line);
}

/* The row below piece INDEX is a line of RULE. */
static bool stands_before(avn_outline *o, size_t index, int rule)
{
    size_t below = index + 1;
    while (below < o->pieces.count && o->pieces.items[below].row == o->pieces.items[index].row)
        below++;
    return below < o->pieces.count &&
           matches(o, &o->pieces.items[below], rule_at(o, rule), o->pieces.items[below].text);
}

static bool attributes_hold(avn_outline *o, size_t index, const avn_line_rule *rule)
{
    const avn_piece *piece = &o->pieces.items[index];
    if (rule->label && piece->parts > 0)
        return false;
    if (rule->alone && o->a->lexed->blanks_mean && !(piece->gap_above && piece->gap_below))
        return false;
    return rule->before == AVN_NONE || stands_before(o, index, rule->before);
}

bool avn_outline_match_piece(avn_outline *o, size_t index, int rule, avn_token *token)
{
    const avn_piece *piece = &o->pieces.items[index];
    const avn_line_rule *line = rule_at(o, rule);
    if (!attributes_hold(o, index, line) || !matches(o, piece, line, piece->text))
        return false;
    *token = (avn_token){ .line = piece->line,
                          .last = piece->last,
                          .rule = rule,
                          .gap_above = piece->gap_above,
                          .text = piece->text };
    return keep_captures(o, line, piece->text, token);
}

/* ---- wraps ------------------------------------------------------------------------------ */

/* True when the piece may be the end of a wrapped line. */
static bool may_go_on(avn_outline *o, size_t index)
{
    const avn_piece *piece = &o->pieces.items[index];
    avn_assembly *a = o->a;
    avn_token token;
    if (piece->begins || piece->cell || avn_item_mark(a->grammar, a->lexed->matcher, piece->text) ||
        !avn_outline_follows(o, o->pieces.items[index - 1].text, piece->text))
        return false;
    for (size_t i = 0; i < a->grammar->lines.count; i++)
        if (avn_outline_match_piece(o, index, (int)i, &token))
            return false;
    return true;
}

static bool match_wrapped(avn_outline *o, size_t index, int rule, avn_token *token, size_t *next)
{
    const avn_line_rule *line = rule_at(o, rule);
    const avn_piece *piece = &o->pieces.items[index];
    if (!attributes_hold(o, index, line) ||
        !avn_pattern_may_start(line->pattern, (unsigned char)piece->text.ptr[0]))
        return false;
    avn_str text = piece->text, best = { NULL, 0 };
    for (size_t i = index; i < o->pieces.count && i < index + MOST_WRAPPED; i++) {
        if (i > index) {
            if (!may_go_on(o, i))
                break;
            text = avn_arena_printf(o->a->arena, "%.*s %.*s", AVN_FMT(text),
                                    AVN_FMT(o->pieces.items[i].text));
        }
        bool matched = matches(o, piece, line, text);
        if (matched) {
            best = text;
            *next = i + 1;
        } else if (best.ptr) {
            break;
        }
    }
    if (!best.ptr || !matches(o, piece, line, best))
        return false;
    *token = (avn_token){ .line = piece->line,
                          .last = o->pieces.items[*next - 1].last,
                          .rule = rule,
                          .gap_above = piece->gap_above,
                          .text = best };
    return keep_captures(o, line, best, token);
}

/* ---- rules for rows of figures, which the lexer knows ---------------------------------------- */

static bool match_printed(avn_outline *o, size_t index, int rule, avn_token *token, size_t *next)
{
    avn_lexed *lexed = o->a->lexed;
    const avn_piece *piece = &o->pieces.items[index];
    if (piece->cell || piece->line != piece->last ||
        !avn_str_eq(piece->text, avn_lexed_line(lexed, piece->line)))
        return false;
    *token = (avn_token){ .line = piece->line,
                          .last = piece->line,
                          .rule = rule - 1,
                          .gap_above = piece->gap_above,
                          .text = piece->text };
    if (!avn_token_next_rule(lexed, token) || token->rule != rule)
        return false;
    while (*next < o->pieces.count && o->pieces.items[*next].line <= token->last)
        ++*next;
    return true;
}

bool avn_outline_match(avn_outline *o, size_t index, int rule, avn_token *token, size_t *next)
{
    const avn_line_rule *line = rule_at(o, rule);
    *next = index + 1;
    if (line->joined || line->more || line->beside || line->full)
        return attributes_hold(o, index, line) && match_printed(o, index, rule, token, next);
    if (line->wraps)
        return match_wrapped(o, index, rule, token, next);
    return avn_outline_match_piece(o, index, rule, token);
}

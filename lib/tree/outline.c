/* Walks the pieces and asks which open block takes each. */
#include "tree/outline.h"

/* ---- what an open block does with a line --------------------------------------------------- */

static bool asks_for(const avn_clause *clause, int rule)
{
    for (size_t i = 0; i < clause->line_count; i++)
        if (clause->lines[i] == rule)
            return true;
    return false;
}

/* A line that sets fields is taken while one of them is empty, and where it only says again what
 * they hold. */
static bool sets_something(avn_outline *o, const avn_open *open, const avn_token *token)
{
    const avn_line_rule *rule = &o->a->grammar->lines.items[token->rule];
    bool same = true;
    for (size_t i = 0; i < rule->capture_count; i++) {
        avn_str text = o->a->lexed->captures.items[token->capture + i];
        const avn_slot *slot = avn_node_slot(open->node, rule->captures[i].name);
        if (!slot || !text.ptr)
            continue;
        if (!slot->value.present)
            return true;
        same = same && avn_str_eq(avn_str_trim(text), slot->value.printed);
    }
    return same;
}

static avn_str capture(avn_outline *o, const avn_token *token, const char *name)
{
    avn_str text = avn_token_capture(o->a->lexed, token, avn_str_of(name));
    return text.ptr ? avn_str_trim(text) : text;
}

/* Words may be joined by a stroke: "Objetivo/Fin". */
static bool has_two_words(avn_str text)
{
    bool joined = avn_str_find(text, AVN_STR("/")) < text.len;
    avn_str_word(&text);
    return joined || avn_str_word(&text).len > 0;
}

/* Without its colon a label is told from other words by its value: one that reads as its type, or
 * one that begins with a digit or stands behind several words. */
static bool bare_value_fits(avn_outline *o, const avn_clause *clause, const avn_token *token,
                            avn_str value)
{
    if (clause->kind == AVN_CLAUSE_LIST)
        return false;
    avn_type type = avn_grammar_type(o->a->grammar, clause->name, NULL);
    if (type != AVN_TEXT && type != AVN_PROSE && type != AVN_KEY)
        return avn_outline_reads(o, clause->name, value);
    avn_str label = avn_str_head(token->text, token->text.len - value.len);
    return (value.ptr[0] >= '0' && value.ptr[0] <= '9') || has_two_words(label);
}

static bool label_is_free(avn_outline *o, avn_open *open, const avn_clause *clause,
                          const avn_token *token)
{
    avn_str value = capture(o, token, AVN_LABEL_VALUE), bare = capture(o, token, AVN_LABEL_BARE);
    if (bare.len && !bare_value_fits(o, clause, token, bare))
        return false;
    const avn_clause_state *state = avn_outline_state(open, clause);
    return clause->kind == AVN_CLAUSE_LIST || !state->filled || value.len == 0 ||
           avn_str_eq(value, state->printed);
}

static bool clause_takes(avn_outline *o, avn_open *open, const avn_clause *clause,
                         const avn_token *token)
{
    if (!asks_for(clause, token->rule) || avn_outline_opens(open->rule, token->rule))
        return false;
    switch (clause->kind) {
    case AVN_CLAUSE_SET:
        return sets_something(o, open, token);
    case AVN_CLAUSE_ROW:
        return avn_node_slot(open->node, clause->name)->series == NULL;
    case AVN_CLAUSE_FIELD:
    case AVN_CLAUSE_LIST:
        return label_is_free(o, open, clause, token);
    case AVN_CLAUSE_DROP:
        return true;
    case AVN_CLAUSE_TEXTS:
    case AVN_CLAUSE_LEAD:
    case AVN_CLAUSE_TAKE:
    case AVN_CLAUSE_SPLIT:
    case AVN_CLAUSE_NEEDS:
        break;
    }
    return false;
}

/* A line opens a record only if the line that the record needs follows. */
static bool needs_are_met(avn_outline *o, const avn_block_rule *block, size_t next,
                          const avn_token *token)
{
    for (size_t i = 0; i < block->clauses.count; i++) {
        const avn_clause *clause = &block->clauses.items[i];
        bool met = clause->kind != AVN_CLAUSE_NEEDS;
        avn_token below;
        size_t after;
        for (size_t k = next;
             !met && k < o->pieces.count && o->pieces.items[k].line <= token->last + clause->within;
             k++) {
            if (avn_outline_match(o, k, token->rule, &below, &after))
                break;
            met = avn_outline_match(o, k, clause->lines[0], &below, &after);
        }
        if (!met)
            return false;
    }
    return true;
}

static const avn_clause *clause_for(avn_outline *o, avn_open *open, const avn_token *token)
{
    for (size_t i = 0; i < open->rule->clauses.count; i++)
        if (clause_takes(o, open, &open->rule->clauses.items[i], token))
            return &open->rule->clauses.items[i];
    return NULL;
}

static const avn_block_rule *block_for(avn_outline *o, const avn_open *open, size_t next,
                                       const avn_token *token)
{
    const avn_grammar *grammar = o->a->grammar;
    for (size_t i = 1; i < grammar->blocks.count; i++) {
        const avn_block_rule *block = &grammar->blocks.items[i];
        if (avn_outline_opens(block, token->rule) && avn_outline_permits(open, block) &&
            needs_are_met(o, block, next, token))
            return block;
    }
    return NULL;
}

/* Who takes TOKEN, innermost block first. Numbers decide where numbered lines open blocks. */
static bool find_taker(avn_outline *o, const avn_piece *piece, const avn_token *token, size_t next,
                       avn_taker *taker)
{
    bool numbered = o->a->grammar->lines.items[token->rule].numbered;
    for (size_t i = o->stack.count; i-- > 0;) {
        avn_open *open = o->stack.items[i];
        if (!avn_outline_sees(open, piece->column))
            continue;
        *taker = (avn_taker){ open, clause_for(o, open, token), NULL };
        if (!taker->clause && !numbered)
            taker->block = block_for(o, open, next, token);
        if (taker->clause || taker->block)
            return true;
    }
    return false;
}

/* ---- taking -------------------------------------------------------------------------------------
 */

static void take_clause(avn_outline *o, const avn_piece *piece, const avn_token *token,
                        const avn_taker *taker)
{
    avn_column_state *column = &o->columns[piece->column];
    avn_str value;
    switch (taker->clause->kind) {
    case AVN_CLAUSE_ROW:
        avn_fill_row(o->a, taker->home->node,
                     avn_member_find(taker->home->node->block, taker->clause->name), token);
        avn_outline_put_captures(o, taker->home, piece, token);
        break;
    case AVN_CLAUSE_SET:
        avn_outline_put_captures(o, taker->home, piece, token);
        break;
    case AVN_CLAUSE_DROP:
        column->home = NULL;
        break;
    default:
        value = capture(o, token, AVN_LABEL_VALUE);
        if (value.len == 0)
            value = capture(o, token, AVN_LABEL_BARE);
        avn_outline_label(o, piece, taker, value);
        break;
    }
}

static void take(avn_outline *o, const avn_piece *piece, const avn_token *token,
                 const avn_taker *taker)
{
    avn_outline_flush(o);
    const avn_line_rule *rule = &o->a->grammar->lines.items[token->rule];
    bool dropped = taker->clause && taker->clause->kind == AVN_CLAUSE_DROP;
    avn_account_piece(o->a, token, dropped ? AVANCE_LINE_FURNITURE : AVANCE_LINE_FIELD,
                      rule->label ? avn_account_name(o->a, taker->home->rule, taker->clause->name)
                                  : rule->name.ptr);
    if (taker->block)
        avn_outline_open(o, piece, token, taker);
    else
        take_clause(o, piece, token, taker);
}

/* Opens the block of a numbered heading. */
static void take_heading(avn_outline *o, size_t index, const avn_heading *heading, size_t *next)
{
    const avn_piece *piece = &o->pieces.items[index];
    avn_open *home = heading->taker.home;
    avn_token token;
    if (!avn_outline_match(o, index, heading->rule, &token, next))
        return;
    if (heading->number > home->last_number + 1) {
        avn_origin origin = avn_outline_origin(o, piece, piece->text.ptr);
        avn_place place = { o->a->report->file, origin.page, origin.line, origin.column };
        avn_tell(o->a->sink, AVN_MSG_NUMBER_GAP, place, avn_excerpt(o->a, piece->text), NULL);
    }
    home->last_number = heading->number;
    take(o, piece, &token, &heading->taker);
}

/* Tries the rules in file order; true when one takes the piece. *NEXT is the piece behind it. */
static bool take_by_rule(avn_outline *o, size_t index, size_t *next)
{
    const avn_grammar *grammar = o->a->grammar;
    const avn_piece *piece = &o->pieces.items[index];
    uint64_t candidates = avn_heads_look(&grammar->heads, piece->text) | grammar->beside;
    avn_heading heading;
    bool is_heading = false, asked = false;
    for (size_t i = 0; i < grammar->lines.count; i++) {
        avn_token token;
        avn_taker taker;
        bool numbered = grammar->lines.items[i].numbered;
        if (!(candidates >> i & 1) || !avn_outline_match(o, index, (int)i, &token, next))
            continue;
        if (numbered && !asked)
            is_heading = avn_outline_number(o, index, false, &heading);
        asked = asked || numbered;
        if (numbered && is_heading && heading.rule == (int)i) {
            take_heading(o, index, &heading, next);
            return true;
        }
        if (find_taker(o, piece, &token, *next, &taker)) {
            take(o, piece, &token, &taker);
            return true;
        }
    }
    if (!asked || !avn_outline_number(o, index, true, &heading))
        return false;
    take_heading(o, index, &heading, next);
    return true;
}

static void walk(avn_outline *o)
{
    for (size_t i = 0; i < o->pieces.count;) {
        const avn_piece *piece = &o->pieces.items[i];
        size_t next;
        if (take_by_rule(o, i, &next)) {
            i = piece->parts && next == i + 1 ? next + piece->parts : next;
            continue;
        }
        if (piece->parts == 0)
            avn_outline_words(o, piece);
        i++;
    }
    avn_outline_flush(o);
    avn_outline_release(o, o->waiting.count);
    avn_outline_close(o, o->stack.items[0], AVN_EVERY_COLUMN);
}

static bool grammar_has_leads(const avn_grammar *grammar)
{
    for (size_t i = 0; i < grammar->blocks.count; i++)
        for (size_t k = 0; k < grammar->blocks.items[i].clauses.count; k++)
            if (grammar->blocks.items[i].clauses.items[k].kind == AVN_CLAUSE_LEAD)
                return true;
    return false;
}

/* Lines of which cleaning left nothing hold marks only. */
static void account_marks(avn_outline *o)
{
    const avn_lexed *lexed = o->a->lexed;
    size_t next = 0;
    for (uint32_t line = 0; line < lexed->source->line_count; line++) {
        while (next < o->pieces.count && o->pieces.items[next].last < line)
            next++;
        bool printed = !lexed->furniture[line] && !avn_line_is_blank(lexed, line);
        avn_token token = { .line = line, .last = line, .rule = AVN_FREE };
        if (printed && (next == o->pieces.count || o->pieces.items[next].line > line))
            avn_account_piece(o->a, &token, AVANCE_LINE_FURNITURE, "clean");
    }
}

avance_status avn_outline_read(avn_assembly *a)
{
    avn_outline o = { .a = a, .has_leads = grammar_has_leads(a->grammar) };
    avance_status status = avn_prepare(a->lexed, &o.pieces);
    if (status != AVANCE_OK)
        return status;
    if (!avn_outline_push(&o, NULL, &a->grammar->blocks.items[0], a->root, AVN_EVERY_COLUMN))
        return AVANCE_NO_MEMORY;
    account_marks(&o);
    walk(&o);
    avn_outline_take(&o);
    return a->arena->failed ? AVANCE_NO_MEMORY : a->lexed->status;
}

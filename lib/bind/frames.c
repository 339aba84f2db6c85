#include "bind/frames.h"

#include "base/utf8.h"
#include "bind/metric.h"

enum {
    BESIDE_PERCENT = 30, /* so many records have text beside or below their rows */
    HALF_PERCENT = 50
};

/* Line rules, a bit each. */
typedef uint64_t rule_set;

typedef struct framing {
    avn_frames *out;
    avn_lexed *lexed;
    avn_arena *arena;
    rule_set opens, takes, headings; /* what opens a record, a row in it, a staying level */
    rule_set label;
    avn_frame *frame;        /* the one being filled */
    bool is_open;            /* between a row that opened a record and its label */
    size_t next;             /* the first listed token behind those that have their place */
    avn_items items;         /* of all frames, one behind the other */
    AVN_VEC(avn_token) rows; /* the same */
} framing;

static rule_set with_rules(rule_set set, const int *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        set |= (rule_set)1 << lines[i];
    return set;
}

static bool holds(rule_set set, int rule)
{
    return rule != AVN_FREE && (set >> rule & 1);
}

/* Which rules can have a place. */
static void sort_rules(framing *f)
{
    const avn_grammar *grammar = f->lexed->grammar;
    const avn_block_rule *record = f->out->record;
    f->opens = with_rules(0, record->opens, record->open_count);
    f->label = f->out->label_rule == AVN_NONE ? 0 : with_rules(0, &f->out->label_rule, 1);
    for (size_t i = 0; i < record->clauses.count; i++) {
        const avn_clause *clause = &record->clauses.items[i];
        if (clause->kind == AVN_CLAUSE_ROW || clause->kind == AVN_CLAUSE_SET ||
            clause->kind == AVN_CLAUSE_DROP)
            f->takes = with_rules(f->takes, clause->lines, clause->line_count);
    }
    for (size_t i = 1; i < grammar->blocks.count; i++)
        if (grammar->blocks.items[i].stays)
            f->headings = with_rules(f->headings, grammar->blocks.items[i].opens,
                                     grammar->blocks.items[i].open_count);
}

int avn_heading_block(const avn_grammar *grammar, int rule)
{
    for (size_t i = 1; i < grammar->blocks.count && rule != AVN_FREE; i++) {
        const avn_block_rule *block = &grammar->blocks.items[i];
        if (block->stays && holds(with_rules(0, block->opens, block->open_count), rule))
            return (int)i;
    }
    return AVN_NONE;
}

void avn_item_read(const avn_frames *frames, const avn_token *token, avn_str text, avn_item *item)
{
    avn_str line = avn_source_line(frames->lexed->source, token->line);
    bool in_line = text.ptr >= line.ptr && text.ptr <= line.ptr + line.len;
    avn_str rest = text, first = avn_str_word(&rest);
    unsigned first_word = avn_text_width(first);
    *item = (avn_item){ .text = text,
                        .block = AVN_NONE,
                        .width = first_word + avn_text_width(rest),
                        .first_word = first_word,
                        .first_length = (unsigned)first.len };
    item->token = *token;
    item->gap_above = token->gap_above;
    item->page_above = token->page_above;
    if (in_line)
        item->x = (unsigned)avn_utf8_length((avn_str){ line.ptr, (size_t)(text.ptr - line.ptr) });
}

static void push_item(framing *f, const avn_token *token, avn_str text, bool on_row)
{
    avn_item *item = text.len ? AVN_PUSH(f->arena, f->items) : NULL;
    if (!item)
        return;
    avn_item_read(f->out, token, text, item);
    item->on_row = on_row;
    if (!on_row)
        item->block = avn_heading_block(f->lexed->grammar, token->rule);
    *(f->is_open ? &f->frame->inside.count : &f->frame->before.count) += 1;
}

static bool new_frame(framing *f, bool after_label)
{
    f->frame = AVN_PUSH(f->arena, f->out->frames);
    if (!f->frame)
        return false;
    *f->frame = (avn_frame){ .after_label = after_label };
    f->frame->open.rule = f->frame->label.rule = AVN_FREE;
    return true;
}

/* The token at or after LINE: the one at *NEXT of the list, which moves on to it, or, inside a
 * token's span, one lexed anew. */
static bool token_at(framing *f, uint32_t line, size_t *next, avn_token *token)
{
    avn_lexed *lexed = f->lexed;
    while (*next < lexed->tokens.count && lexed->tokens.items[*next].line < line)
        ++*next;
    uint32_t listed = *next ? lexed->tokens.items[*next - 1].last + 1 : 0;
    for (; line < listed; line++)
        if (avn_line_is_printed(lexed, line)) {
            *token = avn_lex_line(lexed, line);
            return true;
        }
    if (*next == lexed->tokens.count)
        return false;
    *token = lexed->tokens.items[*next];
    return true;
}

/* A row opens a record only if the line that it needs follows, before another such row or the
 * label: in running text the same words are words. */
static bool needs_are_met(framing *f, const avn_token *token)
{
    const avn_block_rule *record = f->out->record;
    for (size_t i = 0; i < record->clauses.count; i++) {
        const avn_clause *clause = &record->clauses.items[i];
        if (clause->kind != AVN_CLAUSE_NEEDS)
            continue;
        bool met = false;
        avn_token follower;
        uint32_t line = token->last + 1;
        size_t next = f->next;
        unsigned printed = 0; /* lines; a page header in between does not count */
        while (!met && token_at(f, line, &next, &follower) && printed++ < clause->within &&
               follower.rule != token->rule && follower.rule != f->out->label_rule) {
            met = follower.rule == clause->lines[0];
            line = follower.line + 1;
        }
        if (!met)
            return false;
    }
    return true;
}

/* True when TOKEN under its present rule has a place; that place is taken. */
static bool take_rule(framing *f, const avn_token *token)
{
    if (holds(f->opens, token->rule) && needs_are_met(f, token)) {
        if (f->is_open && !new_frame(f, false))
            return true;
        f->frame->open = *token;
        f->is_open = true;
        push_item(f, token, avn_str_trim(token->beside), true);
        return true;
    }
    if (!f->is_open)
        return false;
    if (holds(f->label, token->rule)) {
        f->frame->label = *token;
        f->is_open = false;
        return new_frame(f, true);
    }
    if (holds(f->takes, token->rule)) {
        avn_token *row = AVN_PUSH(f->arena, f->rows);
        if (row)
            *row = *token;
        f->frame->rows.count += row != NULL;
        push_item(f, token, avn_str_trim(token->beside), true);
        return true;
    }
    return false;
}

/* TOKEN gets its place under the first of its rules that has one; without one it may be a heading,
 * or text. */
static void place(framing *f, avn_token *token)
{
    avn_token heading;
    bool is_heading = false;
    while (token->rule != AVN_FREE) {
        if (take_rule(f, token))
            return;
        if (!is_heading && holds(f->headings, token->rule)) {
            is_heading = true;
            heading = *token;
        }
        avn_token_next_of(f->lexed, token,
                          f->opens | (f->is_open ? f->takes | f->label : 0) |
                              (is_heading ? 0 : f->headings));
    }
    if (is_heading)
        *token = heading;
    push_item(f, token, token->text, false);
}

static void tell_shape(framing *f)
{
    avn_frames *out = f->out;
    size_t records = 0, beside = 0, spaced = 0, on_row = 0, joined = 0, tabbed = 0;
    for (size_t i = 0; i < out->frames.count; i++) {
        const avn_frame *frame = &out->frames.items[i];
        if (frame->open.rule == AVN_FREE)
            continue;
        records++;
        joined += frame->open.last > frame->open.line;
        bool below = false;
        for (size_t k = 0; k < frame->inside.count; k++) {
            const avn_item *item = &frame->inside.items[k];
            bool opener = item->on_row && item->token.line == frame->open.line;
            below = below || (!opener && item->block == AVN_NONE);
            if (opener) {
                on_row++;
                bool tab = memchr(item->text.ptr, '\t', item->text.len) != NULL;
                tabbed += tab;
                spaced += tab || avn_str_find(item->text, AVN_STR("  ")) < item->text.len;
            }
        }
        beside += below;
    }
    out->beside = beside * 100 > records * BESIDE_PERCENT;
    out->cells = joined * 100 > records * HALF_PERCENT;
    out->has_x = out->beside && spaced * 100 > on_row * HALF_PERCENT;
    out->has_tabs = out->has_x && tabbed * 100 > on_row * HALF_PERCENT;
}

int avn_frames_label(const avn_block_rule *record)
{
    for (size_t i = 0; i < record->clauses.count; i++)
        if (record->clauses.items[i].kind == AVN_CLAUSE_FIELD &&
            record->clauses.items[i].line_count > 0)
            return record->clauses.items[i].lines[0];
    return AVN_NONE;
}

/* Gives each frame its part of the items and rows. */
static void share_out(framing *f)
{
    avn_item *item = f->items.items;
    avn_token *row = f->rows.items;
    for (size_t i = 0; i < f->out->frames.count; i++) {
        avn_frame *frame = &f->out->frames.items[i];
        frame->before.items = item;
        frame->inside.items = item + frame->before.count;
        frame->rows.items = row;
        frame->before.capacity = frame->before.count;
        frame->inside.capacity = frame->inside.count;
        frame->rows.capacity = frame->rows.count;
        item += frame->before.count + frame->inside.count;
        row += frame->rows.count;
    }
}

/* Nearly every token becomes one item, and a record has several. */
static bool make_room(framing *f)
{
    size_t tokens = f->lexed->tokens.count;
    return AVN_RESERVE(f->arena, f->items, tokens) && AVN_RESERVE(f->arena, f->rows, tokens / 4) &&
           AVN_RESERVE(f->arena, f->out->frames, tokens / 8);
}

bool avn_frames_read(avn_frames *frames, avn_lexed *lexed, const avn_block_rule *record)
{
    *frames = (avn_frames){ .lexed = lexed,
                            .record = record,
                            .blanks_mean = lexed->blanks_mean,
                            .label_rule = avn_frames_label(record) };
    framing f = { .out = frames, .lexed = lexed, .arena = lexed->arena };
    sort_rules(&f);
    if (!make_room(&f) || !new_frame(&f, false))
        return false;
    avn_token token;
    for (uint32_t line = 0; token_at(&f, line, &f.next, &token); line = token.last + 1) {
        if (!f.frame || lexed->arena->failed)
            return false;
        place(&f, &token);
    }
    if (!f.frame)
        return false;
    /* The last record may have no label: what follows it is a frame of its own. */
    if (f.is_open)
        new_frame(&f, false);
    share_out(&f);
    tell_shape(&f);
    return !lexed->arena->failed;
}

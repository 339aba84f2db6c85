#include "bind/frames.h"

#include "base/utf8.h"
#include "bind/metric.h"

enum {
    BESIDE_PERCENT = 30, /* so many records have text beside or below their rows */
    HALF_PERCENT = 50
};

typedef struct framing {
    avn_frames *out;
    avn_lexed *lexed;
    avn_arena *arena;
    avn_frame *frame; /* the one being filled */
    bool inside;      /* between a row that opened a record and its label */
    uint32_t done;    /* lines before this have their place */
} framing;

static bool holds(const int *lines, size_t count, int rule)
{
    for (size_t i = 0; i < count; i++)
        if (lines[i] == rule)
            return true;
    return false;
}

/* True when a clause of KIND asks for lines of RULE. */
static bool asks(const avn_block_rule *record, avn_clause_kind kind, int rule)
{
    for (size_t i = 0; i < record->clauses.count; i++) {
        const avn_clause *clause = &record->clauses.items[i];
        if (clause->kind == kind && holds(clause->lines, clause->line_count, rule))
            return true;
    }
    return false;
}

int avn_heading_block(const avn_grammar *grammar, int rule)
{
    for (size_t i = 1; i < grammar->blocks.count; i++) {
        const avn_block_rule *block = &grammar->blocks.items[i];
        if (block->stays && holds(block->opens, block->open_count, rule))
            return (int)i;
    }
    return AVN_NONE;
}

avn_item avn_item_of(const avn_frames *frames, const avn_token *token, avn_str text)
{
    avn_str line = avn_source_line(frames->lexed->source, token->line);
    bool in_line = text.ptr >= line.ptr && text.ptr <= line.ptr + line.len;
    avn_str rest = text;
    unsigned first_word = avn_text_width(avn_str_word(&rest));
    avn_item item = { .token = *token,
                      .text = text,
                      .block = AVN_NONE,
                      .width = first_word + avn_text_width(rest),
                      .first_word = first_word,
                      .gap_above = token->gap_above,
                      .page_above = token->page_above };
    if (in_line)
        item.x = (unsigned)avn_utf8_length((avn_str){ line.ptr, (size_t)(text.ptr - line.ptr) });
    return item;
}

static void push_item(framing *f, avn_items *items, const avn_token *token, avn_str text,
                      bool on_row)
{
    avn_item *item = text.len ? AVN_PUSH(f->arena, *items) : NULL;
    if (!item)
        return;
    *item = avn_item_of(f->out, token, text);
    item->on_row = on_row;
    if (!on_row)
        item->block = avn_heading_block(f->lexed->grammar, token->rule);
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

/* The token at or after LINE, from the list or, inside a token's span, lexed anew. */
static bool token_at(framing *f, uint32_t line, size_t *next, avn_token *token)
{
    avn_lexed *lexed = f->lexed;
    uint32_t count = (uint32_t)lexed->source->line_count;
    while (line < count && (lexed->furniture[line] || avn_line_is_blank(lexed, line)))
        line++;
    if (line >= count)
        return false;
    while (*next < lexed->tokens.count && lexed->tokens.items[*next].line < line)
        ++*next;
    bool listed = *next < lexed->tokens.count && lexed->tokens.items[*next].line == line;
    *token = listed ? lexed->tokens.items[*next] : avn_lex_line(lexed, line);
    return true;
}

/* A row opens a record only if the line that it needs follows, before another such row or the
 * label: in running text the same words are words. */
static bool needs_are_met(framing *f, const avn_token *token, size_t next)
{
    const avn_block_rule *record = f->out->record;
    for (size_t i = 0; i < record->clauses.count; i++) {
        const avn_clause *clause = &record->clauses.items[i];
        if (clause->kind != AVN_CLAUSE_NEEDS)
            continue;
        bool met = false;
        avn_token follower;
        uint32_t line = token->last + 1;
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
static bool take_rule(framing *f, const avn_token *token, size_t next)
{
    const avn_block_rule *record = f->out->record;
    if (holds(record->opens, record->open_count, token->rule) && needs_are_met(f, token, next)) {
        if (f->inside && !new_frame(f, false))
            return true;
        f->frame->open = *token;
        push_item(f, &f->frame->inside, token, avn_str_trim(token->beside), true);
        f->inside = true;
        return true;
    }
    if (!f->inside)
        return false;
    if (token->rule == f->out->label_rule) {
        f->frame->label = *token;
        f->inside = false;
        return new_frame(f, true);
    }
    if (asks(record, AVN_CLAUSE_ROW, token->rule) || asks(record, AVN_CLAUSE_SET, token->rule) ||
        asks(record, AVN_CLAUSE_DROP, token->rule)) {
        avn_token *row = AVN_PUSH(f->arena, f->frame->rows);
        if (row)
            *row = *token;
        push_item(f, &f->frame->inside, token, avn_str_trim(token->beside), true);
        return true;
    }
    return false;
}

static void place(framing *f, avn_token *token, size_t next)
{
    avn_token heading = *token;
    bool is_heading = false;
    while (token->rule != AVN_FREE) {
        if (take_rule(f, token, next))
            return;
        if (!is_heading && avn_heading_block(f->lexed->grammar, token->rule) != AVN_NONE) {
            is_heading = true;
            heading = *token;
        }
        avn_token_next_rule(f->lexed, token);
    }
    if (is_heading)
        *token = heading;
    push_item(f, f->inside ? &f->frame->inside : &f->frame->before, token, token->text, false);
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

bool avn_frames_read(avn_frames *frames, avn_lexed *lexed, const avn_block_rule *record)
{
    *frames = (avn_frames){ .lexed = lexed,
                            .record = record,
                            .blanks_mean = lexed->blanks_mean,
                            .label_rule = avn_frames_label(record) };
    framing f = { .out = frames, .lexed = lexed, .arena = lexed->arena };
    if (!new_frame(&f, false))
        return false;
    size_t next = 0;
    avn_token token;
    for (uint32_t line = 0; token_at(&f, line, &next, &token); line = token.last + 1) {
        if (!f.frame || lexed->arena->failed)
            return false;
        place(&f, &token, next);
    }
    if (!f.frame)
        return false;
    /* The last record may have no label: what follows it is a frame of its own. */
    if (f.inside)
        new_frame(&f, false);
    tell_shape(&f);
    return !lexed->arena->failed;
}

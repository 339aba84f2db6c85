#include "bind/streams.h"

#include "bind/figures.h"
#include "bind/row_sets.h"
#include "bind/torn.h"

enum { MOST_LABELS = 8 };

typedef struct streaming {
    avn_frames *out;
    avn_lexed *lexed;
    avn_arena *arena;
    const avn_streams_rule *rule;
    avn_figures figures;
    AVN_VEC(avn_token) openers; /* the label that opens each record */
    AVN_VEC(size_t) places;     /* where each of them stands: before which record's label */
    avn_frame *frame;
} streaming;

/* ---- words ------------------------------------------------------------------------ */

static void new_frame(streaming *s, bool after_label)
{
    s->frame = AVN_PUSH(s->arena, s->out->frames);
    if (!s->frame)
        return;
    *s->frame = (avn_frame){ .after_label = after_label };
    s->frame->open.rule = s->frame->label.rule = AVN_FREE;
}

static void add_text(streaming *s, const avn_token *token, avn_str text)
{
    avn_item *item = text.len ? AVN_PUSH(s->arena, s->frame->before) : NULL;
    if (!item)
        return;
    avn_item_read(s->out, token, text, item);
    item->block =
        text.len == token->text.len ? avn_heading_block(s->lexed->grammar, token->rule) : AVN_NONE;
}

static bool is_figure_letter(char letter)
{
    return (letter >= '0' && letter <= '9') || strchr(".,%-", letter) != NULL;
}

static bool match_label(streaming *s, size_t kind, avn_str text, uint32_t line)
{
    const avn_pattern *pattern = s->rule->labels.items[kind].pattern;
    return text.len >= pattern->least_length &&
           avn_lex_match(s->lexed, pattern, AVN_STR("streams"), 0, text, line);
}

/* A token of the whole row's rule; captures of the label that was just matched are its own. */
static avn_token make_token(streaming *s, size_t kind, avn_str text, uint32_t line)
{
    const avn_stream_label *label = &s->rule->labels.items[kind];
    const avn_line_rule *rule = &s->lexed->grammar->lines.items[label->line];
    avn_token token = { .line = line, .last = line, .rule = label->line, .text = text };
    token.capture = (uint32_t)s->lexed->captures.count;
    for (size_t i = 0; i < rule->capture_count; i++) {
        avn_str *slot = AVN_PUSH(s->arena, s->lexed->captures);
        if (!slot)
            return token;
        *slot = (avn_str){ NULL, 0 };
        for (size_t g = 0; g < label->pattern->group_count; g++)
            if (avn_str_is(rule->captures[i].name, label->pattern->groups[g].name))
                *slot = avn_match_group(s->lexed->matcher, text, label->pattern->groups[g].number);
    }
    for (size_t g = 0; g < label->pattern->group_count; g++)
        if (strcmp(label->pattern->groups[g].name, "beside") == 0)
            token.beside =
                avn_match_group(s->lexed->matcher, text, label->pattern->groups[g].number);
    return token;
}

static void take_label(streaming *s, size_t kind, avn_str text, uint32_t line)
{
    avn_token token = make_token(s, kind, text, line);
    if (kind == 0) {
        avn_token *opener = AVN_PUSH(s->arena, s->openers);
        if (opener)
            *opener = token;
        size_t *place = AVN_PUSH(s->arena, s->places);
        if (place)
            *place = s->out->frames.count - 1;
        add_text(s, &token, avn_str_trim(token.beside));
    } else {
        avn_token *part = AVN_PUSH(s->arena, s->out->parts);
        if (part)
            *part = token;
    }
}

static bool are_figures(streaming *s, avn_str text, uint32_t line, const avn_pattern *figures)
{
    return avn_lex_match(s->lexed, figures, AVN_STR("streams"), 0, text, line);
}

/* True when the next line that is printed holds nothing but figures. */
static bool figures_follow(streaming *s, uint32_t line, const avn_pattern *figures)
{
    size_t count = s->lexed->source->line_count;
    for (line++; line < count; line++)
        if (!s->lexed->furniture[line] && !avn_line_is_blank(s->lexed, line))
            return are_figures(s, avn_lexed_line(s->lexed, line), line, figures);
    return false;
}

/* A label may have figures of its row on its own line, the others below it. */
static bool take_label_with_figures(streaming *s, avn_str text, uint32_t line,
                                    const avn_pattern *figures)
{
    size_t at = text.len;
    while (at > 0 && (avn_is_blank(text.ptr[at - 1]) || is_figure_letter(text.ptr[at - 1])))
        at--;
    while (at < text.len && !avn_is_blank(text.ptr[at]))
        at++;
    avn_str head = avn_str_trim(avn_str_head(text, at)),
            tail = avn_str_trim(avn_str_from(text, at));
    if (head.len == 0 || tail.len == 0 || !are_figures(s, tail, line, figures) ||
        !figures_follow(s, line, figures))
        return false;
    for (size_t kind = 0; kind < s->rule->labels.count; kind++)
        if (match_label(s, kind, head, line)) {
            take_label(s, kind, head, line);
            avn_figures_add(&s->figures, tail, line);
            return true;
        }
    return false;
}

/* Answers the last line that was taken. */
static uint32_t take_line(streaming *s, uint32_t line, const avn_pattern *figures)
{
    avn_str text = avn_lexed_line(s->lexed, line);
    if (are_figures(s, text, line, figures)) {
        avn_figures_add(&s->figures, text, line);
        return line;
    }
    avn_figures_end_run(&s->figures, line);
    for (size_t kind = 0; kind < s->rule->labels.count; kind++)
        if (match_label(s, kind, text, line)) {
            take_label(s, kind, text, line);
            return line;
        }
    if (take_label_with_figures(s, text, line, figures))
        return line;
    avn_token token = avn_lex_line(s->lexed, line);
    if (token.rule == s->out->label_rule) {
        s->frame->label = token;
        new_frame(s, true);
        return token.last;
    }
    if (avn_heading_block(s->lexed->grammar, token.rule) == AVN_NONE) {
        token.rule = AVN_FREE;
        token.last = line;
    }
    add_text(s, &token, text);
    return token.last;
}

/* ---- pairing ------------------------------------------------------------------------ */

static void set_row(streaming *s, avn_token *token, const avn_stream_row *row)
{
    const avn_line_rule *rule = &s->lexed->grammar->lines.items[token->rule];
    if (rule->row != AVN_NONE)
        s->lexed->captures.items[token->capture + (size_t)rule->row] = row->text;
}

static void give_rows(streaming *s, avn_frame *frame, const avn_row_set *set)
{
    frame->letter = set->in_percent ? s->rule->if_percent : s->rule->if_plain;
    frame->doubtful = !set->verified;
    for (size_t kind = 0; kind < s->rule->labels.count && kind < AVN_SET_ROWS; kind++) {
        const avn_stream_row *row = set->rows[kind];
        if (!row)
            continue;
        if (kind > 0) {
            avn_token token = make_token(s, kind, (avn_str){ "", 0 }, row->run[0].line);
            avn_token *slot = AVN_PUSH(s->arena, frame->rows);
            set_row(s, &token, row);
            if (slot)
                *slot = token;
        } else {
            set_row(s, &frame->open, row);
        }
        avn_add_parts(s->out, row, s->rule->labels.items[kind].line);
    }
}

/* A label that has words beside it stands with its own record's words; the others follow in
 * order. */
static void put_openers_in_place(streaming *s)
{
    for (size_t i = 0; i < s->openers.count; i++) {
        size_t place = s->places.items[i];
        if (s->openers.items[i].beside.len == 0 || place == i || place >= s->openers.count ||
            s->openers.items[place].beside.len > 0 || s->places.items[place] == place)
            continue;
        avn_token moved = s->openers.items[i];
        size_t low = place < i ? place : i, high = place < i ? i : place;
        avn_token *at = &s->openers.items[low];
        if (place < i)
            memmove(at + 1, at, (high - low) * sizeof moved);
        else
            memmove(at, at + 1, (high - low) * sizeof moved);
        s->openers.items[place] = moved;
    }
}

/* The record at or behind FIRST whose label stands right above the set's first row, or COUNT. */
static size_t find_anchor(const streaming *s, const avn_row_set *set, size_t first)
{
    size_t record = first;
    uint32_t line = avn_row_words_above(set->rows[0]);
    while (record < s->openers.count &&
           (line == UINT32_MAX || s->openers.items[record].line != line))
        record++;
    return record;
}

/* Gives COUNT sets to ROOM records, in order. Where they are not as many, none
 * is sure. */
static void place_run(const avn_row_set *found, size_t count, avn_row_set *placed, size_t room)
{
    for (size_t i = 0; i < count && i < room; i++) {
        placed[i] = found[i];
        placed[i].verified = count == room && found[i].verified;
    }
}

/* Sets that stand right below a record's label are its own; those in between follow in order: so
 * a row that could not be read disturbs its neighbours only. */
static void place_sets(streaming *s, const avn_row_set *found, size_t count, avn_row_set *placed)
{
    size_t record = 0, set = 0;
    for (size_t i = 0; i < count; i++) {
        size_t anchor = find_anchor(s, &found[i], record);
        if (anchor == s->openers.count)
            continue;
        place_run(&found[set], i - set, &placed[record], anchor - record);
        placed[anchor] = found[i];
        record = anchor + 1;
        set = i + 1;
    }
    place_run(&found[set], count - set, &placed[record], s->openers.count - record);
}

static bool pair(streaming *s, avn_stream_fit *fit)
{
    size_t count = s->openers.count;
    avn_stream_rows *rows = &s->figures.rows;
    avn_row_set *found = AVN_NEW_ARRAY(s->arena, avn_row_set, rows->count + 1);
    avn_row_set *sets = AVN_NEW_ARRAY(s->arena, avn_row_set, count + 1);
    const avn_stream_row **first = AVN_NEW_ARRAY(s->arena, const avn_stream_row *, count + 1);
    if (!found || !sets || !first)
        return false;
    put_openers_in_place(s);
    place_sets(s, found, avn_pair_rows(s->lexed->kept, rows->items, rows->count, found), sets);
    for (size_t i = 0; i < count && i < s->out->frames.count; i++) {
        avn_frame *frame = &s->out->frames.items[i];
        frame->open = s->openers.items[i];
        give_rows(s, frame, &sets[i]);
        first[i] = sets[i].rows[0];
        fit->records++;
        fit->complete += sets[i].verified && frame->label.rule != AVN_FREE;
    }
    avn_stream_rows singles = avn_figures_singles(&s->figures);
    if (singles.count)
        avn_give_singles(&(avn_singles){ s->out, s->lexed, s->rule, first, count, singles.items,
                                         singles.count });
    return true;
}

bool avn_streams_read(avn_frames *frames, avn_lexed *lexed, const avn_block_rule *record,
                      avn_stream_fit *fit)
{
    const avn_streams_rule *rule = &lexed->grammar->streams;
    const avn_line_rule *first = &lexed->grammar->lines.items[rule->labels.items[0].line];
    *fit = (avn_stream_fit){ 0 };
    *frames = (avn_frames){ .lexed = lexed, .record = record, .cells = true, .streams = true };
    frames->label_rule = avn_frames_label(record);
    streaming s = { .out = frames, .lexed = lexed, .arena = lexed->arena, .rule = rule };
    if (first->row == AVN_NONE || !first->more || rule->labels.count > MOST_LABELS)
        return true;
    avn_figures_begin(&s.figures, lexed, rule);
    new_frame(&s, false);
    for (uint32_t line = 0; s.frame && line < lexed->source->line_count; line++)
        if (!lexed->furniture[line] && !avn_line_is_blank(lexed, line))
            line = take_line(&s, line, first->more);
    avn_figures_end_run(&s.figures, UINT32_MAX);
    return pair(&s, fit) && !lexed->arena->failed;
}

#include "bind/streams.h"

#include "bind/row_sets.h"
#include "bind/singles.h"

typedef AVN_VEC(avn_stream_row) stream_rows;

typedef struct stream_cell {
    avn_str text;
    uint32_t line;
    bool percent;
} stream_cell;

enum { MOST_LABELS = 8, PIECE = 4 /* so many percentages in a run are a piece of a row */ };

typedef struct streaming {
    avn_frames *out;
    avn_lexed *lexed;
    avn_arena *arena;
    const avn_streams_rule *rule;
    size_t length; /* figures in a row */
    AVN_VEC(stream_cell) run;
    stream_rows rows;              /* all rows, in the order of the text */
    stream_rows singles;           /* percentages that are no row's */
    AVN_VEC(avn_token) openers;    /* the label that opens each record */
    AVN_VEC(size_t) places;        /* where each of them stands: before which record's label */
    avn_frame *frame;
} streaming;

/* ---- figures -------------------------------------------------------------------- */

static void add_row(streaming *s, stream_rows *queue, const stream_cell *cells, size_t count)
{
    size_t length = count;
    for (size_t i = 0; i < count; i++)
        length += cells[i].text.len;
    char *text = avn_arena_alloc(s->arena, length + 1);
    avn_stream_row *row = text ? AVN_PUSH(s->arena, *queue) : NULL;
    if (!row)
        return;
    *row = (avn_stream_row){ .first = cells[0].line, .last = cells[count - 1].line };
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text[used++] = ' ';
        memcpy(text + used, cells[i].text.ptr, cells[i].text.len);
        used += cells[i].text.len;
        row->percent = row->percent || cells[i].percent;
    }
    row->text = (avn_str){ text, used };
}

static size_t percent_run(const stream_cell *cells, size_t count)
{
    size_t run = 0;
    while (run < count && cells[run].percent)
        run++;
    return run;
}

/* True when the last figure of each momento of three or more is one of those before it, or their
 * sum: so a row of figures looks, and hardly any other window over a run of them. */
static bool looks_like_row(const streaming *s, const stream_cell *cells)
{
    const avn_columns_rule *columns = avn_stream_columns(s->lexed, s->rule);
    for (size_t from = 0; from < s->length;) {
        size_t end = from + 1;
        while (end < s->length && avn_str_eq(columns->columns.items[end].momento,
                                             columns->columns.items[from].momento))
            end++;
        avn_decimal last, value, sum = { 0, 0 };
        bool found = end - from < 4 || !avn_figure_decimal(cells[end - 1].text, &last);
        for (size_t i = from; !found && i + 1 < end; i++)
            found = avn_figure_decimal(cells[i].text, &value) &&
                    (avn_decimal_compare(value, last) == 0 ||
                     (avn_decimal_add(sum, value, &sum) && i + 2 == end &&
                      avn_decimal_compare(sum, last) == 0));
        if (!found)
            return false;
        from = end;
    }
    return true;
}

/* Where a row begins in a run of percentages that is longer than a row. */
static size_t row_offset(const streaming *s, const stream_cell *cells, size_t count)
{
    for (size_t at = 0; at + s->length <= count && at < s->length; at++)
        if (looks_like_row(s, cells + at))
            return at;
    return 0;
}

/* The run of figures is over: cut it into rows and lone percentages. */
static void end_run(streaming *s)
{
    const stream_cell *cells = s->run.items;
    size_t count = s->run.count, at = 0;
    while (at < count) {
        size_t percents = percent_run(cells + at, count - at);
        size_t plain = 0;
        while (percents == 0 && at + plain < count && !cells[at + plain].percent)
            plain++;
        size_t have = percents ? percents : plain;
        if (have >= s->length) {
            size_t offset = percents ? row_offset(s, cells + at, have) : 0;
            for (; offset > 0; offset--)
                add_row(s, &s->singles, cells + at++, 1);
            add_row(s, &s->rows, cells + at, s->length);
            at += s->length;
        } else if (percents && !(percents >= PIECE && at + percents == count)) {
            add_row(s, &s->singles, cells + at, 1);
            at++;
        } else {
            break; /* a piece of a row: it goes on in the next run */
        }
    }
    s->run.count -= at;
    if (s->run.count && at)
        memmove(s->run.items, s->run.items + at, s->run.count * sizeof *s->run.items);
}

static void add_cells(streaming *s, avn_str text, uint32_t line)
{
    for (avn_str word = avn_str_word(&text); word.len; word = avn_str_word(&text)) {
        stream_cell *cell = AVN_PUSH(s->arena, s->run);
        if (cell)
            *cell = (stream_cell){ word, line, word.ptr[word.len - 1] == '%' };
    }
}

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
    *item = avn_item_of(s->out, token, text);
    item->block = text.len == token->text.len ? avn_heading_block(s->lexed->grammar, token->rule)
                                              : AVN_NONE;
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
            token.beside = avn_match_group(s->lexed->matcher, text,
                                           label->pattern->groups[g].number);
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

/* The first label may be torn: its first cell stands on the line above. */
static bool take_torn_label(streaming *s, avn_str text, uint32_t line)
{
    avn_items *items = &s->frame->before;
    if (items->count == 0 || text.len > 32)
        return false;
    const avn_item *above = &items->items[items->count - 1];
    if (above->text.len > 32)
        return false;
    avn_str joined = avn_arena_printf(s->arena, "%.*s %.*s", AVN_FMT(above->text), AVN_FMT(text));
    if (!match_label(s, 0, joined, line))
        return false;
    avn_token *part = AVN_PUSH(s->arena, s->out->parts);
    if (part) {
        *part = above->token;
        part->rule = s->rule->labels.items[0].line;
    }
    items->count--;
    take_label(s, 0, joined, line);
    return true;
}

/* Answers the last line that was taken. */
static uint32_t take_line(streaming *s, uint32_t line, const avn_pattern *figures)
{
    avn_str text = avn_lexed_line(s->lexed, line);
    if (avn_lex_match(s->lexed, figures, AVN_STR("streams"), 0, text, line)) {
        add_cells(s, text, line);
        return line;
    }
    end_run(s);
    for (size_t kind = 0; kind < s->rule->labels.count; kind++)
        if (match_label(s, kind, text, line)) {
            take_label(s, kind, text, line);
            return line;
        }
    if (take_torn_label(s, text, line))
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
    frame->letter = set->rows[0] && set->rows[0]->percent ? s->rule->if_percent : s->rule->if_plain;
    frame->doubtful = !set->verified;
    for (size_t kind = 0; kind < s->rule->labels.count && kind < AVN_SET_ROWS; kind++) {
        const avn_stream_row *row = set->rows[kind];
        if (!row)
            continue;
        if (kind > 0) {
            avn_token token = make_token(s, kind, (avn_str){ "", 0 }, row->first);
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
            s->openers.items[place].beside.len > 0)
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

/* Gives the sets of each page to the records of that page, in order: so a row that could not be
 * read disturbs its own page only. Where they are not as many, none is sure. */
static void place_sets(streaming *s, const avn_row_set *found, size_t found_count,
                       avn_row_set *placed)
{
    size_t record = 0, set = 0, count = s->openers.count;
    if (found_count == count) {
        memcpy(placed, found, count * sizeof *placed);
        return;
    }
    while (record < count) {
        unsigned page = avn_page_of(s->lexed, s->openers.items[record].line);
        size_t last = record, first_set = set;
        while (last < count && avn_page_of(s->lexed, s->openers.items[last].line) == page)
            last++;
        while (set < found_count && avn_page_of(s->lexed, found[set].rows[0]->first) <= page)
            set++;
        bool even = set - first_set == last - record;
        for (size_t i = first_set; i < set && record < last; i++) {
            placed[record] = found[i];
            placed[record++].verified = even && found[i].verified;
        }
        record = last;
    }
}

static bool pair(streaming *s, avn_stream_fit *fit)
{
    size_t count = s->openers.count;
    avn_row_set *found = AVN_NEW_ARRAY(s->arena, avn_row_set, s->rows.count + 1);
    avn_row_set *sets = AVN_NEW_ARRAY(s->arena, avn_row_set, count + 1);
    const avn_stream_row **first = AVN_NEW_ARRAY(s->arena, const avn_stream_row *, count + 1);
    if (!found || !sets || !first)
        return false;
    put_openers_in_place(s);
    place_sets(s, found, avn_pair_rows(s->arena, s->rows.items, s->rows.count, found), sets);
    for (size_t i = 0; i < count && i < s->out->frames.count; i++) {
        avn_frame *frame = &s->out->frames.items[i];
        frame->open = s->openers.items[i];
        give_rows(s, frame, &sets[i]);
        first[i] = sets[i].rows[0];
        fit->records++;
        fit->complete += sets[i].verified && frame->label.rule != AVN_FREE;
    }
    if (s->singles.count)
        avn_give_singles(&(avn_singles){ s->out, s->lexed, s->rule, first, count, s->singles.items,
                                         s->singles.count });
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
    s.length = lexed->row_length[first->captures[first->row].columns];
    new_frame(&s, false);
    for (uint32_t line = 0; s.frame && line < lexed->source->line_count; line++)
        if (!lexed->furniture[line] && !avn_line_is_blank(lexed, line))
            line = take_line(&s, line, first->more);
    end_run(&s);
    return pair(&s, fit) && !lexed->arena->failed;
}

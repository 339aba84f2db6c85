/* Words that no rule takes: paragraphs, items and the values of labels. */
#include "base/utf8.h"
#include "tree/outline.h"

/* ---- reading a line's edges ----------------------------------------------------------------- */

static bool ends_with_any(avn_str text, const char *marks)
{
    return text.len > 0 && strchr(marks, text.ptr[text.len - 1]) != NULL;
}

/* A capital, also behind an opening question or quotation mark. */
static bool starts_with_capital(avn_str text)
{
    size_t at = 0;
    uint32_t point = avn_utf8_next(text, &at);
    while (point == 0xBF || point == 0xA1 || point == '"' || point == 0x201C)
        point = avn_utf8_next(text, &at);
    return (point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDE);
}

/* Lines that were cut are whole by now. Where blank lines set texts apart, one ends at a full stop
 * before a capital; everywhere else a line is a text of its own unless it cannot begin one. */
bool avn_outline_follows(const avn_outline *o, avn_str above, avn_str below)
{
    bool stops = ends_with_any(above, ".:;") && starts_with_capital(below);
    return avn_reads_on(above, below) || (o->a->lexed->blanks_mean && !stops);
}

/* ---- accounts and places ------------------------------------------------------------------------
 */

static void account(avn_outline *o, const avn_passage *passage, const avn_open *home, avn_str name)
{
    for (size_t i = 0; i < passage->lines.count; i++)
        avn_account_piece(o->a, &passage->lines.items[i],
                          home ? AVANCE_LINE_FIELD : AVANCE_LINE_UNKNOWN,
                          home ? avn_account_name(o->a, home->rule, name) : "");
}

static avn_origin origin_of(const avn_outline *o, const avn_passage *passage)
{
    return avn_outline_origin(o, passage->first, passage->lines.items[0].text.ptr);
}

static avn_str text_of(avn_outline *o, const avn_passage *passage, size_t first, size_t end)
{
    return avn_join_lines(o->a, passage->lines.items + first, end - first, AVN_JOIN_LINES, 0);
}

static void tell(avn_outline *o, const avn_passage *passage, avn_message_id id, avn_str name)
{
    avn_origin origin = origin_of(o, passage);
    avn_place place = { o->a->report->file, origin.page, origin.line, origin.column };
    const char *words = avn_excerpt(o->a, passage->lines.items[0].text);
    if (name.len)
        avn_tell(o->a->sink, id, place, words, avn_arena_str(o->a->arena, name).ptr, NULL);
    else
        avn_tell(o->a->sink, id, place, words, NULL);
}

/* ---- lists
 * ----------------------------------------------------------------------------------------- */

static const avn_pattern *split_of(const avn_open *home, const avn_clause *list)
{
    for (size_t i = 0; i < home->rule->clauses.count; i++) {
        const avn_clause *clause = &home->rule->clauses.items[i];
        if (clause->kind == AVN_CLAUSE_SPLIT && avn_str_eq(clause->name, list->name))
            return clause->pattern;
    }
    return NULL;
}

static void put_member(avn_outline *o, const avn_passage *passage, avn_open *home,
                       const avn_clause *list, avn_str text)
{
    text = avn_str_trim(text);
    if (text.len)
        avn_outline_put(o, home, list->name, text, avn_outline_origin(o, passage->first, text.ptr));
}

/* One member, or several where `split` says so. */
static size_t put_split(avn_outline *o, const avn_passage *passage, avn_open *home,
                        const avn_clause *list, avn_str text)
{
    const avn_pattern *split = split_of(home, list);
    size_t count = 1, start = 0, at = 0;
    while (split && at < text.len &&
           avn_pattern_match(o->a->lexed->matcher, split, text, at) == AVN_MATCHED) {
        avn_str gap = avn_match_group(o->a->lexed->matcher, text, 0);
        size_t found = (size_t)(gap.ptr - text.ptr);
        put_member(o, passage, home, list, (avn_str){ text.ptr + start, found - start });
        start = found + gap.len;
        at = start + (gap.len == 0);
        count++;
    }
    put_member(o, passage, home, list, avn_str_from(text, start));
    return count;
}

static void mark_guessed(avn_outline *o, const avn_passage *passage, avn_open *home,
                         const avn_clause *list)
{
    avn_clause_state *state = avn_outline_state(home, list);
    size_t index = avn_member_find(home->node->block, list->name);
    home->node->slots[index].list.guessed = true;
    if (!state->told)
        tell(o, passage, AVN_MSG_GUESSED_MEMBERS, list->name);
    state->told = true;
}

/* Without marks, each line that begins with a capital begins a member. */
static void add_unmarked(avn_outline *o, const avn_passage *passage, avn_open *home,
                         const avn_clause *list)
{
    size_t first = 0, members = 0;
    for (size_t i = 1; i <= passage->lines.count; i++) {
        if (i < passage->lines.count && !starts_with_capital(passage->lines.items[i].text))
            continue;
        members += put_split(o, passage, home, list, text_of(o, passage, first, i));
        first = i;
    }
    if (members > 1 || split_of(home, list))
        mark_guessed(o, passage, home, list);
    home->last_list = list;
    account(o, passage, home, list->name);
}

static void add_marked(avn_outline *o, const avn_passage *passage, avn_open *home,
                       const avn_clause *list)
{
    put_member(o, passage, home, list, text_of(o, passage, 0, passage->lines.count));
    avn_outline_state(home, list)->marked = true;
    home->last_list = list;
    account(o, passage, home, list->name);
}

/* ---- where words go
 * -------------------------------------------------------------------------------- */

static const avn_clause *texts_of(const avn_open *open)
{
    for (size_t i = 0; i < open->rule->clauses.count; i++)
        if (open->rule->clauses.items[i].kind == AVN_CLAUSE_TEXTS)
            return &open->rule->clauses.items[i];
    return NULL;
}

static const avn_clause *free_list_of(const avn_open *open)
{
    for (size_t i = 0; i < open->rule->clauses.count; i++) {
        const avn_clause *clause = &open->rule->clauses.items[i];
        if (clause->kind == AVN_CLAUSE_LIST && clause->line_count == 0 &&
            !avn_outline_is_taken(open->rule, clause->name))
            return clause;
    }
    return NULL;
}

static void put_value(avn_outline *o, const avn_passage *passage, avn_open *home,
                      const avn_clause *field)
{
    avn_str text = text_of(o, passage, 0, passage->lines.count);
    avn_clause_state *state = avn_outline_state(home, field);
    avn_outline_put(o, home, field->name, text, origin_of(o, passage));
    state->filled = true;
    state->printed = text;
    account(o, passage, home, field->name);
}

static void put_paragraph(avn_outline *o, const avn_passage *passage, avn_open *home,
                          const avn_clause *texts)
{
    avn_outline_put(o, home, texts->name, text_of(o, passage, 0, passage->lines.count),
                    origin_of(o, passage));
    account(o, passage, home, texts->name);
}

static void put_unknown(avn_outline *o, const avn_passage *passage, avn_open *home)
{
    avn_outline_keep_unknown(o, home, text_of(o, passage, 0, passage->lines.count),
                             origin_of(o, passage));
    tell(o, passage, AVN_MSG_UNKNOWN_TEXT, AVN_STR(""));
    account(o, passage, NULL, AVN_STR(""));
}

/* The open label takes what has no other place, with a note unless it is prose, which goes on. */
static void put_late(avn_outline *o, const avn_passage *passage, avn_open *home,
                     const avn_clause *label)
{
    if (avn_grammar_type(o->a->grammar, label->name, NULL) != AVN_PROSE)
        tell(o, passage, AVN_MSG_LATE_TEXT, label->name);
    if (label->kind == AVN_CLAUSE_LIST) {
        add_unmarked(o, passage, home, label);
        return;
    }
    avn_outline_put_more(o, home, label, text_of(o, passage, 0, passage->lines.count),
                         origin_of(o, passage));
    account(o, passage, home, label->name);
}

/* What the open label does with an unmarked paragraph: a field takes the first, a list takes them
 * while it has no marked member. One that ends in a colon announces the list. */
static bool label_takes(avn_outline *o, const avn_passage *passage, avn_open *home,
                        const avn_clause *label)
{
    const avn_clause_state *state = avn_outline_state(home, label);
    if (label->kind == AVN_CLAUSE_FIELD) {
        if (state->filled)
            return false;
        put_value(o, passage, home, label);
        return true;
    }
    avn_str last = passage->lines.items[passage->lines.count - 1].text;
    const avn_clause *texts = texts_of(home);
    if (state->marked)
        return false;
    if (ends_with_any(last, ":") && texts)
        put_paragraph(o, passage, home, texts);
    else
        add_unmarked(o, passage, home, label);
    return true;
}

static void place_paragraph(avn_outline *o, avn_passage *passage)
{
    avn_column_state *column = &o->columns[passage->first->column];
    avn_open *innermost = o->stack.items[0];
    if (passage->home && label_takes(o, passage, passage->home, passage->clause))
        return;
    if (column->home && label_takes(o, passage, column->home, column->label))
        return;
    for (size_t i = o->stack.count; i-- > 0;) {
        avn_open *open = o->stack.items[i];
        if (!avn_outline_sees(open, passage->first->column))
            continue;
        innermost = innermost->parent ? innermost : open;
        const avn_clause *texts = texts_of(open), *list = free_list_of(open);
        if (texts)
            put_paragraph(o, passage, open, texts);
        else if (list)
            add_unmarked(o, passage, open, list);
        else if (column->home == open)
            put_late(o, passage, open, column->label);
        else
            continue;
        return;
    }
    put_unknown(o, passage, innermost);
}

/* A marked line goes to the open list, else to the innermost list without a label, else to the list
 * that was open last; without any list it is text. */
static void place_item(avn_outline *o, avn_passage *passage)
{
    avn_column_state *column = &o->columns[passage->first->column];
    avn_open *home = passage->home ? passage->home : column->home;
    const avn_clause *label = passage->home ? passage->clause : column->label;
    if (home && label->kind == AVN_CLAUSE_LIST) {
        add_marked(o, passage, home, label);
        return;
    }
    if (home && !avn_outline_state(home, label)->filled) {
        put_value(o, passage, home, label);
        return;
    }
    for (size_t last = 0; last < 2; last++) {
        for (size_t i = o->stack.count; i-- > 0;) {
            avn_open *open = o->stack.items[i];
            const avn_clause *list = last ? open->last_list : free_list_of(open);
            if (!list || !avn_outline_sees(open, passage->first->column))
                continue;
            add_marked(o, passage, open, list);
            return;
        }
    }
    place_paragraph(o, passage);
}

static void place(avn_outline *o, avn_passage *passage)
{
    if (passage->lines.count == 0)
        return;
    if (passage->marked)
        place_item(o, passage);
    else
        place_paragraph(o, passage);
}

void avn_outline_release(avn_outline *o, size_t count)
{
    for (size_t i = 0; i < count; i++)
        place(o, &o->waiting.items[i]);
    size_t left = o->waiting.count - count;
    if (left)
        memmove(o->waiting.items, o->waiting.items + count, left * sizeof *o->waiting.items);
    o->waiting.count = left;
}

void avn_outline_flush(avn_outline *o)
{
    for (size_t i = 0; i < AVN_OUTLINE_COLUMNS; i++) {
        avn_passage *passage = &o->columns[i].passage;
        if (!passage->open)
            continue;
        avn_passage done = *passage;
        *passage = (avn_passage){ .open = false };
        avn_passage *slot = NULL;
        if (o->has_leads && !done.home && !done.marked)
            slot = AVN_PUSH(o->a->arena, o->waiting);
        if (slot)
            *slot = done;
        else
            place(o, &done);
    }
}

/* ---- words that go on
 * ------------------------------------------------------------------------------ */

/* A value whose type tells its end does not go on. */
static bool value_is_whole(avn_outline *o, const avn_passage *passage, avn_str more)
{
    avn_type type = avn_grammar_type(o->a->grammar, passage->clause->name, NULL);
    if (type == AVN_TEXT || type == AVN_PROSE || type == AVN_KEY)
        return false;
    avn_str text = text_of(o, passage, 0, passage->lines.count);
    avn_str both = avn_arena_printf(o->a->arena, "%.*s\n%.*s", AVN_FMT(text), AVN_FMT(more));
    return avn_outline_reads(o, passage->clause->name, text) &&
           !avn_outline_reads(o, passage->clause->name, both);
}

/* True when PIECE, without a mark, goes on with what was printed above it. */
static bool goes_on(avn_outline *o, const avn_passage *passage, const avn_piece *piece)
{
    if (!passage->open || piece->begins || piece->row != passage->last->row + 1)
        return false;
    if (passage->lines.count == 0)
        return true;
    avn_str above = passage->lines.items[passage->lines.count - 1].text;
    if (!avn_outline_follows(o, above, piece->text))
        return false;
    return !(passage->clause && passage->clause->kind == AVN_CLAUSE_FIELD &&
             value_is_whole(o, passage, piece->text));
}

static void add_line(avn_outline *o, avn_passage *passage, const avn_piece *piece, avn_str text)
{
    passage->last = piece;
    if (text.len == 0)
        return;
    avn_token *line = AVN_PUSH(o->a->arena, passage->lines);
    if (line)
        *line =
            (avn_token){ .line = piece->line, .last = piece->last, .rule = AVN_FREE, .text = text };
}

static void begin_passage(avn_outline *o, const avn_piece *piece, avn_str text)
{
    avn_passage *passage = &o->columns[piece->column].passage;
    *passage = (avn_passage){ .first = piece, .open = true };
    add_line(o, passage, piece, text);
}

/* The label in the cell to the left takes the cell beside it. */
static void take_label_beside(avn_outline *o, const avn_piece *piece)
{
    if (!piece->cell || piece->column == 0)
        return;
    avn_column_state *left = &o->columns[piece->column - 1], *here = &o->columns[piece->column];
    if (!left->home || left->row != piece->row)
        return;
    bool list = left->label->kind == AVN_CLAUSE_LIST;
    if (!list && avn_outline_state(left->home, left->label)->filled)
        return;
    here->passage.home = left->home;
    here->passage.clause = left->label;
    if (list) {
        here->home = left->home;
        here->label = left->label;
    }
}

void avn_outline_words(avn_outline *o, const avn_piece *piece)
{
    avn_assembly *a = o->a;
    size_t mark = avn_item_mark(a->grammar, a->lexed->matcher, piece->text);
    avn_passage *passage = &o->columns[piece->column].passage;
    if (mark == 0 && goes_on(o, passage, piece)) {
        add_line(o, passage, piece, piece->text);
        return;
    }
    avn_outline_flush(o);
    begin_passage(o, piece, avn_str_trim(avn_str_from(piece->text, mark)));
    passage->marked = mark > 0;
    take_label_beside(o, piece);
    if (mark > 0) {
        avn_outline_count_item(o, avn_str_head(piece->text, mark));
        avn_token bare = { .line = piece->line, .last = piece->last, .rule = AVN_FREE };
        if (passage->lines.count == 0)
            avn_account_piece(a, &bare, AVANCE_LINE_FURNITURE, "item");
    }
}

void avn_outline_label(avn_outline *o, const avn_piece *piece, const avn_taker *taker,
                       avn_str value)
{
    avn_column_state *column = &o->columns[piece->column];
    avn_outline_release(o, o->waiting.count);
    column->home = taker->home;
    column->label = taker->clause;
    column->row = piece->row;
    o->numbering.list = 0;
    value = avn_str_trim(value);
    if (value.len == 0)
        return;
    begin_passage(o, piece, value);
    column->passage.home = taker->home;
    column->passage.clause = taker->clause;
}

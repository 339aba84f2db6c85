/* Turns the divisions of all gaps into events for the assembler. */
#include "bind/bind.h"

#include "bind/learn.h"
#include "bind/portion.h"
#include "bind/streams.h"

static const double DOUBTFUL_MARGIN = 1.0;
enum { IN_ORDER_PERCENT = 85, REFUSED_PERCENT = 50, ENOUGH_LABELS = 4 };

typedef struct binding {
    avn_lexed *lexed;
    avn_arena *arena;
    avn_arena *kept; /* for texts that the tree may point to */
    avn_binding *out;
    avn_frames frames;
    avn_evidence evidence;
    avn_solutions solutions;
    size_t opened;          /* the event that opened the last record */
    const char *label_name; /* of the field that text goes to */
    size_t *starts;         /* per frame: its first event that is no text of the record before */
} binding;

const avn_block_rule *avn_bind_record(const avn_grammar *grammar)
{
    for (size_t i = 0; i < grammar->blocks.count; i++) {
        const avn_block_rule *block = &grammar->blocks.items[i];
        for (size_t k = 0; k < block->clauses.count; k++)
            if (block->clauses.items[k].kind == AVN_CLAUSE_LEAD && block->clauses.items[k].learn)
                return block;
    }
    return NULL;
}

static avn_event *add_event(binding *b, avn_role role, const avn_token *token)
{
    avn_event *event = AVN_PUSH(b->arena, b->out->events);
    if (!event)
        return NULL;
    *event = (avn_event){ .role = role };
    event->token = *token;
    return event;
}

static avn_str join_pieces(binding *b, const avn_str *pieces, size_t count, unsigned cut)
{
    if (count == 1)
        return pieces[0];
    size_t room = count, used = 0;
    for (size_t i = 0; i < count; i++)
        room += pieces[i].len;
    char *text = avn_arena_alloc(b->kept, room);
    for (size_t i = 0; text && i < count; i++) {
        bool goes_on = i > 0 && i <= AVN_MOST_UNIT_PIECES && (cut >> (i - 1) & 1);
        if (i > 0 && !goes_on)
            text[used++] = ' ';
        memcpy(text + used, pieces[i].ptr, pieces[i].len);
        used += pieces[i].len;
    }
    return text ? (avn_str){ text, used } : AVN_STR("");
}

/* The lines of their own among ITEMS; what stands beside a row is accounted with it. */
static void lead_lines(binding *b, const avn_item *const *items, size_t count, avn_lead *lead)
{
    lead->lines = AVN_NEW_ARRAY(b->arena, avn_token, count + 1);
    for (size_t i = 0; lead->lines && i < count; i++)
        if (!items[i]->on_row)
            lead->lines[lead->count++] = items[i]->token;
}

static avn_lead *make_leads(binding *b, const avn_solved *solved, const avn_lead_choice *choice)
{
    avn_lead *leads = AVN_NEW_ARRAY(b->arena, avn_lead, 2);
    if (!leads)
        return NULL;
    if (choice->name_count) {
        leads[0].text = join_pieces(b, choice->name, choice->name_count, 0);
        lead_lines(b, choice->name_items, choice->name_count, &leads[0]);
    }
    if (choice->unit_count) {
        leads[1].text =
            join_pieces(b, choice->unit, choice->unit_count, solved->division.leads.cut);
        lead_lines(b, choice->unit_items, choice->unit_count, &leads[1]);
    }
    return leads;
}

/* A line that is a heading in one reading is the end of a text in the other. */
static void note_heading(binding *b, const avn_solved *solved, avn_event *event)
{
    const avn_division *division = &solved->division;
    bool heading = division->other_text < division->text;
    const avn_item *item = &solved->items.items[heading ? division->other_text : division->text];
    event->doubt_of =
        heading ? b->lexed->grammar->blocks.items[item->block].name.ptr : b->label_name;
    event->doubtful =
        avn_arena_printf(b->kept, heading ? "%.*s" : "… %.*s", AVN_FMT(item->text)).ptr;
}

/* What another reading of the same lines would say, for the note. */
static void note_doubt(binding *b, const avn_solved *solved, avn_event *event)
{
    const avn_division *division = &solved->division;
    avn_lead_choice choice;
    if (division->margin >= DOUBTFUL_MARGIN || !avn_solved_leads(solved, true, &choice))
        return;
    bool same_start = division->other_start == division->text + division->headings;
    if (same_start && division->other_text != division->text) {
        note_heading(b, solved, event);
        return;
    }
    bool unit = same_start && choice.unit_count > 0;
    event->doubt_of = unit ? b->evidence.unit->name.ptr : b->evidence.name->name.ptr;
    event->doubtful =
        avn_arena_str(b->kept,
                      unit ? join_pieces(b, choice.unit, choice.unit_count, division->other.cut)
                           : join_pieces(b, choice.name, choice.name_count, 0))
            .ptr;
}

/* A unit that no vocabulary knows, joined of pieces: where they join was a guess. */
static void note_unknown_unit(binding *b, const avn_solved *solved, const avn_lead_choice *choice,
                              avn_event *event)
{
    const avn_lead_reading *leads = &solved->division.leads;
    if (event->doubtful || choice->unit_count < 2 || leads->unit_known)
        return;
    unsigned other = leads->cut ^ 1u << (choice->unit_count - 2);
    event->doubt_of = b->evidence.unit->name.ptr;
    event->doubtful =
        avn_arena_str(b->kept, join_pieces(b, choice->unit, choice->unit_count, other)).ptr;
}

/* Where a boundary is in doubt, so is the text above it, which is the record before's. */
static void note_text_above(binding *b, const avn_solved *solved, const avn_frame *frame)
{
    const avn_division *division = &solved->division;
    bool moved = division->other_start != division->text + division->headings;
    if (division->margin >= DOUBTFUL_MARGIN || !moved || !frame->after_label ||
        b->opened >= b->out->events.count)
        return;
    avn_event *before = &b->out->events.items[b->opened];
    size_t end = division->other_start < solved->before ? division->other_start : solved->before;
    if (before->doubtful || end == 0)
        return;
    before->doubt_of = b->label_name;
    before->doubtful =
        avn_arena_printf(b->kept, "… %.*s", AVN_FMT(solved->items.items[end - 1].text)).ptr;
}

static bool open_event(binding *b, const avn_frame *frame, const avn_solved *solved)
{
    avn_lead_choice choice;
    note_text_above(b, solved, frame);
    b->opened = b->out->events.count;
    avn_event *event = add_event(b, AVN_ROLE_OPEN, &frame->open);
    bool found = avn_solved_leads(solved, false, &choice);
    if (!event)
        return false;
    event->leads = make_leads(b, solved, &choice);
    note_doubt(b, solved, event);
    if (found)
        note_unknown_unit(b, solved, &choice, event);
    event->doubtful_figures = frame->doubtful;
    return found;
}

static void frame_events(binding *b, size_t index)
{
    const avn_frame *frame = &b->frames.frames.items[index];
    const avn_solved *solved = &b->solutions.items[index];
    const avn_division *division = &solved->division;
    for (size_t i = 0; i < solved->repeats.count; i++)
        add_event(b, AVN_ROLE_REPEAT, &solved->repeats.items[i].token);
    b->starts[index] = b->out->events.count + division->text;
    for (size_t i = 0; i < division->text + division->headings; i++)
        add_event(b,
                  i >= division->text  ? AVN_ROLE_HEADING
                  : frame->after_label ? AVN_ROLE_TEXT
                                       : AVN_ROLE_UNKNOWN,
                  &solved->items.items[i].token);
    if (frame->open.rule == AVN_FREE)
        return;
    bool led = open_event(b, frame, solved);
    for (size_t i = 0; i < frame->rows.count; i++)
        add_event(b, AVN_ROLE_ROW, &frame->rows.items[i]);
    if (!led)
        for (size_t i = division->text + division->headings; i < solved->items.count; i++)
            if (!solved->items.items[i].on_row)
                add_event(b, AVN_ROLE_UNKNOWN, &solved->items.items[i].token);
    if (frame->label.rule != AVN_FREE)
        add_event(b, AVN_ROLE_LABEL, &frame->label);
}

static size_t count_labels(binding *b, int label)
{
    size_t count = 0;
    for (size_t i = 0; i < b->lexed->tokens.count; i++)
        count += b->lexed->tokens.items[i].rule == label;
    return count;
}

static avn_str row_of(const avn_lexed *lexed, const avn_token *token)
{
    const avn_line_rule *rule = &lexed->grammar->lines.items[token->rule];
    return rule->row == AVN_NONE ? (avn_str){ "", 0 }
                                 : lexed->captures.items[token->capture + (size_t)rule->row];
}

/* A record is whole when its first two rows are; in plain figures they say the same. */
static bool is_whole(const avn_frames *frames, const avn_frame *frame)
{
    if (frame->open.rule == AVN_FREE || frame->rows.count == 0 || frame->label.rule == AVN_FREE)
        return false;
    avn_str first = row_of(frames->lexed, &frame->open), second = { "", 0 };
    for (size_t i = 0; i < frame->rows.count && second.len == 0; i++)
        second = row_of(frames->lexed, &frame->rows.items[i]);
    if (first.len == 0 || second.len == 0)
        return false;
    if (avn_str_eq(first, second))
        return true;
    if (memchr(first.ptr, '%', first.len))
        return avn_count_words(first) <= avn_count_words(second);
    for (avn_str word = avn_str_word(&first); word.len; word = avn_str_word(&first))
        if (!avn_str_eq(word, avn_str_word(&second)))
            return false;
    return true;
}

/* Records whose rows and label were found in their order. */
static size_t count_complete(const avn_frames *frames)
{
    size_t count = 0;
    for (size_t i = 0; i < frames->frames.count; i++)
        count += is_whole(frames, &frames->frames.items[i]);
    return count;
}

/* Where many records are not whole, the figures of those may be another's. */
static void doubt_the_rest(avn_frames *frames)
{
    for (size_t i = 0; i < frames->frames.count; i++)
        frames->frames.items[i].doubtful = !is_whole(frames, &frames->frames.items[i]);
}

/* Which reading the text asks for is told by how much of it fits, not by who made it. READABLE: a
 * good part does. */
static bool choose_reading(binding *b, bool *readable)
{
    const avn_block_rule *record = avn_bind_record(b->lexed->grammar);
    *readable = true;
    if (!avn_frames_read(&b->frames, b->lexed, record))
        return false;
    size_t labels = count_labels(b, b->frames.label_rule);
    size_t complete = count_complete(&b->frames);
    if (b->lexed->grammar->streams.record == 0 || complete * 100 >= labels * IN_ORDER_PERCENT)
        return true;
    avn_frames streams;
    avn_stream_fit fit;
    if (!avn_streams_read(&streams, b->lexed, record, &fit))
        return false;
    if (fit.complete > complete) {
        b->frames = streams;
        complete = fit.complete;
    } else if (b->frames.cells) { /* rows that are lines hold together, right or wrong */
        doubt_the_rest(&b->frames);
    }
    *readable = labels < ENOUGH_LABELS || complete * 100 >= labels * REFUSED_PERCENT;
    return true;
}

/* Where hardly a record is whole, going on would mean guessing figures. */
static avance_status refuse(const avn_lexed *lexed)
{
    avn_tell(lexed->sink, AVN_MSG_UNREADABLE_ORDER, (avn_place){ .file = lexed->source->name },
             NULL);
    return AVANCE_REFUSED;
}

static const char *name_of_reading(const avn_frames *frames)
{
    return frames->streams ? "palabras y cifras por separado"
           : frames->cells
               ? (frames->beside ? "celda por renglón, textos al lado" : "celda por renglón")
           : frames->has_x  ? "columnas por su lugar"
           : frames->beside ? "textos al lado"
                            : "renglones completos";
}

/* Ends the events before the last record that is fit for it. */
static void end_early(binding *b)
{
    size_t frame = avn_portion_end(&b->frames, &b->solutions, &b->out->end);
    if (frame == 0) {
        b->out->end = 0;
        return;
    }
    b->out->events.count = b->starts[frame];
    avn_learned_keep(&b->evidence, &b->solutions, frame);
}

static bool make_events(binding *b)
{
    b->starts = AVN_NEW_ARRAY(b->arena, size_t, b->solutions.count + 1);
    if (!b->starts)
        return false;
    b->opened = SIZE_MAX;
    b->label_name = b->frames.label_rule == AVN_NONE
                        ? ""
                        : b->lexed->grammar->lines.items[b->frames.label_rule].name.ptr;
    /* Nearly every token becomes one event. */
    if (!AVN_RESERVE(b->arena, b->out->events, b->lexed->tokens.count * 9 / 8))
        return false;
    for (size_t i = 0; i < b->solutions.count; i++)
        frame_events(b, i);
    for (size_t i = 0; i < b->frames.parts.count; i++)
        add_event(b, AVN_ROLE_PART, &b->frames.parts.items[i]);
    return !b->arena->failed;
}

avance_status avn_bind(avn_lexed *lexed, avn_carry *carry, bool goes_on, avn_binding *out)
{
    binding b = { .lexed = lexed, .arena = lexed->arena, .kept = lexed->kept, .out = out };
    bool readable;
    *out = (avn_binding){ .reading = "" };
    if (!choose_reading(&b, &readable))
        return lexed->status != AVANCE_OK ? lexed->status : AVANCE_NO_MEMORY;
    /* The figures of words that have none may be in the text behind, so no line ends it here. */
    if (goes_on && (b.frames.streams || !readable))
        return lexed->arena->failed ? AVANCE_NO_MEMORY : lexed->status;
    if (!readable)
        return refuse(lexed);
    if (!avn_evidence_read(&b.evidence, &b.frames, carry) ||
        !avn_learn(&b.evidence, &b.solutions) || !make_events(&b))
        return lexed->status != AVANCE_OK ? lexed->status : AVANCE_NO_MEMORY;
    out->apart = b.frames.streams;
    out->reading = name_of_reading(&b.frames);
    out->end = (uint32_t)lexed->source->line_count;
    if (goes_on)
        end_early(&b);
    return lexed->arena->failed ? AVANCE_NO_MEMORY : lexed->status;
}

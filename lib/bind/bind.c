/* Turns the divisions of all gaps into events for the assembler. */
#include "bind/bind.h"

#include "base/buf.h"
#include "bind/learn.h"

static const double DOUBTFUL_MARGIN = 1.0;

typedef struct binding {
    avn_lexed *lexed;
    avn_arena *arena;
    avn_binding *out;
    avn_frames frames;
    avn_evidence evidence;
    avn_solutions solutions;
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
    if (event)
        *event = (avn_event){ .role = role, .token = *token };
    return event;
}

static avn_str join_pieces(binding *b, const avn_str *pieces, size_t count, unsigned cut)
{
    avn_buf text;
    if (count == 1)
        return pieces[0];
    avn_buf_init(&text, b->arena->allocator);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && !(cut >> (i - 1) & 1))
            avn_buf_char(&text, ' ');
        avn_buf_str(&text, pieces[i]);
    }
    avn_str joined = avn_arena_str(b->arena, avn_buf_view(&text));
    b->arena->failed = b->arena->failed || text.failed;
    avn_buf_free(&text);
    return joined;
}

static bool stands_in(avn_str part, avn_str whole)
{
    return part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len;
}

/* The lines of their own that PIECES stand in; what stands beside a row is accounted with it. */
static void lead_lines(binding *b, const avn_solved *solved, const avn_str *pieces, size_t count,
                       avn_lead *lead)
{
    lead->lines = AVN_NEW_ARRAY(b->arena, avn_token, count + 1);
    for (size_t i = 0; lead->lines && i < count; i++)
        for (size_t k = 0; k < solved->items.count; k++)
            if (!solved->items.items[k].on_row && stands_in(pieces[i], solved->items.items[k].text))
                lead->lines[lead->count++] = solved->items.items[k].token;
}

static avn_lead *make_leads(binding *b, const avn_solved *solved, const avn_lead_choice *choice)
{
    avn_lead *leads = AVN_NEW_ARRAY(b->arena, avn_lead, 2);
    if (!leads)
        return NULL;
    if (choice->name_count) {
        leads[0].text = join_pieces(b, choice->name, choice->name_count, 0);
        lead_lines(b, solved, choice->name, choice->name_count, &leads[0]);
    }
    if (choice->unit_count) {
        leads[1].text = join_pieces(b, choice->unit, choice->unit_count, solved->division.leads.cut);
        lead_lines(b, solved, choice->unit, choice->unit_count, &leads[1]);
    }
    return leads;
}

/* What another reading of the same lines would say, for the note. */
static void note_doubt(binding *b, const avn_solved *solved, avn_event *event)
{
    const avn_division *division = &solved->division;
    avn_lead_choice choice;
    if (division->margin >= DOUBTFUL_MARGIN || !avn_solved_leads(solved, true, &choice))
        return;
    bool same_start = division->other_start == division->text + division->headings;
    bool unit = same_start && choice.unit_count > 0;
    event->doubt_of = unit ? b->evidence.unit->name.ptr : b->evidence.name->name.ptr;
    event->doubtful =
        avn_arena_str(b->arena,
                      unit ? join_pieces(b, choice.unit, choice.unit_count, division->other.cut)
                           : join_pieces(b, choice.name, choice.name_count, 0))
            .ptr;
}

static bool open_event(binding *b, const avn_frame *frame, const avn_solved *solved)
{
    avn_lead_choice choice;
    avn_event *event = add_event(b, AVN_ROLE_OPEN, &frame->open);
    bool found = avn_solved_leads(solved, false, &choice);
    if (!event)
        return false;
    event->leads = make_leads(b, solved, &choice);
    note_doubt(b, solved, event);
    return found;
}

static void frame_events(binding *b, size_t index)
{
    const avn_frame *frame = &b->frames.frames.items[index];
    const avn_solved *solved = &b->solutions.items[index];
    const avn_division *division = &solved->division;
    for (size_t i = 0; i < solved->repeats.count; i++)
        add_event(b, AVN_ROLE_REPEAT, &solved->repeats.items[i].token);
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

avance_status avn_bind(avn_lexed *lexed, avn_binding *out)
{
    binding b = { .lexed = lexed, .arena = lexed->arena, .out = out };
    *out = (avn_binding){ .reading = "" };
    const avn_block_rule *record = avn_bind_record(lexed->grammar);
    if (!avn_frames_read(&b.frames, lexed, record) ||
        !avn_evidence_read(&b.evidence, &b.frames) || !avn_learn(&b.evidence, &b.solutions))
        return lexed->status != AVANCE_OK ? lexed->status : AVANCE_NO_MEMORY;
    for (size_t i = 0; i < b.solutions.count; i++)
        frame_events(&b, i);
    out->reading = b.frames.cells
                       ? (b.frames.beside ? "celda por renglón, textos al lado" : "celda por renglón")
                   : b.frames.has_x  ? "columnas por su lugar"
                   : b.frames.beside ? "textos al lado"
                                     : "renglones completos";
    return lexed->arena->failed ? AVANCE_NO_MEMORY : lexed->status;
}

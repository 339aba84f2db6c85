/* Walks the tokens and decides where each goes. */
#include "tree/assemble.h"

#include "base/buf.h"

static const char *c_string(avn_assembly *a, avn_str s)
{
    return avn_arena_str(a->arena, s).ptr;
}

const char *avn_excerpt(avn_assembly *a, avn_str text)
{
    enum { SHOWN = 60 };
    if (text.len <= SHOWN)
        return c_string(a, text);
    size_t end = SHOWN;
    while (end > 0 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
        end--;
    return avn_arena_printf(a->arena, "%.*s…", (int)end, text.ptr).ptr;
}

/* ---- text that waits -------------------------------------------------------- */

static void wait_for_place(avn_assembly *a, const avn_token *token)
{
    bool begins = a->waiting.count == 0 || token->gap_above;
    if (!begins) {
        const avn_paragraph *last = &a->waiting.items[a->waiting.count - 1];
        begins =
            last->lines.count == 0 || last->lines.items[last->lines.count - 1].last > token->line;
    }
    avn_paragraph *paragraph =
        begins ? AVN_PUSH(a->arena, a->waiting) : &a->waiting.items[a->waiting.count - 1];
    /* The room of one that waited before serves again. */
    if (begins && paragraph)
        paragraph->lines.count = 0;
    avn_token *slot = paragraph ? AVN_PUSH(a->arena, paragraph->lines) : NULL;
    if (slot)
        *slot = *token;
}

static void make_unknown(avn_assembly *a, const avn_paragraph *paragraph)
{
    const avn_token *lines = paragraph->lines.items;
    size_t count = paragraph->lines.count;
    avn_node *node = avn_node_new(a, NULL, avn_origin_of(a, &lines[0]));
    if (!node)
        return;
    node->text = avn_join_lines(a, lines, count, AVN_JOIN_LINES, 0);
    avn_node_append(a->root, node);
    for (size_t i = 0; i < count; i++)
        avn_account_token(a, &lines[i], AVANCE_LINE_UNKNOWN, "");
    avn_tell(a->sink, AVN_MSG_UNKNOWN_TEXT, avn_place_of(a, &lines[0]),
             avn_excerpt(a, lines[0].text), NULL);
}

/* Gives the waiting paragraphs to the open label; without one they are unknown. */
static void release(avn_assembly *a)
{
    for (size_t i = 0; i < a->waiting.count; i++) {
        const avn_paragraph *paragraph = &a->waiting.items[i];
        if (!a->label) {
            make_unknown(a, paragraph);
            continue;
        }
        const char *name = avn_account_name(a, a->record_rule, a->label->name);
        for (size_t k = 0; k < paragraph->lines.count; k++) {
            avn_token *slot = AVN_PUSH(a->arena, a->label_text);
            if (slot)
                *slot = paragraph->lines.items[k];
            avn_account_token(a, &paragraph->lines.items[k], AVANCE_LINE_FIELD, name);
        }
    }
    a->waiting.count = 0;
}

/* The member that CLAUSE of the open record's rule fills. */
static size_t member_of(const avn_assembly *a, const avn_clause *clause)
{
    return a->members[clause - a->record_rule->clauses.items];
}

/* The open label's text is complete. */
static void close_label(avn_assembly *a)
{
    if (a->label && a->label_text.count > 0) {
        avn_str text =
            avn_join_lines(a, a->label_text.items, a->label_text.count, AVN_JOIN_LINES, 0);
        avn_fill_member(a, a->record, member_of(a, a->label), text, &a->label_text.items[0]);
    }
    a->label = NULL;
    a->label_text.count = 0;
}

/* ---- records ------------------------------------------------------------------ */

static void check_record(avn_assembly *a)
{
    for (size_t i = 0; i < a->record_rule->clauses.count; i++) {
        const avn_clause *clause = &a->record_rule->clauses.items[i];
        if (clause->kind != AVN_CLAUSE_LEAD || a->record->slots[a->members[i]].value.present)
            continue;
        avn_place place = { a->report->file, a->record->origin.page, a->record->origin.line, 0 };
        avn_tell(a->sink, AVN_MSG_MISSING_LEAD, place, c_string(a, a->record_rule->name),
                 c_string(a, clause->name), NULL);
    }
}

static void close_record(avn_assembly *a)
{
    if (!a->record)
        return;
    close_label(a);
    check_record(a);
    a->record = NULL;
    a->record_rule = NULL;
}

static bool holds_line(const int *lines, size_t count, int rule)
{
    for (size_t i = 0; i < count; i++)
        if (lines[i] == rule)
            return true;
    return false;
}

/* The figures and fields of TOKEN that clauses of the open record ask for. */
static void fill_record(avn_assembly *a, const avn_token *token)
{
    for (size_t i = 0; i < a->record_rule->clauses.count; i++) {
        const avn_clause *clause = &a->record_rule->clauses.items[i];
        if (clause->kind == AVN_CLAUSE_ROW &&
            holds_line(clause->lines, clause->line_count, token->rule))
            avn_fill_row(a, a->record, a->members[i], token);
    }
    avn_fill_captures(a, a->record, token);
}

void avn_context_share(avn_assembly *a, avn_node *node)
{
    node->context = a->context;
    a->context_shared = true;
}

/* The leads that were found before the records were built. */
static void take_leads(avn_assembly *a, avn_node *record, const avn_block_rule *rule,
                       const avn_event *event)
{
    size_t lead = 0;
    for (size_t i = 0; i < rule->clauses.count && event->leads; i++) {
        const avn_clause *clause = &rule->clauses.items[i];
        if (clause->kind != AVN_CLAUSE_LEAD)
            continue;
        const avn_lead *found = &event->leads[lead++];
        avn_fill_member(a, record, a->members[i], found->text,
                        found->count ? &found->lines[0] : &event->token);
        const char *name = avn_account_name(a, rule, clause->name);
        for (size_t k = 0; k < found->count; k++)
            avn_account_token(a, &found->lines[k], AVANCE_LINE_FIELD, name);
    }
    if (event->doubtful_figures)
        avn_tell(a->sink, AVN_MSG_DOUBTFUL_FIGURES, avn_place_of(a, &event->token),
                 c_string(a, rule->name), NULL);
    if (event->doubtful)
        avn_tell(a->sink, AVN_MSG_DOUBTFUL_BOUNDARY, avn_place_of(a, &event->token),
                 event->doubt_of, event->doubtful, NULL);
}

static void open_record(avn_assembly *a, const avn_block_rule *rule, const avn_token *token,
                        const avn_event *event)
{
    size_t index = (size_t)(rule - a->grammar->blocks.items);
    avn_node *record = avn_node_new(a, &a->schema->blocks[index], avn_origin_of(a, token));
    if (!record)
        return;
    take_leads(a, record, rule, event);
    release(a);
    close_record(a);
    avn_context_share(a, record);
    avn_node_append(a->root, record);
    a->record = record;
    a->record_rule = rule;
    a->report->records++;
    fill_record(a, token);
}

/* ---- levels ---------------------------------------------------------------------- */

bool avn_context_holds(const avn_assembly *a, const avn_node *node)
{
    const avn_node *open = a->context[node->block->index];
    for (size_t i = 0; open && i < node->block->member_count; i++)
        if (!avn_str_eq(open->slots[i].value.text, node->slots[i].value.text))
            return false;
    return open != NULL;
}

void avn_context_enter(avn_assembly *a, const avn_node *node)
{
    size_t count = a->schema->block_count;
    if (a->context_shared) {
        const avn_node **copy = AVN_NEW_ARRAY(a->arena, const avn_node *, count);
        if (!copy)
            return;
        memcpy(copy, a->context, count * sizeof *copy);
        a->context = copy;
        a->context_shared = false;
    }
    a->context[node->block->index] = node;
    for (size_t i = 0; i < count; i++)
        if (a->schema->blocks[i].owner == node->block)
            a->context[i] = NULL;
}

static void open_level(avn_assembly *a, const avn_block_rule *rule, const avn_token *token)
{
    size_t index = (size_t)(rule - a->grammar->blocks.items);
    avn_node *node = avn_node_new(a, &a->schema->blocks[index], avn_origin_of(a, token));
    if (!node)
        return;
    avn_fill_captures(a, node, token);
    if (avn_context_holds(a, node))
        return;
    release(a);
    close_record(a);
    avn_context_share(a, node);
    avn_node_append(a->root, node);
    avn_context_enter(a, node);
}

/* ---- one token --------------------------------------------------------------------- */

/* Rows come before the label that closes a record's figures. */
static bool record_takes(avn_assembly *a, const avn_token *token)
{
    if (!a->record)
        return false;
    for (size_t i = 0; i < a->record_rule->clauses.count; i++) {
        const avn_clause *clause = &a->record_rule->clauses.items[i];
        if (!holds_line(clause->lines, clause->line_count, token->rule))
            continue;
        bool figures = clause->kind == AVN_CLAUSE_ROW || clause->kind == AVN_CLAUSE_SET ||
                       clause->kind == AVN_CLAUSE_DROP;
        if (figures && !a->label) {
            fill_record(a, token);
            return true;
        }
        if (clause->kind == AVN_CLAUSE_FIELD && a->label != clause) {
            release(a);
            close_label(a);
            a->label = clause;
            return true;
        }
    }
    return false;
}

/* ---- events: the lines have their roles already -------------------------------------- */

static const avn_block_rule *level_of(avn_assembly *a, int rule)
{
    for (size_t i = 1; i < a->grammar->blocks.count; i++) {
        const avn_block_rule *block = &a->grammar->blocks.items[i];
        if (block->kind == AVN_BLOCK_LEVEL && holds_line(block->opens, block->open_count, rule))
            return block;
    }
    return NULL;
}

static void apply_event(avn_assembly *a, const avn_event *event, const avn_block_rule *record)
{
    const avn_token *token = &event->token;
    avance_line_fate fate = AVANCE_LINE_FIELD;
    const char *rule = token->rule == AVN_FREE ? "" : a->grammar->lines.items[token->rule].name.ptr;
    switch (event->role) {
    case AVN_ROLE_HEADING:
        open_level(a, level_of(a, token->rule), token);
        break;
    case AVN_ROLE_REPEAT:
        fate = AVANCE_LINE_FURNITURE;
        break;
    case AVN_ROLE_OPEN:
        open_record(a, record, token, event);
        break;
    case AVN_ROLE_ROW:
    case AVN_ROLE_LABEL:
        record_takes(a, token);
        break;
    case AVN_ROLE_PART:
        break;
    case AVN_ROLE_TEXT:
    case AVN_ROLE_UNKNOWN:
        wait_for_place(a, token);
        if (event->role == AVN_ROLE_UNKNOWN && !a->arena->failed)
            make_unknown(a, &a->waiting.items[--a->waiting.count]);
        return;
    }
    avn_account_token(a, token, fate, rule);
}

/* Finds the members that the clauses of RECORD fill, once for all its nodes. */
static bool find_members(avn_assembly *a, const avn_block_rule *record)
{
    const avn_block *block = &a->schema->blocks[record - a->grammar->blocks.items];
    a->members = AVN_NEW_ARRAY(a->arena, size_t, record->clauses.count + 1);
    for (size_t i = 0; a->members && i < record->clauses.count; i++)
        a->members[i] = avn_member_find(block, record->clauses.items[i].name);
    return a->members != NULL;
}

static void walk_events(avn_assembly *a, const avn_binding *binding)
{
    const avn_block_rule *record = avn_bind_record(a->grammar);
    if (!find_members(a, record))
        return;
    for (size_t i = 0; i < binding->events.count && !a->arena->failed; i++)
        apply_event(a, &binding->events.items[i], record);
}

avance_status avn_assembly_begin(avn_assembly *a, avn_report *report, const avn_sink *sink)
{
    *a = (avn_assembly){
        .report = report, .schema = report->schema, .arena = &report->lasting, .sink = sink
    };
    a->root = avn_node_new(a, &a->schema->blocks[0], (avn_origin){ 1, 1, 1 });
    a->context = AVN_NEW_ARRAY(a->arena, const avn_node *, a->schema->block_count);
    report->root = a->root;
    report->pages = 1;
    return a->root && a->context ? AVANCE_OK : AVANCE_NO_MEMORY;
}

avance_status avn_assembly_next(avn_assembly *a, avn_lexed *lexed, uint32_t end)
{
    a->lexed = lexed;
    a->grammar = lexed->grammar;
    a->end = end;
    a->breaks_above = 0;
    a->arena = &a->report->lasting;
    avn_fill_told(a);
    a->arena = &a->report->arena;
    a->context_shared = true; /* by what the portions before hold */
    avn_account_open(a);
    return a->arena->failed || a->report->lasting.failed ? AVANCE_NO_MEMORY : AVANCE_OK;
}

avance_status avn_assemble(avn_assembly *a, const avn_binding *binding)
{
    walk_events(a, binding);
    if (!a->arena->failed) {
        release(a);
        close_record(a);
    }
    return a->arena->failed ? AVANCE_NO_MEMORY : a->lexed->status;
}

/* A copy of what LEVEL says of those that stand under it: its fields. */
static const avn_node *lasting_level(avn_assembly *a, const avn_node *level)
{
    avn_node *copy = avn_node_new(a, level->block, level->origin);
    for (size_t i = 0; copy && i < level->block->member_count; i++) {
        avn_value *value = &copy->slots[i].value;
        if (level->block->members[i].kind != AVN_FIELD)
            continue;
        *value = level->slots[i].value;
        value->text = avn_arena_str(a->arena, value->text);
        value->second = avn_arena_str(a->arena, value->second);
        value->printed = avn_arena_str(a->arena, value->printed);
    }
    if (copy) {
        copy->context = a->context;
        copy->parent = a->root;
    }
    return copy;
}

void avn_assembly_forget(avn_assembly *a)
{
    const avn_node **open = a->context;
    size_t count = a->schema->block_count;
    a->arena = &a->report->lasting;
    a->context = AVN_NEW_ARRAY(a->arena, const avn_node *, count);
    for (size_t i = 0; a->context && i < count; i++)
        a->context[i] = open[i] ? lasting_level(a, open[i]) : NULL;
    a->root->first = a->root->last = NULL;
    *a = (avn_assembly){ .report = a->report,
                         .schema = a->schema,
                         .arena = a->arena,
                         .sink = a->sink,
                         .root = a->root,
                         .context = a->context };
    a->report->findings = (avn_findings){ 0 };
    avn_arena_reset(&a->report->arena);
}

avance_status avn_assembly_end(avn_assembly *a, bool found)
{
    a->report->captures = a->captures.items;
    if (!found)
        avn_tell(a->sink, AVN_MSG_NO_RECORDS, (avn_place){ .file = a->report->file }, NULL);
    return a->arena->failed ? AVANCE_NO_MEMORY : AVANCE_OK;
}

/* Words into slots, for the outline machine. */
#include "tree/outline.h"

avn_origin avn_outline_origin(const avn_outline *o, const avn_piece *piece, const char *at)
{
    const avn_lexed *lexed = o->a->lexed;
    bool inside = at >= piece->text.ptr && at <= piece->text.ptr + piece->text.len;
    size_t offset = avn_piece_offset(lexed, piece, inside ? at : piece->text.ptr);
    uint32_t line = piece->line;
    while (line < piece->last && lexed->source->lines[line + 1].start <= offset)
        line++;
    return (avn_origin){ .page = avn_page_of(lexed, line),
                         .line = line + 1,
                         .column = avn_source_column(lexed->source, line,
                                                     offset - lexed->source->lines[line].start) };
}

avn_clause_state *avn_outline_state(avn_open *open, const avn_clause *clause)
{
    return &open->states[clause - open->rule->clauses.items];
}

static avn_place place_of(const avn_outline *o, avn_origin origin)
{
    return (avn_place){ o->a->report->file, origin.page, origin.line, origin.column };
}

static const char *c_string(avn_outline *o, avn_str s)
{
    return avn_arena_str(o->a->arena, s).ptr;
}

static avn_reading read_as(avn_outline *o, avn_str name, avn_str printed, avn_value *value)
{
    const avn_type_rule *rule;
    avn_type type = avn_grammar_type(o->a->grammar, name, &rule);
    avn_words words = { rule ? rule->words.items : NULL, rule ? rule->words.count : 0 };
    return avn_value_read(o->a->arena, type, &words, printed, value);
}

bool avn_outline_reads(avn_outline *o, avn_str name, avn_str printed)
{
    avn_value value = { 0 };
    return read_as(o, name, printed, &value) == AVN_READ;
}

void avn_outline_keep_unknown(avn_outline *o, avn_open *open, avn_str text, avn_origin origin)
{
    while (open->parent && (open->rule->kind == AVN_BLOCK_RECORD || open->rule->stays))
        open = open->parent;
    avn_node *node = avn_node_new(o->a, NULL, origin);
    if (!node)
        return;
    node->text = avn_arena_str(o->a->arena, text);
    avn_node_append(open->node, node);
}

static void refuse(avn_outline *o, avn_open *open, avn_str name, avn_str printed, avn_origin origin)
{
    avn_type type = avn_grammar_type(o->a->grammar, name, NULL);
    avn_tell(o->a->sink, AVN_MSG_BAD_VALUE, place_of(o, origin), c_string(o, name),
             c_string(o, printed), avn_type_name(type), NULL);
    avn_outline_keep_unknown(o, open, printed, origin);
}

static void add_member(avn_outline *o, avn_list *list, const avn_value *value)
{
    if (list->count == list->capacity &&
        !avn_vec_more(o->a->arena, (void **)&list->items, list->count, &list->capacity,
                      sizeof *list->items))
        return;
    list->items[list->count++] = *value;
}

/* A second value that differs is told; the first stays. */
static void put_field(avn_outline *o, avn_open *open, avn_str name, avn_value *value,
                      const avn_value *read, avn_reading reading)
{
    bool same = avn_str_eq(value->text, read->text);
    if (value->present && reading == AVN_READ && !same)
        avn_tell(o->a->sink, AVN_MSG_SECOND_VALUE, place_of(o, read->origin), c_string(o, name),
                 c_string(o, value->text), c_string(o, read->printed), NULL);
    if (value->present)
        return;
    *value = *read;
    if (reading == AVN_UNREADABLE)
        refuse(o, open, name, read->printed, read->origin);
}

void avn_outline_put(avn_outline *o, avn_open *open, avn_str name, avn_str printed,
                     avn_origin origin)
{
    const avn_block *block = open->node->block;
    size_t index = avn_member_find(block, name);
    if (index == block->member_count || !printed.ptr)
        return;
    avn_value read = { .origin = origin };
    avn_reading reading = read_as(o, name, printed, &read);
    avn_slot *slot = &open->node->slots[index];
    if (block->members[index].kind == AVN_FIELD) {
        put_field(o, open, name, &slot->value, &read, reading);
    } else if (block->members[index].kind == AVN_LIST && reading != AVN_ABSENT) {
        add_member(o, &slot->list, &read);
        if (reading == AVN_UNREADABLE)
            refuse(o, open, name, printed, origin);
    }
}

void avn_outline_put_more(avn_outline *o, avn_open *open, const avn_clause *clause, avn_str printed,
                          avn_origin origin)
{
    avn_clause_state *state = avn_outline_state(open, clause);
    size_t index = avn_member_find(open->node->block, clause->name);
    avn_str all = state->printed.len ? avn_arena_printf(o->a->arena, "%.*s\n%.*s",
                                                        AVN_FMT(state->printed), AVN_FMT(printed))
                                     : printed;
    avn_value read = { .origin = origin };
    if (read_as(o, clause->name, all, &read) != AVN_READ) {
        refuse(o, open, clause->name, printed, origin);
        return;
    }
    avn_value *value = &open->node->slots[index].value;
    if (value->present)
        read.origin = value->origin;
    *value = read;
    state->printed = all;
}

void avn_outline_put_captures(avn_outline *o, avn_open *open, const avn_piece *piece,
                              const avn_token *token)
{
    const avn_line_rule *rule = &o->a->grammar->lines.items[token->rule];
    for (size_t i = 0; i < rule->capture_count; i++) {
        avn_str text = o->a->lexed->captures.items[token->capture + i];
        if (rule->captures[i].columns == AVN_NONE && text.ptr)
            avn_outline_put(o, open, rule->captures[i].name, text,
                            avn_outline_origin(o, piece, text.ptr));
    }
}

bool avn_outline_is_taken(const avn_block_rule *rule, avn_str name)
{
    for (size_t i = 0; i < rule->clauses.count; i++) {
        const avn_clause *clause = &rule->clauses.items[i];
        for (size_t k = 0; clause->kind == AVN_CLAUSE_TAKE && k < clause->capture_count; k++)
            if (avn_str_eq(clause->captures[k].name, name))
                return true;
    }
    return false;
}

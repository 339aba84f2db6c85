#include "tree/plan.h"

#include "base/buf.h"

typedef AVN_VEC(avn_member) member_list;

typedef struct planning {
    avn_arena *arena;
    const avn_grammar *grammar;
    avn_schema *schema;
    member_list members; /* of the block being planned */
} planning;

static avn_member *add_member(planning *p, avn_member_kind kind, avn_str name)
{
    for (size_t i = 0; i < p->members.count; i++)
        if (avn_str_eq(p->members.items[i].name, name))
            return &p->members.items[i];
    const avn_type_rule *rule;
    avn_type type = avn_grammar_type(p->grammar, name, &rule);
    avn_words words = { rule ? rule->words.items : NULL, rule ? rule->words.count : 0 };
    avn_member *member = AVN_PUSH(p->arena, p->members);
    if (member)
        *member = (avn_member){ .kind = kind, .name = name, .type = type, .words = words };
    return member;
}

/* Captures of a line that are fields: not its row of figures, not a label's value. */
static void add_captures(planning *p, const avn_capture_rule *captures, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (captures[i].columns == AVN_NONE && !avn_str_ends(captures[i].name, AVN_STR("__")))
            add_member(p, AVN_FIELD, captures[i].name);
}

static void add_line_captures(planning *p, const int *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const avn_line_rule *rule = &p->grammar->lines.items[lines[i]];
        add_captures(p, rule->captures, rule->capture_count);
    }
}

static avn_columns *plan_columns(planning *p, const avn_columns_rule *rule)
{
    avn_columns *columns = AVN_NEW(p->arena, avn_columns);
    avn_column *items = AVN_NEW_ARRAY(p->arena, avn_column, rule->columns.count + 1);
    if (!columns || !items)
        return NULL;
    for (size_t i = 0; i < rule->columns.count; i++)
        items[i] = (avn_column){ rule->columns.items[i].momento, rule->columns.items[i].periodo,
                                 rule->columns.items[i].percent };
    *columns = (avn_columns){ rule->name, items, rule->columns.count };
    return columns;
}

static void add_series(planning *p, const avn_clause *clause)
{
    for (size_t i = 0; i < clause->line_count; i++) {
        const avn_line_rule *rule = &p->grammar->lines.items[clause->lines[i]];
        if (rule->row == AVN_NONE)
            continue;
        int columns = rule->captures[rule->row].columns;
        avn_member *member = add_member(p, AVN_SERIES, clause->name);
        if (member && !member->columns)
            member->columns = plan_columns(p, &p->grammar->columns.items[columns]);
        if (member && !avn_type_is_number(member->type)) /* what it is called says nothing else */
            member->type = AVN_DECIMAL;
        return;
    }
}

/* The percentage that may stand behind a row, where nothing else declares it. */
static void add_extra(planning *p, const avn_clause *clause)
{
    for (size_t i = 0; i < clause->line_count; i++) {
        const avn_line_rule *rule = &p->grammar->lines.items[clause->lines[i]];
        if (rule->row == AVN_NONE)
            continue;
        avn_str extra = p->grammar->columns.items[rule->captures[rule->row].columns].extra;
        if (extra.len > 0)
            add_member(p, AVN_FIELD, extra);
    }
}

static void add_split(planning *p, avn_str list)
{
    avn_member *member = add_member(p, AVN_LIST, list);
    if (member)
        member->split = true;
}

static void add_clause(planning *p, const avn_block_rule *rule, const avn_clause *clause,
                       bool *opened)
{
    switch (clause->kind) {
    case AVN_CLAUSE_SET:
        add_line_captures(p, clause->lines, clause->line_count);
        break;
    case AVN_CLAUSE_FIELD:
    case AVN_CLAUSE_LEAD:
        add_member(p, AVN_FIELD, clause->name);
        break;
    case AVN_CLAUSE_LIST:
    case AVN_CLAUSE_TEXTS:
        add_member(p, AVN_LIST, clause->name);
        break;
    case AVN_CLAUSE_TAKE:
        add_captures(p, clause->captures, clause->capture_count);
        break;
    case AVN_CLAUSE_ROW:
        /* What stands on the line that opens the block comes before its figures. */
        if (!*opened)
            add_line_captures(p, rule->opens, rule->open_count);
        *opened = true;
        add_series(p, clause);
        break;
    case AVN_CLAUSE_SPLIT:
        add_split(p, clause->name);
        break;
    case AVN_CLAUSE_DROP:
    case AVN_CLAUSE_NEEDS:
        break;
    }
}

static void add_groups(planning *p, avn_pattern *const *patterns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t g = 0; g < patterns[i]->group_count; g++)
            add_member(p, AVN_FIELD, avn_str_of(patterns[i]->groups[g].name));
}

/* What page furniture says holds for the document. */
static void add_told(planning *p, const avn_furniture_rule *furniture)
{
    add_groups(p, furniture->strong.items, furniture->strong.count);
    add_groups(p, furniture->alone.items, furniture->alone.count);
    add_groups(p, furniture->takes.items, furniture->takes.count);
}

static void plan_members(planning *p, const avn_block_rule *rule, avn_block *block)
{
    bool opened = false, has_rows = false;
    p->members = (member_list){ 0 };
    for (size_t i = 0; i < rule->clauses.count; i++)
        has_rows = has_rows || rule->clauses.items[i].kind == AVN_CLAUSE_ROW;
    if (!has_rows)
        add_line_captures(p, rule->opens, rule->open_count);
    for (size_t i = 0; i < rule->clauses.count; i++)
        add_clause(p, rule, &rule->clauses.items[i], &opened);
    /* Rows may carry fields of their own, such as a percentage beside the figures. */
    for (size_t i = 0; i < rule->clauses.count; i++)
        if (rule->clauses.items[i].kind == AVN_CLAUSE_ROW)
            add_line_captures(p, rule->clauses.items[i].lines, rule->clauses.items[i].line_count);
    for (size_t i = 0; i < rule->clauses.count; i++)
        if (rule->clauses.items[i].kind == AVN_CLAUSE_ROW)
            add_extra(p, &rule->clauses.items[i]);
    if (rule->kind == AVN_BLOCK_DOCUMENT)
        for (size_t i = 0; i < p->grammar->furniture.count; i++)
            add_told(p, &p->grammar->furniture.items[i]);
    block->members = p->members.items;
    block->member_count = p->members.count;
}

static bool is_vowel_end(avn_str word)
{
    return word.len > 0 && strchr("aeiou", word.ptr[word.len - 1]) != NULL;
}

/* The Spanish plural, word by word: vowel + s, else + es. */
static avn_str plural(avn_arena *arena, avn_str name)
{
    avn_buf text;
    avn_buf_init(&text, arena->allocator);
    while (name.len > 0) {
        size_t end = avn_str_find(name, AVN_STR("_"));
        avn_str word = avn_str_head(name, end);
        avn_buf_str(&text, word);
        avn_buf_str(&text, is_vowel_end(word) ? AVN_STR("s") : AVN_STR("es"));
        if (end < name.len)
            avn_buf_char(&text, '_');
        name = avn_str_from(name, end + 1);
    }
    avn_str made = avn_arena_str(arena, avn_buf_view(&text));
    avn_buf_free(&text);
    return made;
}

static void plan_place(planning *p, const avn_block_rule *rule, avn_block *block)
{
    avn_schema *schema = p->schema;
    block->parents = AVN_NEW_ARRAY(p->arena, const avn_block *, rule->parent_count + 1);
    for (size_t i = 0; block->parents && i < rule->parent_count; i++) {
        const avn_block *parent = &schema->blocks[rule->parents[i]];
        if (rule->stays)
            block->owner = p->grammar->blocks.items[rule->parents[i]].stays ? parent : NULL;
        else
            block->parents[block->parent_count++] = parent;
    }
    for (size_t i = 0; i < block->member_count; i++) {
        block->members[i].key = rule->keys.count == 0 && rule->stays && i == 0;
        for (size_t k = 0; k < rule->keys.count; k++)
            if (avn_str_eq(block->members[i].name, rule->keys.items[k]))
                block->members[i].key = true;
    }
}

/* A state is of the blocks that have the first name that it is worked out from. */
static bool is_state_of(const avn_state_rule *rule, const avn_block *block)
{
    for (size_t i = 0; i < rule->equation.count; i++) {
        avn_str name = rule->equation.steps[i].name;
        if (name.len > 0)
            return avn_member_find(block, avn_str_head(name, avn_str_find(name, AVN_STR(".")))) <
                   block->member_count;
    }
    return false;
}

static void plan_states(planning *p, avn_block *block)
{
    const avn_grammar *grammar = p->grammar;
    block->states = AVN_NEW_ARRAY(p->arena, const avn_state_rule *, grammar->states.count + 1);
    for (size_t i = 0; block->states && i < grammar->states.count; i++)
        if (is_state_of(&grammar->states.items[i], block))
            block->states[block->state_count++] = &grammar->states.items[i];
}

avn_schema *avn_schema_plan(avn_arena *arena, const avn_grammar *grammar)
{
    avn_schema *schema = AVN_NEW(arena, avn_schema);
    size_t count = grammar->blocks.count;
    avn_block *blocks = AVN_NEW_ARRAY(arena, avn_block, count);
    if (!schema || !blocks)
        return NULL;
    *schema = (avn_schema){ .grammar = grammar->name,
                            .title = grammar->title,
                            .version = grammar->version,
                            .blocks = blocks,
                            .block_count = count,
                            .checks = grammar->checks.items,
                            .check_count = grammar->checks.count,
                            .refusals = grammar->refusals.items,
                            .refusal_count = grammar->refusals.count,
                            .form = grammar->form };
    planning p = { .arena = arena, .grammar = grammar, .schema = schema };
    for (size_t i = 0; i < count; i++) {
        const avn_block_rule *rule = &grammar->blocks.items[i];
        blocks[i].index = i;
        blocks[i].kind = rule->kind == AVN_BLOCK_DOCUMENT ? AVN_DOCUMENT
                         : rule->kind == AVN_BLOCK_LEVEL  ? AVN_LEVEL
                                                          : AVN_RECORD;
        blocks[i].name = rule->name;
        blocks[i].stays = rule->stays;
        blocks[i].table = rule->table.len ? rule->table : plural(arena, rule->name);
        plan_members(&p, rule, &blocks[i]);
        plan_place(&p, rule, &blocks[i]);
        plan_states(&p, &blocks[i]);
    }
    return arena->failed ? NULL : schema;
}

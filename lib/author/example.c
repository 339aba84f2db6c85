#include "author/example.h"

#include "author/reach.h"
#include "base/buf.h"
#include "tree/read.h"

typedef struct run {
    const avn_grammar *grammar;
    const avn_example *example;
    avn_arena *arena;
    const avn_sink *sink;
    avn_source *source;
    bool good;
    avance_status status; /* of telling why */
    uint64_t told;        /* rules of which it was told how far they get */
} run;

static void fail(run *r, const avn_report *report, const avn_result *expected, avn_str got)
{
    r->good = false;
    avn_str detail =
        avn_arena_printf(r->arena,
                         avn_say(r->sink->language, "se esperaba «%.*s» y salió «%.*s»",
                                 "expected \"%.*s\", got \"%.*s\""),
                         AVN_FMT(expected->text), AVN_FMT(got));
    avn_place place = { r->example->file, 0, expected->line, expected->column };
    avn_tell(r->sink, AVN_MSG_G_EXAMPLE_FAILED, place, r->example->title.ptr, detail.ptr, NULL);
    avn_reach reach = { r->grammar, r->example, r->source, report, r->arena, r->sink, &r->told };
    if (r->status == AVANCE_OK)
        r->status = avn_reach_tell(&reach, expected);
}

/* ---- what the lines are ---- */

static void add_name(avn_buf *names, avn_str name)
{
    if (names->len)
        avn_buf_char(names, ' ');
    avn_buf_str(names, name);
}

static void add_names(const avn_lexed *lexed, avn_buf *names)
{
    const avn_grammar *grammar = lexed->grammar;
    bool in_paragraph = false;
    size_t next = 0;
    for (uint32_t line = 0; line < lexed->source->line_count; line++) {
        uint8_t mark = lexed->furniture[line];
        if (mark) {
            if (line == 0 || lexed->furniture[line - 1] != mark)
                add_name(names, grammar->furniture.items[mark - 1].name);
            in_paragraph = false;
        } else if (next < lexed->tokens.count && lexed->tokens.items[next].line == line) {
            const avn_token *token = &lexed->tokens.items[next++];
            bool free_text = token->rule == AVN_FREE;
            if (!free_text)
                add_name(names, grammar->lines.items[token->rule].name);
            else if (!in_paragraph || token->gap_above)
                add_name(names, AVN_STR("paragraph"));
            in_paragraph = free_text;
        }
    }
}

static avance_status names_of_lines(run *r, avn_str *result)
{
    avn_allocator allocator = r->arena->allocator;
    avn_matcher *matcher = avn_matcher_new(allocator);
    if (!matcher)
        return AVANCE_NO_MEMORY;
    avn_sink silent = { .arena = r->arena, .language = r->sink->language };
    avn_lexed lexed = { .grammar = r->grammar,
                        .source = r->source,
                        .arena = r->arena,
                        .kept = r->arena,
                        .sink = &silent,
                        .matcher = matcher,
                        .first_page = 1 };
    avance_status status = avn_lex(&lexed);
    avn_buf names;
    avn_buf_init(&names, allocator);
    if (status == AVANCE_OK)
        add_names(&lexed, &names);
    *result = avn_arena_str(r->arena, avn_buf_view(&names));
    if (status == AVANCE_OK && (names.failed || r->arena->failed))
        status = AVANCE_NO_MEMORY;
    avn_buf_free(&names);
    avn_matcher_free(matcher);
    return status;
}

/* ---- what the fields hold ---- */

static avn_str next_part(avn_str *path)
{
    size_t dot = avn_str_find(*path, AVN_STR("."));
    avn_str part = avn_str_head(*path, dot);
    *path = avn_str_from(*path, dot + 1);
    return part;
}

static const avn_node *last_block(const avn_report *report, avn_str name)
{
    const avn_node *found = NULL;
    for (const avn_node *node = report->root; node; node = avn_node_next(report->root, node))
        if (node->block && avn_str_eq(node->block->name, name))
            found = node;
    return found;
}

static avn_str cell_text(const avn_member *member, const avn_slot *slot, avn_str path)
{
    avn_str momento = next_part(&path);
    for (size_t i = 0; slot->series && i < member->columns->count; i++)
        if (avn_str_eq(member->columns->items[i].momento, momento) &&
            avn_str_eq(member->columns->items[i].periodo, path) && slot->series->cells[i].digits)
            return avn_figure_text(&slot->series->cells[i]);
    return AVN_STR("null");
}

static avn_str list_text(run *r, const avn_slot *slot)
{
    avn_buf text;
    avn_buf_init(&text, r->arena->allocator);
    for (size_t i = 0; i < slot->list.count; i++) {
        if (i > 0)
            avn_buf_str(&text, AVN_STR(" | "));
        avn_buf_str(&text, slot->list.items[i].text);
    }
    avn_str made = avn_arena_str(r->arena, avn_buf_view(&text));
    r->arena->failed = r->arena->failed || text.failed;
    avn_buf_free(&text);
    return made;
}

static avn_str value_at(run *r, const avn_report *report, avn_str path)
{
    const avn_node *node = last_block(report, next_part(&path));
    avn_str name = next_part(&path);
    size_t index = node ? avn_member_find(node->block, name) : 0;
    if (!node || index == node->block->member_count)
        return AVN_STR("null");
    const avn_member *member = &node->block->members[index];
    const avn_slot *slot = &node->slots[index];
    if (member->kind == AVN_SERIES)
        return cell_text(member, slot, path);
    if (member->kind == AVN_LIST)
        return list_text(r, slot);
    if (!slot->value.present)
        return AVN_STR("null");
    if (slot->value.second.len)
        return avn_arena_printf(r->arena, "%.*s %.*s", AVN_FMT(slot->value.text),
                                AVN_FMT(slot->value.second));
    return slot->value.text;
}

static void check_value(run *r, const avn_report *report, const avn_result *result, size_t colon)
{
    avn_str got = value_at(r, report, avn_str_trim(avn_str_head(result->text, colon)));
    avn_buf plain;
    avn_buf_init(&plain, r->arena->allocator);
    for (size_t i = 0; i < got.len; i++)
        avn_buf_str(&plain, got.ptr[i] == '\n' ? AVN_STR("\\n") : (avn_str){ got.ptr + i, 1 });
    r->arena->failed = r->arena->failed || plain.failed;
    if (!r->arena->failed &&
        !avn_str_eq(avn_buf_view(&plain), avn_str_trim(avn_str_from(result->text, colon + 1))))
        fail(r, report, result, avn_buf_view(&plain));
    avn_buf_free(&plain);
}

/* ---- one example ---- */

static avance_status open_sample(const avn_grammar *grammar, const avn_example *example,
                                 avn_allocator allocator, const avn_sink *sink, avn_source **source)
{
    avn_buf text;
    avn_buf_init(&text, allocator);
    for (size_t i = 0; i < example->sample.count; i++) {
        avn_buf_str(&text, example->sample.items[i].text);
        avn_buf_char(&text, '\n');
    }
    avn_str view = avn_buf_view(&text);
    avance_status status = text.failed ? AVANCE_NO_MEMORY
                                       : avn_source_memory(allocator, sink, grammar->path, view.ptr,
                                                           view.len, NULL, source);
    avn_buf_free(&text);
    return status;
}

avance_status avn_example_read(const avn_grammar *grammar, const avn_example *example,
                               avn_allocator allocator, avance_language language,
                               avn_source **source, avn_report **report)
{
    avn_arena arena;
    avn_arena_init(&arena, allocator);
    avn_sink silent = { .arena = &arena, .language = language };
    avn_reading_options options = { .allocator = allocator, .language = language };
    *source = NULL;
    *report = NULL;
    avance_status status = open_sample(grammar, example, allocator, &silent, source);
    if (status == AVANCE_OK)
        status = avn_report_read(&options, *source, grammar, report);
    if (status != AVANCE_OK) {
        avn_source_free(*source);
        *source = NULL;
    }
    avn_arena_free(&arena);
    return status;
}

static avance_status check_results(run *r, const avn_report *report)
{
    avance_status status = AVANCE_OK;
    for (size_t i = 0; status == AVANCE_OK && i < r->example->results.count; i++) {
        const avn_result *result = &r->example->results.items[i];
        size_t colon = avn_str_find(result->text, AVN_STR(":"));
        if (colon < result->text.len) {
            check_value(r, report, result, colon);
            continue;
        }
        avn_str names;
        status = names_of_lines(r, &names);
        if (status == AVANCE_OK && !avn_str_eq(names, result->text))
            fail(r, report, result, names);
    }
    return status;
}

static avance_status run_example(run *r)
{
    avn_report *report = NULL;
    avance_status status = avn_example_read(r->grammar, r->example, r->arena->allocator,
                                            r->sink->language, &r->source, &report);
    if (status != AVANCE_OK)
        return status;
    status = check_results(r, report);
    avn_report_free(report);
    avn_source_free(r->source);
    if (status == AVANCE_OK)
        status = r->status;
    return status == AVANCE_OK && r->arena->failed ? AVANCE_NO_MEMORY : status;
}

avance_status avn_examples_run(const avn_grammar *grammar, avn_allocator allocator,
                               const avn_sink *sink, size_t *passed, size_t *failed)
{
    avance_status status = AVANCE_OK;
    *passed = *failed = 0;
    for (size_t i = 0; i < grammar->examples.count && status == AVANCE_OK; i++) {
        avn_arena arena;
        avn_arena_init(&arena, allocator);
        avn_sink own = *sink;
        own.arena = &arena;
        run r = { grammar, &grammar->examples.items[i], &arena, &own, NULL, true, AVANCE_OK, 0 };
        status = run_example(&r);
        if (status == AVANCE_OK)
            ++*(r.good ? passed : failed);
        avn_arena_free(&arena);
    }
    return status;
}

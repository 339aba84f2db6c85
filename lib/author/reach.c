#include "author/reach.h"

#include "base/utf8.h"
#include "lex/prepare.h"

enum { MOST_RULES = 4, REST_SHOWN = 40 /* characters */ };

typedef struct teller {
    const avn_reach *r;
    avn_lexed lexed;
    avn_pieces pieces;
    avn_patterns *patterns;
    avn_matcher *matcher;
    unsigned told;
} teller;

/* ---- places ---- */

/* Where byte AT of PIECE stands in the grammar's file. */
static avn_place place_in_example(const teller *t, const avn_piece *piece, size_t at)
{
    const avn_source *source = t->r->source;
    bool behind = at >= piece->text.len; /* the caret stands behind the last letter */
    size_t byte = behind ? piece->text.len - 1 : at;
    while (byte > 0 && ((unsigned char)piece->text.ptr[byte] & 0xC0) == 0x80)
        byte--;
    size_t offset = avn_piece_offset(&t->lexed, piece, piece->text.ptr + byte);
    uint32_t line = piece->line;
    for (uint32_t next = line + 1; next <= piece->last; next++)
        if (avn_source_line(source, next).ptr <= source->text.ptr + offset)
            line = next;
    avn_str text = avn_source_line(source, line);
    size_t before = (size_t)(source->text.ptr + offset - text.ptr);
    if (line >= t->r->example->sample.count)
        line = (uint32_t)t->r->example->sample.count - 1;
    const avn_result *written = &t->r->example->sample.items[line];
    return (avn_place){ t->r->example->file, 0, written->line,
                        written->column + avn_utf8_length(avn_str_head(text, before)) + behind };
}

/* The rest of PIECE from byte AT on, as messages quote it. */
static const char *quote_rest(const teller *t, const avn_piece *piece, size_t at)
{
    avn_str rest = avn_str_from(piece->text, at);
    size_t end = 0;
    for (size_t i = 0; i < REST_SHOWN && end < rest.len; i++)
        avn_utf8_next(rest, &end);
    return avn_arena_printf(t->r->arena, "%.*s%s", (int)end, rest.ptr, end < rest.len ? "…" : "")
        .ptr;
}

/* ---- one rule ---- */

static bool is_named(const char *names, avn_str rule)
{
    const char *at = strstr(names, rule.ptr);
    return at && (at == names || at[-1] == ' ') && (at[rule.len] == '\0' || at[rule.len] == ',');
}

static const char *who_took(const teller *t, uint32_t line)
{
    const char *rule = line < t->r->report->lines ? t->r->report->accounts[line].rule : "";
    return *rule ? rule : avn_say(t->r->sink->language, "texto desconocido", "unknown text");
}

/* True, and told, when RULE takes a line by itself; also when it did take one. */
static bool takes_a_line(teller *t, const avn_line_rule *rule, avn_str name)
{
    for (uint32_t line = 0; line < t->r->report->lines; line++)
        if (is_named(t->r->report->accounts[line].rule, rule->name))
            return true;
    for (size_t i = 0; i < t->pieces.count; i++) {
        const avn_piece *piece = &t->pieces.items[i];
        if (avn_pattern_match(t->matcher, rule->pattern, piece->text, 0) != AVN_MATCHED)
            continue;
        avn_tell(t->r->sink, AVN_MSG_G_EXAMPLE_TAKEN, place_in_example(t, piece, 0), name.ptr,
                 who_took(t, piece->line), NULL);
        t->told++;
        return true;
    }
    return false;
}

/* How many bytes of SUBJECT can begin a text that PATTERN, a bare one for joined lines, matches. */
static size_t reach_of(avn_matcher *matcher, const avn_pattern *pattern, avn_str subject)
{
    size_t end = subject.len;
    while (end > 0) {
        avn_match got = avn_pattern_match(matcher, pattern, avn_str_head(subject, end), 0);
        if (got == AVN_MATCHED || got == AVN_PARTIAL)
            return end;
        do
            end--;
        while (end > 0 && ((unsigned char)subject.ptr[end] & 0xC0) == 0x80);
    }
    return 0;
}

/* Tells how far RULE gets in the line in which it gets farthest. */
static void tell_reach(teller *t, const avn_line_rule *rule, avn_str name)
{
    const avn_pattern *bare =
        avn_pattern_bare(t->patterns, t->r->arena, rule->pattern, AVN_JOINED_LINE);
    const avn_piece *best = NULL;
    size_t farthest = 0;
    for (size_t i = 0; bare && i < t->pieces.count; i++) {
        const avn_piece *piece = &t->pieces.items[i];
        size_t reach = reach_of(t->matcher, bare, piece->text);
        if (reach > farthest) {
            farthest = reach;
            best = piece;
        }
    }
    if (!best)
        return;
    t->told++;
    avn_place place = place_in_example(t, best, farthest);
    if (farthest == best->text.len)
        avn_tell(t->r->sink, AVN_MSG_G_EXAMPLE_SHORT, place, name.ptr, NULL);
    else
        avn_tell(t->r->sink, AVN_MSG_G_EXAMPLE_REACH, place, name.ptr,
                 quote_rest(t, best, farthest), NULL);
}

static void tell_rule(teller *t, const avn_line_rule *rule)
{
    avn_str name = rule->name;
    uint64_t bit = (uint64_t)1 << (rule - t->r->grammar->lines.items);
    if (*t->r->told & bit)
        return;
    *t->r->told |= bit;
    if (rule->label)
        name = avn_arena_printf(t->r->arena, "%.*s (%.*s)", AVN_FMT(rule->name),
                                AVN_FMT(rule->labelled));
    if (t->told < MOST_RULES && rule->pattern && !takes_a_line(t, rule, name))
        tell_reach(t, rule, name);
}

/* ---- which rules ---- */

/* The rules that an example names, and that took no line. */
static void tell_named(teller *t, avn_str names)
{
    for (avn_str name = avn_str_word(&names); name.len > 0; name = avn_str_word(&names)) {
        int index = avn_grammar_line(t->r->grammar, name);
        if (index != AVN_NONE)
            tell_rule(t, &t->r->grammar->lines.items[index]);
    }
}

static bool captures(const avn_line_rule *rule, avn_str field)
{
    for (size_t i = 0; i < rule->capture_count; i++)
        if (avn_str_eq(rule->captures[i].name, field))
            return true;
    return false;
}

/* The rules from which field FIELD of BLOCK may come. */
static void tell_sources(teller *t, const avn_block_rule *block, avn_str field)
{
    const avn_grammar *grammar = t->r->grammar;
    for (size_t i = 0; i < block->open_count; i++)
        tell_rule(t, &grammar->lines.items[block->opens[i]]);
    for (size_t i = 0; i < block->clauses.count; i++) {
        const avn_clause *clause = &block->clauses.items[i];
        for (size_t k = 0; k < clause->line_count; k++) {
            const avn_line_rule *rule = &grammar->lines.items[clause->lines[k]];
            if (avn_str_eq(clause->name, field) || captures(rule, field))
                tell_rule(t, rule);
        }
    }
}

static void tell_value(teller *t, avn_str path)
{
    size_t dot = avn_str_find(path, AVN_STR("."));
    avn_str field = avn_str_from(path, dot + 1);
    field = avn_str_head(field, avn_str_find(field, AVN_STR(".")));
    int block = avn_grammar_block(t->r->grammar, avn_str_head(path, dot));
    if (block != AVN_NONE)
        tell_sources(t, &t->r->grammar->blocks.items[block], avn_str_trim(field));
}

avance_status avn_reach_tell(const avn_reach *reach, const avn_result *expected)
{
    teller t = { .r = reach,
                 .patterns = avn_patterns_new(reach->arena->allocator),
                 .matcher = avn_matcher_new(reach->arena->allocator) };
    avance_status status = t.patterns && t.matcher ? AVANCE_OK : AVANCE_NO_MEMORY;
    avn_sink silent = { .arena = reach->arena, .language = reach->sink->language };
    t.lexed = (avn_lexed){ .grammar = reach->grammar,
                           .source = reach->source,
                           .arena = reach->arena,
                           .kept = reach->arena,
                           .sink = &silent,
                           .matcher = t.matcher,
                           .first_page = 1 };
    if (status == AVANCE_OK)
        status = avn_lex(&t.lexed);
    if (status == AVANCE_OK)
        status = avn_prepare(&t.lexed, &t.pieces);
    size_t colon = avn_str_find(expected->text, AVN_STR(":"));
    if (status == AVANCE_OK && colon < expected->text.len)
        tell_value(&t, avn_str_trim(avn_str_head(expected->text, colon)));
    else if (status == AVANCE_OK)
        tell_named(&t, expected->text);
    avn_matcher_free(t.matcher);
    avn_patterns_free(t.patterns);
    return status == AVANCE_OK && reach->arena->failed ? AVANCE_NO_MEMORY : status;
}

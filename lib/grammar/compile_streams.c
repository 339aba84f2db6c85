/* `streams`: a second reading for texts in which the cells of a page come in
 * streams, figures apart from the words beside them. */
#include "grammar/compiler.h"

static int row_rule(const avn_block_rule *record, avn_str series)
{
    for (size_t i = 0; i < record->clauses.count; i++) {
        const avn_clause *clause = &record->clauses.items[i];
        if (clause->kind == AVN_CLAUSE_ROW && clause->line_count > 0 &&
            avn_str_eq(clause->name, series))
            return clause->lines[0];
    }
    return AVN_NONE;
}

static void add_label(avn_compiler *compiler, const avn_statement *sub, avn_streams_rule *streams)
{
    avn_str rest = sub->rest, series = avn_str_word(&rest);
    const avn_block_rule *record = &compiler->grammar->blocks.items[streams->record];
    int line = row_rule(record, series);
    if (line == AVN_NONE) {
        AVN_GRAMMAR_ERROR(compiler, sub, avn_column_of(sub, series), AVN_MSG_G_UNKNOWN_NAME, "row",
                          avn_c_string(compiler, series), "");
        return;
    }
    avn_pattern *pattern = avn_compile_pattern(compiler, sub, avn_str_trim(rest), AVN_WHOLE_LINE);
    avn_stream_label *label = pattern ? AVN_PUSH(compiler->arena, streams->labels) : NULL;
    if (label)
        *label = (avn_stream_label){ line, pattern };
}

static void add_float(avn_compiler *compiler, const avn_statement *sub, avn_streams_rule *streams)
{
    avn_str rest = sub->rest, name = avn_str_word(&rest), percent = avn_str_word(&rest),
            plain = avn_str_word(&rest);
    streams->letter = avn_arena_str(compiler->arena, name);
    streams->if_percent = avn_arena_str(compiler->arena, percent);
    streams->if_plain = avn_arena_str(compiler->arena, plain);
    if (plain.len == 0)
        AVN_GRAMMAR_ERROR(compiler, sub, avn_column_of(sub, plain), AVN_MSG_G_MISSING_ARGUMENT,
                          "float",
                          avn_say(compiler->sink->language, "el campo y sus dos letras",
                                  "the field and its two letters"));
}

/* Two momentos whose quotient, in the quarter reported, is the lone percentage. */
static void add_ratio(avn_compiler *compiler, const avn_statement *sub, avn_streams_rule *streams)
{
    avn_str rest = sub->rest, above = avn_str_word(&rest), below = avn_str_word(&rest);
    streams->above = avn_arena_str(compiler->arena, above);
    streams->below = avn_arena_str(compiler->arena, below);
    if (below.len == 0)
        AVN_GRAMMAR_ERROR(compiler, sub, avn_column_of(sub, below), AVN_MSG_G_MISSING_ARGUMENT,
                          "ratio",
                          avn_say(compiler->sink->language, "dos momentos", "two momentos"));
}

static void add_apart(avn_compiler *compiler, const avn_statement *sub, avn_streams_rule *streams)
{
    avn_str rest = sub->rest, name = avn_str_word(&rest);
    streams->apart = avn_arena_str(compiler->arena, name);
    for (avn_str word = avn_str_word(&rest); word.len; word = avn_str_word(&rest)) {
        avn_str *slot = AVN_PUSH(compiler->arena, streams->apart_words);
        if (slot)
            *slot = avn_arena_str(compiler->arena, word);
    }
    if (streams->apart_words.count == 0)
        AVN_GRAMMAR_ERROR(compiler, sub, avn_column_of(sub, rest), AVN_MSG_G_MISSING_ARGUMENT,
                          "apart",
                          avn_say(compiler->sink->language, "el campo y lo que puede decir",
                                  "the field and what it may say"));
}

/* streams RECORD
 *   label SERIES PATTERN   the words of a row without its figures; the first opens the record
 *   float FIELD P A        a letter that may stand anywhere in the leads: P beside percentages
 *   apart FIELD WORD...    a cell of the first row that may stand on a line of its own
 *   ratio MOMENTO MOMENTO  a lone percentage is the first over the second, in one period */
void avn_handle_streams(avn_compiler *compiler, const avn_statement *s)
{
    avn_grammar *grammar = compiler->grammar;
    int record = avn_grammar_block(grammar, s->rest);
    if (record == AVN_NONE) {
        AVN_GRAMMAR_ERROR(compiler, s, s->rest_column, AVN_MSG_G_UNKNOWN_NAME, "record",
                          avn_c_string(compiler, s->rest), "");
        return;
    }
    grammar->streams = (avn_streams_rule){ .record = record };
    for (const avn_statement *sub = s->subs; sub; sub = sub->next) {
        if (avn_str_is(sub->keyword, "label"))
            add_label(compiler, sub, &grammar->streams);
        else if (avn_str_is(sub->keyword, "ratio"))
            add_ratio(compiler, sub, &grammar->streams);
        else if (avn_str_is(sub->keyword, "apart"))
            add_apart(compiler, sub, &grammar->streams);
        else
            add_float(compiler, sub, &grammar->streams);
    }
}

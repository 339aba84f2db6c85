#include "tree/read.h"

#include <stdlib.h>

#include "tree/outline.h"

/* Never 0 for findings that differ: their order must not depend on the C library's qsort(). */
static int by_place(const void *a, const void *b)
{
    const avance_finding *left = a, *right = b;
    if (left->line != right->line)
        return left->line < right->line ? -1 : 1;
    if (left->column != right->column)
        return left->column < right->column ? -1 : 1;
    int code = strcmp(left->code, right->code);
    return code ? code : strcmp(left->message, right->message);
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

avn_str avn_report_sha256(const avn_report *report)
{
    if (report->sha256.len || !report->digest)
        return report->sha256;
    if (report->digest[0] == '\0')
        avn_source_sha256(report->source, report->digest);
    return avn_str_of(report->digest);
}

static avn_report *new_report(avn_allocator allocator, avn_source *source)
{
    avn_report *report = allocator.resize(allocator.user, NULL, sizeof *report);
    if (!report)
        return NULL;
    *report = (avn_report){ .source = source };
    source->holders++;
    avn_arena_init(&report->arena, allocator);
    report->file = source->name;
    report->archivo = avn_arena_str(&report->arena, avn_str_of(last_part(source->name)));
    report->digest = avn_arena_alloc(&report->arena, AVN_DIGEST_SIZE);
    report->encoding = source->encoding;
    report->lines = (unsigned)source->line_count;
    report->reading = "";
    return report;
}

avance_status avn_report_read(avn_allocator allocator, avance_language language,
                              avance_message_fn listen, void *listen_user, avn_source *source,
                              const avn_grammar *grammar, avn_report **report)
{
    *report = NULL;
    avn_report *made = new_report(allocator, source);
    avn_matcher *matcher = avn_matcher_new(allocator);
    if (!made || !matcher) {
        avn_report_free(made);
        avn_matcher_free(matcher);
        return AVANCE_NO_MEMORY;
    }
    made->language = language;
    avn_sink sink = { &made->arena, language, &made->findings, listen, listen_user };
    avn_lexed lexed;
    avance_status status = avn_lex(&lexed, grammar, source, &made->arena, &sink, matcher);
    made->schema = avn_schema_plan(&made->arena, grammar);
    avn_binding binding;
    bool bound = avn_bind_record(grammar) != NULL;
    if (status == AVANCE_OK && bound) {
        status = avn_bind(&lexed, &binding);
        made->reading = binding.reading;
        made->apart = status == AVANCE_OK && binding.apart;
    }
    if (status == AVANCE_OK && !made->schema)
        status = AVANCE_NO_MEMORY;
    if (status == AVANCE_OK)
        status = bound ? avn_assemble(made, &lexed, &binding) : avn_outline_read(made, &lexed);
    if (avn_matcher_failed(matcher) && status == AVANCE_OK)
        status = AVANCE_NO_MEMORY;
    avn_matcher_free(matcher);
    if (status != AVANCE_OK) {
        avn_report_free(made);
        return status;
    }
    if (made->findings.count)
        qsort(made->findings.items, made->findings.count, sizeof *made->findings.items, by_place);
    *report = made;
    return AVANCE_OK;
}

void avn_report_free(avn_report *report)
{
    if (!report)
        return;
    avn_allocator allocator = report->arena.allocator;
    avn_source_free(report->source);
    avn_arena_free(&report->arena);
    allocator.resize(allocator.user, report, 0);
}

/* The public side of sources and of reports that were read. */
#include "api/context.h"
#include "text/source.h"
#include "tree/read.h"

avance_status avance_source_open(avance_context *context, const char *path, const char *encoding,
                                 avance_source **source)
{
    avn_source_options options = { .encoding = encoding, .max_size = context->max_input };
    return avn_source_open(context->allocator, &context->sink, path, &options, source);
}

avance_status avance_source_from_memory(avance_context *context, const char *name,
                                        const void *bytes, size_t size, const char *encoding,
                                        avance_source **source)
{
    avn_source_options options = { .encoding = encoding, .max_size = context->max_input };
    return avn_source_memory(context->allocator, &context->sink, name, bytes, size, &options,
                             source);
}

void avance_source_free(avance_source *source)
{
    avn_source_free(source);
}

const char *avance_source_encoding(const avance_source *source)
{
    return source->encoding;
}

void avance_report_free(avance_report *report)
{
    avn_report_free(report);
}

const char *avance_report_grammar(const avance_report *report)
{
    return report->schema->grammar.ptr;
}

const char *avance_report_reading(const avance_report *report)
{
    return report->reading;
}

size_t avance_report_records(const avance_report *report)
{
    return report->records;
}

size_t avance_report_findings(const avance_report *report, avance_level at_least)
{
    size_t count = 0;
    for (size_t i = 0; i < report->findings.count; i++)
        count += report->findings.items[i].level >= at_least;
    return count;
}

const avance_finding *avance_report_finding(const avance_report *report, size_t index)
{
    return index < report->findings.count ? &report->findings.items[index] : NULL;
}

size_t avance_report_line_count(const avance_report *report)
{
    return report->lines;
}

int avance_report_line(const avance_report *report, size_t index, avance_line *line)
{
    if (index >= report->lines || !report->accounts)
        return 0;
    const avn_account *account = &report->accounts[index];
    avn_str text = avn_source_line(report->source, index);
    *line = (avance_line){ .fate = (avance_line_fate)account->fate,
                           .page = account->page,
                           .number = index + 1,
                           .rule = account->rule,
                           .text = text.ptr,
                           .size = text.len,
                           .captures = account->capture_count };
    return 1;
}

int avance_report_capture(const avance_report *report, size_t index, size_t capture,
                          const char **name, const char **text, size_t *size)
{
    if (index >= report->lines || !report->accounts ||
        capture >= report->accounts[index].capture_count)
        return 0;
    const avn_capture *found = &report->captures[report->accounts[index].first_capture + capture];
    *name = found->name;
    *text = found->text.ptr;
    *size = found->text.len;
    return 1;
}

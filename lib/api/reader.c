/* The public side of reading: whole reports, and reports in portions. */
#include <stdio.h>

#include "api/context.h"
#include "api/shelf.h"
#include "check/check.h"
#include "tree/read.h"

struct avance_reader {
    avance_context *context;
    avn_reader *reader;
    const char *name;  /* of the source */
    avn_share *shares; /* one per `refuse` of the grammar; NULL until the first portion */
};

/* AVANCE_REFUSED, told, when a check whose failure means that the text was not read well fails
 * nearly everywhere. */
static avance_status accept(const avance_reader *r, const avn_report *report)
{
    const avn_sink *sink = &r->context->sink;
    avn_refused refused;
    avance_status status = avn_check_refusal(report, r->shares, &refused);
    if (status != AVANCE_OK || !refused.rule)
        return status;
    char held[24], places[24];
    snprintf(held, sizeof held, "%zu", refused.held);
    snprintf(places, sizeof places, "%zu", refused.places);
    avn_tell(sink, AVN_MSG_REFUSED_BY_CHECK, (avn_place){ .file = report->file },
             refused.rule->code.ptr, held, places, NULL);
    return AVANCE_REFUSED;
}

static avance_status take_shares(avance_reader *r, avn_report *report)
{
    if (!r->shares)
        r->shares = AVN_NEW_ARRAY(&report->lasting, avn_share, report->schema->refusal_count + 1);
    return r->shares ? AVANCE_OK : AVANCE_NO_MEMORY;
}

/* The next portion, looked at as every report is. */
static avance_status read_on(avance_reader *r, avn_report **report)
{
    avance_status status = avn_reader_next(r->reader, report);
    if (status != AVANCE_OK || !*report)
        return status;
    status = take_shares(r, *report);
    return status == AVANCE_OK ? accept(r, *report) : status;
}

static avance_status open_reader(avance_context *context, const avance_source *source,
                                 size_t grammar, bool in_portions, avance_reader *r)
{
    const avn_grammar *chosen = avn_shelf_at(context, grammar);
    *r = (avance_reader){ .context = context, .name = source->name };
    if (!chosen)
        return avn_shelf_look(context, grammar) ? AVANCE_BAD_GRAMMAR : AVANCE_BAD_USE;
    avn_reading_options options = { .allocator = context->allocator,
                                    .language = context->language,
                                    .listen = context->sink.listen,
                                    .listen_user = context->sink.listen_user,
                                    .in_portions = in_portions };
    /* Only the count of holders changes; what the caller sees of the source does not. */
    return avn_reader_open(&options, (avn_source *)(uintptr_t)source, chosen, &r->reader);
}

avance_status avance_report_read(avance_context *context, const avance_source *source,
                                 size_t grammar, avance_report **report)
{
    avance_reader r;
    *report = NULL;
    avance_status status = open_reader(context, source, grammar, false, &r);
    if (status == AVANCE_OK)
        status = read_on(&r, report);
    if (status == AVANCE_OK)
        avn_reader_release(r.reader);
    else
        *report = NULL;
    avn_reader_free(r.reader);
    return avn_conclude(context, status, source->name);
}

avance_status avance_reader_open(avance_context *context, const avance_source *source,
                                 size_t grammar, avance_reader **reader)
{
    avn_allocator allocator = context->allocator;
    avance_reader *r = *reader = allocator.resize(allocator.user, NULL, sizeof *r);
    avance_status status = r ? open_reader(context, source, grammar, true, r) : AVANCE_NO_MEMORY;
    if (status != AVANCE_OK) {
        avance_reader_free(r);
        *reader = NULL;
    }
    return avn_conclude(context, status, source->name);
}

avance_status avance_reader_next(avance_reader *reader, const avance_report **portion)
{
    avn_report *report = NULL;
    avance_status status = read_on(reader, &report);
    *portion = status == AVANCE_OK ? report : NULL;
    return avn_conclude(reader->context, status, reader->name);
}

void avance_reader_free(avance_reader *reader)
{
    if (!reader)
        return;
    avn_allocator allocator = reader->context->allocator;
    avn_reader_free(reader->reader);
    allocator.resize(allocator.user, reader, 0);
}

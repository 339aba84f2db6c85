#include "tree/read.h"

#include <stdlib.h>

#include "text/lines.h"
#include "tree/ahead.h"
#include "tree/outline.h"

/* So much text tells the widths of its columns and its units many times over, and the tree of it
 * still fits into a processor's cache. */
enum { PORTION = 256 * 1024, LARGER = 4 };

/* A header that the end of a window cuts stands whole in the next one. */
enum { LINES_AGAIN = 100 };

struct avn_reader {
    avn_reading_options options;
    avn_source *source;
    const avn_grammar *grammar;
    avn_matcher *matcher;
    avn_report *report;
    avn_sink sink;
    avn_arena scratch; /* tokens and what is made of them, until they are in the tree */
    avn_carry carry;
    avn_assembly assembly;
    avn_ahead ahead;
    bool bound;       /* the grammar's records have leads to learn */
    bool begun;       /* some portion was read */
    size_t next_line; /* that no portion has taken yet */
    unsigned page;    /* that it stands on */
    size_t records;   /* of all portions */
};

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

static void init_report(avn_reader *r, avn_report *report)
{
    avn_source *source = r->source;
    *report = (avn_report){ .source = source };
    source->holders++;
    avn_arena_init(&report->arena, r->options.allocator);
    avn_arena_init(&report->lasting, r->options.allocator);
    report->file = source->name;
    report->archivo = avn_arena_str(&report->lasting, avn_str_of(last_part(source->name)));
    report->digest = avn_arena_alloc(&report->lasting, AVN_DIGEST_SIZE);
    report->encoding = source->encoding;
    report->lines = (unsigned)source->line_count;
    report->language = r->options.language;
    report->reading = "";
    report->schema = avn_schema_plan(&report->lasting, r->grammar);
    r->report = report;
    r->sink = (avn_sink){ &report->arena, r->options.language, &report->findings, r->options.listen,
                          r->options.listen_user };
}

static avance_status begin(avn_reader *r)
{
    avn_allocator allocator = r->options.allocator;
    avn_report *report = allocator.resize(allocator.user, NULL, sizeof *report);
    if (!report)
        return AVANCE_NO_MEMORY;
    init_report(r, report);
    r->matcher = avn_matcher_new(allocator);
    if (!r->matcher || !report->schema || report->lasting.failed)
        return AVANCE_NO_MEMORY;
    r->carry.arena = &report->lasting;
    avance_status status = avn_assembly_begin(&r->assembly, report, &r->sink);
    if (status == AVANCE_OK && !r->options.in_portions && !avn_account_begin(&r->assembly))
        status = AVANCE_NO_MEMORY;
    return status;
}

avance_status avn_reader_open(const avn_reading_options *options, avn_source *source,
                              const avn_grammar *grammar, avn_reader **reader)
{
    avn_allocator allocator = options->allocator;
    avn_reader *r = *reader = allocator.resize(allocator.user, NULL, sizeof *r);
    if (!r)
        return AVANCE_NO_MEMORY;
    *r = (avn_reader){ .options = *options, .source = source, .grammar = grammar, .page = 1 };
    avn_arena_init(&r->scratch, allocator);
    r->bound = avn_bind_record(grammar) != NULL;
    avance_status status = begin(r);
    if (status != AVANCE_OK) {
        avn_reader_free(r);
        *reader = NULL;
    }
    return status;
}

void avn_reader_release(avn_reader *r)
{
    r->report = NULL;
}

void avn_reader_free(avn_reader *r)
{
    if (!r)
        return;
    avn_allocator allocator = r->options.allocator;
    avn_report_free(r->report);
    avn_matcher_free(r->matcher);
    avn_arena_free(&r->scratch);
    allocator.resize(allocator.user, r, 0);
}

/* ---- one portion ------------------------------------------------------------------ */

/* How many lines from FIRST on hold SIZE bytes; all that are left where hardly more are. */
static size_t lines_of(const avn_reader *r, size_t first, size_t size)
{
    const avn_source *source = r->source;
    size_t left = source->line_count - first;
    size_t offset = left ? source->lines[first].start : 0;
    if (!r->bound || source->text.len - offset < size + size / 2)
        return left;
    return avn_line_at(source, offset + size) - first + 1;
}

static size_t portion_size(const avn_reader *r)
{
    return r->options.portion ? r->options.portion : PORTION;
}

/* A portion at work. */
typedef struct portion {
    avn_source part;
    avn_lexed lexed;
    avn_binding binding;
} portion;

static avance_status lex_and_bind(avn_reader *r, size_t count, portion *p)
{
    avn_arena *kept = &r->report->arena;
    avn_arena *arena = r->bound ? &r->scratch : kept;
    bool goes_on = r->next_line + count < r->source->line_count;
    if (!avn_source_cut(r->source, r->next_line, count, arena, &p->part))
        return AVANCE_NO_MEMORY;
    p->lexed = (avn_lexed){ .grammar = r->grammar,
                            .source = &p->part,
                            .arena = arena,
                            .kept = kept,
                            .sink = &r->sink,
                            .matcher = r->matcher,
                            .first_page = r->page,
                            .by_pieces = !r->bound };
    p->binding.end = (uint32_t)count;
    avance_status status = avn_lex(&p->lexed);
    if (status == AVANCE_OK && r->bound)
        status = avn_bind(&p->lexed, &r->carry, goes_on, &p->binding);
    return status;
}

static avance_status build(avn_reader *r, portion *p)
{
    avn_report *report = r->report;
    avn_assembly *a = &r->assembly;
    report->records = 0;
    if (r->bound) {
        report->reading = p->binding.reading;
        report->apart = p->binding.apart;
    }
    avance_status status = avn_assembly_next(a, &p->lexed, p->binding.end);
    if (status == AVANCE_OK)
        status = r->bound ? avn_assemble(a, &p->binding) : avn_outline_read(a);
    return status;
}

/* Reads the next portion: larger ones, while no line is fit to end it. */
static avance_status read_portion(avn_reader *r)
{
    portion p = { .binding.end = 0 };
    size_t size = portion_size(r);
    avance_status status = AVANCE_OK;
    while (status == AVANCE_OK && p.binding.end == 0) {
        avn_arena_reset(&r->scratch);
        status = lex_and_bind(r, lines_of(r, r->next_line, size), &p);
        size *= LARGER;
    }
    if (status == AVANCE_OK)
        status = build(r, &p);
    if (status == AVANCE_OK && avn_matcher_failed(r->matcher))
        status = AVANCE_NO_MEMORY;
    if (status != AVANCE_OK)
        return status;
    r->page = avn_page_of(&p.lexed, p.binding.end);
    r->next_line += p.binding.end;
    r->records += r->report->records;
    return AVANCE_OK;
}

/* Looks for the fields of the document that the first portion does not tell in those behind it. */
static avance_status look_ahead(avn_reader *r)
{
    avn_source part;
    size_t count, first = r->next_line, last = r->source->line_count;
    r->ahead = (avn_ahead){ .arena = &r->report->lasting, .root = r->assembly.root };
    while (first < last && avn_ahead_wants(&r->ahead, r->grammar)) {
        avn_arena_reset(&r->scratch);
        count = lines_of(r, first, portion_size(r));
        if (!avn_source_cut(r->source, first, count, &r->scratch, &part))
            return AVANCE_NO_MEMORY;
        avn_sink silent = { .arena = &r->scratch, .language = r->options.language };
        avn_lexed lexed = { .grammar = r->grammar,
                            .source = &part,
                            .arena = &r->scratch,
                            .kept = &r->scratch,
                            .sink = &silent,
                            .matcher = r->matcher };
        /* A limit that was hit is told when the lines are read. */
        if (avn_lex_told(&lexed) == AVANCE_NO_MEMORY || !avn_ahead_take(&r->ahead, &lexed))
            return AVANCE_NO_MEMORY;
        first += count;
        if (first < last && count > LINES_AGAIN)
            first -= LINES_AGAIN;
    }
    return AVANCE_OK;
}

static void sort_findings(avn_report *report)
{
    if (report->findings.count)
        qsort(report->findings.items, report->findings.count, sizeof *report->findings.items,
              by_place);
}

avance_status avn_reader_next(avn_reader *r, avn_report **report)
{
    avn_assembly *a = &r->assembly;
    avance_status status = AVANCE_OK;
    *report = NULL;
    if (r->begun && r->next_line == r->source->line_count)
        return AVANCE_OK;
    if (!r->begun && avn_lost_letters(r->source, &r->sink))
        return AVANCE_REFUSED;
    if (r->begun) {
        avn_ahead_take_back(&r->ahead);
        avn_assembly_forget(a);
    }
    r->report->began = r->begun;
    do
        status = read_portion(r);
    while (status == AVANCE_OK && !r->options.in_portions && r->next_line < r->source->line_count);
    r->begun = true;
    r->report->goes_on = r->next_line < r->source->line_count;
    if (!r->options.in_portions)
        r->report->records = r->records;
    bool found = r->bound ? r->records > 0 : a->root->first || r->grammar->blocks.count == 1;
    if (status == AVANCE_OK && !r->report->goes_on)
        status = avn_assembly_end(a, found);
    if (status == AVANCE_OK && r->report->goes_on && !r->report->began)
        status = look_ahead(r);
    if (status != AVANCE_OK)
        return status;
    avn_ahead_lend(&r->ahead);
    sort_findings(r->report);
    *report = r->report;
    return AVANCE_OK;
}

avance_status avn_report_read(const avn_reading_options *options, avn_source *source,
                              const avn_grammar *grammar, avn_report **report)
{
    avn_reader *reader;
    *report = NULL;
    avance_status status = avn_reader_open(options, source, grammar, &reader);
    if (status != AVANCE_OK)
        return status;
    status = avn_reader_next(reader, report);
    if (status == AVANCE_OK)
        avn_reader_release(reader);
    avn_reader_free(reader);
    return status;
}

void avn_report_free(avn_report *report)
{
    if (!report)
        return;
    avn_allocator allocator = report->arena.allocator;
    avn_source_free(report->source);
    avn_arena_free(&report->arena);
    avn_arena_free(&report->lasting);
    allocator.resize(allocator.user, report, 0);
}

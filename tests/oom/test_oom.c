/* Memory runs short: test_oom GRAMMAR.avg DOCUMENT.txt [author|portions]
 *
 * Each stage (loading the grammar, running its examples, writing its schema, reading and checking
 * the document, writing every format; what authors ask for; a long text that is read and written a
 * portion at a time) is run once to count its allocations, then again and again
 * with one of them failing, or that one and all after it. Whatever happens there is no crash, no
 * leak, and an answer: out of memory, told, or all as it should be where the library can do
 * without. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "avance.h"

/* A long text takes a long time: so fewer of its allocations fail. */
enum { MOST_STEPS = 120, MOST_LONG_STEPS = 24, CODE_SIZE = 64, LONG_TEXT = 420 * 1024 };

typedef struct memory {
    size_t count;   /* allocations so far */
    size_t fail_at; /* from 1; 0: never */
    bool fail_on;   /* the later ones fail too */
    size_t blocks;  /* in use */
} memory;

typedef struct session {
    memory memory;
    char told[CODE_SIZE]; /* the code of the last error */
    avance_context *context;
    avance_source *source;
    avance_report *report;
    const char *grammar, *document, *folder;
    char *text; /* the document many times over */
    size_t text_size, most_steps;
    size_t format;
} session;

static void *resize(void *user, void *block, size_t size)
{
    memory *m = user;
    if (size == 0) {
        m->blocks -= block != NULL;
        free(block);
        return NULL;
    }
    m->count++;
    if (m->fail_at && (m->count == m->fail_at || (m->fail_on && m->count > m->fail_at)))
        return NULL;
    void *moved = realloc(block, size);
    m->blocks += !block && moved;
    return moved;
}

static void hear(void *user, const avance_finding *finding)
{
    session *s = user;
    if (finding->level == AVANCE_ERROR)
        snprintf(s->told, sizeof s->told, "%s", finding->code);
}

/* ---- stages ------------------------------------------------------------------ */

static avance_status open_context(session *s)
{
    avance_options options = {
        .message = hear, .message_user = s, .resize = resize, .resize_user = &s->memory
    };
    return avance_context_new(&options, &s->context);
}

static avance_status load(session *s)
{
    avance_status status = open_context(s);
    return status == AVANCE_OK ? avance_grammars_add_file(s->context, s->grammar, NULL) : status;
}

static avance_status try_examples(session *s)
{
    size_t passed, failed;
    avance_status status = avance_grammar_test(s->context, 0, &passed, &failed);
    return status == AVANCE_OK && (failed > 0 || passed == 0) ? AVANCE_BAD_GRAMMAR : status;
}

static avance_status read_document(session *s)
{
    avance_fit fit;
    size_t best;
    avance_status status = avance_source_open(s->context, s->document, NULL, &s->source);
    if (status == AVANCE_OK)
        status = avance_detect(s->context, s->source, &fit, &best);
    if (status == AVANCE_OK)
        status = avance_report_read(s->context, s->source, best, &s->report);
    return status;
}

/* Some examples fail, and it is told how far each rule gets. */
static avance_status explain_examples(session *s)
{
    size_t passed, failed;
    return avance_grammar_test(s->context, 0, &passed, &failed);
}

static avance_status lint(session *s)
{
    size_t errors, warnings;
    return avance_grammar_lint(s->context, 0, &errors, &warnings);
}

static avance_status start_grammar(session *s)
{
    const char *text;
    avance_status status = avance_source_open(s->context, s->document, NULL, &s->source);
    return status == AVANCE_OK ? avance_grammar_start(s->context, "nueva", s->source, &text)
                               : status;
}

static avance_status check_document(session *s)
{
    return avance_report_check(s->context, s->report);
}

static avance_status open_writer(session *s, avance_writer **writer)
{
    avance_format format;
    char path[4096];
    avance_format_at(s->context, s->format, &format);
    snprintf(path, sizeof path, "%s/out%s", s->folder, format.suffix);
    /* A format that adds to what is there would find its document there. */
    if (format.adds)
        remove(path);
    return avance_writer_open(s->context, s->format, path, NULL, writer);
}

/* STATUS is what came of writing so far. */
static avance_status close_writer(avance_writer *writer, avance_status status)
{
    if (status == AVANCE_OK)
        return avance_writer_close(writer);
    avance_writer_abort(writer);
    return status;
}

static avance_status write_document(session *s)
{
    avance_writer *writer;
    avance_status status = open_writer(s, &writer);
    return status == AVANCE_OK ? close_writer(writer, avance_writer_add(writer, s->report))
                               : status;
}

static avance_status open_text(session *s)
{
    return avance_source_from_memory(s->context, "largo.txt", s->text, s->text_size, NULL,
                                     &s->source);
}

static avance_status add_portions(avance_reader *reader, avance_writer *writer)
{
    const avance_report *portion;
    size_t count = 0;
    avance_status status = avance_reader_next(reader, &portion);
    for (; status == AVANCE_OK && portion; count++) {
        status = avance_writer_add(writer, portion);
        if (status == AVANCE_OK)
            status = avance_reader_next(reader, &portion);
    }
    if (status == AVANCE_OK && count < 2)
        printf("the text is read in one portion\n");
    return status == AVANCE_OK && count < 2 ? AVANCE_BAD_USE : status;
}

static avance_status write_portions(session *s)
{
    avance_reader *reader;
    avance_writer *writer;
    avance_status status = avance_reader_open(s->context, s->source, 0, &reader);
    if (status != AVANCE_OK)
        return status;
    status = open_writer(s, &writer);
    if (status == AVANCE_OK)
        status = close_writer(writer, add_portions(reader, writer));
    avance_reader_free(reader);
    return status;
}

static avance_status write_schema(session *s)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/schema.json", s->folder);
    return avance_grammar_json_schema(s->context, 0, path);
}

/* ---- one run --------------------------------------------------------------------- */

typedef avance_status stage(session *s);

static void close_session(session *s)
{
    avance_report_free(s->report);
    avance_source_free(s->source);
    avance_context_free(s->context);
    s->report = NULL;
    s->source = NULL;
    s->context = NULL;
}

/* Runs BEFORE with all the memory it wants, then WHAT with the allocation FAIL_AT failing. */
static avance_status run(session *s, stage *const before[], stage *what, size_t fail_at,
                         bool fail_on)
{
    s->memory = (memory){ 0 };
    for (size_t i = 0; before[i]; i++)
        if (before[i](s) != AVANCE_OK)
            abort();
    size_t blocks = s->memory.blocks;
    s->memory = (memory){ .fail_at = fail_at, .fail_on = fail_on, .blocks = blocks };
    s->told[0] = '\0';
    return what(s);
}

static bool is_answer(const session *s, avance_status status, size_t fail_at)
{
    if (fail_at == 0 || s->memory.count < fail_at)
        return status == AVANCE_OK;
    /* Before there is a context nothing can be told. */
    return status == AVANCE_OK ||
           (status == AVANCE_NO_MEMORY && (!s->context || strcmp(s->told, "sin-memoria") == 0));
}

static bool step(session *s, const char *name, stage *const before[], stage *what, size_t fail_at,
                 bool fail_on)
{
    avance_status status = run(s, before, what, fail_at, fail_on);
    bool good = is_answer(s, status, fail_at);
    if (!good)
        printf("%s, allocation %zu%s: status %d, told \"%s\"\n", name, fail_at,
               fail_on ? " and all after it" : "", (int)status, s->told);
    close_session(s);
    if (s->memory.blocks > 0) {
        printf("%s, allocation %zu%s: %zu blocks are left\n", name, fail_at,
               fail_on ? " and all after it" : "", s->memory.blocks);
        good = false;
    }
    return good;
}

/* The first allocations one by one, then some of the others up to the last. */
static size_t next_step(size_t at, size_t count, size_t most)
{
    size_t first = most / 4, stride = at < first ? 1 : (count - first) / (most - first) + 1;
    return at + stride;
}

static unsigned try_all(session *s, const char *name, stage *const before[], stage *what)
{
    unsigned failed = !step(s, name, before, what, 0, false);
    size_t count = s->memory.count;
    printf("%s: %zu allocations\n", name, count);
    for (size_t at = 1; at <= count && failed < 5; at = next_step(at, count, s->most_steps)) {
        failed += !step(s, name, before, what, at, false);
        failed += !step(s, name, before, what, at, true);
    }
    return failed;
}

static void remove_outputs(const char *folder)
{
    char command[4200];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0)
        printf("%s is left\n", folder);
}

/* What those who write grammars ask for. */
static unsigned try_author(session *s)
{
    static stage *const loaded[] = { load, NULL };
    static stage *const opened[] = { open_context, NULL };
    unsigned failed = try_all(s, "why examples fail", loaded, explain_examples);
    failed += try_all(s, "lint", loaded, lint);
    return failed + try_all(s, "a new grammar", opened, start_grammar);
}

static bool make_text(session *s)
{
    FILE *file = fopen(s->document, "rb");
    s->text = malloc(LONG_TEXT);
    size_t once = file && s->text ? fread(s->text, 1, LONG_TEXT, file) : 0;
    for (s->text_size = once; once > 0 && s->text_size + once <= LONG_TEXT; s->text_size += once)
        memcpy(s->text + s->text_size, s->text, once);
    if (file)
        fclose(file);
    return once > 0;
}

/* What is written before all is read. */
static unsigned try_portions(session *s)
{
    static stage *const opened[] = { load, open_text, NULL };
    unsigned failed = !make_text(s);
    s->most_steps = MOST_LONG_STEPS;
    for (s->format = 0; !failed && s->format < avance_format_count(); s->format++) {
        avance_format format;
        s->memory = (memory){ 0 };
        open_context(s);
        avance_format_at(s->context, s->format, &format);
        close_session(s);
        if (!format.portions)
            continue;
        failed += try_all(s, format.name, opened, write_portions);
    }
    free(s->text);
    return failed;
}

static unsigned try_report(session *s)
{
    static stage *const no_stage[] = { NULL };
    static stage *const loaded[] = { load, NULL };
    static stage *const read[] = { load, read_document, NULL };
    unsigned failed = try_all(s, "a context", no_stage, open_context);
    failed += try_all(s, "loading the grammar", no_stage, load);
    failed += try_all(s, "its examples", loaded, try_examples);
    failed += try_all(s, "its schema", loaded, write_schema);
    failed += try_all(s, "reading the document", loaded, read_document);
    failed += try_all(s, "its checks", read, check_document);
    for (s->format = 0; s->format < avance_format_count(); s->format++) {
        char name[32];
        snprintf(name, sizeof name, "writing format %zu", s->format);
        failed += try_all(s, name, read, write_document);
    }
    return failed;
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/avance-oom-XXXXXX";
    if (argc < 3 || !mkdtemp(folder))
        return 2;
    session s = {
        .grammar = argv[1], .document = argv[2], .folder = folder, .most_steps = MOST_STEPS
    };
    const char *what = argc > 3 ? argv[3] : "";
    unsigned failed = strcmp(what, "author") == 0     ? try_author(&s)
                      : strcmp(what, "portions") == 0 ? try_portions(&s)
                                                      : try_report(&s);
    remove_outputs(folder);
    return failed > 0;
}

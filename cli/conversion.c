/* Each thread has a context of its own, with the grammars of the session's. What it says about an
 * input is kept until the inputs before are told. Reports that go to one output are read by the
 * threads and written by the caller's. */
#include "conversion.h"

#include <stdlib.h>
#include <string.h>

#include "account.h"
#include "batch.h"
#include "grammars.h"
#include "interrupt.h"
#include "journal_wish.h"
#include "memory.h"
#include "progress.h"

/* Bytes of input per thread that may be in memory as trees, which are 5 to 20 times larger: those
 * that are being read as well, and those that only wait to be written. */
enum { MOST_BYTES = 8 * 1024 * 1024, WAITING_BYTES = 512 * 1024 };

/* What became of one input. */
typedef struct result {
    avance_report *report; /* for one output */
    char *told;            /* messages, when they were kept */
    size_t told_size;
    unsigned long heard;
    bool failed, found, closed;
} result;

typedef struct running {
    const cli_conversion *conversion;
    size_t *todo; /* places of the inputs */
    size_t todo_count;
    cli_session *sessions; /* one per thread; NULL: all is done in the caller's */
    unsigned jobs;
    cli_journal *journal;
    cli_progress_bar bar;
    avance_writer *writer; /* of the one output, once there is a report for it */
    bool over;             /* the one output is closed or failed: nothing is left to do */
    cli_conversion_end end;
} running;

/* ---- one input ------------------------------------------------------------------ */

static bool note_status(result *r, avance_status status)
{
    r->closed |= status == AVANCE_CLOSED_PIPE;
    r->failed |= status != AVANCE_OK && status != AVANCE_CLOSED_PIPE;
    return status == AVANCE_OK;
}

static void write_alone(const cli_conversion *c, cli_session *session, const avance_report *report,
                        const char *path, result *r)
{
    avance_writer *writer = NULL;
    if (!cli_make_parents(session, path)) {
        r->failed = true;
        return;
    }
    cli_interrupt_hold();
    if (note_status(
            r, avance_writer_open(session->context, c->plan.format, path, &c->writing, &writer))) {
        if (note_status(r, avance_writer_add(writer, report)))
            note_status(r, avance_writer_close(writer));
        else
            avance_writer_abort(writer);
    }
    cli_interrupt_release();
}

/* What the portions of one report come to. */
typedef struct reading {
    size_t records, errors, warnings, notes;
} reading;

static void count(reading *sum, const avance_report *report)
{
    size_t errors = avance_report_findings(report, AVANCE_ERROR);
    size_t warnings = avance_report_findings(report, AVANCE_WARNING) - errors;
    sum->records += avance_report_records(report);
    sum->errors += errors;
    sum->warnings += warnings;
    sum->notes += avance_report_findings(report, AVANCE_NOTE) - errors - warnings;
}

/* PORTION: any of the report's. */
static void tell_reading(cli_session *session, const char *name, const avance_source *source,
                         const avance_report *portion, const reading *sum)
{
    const char *kind = avance_report_reading(portion);
    bool named = kind && *kind;
    const char *format = cli_say(
        session,
        (cli_words){ "%s: gramática %s%s%s%s, %s; renglones %zu, registros %zu; errores %zu, "
                     "avisos %zu, notas %zu\n",
                     "%s: grammar %s%s%s%s, %s; lines %zu, records %zu; errors %zu, warnings %zu, "
                     "notes %zu\n" });
    cli_remark(session, format, name, avance_report_grammar(portion), named ? " (" : "",
               named ? kind : "", named ? ")" : "", avance_source_encoding(source),
               avance_report_line_count(portion), sum->records, sum->errors, sum->warnings,
               sum->notes);
}

static void convert_whole(const cli_conversion *c, cli_session *session, size_t place,
                          const avance_source *source, size_t grammar, result *r)
{
    const char *name = cli_input_name(&c->inputs.items[place]);
    avance_report *report = NULL;
    if (!note_status(r, avance_report_read(session->context, source, grammar, &report)))
        return;
    if (!note_status(r, avance_format_takes(session->context, c->plan.format, report))) {
        avance_report_free(report);
        return;
    }
    reading sum = { 0 };
    count(&sum, report);
    if (session->verbose)
        tell_reading(session, name, source, report, &sum);
    if (c->coverage)
        cli_account_show(session, name, report);
    r->found = sum.errors + sum.warnings > 0;
    if (c->plan.mode != CLI_TO_EACH) {
        r->report = report;
        return;
    }
    write_alone(c, session, report, c->plan.names[place], r);
    avance_report_free(report);
}

/* Writes what READER reads to PATH, until one of them fails. */
static void write_portions(const cli_conversion *c, cli_session *session, const char *path,
                           const char *name, const avance_source *source, avance_reader *reader,
                           result *r)
{
    avance_writer *writer = NULL;
    const avance_report *portion = NULL, *next = NULL;
    reading sum = { 0 };
    bool good = note_status(r, avance_reader_next(reader, &next)) &&
                note_status(r, avance_writer_open(session->context, c->plan.format, path,
                                                  &c->writing, &writer));
    while (good && next) {
        portion = next;
        count(&sum, portion);
        good = note_status(r, avance_writer_add(writer, portion)) &&
               note_status(r, avance_reader_next(reader, &next));
    }
    if (good && session->verbose)
        tell_reading(session, name, source, portion, &sum);
    r->found = good && sum.errors + sum.warnings > 0;
    if (good)
        note_status(r, avance_writer_close(writer));
    else
        avance_writer_abort(writer);
}

/* The whole of a long report need not be in memory when it has an output of its own. */
static void convert_in_portions(const cli_conversion *c, cli_session *session, size_t place,
                                const avance_source *source, size_t grammar, result *r)
{
    bool each = c->plan.mode == CLI_TO_EACH;
    const char *path = each ? c->plan.names[place] : c->plan.path;
    avance_reader *reader = NULL;
    if (each && !cli_make_parents(session, path)) {
        r->failed = true;
        return;
    }
    cli_interrupt_hold();
    if (note_status(r, avance_reader_open(session->context, source, grammar, &reader)))
        write_portions(c, session, path, cli_input_name(&c->inputs.items[place]), source, reader,
                       r);
    avance_reader_free(reader);
    cli_interrupt_release();
}

static void convert_input(const running *run, cli_session *session, size_t place, result *r)
{
    const cli_conversion *c = run->conversion;
    bool alone = c->plan.mode == CLI_TO_EACH || run->todo_count == 1;
    avance_source *source = NULL;
    size_t grammar = c->grammar_index;
    avance_status status = cli_source_open(session, c->inputs.items[place].path, c->encoding,
                                           c->grammar != NULL, &grammar, &source);
    if (note_status(r, status) && alone && c->plan.about.portions && !c->coverage)
        convert_in_portions(c, session, place, source, grammar, r);
    else if (status == AVANCE_OK)
        convert_whole(c, session, place, source, grammar, r);
    avance_source_free(source);
}

/* ---- what a batch asks for -------------------------------------------------------- */

static size_t weight(void *user, size_t piece)
{
    const running *run = user;
    const cli_conversion *c = run->conversion;
    return c->plan.mode == CLI_TO_EACH ? 0 : (size_t)c->inputs.items[run->todo[piece]].size;
}

static void *work(void *user, unsigned job, size_t piece)
{
    running *run = user;
    const cli_conversion *c = run->conversion;
    result *r = cli_zeroed(sizeof *r);
    cli_session *session = run->sessions ? &run->sessions[job] : c->session;
    unsigned long heard = session->heard;
    FILE *kept = run->sessions ? open_memstream(&r->told, &r->told_size) : NULL;
    session->messages = kept ? kept : stderr;
    convert_input(run, session, run->todo[piece], r);
    if (kept)
        fclose(kept);
    r->heard = session->heard - heard;
    return r;
}

static void drop(void *user, void *raw)
{
    (void)user;
    result *r = raw;
    avance_report_free(r->report);
    free(r->told);
    free(r);
}

static void write_together(running *run, result *r)
{
    const cli_conversion *c = run->conversion;
    if (!run->writer) {
        cli_interrupt_hold();
        note_status(r, avance_writer_open(c->session->context, c->plan.format, c->plan.path,
                                          &c->writing, &run->writer));
    }
    if (run->writer && note_status(r, avance_writer_add(run->writer, r->report)))
        return;
    avance_writer_abort(run->writer);
    run->writer = NULL;
    cli_interrupt_release();
    run->over = true;
}

static void add_to_journal(running *run, const cli_input *input, size_t place, const result *r)
{
    const cli_plan *plan = &run->conversion->plan;
    cli_result what = r->failed ? CLI_RESULT_FAILED : r->found ? CLI_RESULT_FOUND : CLI_RESULT_GOOD;
    cli_journal_add(run->journal, input, plan->mode == CLI_TO_EACH ? plan->names[place] : NULL,
                    what);
}

static bool take(void *user, size_t piece, void *raw)
{
    running *run = user;
    const cli_conversion *c = run->conversion;
    size_t place = run->todo[piece];
    const cli_input *input = &c->inputs.items[place];
    result *r = raw;
    if (r->told_size > 0 && !cli_interrupted()) {
        cli_progress_end(c->session);
        fwrite(r->told, 1, r->told_size, stderr);
    }
    if (r->report)
        write_together(run, r);
    run->over |= r->closed;
    if (!cli_interrupted()) {
        run->end.failed |= r->failed;
        run->end.found |= r->found;
        if (run->sessions)
            c->session->heard += r->heard;
        add_to_journal(run, input, place, r);
        cli_bar_add(&run->bar, (double)input->size, r->failed);
    }
    if (piece + 1 < run->todo_count)
        cli_bar_show(&run->bar, cli_input_name(&c->inputs.items[run->todo[piece + 1]]));
    drop(user, r);
    return !run->over;
}

/* ---- threads ---------------------------------------------------------------------- */

static void open_sessions(running *run)
{
    const cli_conversion *c = run->conversion;
    unsigned wanted = c->jobs ? c->jobs : cli_cores(), made = 0;
    if (wanted > run->todo_count)
        wanted = (unsigned)run->todo_count;
    run->jobs = 1;
    if (wanted < 2)
        return;
    run->sessions = cli_zeroed(wanted * sizeof *run->sessions);
    for (; made < wanted; made++) {
        cli_session *session = &run->sessions[made];
        *session = *c->session;
        session->progress = false;
        avance_options options = { .language = session->language,
                                   .message = cli_hear,
                                   .message_user = session,
                                   .resize = cli_interruptible_resize };
        session->context = NULL;
        if (avance_context_new_beside(c->session->context, &options, &session->context) !=
            AVANCE_OK)
            break;
    }
    run->jobs = made;
    if (made == 0) {
        free(run->sessions);
        run->sessions = NULL;
        run->jobs = 1;
    }
}

static void close_sessions(running *run)
{
    for (unsigned i = 0; run->sessions && i < run->jobs; i++)
        avance_context_free(run->sessions[i].context);
    free(run->sessions);
}

/* ---- all inputs ------------------------------------------------------------------- */

/* Leaves out what the journal says was done. */
static void choose_inputs(running *run)
{
    const cli_conversion *c = run->conversion;
    bool each = c->plan.mode == CLI_TO_EACH;
    cli_result all = CLI_RESULT_NONE;
    if (c->resume && !each) {
        all = cli_journal_result_of_all(run->journal, &c->inputs, c->plan.path);
        if (all == CLI_RESULT_NONE)
            cli_journal_restart(run->journal);
    }
    run->todo = cli_zeroed((c->inputs.count + 1) * sizeof *run->todo);
    double bytes = 0;
    for (size_t i = 0; i < c->inputs.count; i++) {
        cli_result done = all;
        if (c->resume && each)
            done = cli_journal_result(run->journal, &c->inputs.items[i], c->plan.names[i]);
        run->end.found |= done == CLI_RESULT_FOUND;
        if (done == CLI_RESULT_GOOD || done == CLI_RESULT_FOUND)
            continue;
        run->todo[run->todo_count++] = i;
        bytes += (double)c->inputs.items[i].size;
    }
    cli_bar_begin(&run->bar, c->session, run->todo_count, bytes);
}

static void tell_resumed(const running *run)
{
    const cli_conversion *c = run->conversion;
    size_t done = c->inputs.count - run->todo_count;
    if (c->resume && done > 0 && !c->session->quiet)
        cli_remark(c->session,
                   cli_say(c->session, (cli_words){ "avance: ya estaban hechos %zu de %zu\n",
                                                    "avance: %zu of %zu were done before\n" }),
                   done, c->inputs.count);
}

static void tell_interrupted(const running *run)
{
    const cli_conversion *c = run->conversion;
    cli_progress_end(c->session);
    if (c->plan.mode == CLI_TO_EACH && run->journal)
        cli_remark(
            c->session,
            cli_say(c->session,
                    (cli_words){ "avance: interrumpido; quedaron hechos %zu de %zu; la misma "
                                 "orden con --resume sigue con los demás\n",
                                 "avance: interrupted; %zu of %zu are done; the same "
                                 "command with --resume goes on with the others\n" }),
            c->inputs.count - run->todo_count + run->bar.done, c->inputs.count);
}

/* After the messages of a batch, whether anything came of it. */
static void tell_failures(const running *run)
{
    const cli_conversion *c = run->conversion;
    if (run->bar.failed > 0 && run->todo_count > 1 && !run->over && !c->session->quiet)
        cli_remark(c->session,
                   cli_say(c->session, (cli_words){ "avance: se convirtieron %zu de %zu entradas\n",
                                                    "avance: %zu of %zu inputs were converted\n" }),
                   run->bar.done - run->bar.failed, run->todo_count);
}

static void run_batch(running *run)
{
    const cli_conversion *c = run->conversion;
    bool several = run->todo_count > 1 && c->plan.mode != CLI_TO_STREAM;
    cli_batch batch = { .count = run->todo_count,
                        .jobs = run->jobs,
                        .most_weight = run->jobs * (size_t)MOST_BYTES,
                        .most_waiting = run->jobs * (size_t)WAITING_BYTES,
                        .user = run,
                        .weight = weight,
                        .work = work,
                        .take = take,
                        .drop = drop };
    if (several)
        cli_interrupt_hold();
    if (run->todo_count > 0)
        cli_bar_show(&run->bar, cli_input_name(&c->inputs.items[run->todo[0]]));
    cli_batch_run(&batch);
    cli_progress_end(c->session);
    if (run->writer) {
        result r = { 0 };
        if (cli_interrupted())
            avance_writer_abort(run->writer);
        else
            note_status(&r, avance_writer_close(run->writer));
        run->end.failed |= r.failed;
        run->over |= r.failed;
        cli_interrupt_release();
    }
    if (several)
        cli_interrupt_release();
}

cli_conversion_end cli_convert_all(const cli_conversion *conversion)
{
    running run = { .conversion = conversion };
    cli_journal_wish wish = cli_journal_wish_of(conversion);
    if (wish.path)
        run.journal = cli_journal_open(conversion->session, &wish);
    if (conversion->resume && !run.journal) {
        run.end.failed = true;
    } else {
        choose_inputs(&run);
        tell_resumed(&run);
        open_sessions(&run);
        cli_interrupt_watch();
        run_batch(&run);
        close_sessions(&run);
        if (cli_interrupted())
            tell_interrupted(&run);
        else
            tell_failures(&run);
        cli_journal_close(run.journal, !cli_interrupted() && !run.over);
    }
    cli_journal_wish_free(&wish);
    free(run.todo);
    if (cli_interrupted())
        cli_interrupt_end();
    return run.end;
}

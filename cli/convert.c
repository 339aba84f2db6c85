/* avance convert: reads every input, writes all reports in one format. One bad
 * input does not stop the others. */
#include <stdlib.h>

#include "account.h"
#include "command.h"
#include "grammars.h"
#include "outputs.h"

typedef struct settings {
    cli_common common;
    const char *format, *output, *grammar, *encoding, *table, *semaforo;
    bool coverage, strict, bom, excel_safe, replace;
    char delimiter;
} settings;

static const cli_option options[] = {
    CLI_VALUE(settings, 't', "format", format, "FORMATO", "FORMAT",
              "formato de salida (avance formats); sin -t lo dice el sufijo de -o, o es json",
              "output format (avance formats); without -t the suffix of -o says it, or it is json"),
    CLI_VALUE(settings, 'o', "output", output, "SALIDA", "OUT",
              "archivo o carpeta de salida; sin -o, la salida estándar",
              "output file or folder; without -o, standard output"),
    CLI_OPTION_GRAMMAR(settings),
    CLI_OPTION_ENCODING(settings),
    CLI_SWITCH(settings, 0, "coverage", coverage,
               "decir en qué quedaron los renglones: cuántos tomó cada regla",
               "say what became of the lines: how many each rule took"),
    CLI_VALUE(settings, 0, "semaforo", semaforo, "DE-A", "FROM-TO",
              "porcentajes entre los que lo realizado está en rango: 90-110, 100-80, 90-70 u otros "
              "dos; sin ella 90-110, y json y ndjson no llevan estado",
              "percentages between which what was done is within bounds: 90-110, 100-80, 90-70 or "
              "any two; without it 90-110, and json and ndjson have no state"),
    CLI_SWITCH(settings, 0, "strict", strict, "terminar con 1 si hubo algún aviso o error",
               "end with 1 if there was any warning or error"),
    CLI_VALUE(settings, 0, "table", table, "TABLA", "TABLE",
              "csv: escribir solo esta tabla, en un archivo o en la salida estándar",
              "csv: write this table only, to a file or to standard output"),
    { 0,
      "delimiter",
      CLI_CHARACTER,
      offsetof(settings, delimiter),
      { "C", "C" },
      { "csv: separador de columnas (un carácter, o tab)",
        "csv: column separator (one character, or tab)" },
      NULL },
    CLI_SWITCH(settings, 0, "bom", bom, "csv: marca de orden de bytes, para Excel",
               "csv: byte order mark, for Excel"),
    CLI_SWITCH(settings, 0, "excel-safe", excel_safe,
               "csv: neutralizar las celdas que una hoja de cálculo ejecutaría",
               "csv: defuse cells that a spreadsheet would run"),
    CLI_SWITCH(settings, 0, "replace", replace,
               "sqlite: reemplazar los documentos que ya están, en vez de omitirlos",
               "sqlite: replace documents that are there, instead of skipping them"),
    CLI_OPTION_VERBOSE(settings),
    CLI_OPTION_QUIET(settings),
    CLI_OPTIONS_ALWAYS(settings),
};

typedef struct job {
    cli_session *session;
    const settings *settings;
    avance_write_options writing;
    cli_plan plan;
    cli_inputs inputs;
    size_t grammar;        /* of -g */
    avance_writer *writer; /* of the one output, once there is a report for it */
    bool failed;           /* something asked for could not be done */
    bool over;             /* the one output is closed or failed: nothing is left to do */
    bool found;            /* some finding of level warning or error */
} job;

/* Notes the outcome of a call of the writer; true when it went well. */
static bool written(job *j, avance_status status)
{
    if (status == AVANCE_OK)
        return true;
    if (status == AVANCE_CLOSED_PIPE)
        j->over = true;
    else
        j->failed = true;
    return false;
}

static void write_alone(job *j, const avance_report *report, const char *path)
{
    avance_writer *writer = NULL;
    if (!cli_make_parents(j->session, path)) {
        j->failed = true;
        return;
    }
    if (!written(
            j, avance_writer_open(j->session->context, j->plan.format, path, &j->writing, &writer)))
        return;
    if (written(j, avance_writer_add(writer, report)))
        written(j, avance_writer_close(writer));
    else
        avance_writer_abort(writer);
}

static void write_together(job *j, const avance_report *report)
{
    bool good = j->writer || written(j, avance_writer_open(j->session->context, j->plan.format,
                                                           j->plan.path, &j->writing, &j->writer));
    good = good && written(j, avance_writer_add(j->writer, report));
    if (good)
        return;
    if (j->writer)
        avance_writer_abort(j->writer);
    j->writer = NULL;
    j->over = true;
}

static void tell_reading(job *j, const char *name, const avance_source *source,
                         const avance_report *report)
{
    size_t errors = avance_report_findings(report, AVANCE_ERROR);
    size_t warnings = avance_report_findings(report, AVANCE_WARNING) - errors;
    size_t notes = avance_report_findings(report, AVANCE_NOTE) - errors - warnings;
    const char *reading = avance_report_reading(report);
    bool named = reading && *reading;
    const char *format = cli_say(
        j->session,
        (cli_words){ "%s: gramática %s%s%s%s, %s; renglones %zu, registros %zu; errores %zu, "
                     "avisos %zu, notas %zu\n",
                     "%s: grammar %s%s%s%s, %s; lines %zu, records %zu; errors %zu, warnings %zu, "
                     "notes %zu\n" });
    cli_remark(j->session, format, name, avance_report_grammar(report), named ? " (" : "",
               named ? reading : "", named ? ")" : "", avance_source_encoding(source),
               avance_report_line_count(report), avance_report_records(report), errors, warnings,
               notes);
}

static void convert_input(job *j, size_t index)
{
    const cli_input *input = &j->inputs.items[index];
    const char *name = cli_input_name(input);
    avance_source *source = NULL;
    avance_report *report = NULL;
    size_t grammar = j->grammar;
    cli_progress(j->session, index + 1, j->inputs.count, name);
    avance_status status = cli_source_open(j->session, input->path, j->settings->encoding,
                                           j->settings->grammar != NULL, &grammar, &source);
    if (status == AVANCE_OK)
        status = avance_report_read(j->session->context, source, grammar, &report);
    if (status == AVANCE_OK) {
        if (j->session->verbose)
            tell_reading(j, name, source, report);
        if (j->settings->coverage)
            cli_account_show(j->session, name, report);
        if (j->plan.mode == CLI_TO_EACH)
            write_alone(j, report, j->plan.names[index]);
        else
            write_together(j, report);
        j->found |= avance_report_findings(report, AVANCE_WARNING) > 0;
    } else {
        j->failed = true;
    }
    avance_report_free(report);
    avance_source_free(source);
}

static int convert_all(job *j)
{
    unsigned long heard = j->session->heard;
    for (size_t i = 0; i < j->inputs.count && !j->over; i++)
        convert_input(j, i);
    cli_progress_end(j->session);
    if (j->writer)
        written(j, avance_writer_close(j->writer));
    if (j->failed || j->inputs.failed)
        return CLI_FAILED;
    bool found = j->found || j->session->heard > heard;
    return j->settings->strict && found ? CLI_FINDINGS : CLI_DONE;
}

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    const settings *s = raw;
    cli_output_wish wish = { s->format,
                             s->output,
                             { .bom = s->bom,
                               .delimiter = s->delimiter,
                               .excel_safe = s->excel_safe,
                               .table = s->table,
                               .semaforo = s->semaforo,
                               .replace = s->replace } };
    job j = { .session = session, .settings = s, .writing = wish.options };
    int status = CLI_FAILED;
    if (s->semaforo && !avance_semaforo_fits(s->semaforo)) {
        cli_usage(session, "--semaforo son dos porcentajes, como 90-110, no «%s»",
                  "--semaforo is two percentages, such as 90-110, not \"%s\"", s->semaforo);
        return status;
    }
    if (!cli_plan_format(session, &wish, &j.plan))
        return status;
    cli_inputs_collect(session, operands, s->output, &j.inputs);
    if (cli_plan_outputs(session, &wish, &j.inputs, &j.plan)) {
        cli_grammars_load(session);
        if (!s->grammar || cli_grammar_named(session, s->grammar, &j.grammar))
            status = convert_all(&j);
    }
    cli_plan_free(&j.plan);
    cli_inputs_free(&j.inputs);
    return status;
}

const cli_command cli_convert = {
    .name = "convert",
    .operands = { "ENTRADA…", "INPUT…" },
    .summary = { "lee informes y los escribe como datos", "reads reports and writes them as data" },
    .more = { "ENTRADA es un archivo, una carpeta (con todo lo que hay debajo) o - (entrada "
              "estándar); se acepta gzip.\nCon -o CARPETA/ se escribe un archivo por entrada.\n\n"
              "Ejemplos:\n"
              "  avance convert informe.txt -o informe.xlsx\n"
              "  avance convert informes/ -o todos.ndjson\n"
              "  avance convert informe.txt -t csv -o tablas\n"
              "  avance convert informes/ -o estado.sqlite\n"
              "  pdftotext -layout informe.pdf - | avance convert - -t ndjson",
              "INPUT is a file, a folder (with all that is below it) or - (standard input); gzip "
              "is accepted.\nWith -o FOLDER/ one file per input is written.\n\n"
              "Examples:\n"
              "  avance convert report.txt -o report.xlsx\n"
              "  avance convert reports/ -o all.ndjson\n"
              "  avance convert report.txt -t csv -o tables\n"
              "  avance convert reports/ -o state.sqlite\n"
              "  pdftotext -layout report.pdf - | avance convert - -t ndjson" },
    .least_operands = 1,
    .most_operands = (size_t)-1,
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

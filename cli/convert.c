/* avance convert: its options and what they ask of a conversion. */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "conversion.h"
#include "grammars.h"

typedef struct settings {
    cli_common common;
    const char *format, *output, *grammar, *encoding, *table, *semaforo, *shard;
    const char *catalogue, *layout;
    bool coverage, strict, bom, excel_safe, replace, resume;
    char delimiter;
    unsigned jobs;
} settings;

static const cli_option options[] = {
    CLI_VALUE(settings, 't', "format", format, "FORMATO", "FORMAT",
              "formato de salida (avance formats); sin -t lo dice el sufijo de -o, o es json",
              "output format (avance formats); without -t the suffix of -o says it, or it is json"),
    CLI_VALUE(settings, 'o', "output", output, "SALIDA", "OUT",
              "archivo o carpeta de salida; sin -o, o con -, la salida estándar",
              "output file or folder; without -o, or with -, standard output"),
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
    { 'j',
      "jobs",
      CLI_NUMBER,
      offsetof(settings, jobs),
      { "N", "N" },
      { "leer N informes a la vez; sin ella, tantos como procesadores",
        "read N reports at a time; without it, as many as processors" },
      NULL },
    CLI_SWITCH(settings, 0, "resume", resume,
               "seguir donde se quedó una conversión que fue interrumpida",
               "go on where a conversion that was interrupted stopped"),
    CLI_VALUE(settings, 0, "shard", shard, "I/N", "I/N",
              "solo la parte I de N de las entradas, para repartirlas entre máquinas",
              "only part I of N of the inputs, to spread them over machines"),
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
    CLI_VALUE(settings, 0, "catalogo", catalogue, "ARCHIVO", "FILE",
              "sipot: CSV, por clave, con lo que el formulario pide y el informe no imprime",
              "sipot: CSV, by clave, with what the form asks for and the report does not print"),
    CLI_VALUE(settings, 0, "layout", layout, "ARCHIVO", "FILE",
              "sipot: columnas del formulario, en vez de las que da la gramática",
              "sipot: the form's columns, in the place of those that the grammar gives"),
    CLI_OPTION_VERBOSE(settings),
    CLI_OPTION_QUIET(settings),
    CLI_OPTIONS_ALWAYS(settings),
};

/* How the work is done, or what is said about it; --format and --lang count as what they come to.
 */
static const char *const options_of_manner[] = { "output", "coverage", "strict",  "jobs",
                                                 "resume", "shard",    "verbose", "quiet",
                                                 "lang",   "help",     "format",  NULL };

/* NULL: standard output. */
static const char *output_path(const settings *s)
{
    return s->output && strcmp(s->output, "-") != 0 ? s->output : NULL;
}

/* What has no place where it was asked for. False, told. */
static bool batch_options_fit(cli_session *session, const settings *s, const cli_plan *plan)
{
    return !s->resume || plan->mode != CLI_TO_STREAM ||
           cli_usage(session,
                     "--resume necesita -o: en la salida estándar no queda nada de donde seguir",
                     "--resume needs -o: on standard output nothing stays to go on from");
}

static int convert(cli_conversion *c, const settings *s)
{
    cli_session *session = c->session;
    cli_grammars_load(session);
    if (s->grammar && !cli_grammar_named(session, s->grammar, &c->grammar_index))
        return CLI_FAILED;
    c->writing.inputs = c->plan.mode == CLI_TO_EACH ? 1 : c->inputs.count;
    unsigned long heard = session->heard;
    cli_conversion_end end = cli_convert_all(c);
    if (end.failed || c->inputs.failed)
        return CLI_FAILED;
    return s->strict && (end.found || session->heard > heard) ? CLI_FINDINGS : CLI_DONE;
}

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    const settings *s = raw;
    cli_output_wish wish = { s->format,
                             output_path(s),
                             { .bom = s->bom,
                               .delimiter = s->delimiter,
                               .excel_safe = s->excel_safe,
                               .table = s->table,
                               .semaforo = s->semaforo,
                               .replace = s->replace,
                               .catalogue = s->catalogue,
                               .layout = s->layout } };
    cli_conversion c = { .session = session,
                         .writing = wish.options,
                         .encoding = s->encoding,
                         .grammar = s->grammar,
                         .jobs = s->jobs,
                         .coverage = s->coverage,
                         .resume = s->resume };
    int status = CLI_FAILED;
    cli_fingerprint_begin(&c.wished);
    cli_options_print(options, s, options_of_manner, &c.wished);
    if (s->semaforo && !avance_semaforo_fits(s->semaforo)) {
        cli_usage(session, "--semaforo son dos porcentajes, como 90-110, no «%s»",
                  "--semaforo is two percentages, such as 90-110, not \"%s\"", s->semaforo);
        return status;
    }
    if (!cli_shard_read(session, s->shard, &c.shard) || !cli_plan_format(session, &wish, &c.plan))
        return status;
    cli_inputs_collect(session, operands, wish.path, &c.shard, &c.inputs);
    if (cli_plan_outputs(session, &wish, &c.inputs, &c.plan) &&
        batch_options_fit(session, s, &c.plan))
        status = convert(&c, s);
    cli_plan_free(&c.plan);
    cli_inputs_free(&c.inputs);
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
              "  avance convert informes/ -t json -o datos/ --jobs 4 --resume\n"
              "  pdftotext -layout informe.pdf - | avance convert - -t ndjson",
              "INPUT is a file, a folder (with all that is below it) or - (standard input); gzip "
              "is accepted.\nWith -o FOLDER/ one file per input is written.\n\n"
              "Examples:\n"
              "  avance convert report.txt -o report.xlsx\n"
              "  avance convert reports/ -o all.ndjson\n"
              "  avance convert report.txt -t csv -o tables\n"
              "  avance convert reports/ -o state.sqlite\n"
              "  avance convert reports/ -t json -o data/ --jobs 4 --resume\n"
              "  pdftotext -layout report.pdf - | avance convert - -t ndjson" },
    .least_operands = 1,
    .most_operands = (size_t)-1,
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

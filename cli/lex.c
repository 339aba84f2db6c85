/* avance lex: every line of one input with what took it and what it captured. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "grammars.h"

typedef struct settings {
    cli_common common;
    const char *grammar, *encoding;
} settings;

static const cli_option options[] = {
    CLI_OPTION_GRAMMAR(settings), CLI_OPTION_ENCODING(settings), CLI_OPTION_VERBOSE(settings),
    CLI_OPTION_QUIET(settings),   CLI_OPTIONS_ALWAYS(settings),
};

typedef struct fate_look {
    cli_words word;
    const char *colour;
} fate_look;

static const fate_look fates[] = {
    [AVANCE_LINE_BLANK] = { { "vacío", "blank" }, "\033[2m" },
    [AVANCE_LINE_FIELD] = { { "dato", "field" }, "\033[32m" },
    [AVANCE_LINE_FURNITURE] = { { "adorno", "furniture" }, "\033[36m" },
    [AVANCE_LINE_UNKNOWN] = { { "desconocido", "unknown" }, "\033[31m" },
};

enum { FATE_WIDTH = 12, RULE_WIDTH = 16, CAPTURE_INDENT = 8 };

static void print_captures(cli_session *session, const avance_report *report, size_t index,
                           size_t count)
{
    const char *name, *text;
    size_t size;
    for (size_t i = 0; i < count && avance_report_capture(report, index, i, &name, &text, &size);
         i++) {
        cli_print(session, "%*s%s = ", CAPTURE_INDENT, "", name);
        cli_print_bytes(session, text, size);
        cli_print(session, "\n");
    }
}

static void print_line(cli_session *session, const avance_line *line, bool coloured)
{
    const fate_look *look = &fates[line->fate];
    cli_print(session, "%6lu  %s", line->number, coloured ? look->colour : "");
    if (line->fate == AVANCE_LINE_BLANK) {
        cli_print(session, "%s%s\n", cli_say(session, look->word), coloured ? "\033[0m" : "");
        return;
    }
    cli_print_padded(session, cli_say(session, look->word), FATE_WIDTH);
    cli_print(session, "%s", coloured ? "\033[0m" : "");
    cli_print_padded(session, *line->rule ? line->rule : "-", RULE_WIDTH);
    cli_print(session, " ");
    cli_print_bytes(session, line->text, line->size);
    cli_print(session, "\n");
}

static void print_report(cli_session *session, const avance_report *report)
{
    const char *plain = getenv("NO_COLOR");
    bool coloured = isatty(STDOUT_FILENO) && !(plain && *plain);
    avance_line line;
    for (size_t i = 0; !session->output_error && avance_report_line(report, i, &line); i++) {
        print_line(session, &line, coloured);
        print_captures(session, report, i, line.captures);
    }
}

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    const settings *s = raw;
    const char *path = strcmp(operands.items[0], "-") == 0 ? NULL : operands.items[0];
    avance_source *source = NULL;
    avance_report *report = NULL;
    size_t grammar = 0;
    cli_grammars_load(session);
    if (s->grammar && !cli_grammar_named(session, s->grammar, &grammar))
        return CLI_FAILED;
    avance_status status =
        cli_source_open(session, path, s->encoding, s->grammar != NULL, &grammar, &source);
    if (status == AVANCE_OK)
        status = avance_report_read(session->context, source, grammar, &report);
    if (status == AVANCE_OK) {
        if (session->verbose)
            cli_remark(session, "%s: %s %s\n", operands.items[0], avance_report_grammar(report),
                       avance_report_reading(report));
        print_report(session, report);
    }
    avance_report_free(report);
    avance_source_free(source);
    return status == AVANCE_OK ? CLI_DONE : CLI_FAILED;
}

const cli_command cli_lex = {
    .name = "lex",
    .operands = { "ENTRADA", "INPUT" },
    .summary = { "muestra cada renglón con la regla que lo tomó y lo que capturó",
                 "shows every line with the rule that took it and what it captured" },
    .more = { "Es la herramienta de quien escribe gramáticas. Los renglones que ninguna regla toma "
              "dicen\n«desconocido».\n\n"
              "Ejemplo: avance lex -g mi-formato.avg informe.txt",
              "This is the tool of those who write grammars. Lines that no rule takes say "
              "\"unknown\".\n\n"
              "Example: avance lex -g my-format.avg report.txt" },
    .least_operands = 1,
    .most_operands = 1,
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

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

static const cli_words fates[] = {
    [AVANCE_LINE_BLANK] = { "vacío", "blank" },
    [AVANCE_LINE_FIELD] = { "dato", "field" },
    [AVANCE_LINE_FURNITURE] = { "adorno", "furniture" },
    [AVANCE_LINE_UNKNOWN] = { "desconocido", "unknown" },
};

enum { FATE_WIDTH = 12, RULE_WIDTH = 16, CAPTURE_INDENT = 8 };

/* ---- colours ---- */

/* Each rule has a colour of its own, as far as they go. */
static const char *const colours[] = { "\033[32m", "\033[36m", "\033[33m", "\033[35m", "\033[34m",
                                       "\033[92m", "\033[96m", "\033[93m", "\033[95m", "\033[94m" };
enum { COLOURS = sizeof colours / sizeof *colours, MOST_RULES = 256 };

static const char unknown_colour[] = "\033[1;31m", dim[] = "\033[2m", plain[] = "\033[0m";

typedef struct palette {
    bool on;
    const char *rules[MOST_RULES]; /* in the order in which they took their first line */
    size_t count;
} palette;

static bool wants_colour(void)
{
    const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(refused && *refused) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

static const char *colour_of(palette *p, const avance_line *line)
{
    if (!p->on)
        return "";
    if (line->fate == AVANCE_LINE_UNKNOWN)
        return unknown_colour;
    if (line->fate != AVANCE_LINE_FIELD)
        return dim;
    size_t i = 0;
    while (i < p->count && strcmp(p->rules[i], line->rule) != 0)
        i++;
    if (i == p->count && p->count < MOST_RULES)
        p->rules[p->count++] = line->rule;
    return colours[i % COLOURS];
}

/* ---- lines ---- */

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

static void print_line(cli_session *session, const avance_line *line, palette *p)
{
    const char *colour = colour_of(p, line);
    cli_print(session, "%6lu  %s", line->number, colour);
    if (line->fate == AVANCE_LINE_BLANK) {
        cli_print(session, "%s", cli_say(session, fates[line->fate]));
    } else {
        cli_print_padded(session, cli_say(session, fates[line->fate]), FATE_WIDTH);
        cli_print_padded(session, *line->rule ? line->rule : "-", RULE_WIDTH);
        cli_print(session, " ");
        cli_print_bytes(session, line->text, line->size);
    }
    cli_print(session, "%s\n", p->on ? plain : "");
}

static void print_report(cli_session *session, const avance_report *report)
{
    palette p = { .on = wants_colour() };
    avance_line line;
    for (size_t i = 0; !session->output_error && avance_report_line(report, i, &line); i++) {
        print_line(session, &line, &p);
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
              "dicen\n«desconocido». En una terminal cada regla tiene su color; con NO_COLOR, "
              "no.\n\n"
              "Ejemplo: avance lex -g mi-formato.avg informe.txt",
              "This is the tool of those who write grammars. Lines that no rule takes say "
              "\"unknown\". On a\nterminal each rule has its colour; with NO_COLOR it has none.\n\n"
              "Example: avance lex -g my-format.avg report.txt" },
    .least_operands = 1,
    .most_operands = 1,
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

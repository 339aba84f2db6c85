/* avance grammar lint: what is likely wrong with grammars that compile. */
#include "command.h"
#include "grammars.h"

typedef struct settings {
    cli_common common;
} settings;

static const cli_option options[] = {
    CLI_SWITCH(settings, 'v', "verbose", common.verbose,
               "mostrar también las notas: renglones de ejemplo que dos reglas tomarían",
               "show notes as well: lines of examples that two rules would take"),
    CLI_OPTION_QUIET(settings),
    CLI_OPTIONS_ALWAYS(settings),
};

static int lint_grammar(cli_session *session, const char *name)
{
    size_t grammar, errors = 0, warnings = 0;
    if (!cli_grammar_named(session, name, &grammar) ||
        avance_grammar_lint(session->context, grammar, &errors, &warnings) != AVANCE_OK)
        return CLI_FAILED;
    cli_print(session,
              cli_say(session, (cli_words){ "%s: errores %zu, avisos %zu\n",
                                            "%s: errors %zu, warnings %zu\n" }),
              avance_grammar_name(session->context, grammar), errors, warnings);
    return errors ? CLI_FINDINGS : CLI_DONE;
}

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    (void)raw;
    return cli_grammars_each(session, operands, lint_grammar);
}

const cli_command cli_grammar_lint = {
    .name = "grammar lint",
    .operands = { "ARCHIVO…", "FILE…" },
    .summary = { "busca en las gramáticas lo que se lee pero está mal",
                 "looks in grammars for what reads but is wrong" },
    .more = { "Patrones que se desbocan o no piden nada, renglones que nunca llegan a su regla, "
              "capturas que se\npierden, nombres que chocan, lo que no se usa o no tiene ejemplo. "
              "ARCHIVO es un archivo .avg o\nel nombre de una gramática conocida. Termina con 1 si "
              "halla errores y con 2 si una gramática\nno se puede leer.",
              "Patterns that run away or ask for nothing, lines that never get to their rule, "
              "captures that are\nlost, names that collide, what is not used or has no example. "
              "FILE is an .avg file or the name\nof a known grammar. Ends with 1 when it finds "
              "errors and with 2 when a grammar cannot be read." },
    .least_operands = 1,
    .most_operands = (size_t)-1,
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

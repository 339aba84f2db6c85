/* avance grammar test: runs the examples that grammars carry inside. */
#include "command.h"
#include "grammars.h"

typedef struct settings {
    cli_common common;
} settings;

static const cli_option options[] = {
    CLI_OPTION_QUIET(settings),
    CLI_OPTIONS_ALWAYS(settings),
};

static int test_grammar(cli_session *session, const char *name)
{
    size_t grammar, passed = 0, failed = 0;
    if (!cli_grammar_named(session, name, &grammar) ||
        avance_grammar_test(session->context, grammar, &passed, &failed) != AVANCE_OK)
        return CLI_FAILED;
    cli_print(session,
              cli_say(session, (cli_words){ "%s: ejemplos %zu, fallan %zu\n",
                                            "%s: examples %zu, failing %zu\n" }),
              avance_grammar_name(session->context, grammar), passed + failed, failed);
    return failed ? CLI_FINDINGS : CLI_DONE;
}

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    (void)raw;
    return cli_grammars_each(session, operands, test_grammar);
}

const cli_command cli_grammar_test = {
    .name = "grammar test",
    .operands = { "ARCHIVO…", "FILE…" },
    .summary = { "prueba los ejemplos que las gramáticas llevan dentro",
                 "runs the examples that grammars carry inside" },
    .more = { "ARCHIVO es un archivo .avg o el nombre de una gramática conocida. Termina con 1 si "
              "un ejemplo\nfalla y con 2 si una gramática tiene errores.",
              "FILE is an .avg file or the name of a known grammar. Ends with 1 when an example "
              "fails and\nwith 2 when a grammar has errors." },
    .least_operands = 1,
    .most_operands = (size_t)-1,
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

/* avance grammar show: the text of a grammar, to read or to start from. */
#include <string.h>

#include "command.h"
#include "grammars.h"

typedef struct settings {
    cli_common common;
} settings;

static const cli_option options[] = {
    CLI_OPTION_QUIET(settings),
    CLI_OPTIONS_ALWAYS(settings),
};

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    (void)raw;
    size_t grammar;
    cli_grammars_load(session);
    if (!cli_grammar_named(session, operands.items[0], &grammar))
        return CLI_FAILED;
    const char *text = avance_grammar_text(session->context, grammar);
    cli_print_bytes(session, text, strlen(text));
    return CLI_DONE;
}

const cli_command cli_grammar_show = {
    .name = "grammar show",
    .operands = { "NOMBRE", "NAME" },
    .summary = { "escribe el texto de una gramática", "writes the text of a grammar" },
    .least_operands = 1,
    .most_operands = 1,
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

/* avance grammar list: the grammars that are known here. */
#include "command.h"
#include "grammars.h"

typedef struct settings {
    cli_common common;
} settings;

static const cli_option options[] = {
    CLI_SWITCH(settings, 'v', "verbose", common.verbose,
               "decir también en qué archivo está cada una",
               "say in which file each one is as well"),
    CLI_OPTION_QUIET(settings),
    CLI_OPTIONS_ALWAYS(settings),
};

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    const settings *s = raw;
    (void)operands;
    cli_grammars_load(session);
    size_t count = avance_grammar_count(session->context);
    for (size_t i = 0; i < count; i++) {
        cli_print_padded(session, avance_grammar_name(session->context, i), 20);
        cli_print(session, "  %s\n", avance_grammar_title(session->context, i));
        if (s->common.verbose)
            cli_print(session, "%*s  %s\n", 20, "", avance_grammar_path(session->context, i));
    }
    if (count == 0)
        cli_tell(session, AVANCE_WARNING, "sin-gramaticas", NULL,
                 "no se encontró ninguna gramática; indique su carpeta en AVANCE_GRAMMARS",
                 "no grammar was found; name their folder in AVANCE_GRAMMARS");
    return CLI_DONE;
}

const cli_command cli_grammar_list = {
    .name = "grammar list",
    .operands = { "", "" },
    .summary = { "enumera las gramáticas conocidas", "lists the grammars that are known" },
    .more = { "Se buscan archivos .avg en las carpetas de AVANCE_GRAMMARS (separadas por :), en\n"
              "~/.config/avance/grammars y entre las que vienen con el programa; gana la primera.",
              ".avg files are searched in the folders of AVANCE_GRAMMARS (separated by :), in\n"
              "~/.config/avance/grammars and among those of the program; the first one wins." },
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

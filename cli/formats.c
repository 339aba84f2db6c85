/* avance formats: the output formats, as the library lists them. */
#include "command.h"

typedef struct settings {
    cli_common common;
} settings;

static const cli_option options[] = { CLI_OPTIONS_ALWAYS(settings) };

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    (void)raw;
    (void)operands;
    avance_format format;
    for (size_t i = 0; avance_format_at(session->context, i, &format); i++) {
        cli_print_padded(session, format.name, 8);
        cli_print(session, "  ");
        cli_print_padded(session,
                         *format.suffix ? format.suffix
                                        : cli_say(session, (cli_words){ "carpeta", "folder" }),
                         8);
        cli_print(session, "  %s\n", format.title);
    }
    return CLI_DONE;
}

const cli_command cli_formats = {
    .name = "formats",
    .operands = { "", "" },
    .summary = { "enumera los formatos de salida", "lists the output formats" },
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

/* avance formats: the output formats, as the library lists them; or the JSON Schema of what json
 * and ndjson write for one grammar. */
#include "command.h"
#include "grammars.h"

typedef struct settings {
    cli_common common;
    const char *schema;
} settings;

static const cli_option options[] = {
    CLI_VALUE(settings, 0, "schema", schema, "GRAMÁTICA", "GRAMMAR",
              "escribir el JSON Schema de lo que json y ndjson dan con esa gramática",
              "write the JSON Schema of what json and ndjson give with that grammar"),
    CLI_OPTIONS_ALWAYS(settings),
};

static int write_schema(cli_session *session, const char *name)
{
    size_t grammar;
    cli_grammars_load(session);
    if (!cli_grammar_named(session, name, &grammar))
        return CLI_FAILED;
    avance_status status = avance_grammar_json_schema(session->context, grammar, NULL);
    return status == AVANCE_OK || status == AVANCE_CLOSED_PIPE ? CLI_DONE : CLI_FAILED;
}

static void list(cli_session *session)
{
    avance_format format;
    for (size_t i = 0; avance_format_at(session->context, i, &format); i++) {
        cli_print_padded(session, format.name, 8);
        cli_print(session, "  ");
        cli_print_padded(session,
                         *format.suffix ? format.suffix
                                        : cli_say(session, (cli_words){ "carpeta", "folder" }),
                         11);
        cli_print(session, "  %s\n", format.title);
    }
}

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    (void)operands;
    const settings *s = raw;
    if (s->schema)
        return write_schema(session, s->schema);
    list(session);
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

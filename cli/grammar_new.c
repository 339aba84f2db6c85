/* avance grammar new: a first grammar to go on with. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "grammars.h"

typedef struct settings {
    cli_common common;
    const char *sample, *output, *encoding;
} settings;

static const cli_option options[] = {
    CLI_VALUE(
        settings, 0, "from", sample, "MUESTRA", "SAMPLE",
        "texto de un informe del que se toman señas, encabezados, filas y rótulos (- es la "
        "entrada estándar)",
        "text of a report from which signs, headers, rows and labels are taken (- is standard "
        "input)"),
    CLI_VALUE(settings, 'o', "output", output, "ARCHIVO", "FILE",
              "escribirla en este archivo, que no debe existir; sin -o, en la salida estándar",
              "write it to this file, which must not exist; without -o, to standard output"),
    CLI_OPTION_ENCODING(settings),
    CLI_OPTION_QUIET(settings),
    CLI_OPTIONS_ALWAYS(settings),
};

/* A grammar that someone worked on is never overwritten. */
static int write_new_file(cli_session *session, const char *path, const char *text)
{
    errno = 0;
    FILE *file = fopen(path, "wx");
    if (!file && errno == EEXIST) {
        cli_tell(session, AVANCE_ERROR, "ya-existe", path,
                 "ya existe, y una gramática no se escribe encima de otra; elija otro nombre",
                 "exists already, and no grammar is written over another; choose another name");
        return CLI_FAILED;
    }
    bool good = file && fputs(text, file) >= 0;
    int error = errno;
    if (file && fclose(file) != 0 && good) {
        error = errno;
        good = false;
    }
    if (good)
        return CLI_DONE;
    if (file)
        remove(path);
    const char *reason =
        error == ENOENT
            ? cli_say(session, (cli_words){ "no existe su carpeta; créela antes",
                                            "its folder does not exist; make it first" })
            : cli_reason(session, error);
    cli_tell(session, AVANCE_ERROR, "no-se-puede-escribir", path, "no se puede escribir: %s",
             "cannot write: %s", reason);
    return CLI_FAILED;
}

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    const settings *s = raw;
    avance_source *sample = NULL;
    const char *path = s->sample && strcmp(s->sample, "-") == 0 ? NULL : s->sample;
    const char *text = NULL;
    int status = CLI_FAILED;
    if (s->sample && avance_source_open(session->context, path, s->encoding, &sample) != AVANCE_OK)
        return CLI_FAILED;
    if (avance_grammar_start(session->context, operands.items[0], sample, &text) == AVANCE_OK)
        status = CLI_DONE;
    avance_source_free(sample);
    if (status != CLI_DONE)
        return status;
    if (s->output && strcmp(s->output, "-") != 0)
        return write_new_file(session, s->output, text);
    cli_print_bytes(session, text, strlen(text));
    return status;
}

const cli_command cli_grammar_new = {
    .name = "grammar new",
    .operands = { "NOMBRE", "NAME" },
    .summary = { "escribe el comienzo de una gramática", "writes the beginning of a grammar" },
    .more = { "Con --from propone lo que se ve en la muestra, con un ejemplo, y ya la convierte; "
              "sin "
              "ella es un\nesqueleto comentado. Es para seguir: cambie los nombres y vea con "
              "avance "
              "lex lo que falta.\n\n"
              "Ejemplo: avance grammar new mi-formato --from informe.txt -o mi-formato.avg",
              "With --from it proposes what can be seen in the sample, with an example, and "
              "converts it already;\nwithout it, it is a commented skeleton. It is to go on with: "
              "change the names, and see with\navance lex what is missing.\n\n"
              "Example: avance grammar new my-format --from report.txt -o my-format.avg" },
    .least_operands = 1,
    .most_operands = 1,
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

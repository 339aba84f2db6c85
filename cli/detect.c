/* avance detect: which grammar reads each input, and what the others missed. */
#include <stdlib.h>

#include "command.h"
#include "grammars.h"
#include "inputs.h"
#include "memory.h"

typedef struct settings {
    cli_common common;
    const char *encoding;
} settings;

static const cli_option options[] = {
    CLI_OPTION_ENCODING(settings),
    CLI_OPTION_QUIET(settings),
    CLI_OPTIONS_ALWAYS(settings),
};

static void print_fit(cli_session *session, const avance_fit *fit, bool chosen)
{
    cli_print(session, "  %s ", chosen ? "*" : " ");
    cli_print_padded(session, avance_grammar_name(session->context, fit->grammar), 20);
    cli_print(session, cli_say(session, (cli_words){ " señas %zu de %zu", " signs %zu of %zu" }),
              fit->found, fit->signs);
    if (fit->missing)
        cli_print(session, cli_say(session, (cli_words){ "; falta: %s", "; missing: %s" }),
                  fit->missing);
    cli_print(session, "\n");
}

/* True when a grammar reads the source. */
static bool print_detection(cli_session *session, const char *name, const avance_source *source)
{
    size_t count = avance_grammar_count(session->context), best = count;
    avance_fit *fits = cli_zeroed((count + 1) * sizeof *fits);
    session->muted_code = "sin-gramatica";
    avance_status status = avance_detect(session->context, source, fits, &best);
    session->muted_code = NULL;
    if (status == AVANCE_OK)
        cli_print(session, "%s: %s\n", name, avance_grammar_name(session->context, best));
    else
        cli_print(session,
                  cli_say(session, (cli_words){ "%s: ninguna gramática lee este texto\n",
                                                "%s: no grammar reads this text\n" }),
                  name);
    for (size_t i = 0; i < count && (status == AVANCE_OK || status == AVANCE_NO_GRAMMAR); i++)
        print_fit(session, &fits[i], status == AVANCE_OK && fits[i].grammar == best);
    free(fits);
    return status == AVANCE_OK;
}

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    const settings *s = raw;
    cli_inputs inputs;
    cli_grammars_load(session);
    cli_inputs_collect(session, operands, NULL, &(cli_shard){ 0 }, &inputs);
    bool failed = inputs.failed;
    for (size_t i = 0; i < inputs.count && !session->output_error; i++) {
        const char *name = cli_input_name(&inputs.items[i]);
        avance_source *source = NULL;
        cli_progress(session, i + 1, inputs.count, name);
        bool good = avance_source_open(session->context, inputs.items[i].path, s->encoding,
                                       &source) == AVANCE_OK;
        cli_progress_end(session);
        failed |= !(good && print_detection(session, name, source));
        avance_source_free(source);
    }
    cli_inputs_free(&inputs);
    return failed ? CLI_FAILED : CLI_DONE;
}

const cli_command cli_detect = {
    .name = "detect",
    .operands = { "ENTRADA…", "INPUT…" },
    .summary = { "dice qué gramática lee cada entrada y qué les falta a las otras",
                 "says which grammar reads each input and what the others miss" },
    .more = { "Una gramática lee un texto cuando halla en él al menos la mitad de sus señas (sus "
              "líneas\n«detect»). Si varias pueden, gana la que halló mayor parte de las suyas. Si "
              "ninguna puede y el\ntexto se extrajo bien, hace falta una gramática: vea avance "
              "help grammar new.",
              "A grammar reads a text when it finds at least half of its signs there (its "
              "\"detect\" lines).\nIf several can, the one that found the larger part of its own "
              "wins. If none can and the text\nwas extracted well, a grammar is needed: see avance "
              "help grammar new." },
    .least_operands = 1,
    .most_operands = (size_t)-1,
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

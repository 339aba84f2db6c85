/* avance check: reads every input and holds it against the checks of its grammar. */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "explain.h"
#include "findings.h"
#include "grammars.h"
#include "inputs.h"
#include "memory.h"

typedef struct settings {
    cli_common common;
    const char *format, *only, *level, *rule, *explain, *grammar, *encoding;
    bool codes;
} settings;

static const char *const levels[] = { "note", "warning", "error", NULL };

static const cli_option options[] = {
    { 0,
      "format",
      CLI_WORD,
      offsetof(settings, format),
      { "text|json|csv|sarif", "text|json|csv|sarif" },
      { "forma de los hallazgos; sin ella, text", "form of the findings; without it, text" },
      cli_findings_names },
    CLI_VALUE(settings, 0, "only", only, "CÓDIGO,…", "CODE,…",
              "solo los hallazgos de estos códigos", "only findings of these codes"),
    { 0,
      "level",
      CLI_WORD,
      offsetof(settings, level),
      { "error|warning|note", "error|warning|note" },
      { "solo los hallazgos de este nivel o más graves; sin ella, todos",
        "only findings of this level or graver; without it, all" },
      levels },
    CLI_VALUE(settings, 0, "rule", rule, "REGLA", "RULE",
              "esta regla en lugar de la que la gramática tiene con su código",
              "this rule in place of what the grammar has under its code"),
    CLI_VALUE(settings, 0, "explain", explain, "CÓDIGO", "CODE",
              "explicar un código: qué dice, por qué importa, un ejemplo, la regla",
              "explain a code: what it says, why it matters, an example, the rule"),
    CLI_SWITCH(settings, 0, "codes", codes, "mostrar todos los códigos", "show all codes"),
    CLI_OPTION_GRAMMAR(settings),
    CLI_OPTION_ENCODING(settings),
    CLI_SWITCH(settings, 'q', "quiet", common.quiet,
               "callar los avisos que no son hallazgos; cuáles hallazgos lo dice --level",
               "leave out warnings that are no findings; which findings is for --level"),
    CLI_OPTIONS_ALWAYS(settings),
};

typedef struct tally {
    char *code;
    avance_level level;
    size_t count;
} tally;

typedef struct job {
    cli_session *session;
    const settings *settings;
    const cli_findings_form *form;
    avance_level least;
    size_t grammar; /* of -g */
    tally *tallies;
    size_t tally_count, tally_capacity;
    size_t read, records, shown, errors;
    bool failed;
} job;

/* ---- what is shown --------------------------------------------------------- */

/* CODE is one of LIST, which commas divide. */
static bool is_listed(const char *list, const char *code)
{
    size_t length = strlen(code);
    for (; *list; list += strcspn(list, ","), list += *list == ',')
        if (strcspn(list, ",") == length && memcmp(list, code, length) == 0)
            return true;
    return false;
}

/* False, told, when LIST has a code that nothing can have. */
static bool codes_exist(cli_session *session, const char *list)
{
    bool good = true;
    while (good && *list) {
        size_t length = strcspn(list, ",");
        char *name = cli_text("%.*s", (int)length, list);
        good = cli_code_exists(session, name);
        free(name);
        list += length + (list[length] == ',');
    }
    return good;
}

static void count_finding(job *j, const avance_finding *finding)
{
    size_t i = 0;
    while (i < j->tally_count && (strcmp(j->tallies[i].code, finding->code) != 0 ||
                                  j->tallies[i].level != finding->level))
        i++;
    if (i == j->tally_count) {
        j->tallies = cli_more(j->tallies, j->tally_count, &j->tally_capacity, sizeof *j->tallies);
        j->tallies[j->tally_count++] = (tally){ cli_text("%s", finding->code), finding->level, 0 };
    }
    j->tallies[i].count++;
}

static void show_findings(job *j, const avance_report *report)
{
    const avance_finding *finding;
    for (size_t i = 0; (finding = avance_report_finding(report, i)) != NULL; i++) {
        if (finding->level < j->least ||
            (j->settings->only && !is_listed(j->settings->only, finding->code)))
            continue;
        j->form->put(j->session, finding, j->shown == 0);
        j->shown++;
        j->errors += finding->level == AVANCE_ERROR;
        count_finding(j, finding);
    }
}

static int by_gravity(const void *a, const void *b)
{
    const tally *left = a, *right = b;
    if (left->level != right->level)
        return left->level > right->level ? -1 : 1;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return strcmp(left->code, right->code);
}

static void show_summary(job *j)
{
    if (j->tally_count > 0) {
        qsort(j->tallies, j->tally_count, sizeof *j->tallies, by_gravity);
        cli_print(j->session, "\n");
    }
    for (size_t i = 0; i < j->tally_count; i++) {
        const tally *row = &j->tallies[i];
        cli_print(j->session, "%6zu  ", row->count);
        cli_print_padded(j->session, avance_level_name(j->session->context, row->level), 8);
        cli_print(j->session, "%s\n", row->code);
    }
    cli_print(j->session,
              cli_say(j->session, (cli_words){ "registros %zu, hallazgos %zu, errores %zu\n",
                                               "records %zu, findings %zu, errors %zu\n" }),
              j->records, j->shown, j->errors);
}

/* ---- the work ---------------------------------------------------------------- */

static void check_input(job *j, const cli_input *input)
{
    cli_session *session = j->session;
    avance_source *source = NULL;
    avance_report *report = NULL;
    size_t grammar = j->grammar;
    avance_status status = cli_source_open(session, input->path, j->settings->encoding,
                                           j->settings->grammar != NULL, &grammar, &source);
    /* What the parse finds is shown in its place, among the findings of the checks. */
    bool quiet = session->quiet;
    session->quiet = true;
    if (status == AVANCE_OK)
        status = avance_report_read(session->context, source, grammar, &report);
    session->quiet = quiet;
    if (status == AVANCE_OK)
        status = avance_report_check(session->context, report);
    cli_progress_end(session);
    if (status == AVANCE_OK) {
        j->read++;
        j->records += avance_report_records(report);
        show_findings(j, report);
    } else {
        j->failed = true;
    }
    avance_report_free(report);
    avance_source_free(source);
}

static int check_all(job *j, cli_operands operands)
{
    cli_inputs inputs;
    cli_inputs_collect(j->session, operands, NULL, &(cli_shard){ 0 }, &inputs);
    j->failed = inputs.failed;
    j->form->begin(j->session);
    for (size_t i = 0; i < inputs.count && !j->session->output_error; i++) {
        cli_progress(j->session, i + 1, inputs.count, cli_input_name(&inputs.items[i]));
        check_input(j, &inputs.items[i]);
    }
    j->form->end(j->session);
    if (j->form->for_people && j->read > 0)
        show_summary(j);
    for (size_t i = 0; i < j->tally_count; i++)
        free(j->tallies[i].code);
    free(j->tallies);
    cli_inputs_free(&inputs);
    return j->failed ? CLI_FAILED : j->errors ? CLI_FINDINGS : CLI_DONE;
}

/* Gives --rule to every grammar that has a check of its code. */
static bool set_rule(cli_session *session, const char *rule)
{
    bool taken = false;
    for (size_t i = 0; i < avance_grammar_count(session->context); i++) {
        avance_status status = avance_grammar_set_check(session->context, i, rule);
        if (status != AVANCE_OK && status != AVANCE_BAD_USE)
            return false;
        taken |= status == AVANCE_OK;
    }
    return taken || cli_usage(session, "ninguna gramática tiene una regla con el código de «%s»",
                              "no grammar has a rule of the code of \"%s\"", rule);
}

static avance_level level_called(const char *name)
{
    int level = 0;
    while (name && levels[level] && strcmp(levels[level], name) != 0)
        level++;
    return (avance_level)level;
}

static int run(cli_session *session, const void *raw, cli_operands operands)
{
    const settings *s = raw;
    job j = { .session = session,
              .settings = s,
              .form = cli_findings_form_of(s->format),
              .least = level_called(s->level) };
    cli_grammars_load(session);
    if (s->grammar && !cli_grammar_named(session, s->grammar, &j.grammar))
        return CLI_FAILED;
    if (s->explain)
        return cli_explain(session, s->explain) ? CLI_DONE : CLI_FAILED;
    if (s->codes) {
        cli_list_codes(session, s->format && strcmp(s->format, "json") == 0);
        return CLI_DONE;
    }
    if (operands.count == 0) {
        cli_usage(session, "falta decir ENTRADA…; vea avance help check",
                  "INPUT… is missing; see avance help check");
        return CLI_FAILED;
    }
    if ((s->only && !codes_exist(session, s->only)) || (s->rule && !set_rule(session, s->rule)))
        return CLI_FAILED;
    return check_all(&j, operands);
}

const cli_command cli_check = {
    .name = "check",
    .operands = { "ENTRADA…", "INPUT…" },
    .summary = { "revisa las cifras de los informes y lo que los textos dicen de ellas",
                 "audits the figures of reports and what their texts say about them" },
    .more = { "Termina con 1 si hay algún error. Las reglas son de la gramática; con --rule se "
              "prueba otra en su lugar.\n\n"
              "Ejemplos:\n"
              "  avance check informe.txt\n"
              "  avance check informes/ --level error --format json\n"
              "  avance check --explain avance-porcentaje\n"
              "  avance check informe.txt --rule 'avance-porcentaje error avance = sum "
              "met.realizado.t1..t{trimestre}\n"
              "      / met.original.anual * 100 round 2 zero 0'",
              "Ends with 1 if there is any error. The rules are the grammar's; --rule tries "
              "another in the place of one.\n\n"
              "Examples:\n"
              "  avance check report.txt\n"
              "  avance check reports/ --level error --format json\n"
              "  avance check --explain avance-porcentaje\n"
              "  avance check report.txt --rule 'avance-porcentaje error avance = sum "
              "met.realizado.t1..t{trimestre}\n"
              "      / met.original.anual * 100 round 2 zero 0'" },
    .least_operands = 0,
    .most_operands = (size_t)-1,
    .options = options,
    .settings_size = sizeof(settings),
    .run = run,
};

#include "outputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "memory.h"
#include "output_names.h"
#include "suggest.h"

static const char usual_format[] = "json";

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return end_length && length > end_length && strcmp(text + length - end_length, end) == 0;
}

static bool names_folder(const char *path)
{
    struct stat about;
    return ends_in(path, "/") || (stat(path, &about) == 0 && S_ISDIR(about.st_mode));
}

/* The suffix of the last part of PATH, with its dot, or NULL. */
static const char *suffix_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return dot && dot > name && dot[1] ? dot : NULL;
}

static bool unknown_format(cli_session *session, const char *name)
{
    cli_suggestion near = { .wanted = name };
    avance_format format;
    for (size_t i = 0; avance_format_at(session->context, i, &format); i++)
        cli_suggest(&near, format.name);
    if (near.best)
        return cli_usage(session, "no hay formato «%s»; ¿quiso decir -t %s?",
                         "there is no format \"%s\"; did you mean -t %s?", name, near.best);
    return cli_usage(session, "no hay formato «%s»; avance formats dice cuáles hay",
                     "there is no format \"%s\"; avance formats says which there are", name);
}

/* The format of tables in a folder, which is the one that the table options are for. */
static size_t table_format(const cli_session *session)
{
    avance_format format;
    size_t i = 0;
    while (avance_format_at(session->context, i, &format) && format.target != AVANCE_FOLDER)
        i++;
    return i;
}

static bool unknown_suffix(cli_session *session, const char *path, const char *suffix)
{
    size_t named = avance_format_find(suffix + 1);
    if (named < avance_format_count() && named == table_format(session))
        return cli_usage(
            session,
            "%s no es un archivo sino una carpeta de tablas: indique -t %s -o CARPETA, "
            "o --table TABLA para una sola",
            "%s is not one file but a folder of tables: give -t %s -o FOLDER, or "
            "--table TABLE for a single one",
            suffix + 1, suffix + 1);
    cli_suggestion near = { .wanted = suffix };
    avance_format format;
    for (size_t i = 0; avance_format_at(session->context, i, &format); i++)
        cli_suggest(&near, format.suffix);
    if (near.best)
        return cli_usage(session, "el nombre %s no dice el formato; ¿quiso decir %s? (o -t)",
                         "the name %s does not say the format; did you mean %s? (or -t)", path,
                         near.best);
    return cli_usage(session, "el nombre %s no dice el formato; indíquelo con -t (avance formats)",
                     "the name %s does not say the format; give it with -t (avance formats)", path);
}

static bool find_format(cli_session *session, const cli_output_wish *wish, size_t *format)
{
    size_t count = avance_format_count();
    if (wish->format) {
        *format = avance_format_find(wish->format);
        return *format < count || unknown_format(session, wish->format);
    }
    if (wish->options.table) {
        size_t said = wish->path ? avance_format_by_suffix(wish->path) : count;
        *format = said < count ? said : table_format(session);
        return true;
    }
    *format = avance_format_find(usual_format);
    if (!wish->path || names_folder(wish->path))
        return true;
    const char *suffix = suffix_of(wish->path);
    size_t said = suffix ? avance_format_by_suffix(wish->path) : *format;
    if (said >= count)
        return unknown_suffix(session, wish->path, suffix);
    *format = said;
    return true;
}

/* --replace is for the formats that add to what is there. */
static bool can_replace(cli_session *session, const avance_format *format)
{
    avance_format other;
    size_t i = 0;
    if (format->adds)
        return true;
    while (avance_format_at(session->context, i, &other) && !other.adds)
        i++;
    return cli_usage(session, "--replace es para -t %s, no para %s",
                     "--replace is for -t %s, not for %s", other.name, format->name);
}

static bool can_be_tables(cli_session *session, const avance_format *format)
{
    avance_format tables;
    if (format->target == AVANCE_FOLDER)
        return true;
    if (!avance_format_at(session->context, table_format(session), &tables))
        return false;
    return cli_usage(session,
                     "--bom, --delimiter, --excel-safe y --table son para -t %s, no para %s",
                     "--bom, --delimiter, --excel-safe and --table are for -t %s, not for %s",
                     tables.name, format->name);
}

/* --catalogo and --layout are for the formats that fill a form. */
static bool can_fill(cli_session *session, const avance_format *format)
{
    avance_format other;
    size_t i = 0;
    if (format->form)
        return true;
    while (avance_format_at(session->context, i, &other) && !other.form)
        i++;
    return cli_usage(session, "--catalogo y --layout son para -t %s, no para %s",
                     "--catalogo and --layout are for -t %s, not for %s", other.name, format->name);
}

bool cli_plan_format(cli_session *session, const cli_output_wish *wish, cli_plan *plan)
{
    if (!find_format(session, wish, &plan->format) ||
        !avance_format_at(session->context, plan->format, &plan->about))
        return false;
    const avance_write_options *options = &wish->options;
    bool for_tables = options->bom || options->delimiter || options->excel_safe || options->table;
    return (!for_tables || can_be_tables(session, &plan->about)) &&
           (!options->replace || can_replace(session, &plan->about)) &&
           (!(options->catalogue || options->layout) || can_fill(session, &plan->about));
}

static bool needs_path(cli_session *session, const avance_format *format)
{
    if (format->target == AVANCE_FOLDER)
        return cli_usage(session,
                         "el formato %s es una carpeta de tablas: indique -o CARPETA, o --table "
                         "TABLA para escribir una en la salida estándar",
                         "format %s is a folder of tables: give -o FOLDER, or --table TABLE to "
                         "write one to standard output",
                         format->name);
    return cli_usage(session, "el formato %s necesita un archivo: indique -o informe%s",
                     "format %s needs a file: give -o report%s", format->name, format->suffix);
}

static bool one_per_output(cli_session *session, const avance_format *format)
{
    avance_format other;
    size_t i = 0;
    while (avance_format_at(session->context, i, &other) &&
           !(other.many && other.target == AVANCE_STREAM))
        i++;
    return cli_usage(session,
                     "%s guarda un informe por archivo y hay varias entradas: indique -o CARPETA/ "
                     "(un archivo por informe) o -t %s (todos en uno)",
                     "%s holds one report per file and there are several inputs: give -o FOLDER/ "
                     "(one file per report) or -t %s (all in one)",
                     format->name, other.name);
}

static bool choose_mode(cli_session *session, const cli_output_wish *wish, const cli_inputs *inputs,
                        cli_plan *plan)
{
    const avance_format *format = &plan->about;
    avance_target target = wish->options.table ? AVANCE_STREAM : format->target;
    struct stat about;
    plan->mode = wish->path ? CLI_TO_ONE : CLI_TO_STREAM;
    if (!wish->path && target != AVANCE_STREAM)
        return needs_path(session, format);
    if (!wish->path)
        return format->many || inputs->count < 2 || one_per_output(session, format);
    if (target == AVANCE_FOLDER || wish->options.table)
        return true;
    bool batch = inputs->count > 1 || inputs->from_folder;
    if (names_folder(wish->path)) {
        plan->mode = CLI_TO_EACH;
    } else if (batch && !format->many) {
        if (ends_in(wish->path, format->suffix) || stat(wish->path, &about) == 0)
            return one_per_output(session, format);
        plan->mode = CLI_TO_EACH;
    }
    return true;
}

bool cli_plan_outputs(cli_session *session, const cli_output_wish *wish, const cli_inputs *inputs,
                      cli_plan *plan)
{
    plan->path = wish->path;
    if (!choose_mode(session, wish, inputs, plan))
        return false;
    if (plan->mode == CLI_TO_STREAM)
        return true;
    if (plan->mode == CLI_TO_ONE)
        return cli_names_spare_inputs(session, inputs, &plan->path, 1);
    plan->names = cli_output_names(inputs, wish->path, plan->about.suffix);
    plan->name_count = inputs->count;
    return cli_names_differ(session, inputs, plan->names) &&
           cli_names_spare_inputs(session, inputs, (const char *const *)plan->names,
                                  plan->name_count);
}

void cli_plan_free(cli_plan *plan)
{
    for (size_t i = 0; i < plan->name_count; i++)
        free(plan->names[i]);
    free(plan->names);
}

bool cli_make_parents(cli_session *session, const char *path)
{
    char *part = cli_text("%s", path);
    bool made = true;
    for (char *slash = strchr(part + 1, '/'); slash && made; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        struct stat about;
        made = mkdir(part, 0777) == 0 || (stat(part, &about) == 0 && S_ISDIR(about.st_mode));
        if (!made)
            cli_tell(session, AVANCE_ERROR, "no-se-puede-escribir", part,
                     "no se puede crear la carpeta: %s", "cannot make the folder: %s",
                     cli_reason(session, errno));
        *slash = '/';
    }
    free(part);
    return made;
}

#include "findings.h"

#include <string.h>

#include "sarif.h"

const char *cli_level_word(avance_level level)
{
    return level == AVANCE_ERROR ? "error" : level == AVANCE_WARNING ? "aviso" : "nota";
}

/* ---- text ------------------------------------------------------------------ */

static bool is_of_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
}

/* True when MESSAGE says VALUE, not as a part of another word or figure. */
static bool says(const char *message, const char *value)
{
    size_t length = strlen(value);
    for (const char *at = message; length && (at = strstr(at, value)) != NULL; at++) {
        bool starts = at == message || !is_of_word(at[-1]);
        bool ends = !is_of_word(at[length]) || (at[length] == '.' && !is_of_word(at[length + 1]));
        if (starts && ends)
            return true;
    }
    return false;
}

static void put_text(cli_session *session, const avance_finding *finding, bool first)
{
    (void)first;
    cli_print(session, "%s", finding->file ? finding->file : "");
    if (finding->line)
        cli_print(session, ":%lu", finding->line);
    if (finding->line && finding->column)
        cli_print(session, ":%lu", finding->column);
    cli_print(session, ": %s: %s", avance_level_name(session->context, finding->level),
              finding->message);
    if (finding->expected && finding->found && !says(finding->message, finding->found))
        cli_print(
            session,
            cli_say(session, (cli_words){ " (se espera %s, hay %s)", " (expected %s, found %s)" }),
            finding->expected, finding->found);
    cli_print(session, " [%s]\n", finding->code);
}

/* ---- json -------------------------------------------------------------------- */

static void begin_json(cli_session *session)
{
    cli_print(session, "[");
}

/* A number from 1, or null. */
static void put_place(cli_session *session, const char *key, unsigned long number)
{
    if (number)
        cli_print(session, ",\"%s\":%lu", key, number);
    else
        cli_print(session, ",\"%s\":null", key);
}

static void put_json(cli_session *session, const avance_finding *finding, bool first)
{
    cli_print(session, "%s{\"nivel\":\"%s\",\"codigo\":\"%s\",\"archivo\":", first ? "\n" : ",\n",
              cli_level_word(finding->level), finding->code);
    cli_print_json(session, finding->file);
    put_place(session, "pagina", finding->page);
    put_place(session, "linea", finding->line);
    cli_print(session, ",\"mensaje\":");
    cli_print_json(session, finding->message);
    cli_print(session, ",\"esperado\":");
    cli_print_json(session, finding->expected);
    cli_print(session, ",\"hallado\":");
    cli_print_json(session, finding->found);
    cli_print(session, "}");
}

static void end_json(cli_session *session)
{
    cli_print(session, "\n]\n");
}

/* ---- csv ----------------------------------------------------------------------- */

static void begin_csv(cli_session *session)
{
    cli_print(session, "nivel,codigo,archivo,pagina,linea,mensaje,esperado,hallado\n");
}

static void put_cell(cli_session *session, const char *text)
{
    cli_print(session, ",");
    if (!text)
        return;
    if (!strpbrk(text, ",\"\r\n")) {
        cli_print(session, "%s", text);
        return;
    }
    cli_print(session, "\"");
    for (; *text; text++) {
        cli_print_bytes(session, text, 1);
        if (*text == '"')
            cli_print_bytes(session, text, 1);
    }
    cli_print(session, "\"");
}

static void put_number_cell(cli_session *session, unsigned long number)
{
    cli_print(session, ",");
    if (number)
        cli_print(session, "%lu", number);
}

static void put_csv(cli_session *session, const avance_finding *finding, bool first)
{
    (void)first;
    cli_print(session, "%s,%s", cli_level_word(finding->level), finding->code);
    put_cell(session, finding->file);
    put_number_cell(session, finding->page);
    put_number_cell(session, finding->line);
    put_cell(session, finding->message);
    put_cell(session, finding->expected);
    put_cell(session, finding->found);
    cli_print(session, "\n");
}

/* ---- the table ------------------------------------------------------------------- */

static void say_nothing(cli_session *session)
{
    (void)session;
}

static const cli_findings_form forms[] = {
    { "text", say_nothing, put_text, say_nothing, true },
    { "json", begin_json, put_json, end_json, false },
    { "csv", begin_csv, put_csv, say_nothing, false },
    { "sarif", cli_sarif_begin, cli_sarif_put, cli_sarif_end, false },
};

const char *const cli_findings_names[] = { "text", "json", "csv", "sarif", NULL };

const cli_findings_form *cli_findings_form_of(const char *name)
{
    for (size_t i = 0; name && i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    return &forms[0];
}

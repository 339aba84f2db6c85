#include "explain.h"

#include <string.h>

#include "findings.h"
#include "suggest.h"

static void put_part(cli_session *session, cli_words label, const char *text)
{
    if (!text)
        return;
    cli_print(session, "  ");
    cli_print_padded(session, cli_say(session, label), 9);
    cli_print(session, "%s\n", text);
}

/* True when the code before INDEX has the same name and the same words: only its rule is told. */
static bool goes_on(cli_session *session, size_t index, const avance_code *code)
{
    avance_code before;
    return index > 0 && avance_code_at(session->context, index - 1, &before) &&
           strcmp(before.code, code->code) == 0 && before.level == code->level;
}

static void put_code(cli_session *session, size_t index, const avance_code *code)
{
    if (goes_on(session, index, code)) {
        put_part(session, (cli_words){ "regla", "rule" }, code->rule);
        return;
    }
    cli_print(session, "%s: %s", code->code, avance_level_name(session->context, code->level));
    if (code->grammar)
        cli_print(session, cli_say(session, (cli_words){ " (gramática %s)", " (grammar %s)" }),
                  code->grammar);
    cli_print(session, "\n");
    put_part(session, (cli_words){ "dice", "says" }, code->message);
    put_part(session, (cli_words){ "razón", "reason" }, code->reason);
    put_part(session, (cli_words){ "ejemplo", "example" }, code->example);
    put_part(session, (cli_words){ "regla", "rule" }, code->rule);
}

bool cli_code_exists(cli_session *session, const char *name)
{
    avance_code code;
    cli_suggestion near = { .wanted = name };
    for (size_t i = 0; avance_code_at(session->context, i, &code); i++) {
        if (strcmp(code.code, name) == 0)
            return true;
        cli_suggest(&near, code.code);
    }
    if (near.best)
        return cli_usage(session, "no hay código «%s»; ¿quiso decir %s?",
                         "there is no code \"%s\"; did you mean %s?", name, near.best);
    return cli_usage(session, "no hay código «%s»; avance check --codes los muestra",
                     "there is no code \"%s\"; avance check --codes shows them", name);
}

bool cli_explain(cli_session *session, const char *name)
{
    avance_code code;
    if (!cli_code_exists(session, name))
        return false;
    for (size_t i = 0; avance_code_at(session->context, i, &code); i++)
        if (strcmp(code.code, name) == 0)
            put_code(session, i, &code);
    return true;
}

static void put_row(cli_session *session, size_t index, const avance_code *code)
{
    if (goes_on(session, index, code))
        return;
    cli_print_padded(session, avance_level_name(session->context, code->level), 8);
    cli_print_padded(session, code->code, 25);
    cli_print(session, " %s\n", code->message);
}

static void put_object(cli_session *session, size_t index, const avance_code *code)
{
    const struct {
        const char *key, *text;
    } parts[] = { { "gramatica", code->grammar },
                  { "mensaje", code->message },
                  { "razon", code->reason },
                  { "ejemplo", code->example },
                  { "regla", code->rule } };
    cli_print(session, "%s{\"nivel\":\"%s\",\"codigo\":\"%s\"", index ? ",\n" : "\n",
              cli_level_word(code->level), code->code);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cli_print(session, ",\"%s\":", parts[i].key);
        cli_print_json(session, parts[i].text);
    }
    cli_print(session, "}");
}

void cli_list_codes(cli_session *session, bool json)
{
    avance_code code;
    if (json)
        cli_print(session, "[");
    for (size_t i = 0; avance_code_at(session->context, i, &code); i++) {
        if (json)
            put_object(session, i, &code);
        else
            put_row(session, i, &code);
    }
    if (json)
        cli_print(session, "\n]\n");
}

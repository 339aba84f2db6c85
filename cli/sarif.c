#include "sarif.h"

#include <string.h>

#include "findings.h"

static const char *sarif_level(avance_level level)
{
    return level == AVANCE_ERROR ? "error" : level == AVANCE_WARNING ? "warning" : "note";
}

/* True when an earlier code is the same: a rule stands once. */
static bool is_repeated(cli_session *session, size_t index, const char *name)
{
    avance_code code;
    for (size_t i = 0; i < index && avance_code_at(session->context, i, &code); i++)
        if (strcmp(code.code, name) == 0)
            return true;
    return false;
}

static void put_text_object(cli_session *session, const char *key, const char *text)
{
    if (!text)
        return;
    cli_print(session, ",\"%s\":{\"text\":", key);
    cli_print_json(session, text);
    cli_print(session, "}");
}

static void put_rules(cli_session *session)
{
    avance_code code;
    const char *comma = "";
    for (size_t i = 0; avance_code_at(session->context, i, &code); i++) {
        if (is_repeated(session, i, code.code))
            continue;
        cli_print(session, "%s\n{\"id\":\"%s\",\"defaultConfiguration\":{\"level\":\"%s\"}", comma,
                  code.code, sarif_level(code.level));
        put_text_object(session, "shortDescription", code.message);
        put_text_object(session, "fullDescription", code.reason);
        put_text_object(session, "help", code.example);
        cli_print(session, "}");
        comma = ",";
    }
}

/* Place of the rule called NAME among those of put_rules(). */
static unsigned long rule_index(cli_session *session, const char *name)
{
    avance_code code;
    unsigned long index = 0;
    for (size_t i = 0; avance_code_at(session->context, i, &code); i++) {
        if (strcmp(code.code, name) == 0)
            break;
        index += !is_repeated(session, i, code.code);
    }
    return index;
}

void cli_sarif_begin(cli_session *session)
{
    cli_print(
        session,
        "{\"version\":\"2.1.0\",\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
        "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"avance\",\"version\":\"%s\","
        "\"rules\":[",
        avance_version());
    put_rules(session);
    cli_print(session, "\n]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[");
}

/* A path as a relative reference or a file: URI; what is no plain character goes as %XX. */
static void put_reference(cli_session *session, const char *path)
{
    static const char plain[] = "-._~/";
    cli_print(session, *path == '/' ? "\"file://" : "\"");
    for (const char *p = path; *p; p++) {
        unsigned char c = (unsigned char)*p;
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        cli_print(session, letter || strchr(plain, c) ? "%c" : "%%%02X", c);
    }
    cli_print(session, "\"");
}

void cli_sarif_put(cli_session *session, const avance_finding *finding, bool first)
{
    cli_print(session,
              "%s{\"ruleId\":\"%s\",\"ruleIndex\":%lu,\"level\":\"%s\",\"message\":{\"text\":",
              first ? "\n" : ",\n", finding->code, rule_index(session, finding->code),
              sarif_level(finding->level));
    cli_print_json(session, finding->message);
    cli_print(session, "}");
    if (finding->file) {
        cli_print(session, ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
        put_reference(session, finding->file);
        cli_print(session, "}");
        if (finding->line)
            cli_print(session, ",\"region\":{\"startLine\":%lu", finding->line);
        if (finding->line && finding->column)
            cli_print(session, ",\"startColumn\":%lu", finding->column);
        cli_print(session, "%s}}]", finding->line ? "}" : "");
    }
    cli_print(session, "}");
}

void cli_sarif_end(cli_session *session)
{
    cli_print(session, "\n]}]}\n");
}

/* A small grammar, a small text, and what the checks say of it. */
#ifndef CHECK_CASE_H
#define CHECK_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "emitted.h"

/* Every grammar of these tests begins so: rows of five figures of two kinds under a unit. */
#define CHECK_GRAMMAR                                                                              \
    "grammar prueba\n"                                                                             \
    "detect INFORME.*\n"                                                                           \
    "pattern cifra -?\\d[\\d,]*(?:\\.\\d+)?%?|-|N/D\n"                                             \
    "columns cifras plan(t1..t4 anual) hecho(t1..t4)\n"                                            \
    "  least 1\n"                                                                                  \
    "line INFORME INFORME (?<trimestre>\\d)\n"                                                     \
    "line UNIDAD UNIDAD (?<clave>\\d+) (?<nombre>.+)\n"                                            \
    "line FILA FILA (?<tipo>[AP])(?: (?<avance>\\d+\\.\\d+)%)?:(?<cifras>(?: {cifra})*)\n"         \
    "line SEGUNDA SEGUNDA(?<cifras>(?: {cifra})*)\n"                                               \
    "line NOMBRE NOMBRE (?<meta>.+)\n"                                                             \
    "level unidad UNIDAD stays key clave\n"                                                        \
    "document\n"                                                                                   \
    "  set INFORME\n"                                                                              \
    "record fila FILA\n"                                                                           \
    "  set NOMBRE\n"                                                                               \
    "  row uno FILA\n"                                                                             \
    "  row dos SEGUNDA\n"                                                                          \
    "  field dicho DICHO:\n"

typedef struct check_case {
    avance_context *context;
    avance_report *report;
    char messages[4096]; /* what was told, one a line */
} check_case;

static inline void case_hear(void *user, const avance_finding *finding)
{
    check_case *c = user;
    size_t used = strlen(c->messages);
    snprintf(c->messages + used, sizeof c->messages - used, "%s\n", finding->message);
}

/* Opens a context with CHECK_GRAMMAR and the lines RULES; the status of the grammar. */
static inline avance_status case_open(check_case *c, const char *rules)
{
    memset(c, 0, sizeof *c);
    avance_options options = { .language = AVANCE_ENGLISH,
                               .message = case_hear,
                               .message_user = c };
    assert_int_equal(avance_context_new(&options, &c->context), AVANCE_OK);
    char *folder = new_folder();
    char path[512];
    snprintf(path, sizeof path, "%s/prueba.avg", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%s%s", CHECK_GRAMMAR, rules);
    fclose(file);
    avance_status status = avance_grammars_add_file(c->context, path, NULL);
    remove_folder(folder);
    free(folder);
    return status;
}

static inline void case_read(check_case *c, const char *text)
{
    avance_source *source;
    assert_int_equal(
        avance_source_from_memory(c->context, "prueba.txt", text, strlen(text), NULL, &source),
        AVANCE_OK);
    assert_int_equal(avance_report_read(c->context, source, 0, &c->report), AVANCE_OK);
    avance_source_free(source);
}

static inline void case_close(check_case *c)
{
    avance_report_free(c->report);
    avance_context_free(c->context);
}

/* The findings of RULES on TEXT that have a code of RULES, as "LINE CODE EXPECTED FOUND;". Not
 * printed: "-". The codes of these tests begin with an x. */
static inline const char *findings_of(const char *rules, const char *text)
{
    static char told[4096];
    check_case c;
    avance_status status = case_open(&c, rules);
    if (status != AVANCE_OK)
        print_message("%s", c.messages);
    assert_int_equal(status, AVANCE_OK);
    case_read(&c, text);
    assert_int_equal(avance_report_check(c.context, c.report), AVANCE_OK);
    told[0] = '\0';
    const avance_finding *finding;
    for (size_t i = 0; (finding = avance_report_finding(c.report, i)) != NULL; i++) {
        size_t used = strlen(told);
        if (finding->code[0] == 'x')
            snprintf(told + used, sizeof told - used, "%lu %s %s %s;", finding->line, finding->code,
                     finding->expected ? finding->expected : "-",
                     finding->found ? finding->found : "-");
    }
    case_close(&c);
    return told;
}

/* The messages of the grammar's errors for RULES. */
static inline const char *errors_of(const char *rules)
{
    static char told[4096];
    check_case c;
    assert_int_equal(case_open(&c, rules), AVANCE_BAD_GRAMMAR);
    snprintf(told, sizeof told, "%s", c.messages);
    case_close(&c);
    return told;
}

#endif

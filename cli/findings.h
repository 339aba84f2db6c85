/* The findings of checks on standard output, in one of several forms. A new form
 * is a row of the table in findings.c. */
#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H

#include "console.h"

typedef struct cli_findings_form {
    const char *name;
    void (*begin)(cli_session *session);
    void (*put)(cli_session *session, const avance_finding *finding, bool first);
    void (*end)(cli_session *session);
    bool for_people; /* a summary follows */
} cli_findings_form;

/* The names of the forms, NULL-terminated, the usual one first. */
extern const char *const cli_findings_names[];
/* The form called NAME, the usual one for NULL. */
const cli_findings_form *cli_findings_form_of(const char *name);

/* "error", "aviso", "nota": the words of data, whatever the language of the messages. */
const char *cli_level_word(avance_level level);
/* TEXT as a JSON string, or null. */
void cli_print_json(cli_session *session, const char *text);

#endif

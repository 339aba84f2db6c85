#include "account.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

typedef struct tally {
    const char *rule;
    size_t lines;
} tally;

typedef struct account {
    size_t lines, blank, unknown;
    tally *rules; /* in the order in which they first took a line */
    size_t count, capacity;
} account;

static void count_rule(account *a, const char *rule)
{
    size_t i = 0;
    while (i < a->count && strcmp(a->rules[i].rule, rule) != 0)
        i++;
    if (i == a->count) {
        a->rules = cli_more(a->rules, a->count, &a->capacity, sizeof *a->rules);
        a->rules[a->count++] = (tally){ rule, 0 };
    }
    a->rules[i].lines++;
}

static void show_row(cli_session *session, const char *label, size_t lines)
{
    size_t width = cli_width(label);
    cli_remark(session, "  %s%*s %8zu\n", label, width < 24 ? (int)(24 - width) : 0, "", lines);
}

void cli_account_show(cli_session *session, const char *name, const avance_report *report)
{
    account a = { 0 };
    avance_line line;
    for (; avance_report_line(report, a.lines, &line); a.lines++) {
        if (line.fate == AVANCE_LINE_BLANK)
            a.blank++;
        else if (line.fate == AVANCE_LINE_UNKNOWN)
            a.unknown++;
        else
            count_rule(&a, line.rule);
    }
    cli_remark(session, "%s:\n", name);
    show_row(session, cli_say(session, (cli_words){ "renglones", "lines" }), a.lines);
    show_row(session, cli_say(session, (cli_words){ "en blanco", "blank" }), a.blank);
    for (size_t i = 0; i < a.count; i++)
        show_row(session, a.rules[i].rule, a.rules[i].lines);
    show_row(session, cli_say(session, (cli_words){ "desconocidos", "unknown" }), a.unknown);
    free(a.rules);
}

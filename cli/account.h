/* The account of a report's lines, for --coverage. */
#ifndef CLI_ACCOUNT_H
#define CLI_ACCOUNT_H

#include "console.h"

/* On standard error: lines, blank ones, those that each rule took, unknown ones. */
void cli_account_show(cli_session *session, const char *name, const avance_report *report);

#endif

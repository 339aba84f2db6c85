/* Help, written from the tables of commands and options. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "command.h"

/* All commands, on standard output. */
void cli_help_all(cli_session *session);
/* One command. */
void cli_help_command(cli_session *session, const cli_command *command);
/* The commands whose names begin with GROUP ("grammar"); false when there is none. */
bool cli_help_group(cli_session *session, const char *group);

#endif

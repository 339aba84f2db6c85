/* What the codes of messages and findings mean. */
#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

#include "console.h"

/* False, told, when there is no code NAME. */
bool cli_code_exists(cli_session *session, const char *name);
/* Everything that is known about the code NAME; false when there is none, which has been told. */
bool cli_explain(cli_session *session, const char *name);
/* All codes, one a line; as JSON objects with everything, when JSON. */
void cli_list_codes(cli_session *session, bool json);

#endif

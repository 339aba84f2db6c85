/* Findings as SARIF 2.1.0, which editors and code hosts show beside the text. */
#ifndef CLI_SARIF_H
#define CLI_SARIF_H

#include "console.h"

void cli_sarif_begin(cli_session *session);
void cli_sarif_put(cli_session *session, const avance_finding *finding, bool first);
void cli_sarif_end(cli_session *session);

#endif

/* Under a message about a grammar: the line it is about, and a caret. */
#ifndef CLI_EXCERPT_H
#define CLI_EXCERPT_H

#include <stdio.h>

#include "avance.h"

/* Writes to TO the line that FINDING names, if it is one of an .avg file. */
void cli_excerpt_show(FILE *to, const avance_finding *finding);

#endif

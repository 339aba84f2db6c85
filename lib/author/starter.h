/* A first grammar for a kind of report, as a text for people to go on with.
 *
 * From a sample it proposes what can be seen in it: signs, headers that repeat, labels, rows of one
 * shape; and an example. All of it is a proposal, but it compiles and reads the sample. */
#ifndef AVN_AUTHOR_STARTER_H
#define AVN_AUTHOR_STARTER_H

#include "text/source.h"

/* Writes the grammar called NAME into *TEXT, which lives in ARENA. SAMPLE may be NULL: then it is
 * a skeleton. */
avance_status avn_starter_write(avn_arena *arena, avn_str name, const avn_source *sample,
                                avn_str *text);

#endif

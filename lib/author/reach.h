/* Why an example does not give what it should: how far each rule that could have given it gets. */
#ifndef AVN_AUTHOR_REACH_H
#define AVN_AUTHOR_REACH_H

#include "grammar/grammar.h"
#include "tree/report.h"

typedef struct avn_reach {
    const avn_grammar *grammar;
    const avn_example *example;
    const struct avance_source *source; /* the example's text */
    const avn_report *report;           /* what was read in it */
    avn_arena *arena;
    const avn_sink *sink;
    uint64_t *told; /* the rules of which this example was told already, a bit each */
} avn_reach;

/* Tells the sink, at the lines of the example. */
avance_status avn_reach_tell(const avn_reach *reach, const avn_result *expected);

#endif

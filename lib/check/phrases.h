/* What a text says about its figures, by the phrases of the grammar. */
#ifndef AVN_CHECK_PHRASES_H
#define AVN_CHECK_PHRASES_H

#include "check/run.h"

typedef struct avn_said {
    avn_sense sense;
    bool has_number;
    bool percent; /* the number is one: of what was planned, or of a target that is one itself */
    avn_decimal number;
    const char *text; /* the words as printed, on one line */
} avn_said;

typedef struct avn_sayings {
    avn_said *items;
    size_t count, capacity;
} avn_sayings;

/* Everything that TEXT says, in the order of PHRASES; to be read before the run's next place. */
avn_sayings avn_what_is_said(avn_run *run, const avn_phrases *phrases, avn_str text);
/* Whether that is so when PLANNED was planned and DONE was done. */
bool avn_is_so(const avn_said *said, avn_decimal planned, avn_decimal done);

/* The number that the figures give where SAID has one: planned, or the difference. */
bool avn_true_number(const avn_said *said, avn_decimal planned, avn_decimal done,
                     avn_decimal *number);

/* What the checks of texts against figures are given: FIELD PHRASES ORIGINAL MODIFIED DONE. */
typedef struct avn_text_case {
    const avn_value *text;
    avn_sayings sayings;
    avn_decimal original, modified, done;
} avn_text_case;

/* Reads the arguments of RUN's check; AVN_HOLDS when there is something to judge. */
avn_verdict avn_text_case_read(avn_run *run, avn_text_case *found);

/* Complains of SAID: expected is what the figures give against BASE. */
void avn_text_complain(avn_run *run, const avn_text_case *found, const avn_said *said,
                       avn_decimal base);

#endif

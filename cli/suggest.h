/* "Did you mean": the word of a list that is nearest to a mistyped one. */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include <stddef.h>

typedef struct cli_suggestion {
    const char *wanted; /* what was typed */
    const char *best;   /* the nearest so far, or NULL when none is near */
    size_t distance;
} cli_suggestion;

/* Considers one more candidate; it must outlive the suggestion. */
void cli_suggest(cli_suggestion *suggestion, const char *candidate);

#endif

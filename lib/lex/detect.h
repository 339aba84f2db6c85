/* Which grammar reads a source: how many of its signs stand in the text. */
#ifndef AVN_LEX_DETECT_H
#define AVN_LEX_DETECT_H

#include "grammar/grammar.h"
#include "text/source.h"

typedef struct avn_fit {
    size_t signs, found;
    bool failed;         /* memory was short: the rest says nothing */
    const char *missing; /* the first sign that was not found, or NULL */
} avn_fit;

/* MISSING lives in the grammar. */
avn_fit avn_detect(const avn_grammar *grammar, const avn_source *source, avn_matcher *matcher);
/* True when enough signs were found to read the source with the grammar. */
bool avn_fit_reads(const avn_fit *fit);
/* True when A fits better than B. */
bool avn_fit_better(const avn_fit *a, const avn_fit *b);

#endif

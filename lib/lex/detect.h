/* Which grammar reads a source: how many of its signs stand in the text. */
#ifndef AVN_LEX_DETECT_H
#define AVN_LEX_DETECT_H

#include "grammar/grammar.h"
#include "text/source.h"

typedef struct avn_fit {
    size_t signs, found;
    const char *missing; /* the first sign that was not found, or NULL */
} avn_fit;

/* The signs of several grammars, to be looked for in many sources. */
typedef struct avn_detector avn_detector;

/* NULL when memory is short. It and its GRAMMARS, which must outlive it, are not changed by what it
 * does. It lives in ARENA. */
const avn_detector *avn_detector_new(avn_arena *arena, avn_grammar *const *grammars, size_t count);
/* Fills one of FITS for each grammar, whose MISSING live in the grammars; false when memory is
 * short. */
bool avn_detect(const avn_detector *detector, const avn_source *source, avn_matcher *matcher,
                avn_fit *fits);
/* True when enough signs were found to read the source with the grammar. */
bool avn_fit_reads(const avn_fit *fit);
/* True when A fits better than B. */
bool avn_fit_better(const avn_fit *a, const avn_fit *b);

#endif

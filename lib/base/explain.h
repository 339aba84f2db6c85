/* Why the findings of the parse matter, for `--explain` and the page of codes.
 * Checks are explained by the grammar that declares them. */
#ifndef AVN_BASE_EXPLAIN_H
#define AVN_BASE_EXPLAIN_H

typedef struct avn_explanation {
    const char *code;
    const char *reason_es, *reason_en, *example_es, *example_en;
} avn_explanation;

/* NULL when nothing is known about CODE beyond its message. */
const avn_explanation *avn_explanation_of(const char *code);

#endif

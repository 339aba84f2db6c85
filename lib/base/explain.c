#include "base/explain.h"

#include <stddef.h>
#include <string.h>

static const avn_explanation explanations[] = {
#define AVN_EXPLANATION(code, reason_es, reason_en, example_es, example_en)                        \
    { code, reason_es, reason_en, example_es, example_en },
#include "base/explanations.def"
#undef AVN_EXPLANATION
};

const avn_explanation *avn_explanation_of(const char *code)
{
    for (size_t i = 0; i < sizeof explanations / sizeof *explanations; i++)
        if (strcmp(explanations[i].code, code) == 0)
            return &explanations[i];
    return NULL;
}

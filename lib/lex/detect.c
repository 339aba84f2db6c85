#include "lex/detect.h"

/* A report says what it is on its first pages. */
enum { LINES_LOOKED_AT = 20000, LONGEST_SIGN = 4096 };

static bool stands_in(const avn_pattern *pattern, const avn_source *source, avn_matcher *matcher)
{
    size_t count = source->line_count < LINES_LOOKED_AT ? source->line_count : LINES_LOOKED_AT;
    for (size_t line = 0; line < count; line++) {
        avn_str text = avn_str_trim(avn_source_line(source, line));
        if (text.len >= pattern->least_length && text.len > 0 && text.len < LONGEST_SIGN &&
            avn_pattern_may_start(pattern, (unsigned char)text.ptr[0]) &&
            avn_pattern_match(matcher, pattern, text, 0) == AVN_MATCHED)
            return true;
    }
    return false;
}

avn_fit avn_detect(const avn_grammar *grammar, const avn_source *source, avn_matcher *matcher)
{
    avn_fit fit = { .signs = grammar->signs.count };
    for (size_t i = 0; i < grammar->signs.count; i++) {
        if (stands_in(grammar->signs.items[i].pattern, source, matcher))
            fit.found++;
        else if (!fit.missing)
            fit.missing = grammar->signs.items[i].text.ptr;
    }
    return fit;
}

bool avn_fit_reads(const avn_fit *fit)
{
    return fit->found * 2 >= fit->signs && fit->found > 0;
}

bool avn_fit_better(const avn_fit *a, const avn_fit *b)
{
    size_t left = a->found * b->signs, right = b->found * a->signs;
    return left != right ? left > right : a->found > b->found;
}

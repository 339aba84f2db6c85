/* Trims lines, and tells which blank ones mean something.
 *
 * Most extractors put a blank line between paragraphs; some print none; others
 * print one after every line. So the gap that stands between most lines is
 * subtracted, and what is left means something only where it is not rare. */
#include "lex/lexed.h"

enum {
    GAPS = 8,             /* longer gaps count as this */
    COMMON_PERCENT = 85,  /* so many lines are followed by a blank one: it means nothing */
    MEANING_PERMILLE = 20 /* fewer gaps than this: the text has (nearly) no blank lines */
};

static void trim(avn_lexed *lexed, uint32_t line)
{
    const avn_source *source = lexed->source;
    avn_str text = avn_str_trim(avn_source_line(source, line));
    lexed->trimmed[line] =
        (avn_line){ (uint32_t)(text.ptr - source->text.ptr), (uint32_t)text.len };
}

void avn_lex_blanks(avn_lexed *lexed)
{
    size_t count[GAPS + 1] = { 0 }, printed = 0;
    unsigned gap = 0;
    for (uint32_t line = 0; line < lexed->source->line_count; line++) {
        trim(lexed, line);
        if (avn_line_is_blank(lexed, line)) {
            gap++;
            continue;
        }
        if (printed++ > 0)
            count[gap < GAPS ? gap : GAPS]++;
        gap = 0;
    }
    size_t commonest = 1, spaced = 0;
    for (size_t i = 1; i <= GAPS; i++) {
        spaced += count[i];
        if (count[i] > count[commonest])
            commonest = i;
    }
    bool every_line = printed > 4 && spaced * 100 >= (printed - 1) * COMMON_PERCENT;
    lexed->common_gap = every_line ? (unsigned)commonest : 0;
    size_t meaning = 0;
    for (size_t i = lexed->common_gap + 1; i <= GAPS; i++)
        meaning += count[i];
    lexed->blanks_mean = meaning * 1000 >= printed * MEANING_PERMILLE;
}

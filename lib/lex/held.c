/* Which lines hold the words that a pattern cannot do without.
 *
 * A pattern that may begin with anything would have to be asked of each line. Its words are looked
 * for in the whole text at once instead, as most lines hold none of them. */
#include "lex/lexed.h"

void avn_mark_held(const avn_lexed *lexed, const avn_literal *literal, uint64_t bit,
                   uint64_t *marks)
{
    const avn_source *source = lexed->source;
    const avn_line *lines = source->lines;
    size_t count = source->line_count, line = 0;
    size_t end = count ? lines[count - 1].start + lines[count - 1].len : 0;
    while (line < count) {
        avn_str rest = { source->text.ptr + lines[line].start, end - lines[line].start };
        size_t found = lines[line].start + avn_literal_find(literal, rest);
        if (found > end)
            return;
        while (line + 1 < count && lines[line + 1].start <= found)
            line++;
        marks[line++] |= bit;
    }
}

void avn_lex_held(avn_lexed *lexed)
{
    const avn_grammar *grammar = lexed->grammar;
    for (uint64_t rest = grammar->beside; rest;) {
        unsigned i = avn_next_bit(&rest);
        avn_mark_held(lexed, &grammar->lines.items[i].own->traits.literal, (uint64_t)1 << i,
                      lexed->held);
    }
}

/* Pages begin at form feeds, and behind furniture that has no form feed beside it. */
#include "lex/lexed.h"
#include "text/lines.h"

/* True when only blank lines and furniture stand between two form feeds' lines, or when
 * nothing was printed yet: then furniture begins no page of its own. */
static bool feed_beside(const avn_lexed *lexed, uint32_t first, uint32_t last)
{
    const avn_source *source = lexed->source;
    uint32_t above = first;
    while (above > 0 && !avn_line_is_printed(lexed, above - 1))
        above--;
    uint32_t below = last;
    while (below + 1 < source->line_count && !avn_line_is_printed(lexed, below + 1))
        below++;
    if (above == 0)
        return true;
    size_t feeds = avn_count_up_to(source->page_starts, source->page_start_count, above - 1);
    return feeds < source->page_start_count && source->page_starts[feeds] <= below + 1;
}

static void add_page(avn_lexed *lexed, uint32_t line)
{
    if (lexed->page_breaks == 0 || lexed->pages[lexed->page_breaks - 1] < line)
        lexed->pages[lexed->page_breaks++] = line;
}

/* The last line of the furniture that stands around one page break: a footer and the header below
 * it, with nothing but blank lines between them. */
static uint32_t end_of_break(const avn_lexed *lexed, uint32_t line)
{
    for (uint32_t next = line + 1; next < lexed->source->line_count; next++) {
        if (lexed->furniture[next])
            line = next;
        else if (!avn_line_is_blank(lexed, next))
            break;
    }
    return line;
}

void avn_lex_pages(avn_lexed *lexed)
{
    const avn_source *source = lexed->source;
    size_t feeds = source->page_start_count, next = 0, regions = 0;
    for (uint32_t line = 0; line < source->line_count; line++)
        regions += lexed->furniture[line] && (line == 0 || !lexed->furniture[line - 1]);
    lexed->pages = AVN_NEW_ARRAY(lexed->arena, uint32_t, feeds + regions + 1);
    if (!lexed->pages)
        return;
    for (uint32_t line = 0; line < source->line_count; line++) {
        while (next < feeds && source->page_starts[next] <= line) {
            if (source->page_starts[next] > 0)
                add_page(lexed, source->page_starts[next]);
            next++;
        }
        if (!lexed->furniture[line])
            continue;
        uint32_t first = line;
        line = end_of_break(lexed, line);
        if (!feed_beside(lexed, first, line))
            add_page(lexed, line + 1);
    }
}

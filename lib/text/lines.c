/* See lines.h.
 *
 * A form feed stands before a page, or after it, or (in one file) between pages;
 * what follows decides about the first and the last one. */
#include "text/lines.h"

static size_t count_lines(avn_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    return count + (text.len > 0 && text.ptr[text.len - 1] != '\n');
}

size_t avn_line_at(const avn_source *source, size_t offset)
{
    size_t low = 0, high = source->line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle].start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : 0;
}

static bool is_blank(avn_str s)
{
    return avn_str_trim(s).len == 0;
}

static size_t first_text_line(const avn_source *source)
{
    size_t line = 0;
    while (line < source->line_count && is_blank(avn_source_line(source, line)))
        line++;
    return line;
}

static size_t last_text_line(const avn_source *source)
{
    size_t line = source->line_count;
    while (line > 0 && is_blank(avn_source_line(source, line - 1)))
        line--;
    return line ? line - 1 : 0;
}

/* Where the text of a line begins and ends, between its blanks. */
typedef struct text_span {
    size_t line, begin, end;
} text_span;

static text_span span_of(const avn_source *source, size_t line)
{
    avn_str whole = avn_source_line(source, line);
    avn_str trimmed = avn_str_trim(whole);
    size_t begin = source->lines[line].start + (size_t)(trimmed.ptr - whole.ptr);
    return (text_span){ line, begin, begin + trimmed.len };
}

/* The line that begins the page after a form feed at OFFSET. SPAN keeps what is known of the line
 * of the form feed before, as one line may hold any number of them. */
static size_t line_after_break(const avn_source *source, size_t offset, text_span *span)
{
    if (offset >= source->text.len && source->text.ptr[offset - 1] == '\n')
        return source->line_count;
    size_t line = avn_line_at(source, offset);
    if (line != span->line)
        *span = span_of(source, line);
    bool after_text = span->begin < span->end && offset >= span->end;
    return after_text ? line + 1 : line;
}

static bool set_page_starts(avn_source *source, const avn_text_breaks *breaks)
{
    if (breaks->count == 0 || source->line_count == 0)
        return true;
    source->page_starts = AVN_NEW_ARRAY(&source->arena, uint32_t, breaks->count);
    if (!source->page_starts)
        return false;
    size_t last = last_text_line(source);
    text_span first = span_of(source, first_text_line(source));
    text_span span = first;
    bool ends_pages = false;
    for (size_t i = 0; i < breaks->count; i++) {
        size_t line = line_after_break(source, breaks->items[i], &span);
        if (line > last)
            ends_pages = true;
        else
            source->page_starts[source->page_start_count++] = (uint32_t)line;
    }
    /* Where form feeds begin pages, the one before all text begins the first page. */
    if (!ends_pages && breaks->items[0] <= first.begin) {
        source->page_starts++;
        source->page_start_count--;
    }
    return true;
}

bool avn_split_lines(avn_source *source, const avn_text_breaks *breaks)
{
    avn_str text = source->text;
    source->line_count = count_lines(text);
    source->lines = AVN_NEW_ARRAY(&source->arena, avn_line, source->line_count);
    if (!source->lines)
        return false;
    uint32_t start = 0;
    for (size_t i = 0; i < source->line_count; i++) {
        const char *end = memchr(text.ptr + start, '\n', text.len - start);
        uint32_t stop = end ? (uint32_t)(end - text.ptr) : (uint32_t)text.len;
        source->lines[i] = (avn_line){ start, stop - start };
        start = stop + 1;
    }
    return set_page_starts(source, breaks);
}

/* How many page starts of SOURCE stand at lines up to LINE. */
static size_t starts_up_to(const avn_source *source, size_t line)
{
    size_t low = 0, high = source->page_start_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source->page_starts[middle] <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool avn_source_cut(const avn_source *whole, size_t first, size_t count, avn_arena *arena,
                    avn_source *part)
{
    *part = *whole;
    part->lines += first;
    part->line_count = count;
    part->first_line = first;
    /* The page that a later part begins in began with its first line or before. */
    size_t from = first ? starts_up_to(whole, first) : 0;
    size_t starts = starts_up_to(whole, first + count) - from;
    part->page_starts = AVN_NEW_ARRAY(arena, uint32_t, starts + 1);
    if (!part->page_starts)
        return false;
    part->page_start_count = starts;
    for (size_t i = 0; i < starts; i++)
        part->page_starts[i] = whole->page_starts[from + i] - (uint32_t)first;
    return true;
}

/* See lines.h.
 *
 * A form feed stands before a page, or after it, or (in one file) between pages;
 * what follows decides about the first and the last one. */
#include "text/lines.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

typedef struct splitter {
    avn_source *source;
    avn_text_breaks *breaks;
    size_t capacity; /* of the source's lines */
} splitter;

/* COUNT form feeds that stand in the text are breaks as if they had been taken out at OFFSET. */
static void add_breaks(splitter *s, size_t count, size_t offset)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t *place = AVN_PUSH(&s->source->arena, *s->breaks);
        if (place)
            *place = (uint32_t)offset;
    }
}

/* Lines have a block of their own: it grows without being copied when it is large, and what it
 * does not use of its last growth is never touched. */
static bool grow_lines(splitter *s)
{
    avn_source *source = s->source;
    size_t capacity = s->capacity ? s->capacity * 2 : 16 + source->text.len / 64;
    avn_line *lines =
        source->allocator.resize(source->allocator.user, source->lines, capacity * sizeof *lines);
    if (!lines)
        return false;
    source->lines = lines;
    s->capacity = capacity;
    return true;
}

/* Bytes BEGIN to END of the text, which hold no form feed at either end, are a line. */
static inline bool push_line(splitter *s, size_t begin, size_t end)
{
    avn_source *source = s->source;
    if (source->line_count == s->capacity && !grow_lines(s))
        return false;
    source->lines[source->line_count++] = (avn_line){ (uint32_t)begin, (uint32_t)(end - begin) };
    return true;
}

/* The line from START to STOP, which form feeds begin or end. */
static bool trim_line(splitter *s, size_t start, size_t stop)
{
    avn_source *source = s->source;
    const char *text = source->text.ptr;
    size_t begin = start, end = stop;
    while (begin < end && text[begin] == '\f')
        begin++;
    if (begin == source->text.len) {
        /* Form feeds behind the last line make no line. */
        source->text.len = start;
        add_breaks(s, begin - start, start);
        return true;
    }
    while (begin < end && text[end - 1] == '\f')
        end--;
    add_breaks(s, begin - start, begin);
    add_breaks(s, stop - end, end);
    return push_line(s, begin, end);
}

/* The line from START up to its LF, or the end of the text, at STOP. */
static inline bool add_line(splitter *s, size_t start, size_t stop)
{
    const char *text = s->source->text.ptr;
    if (start < stop && text[stop - 1] == '\r')
        stop--;
    bool trimmed = start == stop || (text[start] != '\f' && text[stop - 1] != '\f');
    return trimmed ? push_line(s, start, stop) : trim_line(s, start, stop);
}

enum { BLOCK = 64 };

#ifdef __SSE2__
static inline uint64_t newlines_in_16(const char *p)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
}
#endif

/* Bit I tells whether byte I of the SIZE bytes at P, at most BLOCK, is a newline. */
static uint64_t newlines_in(const char *p, size_t size)
{
    uint64_t found = 0;
#ifdef __SSE2__
    if (size == BLOCK)
        return newlines_in_16(p) | newlines_in_16(p + 16) << 16 | newlines_in_16(p + 32) << 32 |
               newlines_in_16(p + 48) << 48;
#endif
    for (size_t i = 0; i < size; i++)
        found |= (uint64_t)(p[i] == '\n') << i;
    return found;
}

bool avn_split_lines(avn_source *source, avn_text_breaks *breaks)
{
    splitter s = { .source = source, .breaks = breaks };
    avn_str text = source->text;
    size_t start = 0;
    for (size_t at = 0; at < text.len; at += BLOCK) {
        uint64_t found = newlines_in(text.ptr + at, text.len - at < BLOCK ? text.len - at : BLOCK);
        for (; found; found &= found - 1) {
            size_t stop = at + (size_t)__builtin_ctzll(found);
            if (!add_line(&s, start, stop))
                return false;
            start = stop + 1;
        }
    }
    if (start < text.len && !add_line(&s, start, text.len))
        return false;
    return !source->arena.failed && set_page_starts(source, breaks);
}

size_t avn_count_up_to(const uint32_t *ascending, size_t count, size_t most)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ascending[middle] <= most)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t starts_up_to(const avn_source *source, size_t line)
{
    return avn_count_up_to(source->page_starts, source->page_start_count, line);
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

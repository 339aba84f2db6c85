/* The bytes of one input, decoded: UTF-8 in NFC, lines, pages, and the way back
 * to the original line and column.
 *
 * Decoding also makes these plain: CRLF and lone CR end lines like LF; NBSP,
 * figure space and the other Unicode blanks become U+0020 (a tab stays a tab);
 * soft hyphens, zero-width characters and a BOM disappear; trailing NULs go.
 * Text that needs none of this is not copied; there the CR of CRLF and form
 * feeds at either end of a line stand between the lines. Knows no grammar. */
#ifndef AVN_TEXT_SOURCE_H
#define AVN_TEXT_SOURCE_H

#include <stdint.h>

#include "base/diag.h"

/* Line I (from 0) is physical line I + 1 of the input. */
typedef struct avn_line {
    uint32_t start, len; /* in avn_source.text, without the line end and form feeds */
} avn_line;

/* The public avance_source. */
struct avance_source {
    avn_arena arena;
    const char *name;     /* as given; "-" for standard input */
    const char *encoding; /* "UTF-8", "UTF-16LE", "Windows-1252", ... */
    avn_str text;         /* decoded; readable one byte past its end */
    avn_line *lines;
    size_t line_count;
    size_t first_line; /* of a part: so many lines of the whole stand before its own */
    /* Lines that begin a page after the first because a form feed stands before or in them,
     * ascending; a line stands here twice when an empty page is before it. A form feed is not part
     * of any line's text. */
    uint32_t *page_starts;
    size_t page_start_count;
    size_t lost_letters;      /* characters in the text that stand where letters were lost */
    struct avn_text_map *map; /* how columns of `text` lead back to the original; NULL: unchanged */
    const unsigned char *raw; /* the input's bytes as they were */
    size_t raw_size;
    bool raw_is_mapped;
    char *decoded;    /* what `text` points into when that is not `raw`, or NULL */
    unsigned holders; /* reports that point into the text; the last avn_source_free() frees */
    avn_allocator allocator;
};
typedef struct avance_source avn_source;

typedef struct avn_source_options {
    const char *encoding; /* NULL: recognise */
    size_t max_size;      /* after decompression; 0: UINT32_MAX - 1 */
    bool brief;           /* it will be freed at once: what is small is read sooner than mapped */
} avn_source_options;

/* PATH NULL reads standard input. Why it failed is told to SINK. */
avance_status avn_source_open(avn_allocator allocator, const avn_sink *sink, const char *path,
                              const avn_source_options *options, avn_source **source);
avance_status avn_source_memory(avn_allocator allocator, const avn_sink *sink, const char *name,
                                const void *bytes, size_t size, const avn_source_options *options,
                                avn_source **source);
void avn_source_free(avn_source *source);
/* Makes PART the COUNT lines of WHOLE from FIRST on, as if they were a source of their own. It
 * points into WHOLE, has its page starts in ARENA, and is not freed. False when memory is short. */
bool avn_source_cut(const avn_source *whole, size_t first, size_t count, avn_arena *arena,
                    avn_source *part);

static inline avn_str avn_source_line(const avn_source *source, size_t line)
{
    const avn_line *place = &source->lines[line];
    return (avn_str){ source->text.ptr + place->start, place->len };
}
/* Size of the lines, each with its end; the last one may have none. */
size_t avn_source_size(const avn_source *source);
/* The lines ended by LF, as a string in ARENA. */
avn_str avn_source_text(const avn_source *source, avn_arena *arena);
/* Column (characters, from 1) in the original input of byte OFFSET of line LINE's text. */
unsigned avn_source_column(const avn_source *source, size_t line, size_t offset);
/* SHA-256 of the raw input in 64 hex digits. */
enum { AVN_DIGEST_SIZE = 65 };
void avn_source_sha256(const avn_source *source, char digits[AVN_DIGEST_SIZE]);

#endif

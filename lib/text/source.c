/* One input from its bytes to lines: unpack, refuse what is not text, decode,
 * make plain, split. Each step replaces the text of the one before, so that at
 * most two copies exist at a time, and none when nothing had to be done. */
#include "text/source.h"

#include <nettle/sha2.h>
#include <stdio.h>

#include "base/utf8.h"
#include "text/encoding.h"
#include "text/gunzip.h"
#include "text/input.h"
#include "text/kind.h"
#include "text/lines.h"
#include "text/plain.h"
#include "text/scan.h"

#define LARGEST_TEXT ((size_t)UINT32_MAX - 1)

/* The text on its way. It points into `owner`, or into the raw bytes while that is empty. */
typedef struct decoding {
    avn_source *source;
    const avn_sink *sink;
    const char *wanted; /* encoding that the user named, or NULL */
    size_t max_size;
    avn_str text;
    avn_scan scan; /* of the text, once it is UTF-8 */
    avn_buf owner;
} decoding;

static avance_status refuse(const decoding *d, avn_message_id id, avance_status status)
{
    avn_tell(d->sink, id, avn_input_place(d->source, d->sink), NULL);
    return status;
}

/* Lets BUF own the text from now on. */
static void adopt(decoding *d, avn_buf *buf)
{
    avn_buf_free(&d->owner);
    d->owner = *buf;
    d->text = avn_buf_view(buf);
}

static avance_status unpack(decoding *d)
{
    if (!avn_is_gzip(d->text))
        return AVANCE_OK;
    avn_buf content;
    avn_buf_init(&content, d->source->allocator);
    avance_status status = avn_gunzip(d->text, d->max_size, &content);
    if (status == AVANCE_OK) {
        adopt(d, &content);
        return AVANCE_OK;
    }
    avn_buf_free(&content);
    if (status == AVANCE_LIMIT)
        return avn_input_too_large(d->source, d->sink, d->max_size);
    return status == AVANCE_NO_MEMORY ? status : refuse(d, AVN_MSG_BAD_GZIP, status);
}

static avance_status refuse_other_kinds(const decoding *d)
{
    const avn_file_kind *kind = avn_file_kind_of(d->text);
    if (!kind)
        return AVANCE_OK;
    avn_tell(d->sink, AVN_MSG_NOT_TEXT, avn_input_place(d->source, d->sink),
             avn_say(d->sink->language, kind->spanish, kind->english), kind->way_out, NULL);
    return AVANCE_NOT_TEXT;
}

/* NULs and a ^Z at the end are left over from transfers and from DOS. */
static void drop_filling(decoding *d)
{
    avn_str *text = &d->text;
    while (text->len && (text->ptr[text->len - 1] == '\0' || text->ptr[text->len - 1] == '\x1A'))
        text->len--;
}

/* Line and column of byte OFFSET of TEXT, which is UTF-8 up to there. */
static avn_place place_of(const decoding *d, avn_str text, size_t offset)
{
    unsigned long line = 1;
    size_t start = 0;
    for (size_t i = 0; i < offset; i++) {
        bool ends = text.ptr[i] == '\n' || (text.ptr[i] == '\r' && text.ptr[i + 1] != '\n');
        if (ends) {
            line++;
            start = i + 1;
        }
    }
    avn_place place = avn_input_place(d->source, d->sink);
    place.line = line;
    place.column = avn_utf8_length((avn_str){ text.ptr + start, offset - start }) + 1;
    return place;
}

static void tell_damage(const decoding *d, const char *encoding, avn_damage damage)
{
    char count[24];
    snprintf(count, sizeof count, "%zu", damage.count);
    avn_tell(d->sink, AVN_MSG_DAMAGED_TEXT, place_of(d, d->text, damage.first), encoding, count,
             NULL);
}

static avance_status bad_encoding(const decoding *d, avn_message_id id, avance_status status,
                                  const char *encoding)
{
    avn_tell(d->sink, id, avn_input_place(d->source, d->sink), encoding, NULL);
    return status;
}

/* Converts the text from NAME. GUESSED: nothing in the input says that this is its encoding. */
static avance_status convert(decoding *d, const char *name, bool guessed)
{
    avn_buf utf8;
    avn_buf_init(&utf8, d->source->allocator);
    avn_damage damage = { 0 };
    avance_status status = avn_convert(name, d->text, &utf8, &damage);
    if (status != AVANCE_OK) {
        avn_buf_free(&utf8);
        if (status == AVANCE_BAD_USE)
            return bad_encoding(d, AVN_MSG_BAD_ENCODING_NAME, status, name);
        return status == AVANCE_LIMIT ? avn_input_too_large(d->source, d->sink, LARGEST_TEXT)
                                      : status;
    }
    adopt(d, &utf8);
    d->source->encoding = name;
    if (guessed)
        bad_encoding(d, AVN_MSG_GUESSED_ENCODING, AVANCE_OK, name);
    else if (damage.count > 1 + d->text.len / 100)
        return bad_encoding(d, AVN_MSG_BAD_ENCODING, AVANCE_NOT_TEXT, name);
    if (damage.count)
        tell_damage(d, name, damage);
    return AVANCE_OK;
}

/* Bytes that show no other Unicode form: UTF-8, a little damaged perhaps, or something older. */
static avance_status decode_bytes(decoding *d)
{
    const avn_scan *scan = &d->scan;
    d->source->encoding = "UTF-8";
    if (scan->bad == 0)
        return AVANCE_OK;
    /* By chance the other encodings make few valid sequences for each of the invalid ones. */
    if (scan->multibyte > scan->bad) {
        tell_damage(d, "UTF-8", (avn_damage){ scan->bad, scan->first_bad });
        return AVANCE_OK;
    }
    if (d->wanted)
        return bad_encoding(d, AVN_MSG_BAD_ENCODING, AVANCE_NOT_TEXT, "UTF-8");
    avance_status status = convert(d, avn_legacy_encoding_of(d->text), true);
    d->scan = avn_scan_text(d->text);
    return status;
}

static bool is_binary(const avn_scan *scan, size_t size)
{
    return scan->nuls > 0 || scan->controls > 1 + size / 100;
}

/* Leaves UTF-8 in the text. */
static avance_status decode(decoding *d)
{
    avn_unicode_form form = avn_unicode_form_of(d->text);
    bool by_name = d->wanted && !avn_is_utf8_name(d->wanted);
    bool by_form = !d->wanted && form.name && !avn_is_utf8_name(form.name);
    avance_status status = AVANCE_OK;
    if (by_name) {
        status = convert(d, d->wanted, false);
    } else if (by_form) {
        d->text = avn_str_from(d->text, form.mark);
        status = convert(d, form.name, form.mark == 0);
    }
    if (status != AVANCE_OK)
        return status;
    if (avn_str_starts(d->text, AVN_STR("\xEF\xBB\xBF")))
        d->text = avn_str_from(d->text, 3);
    drop_filling(d);
    d->scan = avn_scan_text(d->text);
    if (is_binary(&d->scan, d->text.len))
        return refuse(d, AVN_MSG_BINARY_INPUT, AVANCE_NOT_TEXT);
    return by_name || by_form ? AVANCE_OK : decode_bytes(d);
}

static avance_status make_plain(decoding *d, avn_text_breaks *breaks)
{
    avn_arena *arena = &d->source->arena;
    struct avn_text_map *map = AVN_NEW(arena, struct avn_text_map);
    if (!map)
        return AVANCE_NO_MEMORY;
    avn_buf out;
    avn_buf_init(&out, d->source->allocator);
    /* Room for the whole and its NUL: few changes make a text longer. */
    avn_buf_reserve(&out, d->text.len + 1);
    if (!avn_make_plain(d->text, arena, &out, map, breaks)) {
        bool no_memory = out.failed || arena->failed;
        avn_buf_free(&out);
        return no_memory ? AVANCE_NO_MEMORY : avn_input_too_large(d->source, d->sink, LARGEST_TEXT);
    }
    adopt(d, &out);
    d->scan = avn_scan_text(d->text);
    d->source->map = map->edits.count ? map : NULL;
    return AVANCE_OK;
}

/* Sees to the readable byte behind the text, which raw bytes have, and gives the text to the
 * source. */
static avance_status settle(decoding *d)
{
    if (d->owner.bytes) {
        size_t skipped = (size_t)(d->text.ptr - d->owner.bytes);
        d->owner.len = skipped + d->text.len;
        avn_buf_char(&d->owner, '\0');
        d->text.ptr = d->owner.bytes + skipped;
    }
    if (d->owner.failed)
        return AVANCE_NO_MEMORY;
    d->source->text = d->text;
    d->source->decoded = d->owner.bytes;
    d->source->lost_letters = d->scan.lost;
    d->owner.bytes = NULL;
    return AVANCE_OK;
}

/* Refuses what holds nothing but blanks. */
static avance_status refuse_empty(const decoding *d, bool has_pages)
{
    for (size_t i = 0; i < d->text.len; i++) {
        char c = d->text.ptr[i];
        if (!avn_is_blank(c) && c != '\n' && c != '\r' && c != '\f')
            return AVANCE_OK;
        has_pages = has_pages || c == '\f';
    }
    return refuse(d, has_pages ? AVN_MSG_EMPTY_PAGES : AVN_MSG_EMPTY_INPUT, AVANCE_NOT_TEXT);
}

static avance_status run(decoding *d)
{
    avn_text_breaks breaks = { 0 };
    avance_status status = unpack(d);
    if (status == AVANCE_OK)
        status = refuse_other_kinds(d);
    if (status == AVANCE_OK)
        status = decode(d);
    if (status == AVANCE_OK && !d->scan.plain)
        status = make_plain(d, &breaks);
    if (status == AVANCE_OK)
        status = refuse_empty(d, breaks.count > 0);
    if (status == AVANCE_OK)
        status = settle(d);
    if (status == AVANCE_OK && !avn_split_lines(d->source, &breaks))
        status = AVANCE_NO_MEMORY;
    return status;
}

static size_t limit_of(const avn_source_options *options)
{
    size_t wanted = options ? options->max_size : 0;
    return wanted && wanted < LARGEST_TEXT ? wanted : LARGEST_TEXT;
}

/* Turns the raw bytes of SOURCE into lines. */
static avance_status decode_source(avn_source *source, const avn_sink *sink,
                                   const avn_source_options *options)
{
    decoding d = { .source = source, .sink = sink, .max_size = limit_of(options) };
    if (options && options->encoding) {
        d.wanted = avn_arena_str(&source->arena, avn_str_of(options->encoding)).ptr;
        if (source->arena.failed)
            return AVANCE_NO_MEMORY;
    }
    avn_buf_init(&d.owner, source->allocator);
    d.text = (avn_str){ (const char *)source->raw, source->raw_size };
    avance_status status = run(&d);
    avn_buf_free(&d.owner);
    return status;
}

static avn_source *new_source(avn_allocator allocator, const char *name)
{
    avn_source *source = allocator.resize(allocator.user, NULL, sizeof *source);
    if (!source)
        return NULL;
    *source = (avn_source){ .allocator = allocator, .encoding = "UTF-8" };
    avn_arena_init(&source->arena, allocator);
    source->name = avn_arena_str(&source->arena, avn_str_of(name)).ptr;
    return source;
}

/* Hands SOURCE over if STATUS is good, else frees it and tells what nobody told yet. */
static avance_status conclude(avn_source *source, const avn_sink *sink, avance_status status,
                              avn_source **result)
{
    if (status == AVANCE_OK) {
        *result = source;
        return AVANCE_OK;
    }
    if (status == AVANCE_NO_MEMORY)
        avn_tell(sink, AVN_MSG_NO_MEMORY, source ? avn_input_place(source, sink) : (avn_place){ 0 },
                 NULL);
    avn_source_free(source);
    return status;
}

avance_status avn_source_open(avn_allocator allocator, const avn_sink *sink, const char *path,
                              const avn_source_options *options, avn_source **source)
{
    *source = NULL;
    avn_source *opened = new_source(allocator, path ? path : "-");
    avance_status status = AVANCE_NO_MEMORY;
    if (opened && !opened->arena.failed)
        status = avn_input_open(opened, sink, path, limit_of(options), options && options->brief);
    if (status == AVANCE_OK)
        status = decode_source(opened, sink, options);
    return conclude(opened, sink, status, source);
}

avance_status avn_source_memory(avn_allocator allocator, const avn_sink *sink, const char *name,
                                const void *bytes, size_t size, const avn_source_options *options,
                                avn_source **source)
{
    *source = NULL;
    avn_source *opened = new_source(allocator, name ? name : "-");
    avance_status status = AVANCE_NO_MEMORY;
    if (opened && !opened->arena.failed)
        status = avn_input_copy(opened, sink, bytes, size, limit_of(options));
    if (status == AVANCE_OK)
        status = decode_source(opened, sink, options);
    return conclude(opened, sink, status, source);
}

void avn_source_free(avn_source *source)
{
    if (!source)
        return;
    if (source->holders > 0) {
        source->holders--;
        return;
    }
    avn_allocator allocator = source->allocator;
    avn_input_free(source);
    if (source->decoded)
        allocator.resize(allocator.user, source->decoded, 0);
    if (source->lines)
        allocator.resize(allocator.user, source->lines, 0);
    avn_arena_free(&source->arena);
    allocator.resize(allocator.user, source, 0);
}

/* Whether the last line has an end, as all others have. */
static bool ends_in_newline(const avn_source *source)
{
    return source->text.ptr[source->text.len - 1] == '\n';
}

size_t avn_source_size(const avn_source *source)
{
    size_t size = source->line_count - !ends_in_newline(source);
    for (size_t i = 0; i < source->line_count; i++)
        size += source->lines[i].len;
    return size;
}

avn_str avn_source_text(const avn_source *source, avn_arena *arena)
{
    size_t size = avn_source_size(source), at = 0;
    char *text = avn_arena_alloc(arena, size + 1);
    if (!text)
        return AVN_STR("");
    for (size_t i = 0; i < source->line_count; i++) {
        avn_str line = avn_source_line(source, i);
        memcpy(text + at, line.ptr, line.len);
        at += line.len;
        if (at < size)
            text[at++] = '\n';
    }
    return (avn_str){ text, size };
}

/* Form feeds in the text between line LINE and the end of the line before. */
static size_t form_feeds_before(const avn_source *source, size_t line)
{
    size_t start = source->lines[line].start, first = start;
    while (first > 0 && source->text.ptr[first - 1] == '\f')
        first--;
    return start - first;
}

static size_t form_feeds_behind(const avn_source *source, size_t line)
{
    size_t end = (size_t)source->lines[line].start + source->lines[line].len, next = end;
    while (next < source->text.len && source->text.ptr[next] == '\f')
        next++;
    return next - end;
}

unsigned avn_source_column(const avn_source *source, size_t line, size_t offset)
{
    avn_str before = avn_str_head(avn_source_line(source, line), offset);
    size_t start = source->lines[line].start;
    /* Most of what is asked for begins a line behind another one. */
    if (offset == 0 && source->lines[line].len > 0 && !source->map && start > 0 &&
        source->text.ptr[start - 1] == '\n')
        return 1;
    long hidden = avn_text_map_delta(source->map, start, start + before.len) +
                  (long)form_feeds_before(source, line);
    if (before.len == source->lines[line].len)
        hidden += (long)form_feeds_behind(source, line);
    return (unsigned)((long)avn_utf8_length(before) + hidden + 1);
}

void avn_source_sha256(const avn_source *source, char digits[AVN_DIGEST_SIZE])
{
    static const char hex[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, source->raw_size, source->raw);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        digits[2 * i] = hex[digest[i] >> 4];
        digits[2 * i + 1] = hex[digest[i] & 15];
    }
    digits[2 * sizeof digest] = '\0';
}

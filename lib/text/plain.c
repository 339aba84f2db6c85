/* Rewrites UTF-8 into plain text: stretches that need nothing are copied whole,
 * and only what NFC could change goes through utf8proc, with the one character
 * before it that a mark may join.
 *
 * Relies on scan.h to tell which characters those are. */
#include "text/plain.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "text/scan.h"

/* A run of unsettled characters is composed in pieces of this many: utf8proc sorts marks by
 * insertion, so that one endless run of them would take quadratic time. */
enum { PIECE = 256, LONGEST_DECOMPOSITION = 4 };

typedef struct rewriter {
    const unsigned char *end;
    avn_arena *arena;
    avn_buf *out;
    struct avn_text_map *map;
    avn_text_breaks *breaks;
    int32_t delta;
} rewriter;

/* From the present end of the output on, COUNT more characters stood in the original. */
static void note_edit(rewriter *w, int32_t count)
{
    if (count == 0)
        return;
    w->delta += count;
    size_t known = w->map->edits.count;
    avn_text_edit *last = known ? &w->map->edits.items[known - 1] : NULL;
    if (last && last->offset >= w->out->len) {
        last->delta = w->delta;
        return;
    }
    avn_text_edit *edit = AVN_PUSH(w->arena, w->map->edits);
    if (edit)
        *edit = (avn_text_edit){ (uint32_t)w->out->len, w->delta };
}

static void note_break(rewriter *w)
{
    uint32_t *place = AVN_PUSH(w->arena, *w->breaks);
    if (place)
        *place = (uint32_t)w->out->len;
    note_edit(w, 1);
}

static void copy(rewriter *w, const unsigned char *from, const unsigned char *to)
{
    avn_buf_str(w->out, (avn_str){ (const char *)from, (size_t)(to - from) });
}

static size_t last_character(const avn_buf *buf)
{
    size_t at = buf->len;
    while (at > 0 && ((unsigned char)buf->bytes[at - 1] & 0xC0) == 0x80)
        at--;
    return at > 0 ? at - 1 : 0;
}

/* The end of the run of unsettled characters that begins at P, or of its first piece. */
static const unsigned char *unsettled_end(const rewriter *w, const unsigned char *p)
{
    for (size_t count = 0; p < w->end && count < PIECE; count++) {
        uint32_t character;
        size_t length = avn_scan_step(p, w->end, &character);
        if (character == AVN_NO_CHAR || avn_scan_class(character) != AVN_CHAR_UNSETTLED)
            break;
        p += length;
    }
    return p;
}

static void compose(rewriter *w, const unsigned char *from, const unsigned char *to)
{
    size_t start = last_character(w->out);
    copy(w, from, to);
    if (w->out->failed)
        return;
    utf8proc_int32_t characters[(PIECE + 1) * LONGEST_DECOMPOSITION + 1];
    const utf8proc_ssize_t room = (PIECE + 1) * LONGEST_DECOMPOSITION;
    const utf8proc_option_t nfc = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    size_t size = w->out->len - start;
    utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)w->out->bytes + start,
                                                (utf8proc_ssize_t)size, characters, room, nfc);
    if (count <= 0 || count > room)
        return;
    utf8proc_ssize_t length = utf8proc_reencode(characters, count, nfc);
    if (length <= 0)
        return;
    size_t before = avn_utf8_length((avn_str){ w->out->bytes + start, size });
    avn_str composed = { (const char *)characters, (size_t)length };
    size_t after = avn_utf8_length(composed);
    w->out->len = start;
    avn_buf_str(w->out, composed);
    note_edit(w, (int32_t)before - (int32_t)after);
}

/* Writes what stands for the character of LENGTH bytes at P; returns where to read on. */
static const unsigned char *replace(rewriter *w, const unsigned char *p, size_t length,
                                    uint32_t character)
{
    if (character == AVN_NO_CHAR) {
        avn_buf_str(w->out, AVN_STR("\xEF\xBF\xBD"));
        return p + length;
    }
    switch (avn_scan_class(character)) {
    case AVN_CHAR_RETURN:
        if (p + 1 == w->end || p[1] != '\n')
            avn_buf_char(w->out, '\n');
        break;
    case AVN_CHAR_PAGE:
        note_break(w);
        break;
    case AVN_CHAR_BLANK:
        avn_buf_char(w->out, ' ');
        break;
    case AVN_CHAR_NOTHING:
        note_edit(w, 1);
        break;
    case AVN_CHAR_UNSETTLED: {
        const unsigned char *to = unsettled_end(w, p);
        compose(w, p, to);
        return to;
    }
    case AVN_CHAR_PLAIN:
    case AVN_CHAR_CONTROL:
    case AVN_CHAR_NUL:
        copy(w, p, p + length);
        break;
    }
    return p + length;
}

bool avn_make_plain(avn_str text, avn_arena *arena, avn_buf *out, struct avn_text_map *map,
                    avn_text_breaks *breaks)
{
    const unsigned char *kept = (const unsigned char *)text.ptr;
    rewriter w = { kept + text.len, arena, out, map, breaks, 0 };
    const unsigned char *p = avn_scan_skip(kept, w.end);
    while (p < w.end && !out->failed && !arena->failed && out->len < UINT32_MAX) {
        uint32_t character;
        size_t length = avn_scan_step(p, w.end, &character);
        bool stays = character != AVN_NO_CHAR && avn_scan_class(character) <= AVN_CHAR_NUL;
        if (stays) {
            p += length;
        } else {
            copy(&w, kept, p);
            kept = p = replace(&w, p, length, character);
        }
        p = avn_scan_skip(p, w.end);
    }
    copy(&w, kept, p);
    return !out->failed && !arena->failed && out->len < UINT32_MAX;
}

/* How many edits stand before OFFSET. */
static size_t edits_before(const struct avn_text_map *map, size_t offset)
{
    size_t low = 0, high = map->edits.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->edits.items[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

long avn_text_map_delta(const struct avn_text_map *map, size_t from, size_t to)
{
    if (!map)
        return 0;
    size_t first = edits_before(map, from), last = edits_before(map, to + 1);
    long at_first = first ? map->edits.items[first - 1].delta : 0;
    long at_last = last ? map->edits.items[last - 1].delta : 0;
    return at_last - at_first;
}

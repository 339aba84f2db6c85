/* UTF-8 made plain (see source.h), with the way back to the original columns. */
#ifndef AVN_TEXT_PLAIN_H
#define AVN_TEXT_PLAIN_H

#include "base/buf.h"
#include "text/source.h"

/* From byte OFFSET of the plain text on, DELTA more characters stood in the original than stand
 * here, counted from the beginning of the text. */
typedef struct avn_text_edit {
    uint32_t offset;
    int32_t delta;
} avn_text_edit;

struct avn_text_map {
    AVN_VEC(avn_text_edit) edits; /* ascending offsets, each once */
};

/* Offsets in the plain text where a form feed stood, ascending; one may come twice. */
typedef AVN_VEC(uint32_t) avn_text_breaks;

/* Appends TEXT, made plain, to OUT. MAP and BREAKS grow in ARENA. False when memory is short
 * (OUT or ARENA has failed) or the text outgrew 32 bits. */
bool avn_make_plain(avn_str text, avn_arena *arena, avn_buf *out, struct avn_text_map *map,
                    avn_text_breaks *breaks);
/* How many characters more the original has before byte TO of the plain text, counted from byte
 * FROM, which begins a line. MAP may be NULL. */
long avn_text_map_delta(const struct avn_text_map *map, size_t from, size_t to);

#endif

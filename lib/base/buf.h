/* A growing byte buffer, for text that is built piece by piece.
 *
 * A failed allocation makes all later calls do nothing; `failed` tells. */
#ifndef AVN_BASE_BUF_H
#define AVN_BASE_BUF_H

#include "base/arena.h"

typedef struct avn_buf {
    avn_allocator allocator;
    char *bytes;
    size_t len, capacity;
    bool failed;
} avn_buf;

void avn_buf_init(avn_buf *buf, avn_allocator allocator);
void avn_buf_free(avn_buf *buf);
/* Room for EXTRA more bytes; false when memory is short. */
bool avn_buf_reserve(avn_buf *buf, size_t extra);
void avn_buf_char(avn_buf *buf, char c);
void avn_buf_str(avn_buf *buf, avn_str s);
void avn_buf_printf(avn_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The bytes so far; valid until the next change. */
avn_str avn_buf_view(const avn_buf *buf);

static inline void avn_buf_clear(avn_buf *buf)
{
    buf->len = 0;
}

#endif

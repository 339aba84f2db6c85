#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

void avn_buf_init(avn_buf *buf, avn_allocator allocator)
{
    *buf = (avn_buf){ .allocator = allocator };
}

void avn_buf_free(avn_buf *buf)
{
    if (buf->bytes)
        buf->allocator.resize(buf->allocator.user, buf->bytes, 0);
    *buf = (avn_buf){ .allocator = buf->allocator };
}

bool avn_buf_reserve(avn_buf *buf, size_t extra)
{
    if (buf->failed)
        return false;
    if (buf->capacity - buf->len >= extra)
        return true;
    size_t wanted = buf->capacity ? buf->capacity : 64;
    while (wanted - buf->len < extra && wanted <= SIZE_MAX / 2)
        wanted *= 2;
    char *moved = wanted - buf->len < extra
                      ? NULL
                      : buf->allocator.resize(buf->allocator.user, buf->bytes, wanted);
    if (!moved) {
        buf->failed = true;
        return false;
    }
    buf->bytes = moved;
    buf->capacity = wanted;
    return true;
}

void avn_buf_char(avn_buf *buf, char c)
{
    if (avn_buf_reserve(buf, 1))
        buf->bytes[buf->len++] = c;
}

void avn_buf_str(avn_buf *buf, avn_str s)
{
    if (s.len && avn_buf_reserve(buf, s.len)) {
        memcpy(buf->bytes + buf->len, s.ptr, s.len);
        buf->len += s.len;
    }
}

void avn_buf_printf(avn_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length >= 0 && avn_buf_reserve(buf, (size_t)length + 1)) {
        vsnprintf(buf->bytes + buf->len, (size_t)length + 1, format, args);
        buf->len += (size_t)length;
    }
    va_end(args);
}

avn_str avn_buf_view(const avn_buf *buf)
{
    return (avn_str){ buf->bytes ? buf->bytes : "", buf->len };
}

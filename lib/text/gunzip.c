/* See gunzip.h. zlib gets its memory from the buffer's allocator. */
#include "text/gunzip.h"

#include <stdint.h>
#include <zlib.h>

bool avn_is_gzip(avn_str bytes)
{
    return avn_str_starts(bytes, AVN_STR("\x1F\x8B"));
}

static voidpf allocate(voidpf user, uInt items, uInt size)
{
    const avn_allocator *allocator = user;
    return allocator->resize(allocator->user, NULL, (size_t)items * size);
}

static void release(voidpf user, voidpf block)
{
    const avn_allocator *allocator = user;
    if (block)
        allocator->resize(allocator->user, block, 0);
}

/* A transfer may have filled the file up with NULs, or ended it with a ^Z. */
static bool is_filling(avn_str rest)
{
    for (size_t i = 0; i < rest.len; i++) {
        if (rest.ptr[i] != '\0' && rest.ptr[i] != '\x1A')
            return false;
    }
    return true;
}

/* What one call to inflate() answered, as a status; *DONE at the end of the last member. */
static avance_status judge(z_stream *stream, int answer, bool *done)
{
    avn_str rest = { (const char *)stream->next_in, stream->avail_in };
    if (answer == Z_MEM_ERROR)
        return AVANCE_NO_MEMORY;
    if (answer != Z_STREAM_END)
        return answer == Z_OK ? AVANCE_OK : AVANCE_NOT_TEXT;
    *done = is_filling(rest);
    if (*done || (avn_is_gzip(rest) && inflateReset(stream) == Z_OK))
        return AVANCE_OK;
    return AVANCE_NOT_TEXT;
}

static avance_status inflate_all(z_stream *stream, size_t max_size, avn_buf *out)
{
    enum { STEP = 64 * 1024 };
    bool done = false;
    while (!done) {
        if (out->capacity == out->len && !avn_buf_reserve(out, STEP))
            return AVANCE_NO_MEMORY;
        size_t room = out->capacity - out->len;
        uInt given = room > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uInt)room;
        stream->next_out = (Bytef *)out->bytes + out->len;
        stream->avail_out = given;
        int answer = inflate(stream, Z_NO_FLUSH);
        out->len += given - stream->avail_out;
        if (out->len > max_size)
            return AVANCE_LIMIT;
        avance_status status = judge(stream, answer, &done);
        if (status != AVANCE_OK)
            return status;
    }
    return AVANCE_OK;
}

avance_status avn_gunzip(avn_str bytes, size_t max_size, avn_buf *out)
{
    enum { GZIP_ONLY = 16, WINDOW = 15 };
    z_stream stream = { .zalloc = allocate, .zfree = release, .opaque = &out->allocator };
    /* zlib declares its input without const unless ZLIB_CONST is defined. */
    union {
        const char *bytes;
        Bytef *input;
    } in = { bytes.ptr };
    stream.next_in = in.input;
    stream.avail_in = (uInt)bytes.len;
    if (inflateInit2(&stream, WINDOW + GZIP_ONLY) != Z_OK)
        return AVANCE_NO_MEMORY;
    avance_status status = inflate_all(&stream, max_size, out);
    inflateEnd(&stream);
    return status;
}

/* The stream: one buffer in front of write(2), and the first failure kept. */
#include "emit/out.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "emit/outlet.h"

enum { BUFFER_SIZE = 128 * 1024, LARGEST_ROOM = 4096 };

static const char spool_folder[] = "/tmp"; /* where tmpfile() makes its files */

typedef struct stream {
    avn_out out; /* what others see of it */
    avn_allocator allocator;
    const avn_sink *sink;
    char *path; /* as messages say it; NULL: standard output */
    avn_outlet outlet;
    avance_status status;
    uint64_t gone; /* bytes that have left the buffer */
    char buffer[BUFFER_SIZE];
} stream;

static stream *stream_of(avn_out *out)
{
    return (stream *)(void *)out;
}

static const stream *stream_seen(const avn_out *out)
{
    return (const stream *)(const void *)out;
}

/* How many bytes wait in the buffer. */
static size_t waiting(const stream *s)
{
    return (size_t)(s->out.next - s->buffer);
}

static void free_stream(stream *s)
{
    avn_allocator allocator = s->allocator;
    avn_outlet_free(allocator, &s->outlet);
    avn_release(allocator, s->path);
    avn_release(allocator, s);
}

/* A stream without an outlet yet, which messages call PATH; NULL, and told, when memory is short.
 */
static stream *new_stream(avn_allocator allocator, const avn_sink *sink, const char *path)
{
    size_t path_size = path ? strlen(path) + 1 : 0;
    stream *s = allocator.resize(allocator.user, NULL, sizeof *s);
    char *name = path && s ? allocator.resize(allocator.user, NULL, path_size) : NULL;
    if (!s || (path && !name)) {
        avn_release(allocator, s);
        avn_no_memory(sink);
        return NULL;
    }
    if (name)
        memcpy(name, path, path_size);
    s->out = (avn_out){ s->buffer, s->buffer + BUFFER_SIZE };
    s->allocator = allocator;
    s->sink = sink;
    s->path = name;
    s->status = AVANCE_OK;
    s->gone = 0;
    return s;
}

avance_status avn_out_open(avn_allocator allocator, const avn_sink *sink, const char *path,
                           avn_out **result)
{
    *result = NULL;
    stream *s = new_stream(allocator, sink, path);
    if (!s)
        return AVANCE_NO_MEMORY;
    s->outlet = avn_outlet_open(allocator, sink, path);
    avance_status status = s->status = s->outlet.status;
    if (status == AVANCE_OK)
        *result = &s->out;
    else
        free_stream(s);
    return status;
}

avance_status avn_out_open_spool(avn_allocator allocator, const avn_sink *sink, avn_out **result)
{
    *result = NULL;
    stream *s = new_stream(allocator, sink, spool_folder);
    if (!s)
        return AVANCE_NO_MEMORY;
    FILE *file = tmpfile();
    s->outlet = (avn_outlet){ .fd = file ? dup(fileno(file)) : -1 };
    int error = errno;
    if (file)
        fclose(file);
    if (s->outlet.fd < 0) {
        free_stream(s);
        return avn_cannot_write(sink, spool_folder, error);
    }
    *result = &s->out;
    return AVANCE_OK;
}

static void fail(stream *s, int error)
{
    if (s->status != AVANCE_OK)
        return;
    s->status = error == EPIPE ? AVANCE_CLOSED_PIPE : avn_cannot_write(s->sink, s->path, error);
}

/* True when a write that failed with ERROR should be tried again. */
static bool again(int fd, int error)
{
    if (error != EAGAIN && error != EWOULDBLOCK)
        return error == EINTR;
    /* Standard output may have been made non-blocking by whoever shares it. */
    struct pollfd writable = { .fd = fd, .events = POLLOUT };
    return poll(&writable, 1, -1) >= 0 || errno == EINTR;
}

static void write_through(stream *s, const char *bytes, size_t size)
{
    s->gone += size;
    while (size > 0 && s->status == AVANCE_OK) {
        ssize_t written = write(s->outlet.fd, bytes, size);
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        } else if (written == 0 || !again(s->outlet.fd, errno)) {
            fail(s, written == 0 ? ENOSPC : errno);
        }
    }
}

avance_status avn_out_flush(avn_out *out)
{
    stream *s = stream_of(out);
    write_through(s, s->buffer, waiting(s));
    out->next = s->buffer;
    return s->status;
}

void avn_out_long(avn_out *out, avn_str text)
{
    avn_out_flush(out);
    if (text.len > BUFFER_SIZE)
        write_through(stream_of(out), text.ptr, text.len);
    else
        avn_out_str(out, text);
}

void avn_out_spool(avn_out *out, avn_out *spool)
{
    stream *to = stream_of(out), *from = stream_of(spool);
    avn_out_flush(spool);
    avn_out_flush(out);
    off_t at = 0;
    ssize_t got = 1;
    while (from->status == AVANCE_OK && to->status == AVANCE_OK && got > 0) {
        got = pread(from->outlet.fd, to->buffer, BUFFER_SIZE, at);
        if (got > 0) {
            out->next += got;
            at += got;
            avn_out_flush(out);
        }
    }
    if (got < 0)
        fail(from, errno);
    if (from->status != AVANCE_OK && to->status == AVANCE_OK)
        to->status = from->status;
}

void avn_out_text(avn_out *out, const char *c_string)
{
    avn_out_str(out, avn_str_of(c_string));
}

char *avn_out_room(avn_out *out, size_t size)
{
    if (size > (size_t)(out->end - out->next))
        avn_out_flush(out);
    return stream_of(out)->status == AVANCE_OK && size <= LARGEST_ROOM ? out->next : NULL;
}

uint64_t avn_out_count(const avn_out *out)
{
    return stream_seen(out)->gone + waiting(stream_seen(out));
}

avn_str avn_out_since(const avn_out *out, uint64_t count)
{
    const stream *s = stream_seen(out);
    if (count < s->gone)
        return AVN_STR("");
    size_t first = (size_t)(count - s->gone);
    return (avn_str){ s->buffer + first, waiting(s) - first };
}

avance_status avn_out_status(const avn_out *out)
{
    return stream_seen(out)->status;
}

avance_status avn_out_finish(avn_out *out)
{
    stream *s = stream_of(out);
    if (s->outlet.fd < 0)
        return s->status;
    avn_out_flush(out);
    if (close(s->outlet.fd) != 0)
        fail(s, errno);
    s->outlet.fd = -1;
    return s->status;
}

avance_status avn_out_commit(avn_out *out)
{
    stream *s = stream_of(out);
    avance_status status = avn_out_finish(out);
    if (status == AVANCE_OK)
        status = s->status = avn_outlet_put(s->sink, s->path, &s->outlet);
    if (status == AVANCE_OK)
        free_stream(s);
    else
        avn_out_abort(out);
    return status;
}

void avn_out_abort(avn_out *out)
{
    if (!out)
        return;
    stream *s = stream_of(out);
    if (s->outlet.fd >= 0)
        close(s->outlet.fd);
    if (s->outlet.temporary)
        unlink(s->outlet.temporary);
    free_stream(s);
}

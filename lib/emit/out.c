/* The stream: one buffer in front of write(2), and the first failure kept. */
#include "emit/out.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "emit/outlet.h"

enum { BUFFER_SIZE = 128 * 1024, LARGEST_ROOM = 4096 };

static const char spool_folder[] = "/tmp"; /* where tmpfile() makes its files */

struct avn_out {
    avn_allocator allocator;
    const avn_sink *sink;
    char *path; /* as messages say it; NULL: standard output */
    avn_outlet outlet;
    avance_status status;
    size_t used;
    uint64_t gone; /* bytes that have left the buffer */
    char buffer[BUFFER_SIZE];
};

static void free_out(avn_out *out)
{
    avn_allocator allocator = out->allocator;
    avn_outlet_free(allocator, &out->outlet);
    avn_release(allocator, out->path);
    avn_release(allocator, out);
}

/* A stream without an outlet yet, which messages call PATH; NULL, and told, when memory is short.
 */
static avn_out *new_out(avn_allocator allocator, const avn_sink *sink, const char *path)
{
    size_t path_size = path ? strlen(path) + 1 : 0;
    avn_out *out = allocator.resize(allocator.user, NULL, sizeof *out);
    char *name = path && out ? allocator.resize(allocator.user, NULL, path_size) : NULL;
    if (!out || (path && !name)) {
        avn_release(allocator, out);
        avn_no_memory(sink);
        return NULL;
    }
    if (name)
        memcpy(name, path, path_size);
    out->allocator = allocator;
    out->sink = sink;
    out->path = name;
    out->status = AVANCE_OK;
    out->used = 0;
    out->gone = 0;
    return out;
}

avance_status avn_out_open(avn_allocator allocator, const avn_sink *sink, const char *path,
                           avn_out **result)
{
    *result = NULL;
    avn_out *out = new_out(allocator, sink, path);
    if (!out)
        return AVANCE_NO_MEMORY;
    out->outlet = avn_outlet_open(allocator, sink, path);
    avance_status status = out->status = out->outlet.status;
    if (status == AVANCE_OK)
        *result = out;
    else
        free_out(out);
    return status;
}

avance_status avn_out_open_spool(avn_allocator allocator, const avn_sink *sink, avn_out **result)
{
    *result = NULL;
    avn_out *out = new_out(allocator, sink, spool_folder);
    if (!out)
        return AVANCE_NO_MEMORY;
    FILE *file = tmpfile();
    out->outlet = (avn_outlet){ .fd = file ? dup(fileno(file)) : -1 };
    int error = errno;
    if (file)
        fclose(file);
    if (out->outlet.fd < 0) {
        free_out(out);
        return avn_cannot_write(sink, spool_folder, error);
    }
    *result = out;
    return AVANCE_OK;
}

static void fail(avn_out *out, int error)
{
    if (out->status != AVANCE_OK)
        return;
    out->status =
        error == EPIPE ? AVANCE_CLOSED_PIPE : avn_cannot_write(out->sink, out->path, error);
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

static void write_through(avn_out *out, const char *bytes, size_t size)
{
    while (size > 0 && out->status == AVANCE_OK) {
        ssize_t written = write(out->outlet.fd, bytes, size);
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        } else if (written == 0 || !again(out->outlet.fd, errno)) {
            fail(out, written == 0 ? ENOSPC : errno);
        }
    }
}

avance_status avn_out_flush(avn_out *out)
{
    write_through(out, out->buffer, out->used);
    out->gone += out->used;
    out->used = 0;
    return out->status;
}

void avn_out_str(avn_out *out, avn_str s)
{
    if (s.len > BUFFER_SIZE - out->used)
        avn_out_flush(out);
    if (s.len > BUFFER_SIZE) {
        write_through(out, s.ptr, s.len);
        out->gone += s.len;
    } else if (s.len > 0) {
        memcpy(out->buffer + out->used, s.ptr, s.len);
        out->used += s.len;
    }
}

void avn_out_spool(avn_out *out, avn_out *spool)
{
    avn_out_flush(spool);
    avn_out_flush(out);
    off_t at = 0;
    ssize_t got = 1;
    while (spool->status == AVANCE_OK && out->status == AVANCE_OK && got > 0) {
        got = pread(spool->outlet.fd, out->buffer, BUFFER_SIZE, at);
        if (got > 0) {
            out->used = (size_t)got;
            at += got;
            avn_out_flush(out);
        }
    }
    if (got < 0)
        fail(spool, errno);
    if (spool->status != AVANCE_OK && out->status == AVANCE_OK)
        out->status = spool->status;
}

void avn_out_char(avn_out *out, char c)
{
    if (out->used == BUFFER_SIZE)
        avn_out_flush(out);
    out->buffer[out->used++] = c;
}

void avn_out_text(avn_out *out, const char *c_string)
{
    avn_out_str(out, avn_str_of(c_string));
}

char *avn_out_room(avn_out *out, size_t size)
{
    if (size > BUFFER_SIZE - out->used)
        avn_out_flush(out);
    return out->status == AVANCE_OK && size <= LARGEST_ROOM ? out->buffer + out->used : NULL;
}

void avn_out_used(avn_out *out, size_t size)
{
    out->used += size;
}

uint64_t avn_out_count(const avn_out *out)
{
    return out->gone + out->used;
}

avn_str avn_out_since(const avn_out *out, uint64_t count)
{
    if (count < out->gone)
        return AVN_STR("");
    size_t first = (size_t)(count - out->gone);
    return (avn_str){ out->buffer + first, out->used - first };
}

avance_status avn_out_status(const avn_out *out)
{
    return out->status;
}

avance_status avn_out_finish(avn_out *out)
{
    if (out->outlet.fd < 0)
        return out->status;
    avn_out_flush(out);
    if (close(out->outlet.fd) != 0)
        fail(out, errno);
    out->outlet.fd = -1;
    return out->status;
}

avance_status avn_out_commit(avn_out *out)
{
    avance_status status = avn_out_finish(out);
    if (status == AVANCE_OK)
        status = out->status = avn_outlet_put(out->sink, out->path, &out->outlet);
    if (status == AVANCE_OK)
        free_out(out);
    else
        avn_out_abort(out);
    return status;
}

void avn_out_abort(avn_out *out)
{
    if (!out)
        return;
    if (out->outlet.fd >= 0)
        close(out->outlet.fd);
    if (out->outlet.temporary)
        unlink(out->outlet.temporary);
    free_out(out);
}

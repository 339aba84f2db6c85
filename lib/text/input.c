/* See input.h. Relies on POSIX files; a mapping ends in the zeros that fill its
 * last page, so a file that fills its last page is read instead. */
#include "text/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

/* /dev/zero has no end: a character device gives no more than this. */
#define DEVICE_LIMIT ((size_t)64 << 20)

avn_place avn_input_place(const avn_source *source, const avn_sink *sink)
{
    return (avn_place){ .file = avn_arena_str(sink->arena, avn_str_of(source->name)).ptr };
}

avance_status avn_input_too_large(const avn_source *source, const avn_sink *sink, size_t max_size)
{
    char limit[24];
    snprintf(limit, sizeof limit, "%zu", max_size);
    avn_tell(sink, AVN_MSG_INPUT_TOO_LARGE, avn_input_place(source, sink), limit, NULL);
    return AVANCE_LIMIT;
}

static avance_status cannot_open(const avn_source *source, const avn_sink *sink, int error)
{
    char system_text[128];
    const char *reason = system_text;
    if (error == ENOENT || error == ENOTDIR)
        reason = avn_say(sink->language, "no existe", "there is no such file");
    else if (error == EACCES || error == EPERM)
        reason = avn_say(sink->language, "sin permiso de lectura", "no permission to read it");
    else if (strerror_r(error, system_text, sizeof system_text) != 0)
        snprintf(system_text, sizeof system_text, "errno %d", error);
    avn_tell(sink, AVN_MSG_CANNOT_OPEN, avn_input_place(source, sink), reason, NULL);
    return AVANCE_CANNOT_READ;
}

/* Hands the bytes of BUF over to SOURCE. */
static avance_status keep(avn_source *source, avn_buf *buf)
{
    avn_buf_char(buf, '\0');
    if (buf->failed)
        return AVANCE_NO_MEMORY;
    source->raw = (const unsigned char *)buf->bytes;
    source->raw_size = buf->len - 1;
    *buf = (avn_buf){ .allocator = buf->allocator };
    return AVANCE_OK;
}

static avance_status read_to_end(avn_source *source, const avn_sink *sink, int file,
                                 size_t expected, size_t max_size, avn_buf *buf)
{
    enum { STEP = 64 * 1024 };
    /* Two bytes more than expected, so that the end is seen and marked without another growth. */
    avn_buf_reserve(buf, expected + 2);
    while (buf->len <= max_size) {
        if (buf->capacity - buf->len < 2 && !avn_buf_reserve(buf, STEP))
            return AVANCE_NO_MEMORY;
        size_t room = buf->capacity - buf->len;
        ssize_t got = read(file, buf->bytes + buf->len, room);
        if (got == 0)
            return keep(source, buf);
        if (got > 0)
            buf->len += (size_t)got;
        else if (errno != EINTR)
            return cannot_open(source, sink, errno);
    }
    return avn_input_too_large(source, sink, max_size);
}

static bool map_file(avn_source *source, int file, size_t size)
{
    if (size == 0 || size % (size_t)sysconf(_SC_PAGESIZE) == 0 || lseek(file, 0, SEEK_CUR) != 0)
        return false;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED)
        return false;
    source->raw = bytes;
    source->raw_size = size;
    source->raw_is_mapped = true;
    return true;
}

static avance_status load(avn_source *source, const avn_sink *sink, int file, size_t max_size,
                          bool brief)
{
    struct stat status;
    if (fstat(file, &status) != 0)
        return cannot_open(source, sink, errno);
    if (S_ISDIR(status.st_mode)) {
        avn_tell(sink, AVN_MSG_IS_FOLDER, avn_input_place(source, sink), NULL);
        return AVANCE_CANNOT_READ;
    }
    size_t expected = 0;
    if (S_ISREG(status.st_mode)) {
        if ((unsigned long long)status.st_size > max_size)
            return avn_input_too_large(source, sink, max_size);
        expected = (size_t)status.st_size;
        if (!brief && map_file(source, file, expected))
            return AVANCE_OK;
    } else if (S_ISCHR(status.st_mode) && max_size > DEVICE_LIMIT) {
        max_size = DEVICE_LIMIT;
    }
    avn_buf buf;
    avn_buf_init(&buf, source->allocator);
    avance_status result = read_to_end(source, sink, file, expected, max_size, &buf);
    if (buf.failed)
        result = AVANCE_NO_MEMORY;
    avn_buf_free(&buf);
    return result;
}

avance_status avn_input_open(avn_source *source, const avn_sink *sink, const char *path,
                             size_t max_size, bool brief)
{
    if (!path)
        return load(source, sink, STDIN_FILENO, max_size, brief);
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0)
        return cannot_open(source, sink, errno);
    avance_status status = load(source, sink, file, max_size, brief);
    close(file);
    return status;
}

avance_status avn_input_copy(avn_source *source, const avn_sink *sink, const void *bytes,
                             size_t size, size_t max_size)
{
    if (size > max_size)
        return avn_input_too_large(source, sink, max_size);
    avn_buf buf;
    avn_buf_init(&buf, source->allocator);
    avn_buf_reserve(&buf, size + 1);
    avn_buf_str(&buf, (avn_str){ bytes, size });
    avance_status status = keep(source, &buf);
    avn_buf_free(&buf);
    return status;
}

void avn_input_free(avn_source *source)
{
    /* munmap() wants the address without const; nothing is written there. */
    union {
        const unsigned char *bytes;
        void *block;
    } raw = { source->raw };
    if (source->raw_is_mapped)
        munmap(raw.block, source->raw_size);
    else if (raw.block)
        source->allocator.resize(source->allocator.user, raw.block, 0);
    source->raw = NULL;
}

/* A file that a library writes by itself. What cannot be renamed to (a device, a pipe) gets a
 * copy of a file made in the folder for temporary files. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "emit/outlet.h"

struct avn_file {
    avn_allocator allocator;
    const avn_sink *sink;
    const char *path;
    avn_outlet outlet;
    avn_arena arena; /* the two strings */
    const char *temporary;
};

static void free_file(avn_file *file)
{
    avn_allocator allocator = file->allocator;
    avn_outlet_free(allocator, &file->outlet);
    avn_arena_free(&file->arena);
    avn_release(allocator, file);
}

/* Names a temporary file for a device; the outlet stays open for the copy. */
static avance_status borrow_temporary(avn_file *file)
{
    static const char pattern[] = "/avance-XXXXXX";
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder)
        folder = "/tmp";
    size_t length = strlen(folder);
    char *name = avn_arena_alloc(&file->arena, length + sizeof pattern);
    if (!name)
        return avn_no_memory(file->sink);
    memcpy(name, folder, length);
    memcpy(name + length, pattern, sizeof pattern);
    int fd = mkstemp(name);
    if (fd < 0)
        return avn_cannot_write(file->sink, name, errno);
    close(fd);
    file->temporary = name;
    return AVANCE_OK;
}

static avance_status prepare(avn_file *file)
{
    if (!file->outlet.temporary)
        return borrow_temporary(file);
    file->temporary = file->outlet.temporary;
    int closed = close(file->outlet.fd);
    file->outlet.fd = -1;
    return closed == 0 ? AVANCE_OK : avn_cannot_write(file->sink, file->path, errno);
}

avance_status avn_file_open(avn_allocator allocator, const avn_sink *sink, const char *path,
                            avn_file **result)
{
    *result = NULL;
    avn_file *file = allocator.resize(allocator.user, NULL, sizeof *file);
    if (!file)
        return avn_no_memory(sink);
    *file = (avn_file){ .allocator = allocator, .sink = sink, .outlet = { .fd = -1 } };
    avn_arena_init(&file->arena, allocator);
    file->path = avn_arena_str(&file->arena, avn_str_of(path)).ptr;
    avance_status status = file->arena.failed ? avn_no_memory(sink) : AVANCE_OK;
    if (status == AVANCE_OK) {
        file->outlet = avn_outlet_open(allocator, sink, path);
        status = file->outlet.status;
    }
    if (status == AVANCE_OK)
        status = prepare(file);
    if (status == AVANCE_OK)
        *result = file;
    else
        avn_file_abort(file);
    return status;
}

const char *avn_file_temporary(const avn_file *file)
{
    return file->temporary;
}

static avance_status copy_to_device(avn_file *file)
{
    int from = open(file->temporary, O_RDONLY | O_CLOEXEC);
    if (from < 0)
        return avn_cannot_write(file->sink, file->temporary, errno);
    avn_out *out;
    avance_status status = avn_out_open(file->allocator, file->sink, file->path, &out);
    char *room = status == AVANCE_OK ? avn_out_room(out, 4096) : NULL;
    ssize_t size = 0;
    while (room && (size = read(from, room, 4096)) > 0) {
        avn_out_used(out, (size_t)size);
        room = avn_out_room(out, 4096);
    }
    if (size < 0) {
        status = avn_cannot_write(file->sink, file->path, errno);
        avn_out_abort(out);
    } else if (status == AVANCE_OK) {
        status = avn_out_commit(out);
    }
    close(from);
    return status;
}

avance_status avn_file_commit(avn_file *file)
{
    avance_status status;
    if (file->outlet.temporary) {
        status = avn_outlet_put(file->sink, file->path, &file->outlet);
        if (status == AVANCE_OK)
            file->temporary = NULL;
    } else {
        status = copy_to_device(file);
    }
    avn_file_abort(file);
    return status;
}

void avn_file_abort(avn_file *file)
{
    if (!file)
        return;
    if (file->outlet.fd >= 0)
        close(file->outlet.fd);
    if (file->temporary)
        unlink(file->temporary);
    free_file(file);
}

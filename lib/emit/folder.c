/* A folder of streams. The system renames one file at a time, so all of them are finished and
 * closed before the first is renamed: what can still fail then is the renaming itself. */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emit/outlet.h"

struct avn_folder {
    avn_allocator allocator;
    const avn_sink *sink;
    avn_arena arena;
    const char *path;
    bool made;
    AVN_VEC(avn_out *) files;
};

/* Makes the folder unless it is there. Returns an errno value. */
static int make_folder(avn_folder *folder)
{
    struct stat info;
    folder->made = mkdir(folder->path, 0777) == 0;
    if (folder->made)
        return 0;
    int error = errno;
    if (error != EEXIST && error != EISDIR && error != EROFS && error != EACCES)
        return error;
    if (stat(folder->path, &info) != 0)
        return error == EEXIST ? errno : error;
    return S_ISDIR(info.st_mode) ? 0 : ENOTDIR;
}

avance_status avn_folder_open(avn_allocator allocator, const avn_sink *sink, const char *path,
                              avn_folder **result)
{
    *result = NULL;
    avn_folder *folder = allocator.resize(allocator.user, NULL, sizeof *folder);
    if (!folder)
        return avn_no_memory(sink);
    *folder = (avn_folder){ .allocator = allocator, .sink = sink };
    avn_arena_init(&folder->arena, allocator);
    folder->path = avn_arena_str(&folder->arena, avn_str_of(path)).ptr;
    avance_status status = folder->arena.failed ? avn_no_memory(sink) : AVANCE_OK;
    int error = status == AVANCE_OK ? make_folder(folder) : 0;
    if (error)
        status = avn_cannot_write(sink, path, error);
    if (status == AVANCE_OK)
        *result = folder;
    else
        avn_folder_abort(folder);
    return status;
}

avance_status avn_folder_file(avn_folder *folder, const char *name, avn_out **out)
{
    *out = NULL;
    avn_str path = avn_arena_printf(&folder->arena, "%s/%s", folder->path, name);
    avn_out **place = AVN_PUSH(&folder->arena, folder->files);
    if (!place || folder->arena.failed)
        return avn_no_memory(folder->sink);
    avance_status status = avn_out_open(folder->allocator, folder->sink, path.ptr, place);
    *out = *place;
    return status;
}

avance_status avn_folder_commit(avn_folder *folder)
{
    avance_status status = AVANCE_OK;
    for (size_t i = 0; i < folder->files.count && status == AVANCE_OK; i++)
        if (folder->files.items[i])
            status = avn_out_finish(folder->files.items[i]);
    for (size_t i = 0; i < folder->files.count && status == AVANCE_OK; i++) {
        avn_out *file = folder->files.items[i];
        folder->files.items[i] = NULL;
        if (file)
            status = avn_out_commit(file);
    }
    if (status == AVANCE_OK)
        folder->made = false;
    avn_folder_abort(folder);
    return status;
}

void avn_folder_abort(avn_folder *folder)
{
    if (!folder)
        return;
    for (size_t i = 0; i < folder->files.count; i++)
        avn_out_abort(folder->files.items[i]);
    if (folder->made)
        rmdir(folder->path);
    avn_arena_free(&folder->arena);
    avn_release(folder->allocator, folder);
}

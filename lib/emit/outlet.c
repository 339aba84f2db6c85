/* Relies on POSIX names only: links are followed by hand because the target of a link need not
 * exist yet, and the temporary file is made with open() so that the umask applies without being
 * read (reading it means changing it, for every thread). */
#include "emit/outlet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/reason.h"

enum { MOST_LINKS = 40, MOST_TEMPORARIES = 10000, NAME_ROOM = 64 };

avance_status avn_cannot_write(const avn_sink *sink, const char *path, int error)
{
    char buffer[AVN_REASON_SIZE];
    const char *reason = avn_reason(sink->language, error, buffer);
    /* An output need not exist, so what is missing is where it would be. */
    if (error == ENOENT && path && *path)
        reason = avn_say(sink->language, "no existe su carpeta; créela antes",
                         "its folder does not exist; make it first");
    const char *name = path ? path : avn_say(sink->language, "salida estándar", "standard output");
    avn_str text = avn_arena_printf(sink->arena, "%s: %s", name, reason);
    avn_tell(sink, AVN_MSG_CANNOT_WRITE, (avn_place){ 0 }, text.ptr, NULL);
    return AVANCE_CANNOT_WRITE;
}

avance_status avn_no_memory(const avn_sink *sink)
{
    avn_tell(sink, AVN_MSG_NO_MEMORY, (avn_place){ 0 }, NULL);
    return AVANCE_NO_MEMORY;
}

void avn_release(avn_allocator allocator, void *block)
{
    if (block)
        allocator.resize(allocator.user, block, 0);
}

static void *take(avn_allocator allocator, size_t size)
{
    return allocator.resize(allocator.user, NULL, size);
}

/* LENGTH bytes of HEAD, then TAIL. */
static char *joined(avn_allocator allocator, const char *head, size_t length, const char *tail)
{
    size_t tail_size = strlen(tail) + 1;
    char *text = take(allocator, length + tail_size);
    if (text) {
        memcpy(text, head, length);
        memcpy(text + length, tail, tail_size);
    }
    return text;
}

/* Length of PATH's folder part with its last slash; 0 when there is none. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* The number of the inherited descriptor that PATH names, or -1. Opening such a name again would
 * start a file that the shell appends to from its beginning. */
static int descriptor_named(const char *path)
{
    static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };
    if (strcmp(path, "/dev/stdout") == 0)
        return STDOUT_FILENO;
    if (strcmp(path, "/dev/stderr") == 0)
        return STDERR_FILENO;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t length = strlen(folders[i]);
        const char *digits = path + length;
        if (strncmp(path, folders[i], length) == 0 && strspn(digits, "0123456789") > 0 &&
            strlen(digits) < 6 && digits[strspn(digits, "0123456789")] == '\0')
            return (int)strtol(digits, NULL, 10);
    }
    return -1;
}

/* Replaces the link *PATH by what it says, one step. Returns an errno value. */
static int follow_link(avn_allocator allocator, char **path, size_t size)
{
    char *said = take(allocator, size + 1);
    if (!said)
        return ENOMEM;
    ssize_t length = readlink(*path, said, size);
    int error = length < 0 ? errno : (size_t)length >= size ? ENAMETOOLONG : 0;
    char *next = NULL;
    if (!error) {
        said[length] = '\0';
        next = joined(allocator, *path, said[0] == '/' ? 0 : folder_length(*path), said);
        error = next ? 0 : ENOMEM;
    }
    avn_release(allocator, said);
    if (!error) {
        avn_release(allocator, *path);
        *path = next;
    }
    return error;
}

/* Follows *PATH to a name that is no link. *FOUND tells whether something stands there, and *INFO
 * what. Stops at the name of an inherited descriptor. Returns an errno value. */
static int follow_links(avn_allocator allocator, char **path, bool *found, struct stat *info)
{
    for (int links = 0; links <= MOST_LINKS; links++) {
        *found = lstat(*path, info) == 0;
        if (!*found)
            return errno == ENOENT ? 0 : errno;
        if (descriptor_named(*path) >= 0 || !S_ISLNK(info->st_mode))
            return 0;
        int error = follow_link(allocator, path, 4096);
        if (error)
            return error;
    }
    return ELOOP;
}

/* Makes an empty file beside TARGET. Returns its descriptor, or -1 with errno. */
static int open_temporary(avn_allocator allocator, const char *target, char **temporary)
{
    for (int i = 0; i < MOST_TEMPORARIES; i++) {
        char name[NAME_ROOM];
        snprintf(name, sizeof name, ".avance-%ld-%d.tmp", (long)getpid(), i);
        *temporary = joined(allocator, target, folder_length(target), name);
        if (!*temporary) {
            errno = ENOMEM;
            return -1;
        }
        int fd = open(*temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0666);
        if (fd >= 0)
            return fd;
        int error = errno;
        avn_release(allocator, *temporary);
        *temporary = NULL;
        errno = error;
        if (error != EEXIST)
            return -1;
    }
    return -1;
}

/* Gives FD the owner and permissions of the file that it will replace. */
static int inherit(int fd, const struct stat *old)
{
    struct stat new;
    if (fstat(fd, &new) != 0)
        return errno;
    bool same_owner = old->st_uid == new.st_uid && old->st_gid == new.st_gid;
    /* Only root can keep another's file theirs; for anyone else it becomes their own, and then
     * the permissions that were meant for other people's group must not be handed on. */
    bool owned = same_owner || fchown(fd, old->st_uid, old->st_gid) == 0;
    mode_t mode = old->st_mode & (owned ? 0777 : 0707);
    return fchmod(fd, mode) == 0 ? 0 : errno;
}

/* Opens a regular file's outlet. Returns an errno value. */
static int open_file(avn_allocator allocator, avn_outlet *outlet, const struct stat *old)
{
    /* Renaming would get past the write protection of the file itself. */
    if (old && access(outlet->target, W_OK) != 0)
        return errno;
    outlet->fd = open_temporary(allocator, outlet->target, &outlet->temporary);
    if (outlet->fd < 0)
        return errno;
    int error = old ? inherit(outlet->fd, old) : 0;
    if (error) {
        close(outlet->fd);
        unlink(outlet->temporary);
    }
    return error;
}

/* Opens what stands at TARGET and is neither a file nor missing. Returns an errno value. */
static int open_directly(avn_outlet *outlet, const char *target)
{
    int named = descriptor_named(target);
    outlet->fd = named >= 0 ? fcntl(named, F_DUPFD_CLOEXEC, 3)
                            : open(target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return outlet->fd < 0 ? errno : 0;
}

static int open_outlet(avn_allocator allocator, avn_outlet *outlet)
{
    bool found;
    struct stat info;
    int error = follow_links(allocator, &outlet->target, &found, &info);
    size_t length = strlen(outlet->target);
    if (error)
        return error;
    if (found && S_ISDIR(info.st_mode))
        return EISDIR;
    if (!found && (length == 0 || outlet->target[length - 1] == '/'))
        return length ? EISDIR : ENOENT;
    if (!found || S_ISREG(info.st_mode))
        return open_file(allocator, outlet, found ? &info : NULL);
    error = open_directly(outlet, outlet->target);
    avn_release(allocator, outlet->target);
    outlet->target = NULL;
    return error;
}

bool avn_outlet_is_file(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? S_ISREG(info.st_mode) : errno == ENOENT;
}

avn_outlet avn_outlet_open(avn_allocator allocator, const avn_sink *sink, const char *path)
{
    avn_outlet outlet = { .fd = -1 };
    int error = 0;
    if (path) {
        outlet.target = joined(allocator, path, strlen(path), "");
        error = outlet.target ? open_outlet(allocator, &outlet) : ENOMEM;
    } else {
        error = open_directly(&outlet, "/dev/stdout");
    }
    if (error) {
        outlet.status = error == ENOMEM ? avn_no_memory(sink) : avn_cannot_write(sink, path, error);
        avn_outlet_free(allocator, &outlet);
    }
    return outlet;
}

avance_status avn_outlet_put(const avn_sink *sink, const char *path, const avn_outlet *outlet)
{
    if (!outlet->temporary || rename(outlet->temporary, outlet->target) == 0)
        return AVANCE_OK;
    return avn_cannot_write(sink, path, errno);
}

void avn_outlet_free(avn_allocator allocator, avn_outlet *outlet)
{
    avn_release(allocator, outlet->target);
    avn_release(allocator, outlet->temporary);
    outlet->target = NULL;
    outlet->temporary = NULL;
}

/* Where outputs go: byte streams, single files and folders, all or nothing.
 *
 * A regular file is written beside its place and renamed when all went well; a
 * device, a pipe or standard output is written directly. The first failure is
 * kept and makes every later call do nothing, so emitters check once, at the end.
 *
 * A reader that closes its pipe gives AVANCE_CLOSED_PIPE and no message, provided that the
 * program ignores SIGPIPE: a library does not touch signals. */
#ifndef AVN_EMIT_OUT_H
#define AVN_EMIT_OUT_H

#include <stdint.h>

#include "base/diag.h"

/* A buffered byte stream, as far as it is seen here: most of what is written is a few bytes, which
 * should cost no call. */
typedef struct avn_out {
    char *next, *end; /* the room that is left in the buffer */
} avn_out;

/* PATH NULL is standard output. Failures are told to SINK, which must outlive the stream. */
avance_status avn_out_open(avn_allocator allocator, const avn_sink *sink, const char *path,
                           avn_out **out);
/* A stream to a file without a name, which is gone when it is closed; for what comes before its
 * turn. */
avance_status avn_out_open_spool(avn_allocator allocator, const avn_sink *sink, avn_out **out);
/* Writes all that SPOOL was given. */
void avn_out_spool(avn_out *out, avn_out *spool);
/* Writes what is in the buffer. */
avance_status avn_out_flush(avn_out *out);
avance_status avn_out_status(const avn_out *out);
static inline void avn_out_char(avn_out *out, char c)
{
    if (out->next == out->end)
        avn_out_flush(out);
    *out->next++ = c;
}
/* avn_out_str() of what the buffer has no room for. */
void avn_out_long(avn_out *out, avn_str s);
static inline void avn_out_str(avn_out *out, avn_str s)
{
    if (s.len > (size_t)(out->end - out->next))
        avn_out_long(out, s);
    else
        out->next = avn_put(out->next, s);
}
void avn_out_text(avn_out *out, const char *c_string);
/* Room to write SIZE bytes straight into the buffer (SIZE <= 4096), then commit what was used;
 * NULL after a failure. */
char *avn_out_room(avn_out *out, size_t size);
static inline void avn_out_used(avn_out *out, size_t size)
{
    out->next += size;
}
/* How many bytes were written so far. */
uint64_t avn_out_count(const avn_out *out);
/* What was written after COUNT bytes, until the next call; empty when it has left the buffer. */
avn_str avn_out_since(const avn_out *out, uint64_t count);
/* Flushes and closes, so that only the renaming is left to _commit. */
avance_status avn_out_finish(avn_out *out);
/* Finishes, renames into place, frees; on failure removes the temporary. Syncs nothing. */
avance_status avn_out_commit(avn_out *out);
/* Removes the temporary and frees. OUT may be NULL. */
void avn_out_abort(avn_out *out);

/* A file for a library that writes files by itself: it is given a temporary name, where an empty
 * file already stands with the permissions that the output shall have. */
typedef struct avn_file avn_file;
avance_status avn_file_open(avn_allocator allocator, const avn_sink *sink, const char *path,
                            avn_file **file);
const char *avn_file_temporary(const avn_file *file);
/* Renames into place (or copies to the device that PATH names) and frees, whatever it answers. */
avance_status avn_file_commit(avn_file *file);
/* Removes the temporary and frees. FILE may be NULL. */
void avn_file_abort(avn_file *file);

/* A folder of streams that appear together: made when missing, each file beside its place,
 * all renamed by commit. */
typedef struct avn_folder avn_folder;
avance_status avn_folder_open(avn_allocator allocator, const avn_sink *sink, const char *path,
                              avn_folder **folder);
/* A stream in the folder; owned by it, and committed with it. */
avance_status avn_folder_file(avn_folder *folder, const char *name, avn_out **out);
/* Puts all files in place and frees, whatever it answers. */
avance_status avn_folder_commit(avn_folder *folder);
/* Removes what was written, the folder too if it was made. FOLDER may be NULL. */
void avn_folder_abort(avn_folder *folder);

#endif

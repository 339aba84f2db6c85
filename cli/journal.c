#include "journal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journal_lines.h"
#include "memory.h"

struct cli_journal {
    const cli_journal_wish *wish;
    cli_journal_lines before; /* what earlier runs did */
    int file;                 /* -1: not open yet */
    bool given_up;            /* another process has it, or it cannot be written */
    bool failed;              /* some result of this run */
    struct timespec synced;
};

/* ---- the file ------------------------------------------------------------------ */

/* Opens and locks. An errno value; EAGAIN when another process has the lock. */
static int open_file(cli_journal *journal, int flags)
{
    journal->file = open(journal->wish->path, O_RDWR | O_APPEND | O_CLOEXEC | flags, 0666);
    if (journal->file < 0)
        return errno;
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    /* A file system that knows no locks is no reason to keep no journal. */
    if (fcntl(journal->file, F_SETLK, &lock) == 0 || (errno != EACCES && errno != EAGAIN))
        return 0;
    close(journal->file);
    journal->file = -1;
    return EAGAIN;
}

/* All bytes of the file, and a NUL; NULL when it cannot be read. */
static char *read_file(int file, size_t *size)
{
    struct stat about;
    if (fstat(file, &about) != 0)
        return NULL;
    size_t room = (size_t)about.st_size;
    char *text = cli_zeroed(room + 1);
    *size = 0;
    ssize_t got = 1;
    while (*size < room && got > 0) {
        got = pread(file, text + *size, room - *size, (off_t)*size);
        if (got > 0)
            *size += (size_t)got;
        else if (got < 0 && errno == EINTR)
            got = 1;
    }
    if (got >= 0)
        return text;
    free(text);
    return NULL;
}

static void write_text(cli_journal *journal, const char *text)
{
    size_t size = strlen(text);
    while (size > 0) {
        ssize_t written = write(journal->file, text, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        text += written;
        size -= (size_t)written;
    }
}

static void sync_file(cli_journal *journal, bool now)
{
    struct timespec time;
    if (clock_gettime(CLOCK_MONOTONIC, &time) != 0 ||
        (!now && time.tv_sec <= journal->synced.tv_sec))
        return;
    fdatasync(journal->file);
    journal->synced = time;
}

/* ---- what dead processes left ---------------------------------------------------- */

static void remove_temporaries(const char *folder, const cli_journal_lines *lines)
{
    DIR *entries = opendir(folder);
    if (!entries)
        return;
    for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
        char *rest;
        static const char start[] = ".avance-";
        if (strncmp(entry->d_name, start, sizeof start - 1) != 0)
            continue;
        long process = strtol(entry->d_name + sizeof start - 1, &rest, 10);
        bool left = false;
        for (size_t i = 0; i < lines->dead_count && *rest == '-'; i++)
            left = left || lines->dead[i] == process;
        size_t length = strlen(rest);
        if (left && length > 4 && strcmp(rest + length - 4, ".tmp") == 0)
            unlinkat(dirfd(entries), entry->d_name, 0);
    }
    closedir(entries);
}

static void clean_up(const cli_journal_wish *wish, const cli_journal_lines *lines)
{
    char *last = NULL;
    for (size_t i = 0; i < wish->output_count && lines->dead_count > 0; i++) {
        const char *slash = strrchr(wish->outputs[i], '/');
        char *folder = slash
                           ? cli_text("%.*s", (int)(slash - wish->outputs[i]) + 1, wish->outputs[i])
                           : cli_text(".");
        if (!last || strcmp(last, folder) != 0)
            remove_temporaries(folder, lines);
        free(last);
        last = folder;
    }
    free(last);
}

/* ---- opening --------------------------------------------------------------------- */

/* Reads the open file, cleans up, and leaves it ready for this run. False when it is unreadable. */
static bool begin(cli_journal *journal, bool resume)
{
    size_t size;
    char *text = read_file(journal->file, &size);
    if (!text)
        return false;
    cli_journal_lines *before = &journal->before;
    cli_journal_parse(text, size, journal->wish->command, before);
    free(text);
    clean_up(journal->wish, before);
    bool keep = resume && before->same_command;
    bool cut = ftruncate(journal->file, keep ? (off_t)before->whole : 0) == 0;
    char *opening = cli_journal_opening(journal->wish->command, !keep);
    write_text(journal, opening);
    free(opening);
    return cut;
}

static bool refuse(cli_session *session, const char *path, int error)
{
    if (error == EAGAIN)
        cli_tell(session, AVANCE_ERROR, "lote-en-curso", path,
                 "otro proceso está haciendo este lote", "another process is at this batch");
    else
        cli_tell(session, AVANCE_ERROR, "no-se-puede-leer", path, "no se puede leer: %s",
                 "cannot read: %s", cli_reason(session, error));
    return false;
}

static bool open_to_resume(cli_session *session, cli_journal *journal)
{
    const char *path = journal->wish->path;
    int error = open_file(journal, 0);
    if (error == ENOENT)
        return true;
    if (error || !begin(journal, true))
        return refuse(session, path, error ? error : EIO);
    /* One that was cut before its first line says nothing of another command. */
    if (!journal->before.same_command && journal->before.whole > 0) {
        cli_tell(session, AVANCE_WARNING, "diario-de-otra-orden", path,
                 "este diario es de otra orden (formato, opciones o gramáticas): todo se convierte "
                 "de nuevo",
                 "this journal is of another command (format, options or grammars): all is "
                 "converted anew");
        cli_journal_lines_free(&journal->before);
    }
    return true;
}

cli_journal *cli_journal_open(cli_session *session, const cli_journal_wish *wish)
{
    cli_journal *journal = cli_zeroed(sizeof *journal);
    *journal = (cli_journal){ .wish = wish, .file = -1 };
    if (wish->resume && !open_to_resume(session, journal)) {
        cli_journal_close(journal, false);
        return NULL;
    }
    return journal;
}

/* ---- asking ---------------------------------------------------------------------- */

static const cli_journal_entry *entry_of(const cli_journal *journal, const cli_input *input)
{
    const cli_journal_entry *entry = cli_journal_find(&journal->before, cli_input_name(input));
    /* What is no regular file has no time, and is not the same when it is read again. */
    bool same = entry && input->changed.tv_sec != 0 && entry->size == (long long)input->size &&
                entry->second == (long long)input->changed.tv_sec &&
                entry->nanosecond == input->changed.tv_nsec;
    return same ? entry : NULL;
}

cli_result cli_journal_result(const cli_journal *journal, const cli_input *input,
                              const char *output)
{
    struct stat about;
    const cli_journal_entry *entry = entry_of(journal, input);
    bool there = entry && entry->output_size >= 0 && stat(output, &about) == 0 &&
                 (long long)about.st_size == entry->output_size;
    return there ? entry->result : CLI_RESULT_NONE;
}

cli_result cli_journal_result_of_all(const cli_journal *journal, const cli_inputs *inputs,
                                     const char *output)
{
    struct stat about;
    if (!journal->before.ended || journal->before.count != inputs->count ||
        stat(output, &about) != 0)
        return CLI_RESULT_NONE;
    cli_result worst = CLI_RESULT_GOOD;
    for (size_t i = 0; i < inputs->count; i++) {
        const cli_journal_entry *entry = entry_of(journal, &inputs->items[i]);
        if (!entry || entry->result == CLI_RESULT_FAILED)
            return CLI_RESULT_NONE;
        if (entry->result > worst)
            worst = entry->result;
    }
    return worst;
}

void cli_journal_restart(cli_journal *journal)
{
    cli_journal_lines_free(&journal->before);
    if (journal->file < 0 || ftruncate(journal->file, 0) != 0)
        return;
    char *opening = cli_journal_opening(journal->wish->command, true);
    write_text(journal, opening);
    free(opening);
}

/* ---- keeping --------------------------------------------------------------------- */

/* Where nothing was open to resume, the file is made now that its folder is there. */
static bool is_open(cli_journal *journal)
{
    if (journal->file >= 0 || journal->given_up)
        return journal->file >= 0;
    int error = open_file(journal, O_CREAT);
    if (error == ENOENT)
        return false;
    journal->given_up = error || !begin(journal, false);
    if (journal->given_up && journal->file >= 0) {
        close(journal->file);
        journal->file = -1;
    }
    return !journal->given_up;
}

void cli_journal_add(cli_journal *journal, const cli_input *input, const char *output,
                     cli_result result)
{
    struct stat about;
    if (!journal || !is_open(journal))
        return;
    journal->failed |= result == CLI_RESULT_FAILED;
    cli_journal_entry entry = { .name = (char *)(uintptr_t)cli_input_name(input),
                                .size = (long long)input->size,
                                .second = (long long)input->changed.tv_sec,
                                .nanosecond = input->changed.tv_nsec,
                                .output_size = -1,
                                .result = result };
    if (output && result != CLI_RESULT_FAILED && stat(output, &about) == 0)
        entry.output_size = (long long)about.st_size;
    char *line = cli_journal_line(&entry);
    write_text(journal, line);
    free(line);
    sync_file(journal, false);
}

void cli_journal_close(cli_journal *journal, bool ended)
{
    if (!journal)
        return;
    if (journal->file >= 0) {
        /* There is nothing to go on with: only who asks for --resume will ask again. */
        if (ended && !journal->failed && !journal->wish->resume)
            unlink(journal->wish->path);
        if (ended)
            write_text(journal, "fin\n");
        sync_file(journal, true);
        close(journal->file);
    }
    cli_journal_lines_free(&journal->before);
    free(journal);
}

#include "console.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "excerpt.h"
#include "interrupt.h"
#include "memory.h"

const char *cli_say(const cli_session *session, cli_words words)
{
    return session->language == AVANCE_ENGLISH ? words.en : words.es;
}

const char *cli_reason(const cli_session *session, int error)
{
    static const struct {
        int error;
        cli_words words;
    } reasons[] = {
        { EACCES, { "permiso denegado", "permission denied" } },
        { ENOENT, { "no existe el archivo o la carpeta", "no such file or folder" } },
        { ENOTDIR, { "no es una carpeta", "not a folder" } },
        { EEXIST, { "ya existe y no es una carpeta", "exists and is not a folder" } },
        { ENOSPC, { "no queda espacio en el disco", "no space left on the disk" } },
        { EROFS, { "el sistema de archivos es de solo lectura", "the file system is read-only" } },
        { EBADF, { "la salida está cerrada", "the stream is closed" } },
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].error == error)
            return cli_say(session, reasons[i].words);
    return strerror(error);
}

/* File names and quoted input could hold sequences that steer the terminal. */
static void put_visible(FILE *to, const char *text)
{
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        bool steers = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
        putc(steers ? '?' : c, to);
    }
}

/* One line, whatever the name holds; an empty one, as of a variable that nobody set, is seen. */
static void put_file_name(FILE *to, const char *name)
{
    char *line = cli_text("%s", *name ? name : "\"\"");
    for (char *p = line; *p; p++)
        if (*p == '\n' || *p == '\t')
            *p = '?';
    put_visible(to, line);
    free(line);
}

static void put_message(cli_session *session, const avance_finding *finding)
{
    FILE *to = session->messages;
    cli_progress_end(session);
    put_file_name(to, finding->file ? finding->file : "avance");
    if (finding->line)
        fprintf(to, ":%lu", finding->line);
    if (finding->line && finding->column)
        fprintf(to, ":%lu", finding->column);
    fprintf(to, ": %s: ", avance_level_name(session->context, finding->level));
    put_visible(to, finding->message);
    fprintf(to, " [%s]\n", finding->code);
    cli_excerpt_show(to, finding);
}

static bool is_wanted(const cli_session *session, avance_level level)
{
    if (level == AVANCE_ERROR)
        return true;
    return !session->quiet && (level == AVANCE_WARNING || session->verbose);
}

static void tell(cli_session *session, const avance_finding *form, const char *format,
                 va_list arguments) __attribute__((format(printf, 3, 0)));

static void tell(cli_session *session, const avance_finding *form, const char *format,
                 va_list arguments)
{
    char text[4096];
    vsnprintf(text, sizeof text, format, arguments);
    avance_finding finding = *form;
    finding.message = text;
    if (is_wanted(session, finding.level))
        put_message(session, &finding);
}

void cli_tell(cli_session *session, avance_level level, const char *code, const char *file,
              const char *es, const char *en, ...)
{
    va_list arguments;
    va_start(arguments, en);
    tell(session, &(avance_finding){ .level = level, .code = code, .file = file },
         session->language == AVANCE_ENGLISH ? en : es, arguments);
    va_end(arguments);
}

bool cli_usage(cli_session *session, const char *es, const char *en, ...)
{
    va_list arguments;
    va_start(arguments, en);
    tell(session, &(avance_finding){ .level = AVANCE_ERROR, .code = "uso" },
         session->language == AVANCE_ENGLISH ? en : es, arguments);
    va_end(arguments);
    return false;
}

void cli_hear(void *user, const avance_finding *finding)
{
    cli_session *session = user;
    /* What was given up has failed for want of memory, by the looks of it. */
    if (cli_interrupted())
        return;
    if (session->muted_code && strcmp(session->muted_code, finding->code) == 0)
        return;
    if (finding->level >= AVANCE_WARNING)
        session->heard++;
    if (is_wanted(session, finding->level))
        put_message(session, finding);
}

void cli_remark(cli_session *session, const char *format, ...)
{
    cli_progress_end(session);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(session->messages, format, arguments);
    va_end(arguments);
}

void cli_progress(cli_session *session, size_t number, size_t total, const char *name)
{
    if (session->quiet || total < 2 || !isatty(STDERR_FILENO))
        return;
    char count[64];
    snprintf(count, sizeof count, "[%zu/%zu] ", number, total);
    cli_progress_draw(session, count, name);
}

void cli_progress_draw(cli_session *session, const char *text, const char *name)
{
    fprintf(stderr, "\r\033[K%s", text);
    put_visible(stderr, name);
    fflush(stderr);
    session->progress = true;
}

void cli_progress_end(cli_session *session)
{
    if (!session->progress)
        return;
    fputs("\r\033[K", stderr);
    session->progress = false;
}

void cli_print(cli_session *session, const char *format, ...)
{
    if (session->output_error)
        return;
    va_list arguments;
    va_start(arguments, format);
    errno = 0;
    if (vprintf(format, arguments) < 0)
        session->output_error = errno ? errno : EIO;
    va_end(arguments);
}

void cli_print_bytes(cli_session *session, const char *bytes, size_t size)
{
    if (session->output_error)
        return;
    errno = 0;
    if (fwrite(bytes, 1, size, stdout) != size)
        session->output_error = errno ? errno : EIO;
}

void cli_print_padded(cli_session *session, const char *text, size_t width)
{
    size_t used = cli_width(text);
    cli_print(session, "%s%*s", text, used < width ? (int)(width - used) : 0, "");
}

int cli_finish_output(cli_session *session, int status)
{
    errno = 0;
    if (fflush(stdout) != 0 && !session->output_error)
        session->output_error = errno ? errno : EIO;
    if (!session->output_error || session->output_error == EPIPE)
        return status;
    cli_tell(session, AVANCE_ERROR, "no-se-puede-escribir", NULL, "no se puede escribir: %s",
             "cannot write: %s", cli_reason(session, session->output_error));
    return CLI_FAILED;
}

size_t cli_width(const char *text)
{
    size_t width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

#include "progress.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"

enum { COLUMNS = 78 };

static const double megabyte = 1e6, shown_every = 0.1, known_after = 1.0; /* bytes, seconds */

static double seconds_between(struct timespec from, struct timespec to)
{
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

void cli_bar_begin(cli_progress_bar *bar, cli_session *session, size_t files, double bytes)
{
    *bar = (cli_progress_bar){ .session = session, .files = files, .bytes = bytes };
    clock_gettime(CLOCK_MONOTONIC, &bar->begun);
}

void cli_bar_add(cli_progress_bar *bar, double bytes, bool failed)
{
    bar->done++;
    bar->bytes_done += bytes;
    bar->failed += failed;
}

/* ", faltan 1:05", or nothing as long as that is not known. */
static char *remaining(const cli_progress_bar *bar, double elapsed)
{
    if (elapsed < known_after || bar->bytes_done <= 0)
        return cli_text("%s", "");
    long left = (long)(elapsed * (bar->bytes - bar->bytes_done) / bar->bytes_done + 0.5);
    const char *format =
        cli_say(bar->session, (cli_words){ ", faltan %ld:%02ld", ", %ld:%02ld left" });
    if (left >= 3600)
        format = cli_say(bar->session,
                         (cli_words){ ", faltan %ld h %02ld min", ", %ld h %02ld min left" });
    long unit = left >= 3600 ? 3600 : 60;
    char text[64];
    snprintf(text, sizeof text, format, left / unit, left % unit / (unit / 60));
    return cli_text("%s", text);
}

/* The end of NAME that fits in WIDTH characters. */
static const char *tail(const char *name, size_t width)
{
    for (size_t length = cli_width(name); length > width; length--)
        do
            name++;
        while (((unsigned char)*name & 0xC0) == 0x80);
    return name;
}

void cli_bar_show(cli_progress_bar *bar, const char *name)
{
    cli_session *session = bar->session;
    struct timespec now;
    if (session->quiet || bar->files < 2 || clock_gettime(CLOCK_MONOTONIC, &now) != 0 ||
        seconds_between(bar->shown, now) < shown_every || !isatty(STDERR_FILENO))
        return;
    bar->shown = now;
    char *left = remaining(bar, seconds_between(bar->begun, now));
    char *failed =
        bar->failed ? cli_text(cli_say(session, (cli_words){ ", con error %zu", ", failed %zu" }),
                               bar->failed)
                    : cli_text("%s", "");
    const char *of = cli_say(session, (cli_words){ "de", "of" });
    char *text = cli_text("[%zu/%zu] %.1f %s %.1f MB%s%s ", bar->done, bar->files,
                          bar->bytes_done / megabyte, of, bar->bytes / megabyte, left, failed);
    size_t width = cli_width(text);
    cli_progress_draw(session, text, width < COLUMNS ? tail(name, COLUMNS - width) : "");
    free(text);
    free(failed);
    free(left);
}

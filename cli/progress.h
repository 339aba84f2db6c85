/* How far a batch has come: a line that is drawn again and again, on a terminal only. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <time.h>

#include "console.h"

typedef struct cli_progress_bar {
    cli_session *session;
    size_t files, done, failed;
    double bytes, bytes_done;
    struct timespec begun, shown;
} cli_progress_bar;

/* The bar of FILES inputs with BYTES in all. */
void cli_bar_begin(cli_progress_bar *bar, cli_session *session, size_t files, double bytes);
/* One more input, of BYTES, is done. */
void cli_bar_add(cli_progress_bar *bar, double bytes, bool failed);
/* Draws files, megabytes, remaining time, failures and NAME, ten times a second at most. */
void cli_bar_show(cli_progress_bar *bar, const char *name);

#endif

/* What every command talks through: one session with its context, its language
 * and its two streams.
 *
 * Data goes to standard output by cli_print(), messages to standard error by
 * cli_tell(). Nothing here exits, except for want of memory. */
#ifndef CLI_CONSOLE_H
#define CLI_CONSOLE_H

#include <stdbool.h>
#include <stdio.h>

#include "avance.h"

enum { CLI_DONE = 0, CLI_FINDINGS = 1, CLI_FAILED = 2 };

/* The same words in both languages. */
typedef struct cli_words {
    const char *es, *en;
} cli_words;

typedef struct cli_session {
    avance_context *context;
    avance_language language;
    FILE *messages;         /* standard error, or what collects them */
    bool quiet;             /* errors only */
    bool verbose;           /* notes too, and how each input was read */
    const char *muted_code; /* the command at work says this itself */
    unsigned long heard;    /* warnings and errors of the library so far */
    bool progress;          /* a progress line stands on the terminal */
    int output_error;       /* errno of the first failed write to standard output */
} cli_session;

/* The words of the session's language. */
const char *cli_say(const cli_session *session, cli_words words);

/* Why the system refused something: the words for an errno value. */
const char *cli_reason(const cli_session *session, int error);

/* A message of the command's own. FILE may be NULL. The two formats take the same arguments. */
void cli_tell(cli_session *session, avance_level level, const char *code, const char *file,
              const char *es, const char *en, ...) __attribute__((format(printf, 5, 7)))
__attribute__((format(printf, 6, 7)));
/* The same, an error of usage; always false. */
bool cli_usage(cli_session *session, const char *es, const char *en, ...)
    __attribute__((format(printf, 2, 4))) __attribute__((format(printf, 3, 4)));
/* A message of the library: an avance_message_fn for a session. */
void cli_hear(void *session, const avance_finding *finding);

/* Lines for people on standard error that are no messages: -v, --coverage. */
void cli_remark(cli_session *session, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Shows "[3/10] name" on a terminal; nothing elsewhere. */
void cli_progress(cli_session *session, size_t number, size_t total, const char *name);
/* Puts TEXT and NAME in the place of the line that stands there; on a terminal only. */
void cli_progress_draw(cli_session *session, const char *text, const char *name);
void cli_progress_end(cli_session *session);

/* Writes to standard output; after a failure the calls do nothing. */
void cli_print(cli_session *session, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cli_print_bytes(cli_session *session, const char *bytes, size_t size);
/* TEXT and blanks up to WIDTH characters. */
void cli_print_padded(cli_session *session, const char *text, size_t width);
/* Flushes standard output; STATUS, or CLI_FAILED (told) when writing failed. A closed pipe is no
 * failure. */
int cli_finish_output(cli_session *session, int status);

/* Characters of a UTF-8 text. */
size_t cli_width(const char *text);

#endif

/* Diagnostics: one table of messages, two languages, one way to report.
 *
 * A message is an id of messages.def, a place and up to four string arguments.
 * A sink renders it in its language and hands it on; nothing is ever printed
 * here. */
#ifndef AVN_BASE_DIAG_H
#define AVN_BASE_DIAG_H

#include "avance.h"
#include "base/arena.h"

typedef enum avn_message_id {
#define AVN_MESSAGE(id, code, level, es, en) AVN_MSG_##id,
#include "base/messages.def"
#undef AVN_MESSAGE
    AVN_MSG_COUNT
} avn_message_id;

/* Where something stands in an input. Zero parts are unknown. */
typedef struct avn_place {
    const char *file;
    unsigned long page, line, column;
} avn_place;

typedef AVN_VEC(avance_finding) avn_findings;

/* What a room needs to report: an arena for the rendered text, a list that keeps
 * findings (may be NULL) and a listener that hears them at once (may be NULL). */
typedef struct avn_sink {
    avn_arena *arena;
    avance_language language;
    avn_findings *keep;
    avance_message_fn listen;
    void *listen_user;
} avn_sink;

/* Reports message ID at PLACE; the arguments are strings, NULL after the last. */
void avn_tell(const avn_sink *sink, avn_message_id id, avn_place place, ...);
/* The same with what was expected and found, for checks. Arguments may be NULL. */
void avn_tell_finding(const avn_sink *sink, avance_finding finding);
/* "aviso", "warning", ... */
const char *avn_level_name(avance_language language, avance_level level);
/* The message text of ID with ARGS (4, NULL where unused), in ARENA. */
avn_str avn_message_text(avn_arena *arena, avance_language language, avn_message_id id,
                         const char *const args[4]);
/* What messages.def says about message ID. */
typedef struct avn_message_row {
    const char *code, *es, *en;
    avance_level level;
} avn_message_row;
avn_message_row avn_message_at(avn_message_id id);
/* Spanish or English, whichever the sink speaks. */
const char *avn_say(avance_language language, const char *spanish, const char *english);

#endif

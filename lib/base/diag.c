#include "base/diag.h"

#include <stdarg.h>

typedef struct message {
    const char *code;
    avance_level level;
    const char *text[2];
} message;

static const message messages[AVN_MSG_COUNT] = {
#define AVN_MESSAGE(id, code, level, es, en) { code, AVANCE_##level, { es, en } },
#include "base/messages.def"
#undef AVN_MESSAGE
};

const char *avn_say(avance_language language, const char *spanish, const char *english)
{
    return language == AVANCE_ENGLISH ? english : spanish;
}

const char *avn_level_name(avance_language language, avance_level level)
{
    switch (level) {
    case AVANCE_ERROR:
        return "error";
    case AVANCE_WARNING:
        return avn_say(language, "aviso", "warning");
    case AVANCE_NOTE:
        break;
    }
    return avn_say(language, "nota", "note");
}

avn_message_row avn_message_at(avn_message_id id)
{
    const message *row = &messages[id];
    return (avn_message_row){ row->code, row->text[0], row->text[1], row->level };
}

/* Takes off *FORM, which is not empty, the argument that it asks for next, or the words up to it.
 */
static avn_str next_piece(const char **form, const char *const args[4])
{
    const char *p = *form;
    if (p[0] == '%' && p[1] >= '1' && p[1] <= '4') {
        const char *arg = args[p[1] - '1'];
        *form = p + 2;
        return avn_str_of(arg ? arg : "");
    }
    *form = p + 1 + strcspn(p + 1, "%");
    return (avn_str){ p, (size_t)(*form - p) };
}

avn_str avn_message_text(avn_arena *arena, avance_language language, avn_message_id id,
                         const char *const args[4])
{
    const char *form = messages[id].text[language == AVANCE_ENGLISH];
    if (!strchr(form, '%')) /* so that want of memory can still be told */
        return avn_str_of(form);
    size_t size = 0, length = 0;
    for (const char *p = form; *p;)
        size += next_piece(&p, args).len;
    char *text = avn_arena_alloc(arena, size + 1);
    if (!text)
        return AVN_STR("");
    for (const char *p = form; *p;) {
        avn_str piece = next_piece(&p, args);
        memcpy(text + length, piece.ptr, piece.len);
        length += piece.len;
    }
    return (avn_str){ text, length };
}

void avn_tell_finding(const avn_sink *sink, avance_finding finding)
{
    if (sink->keep) {
        avance_finding *kept = AVN_PUSH(sink->arena, *sink->keep);
        if (kept)
            *kept = finding;
    }
    if (sink->listen)
        sink->listen(sink->listen_user, &finding);
}

void avn_tell(const avn_sink *sink, avn_message_id id, avn_place place, ...)
{
    const char *args[4] = { NULL, NULL, NULL, NULL };
    va_list list;
    va_start(list, place);
    for (size_t i = 0; i < 4; i++) {
        args[i] = va_arg(list, const char *);
        if (!args[i])
            break;
    }
    va_end(list);
    avn_str text = avn_message_text(sink->arena, sink->language, id, args);
    avn_tell_finding(sink, (avance_finding){ .level = messages[id].level,
                                             .code = messages[id].code,
                                             .file = place.file,
                                             .page = place.page,
                                             .line = place.line,
                                             .column = place.column,
                                             .message = text.ptr });
}

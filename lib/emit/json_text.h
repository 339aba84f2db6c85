/* JSON as a stream: commas, escapes and indentation, nothing of a tree.
 *
 * Nothing is allocated and nothing is formatted by printf; figures are copied as text. The
 * writer trusts its caller to give keys inside objects only and to close what it opens. */
#ifndef AVN_EMIT_JSON_TEXT_H
#define AVN_EMIT_JSON_TEXT_H

#include "emit/out.h"

typedef struct avn_json {
    avn_out *out;
    bool indented; /* two blanks a level; else all on one line */
    bool comma;    /* a value stands before: the next one is preceded by a comma */
    bool keyed;    /* a key stands before: the next value belongs to it */
    unsigned depth;
    unsigned flat; /* containers open since the first that stays on one line */
} avn_json;

/* OPENING and CLOSING: one of {[ and ]}. */
void avn_json_open(avn_json *json, char opening);
/* The container and all inside it stay on one line. */
void avn_json_open_flat(avn_json *json, char opening);
void avn_json_close(avn_json *json, char closing);
void avn_json_key(avn_json *json, const char *key);
void avn_json_key_str(avn_json *json, avn_str key);
/* S as avn_json_string() writes it, in ARENA. */
avn_str avn_json_quoted(avn_arena *arena, avn_str s);
/* KEY as avn_json_key_made() takes it, in ARENA: `,"key":`. For keys that are written often. */
avn_str avn_json_key_make(avn_arena *arena, avn_str key, bool indented);
void avn_json_key_made(avn_json *json, avn_str made);
/* Keys and values that stood in an object before, from their first quote on. Not for indented
 * text. */
void avn_json_again(avn_json *json, avn_str members);
/* Invalid UTF-8 becomes U+FFFD. */
void avn_json_string(avn_json *json, avn_str s);
/* null when S is NULL. */
void avn_json_text(avn_json *json, const char *s);
/* A figure, true, false, null: as it is. */
void avn_json_raw(avn_json *json, avn_str s);
void avn_json_null(avn_json *json);
void avn_json_bool(avn_json *json, bool value);
void avn_json_unsigned(avn_json *json, unsigned long value);
/* Here stands a value that the caller writes by itself. */
void avn_json_value(avn_json *json);

/* Parts for other writers of indented text: a string quoted and escaped, a number, and the end of a
 * line with the blanks that begin the next one. */
void avn_json_quote(avn_out *out, avn_str s);
void avn_json_digits(avn_out *out, unsigned long value);
void avn_json_new_line(avn_out *out, unsigned depth);

#endif

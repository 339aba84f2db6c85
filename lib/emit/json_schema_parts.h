/* Pieces of a JSON Schema: keywords, and the types of values, lists and rows of figures. */
#ifndef AVN_EMIT_JSON_SCHEMA_PARTS_H
#define AVN_EMIT_JSON_SCHEMA_PARTS_H

#include "emit/json_text.h"
#include "tree/schema.h"

typedef struct avn_schema_writer {
    avn_json json;
    avn_arena *arena; /* `failed` tells that the schema is incomplete */
} avn_schema_writer;

/* "KEY": ["a", "b"] */
void avn_schema_strs(avn_schema_writer *w, const char *key, const avn_str *items, size_t count);
/* "KEY": "text" */
void avn_schema_text(avn_schema_writer *w, const char *key, const char *text);
/* "KEY": {"const": "value"} */
void avn_schema_constant(avn_schema_writer *w, const char *key, avn_str value);
/* "KEY": a value of TYPE, or null as well. */
void avn_schema_simple(avn_schema_writer *w, const char *key, const char *type, bool nullable);
/* {"$ref": "#/$defs/KINDNAME"} */
void avn_schema_reference(avn_schema_writer *w, const char *kind, avn_str name);
/* Begins an object of fixed shape, up to its properties. */
void avn_schema_open(avn_schema_writer *w);
/* Ends it: all of REQUIRED must be there, and nothing that is no property. */
void avn_schema_close(avn_schema_writer *w, const avn_str *required, size_t count);
/* The property of MEMBER. */
void avn_schema_member(avn_schema_writer *w, const avn_member *member);

#endif

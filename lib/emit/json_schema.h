/* The JSON Schema (2020-12) of what -t json and -t ndjson write for one grammar.
 *
 * The document itself is the root; a line of NDJSON is #/$defs/linea. Where the shape is fixed
 * nothing else is allowed: what a report does not print is there as null. */
#ifndef AVN_EMIT_JSON_SCHEMA_H
#define AVN_EMIT_JSON_SCHEMA_H

#include "emit/out.h"
#include "tree/schema.h"

/* Writes it to OUT; SCRATCH is for the time of the call. */
avance_status avn_json_schema_write(avn_out *out, avn_arena *scratch, const avn_schema *schema);

#endif

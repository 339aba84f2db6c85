/* A grammar file cut into statements: keyword, rest of the line, sub-lines. Columns count
 * characters. */
#ifndef AVN_GRAMMAR_READER_H
#define AVN_GRAMMAR_READER_H

#include "base/diag.h"

struct avn_keyword;

typedef struct avn_statement avn_statement;
struct avn_statement {
    const char *file;
    unsigned line;
    avn_str keyword;
    unsigned column; /* of the keyword, from 1 */
    avn_str rest;    /* verbatim, less outer blanks */
    unsigned rest_column;
    avn_str verbatim;    /* what follows the keyword and one blank, untrimmed */
    avn_statement *subs; /* sub-lines, in order */
    avn_statement *next;
    /* Of a statement that is no sub-line, once its file is read; NULL: there is none of its name */
    const struct avn_keyword *known;
};

/* The statements of TEXT, which is decoded, in order; NULL when there are none. What is wrong with
 * the shape of the file is told to SINK and counted in *ERRORS. WITHOUT_SUBS leaves out the
 * sub-lines.
 */
avn_statement *avn_statements_read(avn_arena *arena, const avn_sink *sink, const char *file,
                                   avn_str text, bool without_subs, unsigned *errors);

#endif

/* Shared by the files of lint: one run over one grammar. */
#ifndef AVN_AUTHOR_LINT_RUN_H
#define AVN_AUTHOR_LINT_RUN_H

#include "author/shape.h"
#include "grammar/compiler.h"
#include "tree/schema.h"

/* A pattern where it was written. */
typedef struct avn_linted {
    const avn_statement *s;   /* the line or sub-line */
    const avn_statement *top; /* the line it belongs to; S itself where that is no sub-line */
    avn_str source;           /* part of the rest of S */
    avn_pattern *pattern;     /* NULL: only its source is of interest */
} avn_linted;

typedef struct avn_lint_run {
    avn_grammar *grammar; /* a copy whose new patterns are the run's own */
    avn_grammar *const *others;
    size_t other_count;
    avn_schema *schema;
    avn_arena *arena;
    avn_matcher *matcher;
    const avn_sink *sink; /* keeps what it is told */
    avance_language language;
    AVN_VEC(avn_linted) patterns;
    uint64_t exampled; /* line rules that took a line of some example */
    uint64_t hidden;   /* line rules to which an earlier one leaves nothing, which was told */
} avn_lint_run;

/* How blocks use a line rule: a bit each. */
typedef enum avn_line_use {
    AVN_USE_OPENS = 1,
    AVN_USE_SET = 2,
    AVN_USE_ROW = 4,
    AVN_USE_DROP = 8,
    AVN_USE_LABEL = 16,
    AVN_USE_LOOKED_FOR = 32 /* needs, before, streams: it must be there, but gives nothing there */
} avn_line_use;

unsigned avn_line_uses(const avn_grammar *grammar, int line);
/* The blocks (a bit each) in which the line is taken; bit 0, the document, is open everywhere. */
uint64_t avn_line_homes(const avn_grammar *grammar, int line);

/* True for what stands in the grammar's own file, not in one that it uses. */
bool avn_lint_is_own(const avn_lint_run *run, const avn_statement *s);
/* The own line KEYWORD NAME, or NULL. */
const avn_statement *avn_lint_find(const avn_lint_run *run, const char *keyword, avn_str name);
/* Tells message ID at PART, which points into the rest of S; arguments as for avn_tell. */
#define AVN_LINT_TELL(run, s, part, id, ...)                                                       \
    avn_tell((run)->sink, (id),                                                                    \
             (avn_place){ (s)->file, 0, (s)->line, avn_column_of((s), (part)) }, __VA_ARGS__,      \
             (char *)NULL)
/* A NUL-terminated copy. */
const char *avn_lint_words(avn_lint_run *run, avn_str s);
/* TEXT as messages quote it: not longer than one likes to read. */
const char *avn_lint_quote(avn_lint_run *run, avn_str text);

/* The rooms of lint, in the order in which they run. */
void avn_lint_collect(avn_lint_run *run);
void avn_lint_unused(avn_lint_run *run);
void avn_lint_names(avn_lint_run *run);
void avn_lint_patterns(avn_lint_run *run);
void avn_lint_lines(avn_lint_run *run);
avance_status avn_lint_examples(avn_lint_run *run);

#endif

/* Shared by the files that turn statements into a grammar. */
#ifndef AVN_GRAMMAR_COMPILER_H
#define AVN_GRAMMAR_COMPILER_H

#include "grammar/grammar.h"
#include "grammar/reader.h"

typedef struct avn_compiler {
    avn_grammar *grammar;
    avn_arena *arena; /* the grammar's */
    const avn_sink *sink;
    unsigned errors;
    bool outline;           /* only what detection asks for is compiled */
    AVN_VEC(avn_str) names; /* that checks may use; gathered when first asked for */
} avn_compiler;

/* Tells an error at COLUMN of statement S. Arguments as for avn_tell. */
#define AVN_GRAMMAR_ERROR(compiler, s, at_column, id, ...)                                         \
    ((compiler)->errors++,                                                                         \
     avn_tell((compiler)->sink, (id), (avn_place){ (s)->file, 0, (s)->line, (at_column) },         \
              __VA_ARGS__, (char *)NULL))

/* A NUL-terminated copy for messages. */
const char *avn_c_string(avn_compiler *compiler, avn_str s);
/* ": ¿quiso decir «X»?" for the candidate nearest to NAME, else "". */
const char *avn_suggest(avn_compiler *compiler, avn_str name, const avn_str *candidates,
                        size_t count);

/* Tells that NAME was defined before, in LINE. */
void avn_tell_repeated(avn_compiler *compiler, const avn_statement *s, avn_str name, unsigned line);
/* Column of PART, which points into the rest of S. */
unsigned avn_column_of(const avn_statement *s, avn_str part);
/* Field and block names: lower-case letters, digits and _; line names: upper-case. */
bool avn_check_name(avn_compiler *compiler, const avn_statement *s, avn_str name, bool upper);

/* The pattern called NAME, or NULL. */
avn_macro *avn_macro_find(avn_grammar *grammar, avn_str name);
/* SOURCE with each {name} replaced by (?:text). Errors are told. */
avn_str avn_expand(avn_compiler *compiler, const avn_statement *s, avn_str source);
/* Expands and compiles; NULL after an error, which is told. */
avn_pattern *avn_compile_pattern(avn_compiler *compiler, const avn_statement *s, avn_str source,
                                 avn_pattern_use use);
/* The same, for a pattern that may never come to be matched, see avn_pattern_later. */
avn_pattern *avn_compile_pattern_later(avn_compiler *compiler, const avn_statement *s,
                                       avn_str source, avn_pattern_use use);
/* Named groups of PATTERN as captures, with the columns they are rows of. */
size_t avn_captures_of(avn_compiler *compiler, const avn_pattern *pattern,
                       avn_capture_rule **captures);
/* Compiles SOURCE as the pattern of line rule INDEX and fills what follows from it. */
void avn_finish_line(avn_compiler *compiler, const avn_statement *s, int index, avn_str source);
/* Index of the line rule called NAME, or AVN_NONE after an error. */
int avn_resolve_line(avn_compiler *compiler, const avn_statement *s, avn_str name);
/* False, and told at AT, when a grammar has as many line rules as it can. */
bool avn_room_for_line(avn_compiler *compiler, const avn_statement *s, avn_str at);
/* A whole number, or 0 after an error. */
unsigned avn_read_number(avn_compiler *compiler, const avn_statement *s, avn_str word);

typedef void avn_handler(avn_compiler *compiler, const avn_statement *s);

/* PHASE orders the work, because names may be used before the line that defines them. A keyword
 * has a row for each phase that does something for it, one behind the other. */
typedef struct avn_keyword {
    const char *name;
    unsigned phase;
    bool outline; /* detection asks for it: it is a sign, or cleans the lines for them */
    avn_handler *handle;
    const char *subs;                      /* the sub-lines it may have, separated by blanks */
    const char *argument_es, *argument_en; /* what must follow; NULL: nothing need */
} avn_keyword;

/* Words that WORD, an attribute of `line`, takes with itself: 1, or 2 with its value; 0: it is
 * none. */
unsigned avn_line_attribute(avn_str word);
/* The first row of the keyword NAME; NULL when no statement begins with it. */
const avn_keyword *avn_keyword_find(avn_str name);

extern const avn_keyword avn_keywords[];
extern const size_t avn_keyword_count;
enum { AVN_PHASES = 4 };

avn_handler avn_handle_columns, avn_handle_line_name, avn_handle_line, avn_handle_furniture,
    avn_handle_block_name, avn_handle_block, avn_handle_example, avn_handle_clean, avn_handle_break,
    avn_handle_cells, avn_handle_item, avn_handle_streams, avn_handle_phrases, avn_handle_check,
    avn_handle_refuse, avn_handle_state, avn_handle_form;

/* What follows from all `clean`, `break` and `cells`. */
void avn_finish_pieces(avn_compiler *compiler);
/* Runs every phase over the statements; checks sub-lines. */
void avn_compile_statements(avn_compiler *compiler, const avn_statement *first);

#endif

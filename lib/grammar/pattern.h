/* Patterns: the only room that knows PCRE2.
 *
 * A pattern matches a whole line unless compiled to search inside one. UTF is
 * always on. UCP (Unicode \w and \b) is on only where a pattern uses those, as
 * it costs two to eight times elsewhere: \d and \s mean ASCII, which is what
 * decoded text holds after its blanks were made plain.
 *
 * Once compiled, patterns may be matched by several threads at a time, each with a
 * matcher of its own. */
#ifndef AVN_GRAMMAR_PATTERN_H
#define AVN_GRAMMAR_PATTERN_H

#include <stdint.h>

#include "grammar/charset.h"
#include "grammar/needs.h"
#include "grammar/traits.h"

/* The whole match and its groups, named or not. */
enum { AVN_MAX_GROUPS = 32 };

typedef enum avn_pattern_use {
    AVN_WHOLE_LINE,  /* anchored at both ends */
    AVN_JOINED_LINE, /* the same, and may answer PARTIAL */
    AVN_SEARCH       /* anywhere inside */
} avn_pattern_use;

typedef struct avn_pattern_group {
    const char *name;
    unsigned number;
} avn_pattern_group;

typedef struct avn_pattern {
    struct avn_code *code;
    avn_str source; /* as compiled, names filled in */
    avn_pattern_use use;
    avn_pattern_group *groups; /* named groups, in the order of their numbers */
    size_t group_count;
    avn_charset first;     /* what a match can begin with, as the engine says */
    uint32_t least_length; /* no shorter line matches */
    avn_traits traits;     /* no line without the literal matches, and none of whole lines that
                              begins otherwise than the head */
    avn_needs needs;       /* of one that is compiled later */
} avn_pattern;

typedef struct avn_pattern_error {
    size_t offset; /* in the source handed in */
    int number;    /* PCRE2's, or AVN_TOO_MANY_GROUPS */
    char text[160];
} avn_pattern_error;

enum { AVN_TOO_MANY_GROUPS = -1 };

/* What ERROR says to people. */
const char *avn_pattern_reason(const avn_pattern_error *error, bool english);

/* The compiler of one grammar; holds PCRE2's memory functions. */
typedef struct avn_patterns avn_patterns;
avn_patterns *avn_patterns_new(avn_allocator allocator);
void avn_patterns_free(avn_patterns *patterns);

/* NULL with *ERROR filled when SOURCE is not a pattern or memory is short (then the
 * arena says so). The pattern lives as long as PATTERNS. */
avn_pattern *avn_pattern_compile(avn_patterns *patterns, avn_arena *arena, avn_str source,
                                 avn_pattern_use use, avn_pattern_error *error);

/* The same, for one that may never come to be matched: where its text is plain enough to know that
 * it is a pattern, it is compiled when it is first matched. Until then it has no groups, and may
 * begin with any byte. */
avn_pattern *avn_pattern_later(avn_patterns *patterns, avn_arena *arena, avn_str source,
                               avn_pattern_use use, avn_pattern_error *error);

/* PATTERN, which is for whole lines, again for joined ones, compiled when it is first matched. NULL
 * when memory is short. */
avn_pattern *avn_pattern_joined(avn_patterns *patterns, avn_arena *arena,
                                const avn_pattern *pattern);

/* PATTERN again, to be used as USE says, without the shortcuts of the engine, which hide how a text
 * fails and how long that takes. NULL when memory is short. */
avn_pattern *avn_pattern_bare(avn_patterns *patterns, avn_arena *arena, const avn_pattern *pattern,
                              avn_pattern_use use);

/* What one thread needs to match: buffers and limits. */
typedef struct avn_matcher avn_matcher;
avn_matcher *avn_matcher_new(avn_allocator allocator);
void avn_matcher_free(avn_matcher *matcher);
/* True, once, after a match that could not be tried to its end for want of memory: it said
 * AVN_NO_MATCH. */
bool avn_matcher_failed(avn_matcher *matcher);

typedef enum avn_match {
    AVN_NO_MATCH,
    AVN_MATCHED,
    AVN_PARTIAL, /* AVN_JOINED_LINE only: more text could make it match */
    AVN_MATCH_LIMIT
} avn_match;

/* Matches PATTERN against SUBJECT, which must be valid UTF-8, from byte START on. */
avn_match avn_pattern_match(avn_matcher *matcher, const avn_pattern *pattern, avn_str subject,
                            size_t start);
/* The same, where avn_pattern_may_match() said yes: that is not asked again. */
avn_match avn_pattern_try(avn_matcher *matcher, const avn_pattern *pattern, avn_str subject,
                          size_t start);
/* Group NUMBER of the last successful match; ptr NULL when it took no part. 0 is all of it. */
avn_str avn_match_group(const avn_matcher *matcher, avn_str subject, unsigned number);

static inline bool avn_pattern_may_start(const avn_pattern *pattern, unsigned char byte)
{
    return avn_has_bit(pattern->first.bytes, byte);
}

/* False when PATTERN, which is for whole lines, or for joined ones, cannot match a text that begins
 * as TEXT does. */
static inline bool avn_pattern_may_begin(const avn_pattern *pattern, avn_str text)
{
    for (size_t i = 0; i < AVN_HEAD_SIZE && i < text.len; i++)
        if (!avn_has_bit(pattern->traits.head.at[i], (unsigned char)text.ptr[i]))
            return false;
    return true;
}

/* False when PATTERN, which is for whole lines, shows at once that it does not match TEXT: this is
 * part of a match, and to be asked before where most lines are nothing of the kind. */
static inline bool avn_pattern_may_match(const avn_pattern *pattern, avn_str text)
{
    return text.len >= pattern->least_length && avn_pattern_may_begin(pattern, text) &&
           avn_literal_stands_in(&pattern->traits.literal, text);
}

#endif

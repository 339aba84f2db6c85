/* A pattern taken apart, as far as writing texts needs that it may match.
 *
 * Lint makes such texts: to see whether an earlier rule takes them, how many figures a row has, how
 * long a pattern can take. What a pattern looks at without taking it (\b, look ahead, look behind)
 * is left out, so a text is only a proposal: who needs a text that matches tries it. */
#ifndef AVN_AUTHOR_SHAPE_H
#define AVN_AUTHOR_SHAPE_H

#include "base/buf.h"
#include "grammar/pattern.h"

typedef enum avn_part_kind {
    AVN_PART_NOTHING,  /* takes no text */
    AVN_PART_TEXT,     /* stands for itself */
    AVN_PART_SET,      /* one of several characters */
    AVN_PART_SEQUENCE, /* its children, one after another */
    AVN_PART_CHOICE,   /* one of its children */
    AVN_PART_REPEAT    /* its child, several times */
} avn_part_kind;

/* A sample is no longer than AVN_LONGEST_SAMPLE bytes and one repetition: it may be cut there. */
enum { AVN_ENDLESS = 1000000, AVN_SET_SAMPLES = 8, AVN_LONGEST_SAMPLE = 4000 };

typedef struct avn_part {
    avn_part_kind kind;
    avn_str text;                     /* of a text */
    avn_str samples[AVN_SET_SAMPLES]; /* of a set: some of its characters */
    unsigned sample_count;
    unsigned least, most;    /* of a repetition; most AVN_ENDLESS: no limit */
    avn_str name;            /* of a named group */
    int first, next, parent; /* child, sibling, what it is a child of; or -1 */
} avn_part;

typedef struct avn_shape {
    AVN_VEC(avn_part) parts;
    int root; /* -1: memory was short, or the pattern is nested too deeply */
} avn_shape;

/* Takes the compiled text SOURCE apart. PATTERNS compiles its sets, MATCHER tries them. */
avn_shape avn_shape_of(avn_patterns *patterns, avn_matcher *matcher, avn_arena *arena,
                       avn_str source);

typedef struct avn_sampling {
    unsigned variant; /* 0: first choices, least repetitions; others vary */
    bool most;        /* repetitions as long as they may be, up to LONGEST */
    unsigned longest;
    int pumped; /* the repetition whose child is repeated PUMPS times, where the text then ends */
    unsigned pumps;
} avn_sampling;

/* Writes a text to TEXT. */
void avn_shape_sample(const avn_shape *shape, int part, const avn_sampling *how, avn_buf *text);
/* The part that is the group called NAME, or -1. */
int avn_shape_group(const avn_shape *shape, avn_str name);

#endif

/* Reads the text of a pattern part by part.
 *
 * What is not known here (verbs, conditions, recursion, comments, numbered characters, a flag that
 * changes what a plain character means) is told, and ends the reading. */
#ifndef AVN_GRAMMAR_PARTS_H
#define AVN_GRAMMAR_PARTS_H

#include "base/str.h"
#include "grammar/charset.h"

enum { AVN_MOST_NESTED = 24, AVN_NO_END = 1000000 };

typedef enum avn_part_kind {
    AVN_PART_END,     /* the text has no more */
    AVN_PART_UNKNOWN, /* the text is not understood */
    AVN_PART_CHARACTER,
    AVN_PART_SET,
    AVN_PART_SEVERAL, /* characters that are one for who reads */
    AVN_PART_PLACE,   /* between two characters */
    AVN_PART_OPEN,
    AVN_PART_CLOSE,
    AVN_PART_OR
} avn_part_kind;

typedef struct avn_part {
    avn_part_kind kind;
    avn_str text;    /* of a character */
    avn_charset set; /* of a character and a set: what may stand there */
    bool exact;      /* that, and nothing else, which is of ASCII or the character itself */
    bool plain;      /* a character stands for itself, or for both its cases */
    char place;      /* of a place: how it is written */
    bool captures, looks_around; /* of what opens */
    unsigned least, most;        /* so often; AVN_NO_END: no matter how often */
    bool unsure;                 /* or not: versions of the engine differ */
} avn_part;

typedef struct avn_parts {
    avn_str rest;
    bool folds, unicode;
    bool folds_outside[AVN_MOST_NESTED];
    unsigned depth; /* groups that are open */
} avn_parts;

/* Of SOURCE, the text of a pattern. */
avn_parts avn_parts_of(avn_str source);
avn_part avn_next_part(avn_parts *parts);
/* True when the classes of SOURCE hold letters and digits of any script. */
bool avn_wants_unicode(avn_str source);

#endif

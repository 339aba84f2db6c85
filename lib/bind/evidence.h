/* What a file says about itself: its headings, its widths, its units. */
#ifndef AVN_BIND_EVIDENCE_H
#define AVN_BIND_EVIDENCE_H

#include "bind/fold.h"
#include "bind/frames.h"
#include "bind/table.h"

typedef struct avn_evidence {
    avn_frames *frames;
    const avn_grammar *grammar;
    avn_arena *arena;
    const avn_clause *name;  /* the lead that wraps by words */
    const avn_clause *unit;  /* the lead behind it, or NULL */
    avn_table headings;      /* "rule|clave|nombre": how often printed */
    avn_table claves;        /* "rule|clave": how many names; "rule|nombre": how many claves */
    bool headings_have_gaps; /* headings of this file stand apart */
    bool headings_nest;      /* a heading is followed by one of the next level, or a row */
    avn_carry *carry;        /* the vocabularies */
    avn_str *sorted;         /* known units in the order of their bytes, or NULL */
    avn_table asked;         /* units that were looked up, as they stand, with the answer */
    bool has_words;          /* the words of these frames are in the vocabulary */
    double name_width, unit_width, page_width; /* on paper */
} avn_evidence;

bool avn_evidence_read(avn_evidence *evidence, avn_frames *frames, avn_carry *carry);

/* True when A, which may be NULL, and B are headings that say the same. */
bool avn_same_heading(const avn_evidence *evidence, const avn_item *a, const avn_item *b);

/* True in singular and plural. */
bool avn_unit_is_known(avn_evidence *evidence, avn_str unit);
/* True when a text can't end with WORD, or with the last word of TEXT. */
bool avn_is_link(const avn_evidence *evidence, avn_str word);
bool avn_ends_in_link(const avn_evidence *evidence, avn_str text);
/* True when the sentence is over with TEXT. */
bool avn_ends_in_stop(avn_str text);
/* True when the word, in singular or plural, stands in some text of the file. */
bool avn_word_is_used(avn_evidence *evidence, avn_str word);
/* True when some known unit begins with UNIT. */
bool avn_unit_begins(avn_evidence *evidence, avn_str unit);
void avn_unit_learn(avn_evidence *evidence, avn_str unit);
/* True when several words are figures with a fraction. */
bool avn_has_figures(avn_str text);

#endif

/* How well a run of lines reads as the leads of a record: a name that wraps by
 * words and a unit in a narrow column that may cut a word. */
#ifndef AVN_BIND_LEADS_H
#define AVN_BIND_LEADS_H

#include "bind/evidence.h"

enum { AVN_MOST_NAME_LINES = 48, AVN_MOST_UNIT_PIECES = 6, AVN_LONGEST_UNIT = 128 };

typedef enum avn_lead_form {
    AVN_WHOLE,      /* lines of the name, then lines of the unit */
    AVN_UNIT_FIRST, /* lines of the unit, then lines of the name */
    AVN_GLUED,      /* the unit's pieces end the first lines of the name */
    AVN_COLUMNS,    /* the same, at a column that keeps its place */
    AVN_TABBED,     /* the same, behind a tab */
    AVN_SCATTERED   /* the unit's pieces are lines, or end lines, anywhere */
} avn_lead_form;

/* One way to read lines START.. of a gap as leads; small, as many are weighed. */
typedef struct avn_lead_reading {
    double cost;
    avn_lead_form form;
    uint8_t pieces; /* of the unit; 0: there is no unit */
    /* Of AVN_GLUED: words of each piece; of AVN_COLUMNS: [0]. */
    uint8_t words[AVN_MOST_UNIT_PIECES];
    /* Of AVN_SCATTERED: the line of each piece; words 0: all of it. */
    uint8_t at[AVN_MOST_UNIT_PIECES];
    uint8_t cut; /* bit I: piece I goes on in piece I + 1 without a blank */
    bool unit_known;
} avn_lead_reading;

typedef struct avn_lead_answer {
    avn_lead_reading best, other;
    double most; /* readings that cost so much need not be found */
} avn_lead_answer;

/* The last lines of a gap as a unit. */
typedef struct avn_ending {
    double cost, sought; /* where its cost is infinite: it is so much at least */
    uint8_t cut;         /* as in a reading */
    bool unit_known;
} avn_ending;

/* What the units of a gap cost; kept over trials of the name's width. */
typedef struct avn_unit_cache {
    bool filled;
    avn_ending endings[AVN_MOST_UNIT_PIECES]; /* [n]: the last n lines */
    AVN_VEC(avn_lead_reading) scattered;      /* in the order in which they are weighed */
    double scattered_width; /* of the unit's column, when they were found; or -1 */
} avn_unit_cache;

/* Sums over the lines of one gap, so that a run of them is weighed at once. */
typedef struct avn_gap {
    avn_evidence *evidence;
    const avn_item *items;
    size_t count;   /* those of the gap, then those inside the record */
    size_t before;  /* those of the gap */
    double margin;  /* what costs so much more than the best need not be told from it */
    double *lines;  /* [i]: what lines 0..i-1 cost as lines of a name */
    double *breaks; /* [i]: what the breaks above lines 0..i-1 cost inside a name */
    size_t capacity;
    avn_unit_cache *units;
} avn_gap;

/* Prepares GAP for the items; the sums' room is taken from the evidence's arena. */
bool avn_gap_open(avn_gap *gap, avn_evidence *evidence, const avn_item *items, size_t count,
                  size_t before, avn_unit_cache *units);
/* The cheapest readings of items START.. as leads; cost is infinite where there is none that costs
 * less than MOST. */
void avn_leads_solve(const avn_gap *gap, size_t start, double most, avn_lead_answer *answer);

/* A reading spelled out. */
typedef struct avn_lead_choice {
    avn_str name[AVN_MOST_NAME_LINES];
    const avn_item *name_items[AVN_MOST_NAME_LINES];
    size_t name_count;
    avn_str unit[AVN_MOST_UNIT_PIECES];
    const avn_item *unit_items[AVN_MOST_UNIT_PIECES];
    size_t unit_count;
    double surprise; /* of its columns: words that stand across, pieces too many */
} avn_lead_choice;

/* False when the lines can't be read so. */
bool avn_leads_spell(const avn_item *items, size_t count, const avn_lead_reading *reading,
                     avn_lead_choice *choice);
/* How wide line INDEX of the name is on paper. */
unsigned avn_name_width(const avn_lead_choice *choice, size_t index);
/* Splits TEXT before its last WORDS words; false when it has not so many. */
bool avn_split_words(avn_str text, size_t words, avn_str *head, avn_str *tail);
/* The unit's pieces as one text, in BUFFER if they are several. */
avn_str avn_unit_join(const avn_lead_choice *choice, unsigned cut, char buffer[AVN_LONGEST_UNIT]);

#endif

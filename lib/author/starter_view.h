/* What a sample looks like: its lines as slots, and lines of one shape as groups. */
#ifndef AVN_AUTHOR_STARTER_VIEW_H
#define AVN_AUTHOR_STARTER_VIEW_H

#include "text/source.h"

typedef enum avn_slot_kind {
    AVN_SLOT_TEXT = 't',
    AVN_SLOT_NUMBER = 'n', /* a whole number at the front */
    AVN_SLOT_KEY = 'k',
    AVN_SLOT_FIGURE = 'f',
    AVN_SLOT_PERCENT = 'p',
    AVN_SLOT_MONEY = 'm',
    AVN_SLOT_DATE = 'd'
} avn_slot_kind;

enum { AVN_MOST_SLOTS = 32 };

typedef struct avn_sample_slot {
    avn_slot_kind kind;
    avn_str text;
} avn_sample_slot;

typedef enum avn_sample_role {
    AVN_SAMPLE_PLAIN,
    AVN_SAMPLE_TITLE,
    AVN_SAMPLE_HEADER, /* stands at the top of pages */
    AVN_SAMPLE_NUMBER, /* of a page */
    AVN_SAMPLE_LABEL,  /* "Label: value" */
    AVN_SAMPLE_ITEM,
    AVN_SAMPLE_TITLES, /* of columns */
    AVN_SAMPLE_ROW     /* of a group */
} avn_sample_role;

typedef struct avn_sample_line {
    avn_str text; /* trimmed, never empty */
    avn_sample_role role;
    avn_sample_slot slots[AVN_MOST_SLOTS];
    size_t slot_count;
    size_t label; /* bytes before the colon */
} avn_sample_line;

/* Lines of one shape. */
typedef struct avn_sample_group {
    size_t first, count;          /* its first line, how many it has */
    bool literal[AVN_MOST_SLOTS]; /* the text is the same in all of them */
} avn_sample_group;

typedef struct avn_sample_view {
    AVN_VEC(avn_sample_line) lines;
    AVN_VEC(avn_sample_group) groups; /* in the order in which their patterns are to be tried */
    size_t record; /* the group that most of the sample is made of, or groups.count */
    bool has_items, has_headers, has_page_numbers;
} avn_sample_view;

/* Everything lives in ARENA and points into SAMPLE. */
void avn_sample_look(avn_sample_view *view, avn_arena *arena, const avn_source *sample);
/* True when the two say the same but for their digits. */
bool avn_sample_same(avn_str a, avn_str b);

#endif

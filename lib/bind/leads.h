/* How well a run of lines reads as the leads of a record: a name that wraps by
 * words and a unit in a narrow column that may cut a word. */
#ifndef AVN_BIND_LEADS_H
#define AVN_BIND_LEADS_H

#include "bind/evidence.h"

enum { AVN_MOST_NAME_LINES = 40, AVN_MOST_UNIT_PIECES = 6, AVN_LONGEST_UNIT = 128 };

typedef struct avn_lead_choice {
    double cost;
    avn_str name[AVN_MOST_NAME_LINES];
    size_t name_count;
    avn_str unit[AVN_MOST_UNIT_PIECES];
    size_t unit_count;
    bool cut[AVN_MOST_UNIT_PIECES]; /* piece I goes on in piece I + 1 without a blank */
    bool unit_known;
} avn_lead_choice;

typedef struct avn_lead_answer {
    avn_lead_choice best;
    double second; /* cost of the best other reading */
    avn_lead_choice other;
} avn_lead_answer;

/* The cheapest reading of ITEMS as leads; cost is infinite when there is none. */
void avn_leads_solve(const avn_evidence *evidence, const avn_item *items, size_t count,
                     avn_lead_answer *answer);
/* The unit's pieces as one text in BUFFER. */
avn_str avn_unit_join(const avn_lead_choice *choice, char buffer[AVN_LONGEST_UNIT]);

#endif

/* The division of one gap: text of the record before, headings, leads of the next. */
#ifndef AVN_BIND_SPLIT_H
#define AVN_BIND_SPLIT_H

#include "bind/leads.h"

typedef struct avn_division {
    double cost;
    size_t text;            /* so many items are text of the record before */
    size_t headings;        /* and so many after them are headings */
    avn_lead_reading leads; /* how the items after that read; pieces 0 and cost 0: not at all */
    double margin;          /* what the best other division costs more */
    size_t other_text;      /* so many items are text there, */
    size_t other_start;     /* where the leads begin, and how they read */
    avn_lead_reading other;
} avn_division;

/* OPEN is the heading in force per level, NULL where none is. What costs MARGIN more than the best
 * is not looked for: a margin of so much or more may not be the true one. */
void avn_split_gap(avn_gap *gap, const avn_frame *frame, const avn_item *const *open, double margin,
                   avn_division *division);
/* No division of a gap of COUNT items costs less. */
double avn_least_division(const avn_evidence *evidence, const avn_item *items, size_t count);

#endif

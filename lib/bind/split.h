/* The division of one gap: text of the record before, headings, leads of the next. */
#ifndef AVN_BIND_SPLIT_H
#define AVN_BIND_SPLIT_H

#include "bind/leads.h"

typedef struct avn_division {
    double cost;
    size_t text;     /* so many items are text of the record before */
    size_t headings; /* and so many after them are headings */
    avn_lead_choice leads;
    double margin; /* what the best other division costs more */
    avn_str other;  /* how the name or the unit reads there */
    bool other_is_unit;
} avn_division;

/* ITEMS are those of the gap that are no repeated headings, then COUNT_INSIDE that stand in the
 * record itself. OPEN is the heading in force per level, NULL where none is. */
void avn_split_gap(const avn_evidence *evidence, const avn_frame *frame, const avn_items *items,
                   size_t before, const avn_item *const *open, avn_division *division);

#endif

/* What it costs that some pieces are a unit of measure. */
#ifndef AVN_BIND_UNITS_H
#define AVN_BIND_UNITS_H

#include "bind/leads.h"

/* Sums that are made in another order differ by less. */
#define AVN_ROUNDING 1e-6

/* Fills `cut` and `unit_known` of READING with the best way to join the pieces of CHOICE; answers
 * the cost, or INFINITY when that is MOST or more. */
double avn_unit_cost(avn_evidence *evidence, const avn_lead_choice *choice,
                     avn_lead_reading *reading, double most);

/* COST, or a part of it, when WIDTH is more than LIMIT (0: not known). */
double avn_if_wider(double width, double limit, double cost);
/* A line breaks where the next word does not fit; COST, or a part of it, when it would have. */
double avn_if_unforced(double width, double next_word, double column, double cost);

#endif

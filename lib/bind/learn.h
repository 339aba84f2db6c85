/* Learns from the whole file how wide its columns are and which units it knows,
 * and divides every gap. */
#ifndef AVN_BIND_LEARN_H
#define AVN_BIND_LEARN_H

#include "bind/split.h"

/* What a frame's items became. */
typedef struct avn_solved {
    avn_items items; /* gap, then inside; repeated headings left out */
    size_t before;   /* how many of them stand in the gap */
    avn_items repeats;
    avn_division division;
    bool settled; /* the division stands, whatever else is learned */
} avn_solved;

typedef struct avn_solutions {
    avn_solved *items; /* one per frame */
    size_t count;
} avn_solutions;

/* The leads of a solved frame, or of its best other division, spelled out; false when it has
 * none. */
bool avn_solved_leads(const avn_solved *solved, bool other, avn_lead_choice *choice);
bool avn_learn(avn_evidence *evidence, avn_solutions *solutions);
/* Carries what the portion behind the first COUNT frames needs to know. */
void avn_learned_keep(const avn_evidence *evidence, const avn_solutions *solutions, size_t count);

#endif

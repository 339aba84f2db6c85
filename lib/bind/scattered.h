#ifndef AVN_BIND_SCATTERED_H
#define AVN_BIND_SCATTERED_H

#include "bind/leads.h"

/* Fills `scattered` of GAP's units. */
void avn_find_scattered(const avn_gap *gap);
/* Makes READING, one of those, one of leads that begin at START; false when it stands above. */
bool avn_scattered_from(const avn_gap *gap, size_t start, avn_lead_reading *reading);

#endif

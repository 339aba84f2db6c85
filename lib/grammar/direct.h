/* Patterns that leave no choice, matched without the engine.
 *
 * Where each byte of a text can go on in one way at most, a table that is walked once tells the
 * match and its groups, at a few instructions per byte. Most rules for rows of figures and for
 * fixed words are of that kind. */
#ifndef AVN_GRAMMAR_DIRECT_H
#define AVN_GRAMMAR_DIRECT_H

#include <stdatomic.h>

#include "grammar/pattern.h"

typedef struct avn_direct avn_direct;

/* The table of a pattern, made when it is first asked for, by any thread; zeroed before. */
typedef struct avn_direct_slot {
    _Atomic(const avn_direct *) made;
} avn_direct_slot;

/* The table of PATTERN, which ends in \z, in one block of ALLOCATOR. NULL when it leaves a choice,
 * when that is not known, or when memory is short: the engine answers the same. */
const avn_direct *avn_direct_of(avn_direct_slot *slot, avn_allocator allocator, avn_str pattern);
/* Says that there is no table. */
void avn_direct_refuse(avn_direct_slot *slot);
void avn_direct_free(avn_direct_slot *slot, avn_allocator allocator);

/* Matches SUBJECT from byte START on, as a pattern that is used as USE says. OFFSETS has room for
 * two per group, where it begins and where it ends, SIZE_MAX where it took no part; *GROUPS is how
 * many there are, the whole match too. */
avn_match avn_direct_match(const avn_direct *direct, avn_pattern_use use, avn_str subject,
                           size_t start, size_t *offsets, int *groups);

#endif

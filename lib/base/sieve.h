/* Many patterns (or phrases) at once: which of them a text may match, by what they need.
 *
 * The texts that the patterns need are looked for all together, in one pass over the bytes (the
 * automaton of Aho and Corasick), so that most patterns need not be tried on most lines. */
#ifndef AVN_BASE_SIEVE_H
#define AVN_BASE_SIEVE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/bits.h"

/* Texts of which each line that a pattern matches holds one, folded by avn_sieve_fold(). COUNT 0:
 * nothing is known. */
typedef struct avn_needs {
    const avn_str *texts;
    size_t count;
} avn_needs;

/* What BYTE of a text counts as where capitals and the accents of Spanish do not matter; 0:
 * nothing. Two letters that match each other under (?i) come to the same: é and É are e, ſ is s. So
 * do others that happen to share a byte, which only makes a text seem to hold more than it does. */
uint8_t avn_sieve_fold(uint8_t byte);

typedef struct avn_sieve avn_sieve;

/* Pattern I is the one that NEEDS[I] is said of. NULL when memory is short. It lives in ARENA. */
avn_sieve *avn_sieve_new(avn_arena *arena, const avn_needs *needs, size_t count);
/* How many words the bits of its patterns take. */
size_t avn_sieve_words(const avn_sieve *sieve);
/* Writes to MAY, a bit for each pattern, which of them TEXT may match; the others it does not. */
void avn_sieve_look(const avn_sieve *sieve, avn_str text, uint64_t *may);

#endif

/* What a pattern needs: texts of which each line that it matches holds one, read off its own text.
 *
 * Only a plain part of PCRE2's language is understood. A pattern written in it is taken by the
 * engine for certain; of any other nothing is said. */
#ifndef AVN_GRAMMAR_NEEDS_H
#define AVN_GRAMMAR_NEEDS_H

#include <stdint.h>

#include "base/arena.h"

/* Folded, see avn_needs_fold. COUNT 0: nothing is known. */
typedef struct avn_needs {
    const avn_str *texts;
    size_t count;
} avn_needs;

/* True, with *NEEDS filled, when PATTERN is understood. */
bool avn_needs_read(avn_arena *arena, avn_str pattern, avn_needs *needs);

/* What BYTE of a text counts as where capitals and the accents of Spanish do not matter; 0:
 * nothing. Two letters that match each other under (?i) come to the same: é and É are e, ſ is s. So
 * do others that happen to share a byte, which only makes a text seem to hold more than it does. */
uint8_t avn_needs_fold(uint8_t byte);

#endif

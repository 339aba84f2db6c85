/* Words as they are compared: capitals without accents, plurals taken back. */
#ifndef AVN_BIND_FOLD_H
#define AVN_BIND_FOLD_H

#include "base/str.h"

enum { AVN_FOLDED = 128 };

/* Ways to take a plural back: PLATICAS to PLATICA, ACCIONES to ACCION. */
typedef enum avn_plural { AVN_PLURAL_S, AVN_PLURAL_ES, AVN_PLURALS } avn_plural;

/* Capitals without accents, full stops and commas; BUFFER of SIZE holds the result, which leaves
 * one byte of it free. */
avn_str avn_fold(avn_str text, char *buffer, size_t size);
/* True when TEXT, folded, is FOLDED. */
bool avn_folds_to(avn_str text, avn_str folded);
/* FOLDED with the plural of each of its words taken back. */
avn_str avn_fold_singular(avn_str folded, avn_plural plural, char buffer[AVN_FOLDED]);

#endif

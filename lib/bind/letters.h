/* Cells of a record whose words and figures were paired. */
#ifndef AVN_BIND_LETTERS_H
#define AVN_BIND_LETTERS_H

#include "bind/evidence.h"

/* Takes the cells of the first row that stand among the leads of each record: the letter that its
 * figures call for, and the one that stands apart. */
void avn_take_letters(avn_evidence *evidence);

#endif

/* The letter of a record whose words and figures were paired. */
#ifndef AVN_BIND_LETTERS_H
#define AVN_BIND_LETTERS_H

#include "bind/evidence.h"

/* Takes the letter that each record's figures call for out of its leads. */
void avn_take_letters(avn_evidence *evidence);

#endif

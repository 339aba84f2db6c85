/* Several values as one key. */
#ifndef AVN_CHECK_JOINED_H
#define AVN_CHECK_JOINED_H

#include "check/run.h"

/* The value of `in` and of the first COUNT arguments, folded, one after the other. False when one
 * of them was not printed. */
bool avn_joined_key(avn_run *run, size_t count, avn_str *key);

#endif

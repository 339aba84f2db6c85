/* Keys of what was seen before: several values, or the heading that a place stands under. */
#ifndef AVN_CHECK_JOINED_H
#define AVN_CHECK_JOINED_H

#include "check/run.h"

/* The value of `in` and of the first COUNT arguments, folded, one after the other. False when one
 * of them was not printed. */
bool avn_joined_key(avn_run *run, size_t count, avn_str *key);

/* Sets *LAST to the value that was remembered last under the heading that the run's place stands
 * under (NULL: none), and remembers VALUE. False when memory is short. */
bool avn_last_under_heading(avn_run *run, const avn_value *value, const avn_value **last);

#endif

/* Where a portion of a long text may end. */
#ifndef AVN_BIND_PORTION_H
#define AVN_BIND_PORTION_H

#include "bind/learn.h"

/* The last frame whose record may begin the next portion, and in *LINE the line that it begins
 * with, headings included. 0 where no frame is fit for that. */
size_t avn_portion_end(const avn_frames *frames, const avn_solutions *solutions, uint32_t *line);

#endif

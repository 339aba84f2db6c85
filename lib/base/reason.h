/* Why the system refused something, in the language of the messages. */
#ifndef AVN_BASE_REASON_H
#define AVN_BASE_REASON_H

#include "avance.h"

enum { AVN_REASON_SIZE = 128 };

/* The words for errno value ERROR; written to BUFFER when they are not a constant. */
const char *avn_reason(avance_language language, int error, char buffer[AVN_REASON_SIZE]);

#endif

/* The bytes of an input as they are: a file mapped into memory, or a stream read to its end. */
#ifndef AVN_TEXT_INPUT_H
#define AVN_TEXT_INPUT_H

#include "text/source.h"

/* Sets SOURCE's raw bytes, followed by a readable one. PATH NULL reads standard input. BRIEF as in
 * avn_source_options. Failure is told, except that of memory. */
avance_status avn_input_open(avn_source *source, const avn_sink *sink, const char *path,
                             size_t max_size, bool brief);
/* The same from a copy of BYTES. */
avance_status avn_input_copy(avn_source *source, const avn_sink *sink, const void *bytes,
                             size_t size, size_t max_size);
void avn_input_free(avn_source *source);
/* The whole input, for a message that may outlive SOURCE. */
avn_place avn_input_place(const avn_source *source, const avn_sink *sink);
/* Tells that the input is larger than MAX_SIZE; returns the status to fail with. */
avance_status avn_input_too_large(const avn_source *source, const avn_sink *sink, size_t max_size);

#endif

/* The second reading: a page whose cells come in streams.
 *
 * Some extractors print the words of a page in order and its figures in order,
 * but not interleaved. Then the k-th row's figures belong to the k-th row's
 * words: rows, labels and percentages are read as queues and paired. */
#ifndef AVN_BIND_STREAMS_H
#define AVN_BIND_STREAMS_H

#include "bind/frames.h"

/* Rows of figures found in the text, less those that found no record. */
typedef struct avn_stream_fit {
    size_t records, complete;
} avn_stream_fit;

/* Fills FRAMES from the streams of LEXED; false when memory is short. */
bool avn_streams_read(avn_frames *frames, avn_lexed *lexed, const avn_block_rule *record,
                      avn_stream_fit *fit);

#endif

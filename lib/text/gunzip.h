/* gzip, recognised by content: any number of members, each checked against its CRC. */
#ifndef AVN_TEXT_GUNZIP_H
#define AVN_TEXT_GUNZIP_H

#include "avance.h"
#include "base/buf.h"

bool avn_is_gzip(avn_str bytes);
/* Appends the content to OUT. AVANCE_NOT_TEXT: damaged; AVANCE_LIMIT: more than MAX_SIZE. */
avance_status avn_gunzip(avn_str bytes, size_t max_size, avn_buf *out);

#endif

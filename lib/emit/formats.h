/* The output formats: one row each. NAME stands for `const avn_emitter avn_emit_NAME`, which the
 * format's own source file defines; the order is that of listings. */
#ifndef AVN_EMIT_FORMATS_H
#define AVN_EMIT_FORMATS_H

#include "emit/emitter.h"

#define AVN_FORMATS(FORMAT)                                                                        \
    FORMAT(json)                                                                                   \
    FORMAT(ndjson)                                                                                 \
    FORMAT(csv)                                                                                    \
    FORMAT(sqlite)                                                                                 \
    FORMAT(xlsx)                                                                                   \
    FORMAT(md)                                                                                     \
    FORMAT(sipot)                                                                                  \
    FORMAT(tree)

#define AVN_FORMAT_DECLARATION(name) extern const avn_emitter avn_emit_##name;
AVN_FORMATS(AVN_FORMAT_DECLARATION)
#undef AVN_FORMAT_DECLARATION

#endif

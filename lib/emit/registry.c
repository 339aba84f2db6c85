#include "emit/formats.h"

#define AVN_FORMAT_ADDRESS(name) &avn_emit_##name,
const avn_emitter *const avn_emitters[] = { AVN_FORMATS(AVN_FORMAT_ADDRESS) };
#undef AVN_FORMAT_ADDRESS

const size_t avn_emitter_count = sizeof avn_emitters / sizeof *avn_emitters;

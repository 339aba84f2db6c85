/* Keys that outputs use for themselves: no field should be called so. */
#ifndef AVN_AUTHOR_RESERVED_H
#define AVN_AUTHOR_RESERVED_H

#include "base/str.h"

bool avn_name_is_reserved(avn_str name);

#endif

#include "base/checks.h"

const avn_check_function avn_check_functions[] = {
#define AVN_CHECK_FUNCTION(name, shape, es, en) { #name, shape, es, en },
#include "base/checks.def"
#undef AVN_CHECK_FUNCTION
};
const size_t avn_check_function_count = sizeof avn_check_functions / sizeof *avn_check_functions;

const avn_check_function *avn_check_function_find(avn_str name)
{
    for (size_t i = 0; i < avn_check_function_count; i++)
        if (avn_str_is(name, avn_check_functions[i].name))
            return &avn_check_functions[i];
    return NULL;
}

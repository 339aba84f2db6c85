/* Which C function stands for which name of checks.def. A new one is a row there and a file here
 * that defines avn_check_<name>. */
#include "check/run.h"

static avn_check_fn *const functions[] = {
#define AVN_CHECK_FUNCTION(name, shape, es, en) avn_check_##name,
#include "base/checks.def"
#undef AVN_CHECK_FUNCTION
};

avn_check_fn *avn_check_function_of(const avn_check *check)
{
    return check->function ? functions[check->function - avn_check_functions] : avn_check_equation;
}

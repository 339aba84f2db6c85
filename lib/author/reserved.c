#include "author/reserved.h"

bool avn_name_is_reserved(avn_str name)
{
    static const char *const keys[] = { "registro", "documento", "origen", "bloque", "contenido" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (avn_str_is(name, keys[i]))
            return true;
    return false;
}

/* A program that sees nothing but avance.h; compiled as C99, C11 and C++. */
#include "avance.h"

int main(void)
{
    avance_context *context = NULL;
    avance_options options = { AVANCE_ENGLISH, NULL, NULL, NULL, NULL, 0 };
    avance_status status = avance_context_new(&options, &context);
    avance_context_free(context);
    return status == AVANCE_OK && avance_version()[0] != '\0' ? 0 : 1;
}

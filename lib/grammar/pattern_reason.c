/* What is wrong with a pattern, in the language of the messages: PCRE2 speaks English only, so
 * the mistakes that people make are said here; the rest stays as PCRE2 says it. */
#include "grammar/pattern.h"

typedef struct reason {
    int number; /* PCRE2's compile error */
    const char *es;
} reason;

static const reason reasons[] = {
    { AVN_TOO_MANY_GROUPS, "tiene más de 31 grupos" },
    { 101, "termina en una barra invertida" },
    { 102, "\\c al final" },
    { 103, "después de \\ hay un carácter que no significa nada" },
    { 104, "en {} el mayor va después del menor" },
    { 105, "el número de {} es demasiado grande" },
    { 106, "falta el ] que cierra un conjunto" },
    { 107, "en un conjunto [] hay un escape que no vale" },
    { 108, "en un conjunto [] el rango va al revés" },
    { 109, "un cuantificador (* + ? {}) no tiene qué repetir" },
    { 111, "después de (? o (?- hay un carácter que no significa nada" },
    { 112, "las clases [:nombre:] van dentro de un conjunto []" },
    { 114, "falta un paréntesis que cierra" },
    { 115, "se refiere a un grupo que no existe" },
    { 122, "sobra un paréntesis que cierra" },
    { 125, "lo que mira hacia atrás (?<= debe tener un largo fijo" },
    { 130, "no hay una clase [:nombre:] que se llame así" },
    { 134, "el código de carácter es demasiado grande" },
    { 135, "lo que mira hacia atrás (?<= es demasiado largo" },
    { 142, "el nombre de un grupo no está bien escrito: (?<nombre>…)" },
    { 144, "el nombre de un grupo no puede empezar con una cifra" },
    { 147, "no hay una propiedad \\p{…} que se llame así" },
    { 148, "el nombre de un grupo pasa de 32 letras" },
    { 162, "falta el nombre de un grupo" },
    { 164, "en un conjunto [] hay un escape mal formado" },
};

const char *avn_pattern_reason(const avn_pattern_error *error, bool english)
{
    for (size_t i = 0; !english && i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].number == error->number)
            return reasons[i].es;
    return error->text;
}

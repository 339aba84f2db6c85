#include "suggest.h"

#include <string.h>

enum { LONGEST = 32, TOLERANCE = 2 };

/* Edits (insert, delete, replace, swap of neighbours) that make B of A; both are short. */
static size_t edits(const char *a, const char *b)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    size_t length = strlen(b);
    for (size_t j = 0; j <= length; j++)
        last[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        now[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t least = last[j - 1] + (a[i - 1] != b[j - 1]);
            if (last[j] + 1 < least)
                least = last[j] + 1;
            if (now[j - 1] + 1 < least)
                least = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < least)
                least = before[j - 2] + 1;
            now[j] = least;
        }
        size_t *oldest = before;
        before = last;
        last = now;
        now = oldest;
    }
    return last[length];
}

/* What can be suggested is in small letters, whatever the locale. */
static void make_small(char *to, const char *from)
{
    do
        *to++ = (char)(*from >= 'A' && *from <= 'Z' ? *from - 'A' + 'a' : *from);
    while (*from++);
}

void cli_suggest(cli_suggestion *suggestion, const char *candidate)
{
    char wanted[LONGEST + 1];
    size_t typed = strlen(suggestion->wanted), length = strlen(candidate);
    if (typed > LONGEST || length > LONGEST)
        return;
    make_small(wanted, suggestion->wanted);
    size_t distance = edits(wanted, candidate);
    if (typed >= 3 && strncmp(wanted, candidate, typed) == 0)
        distance = 1; /* an abbreviation */
    if (distance > TOLERANCE || 2 * distance > length)
        return;
    if (!suggestion->best || distance < suggestion->distance) {
        suggestion->best = candidate;
        suggestion->distance = distance;
    }
}

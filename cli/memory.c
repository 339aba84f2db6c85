/* madvise() is no part of POSIX; where its advice is not known, nothing is lost without it. */
#define _DEFAULT_SOURCE

#include "memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

#if defined __GLIBC__ && defined MADV_HUGEPAGE
/* A small report takes less than 2 MB. Asked for as one page they cost a quarter of what 400 page
 * faults cost. Such a page begins at a multiple of its size: what is before it stays in use, so
 * that all that comes after stands in the page, and is not touched, so that it takes no memory. */
static void begin_in_large_page(void)
{
    enum { LARGE = 2 * 1024 * 1024, LEFT = 64 };
    static char *volatile before; /* stays reachable */
    char *first = malloc(1);
    before = malloc((2 * LARGE - LEFT - (uintptr_t)first % LARGE) % LARGE);
    free(first);
    if (before)
        madvise(before + (LARGE - (uintptr_t)before % LARGE), LARGE, MADV_HUGEPAGE);
}
#else
static void begin_in_large_page(void)
{
}
#endif

void cli_memory_keep(void)
{
#ifdef __GLIBC__
    enum { MAPPED = 8 * 1024 * 1024, KEPT = 32 * 1024 * 1024, ASKED_FOR = 4 * 1024 * 1024 };
    mallopt(M_MMAP_THRESHOLD, MAPPED);
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_TOP_PAD, ASKED_FOR);
#endif
    begin_in_large_page();
}

void *cli_resize(void *block, size_t size)
{
    void *moved = realloc(block, size);
    if (!moved) {
        fputs("avance: no hay memoria suficiente / out of memory\n", stderr);
        exit(2);
    }
    return moved;
}

void *cli_zeroed(size_t size)
{
    return memset(cli_resize(NULL, size), 0, size);
}

char *cli_text(const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = (size_t)(length < 0 ? 0 : length) + 1;
    char *text = cli_zeroed(size);
    vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

void *cli_more(void *items, size_t count, size_t *capacity, size_t item_size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? 2 * *capacity : 16;
    return cli_resize(items, *capacity * item_size);
}

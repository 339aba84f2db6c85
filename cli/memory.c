#include "memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void cli_memory_keep(void)
{
#ifdef __GLIBC__
    enum { MAPPED = 8 * 1024 * 1024, KEPT = 32 * 1024 * 1024 };
    mallopt(M_MMAP_THRESHOLD, MAPPED);
    mallopt(M_TRIM_THRESHOLD, KEPT);
#endif
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

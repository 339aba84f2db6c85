/* The file is read again: the library says where, not what. A file that cannot be read any more,
 * or whose line is no text, is shown by nothing. */
#include "excerpt.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_BEFORE = 60, SHOWN = 100 }; /* characters, before the caret and of the line */

static bool is_grammar(const char *path)
{
    size_t length = path ? strlen(path) : 0;
    return length > 4 && strcmp(path + length - 4, ".avg") == 0;
}

/* Line NUMBER of the file PATH without its end; NULL when there is none. Free with free(). */
static char *read_line(const char *path, unsigned long number)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length = -1;
    for (unsigned long i = 0; file && i < number; i++)
        if ((length = getline(&line, &capacity, file)) < 0)
            break;
    if (file)
        fclose(file);
    if (length < 0 || memchr(line, '\0', (size_t)length)) {
        free(line);
        return NULL;
    }
    line[strcspn(line, "\r\n")] = '\0';
    return line;
}

static const char *next_character(const char *p)
{
    do
        p++;
    while (((unsigned char)*p & 0xC0) == 0x80);
    return p;
}

/* One character; a tab is one blank, so that the caret stands below it. */
static void put_character(FILE *to, const char *p, const char *end)
{
    unsigned char c = (unsigned char)*p;
    if (c < 0x20 || c == 0x7f)
        putc(c == '\t' ? ' ' : '?', to);
    else
        fwrite(p, 1, (size_t)(end - p), to);
}

void cli_excerpt_show(FILE *to, const avance_finding *finding)
{
    char *line =
        finding->line && is_grammar(finding->file) ? read_line(finding->file, finding->line) : NULL;
    if (!line)
        return;
    unsigned long column = finding->column, first = 1, at = 1;
    if (column > SHOWN_BEFORE)
        first = column - SHOWN_BEFORE;
    fprintf(to, "%6lu | %s", finding->line, first > 1 ? "…" : "");
    for (const char *p = line; *p && at < first + SHOWN; at++) {
        const char *end = next_character(p);
        if (at >= first)
            put_character(to, p, end);
        p = end;
    }
    fputc('\n', to);
    if (column)
        fprintf(to, "%6s | %*s^\n", "", (int)(column - first + (first > 1)), "");
    free(line);
}

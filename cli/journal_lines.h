/* What stands in a journal, line by line:
 *
 *   avance-diario 1 0123456789abcdef           the command
 *   proceso 4711 equipo                        a run began
 *   bien TAB 37638 TAB 1761004800.5 TAB 71201 TAB informes/a.txt
 *                                              result, size and time of the input, size of the
 *                                              output (- where it has none), input
 *   fin                                        the run came to its end
 *
 * In names, a backslash stands before a backslash, and \n for the end of a line. */
#ifndef CLI_JOURNAL_LINES_H
#define CLI_JOURNAL_LINES_H

#include "journal.h"

typedef struct cli_journal_entry {
    char *name;                          /* of the input */
    long long size, second, output_size; /* output_size -1: none */
    long nanosecond;
    cli_result result;
    size_t order; /* of the line */
} cli_journal_entry;

typedef struct cli_journal_lines {
    cli_journal_entry *entries; /* sorted by name, one for each: the last */
    size_t count, capacity;
    long *dead; /* processes of this machine that are no more and did not end */
    size_t dead_count, dead_capacity;
    bool same_command, ended;
    size_t whole; /* bytes up to the end of the last whole line */
} cli_journal_lines;

/* Reads SIZE bytes of TEXT; what is no line of a journal is passed over. */
void cli_journal_parse(const char *text, size_t size, uint64_t command, cli_journal_lines *lines);
void cli_journal_lines_free(cli_journal_lines *lines);
const cli_journal_entry *cli_journal_find(const cli_journal_lines *lines, const char *name);

/* The lines that a run begins with; HEAD: the first of the file as well. Free with free(). */
char *cli_journal_opening(uint64_t command, bool head);
char *cli_journal_line(const cli_journal_entry *entry);

#endif

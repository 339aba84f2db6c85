#include "journal_lines.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"

enum { HOST_SIZE = 256 };

static const char *const words[] = { "", "bien", "avisos", "error" };

static void name_host(char host[HOST_SIZE])
{
    if (gethostname(host, HOST_SIZE - 1) != 0)
        strcpy(host, "?");
    host[HOST_SIZE - 1] = '\0';
}

/* ---- writing ------------------------------------------------------------------ */

char *cli_journal_opening(uint64_t command, bool head)
{
    char host[HOST_SIZE], first[64] = "";
    name_host(host);
    if (head)
        snprintf(first, sizeof first, "avance-diario 1 %016" PRIx64 "\n", command);
    return cli_text("%sproceso %ld %s\n", first, (long)getpid(), host);
}

static char *escaped(const char *name)
{
    char *text = cli_zeroed(2 * strlen(name) + 1), *to = text;
    for (; *name; name++) {
        if (*name == '\\' || *name == '\n')
            *to++ = '\\';
        *to++ = *name == '\n' ? 'n' : *name;
    }
    return text;
}

char *cli_journal_line(const cli_journal_entry *entry)
{
    char *name = escaped(entry->name), size[24] = "-";
    if (entry->output_size >= 0)
        snprintf(size, sizeof size, "%lld", entry->output_size);
    char *line = cli_text("%s\t%lld\t%lld.%ld\t%s\t%s\n", words[entry->result], entry->size,
                          entry->second, entry->nanosecond, size, name);
    free(name);
    return line;
}

/* ---- reading ------------------------------------------------------------------ */

/* Puts back in place what escaped() changed. */
static void unescape(char *name)
{
    char *to = name;
    for (; *name; name++) {
        if (*name == '\\' && name[1])
            *to++ = *++name == 'n' ? '\n' : *name;
        else
            *to++ = *name;
    }
    *to = '\0';
}

static bool read_entry(char *line, cli_journal_entry *entry)
{
    char *part[5], *rest = line;
    for (size_t i = 0; i < 5; i++) {
        part[i] = rest;
        char *tab = i < 4 ? strchr(rest, '\t') : NULL;
        if (i < 4 && !tab)
            return false;
        if (tab) {
            *tab = '\0';
            rest = tab + 1;
        }
    }
    char *end;
    *entry = (cli_journal_entry){ .result = CLI_RESULT_GOOD, .output_size = -1 };
    while (entry->result <= CLI_RESULT_FAILED && strcmp(words[entry->result], part[0]) != 0)
        entry->result++;
    entry->size = strtoll(part[1], &end, 10);
    entry->second = strtoll(part[2], &end, 10);
    if (entry->result > CLI_RESULT_FAILED || *end != '.')
        return false;
    entry->nanosecond = strtol(end + 1, &end, 10);
    if (strcmp(part[3], "-") != 0)
        entry->output_size = strtoll(part[3], &end, 10);
    unescape(part[4]);
    entry->name = cli_text("%s", part[4]);
    return true;
}

static void read_process(cli_journal_lines *lines, const char *text)
{
    char host[HOST_SIZE], *name;
    long process = strtol(text, &name, 10);
    name_host(host);
    lines->ended = false;
    if (process <= 0 || *name != ' ' || strcmp(name + 1, host) != 0 ||
        kill((pid_t)process, 0) == 0 || errno != ESRCH)
        return;
    lines->dead =
        cli_more(lines->dead, lines->dead_count, &lines->dead_capacity, sizeof *lines->dead);
    lines->dead[lines->dead_count++] = process;
}

static void read_line(cli_journal_lines *lines, char *line, size_t order)
{
    static const char process[] = "proceso ";
    cli_journal_entry entry;
    if (strncmp(line, process, sizeof process - 1) == 0) {
        read_process(lines, line + sizeof process - 1);
    } else if (strcmp(line, "fin") == 0) {
        lines->ended = true;
        lines->dead_count = 0;
    } else if (read_entry(line, &entry)) {
        entry.order = order;
        lines->entries =
            cli_more(lines->entries, lines->count, &lines->capacity, sizeof *lines->entries);
        lines->entries[lines->count++] = entry;
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const cli_journal_entry *)a)->name, ((const cli_journal_entry *)b)->name);
}

static int by_name_last_first(const void *a, const void *b)
{
    int names = by_name(a, b);
    size_t left = ((const cli_journal_entry *)a)->order;
    size_t right = ((const cli_journal_entry *)b)->order;
    return names ? names : (left < right) - (left > right);
}

static void keep_last(cli_journal_lines *lines)
{
    size_t kept = 0;
    if (lines->count)
        qsort(lines->entries, lines->count, sizeof *lines->entries, by_name_last_first);
    for (size_t i = 0; i < lines->count; i++) {
        if (kept > 0 && by_name(&lines->entries[kept - 1], &lines->entries[i]) == 0)
            free(lines->entries[i].name);
        else
            lines->entries[kept++] = lines->entries[i];
    }
    lines->count = kept;
}

void cli_journal_parse(const char *text, size_t size, uint64_t command, cli_journal_lines *lines)
{
    *lines = (cli_journal_lines){ 0 };
    char head[64];
    snprintf(head, sizeof head, "avance-diario 1 %016" PRIx64, command);
    size_t order = 0;
    const char *end;
    for (size_t at = 0; (end = memchr(text + at, '\n', size - at)) != NULL; order++) {
        char *line = cli_text("%.*s", (int)(end - (text + at)), text + at);
        if (order == 0)
            lines->same_command = strcmp(line, head) == 0;
        else
            read_line(lines, line, order);
        free(line);
        at = lines->whole = (size_t)(end - text) + 1;
    }
    keep_last(lines);
}

void cli_journal_lines_free(cli_journal_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        free(lines->entries[i].name);
    free(lines->entries);
    free(lines->dead);
    *lines = (cli_journal_lines){ 0 };
}

const cli_journal_entry *cli_journal_find(const cli_journal_lines *lines, const char *name)
{
    cli_journal_entry wanted = { .name = (char *)(uintptr_t)name };
    return lines->count
               ? bsearch(&wanted, lines->entries, lines->count, sizeof *lines->entries, by_name)
               : NULL;
}

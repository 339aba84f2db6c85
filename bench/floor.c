/* How fast the regular-expression engine alone is: floor FILE
 *
 * The lines of FILE are walked where they lie in memory, and each is offered to ten patterns like
 * those of a grammar, as machine code, until one takes it. Nothing is kept, joined or written, so
 * no program that reads such reports by patterns can be much faster. Prints how many lines each
 * pattern took, which shows that the work was done. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define FIGURE "[0-9][0-9,]*(?:\\.[0-9]+)?%?"
#define FIGURES FIGURE "(?: " FIGURE "){13}"

static const char *const patterns[] = {
    "(?:(.+) )?([AP]) (SI|NO) MET (" FIGURES ") *$",
    "(?:([0-9.,]+)% ?)?NUM (" FIGURES ") *$",
    "DEN(?: (" FIGURES "))? *$",
    " *DEPENDENCIA / ENTIDAD +([0-9]+) (.+)$",
    " *UNIDAD ADMINISTRATIVA +([0-9]{3}) (.+)$",
    "EVALUACIÓN CUALITATIVA *$",
    "([A-Z][0-9]{3}[A-Z][0-9]{2}) (.+)$",
    "([0-9]{3}) (.+)$",
    "INFORME DE AVANCE (.+) ([0-9]{4}) *$",
    "([0-9]{2}-[0-9]{2}-[0-9]{4} [0-9]{2}:[0-9]{2}) *$",
};
enum { COUNT = sizeof patterns / sizeof *patterns };

static int compile(pcre2_code *codes[COUNT])
{
    for (int i = 0; i < COUNT; i++) {
        int error;
        PCRE2_SIZE offset;
        codes[i] = pcre2_compile((PCRE2_SPTR)patterns[i], PCRE2_ZERO_TERMINATED, PCRE2_ANCHORED,
                                 &error, &offset, NULL);
        if (!codes[i] || pcre2_jit_compile(codes[i], PCRE2_JIT_COMPLETE) != 0)
            return 0;
    }
    return 1;
}

static void walk(pcre2_code *codes[COUNT], const char *text, size_t size, size_t taken[COUNT + 1])
{
    pcre2_match_data *data = pcre2_match_data_create(8, NULL);
    for (const char *line = text, *end = text + size; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((stop ? stop : end) - line);
        int i = 0;
        while (i < COUNT &&
               pcre2_jit_match(codes[i], (PCRE2_SPTR)line, length, 0, 0, data, NULL) < 0)
            i++;
        taken[i]++;
        line += length + 1;
    }
    pcre2_match_data_free(data);
}

int main(int argc, char **argv)
{
    pcre2_code *codes[COUNT];
    size_t taken[COUNT + 1] = { 0 };
    struct stat about;
    int file = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    if (file < 0 || fstat(file, &about) != 0 || !compile(codes)) {
        fputs("floor FILE\n", stderr);
        return 2;
    }
    size_t size = (size_t)about.st_size;
    char *text = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (text == MAP_FAILED)
        return 2;
    walk(codes, text, size, taken);
    for (int i = 0; i <= COUNT; i++)
        printf("%zu%c", taken[i], i < COUNT ? ' ' : '\n');
    return 0;
}

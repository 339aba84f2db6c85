#include "output_names.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "memory.h"

size_t cli_stem_length(const char *name)
{
    size_t length = strlen(name);
    if (length > 3 && strcmp(name + length - 3, ".gz") == 0)
        length -= 3;
    const char *slash = strrchr(name, '/');
    size_t first = slash ? (size_t)(slash - name) + 1 : 0;
    for (size_t i = length; i > first + 1; i--)
        if (name[i - 1] == '.')
            return i - 1;
    return length;
}

char **cli_output_names(const cli_inputs *inputs, const char *folder, const char *suffix)
{
    char **names = cli_zeroed((inputs->count + 1) * sizeof *names);
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    for (size_t i = 0; i < inputs->count; i++) {
        const char *relative = inputs->items[i].relative;
        names[i] =
            cli_text("%s%s%.*s%s", folder, slash, (int)cli_stem_length(relative), relative, suffix);
    }
    return names;
}

typedef struct named {
    const char *name;
    const cli_input *input;
} named;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const named *)a)->name, ((const named *)b)->name);
}

bool cli_names_differ(cli_session *session, const cli_inputs *inputs, char *const *names)
{
    named *sorted = cli_zeroed((inputs->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < inputs->count; i++)
        sorted[i] = (named){ names[i], &inputs->items[i] };
    qsort(sorted, inputs->count, sizeof *sorted, by_name);
    bool differ = true;
    for (size_t i = 1; i < inputs->count; i++) {
        if (by_name(&sorted[i - 1], &sorted[i]) != 0)
            continue;
        cli_tell(session, AVANCE_ERROR, "salida-repetida", sorted[i].name,
                 "sería la salida de dos entradas, %s y %s; no se escribió nada (cambie el nombre "
                 "de una, o conviértalas por separado)",
                 "would be the output of two inputs, %s and %s; nothing was written (rename one, "
                 "or convert them apart)",
                 cli_input_name(sorted[i - 1].input), cli_input_name(sorted[i].input));
        differ = false;
    }
    free(sorted);
    return differ;
}

static int by_identity(const void *a, const void *b)
{
    const struct stat *x = a, *y = b;
    if (x->st_dev != y->st_dev)
        return x->st_dev < y->st_dev ? -1 : 1;
    return (x->st_ino > y->st_ino) - (x->st_ino < y->st_ino);
}

bool cli_names_spare_inputs(cli_session *session, const cli_inputs *inputs,
                            const char *const *names, size_t count)
{
    struct stat *files = cli_zeroed((inputs->count + 1) * sizeof *files);
    size_t known = 0;
    for (size_t i = 0; i < inputs->count; i++)
        if (inputs->items[i].path && stat(inputs->items[i].path, &files[known]) == 0 &&
            S_ISREG(files[known].st_mode))
            known++;
    qsort(files, known, sizeof *files, by_identity);
    bool spared = true;
    for (size_t i = 0; i < count; i++) {
        struct stat about;
        if (stat(names[i], &about) != 0 ||
            !bsearch(&about, files, known, sizeof *files, by_identity))
            continue;
        cli_tell(session, AVANCE_ERROR, "salida-es-entrada", names[i],
                 "la salida es también una entrada; no se escribió nada",
                 "the output is an input as well; nothing was written");
        spared = false;
    }
    free(files);
    return spared;
}

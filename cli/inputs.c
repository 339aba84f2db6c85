/* Folders are walked with a list of those still to be read, not by recursion,
 * and links to folders are not followed: a walk always ends. */

/* For d_type: of a million names in a folder, those of other parts are passed over without asking
 * the file system about each. */
#define _DEFAULT_SOURCE

#include "inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "memory.h"

typedef struct walk {
    cli_session *session;
    cli_inputs *inputs;
    const cli_shard *shard;
    struct stat output; /* st_ino 0: none */
    char **folders;     /* still to be read */
    size_t count, capacity;
} walk;

/* Takes ownership of PATH. ABOUT NULL: nothing is known of it. */
static void add_input(walk *w, char *path, const char *relative, const struct stat *about)
{
    cli_inputs *inputs = w->inputs;
    if (!cli_shard_takes(w->shard, relative)) {
        inputs->elsewhere = true;
        free(path);
        return;
    }
    inputs->items =
        cli_more(inputs->items, inputs->count, &inputs->capacity, sizeof *inputs->items);
    cli_input *input = &inputs->items[inputs->count++];
    *input = (cli_input){ .path = path, .relative = relative };
    if (about && S_ISREG(about->st_mode)) {
        input->size = about->st_size;
        input->changed = about->st_mtim;
    }
}

static void add_folder(walk *w, char *path)
{
    w->folders = cli_more(w->folders, w->count, &w->capacity, sizeof *w->folders);
    w->folders[w->count++] = path;
}

static bool is_output(const walk *w, const struct stat *about)
{
    return w->output.st_ino && w->output.st_ino == about->st_ino &&
           w->output.st_dev == about->st_dev;
}

/* Takes ownership of PATH. */
static void sort_entry(walk *w, char *path, size_t root)
{
    struct stat about;
    bool there = lstat(path, &about) == 0;
    if (there && S_ISLNK(about.st_mode))
        there = stat(path, &about) == 0 && S_ISREG(about.st_mode);
    if (there && !is_output(w, &about) && S_ISREG(about.st_mode)) {
        add_input(w, path, path + root, &about);
        return;
    }
    if (there && !is_output(w, &about) && S_ISDIR(about.st_mode)) {
        add_folder(w, path);
        return;
    }
    free(path);
}

static void read_folder(walk *w, const char *folder, size_t root)
{
    DIR *entries = opendir(folder);
    if (!entries) {
        cli_tell(w->session, AVANCE_ERROR, "no-se-puede-leer", folder, "no se puede leer: %s",
                 "cannot read: %s", cli_reason(w->session, errno));
        w->inputs->failed = true;
        return;
    }
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
        char *path =
            entry->d_name[0] != '.' ? cli_text("%s%s%s", folder, slash, entry->d_name) : NULL;
        if (path && entry->d_type == DT_REG && !cli_shard_takes(w->shard, path + root)) {
            w->inputs->elsewhere = true;
            free(path);
        } else if (path) {
            sort_entry(w, path, root);
        }
    }
    closedir(entries);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const cli_input *)a)->path, ((const cli_input *)b)->path);
}

static void walk_folder(walk *w, const char *top)
{
    size_t first = w->inputs->count;
    size_t root = strlen(top) + (top[strlen(top) - 1] != '/');
    bool failed_before = w->inputs->failed, elsewhere_before = w->inputs->elsewhere;
    w->inputs->failed = w->inputs->elsewhere = false;
    add_folder(w, cli_text("%s", top));
    while (w->count) {
        char *folder = w->folders[--w->count];
        read_folder(w, folder, root);
        free(folder);
    }
    if (w->inputs->count == first && !w->inputs->failed && !w->inputs->elsewhere) {
        cli_tell(w->session, AVANCE_ERROR, "carpeta-vacia", top,
                 "no hay archivos que leer en la carpeta", "the folder holds no files to read");
        w->inputs->failed = true;
    }
    w->inputs->failed |= failed_before;
    w->inputs->elsewhere |= elsewhere_before;
    w->inputs->from_folder = true;
    if (w->inputs->count > first)
        qsort(w->inputs->items + first, w->inputs->count - first, sizeof *w->inputs->items,
              by_path);
}

void cli_inputs_collect(cli_session *session, cli_operands operands, const char *output,
                        const cli_shard *shard, cli_inputs *inputs)
{
    *inputs = (cli_inputs){ 0 };
    walk w = { .session = session, .inputs = inputs, .shard = shard };
    if (!output || stat(output, &w.output) != 0)
        w.output.st_ino = 0;
    for (size_t i = 0; i < operands.count; i++) {
        const char *path = operands.items[i];
        struct stat about;
        const char *slash = strrchr(path, '/');
        bool there = *path && stat(path, &about) == 0;
        if (strcmp(path, "-") == 0) {
            add_input(&w, NULL, "stdin", NULL);
        } else if (there && S_ISDIR(about.st_mode)) {
            walk_folder(&w, path);
        } else {
            char *own = cli_text("%s", path);
            add_input(&w, own, slash ? own + (slash - path) + 1 : own, there ? &about : NULL);
        }
    }
    free(w.folders);
}

void cli_inputs_free(cli_inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        free(inputs->items[i].path);
    free(inputs->items);
}

const char *cli_input_name(const cli_input *input)
{
    return input->path ? input->path : "-";
}

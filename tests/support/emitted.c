#include "emitted.h"

#undef NDEBUG /* the assertions are the checks */
#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

char *file_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t size = 0, capacity = 1 << 16;
    char *text = malloc(capacity + 1);
    assert(text);
    for (size_t got; (got = fread(text + size, 1, capacity - size, file)) > 0;) {
        size += got;
        if (size == capacity)
            text = realloc(text, (capacity *= 2) + 1);
        assert(text);
    }
    fclose(file);
    text[size] = '\0';
    return text;
}

char *new_folder(void)
{
    char *path = strdup("/tmp/avance-test-XXXXXX");
    assert(path);
    char *made = mkdtemp(path);
    assert(made);
    return made;
}

size_t count_entries(const char *path)
{
    DIR *folder = opendir(path);
    assert(folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return count;
}

void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char name[4096];
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            remove(name);
    }
    closedir(folder);
    rmdir(path);
}

char *emitted(const avn_emitter *emitter, const avn_report *report)
{
    avn_arena messages;
    avn_arena_init(&messages, avn_allocator_standard);
    avn_sink sink = { .arena = &messages };
    avn_emission emission = { .sink = &sink, .language = AVANCE_SPANISH };
    avn_arena_init(&emission.arena, avn_allocator_standard);
    char *folder = new_folder(), path[4096];
    snprintf(path, sizeof path, "%s/salida", folder);
    avance_status status = avn_out_open(avn_allocator_standard, &sink, path, &emission.out);
    assert(status == AVANCE_OK);
    if (emitter->open)
        status = emitter->open(&emission);
    assert(status == AVANCE_OK);
    status = emitter->add(&emission, report);
    assert(status == AVANCE_OK);
    if (emitter->close)
        status = emitter->close(&emission);
    assert(status == AVANCE_OK);
    status = avn_out_commit(emission.out);
    assert(status == AVANCE_OK);
    if (emitter->release)
        emitter->release(&emission);
    char *text = file_text(path);
    remove_folder(folder);
    free(folder);
    avn_arena_free(&emission.arena);
    avn_arena_free(&messages);
    assert(text);
    return text;
}

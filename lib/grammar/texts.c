#include "grammar/texts.h"

bool avn_texts_find(const avn_texts *texts, const char *path, avn_str *text)
{
    for (size_t i = 0; i < texts->files.count; i++) {
        if (strcmp(texts->files.items[i].path, path) == 0) {
            *text = texts->files.items[i].text;
            return true;
        }
    }
    return false;
}

void avn_texts_keep(avn_texts *texts, const char *path, avn_str text)
{
    avn_str kept = avn_arena_str(texts->arena, avn_str_of(path));
    avn_text_file *file = texts->arena->failed ? NULL : AVN_PUSH(texts->arena, texts->files);
    if (file)
        *file = (avn_text_file){ kept.ptr, text };
}

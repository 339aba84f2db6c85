/* The texts of grammar files, each read once: several grammars use the same file, and one is looked
 * at as an outline before all of it is wanted. */
#ifndef AVN_GRAMMAR_TEXTS_H
#define AVN_GRAMMAR_TEXTS_H

#include "base/arena.h"

typedef struct avn_text_file {
    const char *path;
    avn_str text;
} avn_text_file;

typedef struct avn_texts {
    avn_arena *arena; /* outlives the grammars that are read from these texts */
    AVN_VEC(avn_text_file) files;
} avn_texts;

/* False when the file at PATH was not read yet. */
bool avn_texts_find(const avn_texts *texts, const char *path, avn_str *text);
/* TEXT is in the arena of TEXTS. Without memory it is read again when it is asked for. */
void avn_texts_keep(avn_texts *texts, const char *path, avn_str text);

#endif

/* A text as words: capitals without accents, numbers as numbers. */
#ifndef AVN_CHECK_WORDS_H
#define AVN_CHECK_WORDS_H

#include "base/arena.h"
#include "base/decimal.h"

typedef struct avn_word {
    avn_str text; /* folded; what was printed is PRINTED */
    avn_str printed;
    bool stops;      /* a mark that ends a clause follows: . ; : */
    bool is_number;  /* digits, or the word for a small number; no percentage, no year */
    bool is_percent; /* the same with % or POR CIENTO behind it */
    avn_decimal number;
} avn_word;

typedef struct avn_text_words {
    avn_word *items;
    size_t count, capacity;
    avn_str folded; /* all words, one right behind the other */
} avn_text_words;

/* The words of TEXT, in ARENA. */
avn_text_words avn_words_of(avn_arena *arena, avn_str text);
/* TEXT in capitals without accents, gaps as one blank. */
avn_str avn_folded(avn_arena *arena, avn_str text);

#endif

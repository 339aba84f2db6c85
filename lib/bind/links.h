/* Words that no text ends with: articles, prepositions, conjunctions. */
#ifndef AVN_BIND_LINKS_H
#define AVN_BIND_LINKS_H

#include "grammar/grammar.h"

/* Letters of ASCII, and any other; first and last ones. */
enum { AVN_LINK_LETTERS = 27, AVN_LINK_ENDS = AVN_LINK_LETTERS * AVN_LINK_LETTERS };

typedef struct avn_links {
    avn_str *items;                   /* folded; those with the same ends together */
    uint32_t from[AVN_LINK_ENDS + 1]; /* where they begin */
} avn_links;

/* False when memory is short. */
bool avn_links_read(avn_links *links, avn_arena *arena, const avn_words_rule *words);
bool avn_links_hold(const avn_links *links, avn_str word);

#endif

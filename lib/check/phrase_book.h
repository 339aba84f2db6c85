/* The phrases of a grammar made ready for many texts: folded as the words of a text are, and with a
 * sieve that tells which of them a text may hold. Most texts hold a few of some hundreds. */
#ifndef AVN_CHECK_PHRASE_BOOK_H
#define AVN_CHECK_PHRASE_BOOK_H

#include "base/sieve.h"
#include "check/run.h"

typedef struct avn_ready_phrase {
    avn_sense sense;
    avn_str wanted;    /* its words, folded */
    uint64_t first[4]; /* a bit for each byte that a word begins with where it can stand */
} avn_ready_phrase;

struct avn_phrase_book {
    const avn_phrases *phrases; /* what it was made of */
    avn_ready_phrase *items;
    avn_sieve *sieve;
    uint64_t *may; /* room for what the sieve says of a text */
};

/* The book of PHRASES, made when the check of RUN asks first; NULL when memory is short. */
const avn_phrase_book *avn_phrase_book_of(avn_run *run, const avn_phrases *phrases);

/* Takes the first of several words with | between them off *WANTED. */
avn_str avn_next_choice(avn_str *wanted);

#endif

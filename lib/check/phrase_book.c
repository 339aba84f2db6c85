#include "check/phrase_book.h"

#include "check/words.h"

avn_str avn_next_choice(avn_str *wanted)
{
    const char *bar = memchr(wanted->ptr, '|', wanted->len);
    avn_str choice = avn_str_head(*wanted, bar ? (size_t)(bar - wanted->ptr) : wanted->len);
    *wanted = avn_str_from(*wanted, choice.len + 1);
    return choice;
}

/* What a word of a text holds for certain when CHOICE fits it; empty: any word may fit. */
static avn_str certain_part(avn_str choice)
{
    if (avn_str_ends(choice, AVN_STR("*")))
        choice.len--;
    return choice.len == 1 && strchr("#%.", choice.ptr[0]) ? AVN_STR("") : choice;
}

/* Bytes of the shortest text that stands for WORD of a phrase; 0 when anything may. */
static size_t least_certain(avn_str word)
{
    size_t least = SIZE_MAX;
    while (word.len > 0) {
        avn_str part = certain_part(avn_next_choice(&word));
        least = part.len < least ? part.len : least;
    }
    return least == SIZE_MAX ? 0 : least;
}

/* The word of the phrase WANTED that tells most: few texts hold it. */
static avn_str telling_word(avn_str wanted)
{
    avn_str best = { NULL, 0 };
    size_t most = 0;
    for (avn_str word = avn_str_word(&wanted); word.len; word = avn_str_word(&wanted)) {
        size_t least = avn_str_is(word, "...") ? 0 : least_certain(word);
        if (least > most) {
            most = least;
            best = word;
        }
    }
    return best;
}

static avn_needs needs_of(avn_arena *arena, avn_str wanted)
{
    AVN_VEC(avn_str) texts = { 0 };
    avn_str word = telling_word(wanted);
    while (word.len > 0) {
        avn_str part = certain_part(avn_next_choice(&word));
        char *folded = avn_arena_alloc(arena, part.len);
        avn_str *slot = AVN_PUSH(arena, texts);
        for (size_t i = 0; folded && i < part.len; i++)
            folded[i] = (char)avn_sieve_fold((uint8_t)part.ptr[i]);
        if (slot)
            *slot = (avn_str){ folded, part.len };
    }
    return (avn_needs){ texts.items, texts.count };
}

static avn_ready_phrase ready(avn_arena *arena, const avn_phrase *phrase)
{
    avn_ready_phrase made = { .sense = phrase->sense, .wanted = avn_folded(arena, phrase->text) };
    avn_str rest = made.wanted, word = avn_str_word(&rest);
    while (word.len > 0) {
        avn_str part = certain_part(avn_next_choice(&word));
        uint8_t byte = part.len ? (uint8_t)part.ptr[0] : 0;
        made.first[byte / 64] |= (uint64_t)1 << (byte % 64);
        if (part.len == 0)
            memset(made.first, 0xFF, sizeof made.first);
    }
    return made;
}

static avn_phrase_book *make_book(avn_arena *arena, const avn_phrases *phrases)
{
    avn_phrase_book *book = AVN_NEW(arena, avn_phrase_book);
    avn_needs *needs = AVN_NEW_ARRAY(arena, avn_needs, phrases->count + 1);
    if (!book || !needs)
        return NULL;
    book->phrases = phrases;
    book->items = AVN_NEW_ARRAY(arena, avn_ready_phrase, phrases->count + 1);
    for (size_t i = 0; book->items && i < phrases->count; i++) {
        book->items[i] = ready(arena, &phrases->items[i]);
        needs[i] = needs_of(arena, book->items[i].wanted);
    }
    if (arena->failed)
        return NULL;
    book->sieve = avn_sieve_new(arena, needs, phrases->count);
    if (book->sieve)
        book->may = AVN_NEW_ARRAY(arena, uint64_t, avn_sieve_words(book->sieve));
    return book->may ? book : NULL;
}

const avn_phrase_book *avn_phrase_book_of(avn_run *run, const avn_phrases *phrases)
{
    if (!run->book || run->book->phrases != phrases)
        run->book = make_book(run->scratch, phrases);
    return run->book;
}

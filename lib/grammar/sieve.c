#include "grammar/sieve.h"

enum { MOST_STATES = UINT16_MAX, ROOT = 0, NO_HIT = 0 };

/* A pattern that needs what was read up to a state. */
typedef struct hit {
    uint32_t pattern, next; /* of the same state; NO_HIT: that was the last one */
} hit;

struct avn_sieve {
    uint64_t *always; /* a bit for each pattern of which nothing is known */
    size_t words;
    uint8_t column[256]; /* of each byte of a text, in the table */
    size_t columns;
    size_t idle;       /* the column of bytes that count as nothing: the state stays */
    uint16_t *table;   /* a row per state: the state after each byte */
    uint16_t *back;    /* of each state: the longest one that it ends with */
    uint16_t *report;  /* of each state: itself, or the longest that it ends with, that has hits */
    uint32_t *hits_at; /* of each state: its first hit */
    size_t states;
    AVN_VEC(hit) hits; /* [NO_HIT] is none */
};

static size_t length_of(const avn_needs *needs)
{
    size_t length = 0;
    for (size_t i = 0; i < needs->count; i++)
        length += needs->texts[i].len;
    return length;
}

/* Returns how many states there can be. What would be one too many for the table is not sieved. */
static size_t choose(avn_sieve *sieve, const avn_needs *needs, size_t count)
{
    size_t states = 1;
    for (size_t i = 0; i < count; i++) {
        size_t more = length_of(&needs[i]);
        if (more == 0 || states + more > MOST_STATES)
            sieve->always[i / 64] |= (uint64_t)1 << (i % 64);
        else
            states += more;
    }
    return states;
}

/* Only bytes that some text has need a column of their own; column 0 is for all others. */
static void give_columns(avn_sieve *sieve, const avn_needs *needs, size_t count)
{
    uint8_t of_folded[256] = { 0 };
    sieve->columns = 1;
    for (size_t i = 0; i < count; i++) {
        for (size_t t = 0; t < needs[i].count; t++) {
            for (size_t at = 0; at < needs[i].texts[t].len; at++) {
                uint8_t *column = &of_folded[(uint8_t)needs[i].texts[t].ptr[at]];
                if (*column == 0)
                    *column = (uint8_t)sieve->columns++;
            }
        }
    }
    sieve->idle = sieve->columns++;
    for (unsigned byte = 0; byte < 256; byte++) {
        uint8_t folded = avn_needs_fold((uint8_t)byte);
        sieve->column[byte] = folded ? of_folded[folded] : (uint8_t)sieve->idle;
    }
}

/* TEXT is folded, which folding again leaves as it is. */
static void add_text(avn_sieve *sieve, avn_arena *arena, avn_str text, size_t pattern)
{
    size_t state = ROOT;
    for (size_t i = 0; i < text.len; i++) {
        size_t column = sieve->column[(uint8_t)text.ptr[i]];
        uint16_t *next = &sieve->table[state * sieve->columns + column];
        if (*next == ROOT)
            *next = (uint16_t)sieve->states++;
        state = *next;
    }
    hit *made = AVN_PUSH(arena, sieve->hits);
    if (!made)
        return;
    *made = (hit){ (uint32_t)pattern, sieve->hits_at[state] };
    sieve->hits_at[state] = (uint32_t)(made - sieve->hits.items);
}

/* Where STATE has no way on, it takes that of the longest state that it ends with, which has all of
 * its own by now. */
static void complete_state(avn_sieve *sieve, uint16_t state)
{
    uint16_t back = sieve->back[state];
    uint16_t *row = &sieve->table[state * sieve->columns];
    const uint16_t *other = &sieve->table[back * sieve->columns];
    sieve->report[state] = sieve->hits_at[state] != NO_HIT ? state : sieve->report[back];
    for (size_t column = 0; column < sieve->columns; column++) {
        if (row[column] != ROOT)
            sieve->back[row[column]] = state == ROOT ? ROOT : other[column];
        else
            row[column] = state == ROOT ? ROOT : other[column];
    }
    row[sieve->idle] = state;
}

/* From shorter states to longer ones. */
static void complete(avn_sieve *sieve, uint16_t *queue)
{
    size_t last = 1;
    queue[0] = ROOT;
    for (size_t first = 0; first < last; first++) {
        const uint16_t *row = &sieve->table[queue[first] * sieve->columns];
        for (size_t column = 0; column < sieve->columns; column++)
            if (row[column] != ROOT)
                queue[last++] = row[column];
        complete_state(sieve, queue[first]);
    }
}

avn_sieve *avn_sieve_new(avn_arena *arena, const avn_needs *needs, size_t count)
{
    avn_sieve *sieve = AVN_NEW(arena, avn_sieve);
    if (!sieve)
        return NULL;
    sieve->words = count / 64 + 1;
    sieve->always = AVN_NEW_ARRAY(arena, uint64_t, sieve->words);
    if (!sieve->always)
        return NULL;
    size_t most = choose(sieve, needs, count);
    give_columns(sieve, needs, count);
    sieve->table = AVN_NEW_ARRAY(arena, uint16_t, most * sieve->columns);
    sieve->back = AVN_NEW_ARRAY(arena, uint16_t, most);
    sieve->report = AVN_NEW_ARRAY(arena, uint16_t, most);
    sieve->hits_at = AVN_NEW_ARRAY(arena, uint32_t, most);
    uint16_t *queue = AVN_NEW_ARRAY(arena, uint16_t, most);
    hit *none = AVN_PUSH(arena, sieve->hits);
    if (arena->failed)
        return NULL;
    *none = (hit){ 0 };
    sieve->states = 1;
    for (size_t i = 0; i < count; i++)
        for (size_t t = 0; t < needs[i].count && !avn_has_bit(sieve->always, i); t++)
            add_text(sieve, arena, needs[i].texts[t], i);
    complete(sieve, queue);
    return arena->failed ? NULL : sieve;
}

size_t avn_sieve_words(const avn_sieve *sieve)
{
    return sieve->words;
}

static void note(const avn_sieve *sieve, uint16_t state, uint64_t *may)
{
    for (; state != ROOT; state = sieve->report[sieve->back[state]]) {
        for (uint32_t i = sieve->hits_at[state]; i != NO_HIT; i = sieve->hits.items[i].next) {
            uint32_t pattern = sieve->hits.items[i].pattern;
            may[pattern / 64] |= (uint64_t)1 << (pattern % 64);
        }
    }
}

void avn_sieve_look(const avn_sieve *sieve, avn_str text, uint64_t *may)
{
    size_t state = ROOT;
    memcpy(may, sieve->always, sieve->words * sizeof *may);
    for (size_t i = 0; i < text.len; i++) {
        state = sieve->table[state * sieve->columns + sieve->column[(uint8_t)text.ptr[i]]];
        if (sieve->report[state] != ROOT)
            note(sieve, sieve->report[state], may);
    }
}

#include "base/sieve.h"

enum { MOST_STATES = UINT16_MAX, ROOT = 0 };

struct avn_sieve {
    uint64_t *always; /* a bit for each pattern of which nothing is known */
    size_t words;
    uint8_t column[256]; /* of each byte of a text, in the table */
    size_t columns;
    size_t idle;     /* the column of bytes that count as nothing: the state stays */
    unsigned shift;  /* 1 << shift places per row, no less than there are columns */
    uint32_t *table; /* a row per state: where the row of the state after each byte begins */
    uint32_t *back;  /* of each state: the row of the longest one that it ends with */
    uint64_t *hits;  /* WORDS per state: the patterns that need a text that ends there */
    size_t states;
};

uint8_t avn_sieve_fold(uint8_t byte)
{
    switch (byte) {
    case 0xC3: /* leads á, É, ñ ... */
    case 0xC5: /* leads ſ */
        return 0;
    case 0x81:
    case 0xA1:
        return 'a';
    case 0x89:
    case 0xA9:
        return 'e';
    case 0x8D:
    case 0xAD:
        return 'i';
    case 0x93:
    case 0xB3:
        return 'o';
    case 0x9A:
    case 0xBA:
    case 0x9C:
    case 0xBC:
        return 'u';
    case 0x91:
    case 0xB1:
        return 'n';
    case 0xBF:
        return 's';
    default:
        return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + ('a' - 'A')) : byte;
    }
}

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
    while ((size_t)1 << sieve->shift < sieve->columns)
        sieve->shift++;
    for (unsigned byte = 0; byte < 256; byte++) {
        uint8_t folded = avn_sieve_fold((uint8_t)byte);
        sieve->column[byte] = folded ? of_folded[folded] : (uint8_t)sieve->idle;
    }
}

/* Of the state whose row begins at ROW. */
static uint64_t *hits_of(const avn_sieve *sieve, size_t row)
{
    return sieve->hits + (row >> sieve->shift) * sieve->words;
}

/* TEXT is folded, which folding again leaves as it is. */
static void add_text(avn_sieve *sieve, avn_str text, size_t pattern)
{
    size_t row = ROOT;
    for (size_t i = 0; i < text.len; i++) {
        uint32_t *next = &sieve->table[row + sieve->column[(uint8_t)text.ptr[i]]];
        if (*next == ROOT)
            *next = (uint32_t)(sieve->states++ << sieve->shift);
        row = *next;
    }
    hits_of(sieve, row)[pattern / 64] |= (uint64_t)1 << (pattern % 64);
}

/* Where a state has no way on, it takes that of the longest state that it ends with, which has all
 * of its own by now. */
static void complete_state(avn_sieve *sieve, uint32_t row)
{
    uint32_t back = sieve->back[row >> sieve->shift];
    uint32_t *next = &sieve->table[row];
    const uint32_t *other = &sieve->table[back];
    for (size_t word = 0; word < sieve->words; word++)
        hits_of(sieve, row)[word] |= hits_of(sieve, back)[word];
    for (size_t column = 0; column < sieve->columns; column++) {
        uint32_t shorter = row == ROOT ? ROOT : other[column];
        if (next[column] != ROOT)
            sieve->back[next[column] >> sieve->shift] = shorter;
        else
            next[column] = shorter;
    }
    next[sieve->idle] = row;
}

/* From shorter states to longer ones. */
static void complete(avn_sieve *sieve, uint32_t *queue)
{
    size_t last = 1;
    queue[0] = ROOT;
    for (size_t first = 0; first < last; first++) {
        const uint32_t *next = &sieve->table[queue[first]];
        for (size_t column = 0; column < sieve->columns; column++)
            if (next[column] != ROOT)
                queue[last++] = next[column];
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
    sieve->table = AVN_NEW_ARRAY(arena, uint32_t, most << sieve->shift);
    sieve->back = AVN_NEW_ARRAY(arena, uint32_t, most);
    sieve->hits = AVN_NEW_ARRAY(arena, uint64_t, most * sieve->words);
    uint32_t *queue = AVN_NEW_ARRAY(arena, uint32_t, most);
    if (arena->failed)
        return NULL;
    sieve->states = 1;
    for (size_t i = 0; i < count; i++)
        for (size_t t = 0; t < needs[i].count && !avn_has_bit(sieve->always, i); t++)
            add_text(sieve, needs[i].texts[t], i);
    complete(sieve, queue);
    return sieve;
}

size_t avn_sieve_words(const avn_sieve *sieve)
{
    return sieve->words;
}

/* Asks nothing of a byte: a text of one letter ends in every other word. A word of bits at a time
 * stays in the processor, and one is what most sieves have. */
void avn_sieve_look(const avn_sieve *sieve, avn_str text, uint64_t *may)
{
    for (size_t word = 0; word < sieve->words; word++) {
        uint64_t seen = sieve->always[word];
        size_t row = ROOT;
        for (size_t i = 0; i < text.len; i++) {
            row = sieve->table[row + sieve->column[(uint8_t)text.ptr[i]]];
            seen |= hits_of(sieve, row)[word];
        }
        may[word] = seen;
    }
}

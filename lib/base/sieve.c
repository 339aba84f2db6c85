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
    uint64_t *hits;  /* WORDS per state: the patterns that need a text that ends there */
};

/* A beginning of some text, while rows are not known. The table is made when all are there, so that
 * it has no more rows than it needs: texts share most of their beginnings. */
typedef struct state {
    uint32_t longer; /* the first of those with one more byte, or ROOT */
    uint32_t beside; /* the next of those that are longer than the same one, or ROOT */
    uint32_t back;   /* the longest one that it ends with */
    uint32_t column; /* of its last byte */
} state;

/* Where a text that PATTERN needs ends. */
typedef struct text_end {
    uint32_t state;
    uint32_t pattern;
} text_end;

typedef struct building {
    avn_arena *arena;
    avn_sieve *sieve;
    AVN_VEC(state) states;
    AVN_VEC(text_end) ends;
} building;

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

/* What would be one state too many for the table is not sieved. */
static void choose(avn_sieve *sieve, const avn_needs *needs, size_t count)
{
    size_t states = 1;
    for (size_t i = 0; i < count; i++) {
        size_t more = length_of(&needs[i]);
        if (more == 0 || states + more > MOST_STATES)
            sieve->always[i / 64] |= (uint64_t)1 << (i % 64);
        else
            states += more;
    }
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

/* The state that is longer than FROM by a byte of COLUMN; ROOT when memory is short. */
static uint32_t state_after(building *b, uint32_t from, uint8_t column)
{
    uint32_t longer = b->states.items[from].longer;
    for (uint32_t at = longer; at != ROOT; at = b->states.items[at].beside)
        if (b->states.items[at].column == column)
            return at;
    uint32_t made = (uint32_t)b->states.count;
    state *slot = AVN_PUSH(b->arena, b->states);
    if (!slot)
        return ROOT;
    *slot = (state){ .beside = longer, .column = column };
    b->states.items[from].longer = made;
    return made;
}

/* TEXT is folded, which folding again leaves as it is. */
static void add_text(building *b, avn_str text, size_t pattern)
{
    uint32_t at = ROOT;
    for (size_t i = 0; i < text.len; i++)
        at = state_after(b, at, b->sieve->column[(uint8_t)text.ptr[i]]);
    text_end *end = AVN_PUSH(b->arena, b->ends);
    if (end)
        *end = (text_end){ at, (uint32_t)pattern };
}

/* Where a state has no way on, it takes that of the longest state that it ends with, which has all
 * of its own by now. */
static void fill_row(building *b, uint32_t at)
{
    avn_sieve *sieve = b->sieve;
    uint32_t back = b->states.items[at].back, *row = &sieve->table[(size_t)at << sieve->shift];
    for (size_t word = 0; word < sieve->words; word++)
        sieve->hits[at * sieve->words + word] |= sieve->hits[back * sieve->words + word];
    if (at != ROOT)
        memcpy(row, &sieve->table[(size_t)back << sieve->shift], sieve->columns * sizeof *row);
    row[sieve->idle] = at << sieve->shift;
    for (uint32_t next = b->states.items[at].longer; next != ROOT;) {
        state *longer = &b->states.items[next];
        longer->back = row[longer->column] >> sieve->shift;
        row[longer->column] = next << sieve->shift;
        next = longer->beside;
    }
}

/* From shorter states to longer ones. */
static void fill_table(building *b, uint32_t *queue)
{
    size_t last = 1;
    queue[0] = ROOT;
    for (size_t first = 0; first < last; first++) {
        const state *states = b->states.items;
        for (uint32_t at = states[queue[first]].longer; at != ROOT; at = states[at].beside)
            queue[last++] = at;
        fill_row(b, queue[first]);
    }
}

/* False when memory is short. */
static bool make_table(building *b)
{
    avn_sieve *sieve = b->sieve;
    size_t states = b->states.count;
    sieve->table = AVN_NEW_ARRAY(b->arena, uint32_t, states << sieve->shift);
    sieve->hits = AVN_NEW_ARRAY(b->arena, uint64_t, states * sieve->words);
    uint32_t *queue = AVN_NEW_ARRAY(b->arena, uint32_t, states);
    if (b->arena->failed)
        return false;
    for (size_t i = 0; i < b->ends.count; i++) {
        text_end end = b->ends.items[i];
        sieve->hits[end.state * sieve->words + end.pattern / 64] |= (uint64_t)1
                                                                    << (end.pattern % 64);
    }
    fill_table(b, queue);
    return true;
}

avn_sieve *avn_sieve_new(avn_arena *arena, const avn_needs *needs, size_t count)
{
    avn_sieve *sieve = AVN_NEW(arena, avn_sieve);
    building b = { .arena = arena, .sieve = sieve };
    state *root = AVN_PUSH(arena, b.states);
    if (!sieve || !root)
        return NULL;
    *root = (state){ .back = ROOT };
    sieve->words = count / 64 + 1;
    sieve->always = AVN_NEW_ARRAY(arena, uint64_t, sieve->words);
    if (!sieve->always)
        return NULL;
    choose(sieve, needs, count);
    give_columns(sieve, needs, count);
    for (size_t i = 0; i < count; i++)
        for (size_t t = 0; t < needs[i].count && !avn_has_bit(sieve->always, i); t++)
            add_text(&b, needs[i].texts[t], i);
    return make_table(&b) ? sieve : NULL;
}

size_t avn_sieve_words(const avn_sieve *sieve)
{
    return sieve->words;
}

/* Of the state whose row begins at ROW. */
static const uint64_t *hits_of(const avn_sieve *sieve, size_t row)
{
    return sieve->hits + (row >> sieve->shift) * sieve->words;
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

/* The parts of a pattern become a program of steps; from each byte that is taken all ways to the
 * next are followed at once, and two that meet are a choice. */
#include "grammar/direct.h"

#include <stdint.h>

#include "base/bits.h"
#include "grammar/parts.h"

enum { MOST_STEPS = 160, MOST_STATES = 128, MOST_SAVING = 96, NO_MOVE = 0, FIRST_STATE = 0 };

typedef enum step_kind { TAKE, FORK, JUMP, SAVE, MATCH } step_kind;

typedef struct step {
    step_kind kind;
    int ahead, other; /* of FORK and JUMP: how many steps farther it goes on */
    unsigned slot;    /* of SAVE: 2 * group, or one more at its end */
    unsigned state;   /* of TAKE: what the byte leads to */
    avn_charset set;  /* of TAKE */
} step;

/* A group that is open. */
typedef struct group {
    unsigned begin;       /* its first step */
    unsigned alternative; /* the first one of its present alternative */
    unsigned number;      /* 0: it captures nothing */
    int jumps; /* the last step that jumps to its end, or -1; each knows the one before */
} group;

typedef struct program {
    step steps[MOST_STEPS];
    unsigned count, groups, states;
    group open[AVN_MOST_NESTED + 1]; /* [0] is the whole pattern */
    unsigned depth;
    bool failed;
} program;

/* What a byte does that begins or ends groups. */
typedef struct move {
    uint64_t saves; /* bit set of the slots that are given the offset of the byte */
    unsigned state; /* that it leads to */
} move;

struct avn_direct {
    unsigned groups, saving;
    bool accepts[MOST_STATES];   /* a text may end in the state */
    uint64_t saves[MOST_STATES]; /* in these */
    move list[MOST_SAVING];      /* the moves that save something */
    uint8_t moves[][256];        /* of each state and byte: NO_MOVE, the state it leads to, or, from
                                    MOST_STATES on, one of the list */
};

/* ---- steps ---- */

static step *add_step(program *p, step_kind kind)
{
    static const step none = { .kind = MATCH };
    if (p->count == MOST_STEPS) {
        p->failed = true;
        p->count--;
    }
    step *made = &p->steps[p->count++];
    *made = none;
    made->kind = kind;
    return made;
}

/* A fork before step AT, to it or to what will stand behind the last step. All jumps over AT begin
 * and end behind it, or are not yet known. */
static void add_fork(program *p, unsigned at)
{
    add_step(p, FORK);
    memmove(&p->steps[at + 1], &p->steps[at], (p->count - 1 - at) * sizeof(step));
    p->steps[at] = (step){ .kind = FORK, .ahead = 1, .other = (int)(p->count - at) };
}

static void add_take(program *p, const avn_charset *set)
{
    step *made = add_step(p, TAKE);
    made->set = *set;
}

/* The one byte from step BEGIN on comes from LEAST to MOST times. */
static void repeat_byte(program *p, unsigned begin, unsigned least, unsigned most)
{
    avn_charset set = p->steps[begin].set;
    p->count = begin;
    for (unsigned i = 0; i < least && !p->failed; i++)
        add_take(p, &set);
    if (most == AVN_NO_END) {
        step *fork = add_step(p, FORK);
        fork->ahead = -1;
        fork->other = 1;
        return;
    }
    unsigned forks = p->count;
    for (unsigned i = least; i < most && !p->failed; i++) {
        add_step(p, FORK)->ahead = 1;
        add_take(p, &set);
    }
    for (unsigned i = forks; i < p->count; i += 2)
        p->steps[i].other = (int)(p->count - i);
}

/* The steps from BEGIN on come as often as PART says. */
static void repeat(program *p, unsigned begin, const avn_part *part)
{
    bool endless = part->most == AVN_NO_END;
    if (part->least == 0 && part->most == 1)
        add_fork(p, begin);
    else if (part->least == 0 && endless) {
        add_step(p, JUMP);
        add_fork(p, begin);
        p->steps[p->count - 1].ahead = (int)begin - (int)(p->count - 1);
    } else if (part->least == 1 && endless) {
        step *fork = add_step(p, FORK);
        fork->ahead = (int)begin - (int)(p->count - 1);
        fork->other = 1;
    } else if (part->least != 1 || part->most != 1) {
        if (p->count - begin == 1 && p->steps[begin].kind == TAKE && part->most > 0)
            repeat_byte(p, begin, part->least, part->most);
        else
            p->failed = true;
    }
}

/* ---- parts ---- */

static void take_character(program *p, const avn_part *part)
{
    unsigned begin = p->count;
    if (part->kind == AVN_PART_SET || part->text.len == 1) {
        add_take(p, &part->set);
    } else {
        for (size_t i = 0; i < part->text.len; i++) {
            unsigned byte = (unsigned char)part->text.ptr[i];
            avn_charset one = { .wide = false };
            avn_charset_add(&one, byte, byte);
            add_take(p, &one);
        }
    }
    repeat(p, begin, part);
}

static void open_group(program *p, const avn_part *part)
{
    group *opened = &p->open[++p->depth];
    *opened = (group){ .begin = p->count, .jumps = -1 };
    if (part->captures) {
        opened->number = ++p->groups;
        add_step(p, SAVE)->slot = 2 * opened->number;
    }
    opened->alternative = p->count;
}

static void end_alternatives(program *p, group *g)
{
    while (g->jumps >= 0) {
        step *jump = &p->steps[g->jumps];
        int before = jump->other;
        jump->ahead = (int)p->count - g->jumps;
        g->jumps = before;
    }
}

static void close_group(program *p, const avn_part *part)
{
    group *closed = &p->open[p->depth--];
    end_alternatives(p, closed);
    if (closed->number)
        add_step(p, SAVE)->slot = 2 * closed->number + 1;
    repeat(p, closed->begin, part);
}

static void begin_alternative(program *p)
{
    group *around = &p->open[p->depth];
    add_fork(p, around->alternative);
    step *jump = add_step(p, JUMP);
    p->steps[around->alternative].other = (int)(p->count - around->alternative);
    jump->other = around->jumps;
    around->jumps = (int)p->count - 1;
    around->alternative = p->count;
}

static void take_part(program *p, const avn_part *part)
{
    bool character = part->kind == AVN_PART_CHARACTER || part->kind == AVN_PART_SET;
    if (part->unsure)
        p->failed = true;
    else if (character && part->exact)
        take_character(p, part);
    else if (part->kind == AVN_PART_OPEN && !part->looks_around)
        open_group(p, part);
    else if (part->kind == AVN_PART_CLOSE)
        close_group(p, part);
    else if (part->kind == AVN_PART_OR)
        begin_alternative(p);
    else
        p->failed = p->failed || part->kind != AVN_PART_PLACE || part->place != 'i';
}

/* False when PATTERN is not understood. */
static bool write_program(program *p, avn_str pattern)
{
    avn_parts parts = avn_parts_of(pattern);
    avn_part part = avn_next_part(&parts);
    for (; !p->failed && (part.kind != AVN_PART_PLACE || part.place != 'z');
         part = avn_next_part(&parts))
        take_part(p, &part);
    add_step(p, MATCH);
    p->states = 1;
    for (unsigned i = 0; i < p->count; i++)
        if (p->steps[i].kind == TAKE)
            p->steps[i].state = p->states++;
    bool ends = !p->failed && p->depth == 0 && parts.rest.len == 0 && !p->open[0].alternative;
    return ends && p->states <= MOST_STATES && p->groups < AVN_MAX_GROUPS;
}

/* ---- moves ---- */

/* In STATE one of the bytes of TAKEN leads on; false when something else does already. */
static bool add_move(avn_direct *d, unsigned state, const step *taken, uint64_t saves)
{
    unsigned moved = taken->state;
    if (saves) {
        if (d->saving == MOST_SAVING)
            return false;
        d->list[d->saving] = (move){ .saves = saves, .state = taken->state };
        moved = MOST_STATES + d->saving++;
    }
    for (unsigned word = 0; word < 4; word++) {
        for (uint64_t left = taken->set.bytes[word]; left;) {
            uint8_t *cell = &d->moves[state][word * 64 + avn_next_bit(&left)];
            if (*cell != NO_MOVE)
                return false;
            *cell = (uint8_t)moved;
        }
    }
    return true;
}

/* A way that is followed, and what is saved on it. */
typedef struct way {
    unsigned at;
    uint64_t saves;
} way;

/* Follows all ways from step FIRST, which STATE stands before, to the next bytes; false when two
 * meet, as then there is a choice between them. */
static bool follow(const program *p, avn_direct *d, unsigned state, unsigned first)
{
    way ways[2 * MOST_STEPS] = { { .at = first } };
    bool seen[MOST_STEPS] = { false };
    for (unsigned left = 1; left > 0;) {
        way w = ways[--left];
        const step *now = &p->steps[w.at];
        if (seen[w.at] || (now->kind == TAKE && !add_move(d, state, now, w.saves)))
            return false;
        seen[w.at] = true;
        if (now->kind == FORK)
            ways[left++] = (way){ (unsigned)((int)w.at + now->other), w.saves };
        if (now->kind == FORK || now->kind == JUMP)
            ways[left++] = (way){ (unsigned)((int)w.at + now->ahead), w.saves };
        if (now->kind == SAVE)
            ways[left++] = (way){ w.at + 1, w.saves | (uint64_t)1 << now->slot };
        if (now->kind == MATCH) {
            d->accepts[state] = true;
            d->saves[state] = w.saves;
        }
    }
    return true;
}

static bool follow_all(const program *p, avn_direct *d)
{
    bool direct = follow(p, d, FIRST_STATE, 0);
    for (unsigned i = 0; direct && i < p->count; i++)
        if (p->steps[i].kind == TAKE)
            direct = follow(p, d, p->steps[i].state, i + 1);
    return direct;
}

static avn_direct *make(avn_allocator allocator, avn_str pattern)
{
    program p;
    p.count = p.groups = p.depth = 0;
    p.failed = false;
    p.open[0] = (group){ .jumps = -1 };
    if (!write_program(&p, pattern))
        return NULL;
    size_t size = sizeof(avn_direct) + p.states * sizeof(uint8_t[256]);
    avn_direct *made = allocator.resize(allocator.user, NULL, size);
    if (!made)
        return NULL;
    memset(made, 0, size);
    made->groups = p.groups + 1;
    if (follow_all(&p, made))
        return made;
    allocator.resize(allocator.user, made, 0);
    return NULL;
}

/* Stands in a slot whose pattern has no table. */
static const avn_direct refused;

const avn_direct *avn_direct_of(avn_direct_slot *slot, avn_allocator allocator, avn_str pattern)
{
    const avn_direct *known = atomic_load_explicit(&slot->made, memory_order_acquire);
    if (known)
        return known != &refused ? known : NULL;
    avn_direct *made = make(allocator, pattern);
    const avn_direct *shown = made ? made : &refused;
    if (!atomic_compare_exchange_strong(&slot->made, &known, shown)) {
        if (made) /* another thread was first */
            allocator.resize(allocator.user, made, 0);
        shown = known;
    }
    return shown != &refused ? shown : NULL;
}

void avn_direct_refuse(avn_direct_slot *slot)
{
    atomic_store(&slot->made, &refused);
}

void avn_direct_free(avn_direct_slot *slot, avn_allocator allocator)
{
    const avn_direct *made = atomic_load(&slot->made);
    if (made && made != &refused)
        allocator.resize(allocator.user, (void *)made, 0);
}

/* ---- matching ---- */

static void save(size_t *offsets, uint64_t slots, size_t offset)
{
    while (slots)
        offsets[avn_next_bit(&slots)] = offset;
}

avn_match avn_direct_match(const avn_direct *direct, avn_pattern_use use, avn_str subject,
                           size_t start, size_t *offsets, int *groups)
{
    unsigned state = FIRST_STATE;
    *groups = (int)direct->groups;
    for (unsigned i = 0; i < 2 * direct->groups; i++)
        offsets[i] = SIZE_MAX;
    for (size_t at = start; at < subject.len; at++) {
        unsigned moved = direct->moves[state][(unsigned char)subject.ptr[at]];
        if (moved >= MOST_STATES) {
            const move *saving = &direct->list[moved - MOST_STATES];
            save(offsets, saving->saves, at);
            moved = saving->state;
        }
        if (moved == NO_MOVE)
            return AVN_NO_MATCH;
        state = moved;
    }
    if (!direct->accepts[state])
        return use == AVN_JOINED_LINE ? AVN_PARTIAL : AVN_NO_MATCH;
    save(offsets, direct->saves[state], subject.len);
    offsets[0] = start;
    offsets[1] = subject.len;
    return AVN_MATCHED;
}

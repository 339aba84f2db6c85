/* Reads a pattern from left to right, with the groups that are open on a stack.
 *
 * Of each branch the best is kept of what all its matches hold: a run of letters, or, of a group,
 * one text per branch. Doubt is always on the side of knowing nothing. */
#include "grammar/needs.h"

#include "base/utf8.h"

enum {
    MOST_OPEN = 24,
    MOST_TEXTS = 48,
    MOST_BYTES = 16, /* of a text */
    MOST_GROUPS = 20,
    MOST_TIMES = 1000,
    LONGEST_PATTERN = 2000 /* compiled it stays far below the 64 KiB of the engine */
};

typedef AVN_VEC(avn_str) texts;

typedef struct group {
    bool looks, looks_behind; /* it only looks at what stands there */
    bool denies;              /* or at what does not */
    bool nothing;             /* a branch before this one needs nothing */
    texts before, best;       /* of the branches before; of this one */
    char run[MOST_BYTES];     /* letters that stand side by side up to here */
    size_t run_length;
} group;

typedef enum atom_kind { NO_ATOM, NO_WIDTH, LETTER, SET, OTHER, GROUP } atom_kind;

typedef struct atom {
    atom_kind kind;
    char bytes[4]; /* of LETTER, folded */
    size_t length;
    uint64_t first[4]; /* of SET: a bit for each byte that its members begin with, folded */
    texts one_of;      /* of a group; empty: not known */
} atom;

typedef struct reading {
    avn_arena *arena;
    avn_str text;
    size_t at;
    group open[MOST_OPEN];
    size_t depth; /* of the innermost open group */
    unsigned groups;
} reading;

/* Characters whose every form under (?i) folds alike. k is none: it matches the sign of Kelvin. */
static bool folds_alike(uint32_t c)
{
    if (c < 0x80)
        return c >= ' ' && c != 'k' && c != 'K';
    bool accented = c == 0xDC || c == 0xFC || c == 0xD1 || c == 0xF1;
    for (const char *vowel = "\xC1\xC9\xCD\xD3\xDA"; *vowel; vowel++)
        accented = accented || (c & ~0x20u) == (unsigned char)*vowel;
    bool sign = (c >= 0xA1 && c <= 0xBF && c != 0xB5) || (c >= 0x2010 && c <= 0x205F) ||
                (c >= 0x2190 && c <= 0x245F) || (c >= 0x2500 && c <= 0x2BFF);
    return accented || sign;
}

/* ---- what is kept ---- */

static size_t shortest(const texts *list)
{
    size_t least = list->count ? MOST_BYTES : 0;
    for (size_t i = 0; i < list->count; i++)
        least = list->items[i].len < least ? list->items[i].len : least;
    return least;
}

/* How often about the texts of LIST, which are of one letter, stand in running text and figures. */
static size_t commonness(const texts *list)
{
    static const char common[] = "fhqyv;gb:pmu(t)cl-dinr,s.oae ";
    size_t sum = 0;
    for (size_t i = 0; i < list->count; i++) {
        char letter = list->items[i].ptr[0];
        const char *found = letter ? strchr(common, letter) : NULL;
        bool digit = letter >= '0' && letter <= '9';
        sum += 1 + (found ? (size_t)(found - common) : digit ? sizeof common / 2 : 0);
    }
    return sum;
}

static void consider(group *g, texts list)
{
    if (list.count == 0)
        return;
    size_t now = shortest(&g->best), then = shortest(&list);
    bool rarer = then == 1 ? commonness(&list) < commonness(&g->best) : list.count < g->best.count;
    if (then > now || (then == now && rarer))
        g->best = list;
}

static void add_text(reading *r, texts *list, avn_str text)
{
    avn_str *slot = AVN_PUSH(r->arena, *list);
    if (slot)
        *slot = avn_arena_str(r->arena, text);
}

static void end_run(reading *r, group *g)
{
    if (g->run_length == 0)
        return;
    texts alone = { 0 };
    if (g->best.count > 1 || g->run_length > shortest(&g->best)) {
        AVN_RESERVE(r->arena, alone, 1);
        add_text(r, &alone, (avn_str){ g->run, g->run_length });
    }
    consider(g, alone);
    g->run_length = 0;
}

static void end_branch(reading *r, group *g)
{
    end_run(r, g);
    g->nothing = g->nothing || !g->best.count || g->before.count + g->best.count > MOST_TEXTS;
    for (size_t i = 0; !g->nothing && i < g->best.count; i++) {
        avn_str *slot = AVN_PUSH(r->arena, g->before);
        if (slot)
            *slot = g->best.items[i];
    }
    g->best = (texts){ 0 };
}

/* ---- atoms ---- */

static char peek(const reading *r, size_t ahead)
{
    return r->at + ahead < r->text.len ? r->text.ptr[r->at + ahead] : '\0';
}

static bool take(reading *r, char c)
{
    bool found = peek(r, 0) == c;
    r->at += found;
    return found;
}

static bool take_all(reading *r, const char *text)
{
    bool found = avn_str_starts(avn_str_from(r->text, r->at), avn_str_of(text));
    r->at += found ? strlen(text) : 0;
    return found;
}

/* The character at AT, where it stands for itself. */
static bool read_letter(reading *r, atom *a)
{
    size_t start = r->at;
    uint32_t c = avn_utf8_next(r->text, &r->at);
    a->kind = folds_alike(c) ? LETTER : OTHER;
    a->length = 0;
    for (size_t i = start; a->kind == LETTER && i < r->at; i++) {
        a->bytes[a->length] = (char)avn_sieve_fold((uint8_t)r->text.ptr[i]);
        a->length += a->bytes[a->length] != 0;
    }
    return c != 0;
}

/* Behind "\p" or "\P". */
static bool read_property(reading *r)
{
    static const char *const known[] = { "{L}", "{Lu}", "{Ll}", "{N}", "{Nd}", "{P}" };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (take_all(r, known[i]))
            return true;
    return false;
}

/* Behind a backslash. */
static bool read_escape(reading *r, bool in_set, atom *a)
{
    char c = peek(r, 0);
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter)
        return c >= ' ' && c <= '~' && read_letter(r, a);
    r->at++;
    if (c == 't') {
        *a = (atom){ .kind = LETTER, .bytes = "\t", .length = 1 };
        return true;
    }
    if (strchr("pP", c) && !read_property(r))
        return false;
    a->kind = strchr("pPdDsSwWhH", c) ? OTHER : NO_WIDTH;
    return a->kind == OTHER || (!in_set && strchr("bBAzZ", c));
}

/* One member of a set, or a range of them, of which nothing is kept. */
static bool read_member(reading *r, atom *member)
{
    char c = peek(r, 0);
    if (c == '[' && strchr(":.=", peek(r, 1)))
        return false;
    bool good = take(r, '\\') ? read_escape(r, true, member) : read_letter(r, member);
    if (!good || peek(r, 0) != '-' || peek(r, 1) == ']')
        return good;
    char last = peek(r, 1);
    bool digits = c >= '0' && last <= '9';
    bool letters = (c >= 'A' && last <= 'Z') || (c >= 'a' && last <= 'z');
    r->at += 2;
    member->kind = OTHER;
    return c <= last && (digits || letters);
}

/* Behind "[". */
static bool read_set(reading *r, atom *a)
{
    bool known = !take(r, '^'), alike = true;
    for (bool first = true; first || peek(r, 0) != ']'; first = false) {
        atom member = { .kind = OTHER };
        if (!read_member(r, &member))
            return false;
        uint8_t byte = (uint8_t)member.bytes[0];
        known = known && member.kind == LETTER;
        alike = alike && member.length == 1 && (first || member.bytes[0] == a->bytes[0]);
        a->bytes[0] = member.bytes[0];
        a->first[byte / 64] |= (uint64_t)1 << (byte % 64);
    }
    r->at++;
    a->kind = !known ? OTHER : alike ? LETTER : SET;
    a->length = 1;
    return true;
}

/* ---- groups ---- */

/* Behind "(". */
static bool open_group(reading *r, atom *a)
{
    group *made = &r->open[r->depth + 1];
    avn_str rest = avn_str_from(r->text, r->at);
    a->kind = NO_ATOM;
    if (take_all(r, "?i)"))
        return true;
    if (r->depth + 2 == MOST_OPEN || r->open[r->depth].looks_behind)
        return false;
    *made = (group){ 0 };
    made->denies = avn_str_starts(rest, AVN_STR("?!")) || avn_str_starts(rest, AVN_STR("?<!"));
    if (take_all(r, "?<=") || take_all(r, "?<!"))
        made->looks_behind = true;
    else if (take_all(r, "?=") || take_all(r, "?!"))
        made->looks = true;
    else if (!take_all(r, "?:") && !take_all(r, "?i:") &&
             (strchr("?*", peek(r, 0)) || ++r->groups > MOST_GROUPS))
        return false;
    end_run(r, &r->open[r->depth++]);
    return true;
}

/* Behind ")". */
static bool close_group(reading *r, atom *a)
{
    if (r->depth == 0)
        return false;
    group *g = &r->open[r->depth--];
    end_branch(r, g);
    a->kind = g->looks || g->looks_behind ? NO_WIDTH : GROUP;
    if (!g->nothing && !g->denies)
        a->one_of = g->before;
    return true;
}

static bool read_atom(reading *r, atom *a)
{
    switch (peek(r, 0)) {
    case '(':
        r->at++;
        return open_group(r, a);
    case ')':
        r->at++;
        return close_group(r, a);
    case '|':
        r->at++;
        end_branch(r, &r->open[r->depth]);
        a->kind = NO_ATOM;
        return true;
    case '[':
        r->at++;
        return read_set(r, a);
    case '\\':
        r->at++;
        return read_escape(r, false, a);
    case '.':
        r->at++;
        a->kind = OTHER;
        return true;
    case '^':
    case '$':
        r->at++;
        a->kind = NO_WIDTH;
        return true;
    case '*':
    case '+':
    case '?':
    case '{':
        return false;
    default:
        return read_letter(r, a);
    }
}

/* ---- how often ---- */

static bool read_number(reading *r, unsigned *number)
{
    *number = 0;
    size_t start = r->at;
    for (; peek(r, 0) >= '0' && peek(r, 0) <= '9' && *number <= MOST_TIMES; r->at++)
        *number = *number * 10 + (unsigned)(peek(r, 0) - '0');
    return r->at > start && *number <= MOST_TIMES;
}

/* Behind "{". */
static bool read_counts(reading *r, unsigned *least, unsigned *most)
{
    if (!read_number(r, least))
        return false;
    *most = *least;
    if (take_all(r, ",}")) {
        *most = MOST_TIMES + 1;
        return true;
    }
    if (take(r, ',') && !read_number(r, most))
        return false;
    return take(r, '}') && *least <= *most;
}

/* How often A stands here. */
static bool read_times(reading *r, const atom *a, unsigned *least, unsigned *most)
{
    char sign = peek(r, 0);
    *least = *most = 1;
    if (sign != '?' && sign != '*' && sign != '+' && sign != '{')
        return true;
    r->at++;
    if (sign == '{' && (a->kind == GROUP || !read_counts(r, least, most)))
        return false;
    if (sign == '?' || sign == '*')
        *least = 0;
    if (sign == '*' || sign == '+')
        *most = MOST_TIMES + 1;
    if (!take(r, '?'))
        take(r, '+');
    return a->kind > NO_WIDTH && !r->open[r->depth].looks_behind;
}

static void add_letter(reading *r, const atom *a, unsigned least, unsigned most)
{
    group *g = &r->open[r->depth];
    for (unsigned i = 0; i < least && g->run_length + a->length <= MOST_BYTES; i++) {
        memcpy(g->run + g->run_length, a->bytes, a->length);
        g->run_length += a->length;
    }
    if (most != least || g->run_length + sizeof a->bytes > MOST_BYTES)
        end_run(r, g);
}

static void add_atom(reading *r, const atom *a, unsigned least, unsigned most)
{
    if (a->kind == LETTER && least > 0) {
        add_letter(r, a, least, most);
        return;
    }
    group *g = &r->open[r->depth];
    texts members = a->one_of;
    end_run(r, g);
    bool may_serve = a->kind == SET && least > 0 && shortest(&g->best) < 2;
    for (unsigned word = 0; may_serve && word < 4; word++)
        for (uint64_t left = a->first[word]; left;)
            add_text(r, &members,
                     (avn_str){ (const char[]){ (char)(word * 64 + avn_next_bit(&left)) }, 1 });
    if (least > 0)
        consider(g, members);
}

bool avn_needs_read(avn_arena *arena, avn_str pattern, avn_needs *needs)
{
    reading r = { .arena = arena, .text = pattern };
    *needs = (avn_needs){ 0 };
    if (pattern.len > LONGEST_PATTERN)
        return false;
    while (r.at < pattern.len) {
        atom a = { .kind = OTHER };
        unsigned least, most;
        if (!read_atom(&r, &a) || !read_times(&r, &a, &least, &most))
            return false;
        if (a.kind != NO_ATOM)
            add_atom(&r, &a, least, most);
    }
    group *whole = &r.open[0];
    end_branch(&r, whole);
    if (!whole->nothing)
        *needs = (avn_needs){ whole->before.items, whole->before.count };
    return r.depth == 0 && !arena->failed;
}

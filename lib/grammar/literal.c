/* Walks a pattern's text and keeps the longest run of plain characters that every match holds.
 *
 * What stands in a group counts unless the group may be left out, has alternatives or only looks
 * around. Anything else that is not known here (verbs, conditions, recursion, comments, numbered
 * characters) makes the walk give up, as does a flag that changes what a plain character means. */
#include "grammar/literal.h"

enum { MOST_NESTED = 24 };

/* A group that is open, and what counts again when its inside does not. */
typedef struct group {
    avn_literal outside;
    bool folds; /* outside */
    bool alternates, looks_around;
} group;

typedef struct walk {
    avn_str rest;
    avn_literal best, run;
    bool folds;
    group groups[MOST_NESTED];
    unsigned depth;
} walk;

static void end_run(walk *w)
{
    bool blank = w->run.length == 1 && avn_is_blank(w->run.text[0]);
    if (w->run.length > w->best.length && !blank)
        w->best = w->run;
    w->run.length = 0;
}

static char next_char(const walk *w)
{
    return w->rest.len ? w->rest.ptr[0] : '\0';
}

static void skip(walk *w, size_t count)
{
    w->rest = avn_str_from(w->rest, count);
}

static bool take(walk *w, char c)
{
    bool found = w->rest.len > 0 && w->rest.ptr[0] == c;
    if (found)
        skip(w, 1);
    return found;
}

static bool take_two(walk *w, char first, char second)
{
    bool found = w->rest.len > 1 && w->rest.ptr[0] == first && w->rest.ptr[1] == second;
    if (found)
        skip(w, 2);
    return found;
}

/* ---- quantifiers ---- */

typedef enum times { ONCE, MAYBE_NONE, AT_LEAST_ONCE } times;

/* Takes "{2,3}" off, in any spelling of some version of the engine. */
static times take_counts(walk *w)
{
    size_t end = 1;
    while (end < w->rest.len && strchr("0123456789, ", w->rest.ptr[end]))
        end++;
    if (end == w->rest.len || w->rest.ptr[end] != '}')
        return ONCE;
    bool some = w->rest.ptr[1] >= '1' && w->rest.ptr[1] <= '9';
    skip(w, end + 1);
    return some ? AT_LEAST_ONCE : MAYBE_NONE;
}

/* Takes what says how often the part before it stands. */
static times take_times(walk *w)
{
    times how = ONCE;
    if (take(w, '*') || take(w, '?'))
        how = MAYBE_NONE;
    else if (take(w, '+'))
        how = AT_LEAST_ONCE;
    else if (next_char(w) == '{')
        how = take_counts(w);
    if (how != ONCE && !take(w, '?'))
        take(w, '+');
    return how;
}

/* ---- characters ---- */

/* With cases folded, k and s stand for letters beyond ASCII too, as do those. */
static bool is_plain(const walk *w, avn_str character)
{
    return !w->folds || (character.len == 1 && !strchr("kKsS", character.ptr[0]));
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static char large(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

static void add_character(walk *w, avn_str character)
{
    times how = take_times(w);
    bool counts = how != MAYBE_NONE && is_plain(w, character);
    if (!counts || w->run.length + character.len > AVN_LITERAL_SIZE)
        end_run(w);
    for (size_t i = 0; counts && i < character.len; i++)
        w->run.text[w->run.length++] = w->folds ? small(character.ptr[i]) : character.ptr[i];
    w->run.folds = w->folds;
    if (how != ONCE)
        end_run(w);
}

static void take_character(walk *w)
{
    size_t length = 1;
    while (length < w->rest.len && ((unsigned char)w->rest.ptr[length] & 0xC0) == 0x80)
        length++;
    avn_str character = avn_str_head(w->rest, length);
    skip(w, length);
    add_character(w, character);
}

/* What stands for no one character. */
static bool pass(walk *w)
{
    end_run(w);
    take_times(w);
    return true;
}

static bool take_escape(walk *w)
{
    skip(w, 1);
    char c = next_char(w);
    bool letter = small(c) >= 'a' && small(c) <= 'z';
    if (c == '\0' || (c >= '0' && c <= '9') || (letter && !strchr("dDwWsShHvVRXbBAzZKtnrfeapP", c)))
        return false;
    if (!letter) {
        take_character(w);
        return true;
    }
    skip(w, 1);
    if (c == 'p' || c == 'P') {
        size_t close = next_char(w) == '{' ? avn_str_find(w->rest, AVN_STR("}")) : 0;
        skip(w, close + 1);
    }
    return pass(w);
}

/* Length of "[:alpha:]" at the front of TEXT, or 0. */
static size_t named_class(avn_str text)
{
    size_t at = 2;
    if (!avn_str_starts(text, AVN_STR("[:")))
        return 0;
    while (at < text.len && (text.ptr[at] == '^' || (text.ptr[at] >= 'a' && text.ptr[at] <= 'z')))
        at++;
    return avn_str_starts(avn_str_from(text, at), AVN_STR(":]")) ? at + 2 : 0;
}

static bool take_class(walk *w)
{
    take(w, '[');
    take(w, '^');
    take(w, ']');
    while (w->rest.len > 0 && !take(w, ']')) {
        size_t named = named_class(w->rest);
        bool escape = next_char(w) == '\\';
        if (escape && w->rest.len > 1 && strchr("QEc", w->rest.ptr[1]))
            return false;
        skip(w, named ? named : escape ? 2 : 1);
    }
    return pass(w);
}

/* ---- groups ---- */

/* "?i:", "?s-i)": what is asked of case and of the point, and no more. */
static bool take_flags(walk *w)
{
    bool on = true;
    for (;; skip(w, 1)) {
        char c = next_char(w);
        if (c == ')' || c == ':')
            break;
        if (c == 'i')
            w->folds = on;
        else if (c == '-')
            on = false;
        else if (c != 's')
            return false;
    }
    if (take(w, ')')) /* goes on to the end of the group around it */
        w->depth--;
    else
        take(w, ':');
    return true;
}

static bool take_name(walk *w)
{
    if (!take(w, '<') || next_char(w) == '*')
        return false;
    skip(w, avn_str_find(w->rest, AVN_STR(">")) + 1);
    return true;
}

static bool open_group(walk *w)
{
    take(w, '(');
    end_run(w);
    if (w->depth == MOST_NESTED || next_char(w) == '*')
        return false;
    group *opened = &w->groups[w->depth++];
    *opened = (group){ .outside = w->best, .folds = w->folds };
    if (!take(w, '?') || take(w, ':') || take(w, '>') || take(w, '|'))
        return true;
    opened->looks_around =
        take(w, '=') || take(w, '!') || take_two(w, '<', '=') || take_two(w, '<', '!');
    return opened->looks_around || take_name(w) || take_flags(w);
}

static bool close_group(walk *w)
{
    take(w, ')');
    end_run(w);
    if (w->depth == 0)
        return false;
    const group *closed = &w->groups[--w->depth];
    times how = take_times(w);
    if (how == MAYBE_NONE || closed->alternates || closed->looks_around)
        w->best = closed->outside;
    w->folds = closed->folds;
    return true;
}

static bool take_part(walk *w, bool *alternates)
{
    switch (next_char(w)) {
    case '(':
        return open_group(w);
    case ')':
        return close_group(w);
    case '[':
        return take_class(w);
    case '\\':
        return take_escape(w);
    case '|':
        end_run(w);
        *(w->depth ? &w->groups[w->depth - 1].alternates : alternates) = true;
        return take(w, '|');
    case '.':
    case '^':
    case '$':
    case '{':
        skip(w, 1);
        return pass(w);
    default:
        take_character(w);
        return true;
    }
}

/* ---- looking for it ---- */

/* Spanish text holds few of the letters at the end, and fewer of what does not stand here. */
static unsigned rarity(char c)
{
    static const char common[] = " eaosrnidlctumpbgvyqhf";
    if ((unsigned char)c >= 0x80) /* half the letters with an accent share it */
        return 0;
    const char *found = c ? strchr(common, small(c)) : NULL;
    return found ? (unsigned)(found - common) : sizeof common;
}

avn_literal avn_literal_of(avn_str source)
{
    walk w = { .rest = source };
    bool alternates = false;
    while (w.rest.len > 0)
        if (!take_part(&w, &alternates))
            return (avn_literal){ .length = 0 };
    end_run(&w);
    if (alternates || w.depth > 0)
        return (avn_literal){ .length = 0 };
    for (uint8_t i = 1; i < w.best.length; i++)
        if (rarity(w.best.text[i]) > rarity(w.best.text[w.best.rarest]))
            w.best.rarest = i;
    return w.best;
}

/* Nearly all places differ in their first bytes, so this is no call of memcmp(). */
static bool stands_at(const avn_literal *literal, const char *text)
{
    size_t same = 0;
    while (same < literal->length &&
           (literal->folds ? small(text[same]) : text[same]) == literal->text[same])
        same++;
    return same == literal->length;
}

bool avn_literal_stands_in(const avn_literal *literal, avn_str text)
{
    if (text.len < literal->length)
        return false;
    if (literal->length == 0)
        return true;
    const char *first = text.ptr + literal->rarest, *end = first + (text.len - literal->length) + 1;
    char rarest = literal->text[literal->rarest], other = literal->folds ? large(rarest) : rarest;
    for (;; rarest = other) {
        for (const char *at = first; (at = memchr(at, rarest, (size_t)(end - at))) != NULL; at++)
            if (stands_at(literal, at - literal->rarest))
                return true;
        if (rarest == other)
            return false;
    }
}

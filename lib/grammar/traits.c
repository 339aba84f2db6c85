/* Walks a pattern's text and keeps the longest run of plain characters that every match holds, and
 * the bytes that may stand in the first places of one.
 *
 * What stands in a group counts for the run unless the group may be left out, has alternatives or
 * only looks around; for the head every way through it counts. Anything else that is not known here
 * (verbs, conditions, recursion, comments, numbered characters) makes the walk give up, as does a
 * flag that changes what a plain character means. */
#include "grammar/traits.h"

#include "grammar/charset.h"

enum { MOST_NESTED = 24, ALL_PLACES = (1 << AVN_HEAD_SIZE) - 1 };

/* A group that is open, and what counts again when its inside does not. */
typedef struct group {
    avn_literal outside;
    bool folds; /* outside */
    bool alternates, looks_around;
    unsigned entered, left; /* the places before it; those behind its alternatives so far */
    avn_charset inside;     /* all that may stand in it */
} group;

typedef struct walk {
    avn_str rest;
    avn_literal best, run;
    bool folds, unicode;
    avn_head head;
    unsigned places;               /* of the head, a bit for each that may come next */
    group groups[MOST_NESTED + 1]; /* [0] is the whole pattern */
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

typedef struct times {
    bool may_lack, repeats;
    unsigned exactly; /* so often; 0: not said */
} times;

static bool is_once(times how)
{
    return !how.may_lack && !how.repeats;
}

/* Takes "{2,3}" off, in any spelling of some version of the engine. */
static times take_counts(walk *w)
{
    size_t end = 1;
    while (end < w->rest.len && strchr("0123456789, ", w->rest.ptr[end]))
        end++;
    if (end == w->rest.len || w->rest.ptr[end] != '}')
        return (times){ .repeats = false };
    char first = w->rest.ptr[1];
    bool some = first >= '1' && first <= '9';
    skip(w, end + 1);
    return (times){ .may_lack = !some,
                    .repeats = true,
                    .exactly = some && end == 2 ? (unsigned)(first - '0') : 0 };
}

/* Takes what says how often the part before it stands. */
static times take_times(walk *w)
{
    times how = { .repeats = false };
    if (take(w, '*'))
        how.may_lack = how.repeats = true;
    else if (take(w, '?'))
        how.may_lack = true;
    else if (take(w, '+'))
        how.repeats = true;
    else if (next_char(w) == '{')
        how = take_counts(w);
    if (!is_once(how) && !take(w, '?'))
        take(w, '+');
    return how;
}

/* ---- the head ---- */

/* The first of PLACES and all behind it. */
static unsigned onward(unsigned places)
{
    return ALL_PLACES & ~((places & -places) - 1);
}

static void stand(walk *w, const avn_charset *members, unsigned places)
{
    avn_charset_join(&w->groups[w->depth].inside, members);
    for (unsigned i = 0; i < AVN_HEAD_SIZE; i++)
        for (unsigned word = 0; (places >> i & 1) && word < 4; word++)
            w->head.at[i][word] |= members->bytes[word];
}

/* One of MEMBERS comes, as often as HOW says. */
static void come(walk *w, avn_charset members, times how)
{
    unsigned before = w->places, count = how.exactly ? how.exactly : 1;
    bool spreads = members.wide || (how.repeats && !how.exactly);
    if (members.wide)
        avn_charset_add(&members, 0x80, 0xFF);
    for (unsigned i = 0; i < count; i++) {
        stand(w, &members, spreads ? onward(w->places) : w->places);
        w->places = spreads ? onward(w->places << 1) : w->places << 1;
    }
    w->places |= how.may_lack ? before : 0;
}

/* Nothing is known of what comes from PLACES on. */
static void lose_head(walk *w, unsigned places)
{
    avn_charset any = avn_charset_any();
    w->places = onward(places);
    stand(w, &any, w->places);
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

static bool is_letter(char c)
{
    return small(c) >= 'a' && small(c) <= 'z';
}

/* With both cases of letters where they are folded. */
static void add_plain(const walk *w, avn_charset *members, char c)
{
    unsigned byte = (unsigned char)c;
    avn_charset_add(members, byte, byte);
    if (w->folds && is_letter(c))
        avn_charset_add(members, byte ^ ('a' - 'A'), byte ^ ('a' - 'A'));
}

static void come_plain(walk *w, avn_str character, times how)
{
    if (!is_plain(w, character)) {
        come(w, avn_charset_any(), how);
        return;
    }
    bool each = character.len == 1 || is_once(how);
    for (size_t i = 0; i < (each ? character.len : 1); i++) {
        avn_charset members = { .wide = !each };
        add_plain(w, &members, character.ptr[i]);
        come(w, members, how);
    }
}

static void add_character(walk *w, avn_str character)
{
    times how = take_times(w);
    bool counts = !how.may_lack && is_plain(w, character);
    come_plain(w, character, how);
    if (!counts || w->run.length + character.len > AVN_LITERAL_SIZE)
        end_run(w);
    for (size_t i = 0; counts && i < character.len; i++)
        w->run.text[w->run.length++] = w->folds ? small(character.ptr[i]) : character.ptr[i];
    w->run.folds = w->folds;
    if (!is_once(how))
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

/* What stands for no one character, but for one of MEMBERS. */
static bool pass(walk *w, avn_charset members)
{
    end_run(w);
    come(w, members, take_times(w));
    return true;
}

/* What asks for a place only. */
static bool pass_place(walk *w)
{
    end_run(w);
    take_times(w);
    return true;
}

static avn_charset digits(const walk *w)
{
    avn_charset members = { .wide = w->unicode };
    avn_charset_add(&members, '0', '9');
    return members;
}

static bool take_escape(walk *w)
{
    skip(w, 1);
    char c = next_char(w);
    if (c == '\0' || avn_is_digit(c) || (is_letter(c) && !strchr("dDwWsShHvVRXbBAzZKtnrfeapP", c)))
        return false;
    if (!is_letter(c)) {
        take_character(w);
        return true;
    }
    skip(w, 1);
    if (c == 'p' || c == 'P') {
        size_t close = next_char(w) == '{' ? avn_str_find(w->rest, AVN_STR("}")) : 0;
        skip(w, close + 1);
    }
    if (strchr("bBAzZK", c))
        return pass_place(w);
    if (strchr("RX", c)) /* several characters */
        lose_head(w, w->places);
    return pass(w, c == 'd' ? digits(w) : avn_charset_any());
}

/* ---- classes ---- */

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

/* Takes one off and adds it; returns it where it may begin a range, else '\0'. */
static char take_member(walk *w, avn_charset *members)
{
    size_t named = named_class(w->rest);
    bool escape = take(w, '\\');
    char c = next_char(w);
    skip(w, named ? named : 1);
    if (escape && c == 't') {
        c = '\t';
    } else if (escape && c == 'd') {
        avn_charset meant = digits(w);
        avn_charset_join(members, &meant);
        return '\0';
    } else if (named || (escape && (is_letter(c) || avn_is_digit(c)))) {
        *members = avn_charset_any();
        return '\0';
    }
    members->wide = members->wide || (unsigned char)c >= 0x80;
    add_plain(w, members, c);
    return (unsigned char)c < 0x80 ? c : '\0';
}

/* The end of a range that begins with FIRST; where that is unknown, so are its members. */
static void take_range(walk *w, avn_charset *members, char first)
{
    skip(w, 1);
    char last = next_char(w);
    if (first == '\0' || last < first || last == '\\' || last == '[') {
        *members = avn_charset_any();
        return;
    }
    skip(w, 1);
    avn_charset_add(members, (unsigned char)first, (unsigned char)last);
}

static bool take_class(walk *w)
{
    avn_charset members = { .wide = false };
    take(w, '[');
    bool others = take(w, '^');
    if (take(w, ']'))
        add_plain(w, &members, ']');
    while (w->rest.len > 0 && !take(w, ']')) {
        if (w->rest.ptr[0] == '\\' && w->rest.len > 1 && strchr("QEc", w->rest.ptr[1]))
            return false;
        char first = take_member(w, &members);
        if (w->rest.len > 1 && w->rest.ptr[0] == '-' && w->rest.ptr[1] != ']')
            take_range(w, &members, first);
    }
    if (w->folds)
        avn_charset_fold(&members);
    return pass(w, others ? avn_charset_any() : members);
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
    group *opened = &w->groups[++w->depth];
    *opened = (group){ .outside = w->best, .folds = w->folds, .entered = w->places };
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
    const group *closed = &w->groups[w->depth--];
    times how = take_times(w);
    if (how.may_lack || closed->alternates || closed->looks_around)
        w->best = closed->outside;
    w->folds = closed->folds;
    w->places |= closed->left;
    avn_charset_join(&w->groups[w->depth].inside, &closed->inside);
    if (how.repeats) {
        w->places = onward(w->places);
        stand(w, &closed->inside, w->places);
    }
    if (how.may_lack)
        w->places |= closed->entered;
    /* A text that ends where something looks farther may become a match, whatever stands there. */
    if (closed->looks_around)
        lose_head(w, closed->entered);
    return true;
}

static void begin_alternative(walk *w)
{
    group *around = &w->groups[w->depth];
    take(w, '|');
    end_run(w);
    around->alternates = true;
    around->left |= w->places;
    w->places = around->entered;
}

static bool take_part(walk *w)
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
        begin_alternative(w);
        return true;
    case '^':
    case '$':
        skip(w, 1);
        return pass_place(w);
    case '.':
    case '{':
        skip(w, 1);
        return pass(w, avn_charset_any());
    default:
        take_character(w);
        return true;
    }
}

avn_traits avn_traits_of(avn_str source)
{
    walk w = { .rest = source,
               .unicode = avn_wants_unicode(source),
               .places = 1,
               .groups = { { .entered = 1 } } };
    bool known = true;
    while (known && w.rest.len > 0)
        known = take_part(&w);
    end_run(&w);
    avn_traits traits = { .literal = w.best, .head = w.head };
    if (!known || w.depth > 0 || w.groups[0].alternates) {
        traits.literal.length = 0;
        memset(&traits.head, 0xFF, sizeof traits.head);
    }
    avn_literal_prepare(&traits.literal);
    return traits;
}

/* \w, \b and POSIX classes mean Unicode letters to who writes a grammar. */
bool avn_wants_unicode(avn_str source)
{
    for (size_t i = 0; i + 1 < source.len; i++) {
        if (source.ptr[i] == '[' && source.ptr[i + 1] == ':')
            return true;
        if (source.ptr[i] == '\\' && strchr("wWbB", source.ptr[++i]))
            return true;
    }
    return false;
}

#include "grammar/parts.h"

static char next_char(const avn_parts *p)
{
    return p->rest.len ? p->rest.ptr[0] : '\0';
}

static void skip(avn_parts *p, size_t count)
{
    p->rest = avn_str_from(p->rest, count);
}

static bool take(avn_parts *p, char c)
{
    bool found = p->rest.len > 0 && p->rest.ptr[0] == c;
    if (found)
        skip(p, 1);
    return found;
}

static bool take_two(avn_parts *p, char first, char second)
{
    bool found = p->rest.len > 1 && p->rest.ptr[0] == first && p->rest.ptr[1] == second;
    if (found)
        skip(p, 2);
    return found;
}

/* ---- quantifiers ---- */

static unsigned take_number(avn_parts *p)
{
    unsigned number = 0;
    for (; avn_is_digit(next_char(p)); skip(p, 1))
        if (number < AVN_NO_END)
            number = number * 10 + (unsigned)(next_char(p) - '0');
    return number;
}

/* Takes "{2,3}" off; false when this is none. Not all versions of the engine know "{,3}" or blanks
 * inside. */
static bool take_counts(avn_parts *p, avn_part *part)
{
    avn_str before = p->rest;
    size_t end = 1;
    while (end < before.len && strchr("0123456789, ", before.ptr[end]))
        end++;
    if (end == before.len || before.ptr[end] != '}')
        return false;
    skip(p, 1);
    part->unsure = next_char(p) == ',' || memchr(before.ptr, ' ', end) != NULL;
    part->least = part->most = take_number(p);
    if (take(p, ','))
        part->most = avn_is_digit(next_char(p)) ? take_number(p) : AVN_NO_END;
    part->unsure = part->unsure || next_char(p) != '}';
    if (part->unsure) {
        part->least = 0;
        part->most = AVN_NO_END;
    }
    p->rest = avn_str_from(before, end + 1);
    return true;
}

/* Takes what says how often PART, which stands before it, comes. */
static avn_part take_times(avn_parts *p, avn_part part)
{
    part.least = part.most = 1;
    bool said = true;
    if (take(p, '*')) {
        part.least = 0;
        part.most = AVN_NO_END;
    } else if (take(p, '?')) {
        part.least = 0;
    } else if (take(p, '+')) {
        part.most = AVN_NO_END;
    } else {
        said = next_char(p) == '{' && take_counts(p, &part);
    }
    if (said && !take(p, '?'))
        take(p, '+');
    return part;
}

/* ---- characters ---- */

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c)
{
    return small(c) >= 'a' && small(c) <= 'z';
}

static void add_ascii(const avn_parts *p, avn_charset *set, char c)
{
    unsigned byte = (unsigned char)c;
    avn_charset_add(set, byte, byte);
    if (p->folds && is_letter(c))
        avn_charset_add(set, byte ^ ('a' - 'A'), byte ^ ('a' - 'A'));
}

/* With cases folded, k and s stand for letters beyond ASCII too, as do those. */
static avn_part take_character(avn_parts *p)
{
    size_t length = 1;
    while (length < p->rest.len && ((unsigned char)p->rest.ptr[length] & 0xC0) == 0x80)
        length++;
    avn_part part = { .kind = AVN_PART_CHARACTER, .text = avn_str_head(p->rest, length) };
    skip(p, length);
    part.plain = !p->folds || (length == 1 && !strchr("kKsS", part.text.ptr[0]));
    part.exact = part.plain;
    if (!part.plain)
        part.set = avn_charset_any();
    else
        add_ascii(p, &part.set, part.text.ptr[0]);
    part.set.wide = length > 1 || !part.plain;
    return take_times(p, part);
}

static avn_part any_of(avn_parts *p, avn_charset set, bool exact)
{
    return take_times(p, (avn_part){ .kind = AVN_PART_SET, .set = set, .exact = exact });
}

static avn_part place(avn_parts *p, char written)
{
    return take_times(p, (avn_part){ .kind = AVN_PART_PLACE, .place = written });
}

static avn_part unknown(void)
{
    return (avn_part){ .kind = AVN_PART_UNKNOWN };
}

static avn_charset digits(const avn_parts *p)
{
    avn_charset set = { .wide = p->unicode };
    avn_charset_add(&set, '0', '9');
    return set;
}

static avn_part take_escape(avn_parts *p)
{
    skip(p, 1);
    char c = next_char(p);
    if (c == '\0' || avn_is_digit(c) || (is_letter(c) && !strchr("dDwWsShHvVRXbBAzZKtnrfeapP", c)))
        return unknown();
    if (!is_letter(c))
        return take_character(p);
    skip(p, 1);
    if (c == 'p' || c == 'P') {
        size_t close = next_char(p) == '{' ? avn_str_find(p->rest, AVN_STR("}")) : 0;
        skip(p, close + 1);
    }
    if (strchr("bBAzZK", c))
        return place(p, c);
    if (strchr("RX", c))
        return take_times(p, (avn_part){ .kind = AVN_PART_SEVERAL });
    return c == 'd' ? any_of(p, digits(p), !p->unicode) : any_of(p, avn_charset_any(), false);
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
static char take_member(avn_parts *p, avn_charset *members)
{
    size_t named = named_class(p->rest);
    bool escape = take(p, '\\');
    char c = next_char(p);
    skip(p, named ? named : 1);
    if (escape && c == 't') {
        c = '\t';
    } else if (escape && c == 'd') {
        avn_charset meant = digits(p);
        avn_charset_join(members, &meant);
        return '\0';
    } else if (named || (escape && (is_letter(c) || avn_is_digit(c)))) {
        *members = avn_charset_any();
        return '\0';
    }
    members->wide = members->wide || (unsigned char)c >= 0x80;
    add_ascii(p, members, c);
    return (unsigned char)c < 0x80 ? c : '\0';
}

/* The end of a range that begins with FIRST; where that is unknown, so are its members. */
static void take_range(avn_parts *p, avn_charset *members, char first)
{
    skip(p, 1);
    char last = next_char(p);
    if (first == '\0' || last < first || last == '\\' || last == '[') {
        *members = avn_charset_any();
        return;
    }
    skip(p, 1);
    avn_charset_add(members, (unsigned char)first, (unsigned char)last);
}

static avn_part take_class(avn_parts *p)
{
    avn_charset members = { .wide = false };
    take(p, '[');
    bool others = take(p, '^');
    if (take(p, ']'))
        add_ascii(p, &members, ']');
    while (p->rest.len > 0 && !take(p, ']')) {
        if (p->rest.ptr[0] == '\\' && p->rest.len > 1 && strchr("QEc", p->rest.ptr[1]))
            return unknown();
        char first = take_member(p, &members);
        if (p->rest.len > 1 && p->rest.ptr[0] == '-' && p->rest.ptr[1] != ']')
            take_range(p, &members, first);
    }
    if (p->folds)
        avn_charset_fold(&members);
    return others ? any_of(p, avn_charset_any(), false) : any_of(p, members, !members.wide);
}

/* ---- groups ---- */

/* "?i:", "?s-i)": what is asked of case and of the point, and no more. */
static bool take_flags(avn_parts *p)
{
    bool on = true;
    for (;; skip(p, 1)) {
        char c = next_char(p);
        if (c == ')' || c == ':')
            break;
        if (c == 'i')
            p->folds = on;
        else if (c == '-')
            on = false;
        else if (c != 's')
            return false;
    }
    if (take(p, ')')) /* goes on to the end of the group around it */
        p->depth--;
    else
        take(p, ':');
    return true;
}

static bool take_name(avn_parts *p)
{
    if (!take(p, '<') || next_char(p) == '*')
        return false;
    skip(p, avn_str_find(p->rest, AVN_STR(">")) + 1);
    return true;
}

static avn_part open_group(avn_parts *p)
{
    avn_part part = { .kind = AVN_PART_OPEN };
    take(p, '(');
    if (p->depth == AVN_MOST_NESTED || next_char(p) == '*')
        return unknown();
    unsigned depth = p->depth++;
    p->folds_outside[depth] = p->folds;
    part.captures = !take(p, '?');
    if (part.captures || take(p, ':') || take(p, '>'))
        return part;
    part.looks_around =
        take(p, '=') || take(p, '!') || take_two(p, '<', '=') || take_two(p, '<', '!');
    if (part.looks_around)
        return part;
    part.captures = next_char(p) == '<';
    if (part.captures ? !take_name(p) : !take_flags(p))
        return unknown();
    return p->depth > depth ? part : (avn_part){ .kind = AVN_PART_PLACE, .place = 'i' };
}

static avn_part close_group(avn_parts *p)
{
    take(p, ')');
    if (p->depth == 0)
        return unknown();
    p->folds = p->folds_outside[--p->depth];
    return take_times(p, (avn_part){ .kind = AVN_PART_CLOSE });
}

avn_part avn_next_part(avn_parts *p)
{
    char c = next_char(p);
    if (p->rest.len == 0)
        return (avn_part){ .kind = p->depth ? AVN_PART_UNKNOWN : AVN_PART_END };
    switch (c) {
    case '(':
        return open_group(p);
    case ')':
        return close_group(p);
    case '[':
        return take_class(p);
    case '\\':
        return take_escape(p);
    case '|':
        skip(p, 1);
        return (avn_part){ .kind = AVN_PART_OR };
    case '^':
    case '$':
        skip(p, 1);
        return place(p, c);
    case '.':
    case '{':
        skip(p, 1);
        return any_of(p, avn_charset_any(), false);
    default:
        return take_character(p);
    }
}

avn_parts avn_parts_of(avn_str source)
{
    return (avn_parts){ .rest = source, .unicode = avn_wants_unicode(source) };
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

#include "author/shape.h"

enum { DEEPEST = 60, NO_PART = -1 };

typedef struct parser {
    avn_patterns *patterns;
    avn_matcher *matcher;
    avn_arena *arena;
    avn_shape *shape;
    avn_str rest;
    unsigned depth;
    bool failed;
} parser;

static int parse_choice(parser *p);

static int add_part(parser *p, avn_part_kind kind)
{
    avn_part *part = AVN_PUSH(p->arena, p->shape->parts);
    if (!part) {
        p->failed = true;
        return NO_PART;
    }
    *part = (avn_part){ .kind = kind, .first = NO_PART, .next = NO_PART, .parent = NO_PART };
    return (int)p->shape->parts.count - 1;
}

static avn_part *part_at(parser *p, int index)
{
    return &p->shape->parts.items[index];
}

/* Makes CHILD the only child of PARENT. */
static void adopt(parser *p, int parent, int child)
{
    part_at(p, parent)->first = child;
    if (child != NO_PART)
        part_at(p, child)->parent = parent;
}

static bool at_end(const parser *p)
{
    return p->rest.len == 0;
}

static bool starts(const parser *p, const char *text)
{
    return avn_str_starts(p->rest, avn_str_of(text));
}

static void skip(parser *p, size_t bytes)
{
    p->rest = avn_str_from(p->rest, bytes);
}

/* ---- sets ---- */

static void add_sample(avn_part *part, avn_str sample)
{
    if (part->sample_count < AVN_SET_SAMPLES)
        part->samples[part->sample_count++] = sample;
}

/* The set's own text, tried on characters that reports are made of. */
static int add_set(parser *p, avn_str set)
{
    static const char *const usual[] = { "a", "e", "B", "7", "1",  "I", " ", "\t", "ñ", "Á", ".",
                                         ",", "-", "/", ":", "(",  "%", "$", "•",  "§", "#", "<",
                                         "_", "x", "º", "–", "\"", "¿", "*", "|",  "i", "v" };
    avn_pattern_error error;
    avn_pattern *pattern = avn_pattern_compile(p->patterns, p->arena, set, AVN_WHOLE_LINE, &error);
    int index = add_part(p, AVN_PART_SET);
    if (!pattern || index == NO_PART)
        return index;
    avn_part *part = part_at(p, index);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (avn_pattern_match(p->matcher, pattern, avn_str_of(usual[i]), 0) == AVN_MATCHED)
            add_sample(part, avn_str_of(usual[i]));
    for (char c = '!'; c < '\x7f' && part->sample_count == 0; c++) {
        avn_str letter = avn_arena_str(p->arena, (avn_str){ &c, 1 });
        if (avn_pattern_match(p->matcher, pattern, letter, 0) == AVN_MATCHED)
            add_sample(part, letter);
    }
    return index;
}

static size_t bracket_length(avn_str text)
{
    size_t i = text.len > 1 && text.ptr[1] == '^' ? 2 : 1;
    if (i < text.len && text.ptr[i] == ']')
        i++;
    while (i < text.len && text.ptr[i] != ']') {
        avn_str rest = avn_str_from(text, i);
        if (avn_str_starts(rest, AVN_STR("[:")))
            i += avn_str_find(rest, AVN_STR(":]")) + 2;
        else
            i += text.ptr[i] == '\\' ? 2 : 1;
    }
    return i < text.len ? i + 1 : text.len;
}

/* ---- single parts ---- */

static int add_text(parser *p, size_t bytes)
{
    int index = add_part(p, AVN_PART_TEXT);
    if (index != NO_PART)
        part_at(p, index)->text = avn_str_head(p->rest, bytes);
    skip(p, bytes);
    return index;
}

static size_t character_length(avn_str text)
{
    size_t length = 1;
    while (length < text.len && ((unsigned char)text.ptr[length] & 0xC0) == 0x80)
        length++;
    return length;
}

static int parse_escape(parser *p)
{
    char kind = p->rest.len > 1 ? p->rest.ptr[1] : '\0';
    if (kind && strchr("dDsSwWhHvVNR", kind)) {
        avn_str set = avn_str_head(p->rest, 2);
        skip(p, 2);
        return add_set(p, set);
    }
    bool braced = p->rest.len > 2 && p->rest.ptr[2] == '{';
    size_t length = braced ? avn_str_find(p->rest, AVN_STR("}")) + 1 : 2;
    if (kind == 'p' || kind == 'P' || kind == 'x') {
        if (kind == 'x' && !braced)
            length = 4;
        avn_str set = avn_str_head(p->rest, length);
        skip(p, length);
        return add_set(p, set);
    }
    if (kind && strchr("bBAzZGKQEgk123456789", kind)) {
        skip(p, length);
        return add_part(p, AVN_PART_NOTHING);
    }
    skip(p, 1);
    if (at_end(p))
        return add_part(p, AVN_PART_NOTHING);
    if (starts(p, "t")) {
        skip(p, 1);
        return add_set(p, AVN_STR("\\t"));
    }
    return add_text(p, character_length(p->rest));
}

/* Takes what stands behind "(?" up to the group's own parts; false when it takes no text. */
static bool parse_group_head(parser *p, avn_str *name)
{
    if (starts(p, "=") || starts(p, "!") || starts(p, "<=") || starts(p, "<!"))
        return false;
    if (starts(p, "<") || starts(p, "P<") || starts(p, "'")) {
        size_t open = starts(p, "P<") ? 2 : 1;
        size_t close = avn_str_find(p->rest, AVN_STR(">"));
        *name = avn_str_head(avn_str_from(p->rest, open), close > open ? close - open : 0);
        skip(p, close + 1);
        return true;
    }
    while (!at_end(p) && !strchr(":>|)", p->rest.ptr[0]))
        skip(p, 1);
    if (!starts(p, ")"))
        skip(p, 1);
    return true;
}

static int parse_group(parser *p)
{
    avn_str name = { "", 0 };
    bool takes = true;
    skip(p, 1);
    if (starts(p, "?")) {
        skip(p, 1);
        takes = parse_group_head(p, &name);
    }
    int inside = parse_choice(p);
    if (starts(p, ")"))
        skip(p, 1);
    if (!takes)
        return add_part(p, AVN_PART_NOTHING);
    int index = add_part(p, AVN_PART_SEQUENCE);
    if (index != NO_PART) {
        adopt(p, index, inside);
        part_at(p, index)->name = name;
    }
    return index;
}

static int parse_single(parser *p)
{
    char c = p->rest.ptr[0];
    if (c == '\\')
        return parse_escape(p);
    if (c == '(')
        return parse_group(p);
    if (c == '[' || c == '.') {
        size_t length = c == '[' ? bracket_length(p->rest) : 1;
        avn_str set = avn_str_head(p->rest, length);
        skip(p, length);
        return add_set(p, set);
    }
    if (c == '^' || c == '$') {
        skip(p, 1);
        return add_part(p, AVN_PART_NOTHING);
    }
    return add_text(p, character_length(p->rest));
}

/* ---- repetitions, sequences, choices ---- */

/* The number at the front of TEXT, which moves behind it. */
static unsigned take_number(avn_str *text)
{
    unsigned value = 0;
    while (text->len > 0 && avn_is_digit(text->ptr[0]) && value < AVN_ENDLESS) {
        value = value * 10 + (unsigned)(text->ptr[0] - '0');
        *text = avn_str_from(*text, 1);
    }
    return value;
}

/* "{2}", "{2,}" and "{2,5}"; false when the brace is only a brace. */
static bool parse_braces(parser *p, unsigned *least, unsigned *most)
{
    avn_str text = avn_str_from(p->rest, 1);
    if (text.len == 0 || !avn_is_digit(text.ptr[0]))
        return false;
    *least = *most = take_number(&text);
    if (text.len > 0 && text.ptr[0] == ',') {
        text = avn_str_from(text, 1);
        bool endless = text.len > 0 && text.ptr[0] == '}';
        *most = endless ? AVN_ENDLESS : take_number(&text);
    }
    if (text.len == 0 || text.ptr[0] != '}')
        return false;
    p->rest = avn_str_from(text, 1);
    return true;
}

static bool parse_quantifier(parser *p, unsigned *least, unsigned *most)
{
    if (at_end(p))
        return false;
    char c = p->rest.ptr[0];
    if (c == '{') {
        if (!parse_braces(p, least, most))
            return false;
    } else if (c == '*' || c == '+' || c == '?') {
        *least = c == '+';
        *most = c == '?' ? 1 : AVN_ENDLESS;
        skip(p, 1);
    } else {
        return false;
    }
    if (starts(p, "?") || starts(p, "+"))
        skip(p, 1);
    return true;
}

static int parse_repeated(parser *p)
{
    int index = parse_single(p);
    unsigned least, most;
    while (index != NO_PART && parse_quantifier(p, &least, &most)) {
        int repeat = add_part(p, AVN_PART_REPEAT);
        if (repeat == NO_PART)
            return NO_PART;
        adopt(p, repeat, index);
        part_at(p, repeat)->least = least;
        part_at(p, repeat)->most = most;
        index = repeat;
    }
    return index;
}

static void add_child(parser *p, int parent, int *last, int child)
{
    if (parent == NO_PART || child == NO_PART)
        return;
    if (*last == NO_PART)
        part_at(p, parent)->first = child;
    else
        part_at(p, *last)->next = child;
    part_at(p, child)->parent = parent;
    *last = child;
}

static int parse_sequence(parser *p)
{
    int sequence = add_part(p, AVN_PART_SEQUENCE), last = NO_PART;
    while (!at_end(p) && !p->failed && !strchr("|)", p->rest.ptr[0]))
        add_child(p, sequence, &last, parse_repeated(p));
    return sequence;
}

/* The depth of groups is limited, so this recursion is. */
static int parse_choice(parser *p)
{
    if (++p->depth > DEEPEST || p->failed) {
        p->failed = true;
        return NO_PART;
    }
    int choice = add_part(p, AVN_PART_CHOICE), last = NO_PART;
    add_child(p, choice, &last, parse_sequence(p));
    while (starts(p, "|") && !p->failed) {
        skip(p, 1);
        add_child(p, choice, &last, parse_sequence(p));
    }
    p->depth--;
    return choice;
}

avn_shape avn_shape_of(avn_patterns *patterns, avn_matcher *matcher, avn_arena *arena,
                       avn_str source)
{
    avn_shape shape = { .root = NO_PART };
    parser p = {
        .patterns = patterns, .matcher = matcher, .arena = arena, .shape = &shape, .rest = source
    };
    int root = parse_choice(&p);
    shape.root = p.failed || arena->failed ? NO_PART : root;
    return shape;
}

int avn_shape_group(const avn_shape *shape, avn_str name)
{
    for (size_t i = 0; i < shape->parts.count; i++)
        if (shape->parts.items[i].name.len > 0 && avn_str_eq(shape->parts.items[i].name, name))
            return (int)i;
    return NO_PART;
}

/* ---- texts ---- */

typedef struct writer {
    const avn_shape *shape;
    const avn_sampling *how;
    avn_buf *text;
    unsigned state;
    bool ended; /* what was pumped is written: nothing comes after it */
} writer;

/* Numbers that look random and are the same every time; 0 in the first variant. */
static unsigned pick(writer *w, unsigned count)
{
    if (w->how->variant == 0 || count < 2)
        return 0;
    w->state = w->state * 1664525u + 1013904223u;
    return (w->state >> 16) % count;
}

/* True when the repetition that is pumped stands in PART. */
static bool leads_to_pump(const writer *w, int part)
{
    int index = w->how->pumped;
    while (index != NO_PART && index != part)
        index = w->shape->parts.items[index].parent;
    return index != NO_PART;
}

static void write_part(writer *w, int index);

static unsigned times_of(writer *w, const avn_part *part)
{
    unsigned most = part->most < w->how->longest ? part->most : w->how->longest;
    if (most < part->least)
        most = part->least;
    if (w->how->most)
        return most;
    if (w->how->pumped != NO_PART)
        return part->least > 0 ? part->least : part->most > 0;
    unsigned spread = most - part->least < 3 ? most - part->least : 3;
    return part->least + pick(w, spread + 1);
}

static void write_repeat(writer *w, int index)
{
    const avn_part *part = &w->shape->parts.items[index];
    bool pumped = w->how->pumped == index;
    unsigned times = pumped ? w->how->pumps : times_of(w, part);
    unsigned state = w->state;
    for (unsigned i = 0; i < times && w->text->len < AVN_LONGEST_SAMPLE && !w->ended; i++) {
        if (pumped)
            w->state = state;
        write_part(w, part->first);
    }
    w->ended = w->ended || pumped;
}

static void write_choice(writer *w, const avn_part *part)
{
    unsigned count = 0;
    for (int child = part->first; child != NO_PART; child = w->shape->parts.items[child].next)
        count++;
    int child = part->first;
    for (unsigned chosen = pick(w, count); chosen > 0; chosen--)
        child = w->shape->parts.items[child].next;
    for (int other = part->first; other != NO_PART; other = w->shape->parts.items[other].next)
        if (leads_to_pump(w, other))
            child = other;
    if (child != NO_PART)
        write_part(w, child);
}

/* The depth of the parts is that of the pattern's groups, which is limited. */
static void write_part(writer *w, int index)
{
    const avn_part *part = &w->shape->parts.items[index];
    if (w->ended)
        return;
    switch (part->kind) {
    case AVN_PART_NOTHING:
        break;
    case AVN_PART_TEXT:
        avn_buf_str(w->text, part->text);
        break;
    case AVN_PART_SET:
        if (part->sample_count > 0)
            avn_buf_str(w->text, part->samples[pick(w, part->sample_count)]);
        break;
    case AVN_PART_SEQUENCE:
        for (int child = part->first; child != NO_PART; child = w->shape->parts.items[child].next)
            write_part(w, child);
        break;
    case AVN_PART_CHOICE:
        write_choice(w, part);
        break;
    case AVN_PART_REPEAT:
        write_repeat(w, index);
        break;
    }
}

void avn_shape_sample(const avn_shape *shape, int part, const avn_sampling *how, avn_buf *text)
{
    writer w = { .shape = shape, .how = how, .text = text, .state = how->variant * 2654435761u };
    if (part != NO_PART)
        write_part(&w, part);
}

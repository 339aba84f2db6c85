/* Keeps the longest run of plain characters that every match of a pattern holds, and the bytes that
 * may stand in the first places of one.
 *
 * What stands in a group counts for the run unless the group may be left out, has alternatives or
 * only looks around; for the head every way through it counts. */
#include "grammar/traits.h"

#include "grammar/parts.h"

enum { ALL_PLACES = (1 << AVN_HEAD_SIZE) - 1 };

/* A group that is open, and what counts again when its inside does not. */
typedef struct group {
    avn_literal outside;
    bool alternates, looks_around;
    unsigned entered, left; /* the places before it; those behind its alternatives so far */
    avn_charset inside;     /* all that may stand in it */
} group;

typedef struct walk {
    avn_literal best, run;
    avn_head head;
    unsigned places;                   /* of the head, a bit for each that may come next */
    group groups[AVN_MOST_NESTED + 1]; /* [0] is the whole pattern */
    unsigned depth;
} walk;

static void end_run(walk *w)
{
    bool blank = w->run.length == 1 && avn_is_blank(w->run.text[0]);
    if (w->run.length > w->best.length && !blank)
        w->best = w->run;
    w->run.length = 0;
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

/* Nothing is known of what comes from PLACES on. */
static void lose_head(walk *w, unsigned places)
{
    avn_charset any = avn_charset_any();
    w->places = onward(places);
    stand(w, &any, w->places);
}

/* One of MEMBERS comes, so often; only a few times are told from each other. */
static void come(walk *w, avn_charset members, unsigned least, unsigned most)
{
    unsigned before = w->places, count = least == most && least <= AVN_HEAD_SIZE ? least : 1;
    bool spreads = members.wide || most > count;
    if (members.wide)
        avn_charset_add(&members, 0x80, 0xFF);
    for (unsigned i = 0; i < count; i++) {
        stand(w, &members, spreads ? onward(w->places) : w->places);
        w->places = spreads ? onward(w->places << 1) : w->places << 1;
    }
    w->places |= least == 0 ? before : 0;
}

/* ---- the parts ---- */

/* A character of several bytes is one after the other. */
static void come_plain(walk *w, const avn_part *part)
{
    bool once = part->least == 1 && part->most == 1;
    if (!part->plain || part->text.len == 1 || !once) {
        come(w, part->set, part->least, part->most);
        return;
    }
    for (size_t i = 0; i < part->text.len; i++) {
        avn_charset byte = { .wide = false };
        avn_charset_add(&byte, (unsigned char)part->text.ptr[i], (unsigned char)part->text.ptr[i]);
        come(w, byte, 1, 1);
    }
}

static void add_character(walk *w, const avn_part *part, bool folds)
{
    bool counts = part->least > 0 && part->plain;
    come_plain(w, part);
    if (!counts || w->run.length + part->text.len > AVN_LITERAL_SIZE)
        end_run(w);
    for (size_t i = 0; counts && i < part->text.len; i++) {
        char c = part->text.ptr[i];
        bool capital = folds && c >= 'A' && c <= 'Z';
        w->run.text[w->run.length++] = capital ? (char)(c + ('a' - 'A')) : c;
    }
    w->run.folds = folds;
    if (part->least != 1 || part->most != 1)
        end_run(w);
}

static void open_group(walk *w, const avn_part *part)
{
    w->groups[++w->depth] =
        (group){ .outside = w->best, .looks_around = part->looks_around, .entered = w->places };
}

static void close_group(walk *w, const avn_part *part)
{
    const group *closed = &w->groups[w->depth--];
    if (part->least == 0 || closed->alternates || closed->looks_around)
        w->best = closed->outside;
    w->places |= closed->left;
    avn_charset_join(&w->groups[w->depth].inside, &closed->inside);
    if (part->most > 1) {
        w->places = onward(w->places);
        stand(w, &closed->inside, w->places);
    }
    if (part->least == 0)
        w->places |= closed->entered;
    /* A text that ends where something looks farther may become a match, whatever stands there. */
    if (closed->looks_around)
        lose_head(w, closed->entered);
}

static void begin_alternative(walk *w)
{
    group *around = &w->groups[w->depth];
    around->alternates = true;
    around->left |= w->places;
    w->places = around->entered;
}

static void take_part(walk *w, const avn_part *part, bool folds)
{
    if (part->kind != AVN_PART_CHARACTER)
        end_run(w);
    if (part->kind == AVN_PART_CHARACTER)
        add_character(w, part, folds);
    else if (part->kind == AVN_PART_SET)
        come(w, part->set, part->least, part->most);
    else if (part->kind == AVN_PART_SEVERAL)
        lose_head(w, w->places);
    else if (part->kind == AVN_PART_OPEN)
        open_group(w, part);
    else if (part->kind == AVN_PART_CLOSE)
        close_group(w, part);
    else if (part->kind == AVN_PART_OR)
        begin_alternative(w);
    if (part->unsure)
        lose_head(w, w->places);
}

avn_traits avn_traits_of(avn_str source)
{
    walk w = { .places = 1, .groups = { { .entered = 1 } } };
    avn_parts parts = avn_parts_of(source);
    avn_part part = avn_next_part(&parts);
    for (; part.kind > AVN_PART_UNKNOWN; part = avn_next_part(&parts))
        take_part(&w, &part, parts.folds);
    end_run(&w);
    avn_traits traits = { .literal = w.best, .head = w.head };
    if (part.kind == AVN_PART_UNKNOWN || w.groups[0].alternates) {
        traits.literal.length = 0;
        memset(&traits.head, 0xFF, sizeof traits.head);
    }
    avn_literal_prepare(&traits.literal);
    return traits;
}

#include "check/phrases.h"

#include "check/phrase_book.h"
#include "check/words.h"

enum { LONGEST_GAP = 6 /* words that ... can stand for */ };

/* A phrase's word against one of the text: equal, or its beginning where the phrase has a *. */
static bool fits_one(avn_str wanted, const avn_word *word)
{
    if (avn_str_is(wanted, "#"))
        return word->is_number;
    if (avn_str_is(wanted, "%"))
        return word->is_percent;
    if (avn_str_ends(wanted, AVN_STR("*")))
        return avn_str_starts(word->text, avn_str_head(wanted, wanted.len - 1));
    return avn_str_eq(wanted, word->text);
}

/* The same where WANTED may be several. */
static bool fits(avn_str wanted, const avn_word *word)
{
    while (wanted.len > 0)
        if (fits_one(avn_next_choice(&wanted), word))
            return true;
    return false;
}

/* The words of a text that phrases are looked for in. */
typedef struct reading {
    avn_text_words words;
    bool *taken;            /* per word: it belongs to a phrase that was found before */
    const avn_word *number; /* what # or % of the phrase at work stood for; or NULL */
} reading;

/* True when the phrase can go on from word AT - 1 to word AT. */
static bool goes_on(const reading *r, size_t first, size_t at)
{
    return at < r->words.count && !r->taken[at] && (at == first || !r->words.items[at - 1].stops);
}

/* Words that the beginning of *WANTED, up to a gap or its end, has at word AT; SIZE_MAX when it is
 * not there. *WANTED is then what is left. A phrase goes over no mark that ends a clause. */
static size_t segment_at(reading *r, avn_str *wanted, size_t first, size_t at)
{
    size_t start = at;
    for (avn_str word = avn_str_word(wanted); word.len && !avn_str_is(word, "...");
         word = avn_str_word(wanted)) {
        bool end = at == r->words.count || (at > first && r->words.items[at - 1].stops);
        if (avn_str_is(word, ".") && end)
            continue;
        if (!goes_on(r, first, at) || !fits(word, &r->words.items[at]))
            return SIZE_MAX;
        if (avn_str_is(word, "#") || avn_str_is(word, "%"))
            r->number = &r->words.items[at];
        at++;
    }
    return at - start;
}

/* A gap goes over no number: it would belong to something else. */
static bool can_skip(const reading *r, size_t first, size_t at)
{
    return goes_on(r, first, at) && !r->words.items[at].is_number && !r->words.items[at].is_percent;
}

/* Words of the phrase WANTED that stand at word FIRST; 0 when it does not stand there. After a gap
 * the nearest place counts. */
static size_t words_at(reading *r, avn_str wanted, size_t first)
{
    size_t at = first;
    r->number = NULL;
    for (unsigned gap = 0; wanted.len > 0; gap = LONGEST_GAP) {
        avn_str rest = wanted;
        size_t count = segment_at(r, &rest, first, at);
        for (; count == SIZE_MAX && gap > 0 && can_skip(r, first, at); gap--) {
            rest = wanted;
            count = segment_at(r, &rest, first, ++at);
        }
        if (count == SIZE_MAX)
            return 0;
        at += count;
        wanted = rest;
    }
    return at - first;
}

/* S with every run of gaps as one blank. */
static const char *on_one_line(avn_arena *arena, avn_str s)
{
    char *text = avn_arena_alloc(arena, s.len + 1);
    size_t length = 0;
    if (!text)
        return "";
    for (size_t i = 0; i < s.len; i++) {
        bool gap = avn_is_blank(s.ptr[i]) || s.ptr[i] == '\n';
        if (!gap)
            text[length++] = s.ptr[i];
        else if (length > 0 && text[length - 1] != ' ')
            text[length++] = ' ';
    }
    text[length] = '\0';
    return text;
}

static void add_said(avn_arena *arena, avn_sayings *sayings, avn_sense sense, const reading *r,
                     size_t first, size_t count)
{
    avn_said *said = AVN_PUSH(arena, *sayings);
    if (!said)
        return;
    const char *start = r->words.items[first].printed.ptr;
    avn_str last = r->words.items[first + count - 1].printed;
    avn_str whole = { start, (size_t)(last.ptr + last.len - start) };
    *said = (avn_said){ .sense = sense, .text = on_one_line(arena, whole) };
    if (!r->number)
        return;
    said->has_number = true;
    said->percent = r->number->is_percent;
    said->number = r->number->number;
}

/* Finds PHRASE wherever its WANTED words stand in what no phrase before took. */
static void find_phrase(avn_arena *arena, avn_sayings *sayings, reading *r,
                        const avn_ready_phrase *phrase)
{
    for (size_t at = 0; at < r->words.count; at++) {
        if (!avn_has_bit(phrase->first, (unsigned char)r->words.items[at].text.ptr[0]))
            continue;
        size_t count = words_at(r, phrase->wanted, at);
        for (size_t j = at; j < at + count; j++)
            r->taken[j] = true;
        if (count > 0 && phrase->sense != AVN_SAYS_NOTHING)
            add_said(arena, sayings, phrase->sense, r, at, count);
    }
}

avn_sayings avn_what_is_said(avn_run *run, const avn_phrases *phrases, avn_str text)
{
    avn_arena *arena = run->moment;
    avn_sayings sayings = { NULL, 0, 0 };
    const avn_phrase_book *book = avn_phrase_book_of(run, phrases);
    reading r = { .words = avn_words_of(arena, text) };
    r.taken = AVN_NEW_ARRAY(arena, bool, r.words.count + 1);
    if (!book || !r.taken)
        return sayings;
    avn_sieve_look(book->sieve, r.words.folded, book->may);
    for (size_t i = 0; i < phrases->count; i++)
        if (avn_has_bit(book->may, i))
            find_phrase(arena, &sayings, &r, &book->items[i]);
    return sayings;
}

/* DONE as a percentage of PLANNED; false when there is none. */
static bool share_of(avn_decimal planned, avn_decimal done, avn_decimal *share)
{
    avn_decimal hundredfold;
    return avn_decimal_multiply(done, (avn_decimal){ 100, 0 }, &hundredfold) &&
           avn_decimal_divide(hundredfold, planned, 2, AVN_TRUNCATE, share);
}

/* Texts round to whole percents, up or down. */
static bool is_about(avn_decimal a, avn_decimal b)
{
    avn_decimal difference, one = { 1, 0 }, minus_one = { -1, 0 };
    return avn_decimal_subtract(a, b, &difference) && avn_decimal_compare(difference, one) < 0 &&
           avn_decimal_compare(difference, minus_one) > 0;
}

/* Whether SAID, which has a percentage, can be so: as the share of what was planned, as what was
 * done more or less, or as the target or the result where these are percentages themselves. */
static bool percentage_fits(const avn_said *said, avn_decimal planned, avn_decimal done)
{
    avn_decimal share, rest, hundred = { 100, 0 };
    if (!share_of(planned, done, &share) || is_about(said->number, done))
        return true;
    if (said->sense == AVN_PLANNED)
        return is_about(said->number, planned);
    if (said->sense == AVN_REACHED && avn_decimal_compare(said->number, hundred) == 0)
        return avn_decimal_compare(done, planned) >= 0;
    if (is_about(said->number, share))
        return true;
    return said->sense != AVN_REACHED && avn_decimal_subtract(share, hundred, &rest) &&
           (is_about(said->number, rest) ||
            (avn_decimal_subtract(hundred, share, &rest) && is_about(said->number, rest)));
}

bool avn_true_number(const avn_said *said, avn_decimal planned, avn_decimal done,
                     avn_decimal *number)
{
    if (!said->has_number)
        return false;
    *number = planned;
    if (said->percent)
        return share_of(planned, done, number);
    if (said->sense == AVN_EXCEEDED)
        return avn_decimal_subtract(done, planned, number);
    if (said->sense == AVN_MISSED)
        return avn_decimal_subtract(planned, done, number);
    return true;
}

bool avn_is_so(const avn_said *said, avn_decimal planned, avn_decimal done)
{
    avn_decimal number, zero = { 0, 0 };
    int order = avn_decimal_compare(done, planned);
    bool number_fits = said->percent ? percentage_fits(said, planned, done)
                                     : !avn_true_number(said, planned, done, &number) ||
                                           avn_decimal_compare(number, said->number) == 0;
    switch (said->sense) {
    case AVN_REACHED: /* at 75 %: that much, not all of it */
        return said->percent ? number_fits : order >= 0;
    case AVN_EXCEEDED:
        return order > 0 && number_fits;
    case AVN_MISSED:
        return order < 0 && number_fits;
    case AVN_UNPLANNED:
        return avn_decimal_compare(planned, zero) == 0;
    case AVN_PLANNED:
        return number_fits;
    case AVN_SAYS_NOTHING:
    case AVN_FOREIGN:
        break;
    }
    return true;
}

avn_verdict avn_text_case_read(avn_run *run, avn_text_case *found)
{
    found->text = avn_run_value(run, avn_run_argument(run, 0)->name);
    if (!found->text)
        return AVN_DOES_NOT_APPLY;
    found->sayings = avn_what_is_said(run, avn_run_argument(run, 1)->phrases, found->text->text);
    if (found->sayings.count == 0)
        return AVN_DOES_NOT_APPLY;
    avn_decimal *figures[] = { &found->original, &found->modified, &found->done };
    for (size_t i = 0; i < 3; i++)
        if (!avn_number_of(avn_run_value(run, avn_run_argument(run, i + 2)->name), figures[i]))
            return AVN_CANNOT_TELL;
    return AVN_HOLDS;
}

void avn_text_complain(avn_run *run, const avn_text_case *found, const avn_said *said,
                       avn_decimal base)
{
    avn_complaint *complaint = &run->complaint;
    avn_decimal number = base;
    bool has_number = avn_true_number(said, base, found->done, &number);
    complaint->origin = found->text->origin;
    complaint->args[0] = said->text;
    complaint->args[1] = avn_run_number(run, found->original);
    complaint->args[2] = avn_run_number(run, found->modified);
    complaint->args[3] = avn_run_number(run, found->done);
    complaint->expected = avn_run_number(run, number);
    complaint->found = has_number ? avn_run_number(run, said->number) : said->text;
}

#include "check/phrases.h"

#include "check/words.h"

/* A phrase's word against one of the text: equal, or its beginning where the phrase has a *. */
static bool fits(avn_str wanted, const avn_word *word)
{
    if (avn_str_is(wanted, "#"))
        return word->is_number;
    if (avn_str_ends(wanted, AVN_STR("*")))
        return avn_str_starts(word->text, avn_str_head(wanted, wanted.len - 1));
    return avn_str_eq(wanted, word->text);
}

/* Words of the phrase WANTED that stand at word FIRST; 0 when it does not stand there. A phrase
 * goes over no mark that ends a clause. */
static size_t words_at(avn_str wanted, const avn_text_words *words, const bool *taken, size_t first)
{
    size_t at = first;
    for (avn_str word = avn_str_word(&wanted); word.len; word = avn_str_word(&wanted)) {
        bool over_a_stop = at > first && words->items[at - 1].stops;
        if (at == words->count || taken[at] || over_a_stop || !fits(word, &words->items[at]))
            return 0;
        at++;
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

static void add_said(avn_arena *arena, avn_sayings *sayings, avn_sense sense, const avn_word *words,
                     size_t count)
{
    avn_said *said = AVN_PUSH(arena, *sayings);
    if (!said)
        return;
    const char *start = words[0].printed.ptr;
    avn_str last = words[count - 1].printed;
    avn_str whole = { start, (size_t)(last.ptr + last.len - start) };
    *said = (avn_said){ .sense = sense, .text = on_one_line(arena, whole) };
}

/* Keeps the number that stands where the phrase WANTED has its #. */
static void add_number(avn_said *said, avn_str wanted, const avn_word *words)
{
    size_t at = 0;
    for (avn_str word = avn_str_word(&wanted); word.len; word = avn_str_word(&wanted), at++) {
        if (!avn_str_is(word, "#"))
            continue;
        said->has_number = true;
        said->number = words[at].number;
    }
}

avn_sayings avn_what_is_said(avn_arena *arena, const avn_phrases *phrases, avn_str text)
{
    avn_sayings sayings = { NULL, 0, 0 };
    avn_text_words words = avn_words_of(arena, text);
    bool *taken = AVN_NEW_ARRAY(arena, bool, words.count + 1);
    for (size_t i = 0; taken && i < phrases->count; i++) {
        const avn_phrase *phrase = &phrases->items[i];
        avn_str wanted = avn_folded(arena, phrase->text);
        for (size_t at = 0; at < words.count; at++) {
            size_t count = words_at(wanted, &words, taken, at);
            for (size_t j = at; j < at + count; j++)
                taken[j] = true;
            if (count == 0 || phrase->sense == AVN_SAYS_NOTHING)
                continue;
            add_said(arena, &sayings, phrase->sense, &words.items[at], count);
            if (arena->failed)
                return sayings;
            add_number(&sayings.items[sayings.count - 1], wanted, &words.items[at]);
        }
    }
    return sayings;
}

bool avn_true_number(const avn_said *said, avn_decimal planned, avn_decimal done,
                     avn_decimal *number)
{
    if (!said->has_number)
        return false;
    *number = planned;
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
    bool number_fits = !avn_true_number(said, planned, done, &number) ||
                       avn_decimal_compare(number, said->number) == 0;
    switch (said->sense) {
    case AVN_REACHED:
        return order >= 0;
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
    found->sayings =
        avn_what_is_said(run->scratch, avn_run_argument(run, 1)->phrases, found->text->text);
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

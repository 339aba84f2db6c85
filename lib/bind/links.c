#include "bind/links.h"

#include "bind/fold.h"

static bool is_stop(char c)
{
    return c == '.' || c == ',';
}

/* Folding leaves C what it is, or makes a capital of it. */
static bool is_plain(char c)
{
    return (unsigned char)c < 0x80 && !is_stop(c);
}

/* The number in the alphabet of a letter, small or capital; 0 of what is no letter of ASCII. */
static unsigned letter_number(char c)
{
    char small = (char)(c | 32);
    return small >= 'a' && small <= 'z' ? (unsigned)(small - 'a') + 1 : 0;
}

static unsigned ends_of(char first, char last)
{
    return letter_number(first) * AVN_LINK_LETTERS + letter_number(last);
}

static unsigned ends_of_folded(avn_str folded)
{
    return folded.len ? ends_of(folded.ptr[0], folded.ptr[folded.len - 1]) : 0;
}

bool avn_links_read(avn_links *links, avn_arena *arena, const avn_words_rule *words)
{
    char buffer[AVN_FOLDED];
    uint32_t at[AVN_LINK_ENDS + 1] = { 0 };
    size_t count = words->terms.count;
    avn_str *folded = AVN_NEW_ARRAY(arena, avn_str, count + 1);
    links->items = AVN_NEW_ARRAY(arena, avn_str, count + 1);
    if (!folded || !links->items)
        return false;
    for (size_t i = 0; i < count; i++) {
        folded[i] = avn_arena_str(arena, avn_fold(words->terms.items[i], buffer, sizeof buffer));
        at[ends_of_folded(folded[i]) + 1]++;
    }
    for (size_t ends = 0; ends < AVN_LINK_ENDS; ends++)
        at[ends + 1] += at[ends];
    memcpy(links->from, at, sizeof at);
    for (size_t i = 0; i < count; i++)
        links->items[at[ends_of_folded(folded[i])]++] = folded[i];
    return true;
}

bool avn_links_hold(const avn_links *links, avn_str word)
{
    enum { LONGEST = 16 };
    if (word.len == 0 || word.len > LONGEST)
        return false;
    char first[2] = { word.ptr[0] };
    if (!is_plain(first[0]) && avn_fold(word, first, sizeof first).len == 0)
        first[0] = '\0';
    size_t last = word.len - 1;
    while (last > 0 && is_stop(word.ptr[last]))
        last--;
    /* Most words that are no link have other ends than any. */
    bool plain = is_plain(word.ptr[last]);
    unsigned ends = ends_of(first[0], plain ? word.ptr[last] : '\0');
    uint32_t at = links->from[ends], end = links->from[ends + (plain ? 1 : AVN_LINK_LETTERS)];
    while (at < end && !avn_folds_to(word, links->items[at]))
        at++;
    return at < end;
}

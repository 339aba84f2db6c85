/* Names of fields, blocks and rules, made from what is printed. */
#include "author/reserved.h"
#include "author/starter_draft.h"
#include "base/utf8.h"

enum { NAME_WORDS = 4, MOST_NAME = 40 };

bool avn_name_is_listed(const avn_name_list *list, avn_str name)
{
    for (size_t i = 0; i < list->count; i++)
        if (avn_str_eq(list->items[i], name))
            return true;
    return false;
}

avn_str avn_name_take(avn_starter *s, avn_name_list *list, avn_str name)
{
    avn_str free = name;
    for (unsigned i = 2; avn_name_is_listed(list, free) && !s->arena->failed; i++)
        free = avn_arena_printf(s->arena, "%.*s_%u", AVN_FMT(name), i);
    avn_str *slot = AVN_PUSH(s->arena, *list);
    if (slot)
        *slot = free;
    return free;
}

/* The plain letter for the code point, or 0. */
static char plain_letter(uint32_t point)
{
    static const struct {
        const char *letters;
        char plain;
    } families[] = { { "áàâäÁÀÂÄ", 'a' }, { "éèêëÉÈÊË", 'e' }, { "íìîïÍÌÎÏ", 'i' },
                     { "óòôöÓÒÔÖ", 'o' }, { "úùûüÚÙÛÜ", 'u' }, { "ñÑ", 'n' } };
    if (point < 0x80) {
        char c = (char)point;
        return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        avn_str letters = avn_str_of(families[i].letters);
        for (size_t at = 0; at < letters.len;)
            if (avn_utf8_next(letters, &at) == point)
                return families[i].plain;
    }
    return 0;
}

static bool says_little(avn_str word)
{
    static const char *const words[] = { "de", "del", "la", "el", "los", "las", "y", "en", "al" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (avn_str_is(word, words[i]))
            return true;
    return false;
}

avn_str avn_name_of(avn_starter *s, avn_str text, const char *fallback)
{
    char name[MOST_NAME + 1], word[MOST_NAME + 1];
    size_t length = 0, letters = 0, words = 0;
    for (size_t at = 0; at <= text.len && words < NAME_WORDS;) {
        bool end = at == text.len;
        char c = end ? ' ' : plain_letter(avn_utf8_next(text, &at));
        bool digit = avn_is_digit(c) && length + letters > 0;
        if ((c >= 'a' && c <= 'z') || digit) {
            if (letters < MOST_NAME)
                word[letters++] = c;
        } else if (letters > 0) {
            bool keep = !says_little((avn_str){ word, letters });
            if (keep && length + letters + 1 < MOST_NAME) {
                if (length > 0)
                    name[length++] = '_';
                memcpy(name + length, word, letters);
                length += letters;
                words++;
            }
            letters = 0;
        }
        if (end)
            break;
    }
    avn_str made =
        length > 1 ? avn_arena_str(s->arena, (avn_str){ name, length }) : avn_str_of(fallback);
    return avn_name_is_reserved(made) ? avn_arena_printf(s->arena, "%.*s_impreso", AVN_FMT(made))
                                      : made;
}

avn_str avn_name_in_capitals(avn_starter *s, avn_str name)
{
    char *copy = avn_arena_alloc(s->arena, name.len + 1);
    for (size_t i = 0; copy && i < name.len; i++)
        copy[i] = name.ptr[i] >= 'a' && name.ptr[i] <= 'z' ? (char)(name.ptr[i] - 32) : name.ptr[i];
    return copy ? (avn_str){ copy, name.len } : AVN_STR("");
}

avn_str avn_starter_field(avn_starter *s, avn_name_list *taken, avn_str usual, avn_type type)
{
    avn_str name = avn_name_take(s, taken, usual);
    bool known = avn_vocabulary_find(name) || type == AVN_TEXT;
    for (size_t i = 0; i < s->types.count; i++)
        known = known || avn_str_eq(s->types.items[i].name, name);
    avn_typed_name *slot = known ? NULL : AVN_PUSH(s->arena, s->types);
    if (slot)
        *slot = (avn_typed_name){ name, type };
    return name;
}

#include "check/words.h"

#include "base/utf8.h"

/* The plain capitals of U+00C0 to U+00DF and, alike, U+00E0 to U+00FF. Relies on NFC: an accented
 * letter is one character. */
static const char plain_capitals[] = "AAAAAA CEEEEIIII NOOOOO OUUUUY  ";

/* The plain capital of a character; 0 for what is no letter or digit of these reports. */
static char folded_letter(uint32_t c)
{
    static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", digits[] = "0123456789";
    if (c >= 'a' && c <= 'z')
        return capitals[c - 'a'];
    if (c >= 'A' && c <= 'Z')
        return capitals[c - 'A'];
    if (c >= '0' && c <= '9')
        return digits[c - '0'];
    char plain = c >= 0xC0 && c <= 0xFF ? plain_capitals[(c - 0xC0) & 0x1F] : ' ';
    return plain == ' ' ? '\0' : plain;
}

/* The character at *AT of TEXT, which it goes past. */
static uint32_t next_character(avn_str text, size_t *at)
{
    unsigned char byte = (unsigned char)text.ptr[*at];
    if (byte >= 0x80)
        return avn_utf8_next(text, at);
    (*at)++;
    return byte;
}

avn_str avn_folded(avn_arena *arena, avn_str text)
{
    char *bytes = avn_arena_alloc(arena, text.len + 1);
    size_t length = 0, at = 0;
    if (!bytes)
        return AVN_STR("");
    while (at < text.len) {
        size_t start = at;
        uint32_t c = next_character(text, &at);
        char plain = folded_letter(c);
        if (plain) {
            bytes[length++] = plain;
        } else if (c == ' ' || c == '\t' || c == '\n') {
            if (length > 0 && bytes[length - 1] != ' ')
                bytes[length++] = ' ';
        } else {
            memcpy(bytes + length, text.ptr + start, at - start);
            length += at - start;
        }
    }
    return avn_str_trim((avn_str){ bytes, length });
}

/* Bytes of the figure that REST begins with: digits, and marks between digits. */
static size_t figure_length(avn_str rest)
{
    size_t length = 0;
    while (length < rest.len &&
           (avn_is_digit(rest.ptr[length]) ||
            (length > 0 && (rest.ptr[length] == ',' || rest.ptr[length] == '.') &&
             length + 1 < rest.len && avn_is_digit(rest.ptr[length + 1]))))
        length++;
    return length;
}

static bool read_figure(avn_arena *arena, avn_str figure, avn_decimal *number)
{
    char *digits = avn_arena_alloc(arena, figure.len + 1);
    size_t length = 0;
    if (!digits)
        return false;
    for (size_t i = 0; i < figure.len; i++)
        if (figure.ptr[i] != ',')
            digits[length++] = figure.ptr[i];
    return avn_decimal_parse((avn_str){ digits, length }, number);
}

static bool number_word(avn_str word, avn_decimal *number)
{
    enum { SHORTEST = 3, LONGEST = 7 };
    static const char *const names[] = { "CERO", "UNO",   "DOS",     "TRES",  "CUATRO", "CINCO",
                                         "SEIS", "SIETE", "OCHO",    "NUEVE", "DIEZ",   "ONCE",
                                         "DOCE", "TRECE", "CATORCE", "QUINCE" };
    if (word.len < SHORTEST || word.len > LONGEST)
        return false;
    if (avn_str_is(word, "CIEN")) {
        *number = (avn_decimal){ 100, 0 };
        return true;
    }
    for (int i = 0; i < (int)(sizeof names / sizeof names[0]); i++) {
        if (avn_str_is(word, names[i]) || (i == 1 && avn_str_is(word, "UNA"))) {
            *number = (avn_decimal){ i, 0 };
            return true;
        }
    }
    return false;
}

static bool is_year(avn_str figure)
{
    return figure.len == 4 &&
           (avn_str_starts(figure, AVN_STR("19")) || avn_str_starts(figure, AVN_STR("20")));
}

/* Bytes of the word that REST begins with; FOLDED, with room for them, is it in plain capitals. */
static size_t word_length(avn_str rest, avn_str *folded, char *room)
{
    size_t at = 0, end = 0;
    *folded = (avn_str){ room, 0 };
    while (at < rest.len) {
        char plain = folded_letter(next_character(rest, &at));
        if (!plain)
            break;
        room[folded->len++] = plain;
        end = at;
    }
    return end;
}

/* "CIEN POR CIENTO" */
static void mark_percentages(avn_text_words *words)
{
    for (size_t i = 0; i + 2 < words->count; i++) {
        avn_word *word = &words->items[i];
        if (!word->is_number || !avn_str_is(word[1].text, "POR") ||
            !avn_str_is(word[2].text, "CIENTO"))
            continue;
        word->is_percent = true;
        word->is_number = false;
    }
}

/* A figure or a word, with what is behind it. */
static avn_word make_word(avn_arena *arena, avn_str printed, avn_str folded, avn_str behind)
{
    avn_word word = { .printed = printed, .text = folded };
    bool figure = avn_is_digit(printed.ptr[0]);
    word.is_number =
        figure ? read_figure(arena, printed, &word.number) : number_word(folded, &word.number);
    word.is_percent = word.is_number && avn_str_starts(avn_str_trim(behind), AVN_STR("%"));
    if (word.is_percent)
        word.printed.len += avn_str_find(behind, AVN_STR("%")) + 1;
    word.is_number = word.is_number && !word.is_percent && !(figure && is_year(printed));
    return word;
}

avn_text_words avn_words_of(avn_arena *arena, avn_str text)
{
    char *room = avn_arena_alloc(arena, text.len);
    avn_text_words words = { .folded = { room, 0 } };
    while (room && text.len > 0) {
        avn_str folded = { text.ptr, 0 };
        size_t length = figure_length(text);
        folded.len = length;
        if (length > 0)
            memcpy(room + words.folded.len, text.ptr, length);
        else
            length = word_length(text, &folded, room + words.folded.len);
        if (length == 0) {
            size_t at = 0;
            uint32_t mark = next_character(text, &at);
            if (words.count > 0 && (mark == '.' || mark == ';' || mark == ':'))
                words.items[words.count - 1].stops = true;
            text = avn_str_from(text, at);
            continue;
        }
        avn_word *word = AVN_PUSH(arena, words);
        if (!word)
            return words;
        *word = make_word(arena, avn_str_head(text, length), folded, avn_str_from(text, length));
        words.folded.len += folded.len;
        text = avn_str_from(text, length);
    }
    mark_percentages(&words);
    return words;
}

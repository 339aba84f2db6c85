/* Figures: the digits of a cell, checked and made canonical, never converted.
 *
 * Most cells are plain digits and are pointed into; only figures whose canonical
 * text does not stand in the source as it is (commas, parentheses, a sign set
 * apart from its digits) are built in the arena. A leading + is read and not
 * written. */
#include "tree/value_parts.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef struct figure {
    avn_str body; /* digits, commas and a point */
    bool negative, percent;
} figure;

static avn_str less_first(avn_str s, size_t count)
{
    return avn_gap_trim(avn_str_from(s, count));
}

/* Bytes of the sign that S begins with: a hyphen, a typeset minus, the dash that word processors
 * make of a hyphen, or +. */
static size_t sign_length(avn_str s, bool *negative)
{
    bool plus = avn_str_starts(s, AVN_STR("+")), hyphen = avn_str_starts(s, AVN_STR("-"));
    bool typeset = avn_str_starts(s, AVN_STR("−")) || avn_str_starts(s, AVN_STR("–"));
    *negative = hyphen || typeset;
    return typeset ? sizeof "−" - 1 : (size_t)(plus || hyphen);
}

/* Takes sign, dollar, parentheses and percent off S, each at most once. */
static bool undress(avn_str s, figure *found)
{
    bool dollar = false, open = false, closed = false, has_sign = false;
    while (s.len > 0 && !avn_is_digit(s.ptr[0])) {
        bool negative;
        size_t sign = sign_length(s, &negative);
        size_t money = avn_str_starts(s, AVN_STR("\\$")) ? 2 : s.ptr[0] == '$';
        if (sign > 0 && !has_sign && !open) {
            has_sign = true;
            found->negative = negative;
            s = avn_str_from(s, sign);
        } else if (s.ptr[0] == '(' && !has_sign && !open) {
            open = found->negative = true;
            s = less_first(s, 1);
        } else if (money > 0 && !dollar) {
            dollar = true;
            s = less_first(s, money);
        } else {
            return false;
        }
    }
    while (s.len > 0 && !avn_is_digit(s.ptr[s.len - 1])) {
        char last = s.ptr[s.len - 1];
        if (last == '%' && !found->percent && !dollar)
            found->percent = true;
        else if (last == ')' && open && !closed)
            closed = true;
        else
            return false;
        s = avn_gap_trim(avn_str_head(s, s.len - 1));
    }
    found->body = s;
    return s.len > 0 && open == closed;
}

/* True when BODY is digits, commas only before every third digit of the whole part, and at most
 * one point with digits on both sides. 0,500 is refused: its comma looks like a decimal one. */
static bool is_figure(avn_str body, bool *commas)
{
    size_t since = 0, i = 0;
    *commas = false;
    for (; i < body.len && body.ptr[i] != '.'; i++) {
        if (body.ptr[i] == ',') {
            if (since == 0 || since > 3 || (*commas && since != 3) || body.ptr[0] == '0')
                return false;
            *commas = true;
            since = 0;
        } else if (avn_is_digit(body.ptr[i])) {
            since++;
        } else {
            return false;
        }
    }
    if (since == 0 || (*commas && since != 3) || i + 1 == body.len)
        return false;
    for (i++; i < body.len; i++) {
        if (!avn_is_digit(body.ptr[i]))
            return false;
    }
    return true;
}

static avn_str less_leading_zeros(avn_str body)
{
    while (body.len > 1 && body.ptr[0] == '0' && avn_is_digit(body.ptr[1]))
        body = avn_str_from(body, 1);
    return body;
}

static avn_str rebuilt(avn_arena *arena, avn_str body, bool negative)
{
    char *text = avn_arena_alloc(arena, body.len + 2);
    if (!text)
        return AVN_STR("");
    size_t length = 0;
    if (negative)
        text[length++] = '-';
    for (size_t i = 0; i < body.len; i++) {
        if (body.ptr[i] != ',')
            text[length++] = body.ptr[i];
    }
    return (avn_str){ text, length };
}

/* Reads S, without outer gaps, into *DIGITS and *PERCENT. */
static avn_reading read_digits(avn_arena *arena, avn_str s, avn_str *digits, bool *percent)
{
    figure found = { { s.ptr, 0 }, false, false };
    bool commas;
    *digits = s;
    *percent = false;
    bool begins_with_digit = s.len > 0 && avn_is_digit(s.ptr[0]);
    if (!begins_with_digit && avn_says_nothing(s))
        return AVN_ABSENT;
    if (!undress(s, &found) || !is_figure(found.body, &commas))
        return AVN_UNREADABLE;
    avn_str body = less_leading_zeros(found.body);
    bool sign_stands_beside = found.negative && body.ptr > s.ptr && body.ptr[-1] == '-';
    if (commas || (found.negative && !sign_stands_beside))
        *digits = rebuilt(arena, body, found.negative);
    else
        *digits = (avn_str){ body.ptr - found.negative, body.len + found.negative };
    *percent = found.percent;
    return AVN_READ;
}

avn_reading avn_figure_read(avn_arena *arena, avn_str printed, avn_value *value)
{
    avn_str digits;
    bool percent;
    avn_value_begin(value, printed);
    avn_reading reading = read_digits(arena, value->printed, &digits, &percent);
    if (reading == AVN_READ) {
        value->text = digits;
        value->percent = percent;
        value->present = true;
    }
    return reading;
}

/* So many bytes of a row are looked at together; bit I of each set stands for byte I. */
enum { BLOCK = 64 };

typedef struct row_bits {
    uint64_t words, digits, points, zeros;
} row_bits;

/* The bytes from P on; behind the SIZE bytes that the row still has stand blanks. */
static row_bits look_at(const char *p, size_t size)
{
    row_bits bits = { 0, 0, 0, 0 };
    char filled[BLOCK];
    if (size < BLOCK) {
        memset(filled, ' ', BLOCK);
        memcpy(filled, p, size);
        p = filled;
    }
#ifdef __SSE2__
    const __m128i blank = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t');
    const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8('9');
    const __m128i point = _mm_set1_epi8('.');
    for (unsigned i = 0; i < BLOCK; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i blanks = _mm_or_si128(_mm_cmpeq_epi8(bytes, blank), _mm_cmpeq_epi8(bytes, tab));
        __m128i others = _mm_or_si128(_mm_cmplt_epi8(bytes, zero), _mm_cmpgt_epi8(bytes, nine));
        bits.words |= (uint64_t)(uint16_t)~_mm_movemask_epi8(blanks) << i;
        bits.digits |= (uint64_t)(uint16_t)~_mm_movemask_epi8(others) << i;
        bits.points |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, point)) << i;
        bits.zeros |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, zero)) << i;
    }
#else
    for (unsigned i = 0; i < BLOCK; i++) {
        bits.words |= (uint64_t)!avn_is_blank(p[i]) << i;
        bits.digits |= (uint64_t)avn_is_digit(p[i]) << i;
        bits.points |= (uint64_t)(p[i] == '.') << i;
        bits.zeros |= (uint64_t)(p[i] == '0') << i;
    }
#endif
    return bits;
}

/* A bit in each word that is no canonical figure as it stands: digits, a point between them
 * perhaps, and no zero before another digit. */
static uint64_t odd_bits(const row_bits *bits, uint64_t starts, uint64_t ends)
{
    uint64_t others = bits->words & ~(bits->digits | bits->points);
    uint64_t outer_points = bits->points & (starts | ends);
    uint64_t padding = bits->zeros & starts & bits->digits >> 1;
    /* Adding a point to its word turns that bit over and all behind it, up to the blank; so a
     * second point is added to nothing, and stays. */
    uint64_t second_points = (bits->words + bits->points) & bits->points;
    return others | outer_points | padding | second_points;
}

/* Takes the words that end before the first BLOCK bytes of *ROW do, or one longer word. */
static size_t take_block(avn_str *row, avn_figure *cells, size_t room)
{
    row_bits bits = look_at(row->ptr, row->len);
    uint64_t starts = bits.words & ~(bits.words << 1), ends = bits.words & ~(bits.words >> 1);
    uint64_t odd = odd_bits(&bits, starts, ends);
    size_t count = 0, taken = row->len < BLOCK ? row->len : BLOCK;
    for (; starts; starts &= starts - 1, ends &= ends - 1, count++) {
        uint64_t first = starts & -starts, last = ends & -ends;
        uint32_t start = (uint32_t)__builtin_ctzll(first), end = (uint32_t)__builtin_ctzll(last);
        if (end == BLOCK - 1) {
            taken = start;
            break;
        }
        const char *text = row->ptr + start;
        uint32_t length = end - start + 1;
        bool plain = !(odd & ((last - first) | last));
        if (count < room)
            cells[count] = (avn_figure){ text, plain ? text : NULL, length, plain ? length : 0 };
    }
    *row = avn_str_from(*row, taken);
    if (taken > 0)
        return count;
    avn_str word = avn_str_word(row);
    if (room > 0)
        cells[0] = (avn_figure){ .printed = word.ptr, .printed_length = (uint32_t)word.len };
    return 1;
}

size_t avn_cells_take(avn_str row, avn_figure *cells, size_t room)
{
    size_t count = 0;
    while (row.len > 0) {
        size_t left = count < room ? room - count : 0;
        count += take_block(&row, cells + (room - left), left);
    }
    return count;
}

avn_reading avn_cell_read(avn_arena *arena, avn_str printed, avn_figure *cell)
{
    avn_str digits;
    bool percent;
    printed = avn_gap_trim(printed);
    avn_reading reading = read_digits(arena, printed, &digits, &percent);
    *cell = (avn_figure){ .printed = printed.ptr, .printed_length = (uint32_t)printed.len };
    if (reading == AVN_READ) {
        cell->digits = digits.ptr;
        cell->digit_count = (uint32_t)digits.len;
    }
    return reading;
}

/* The names of the peso that may follow an amount, in every spelling with points and blanks. */
static const avn_str currencies[] = {
    { "pesos", 5 }, { "M.N.", 4 }, { "M. N.", 5 }, { "MN", 2 },
    { "M.N", 3 },   { "MXN", 3 },  { "M/N", 3 },   { "moneda nacional", 15 },
};

/* S less a currency at its end that stands apart from what is before it. */
static avn_str less_currency(avn_str s)
{
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        size_t length = currencies[i].len;
        if (s.len > length && avn_is_gap(s.ptr[s.len - length - 1]) &&
            avn_alike(avn_str_from(s, s.len - length), currencies[i]))
            return avn_gap_trim(avn_str_head(s, s.len - length));
    }
    return s;
}

/* S less the parenthesis at its end, when that one has words: (cinco mil pesos 00/100 M.N.). A
 * parenthesis of digits alone is a negative amount and stays. */
static avn_str less_amount_in_words(avn_str s)
{
    size_t open = avn_str_find(s, AVN_STR("("));
    if (s.len == 0 || s.ptr[s.len - 1] != ')' || open == s.len || open == 0)
        return s;
    size_t letters = 0;
    for (size_t i = open; i < s.len; i++)
        letters += (s.ptr[i] >= 'a' && s.ptr[i] <= 'z') || (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z');
    return letters > 0 ? avn_gap_trim(avn_str_head(s, open)) : s;
}

avn_reading avn_money_read(avn_arena *arena, avn_str printed, avn_value *value)
{
    avn_str whole = avn_gap_trim(printed), s = less_currency(whole);
    if (s.len == whole.len)
        s = less_currency(avn_less_final_point(whole));
    s = less_currency(less_amount_in_words(s));
    avn_reading reading = avn_figure_read(arena, s.len > 0 ? s : whole, value);
    value->printed = whole;
    return reading;
}

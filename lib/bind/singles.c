#include "bind/singles.h"

enum { WINDOW = 8, NOBODY = -1, MOST_PERIODS = 16 };

avn_str *avn_capture_slot(avn_lexed *lexed, const avn_token *token, avn_str name)
{
    const avn_line_rule *rule = &lexed->grammar->lines.items[token->rule];
    for (size_t i = 0; i < rule->capture_count; i++)
        if (avn_str_eq(rule->captures[i].name, name))
            return &lexed->captures.items[token->capture + i];
    return NULL;
}

void avn_add_parts(avn_frames *frames, const avn_stream_row *row, int rule)
{
    for (size_t i = 0; i < row->run_count; i++) {
        uint32_t line = row->run[i].line;
        avn_token *part =
            avn_row_takes(row, i) ? AVN_PUSH(frames->lexed->arena, frames->parts) : NULL;
        if (part)
            *part = (avn_token){ .line = line, .last = line, .rule = rule, .capture = UINT32_MAX };
    }
}

bool avn_figure_decimal(avn_str text, avn_decimal *value)
{
    char digits[32];
    size_t used = 0;
    for (size_t i = 0; i < text.len && used < sizeof digits; i++)
        if (text.ptr[i] != ',' && text.ptr[i] != '%')
            digits[used++] = text.ptr[i];
    return avn_decimal_parse((avn_str){ digits, used }, value);
}

bool avn_figure_at(avn_str row, size_t index, avn_decimal *value)
{
    avn_str word = { NULL, 0 };
    for (size_t i = 0; i <= index; i++)
        word = avn_str_word(&row);
    return word.len > 0 && avn_figure_decimal(word, value);
}

const avn_columns_rule *avn_stream_columns(const avn_lexed *lexed, const avn_streams_rule *rule)
{
    const avn_line_rule *line = &lexed->grammar->lines.items[rule->labels.items[0].line];
    return &lexed->grammar->columns.items[line->captures[line->row].columns];
}

static const avn_columns_rule *columns_of(const avn_singles *s)
{
    return avn_stream_columns(s->lexed, s->rule);
}

/* Place of MOMENTO's PERIODO in a row, or NOBODY. */
static int column_at(const avn_columns_rule *columns, avn_str momento, avn_str periodo)
{
    for (size_t i = 0; i < columns->columns.count; i++)
        if (avn_str_eq(columns->columns.items[i].momento, momento) &&
            avn_str_eq(columns->columns.items[i].periodo, periodo))
            return (int)i;
    return NOBODY;
}

/* True when SINGLE is what the row's figures give in columns ABOVE and BELOW, cut to two decimals;
 * nothing over nothing is printed as 0. */
static bool agrees(const avn_stream_row *single, const avn_stream_row *row, int above, int below)
{
    avn_decimal printed, part, whole, hundred = { 100, 0 }, zero = { 0, 0 }, share;
    if (!avn_figure_decimal(single->text, &printed) ||
        !avn_figure_at(row->text, (size_t)above, &part) ||
        !avn_figure_at(row->text, (size_t)below, &whole))
        return false;
    if (avn_decimal_compare(whole, zero) == 0)
        return avn_decimal_compare(printed, zero) == 0;
    return avn_decimal_multiply(part, hundred, &share) &&
           avn_decimal_divide(share, whole, 2, AVN_TRUNCATE, &share) &&
           avn_decimal_compare(share, printed) == 0;
}

/* The record near INDEX that SINGLE agrees with and that has none yet, or NOBODY. */
static int find_record(const avn_singles *s, size_t index, int above, int below, const int *owner)
{
    for (size_t off = 0; off <= WINDOW; off++)
        for (int side = 0; side < 2; side++) {
            size_t record = side ? index + off : index - off;
            if ((!side && off > index) || record >= s->row_count || owner[record] != NOBODY)
                continue;
            if (s->rows[record] && agrees(&s->items[index], s->rows[record], above, below))
                return (int)record;
        }
    return NOBODY;
}

/* Gives singles to the records they agree with; answers how many. */
static size_t give_by_value(const avn_singles *s, int above, int below, int *owner)
{
    size_t given = 0;
    for (size_t i = 0; i < s->row_count; i++)
        owner[i] = NOBODY;
    for (size_t i = 0; i < s->count; i++) {
        int record = find_record(s, i, above, below, owner);
        if (record != NOBODY) {
            owner[record] = (int)i;
            given++;
        }
    }
    return given;
}

/* The period reported is the one in which most percentages agree. */
static void choose_period(const avn_singles *s, int *owner)
{
    const avn_columns_rule *columns = columns_of(s);
    size_t most = 0, chosen = columns->columns.count;
    for (size_t i = 0; i < columns->columns.count && i < MOST_PERIODS; i++) {
        const avn_column_rule *column = &columns->columns.items[i];
        int below = column_at(columns, s->rule->below, column->periodo);
        if (!avn_str_eq(column->momento, s->rule->above) && below != (int)i)
            continue;
        int above = column_at(columns, s->rule->above, column->periodo);
        if (above == NOBODY || below == NOBODY)
            continue;
        size_t given = give_by_value(s, above, below, owner);
        if (given > most) {
            most = given;
            chosen = i;
        }
    }
    if (chosen < columns->columns.count)
        give_by_value(s, column_at(columns, s->rule->above, columns->columns.items[chosen].periodo),
                      column_at(columns, s->rule->below, columns->columns.items[chosen].periodo),
                      owner);
}

/* What agrees with no record goes to those that are left, in order, if they are as many: else
 * which is whose can't be told. */
static void give_in_order(const avn_singles *s, int *owner)
{
    size_t without = 0, given = 0;
    for (size_t k = 0; k < s->row_count; k++) {
        without += owner[k] == NOBODY;
        given += owner[k] != NOBODY;
    }
    if (s->count - given != without)
        return;
    size_t record = 0;
    for (size_t i = 0; i < s->count; i++) {
        bool taken = false;
        for (size_t k = 0; k < s->row_count && !taken; k++)
            taken = owner[k] == (int)i;
        if (taken)
            continue;
        while (record < s->row_count && owner[record] != NOBODY)
            record++;
        if (record < s->row_count)
            owner[record++] = (int)i + (int)s->count; /* marked: not to be taken for given */
    }
    for (size_t k = 0; k < s->row_count; k++)
        if (owner[k] >= (int)s->count)
            owner[k] -= (int)s->count;
}

void avn_give_singles(const avn_singles *s)
{
    int *owner = AVN_NEW_ARRAY(s->lexed->arena, int, s->row_count + 1);
    if (!owner || s->rule->above.len == 0)
        return;
    choose_period(s, owner);
    give_in_order(s, owner);
    for (size_t i = 0; i < s->row_count && i < s->frames->frames.count; i++) {
        avn_frame *frame = &s->frames->frames.items[i];
        for (size_t k = 0; owner[i] != NOBODY && k < frame->rows.count; k++) {
            avn_str *slot = avn_capture_slot(s->lexed, &frame->rows.items[k], columns_of(s)->extra);
            if (!slot)
                continue;
            *slot = s->items[owner[i]].text;
            avn_add_parts(s->frames, &s->items[owner[i]], frame->rows.items[k].rule);
            break;
        }
    }
}

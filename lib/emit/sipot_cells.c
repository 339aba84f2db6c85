#include "emit/sipot_cells.h"

#include <stdio.h>

#include "base/utf8.h"

static const char nothing[] = "ND";

/* The platform's numbers for the kinds of columns that are not plain text. */
enum { KIND_NUMBER = 3, KIND_DATE = 4, KIND_MONEY = 6, KIND_DATE_OF_UPDATE = 13 };

/* What a cell is to say. */
typedef struct content {
    avn_str text; /* empty: nothing */
    avn_type type;
    bool percent;
} content;

static const char *c_string(avn_sipot_filling *f, avn_str text)
{
    return avn_arena_str(f->scratch, text).ptr;
}

static bool is_date_column(const avn_form_column *column)
{
    return column->type == KIND_DATE || column->type == KIND_DATE_OF_UPDATE;
}

static bool is_number_column(const avn_form_column *column)
{
    return column->type == KIND_NUMBER || column->type == KIND_MONEY;
}

void avn_sipot_start(avn_sipot_filling *f)
{
    const avn_form *form = f->report->schema->form;
    size_t count = f->layout->columns.count;
    f->entries = AVN_NEW_ARRAY(f->scratch, const avn_form_entry *, count);
    for (size_t i = 0; f->entries && i < form->entry_count; i++) {
        size_t place = avn_form_column_find(f->layout, form->entries[i].column);
        if (place < count)
            f->entries[place] = &form->entries[i];
        else
            avn_tell(f->book->emission->sink, AVN_MSG_FORM_COLUMN,
                     (avn_place){ .file = f->layout->path }, c_string(f, form->entries[i].column),
                     c_string(f, f->report->schema->grammar), NULL);
    }
}

/* ---- from the report ---- */

/* The first or last day of a year, or of its quarter where that is known. */
static content day_of_year(avn_sipot_filling *f, const avn_form_entry *entry, avn_str year)
{
    avn_look look = { .report = f->report, .node = f->node, .scratch = f->scratch };
    unsigned from = 1, to = 12;
    if (entry->quarter.len > 0) {
        const avn_value *value = avn_find_value(&look, entry->quarter);
        if (!value || value->text.len != 1 || value->text.ptr[0] < '1' || value->text.ptr[0] > '4')
            return (content){ .type = AVN_DATE };
        to = 3 * (unsigned)(value->text.ptr[0] - '0');
        from = to - 2;
    }
    bool start = entry->part == AVN_FORM_START;
    unsigned day = start ? 1 : to == 6 || to == 9 ? 30 : 31;
    return (content){ .text = avn_arena_printf(f->scratch, "%.*s-%02u-%02u", AVN_FMT(year),
                                               start ? from : to, day),
                      .type = AVN_DATE };
}

static content from_report(avn_sipot_filling *f, const avn_form_entry *entry)
{
    avn_look look = { .report = f->report, .node = f->node, .scratch = f->scratch };
    content none = { .type = AVN_TEXT };
    avn_found found = avn_find(&look, entry->name);
    avn_value value = avn_found_value(&found);
    if (!value.present)
        return none;
    const avn_member *member = found.member;
    if (entry->part != AVN_FORM_VALUE) {
        if (member->type == AVN_PERIOD)
            return (content){ entry->part == AVN_FORM_START ? value.text : value.second, AVN_DATE,
                              false };
        return member->type == AVN_DATE ? (content){ value.text, AVN_DATE, false }
                                        : day_of_year(f, entry, value.text);
    }
    content result = { value.text, member->type, value.percent };
    if (member->kind == AVN_SERIES && member->columns->items[found.first].percent)
        result.percent = true;
    result.percent = result.percent || member->type == AVN_PERCENT;
    if (member->type == AVN_PERIOD)
        result.text = value.printed;
    else if (member->type == AVN_FLAG)
        result.text = avn_str_is(value.text, "true") ? AVN_STR("Sí") : AVN_STR("No");
    return result;
}

/* ---- from the catalogue ---- */

/* "31/12/2031" as "2031-12-31"; other words stay. */
static avn_str iso_date(avn_sipot_filling *f, avn_str text)
{
    unsigned day, month, year;
    char rest;
    if (sscanf(c_string(f, text), "%2u/%2u/%4u%c", &day, &month, &year, &rest) != 3)
        return text;
    return avn_arena_printf(f->scratch, "%04u-%02u-%02u", year, month, day);
}

static content from_catalogue(avn_sipot_filling *f, size_t place)
{
    const avn_form *form = f->report->schema->form;
    avn_look look = { .report = f->report, .node = f->node, .scratch = f->scratch };
    avn_str text = AVN_STR("");
    for (size_t i = 0; i < form->key_count && text.len == 0; i++) {
        const avn_value *key = avn_find_value(&look, form->keys[i]);
        if (key)
            text = avn_form_catalogue_find(f->catalogue, key->text, place);
    }
    if (text.len == 0)
        text = avn_form_catalogue_common(f->catalogue, place);
    const avn_form_column *column = &f->layout->columns.items[place];
    if (text.len > 0 && is_date_column(column))
        return (content){ iso_date(f, text), AVN_DATE, false };
    return (content){ text, is_number_column(column) ? AVN_DECIMAL : AVN_TEXT, false };
}

/* ---- the cell ---- */

static void tell_cell(avn_sipot_filling *f, avn_message_id id, const avn_form_column *column,
                      avn_str third, size_t fourth)
{
    avn_str row = avn_arena_printf(f->scratch, "%lu", (unsigned long)f->sheet->row + 1);
    avn_str limit = avn_arena_printf(f->scratch, "%zu", fourth);
    avn_tell(f->book->emission->sink, id, (avn_place){ .file = f->report->file }, row.ptr,
             c_string(f, column->name), c_string(f, third), limit.ptr, NULL);
}

/* TEXT, cut where the column ends; which is told. */
static avn_str fitted(avn_sipot_filling *f, const avn_form_column *column, avn_str text)
{
    size_t length = column->most ? avn_utf8_length(text) : 0;
    if (length <= column->most)
        return text;
    size_t at = 0;
    for (size_t i = 1; i < column->most; i++)
        avn_utf8_next(text, &at);
    tell_cell(f, AVN_MSG_FORM_TEXT_CUT, column, avn_arena_printf(f->scratch, "%zu", length),
              column->most);
    return avn_arena_printf(f->scratch, "%.*s…", AVN_FMT(avn_str_head(text, at)));
}

static void check_option(avn_sipot_filling *f, const avn_form_column *column, avn_str text)
{
    for (size_t i = 0; i < column->options.count; i++)
        if (avn_str_eq(column->options.items[i], text))
            return;
    if (column->options.count > 0)
        tell_cell(f, AVN_MSG_FORM_OPTION, column, text, 0);
}

static void put_nothing(avn_sipot_filling *f, size_t place)
{
    avn_sipot_gaps *gaps = &f->gaps[place];
    if (gaps->count++ == 0)
        gaps->first = f->sheet->row;
    gaps->last = f->sheet->row;
    avn_put_text(f->book, f->sheet, place, avn_str_of(nothing), AVN_STYLE_TEXT);
}

/* A figure in words keeps its digits and its sign; a day is written as the platform does. */
static avn_str in_words(avn_sipot_filling *f, const content *what)
{
    if (what->type == AVN_DATE && what->text.len >= 10)
        return avn_arena_printf(f->scratch, "%.2s/%.2s/%.4s", what->text.ptr + 8,
                                what->text.ptr + 5, what->text.ptr);
    return what->percent ? avn_arena_printf(f->scratch, "%.*s%%", AVN_FMT(what->text)) : what->text;
}

void avn_sipot_put(avn_sipot_filling *f, size_t place)
{
    const avn_form_column *column = &f->layout->columns.items[place];
    content what = { .type = AVN_TEXT };
    if (f->scratch->failed)
        return;
    if (f->entries[place])
        what = from_report(f, f->entries[place]);
    if (what.text.len == 0)
        what = from_catalogue(f, place);
    if (what.text.len == 0) {
        put_nothing(f, place);
        return;
    }
    if (is_date_column(column) && what.type == AVN_DATE) {
        avn_put_date(f->book, f->sheet, place, avn_str_head(what.text, 10), AVN_STYLE_DAY_FIRST);
    } else if (is_number_column(column) && avn_type_is_number(what.type)) {
        avn_put_figure(f->book, f->sheet, place, what.text,
                       column->type == KIND_MONEY ? AVN_MONEY : what.type, what.percent);
    } else {
        avn_str text = fitted(f, column, in_words(f, &what));
        check_option(f, column, text);
        avn_put_text(f->book, f->sheet, place, text, AVN_STYLE_TEXT);
    }
}

void avn_sipot_tell_gaps(avn_emission *emission, const avn_form_column *column,
                         const avn_sipot_gaps *gaps, size_t rows)
{
    if (gaps->count == 0)
        return;
    avn_arena *arena = &emission->arena;
    avn_str count = avn_arena_printf(arena, "%zu", gaps->count);
    avn_str all = avn_arena_printf(arena, "%zu", rows);
    avn_str where = gaps->first == gaps->last
                        ? avn_arena_printf(arena, "%lu", (unsigned long)gaps->first + 1)
                        : avn_arena_printf(arena, "%lu-%lu", (unsigned long)gaps->first + 1,
                                           (unsigned long)gaps->last + 1);
    avn_tell(emission->sink, AVN_MSG_FORM_GAPS, (avn_place){ 0 },
             avn_arena_str(arena, column->name).ptr, count.ptr, all.ptr, where.ptr, NULL);
}

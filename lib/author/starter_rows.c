/* Rows of one shape as a line rule, and texts as patterns. */
#include "author/starter_draft.h"
#include "grammar/compiler.h"

enum { MOST_CAPTURES = 24, LEAST_SERIES = 3 };

/* ---- patterns ---- */

void avn_starter_put(avn_starter *s, const char *text)
{
    avn_buf_str(&s->out, avn_str_of(text));
}

static size_t digits_at(avn_str text, size_t at)
{
    size_t count = 0;
    while (at + count < text.len && avn_is_digit(text.ptr[at + count]))
        count++;
    return count;
}

void avn_starter_put_pattern(avn_starter *s, avn_str text, bool year)
{
    for (size_t i = 0; i < text.len;) {
        char c = text.ptr[i];
        size_t digits = digits_at(text, i);
        if (digits == 4 && text.ptr[i] == '2' && text.ptr[i + 1] == '0') {
            avn_starter_put(s, year ? "(?<ejercicio>\\d{4})" : "\\d{4}");
            if (year && !avn_name_is_listed(&s->document, AVN_STR("ejercicio")))
                avn_name_take(s, &s->document, AVN_STR("ejercicio"));
            year = false;
            i += digits;
        } else if (digits > 0) {
            avn_starter_put(s, "\\d+");
            i += digits;
        } else if (avn_is_blank(c)) {
            avn_buf_char(&s->out, ' ');
            while (i < text.len && avn_is_blank(text.ptr[i]))
                i++;
        } else {
            if (strchr("\\.[]{}()*+?^$|", c))
                avn_buf_char(&s->out, '\\');
            avn_buf_char(&s->out, c);
            i++;
        }
    }
}

const avn_sample_line *avn_starter_first(const avn_starter *s, avn_sample_role role)
{
    for (size_t i = 0; i < s->view.lines.count; i++)
        if (s->view.lines.items[i].role == role)
            return &s->view.lines.items[i];
    return NULL;
}

/* ---- rows ---- */

/* The first run of figures that is long enough to be a row of columns. */
static void find_series(avn_row_draft *row)
{
    const avn_sample_line *line = row->line;
    for (size_t i = 0; i < line->slot_count && row->series_count == 0; i++) {
        size_t count = 0;
        while (i + count < line->slot_count && line->slots[i + count].kind == AVN_SLOT_FIGURE)
            count++;
        if (count >= LEAST_SERIES) {
            row->series_at = i;
            row->series_count = count;
        }
        i += count;
    }
}

static const struct {
    avn_slot_kind kind;
    const char *names[3];
    avn_type type;
    const char *pattern;
} slot_forms[] = {
    { AVN_SLOT_NUMBER, { "numero", "numero", "numero" }, AVN_KEY, "\\d+" },
    { AVN_SLOT_KEY,
      { "clave", "clave", "clave" },
      AVN_KEY,
      "(?=\\S*\\d)[\\p{Lu}\\d][\\p{Lu}\\d.-]*" },
    { AVN_SLOT_FIGURE, { "valor", "valor", "valor" }, AVN_DECIMAL, "{cifra}" },
    { AVN_SLOT_PERCENT, { "avance", "porcentaje", "porcentaje" }, AVN_PERCENT, "{cifra}(?: ?%)?" },
    { AVN_SLOT_MONEY, { "monto", "monto", "monto" }, AVN_MONEY, "\\$? ?{cifra}" },
    { AVN_SLOT_DATE, { "fecha", "fecha", "fecha" }, AVN_DATE, "\\d+[/-]\\d+[/-]\\d+" },
    { AVN_SLOT_TEXT, { "nombre", "concepto", "texto" }, AVN_TEXT, ".+?" },
};

/* Two texts beside each other are two cells: only more than one blank tells them apart. */
static bool text_follows_text(const avn_sample_line *line, size_t index)
{
    return line->slots[index].kind == AVN_SLOT_TEXT && line->slots[index - 1].kind == AVN_SLOT_TEXT;
}

static bool has_text_cells(const avn_sample_line *line)
{
    for (size_t i = 1; i < line->slot_count; i++)
        if (text_follows_text(line, i))
            return true;
    return false;
}

/* What the column of slot INDEX is called in the line of titles; else USUAL. */
static avn_str slot_name(avn_starter *s, const avn_row_draft *row, size_t index, const char *usual)
{
    const avn_sample_line *titles = avn_starter_first(s, AVN_SAMPLE_TITLES);
    bool below = titles && row->group == &s->view.groups.items[s->view.record] &&
                 titles->slot_count == row->line->slot_count;
    return below ? avn_name_of(s, titles->slots[index].text, usual) : avn_str_of(usual);
}

static void put_slot(avn_starter *s, avn_row_draft *row, size_t index, size_t *seen)
{
    const avn_sample_slot *slot = &row->line->slots[index];
    size_t form = 0;
    while (slot_forms[form].kind != slot->kind)
        form++;
    size_t nth = seen[form] < 2 ? seen[form] : 2;
    seen[form]++;
    avn_str usual = slot_name(s, row, index, slot_forms[form].names[nth]);
    avn_str name = avn_starter_field(s, &row->taken, usual, slot_forms[form].type);
    bool cells = slot->kind == AVN_SLOT_TEXT && has_text_cells(row->line);
    avn_buf_printf(&s->out, "(?<%.*s>%s)", AVN_FMT(name),
                   cells ? "\\S+(?:[ ]\\S+)*" : slot_forms[form].pattern);
    bool plain =
        slot->kind == AVN_SLOT_NUMBER || slot->kind == AVN_SLOT_KEY || slot->kind == AVN_SLOT_TEXT;
    if (plain && row->field.len == 0) {
        row->field = name;
        row->value = slot->text;
    }
}

static void put_row_pattern(avn_starter *s, avn_row_draft *row)
{
    size_t seen[sizeof slot_forms / sizeof *slot_forms] = { 0 };
    size_t captures = 0;
    for (size_t i = 0; i < row->line->slot_count; i++) {
        if (i > 0)
            avn_starter_put(s, text_follows_text(row->line, i) ? "(?:[ ][ \\t]+|\\t[ \\t]*)" : " ");
        if (row->series_count > 0 && i == row->series_at) {
            avn_buf_printf(&s->out, "(?<%.*s>{cifra}(?: {cifra}){%zu})", AVN_FMT(row->series),
                           row->series_count - 1);
            i += row->series_count - 1;
        } else if (row->group->literal[i]) {
            avn_starter_put_pattern(s, row->line->slots[i].text, false);
        } else if (captures++ < MOST_CAPTURES) {
            put_slot(s, row, i, seen);
        } else {
            avn_starter_put(s, row->line->slots[i].kind == AVN_SLOT_TEXT ? ".+?" : "{cifra}");
        }
    }
}

/* Where it begins with a word that `line` would take for an attribute, brackets hide it. */
static bool begins_as_attribute(const avn_row_draft *row)
{
    avn_str rest = row->line->slots[0].text;
    return row->group->literal[0] && avn_line_attribute(avn_str_word(&rest)) > 0;
}

/* What the pattern of ROW is, without writing it yet. */
static void draft_pattern(avn_starter *s, avn_row_draft *row)
{
    avn_buf kept = s->out;
    avn_buf_init(&s->out, s->arena->allocator);
    bool hide = begins_as_attribute(row);
    avn_starter_put(s, hide ? "(?:" : "");
    put_row_pattern(s, row);
    avn_starter_put(s, hide ? ")" : "");
    row->pattern = avn_arena_str(s->arena, avn_buf_view(&s->out));
    s->arena->failed = s->arena->failed || s->out.failed;
    avn_buf_free(&s->out);
    s->out = kept;
}

avn_row_draft avn_starter_row(avn_starter *s, size_t index)
{
    const avn_sample_group *group = &s->view.groups.items[index];
    const avn_sample_group *record = &s->view.groups.items[s->view.record];
    avn_row_draft row = { .group = group, .line = &s->view.lines.items[group->first] };
    avn_str head = group->literal[0] ? row.line->slots[0].text : AVN_STR("");
    row.block = avn_name_take(s, &s->blocks, avn_name_of(s, head, "fila"));
    row.rule = avn_name_take(s, &s->lines, avn_name_in_capitals(s, row.block));
    row.level = group->first < record->first && group->count < record->count && group->literal[0];
    find_series(&row);
    if (row.series_count > 0)
        row.series = avn_name_take(s, &s->blocks, AVN_STR("cifras"));
    draft_pattern(s, &row);
    return row;
}

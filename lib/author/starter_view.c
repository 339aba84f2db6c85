#include "author/starter_view.h"

#include "base/utf8.h"

enum {
    MOST_LINES = 2000,
    HEAD_LINES = 8,
    LEAST_TITLE = 8,
    MOST_TITLE = 200,
    MOST_ROW = 1000,
    MOST_LABEL = 48,
    MOST_GROUPS = 8
};

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static size_t count_letters(avn_str text)
{
    size_t letters = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        letters += is_capital(c) || (c >= 'a' && c <= 'z') || ((unsigned char)c & 0xC0) == 0xC0;
    }
    return letters;
}

bool avn_sample_same(avn_str a, avn_str b)
{
    size_t i = 0, k = 0;
    while (i < a.len && k < b.len) {
        if (avn_is_digit(a.ptr[i]) && avn_is_digit(b.ptr[k])) {
            while (i < a.len && avn_is_digit(a.ptr[i]))
                i++;
            while (k < b.len && avn_is_digit(b.ptr[k]))
                k++;
        } else if (a.ptr[i++] != b.ptr[k++]) {
            return false;
        }
    }
    return i == a.len && k == b.len;
}

/* ---- words ---- */

/* Digits with commas and a point among them; *DECIMAL tells whether a point was there. */
static bool is_figure(avn_str word, bool *decimal)
{
    size_t digits = 0, points = 0;
    if (word.len > 1 && word.ptr[0] == '-')
        word = avn_str_from(word, 1);
    for (size_t i = 0; i < word.len; i++) {
        digits += avn_is_digit(word.ptr[i]);
        points += word.ptr[i] == '.';
        if (!avn_is_digit(word.ptr[i]) && word.ptr[i] != ',' && word.ptr[i] != '.')
            return false;
    }
    *decimal = points > 0;
    return digits > 0 && points < 2 && avn_is_digit(word.ptr[0]) &&
           avn_is_digit(word.ptr[word.len - 1]);
}

static bool is_no_data(avn_str word)
{
    return avn_str_is(word, "N/D") || avn_str_is(word, "N/A") || avn_str_is(word, "ND") ||
           avn_str_is(word, "-") || avn_str_is(word, "--");
}

static bool is_date(avn_str word)
{
    size_t marks = 0, digits = 0;
    for (size_t i = 0; i < word.len; i++) {
        digits += avn_is_digit(word.ptr[i]);
        marks += word.ptr[i] == '/' || word.ptr[i] == '-';
    }
    return marks == 2 && digits >= 6 && digits + 2 == word.len && avn_is_digit(word.ptr[0]);
}

/* 1.2.3, E101B02, A-12. */
static bool is_key(avn_str word)
{
    size_t digits = 0, capitals = 0, points = 0, others = 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        digits += avn_is_digit(c);
        capitals += is_capital(c);
        points += c == '.';
        others += !avn_is_digit(c) && !is_capital(c) && c != '.' && c != '-';
    }
    if (others > 0 || digits == 0 || (!avn_is_digit(word.ptr[0]) && !is_capital(word.ptr[0])) ||
        !(avn_is_digit(word.ptr[word.len - 1]) || is_capital(word.ptr[word.len - 1])))
        return false;
    return capitals > 0 || points > 1;
}

static avn_slot_kind kind_of(avn_str word, bool first, bool after_figure)
{
    bool decimal = false;
    avn_str bare = word;
    if (is_date(word))
        return AVN_SLOT_DATE;
    if (word.len > 1 && word.ptr[0] == '$' && is_figure(avn_str_from(word, 1), &decimal))
        return AVN_SLOT_MONEY;
    if (avn_str_ends(word, AVN_STR("%"))) {
        bare.len--;
        return is_figure(bare, &decimal) ? AVN_SLOT_PERCENT : AVN_SLOT_TEXT;
    }
    if (is_figure(word, &decimal)) {
        bool comma = avn_str_find(word, AVN_STR(",")) < word.len;
        if (!first || comma)
            return AVN_SLOT_FIGURE;
        return decimal || word.ptr[0] == '0' ? AVN_SLOT_KEY : AVN_SLOT_NUMBER;
    }
    if (is_no_data(word) && after_figure)
        return AVN_SLOT_FIGURE;
    return is_key(word) ? AVN_SLOT_KEY : AVN_SLOT_TEXT;
}

static bool is_amount(avn_slot_kind kind)
{
    return kind == AVN_SLOT_FIGURE || kind == AVN_SLOT_PERCENT || kind == AVN_SLOT_MONEY;
}

/* Two or more blanks, or a tab, stand before WORD: a new cell. */
static bool begins_cell(avn_str line, avn_str word)
{
    size_t at = (size_t)(word.ptr - line.ptr);
    return at > 1 && (line.ptr[at - 1] == '\t' || avn_is_blank(line.ptr[at - 2]));
}

/* Words that only go on with the slot before them: text after text, "%" after a figure. */
static bool goes_on(const avn_sample_line *line, avn_str word, avn_slot_kind kind)
{
    if (line->slot_count == 0)
        return false;
    const avn_sample_slot *last = &line->slots[line->slot_count - 1];
    if (last->kind == AVN_SLOT_TEXT && avn_str_is(last->text, "$") && kind == AVN_SLOT_FIGURE)
        return true;
    return last->kind == AVN_SLOT_TEXT && kind == AVN_SLOT_TEXT && !begins_cell(line->text, word);
}

static void add_word(avn_sample_line *line, avn_str word)
{
    avn_sample_slot *last = line->slot_count > 0 ? &line->slots[line->slot_count - 1] : NULL;
    bool after_figure = last && is_amount(last->kind);
    if (last && last->kind == AVN_SLOT_FIGURE && avn_str_is(word, "%")) {
        last->kind = AVN_SLOT_PERCENT;
        last->text.len = (size_t)(word.ptr + word.len - last->text.ptr);
        return;
    }
    avn_slot_kind kind = kind_of(word, line->slot_count == 0, after_figure);
    if (goes_on(line, word, kind)) {
        last->text.len = (size_t)(word.ptr + word.len - last->text.ptr);
        last->kind = kind == AVN_SLOT_FIGURE ? AVN_SLOT_MONEY : AVN_SLOT_TEXT;
    } else if (line->slot_count < AVN_MOST_SLOTS) {
        line->slots[line->slot_count++] = (avn_sample_slot){ kind, word };
    } else {
        last->text.len = (size_t)(word.ptr + word.len - last->text.ptr);
        last->kind = AVN_SLOT_TEXT;
    }
}

/* A number or a key in the middle of words is one of them: "meta 3 del plan". */
static void merge_inner_numbers(avn_sample_line *line)
{
    size_t kept = 0;
    for (size_t i = 0; i < line->slot_count; i++) {
        avn_sample_slot *slot = &line->slots[i];
        avn_sample_slot *before = kept > 1 ? &line->slots[kept - 1] : NULL;
        bool inner = before && kept > 1 && slot->kind == AVN_SLOT_TEXT &&
                     line->slots[kept - 2].kind == AVN_SLOT_TEXT &&
                     (before->kind == AVN_SLOT_FIGURE || before->kind == AVN_SLOT_KEY) &&
                     !begins_cell(line->text, slot->text) && !begins_cell(line->text, before->text);
        /* "Actividad 1.1 Nombre": behind the first word it is what the row is called by. */
        if (inner && !(kept == 2 && avn_str_find(line->slots[0].text, AVN_STR(" ")) ==
                                        line->slots[0].text.len)) {
            avn_sample_slot *head = &line->slots[kept - 2];
            head->text.len = (size_t)(slot->text.ptr + slot->text.len - head->text.ptr);
            kept--;
        } else {
            line->slots[kept++] = *slot;
        }
    }
    line->slot_count = kept;
}

static void cut_into_slots(avn_sample_line *line)
{
    avn_str rest = line->text;
    for (avn_str word = avn_str_word(&rest); word.len > 0; word = avn_str_word(&rest))
        add_word(line, word);
    merge_inner_numbers(line);
    if (line->slot_count > 1 && line->slots[0].kind == AVN_SLOT_TEXT &&
        line->slots[1].kind == AVN_SLOT_FIGURE && line->slot_count > 2 &&
        line->slots[2].kind == AVN_SLOT_TEXT)
        line->slots[1].kind = AVN_SLOT_KEY;
}

/* ---- single lines ---- */

/* Bytes before the colon of "Label: value", or 0. */
static size_t label_length(avn_str text)
{
    size_t colon = avn_str_find(text, AVN_STR(":"));
    avn_str label = avn_str_head(text, colon);
    bool begins = text.len > 0 && (is_capital(text.ptr[0]) || ((unsigned char)text.ptr[0] & 0x80));
    bool ends =
        colon + 1 == text.len || (colon + 1 < text.len && avn_is_blank(text.ptr[colon + 1]));
    bool words = count_letters(label) > 2;
    for (size_t i = 0; i < label.len; i++)
        words = words && !avn_is_digit(label.ptr[i]) && !strchr(".,;()[]\"", label.ptr[i]);
    return begins && ends && words && colon < text.len && colon <= MOST_LABEL ? colon : 0;
}

static bool is_item(avn_str text)
{
    avn_str rest = text, mark = avn_str_word(&rest);
    static const char *const bullets[] = { "-", "•", "*", "·", "▪", "–", "●" };
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (avn_str_is(mark, bullets[i]) && count_letters(rest) > 1)
            return true;
    bool closed = mark.len > 1 && strchr(".)", mark.ptr[mark.len - 1]);
    bool number = mark.len > 0 && mark.len < 4 && avn_is_digit(mark.ptr[0]);
    bool letter = mark.len == 2 && mark.ptr[0] >= 'a' && mark.ptr[0] <= 'z';
    return closed && (number || letter) && count_letters(rest) > 1;
}

/* Long enough to say what the report is, and no paragraph. */
static bool may_be_title(avn_str text)
{
    return text.len <= MOST_TITLE && count_letters(text) >= LEAST_TITLE;
}

static bool is_page_number(avn_str text)
{
    static const char *const words[] = { "Página", "PÁGINA", "Pagina", "PAGINA",
                                         "Pág.",   "Hoja",   "HOJA" };
    avn_str rest = text, word = avn_str_word(&rest);
    bool known = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        known = known || avn_str_is(word, words[i]);
    avn_str number = avn_str_word(&rest);
    return known && number.len > 0 && avn_is_digit(number.ptr[0]) && rest.len < 12;
}

static void read_lines(avn_sample_view *view, avn_arena *arena, const avn_source *sample)
{
    for (size_t i = 0; i < sample->line_count && view->lines.count < MOST_LINES; i++) {
        avn_str text = avn_str_trim(avn_source_line(sample, i));
        avn_sample_line *line = text.len > 0 ? AVN_PUSH(arena, view->lines) : NULL;
        if (!line)
            continue;
        *line = (avn_sample_line){ .text = text };
        cut_into_slots(line);
        line->label = label_length(text);
        if (is_page_number(text))
            line->role = AVN_SAMPLE_NUMBER;
        else if (is_item(text))
            line->role = AVN_SAMPLE_ITEM;
        else if (line->label > 0)
            line->role = AVN_SAMPLE_LABEL;
        view->has_page_numbers = view->has_page_numbers || line->role == AVN_SAMPLE_NUMBER;
        view->has_items = view->has_items || line->role == AVN_SAMPLE_ITEM;
    }
}

/* ---- headers ---- */

static bool has_data(const avn_sample_line *line)
{
    for (size_t i = 0; i < line->slot_count; i++)
        if (line->slots[i].kind != AVN_SLOT_TEXT)
            return true;
    return false;
}

/* A label of the header says the same on every page; one that changes says what follows it. */
static bool says_one_thing(const avn_sample_view *view, const avn_sample_line *line)
{
    avn_str label = avn_str_head(line->text, line->label);
    for (size_t i = 0; i < view->lines.count; i++) {
        const avn_sample_line *other = &view->lines.items[i];
        if (other->label == line->label && avn_str_starts(other->text, label) &&
            !avn_str_eq(other->text, line->text))
            return false;
    }
    return true;
}

/* The lines at the top that come again, and all their likes, are headers; the first of the others
 * is the title. */
static void find_headers(avn_sample_view *view)
{
    bool titled = false;
    size_t count = view->lines.count;
    for (size_t i = 0; i < count && i < HEAD_LINES; i++) {
        avn_sample_line *line = &view->lines.items[i];
        bool again = false;
        if (line->role == AVN_SAMPLE_NUMBER || line->role == AVN_SAMPLE_HEADER)
            continue;
        bool titles = line->slot_count > 1 && !has_data(line);
        bool candidate = (line->role == AVN_SAMPLE_PLAIN && !titles) ||
                         (line->role == AVN_SAMPLE_LABEL && says_one_thing(view, line));
        candidate = candidate && may_be_title(line->text);
        /* Lines right below each other are rows of a table. */
        for (size_t k = i + 3; k < count && candidate; k++) {
            avn_sample_line *other = &view->lines.items[k];
            if (!avn_sample_same(line->text, other->text))
                continue;
            again = true;
            other->role = AVN_SAMPLE_HEADER;
        }
        if (again)
            line->role = AVN_SAMPLE_HEADER;
        else if (!titled && line->role == AVN_SAMPLE_PLAIN && may_be_title(line->text))
            line->role = AVN_SAMPLE_TITLE;
        view->has_headers = view->has_headers || again;
        titled = titled || again || line->role == AVN_SAMPLE_TITLE;
    }
}

/* ---- groups ---- */

/* Where a percentage or money may stand, N/D may stand as well. */
static bool kinds_agree(const avn_sample_slot *a, const avn_sample_slot *b)
{
    bool amounts = is_amount(a->kind) && is_amount(b->kind);
    return a->kind == b->kind || (amounts && (is_no_data(a->text) || is_no_data(b->text)));
}

/* Of one shape; a first word without data must be the same: it says what the line is. */
static bool alike(const avn_sample_line *a, const avn_sample_line *b)
{
    if (a->slot_count != b->slot_count)
        return false;
    for (size_t i = 0; i < a->slot_count; i++)
        if (!kinds_agree(&a->slots[i], &b->slots[i]))
            return false;
    bool named =
        a->slots[0].kind == AVN_SLOT_TEXT && a->slot_count > 1 && a->slots[1].kind == AVN_SLOT_KEY;
    return !named || avn_str_eq(a->slots[0].text, b->slots[0].text);
}

static void add_group(avn_sample_view *view, avn_arena *arena, size_t first)
{
    size_t count = 0;
    avn_sample_line *lines = view->lines.items;
    for (size_t i = first; i < view->lines.count; i++)
        count += lines[i].role == AVN_SAMPLE_PLAIN && alike(&lines[first], &lines[i]);
    avn_sample_group *group =
        count > 1 && view->groups.count < MOST_GROUPS ? AVN_PUSH(arena, view->groups) : NULL;
    if (!group)
        return;
    *group = (avn_sample_group){ .first = first, .count = count };
    for (size_t s = 0; s < lines[first].slot_count; s++)
        group->literal[s] = lines[first].slots[s].kind == AVN_SLOT_TEXT;
    const avn_sample_line model = lines[first];
    for (size_t i = first; i < view->lines.count; i++) {
        if (lines[i].role != AVN_SAMPLE_PLAIN || !alike(&model, &lines[i]))
            continue;
        lines[i].role = AVN_SAMPLE_ROW;
        for (size_t s = 0; s < model.slot_count; s++)
            group->literal[s] =
                group->literal[s] && avn_str_eq(model.slots[s].text, lines[i].slots[s].text);
    }
}

/* How much of the sample is made of a group: the more lines and figures, the more. */
static size_t weight_of(const avn_sample_view *view, const avn_sample_group *group)
{
    size_t figures = 1;
    const avn_sample_line *line = &view->lines.items[group->first];
    for (size_t i = 0; i < line->slot_count; i++)
        figures += is_amount(line->slots[i].kind) ? 2 : 0;
    return group->count * figures;
}

/* Texts beside texts are columns that only blanks tell apart: with many of them no pattern can. */
static bool can_be_told(const avn_sample_line *line)
{
    size_t pairs = 0;
    for (size_t i = 1; i < line->slot_count; i++)
        pairs += line->slots[i].kind == AVN_SLOT_TEXT && line->slots[i - 1].kind == AVN_SLOT_TEXT;
    return pairs < 3;
}

static bool takes_slot(const avn_sample_slot *upper, const avn_sample_slot *lower)
{
    bool amounts =
        is_amount(upper->kind) && (is_amount(lower->kind) || lower->kind == AVN_SLOT_NUMBER);
    bool keys = upper->kind == AVN_SLOT_KEY && lower->kind != AVN_SLOT_TEXT;
    return amounts || keys || upper->kind == lower->kind;
}

/* True when the pattern that group UPPER gets would take lines of group LOWER: its free texts take
 * any words. The places of LOWER that the pattern can have come to are kept as bits. */
static bool hides(const avn_sample_view *view, const avn_sample_group *upper,
                  const avn_sample_group *lower)
{
    const avn_sample_line *above = &view->lines.items[upper->first];
    const avn_sample_line *below = &view->lines.items[lower->first];
    uint64_t at = 1, end = (uint64_t)1 << below->slot_count;
    for (size_t i = 0; i < above->slot_count; i++) {
        const avn_sample_slot *slot = &above->slots[i];
        bool free = slot->kind == AVN_SLOT_TEXT && !upper->literal[i];
        uint64_t next = 0;
        for (size_t k = 0; k < below->slot_count; k++) {
            bool here = ((at >> k) & 1) || (free && ((next >> k) & 1));
            bool same = slot->kind == AVN_SLOT_TEXT && avn_str_eq(slot->text, below->slots[k].text);
            if (here && (free || (upper->literal[i] ? same : takes_slot(slot, &below->slots[k]))))
                next |= (uint64_t)1 << (k + 1);
        }
        at = next;
    }
    return (at & end) != 0;
}

/* The more a pattern demands, the earlier it is tried. */
static size_t demands(const avn_sample_view *view, const avn_sample_group *group)
{
    const avn_sample_line *line = &view->lines.items[group->first];
    size_t sum = 0;
    for (size_t i = 0; i < line->slot_count; i++)
        sum += group->literal[i] ? 100 : line->slots[i].kind == AVN_SLOT_TEXT ? 0 : 10;
    return sum;
}

/* Sorts the groups so that one that demands more stands before one that demands less, and drops
 * those that would still get no line. */
static void settle_groups(avn_sample_view *view)
{
    avn_sample_group *groups = view->groups.items;
    for (size_t i = 1; i < view->groups.count; i++)
        for (size_t k = i; k > 0 && demands(view, &groups[k]) > demands(view, &groups[k - 1]);
             k--) {
            avn_sample_group moved = groups[k];
            groups[k] = groups[k - 1];
            groups[k - 1] = moved;
        }
    size_t kept = 0;
    for (size_t i = 0; i < view->groups.count; i++) {
        bool hidden = false;
        for (size_t k = 0; k < kept; k++)
            hidden = hidden || hides(view, &groups[k], &groups[i]);
        if (!hidden)
            groups[kept++] = groups[i];
    }
    view->groups.count = kept;
}

static void find_groups(avn_sample_view *view, avn_arena *arena)
{
    for (size_t i = 0; i < view->lines.count; i++) {
        const avn_sample_line *line = &view->lines.items[i];
        if (line->role == AVN_SAMPLE_PLAIN && line->text.len <= MOST_ROW && has_data(line) &&
            can_be_told(line))
            add_group(view, arena, i);
    }
    settle_groups(view);
    view->record = view->groups.count;
    for (size_t i = 0; i < view->groups.count; i++)
        if (view->record == view->groups.count ||
            weight_of(view, &view->groups.items[i]) >
                weight_of(view, &view->groups.items[view->record]))
            view->record = i;
}

/* The line right above the first row, where it has two cells or more and no data. */
static void find_column_titles(avn_sample_view *view)
{
    size_t first = view->record < view->groups.count ? view->groups.items[view->record].first : 0;
    if (first == 0)
        return;
    avn_str text = view->lines.items[first - 1].text;
    for (size_t i = 0; i < view->lines.count; i++) {
        avn_sample_line *line = &view->lines.items[i];
        if (line->role == AVN_SAMPLE_PLAIN && line->slot_count > 1 && !has_data(line) &&
            avn_sample_same(line->text, text))
            line->role = AVN_SAMPLE_TITLES;
    }
}

void avn_sample_look(avn_sample_view *view, avn_arena *arena, const avn_source *sample)
{
    *view = (avn_sample_view){ .record = 0 };
    read_lines(view, arena, sample);
    find_headers(view);
    find_groups(view, arena);
    find_column_titles(view);
}

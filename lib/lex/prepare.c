#include "lex/prepare.h"

#include "base/utf8.h"

enum {
    LEAST_WIDTH = 40, /* of a page on which lines are cut at a width */
    MOST_WIDTH = 140,
    NEARLY_FULL = 12, /* a line that was cut is shorter than the width by less than one word */
    LEAST_CUT_LINES = 5,
    CUT_PERCENT = 12 /* of all lines */
};

typedef struct preparing {
    avn_lexed *lexed;
    avn_pieces *pieces;
    avn_cleaner cleaner;
    size_t width;    /* at which lines were cut; 0: they were not */
    unsigned spaced; /* blank lines below every line, cut or not */
    uint32_t row;
    size_t row_start; /* first piece of the row */
} preparing;

/* ---- the printed lines ------------------------------------------------------------------ */

static uint32_t next_printed(const avn_lexed *lexed, uint32_t line)
{
    while (line < lexed->source->line_count && !avn_line_is_printed(lexed, line))
        line++;
    return line;
}

static size_t width_of(const avn_lexed *lexed, uint32_t line)
{
    avn_str text = avn_source_line(lexed->source, line);
    while (text.len > 0 && avn_is_blank(text.ptr[text.len - 1]))
        text.len--;
    return avn_utf8_length(text);
}

/* The line below LINE if no more than COMMON blank lines stand between them, else the line count.
 */
static uint32_t line_below(const avn_lexed *lexed, uint32_t line, unsigned common)
{
    uint32_t count = (uint32_t)lexed->source->line_count, below = line + 1;
    while (below < count && below - line <= common && !lexed->furniture[below] &&
           avn_line_is_blank(lexed, below))
        below++;
    return below < count && avn_line_is_printed(lexed, below) ? below : count;
}

/* Lines that were cut at a width are nearly as long as the longest, and it is no longer than a
 * page is wide. */
static size_t cut_width(const avn_lexed *lexed)
{
    size_t width = 0, printed = 0, nearly_full = 0;
    uint32_t count = (uint32_t)lexed->source->line_count;
    for (uint32_t line = 0; line < count; line++) {
        size_t here = avn_line_is_printed(lexed, line) ? width_of(lexed, line) : 0;
        printed += here > 0;
        width = here > width ? here : width;
    }
    if (width < LEAST_WIDTH || width > MOST_WIDTH)
        return 0;
    for (uint32_t line = 0; line < count; line++)
        nearly_full += avn_line_is_printed(lexed, line) &&
                       line_below(lexed, line, lexed->common_gap) < count &&
                       width_of(lexed, line) + NEARLY_FULL > width;
    bool cut = nearly_full >= LEAST_CUT_LINES && nearly_full * 100 >= printed * CUT_PERCENT;
    return cut ? width : 0;
}

/* True when TEXT, which stands below a full stop or ends in a colon, is of a kind that a rule
 * knows. */
static bool begins_by_rule(preparing *p, avn_str text)
{
    const avn_grammar *grammar = p->lexed->grammar;
    p->cleaner.now.len = 0;
    if (!avn_clean_begin(&p->cleaner, text, 0))
        return false;
    avn_clean_run(&p->cleaner);
    text = avn_str_trim((avn_str){ p->cleaner.now.text, p->cleaner.now.len });
    if (avn_item_mark(grammar, p->lexed->matcher, text))
        return true;
    for (size_t i = 0; i < grammar->lines.count && text.len > 0; i++) {
        const avn_line_rule *rule = &grammar->lines.items[i];
        if (!rule->alone && rule->before == AVN_NONE &&
            avn_pattern_match(p->lexed->matcher, rule->pattern, text, 0) == AVN_MATCHED)
            return true;
    }
    return false;
}

/* The line that goes on with LINE, which was cut because the first word of the next had no room;
 * the line count when none does. */
static uint32_t cut_off(preparing *p, uint32_t line)
{
    const avn_lexed *lexed = p->lexed;
    uint32_t count = (uint32_t)lexed->source->line_count;
    uint32_t next = p->width ? line_below(lexed, line, lexed->common_gap) : count;
    if (next == count)
        return count;
    avn_str above = avn_lexed_line(lexed, line), below = avn_lexed_line(lexed, next), rest = below;
    if (width_of(lexed, line) + 1 + avn_utf8_length(avn_str_word(&rest)) <= p->width ||
        avn_item_mark(lexed->grammar, lexed->matcher, below) > 0)
        return count;
    bool stops = strchr(".:;*", above.ptr[above.len - 1]) != NULL;
    bool announces = below.ptr[below.len - 1] == ':';
    return (stops || announces) && begins_by_rule(p, below) ? count : next;
}

/* ---- pieces ---------------------------------------------------------------------------------- */

static void add_piece(preparing *p, avn_piece piece, avn_str text, const uint32_t *from)
{
    piece.text = avn_str_trim(text);
    if (piece.text.len == 0)
        return;
    piece.from = from ? from + (piece.text.ptr - text.ptr) : NULL;
    avn_piece *slot = AVN_PUSH(p->lexed->arena, *p->pieces);
    if (slot)
        *slot = piece;
}

/* The pieces of one column: the first goes on with what is above where lines do. */
static void add_column(preparing *p, avn_piece piece, avn_str text, const uint32_t *from)
{
    bool first = true;
    for (size_t start = 0; start <= text.len;) {
        const char *cut =
            start < text.len ? memchr(text.ptr + start, AVN_CUT, text.len - start) : NULL;
        size_t end = cut ? (size_t)(cut - text.ptr) : text.len;
        size_t before = p->pieces->count;
        piece.begins = piece.begins || !first;
        add_piece(p, piece, (avn_str){ text.ptr + start, end - start }, from ? from + start : NULL);
        first = first && p->pieces->count == before;
        start = end + 1;
    }
}

/* The cells with one tab between them, so that rules see the same whatever stood there. */
static void add_whole(preparing *p, avn_piece piece, const avn_str *cells, unsigned count,
                      const avn_str *text, const uint32_t *from)
{
    avn_arena *arena = p->lexed->arena;
    char *joined = avn_arena_alloc(arena, text->len + count + 1);
    uint32_t *origin = AVN_NEW_ARRAY(arena, uint32_t, text->len + count + 1);
    size_t len = 0;
    if (!joined || !origin)
        return;
    for (unsigned i = 0; i < count; i++) {
        avn_str cell = avn_str_trim(cells[i]);
        for (size_t k = 0; k < cell.len; k++) {
            origin[len] = from[cell.ptr + k - text->ptr];
            joined[len++] = cell.ptr[k];
        }
        origin[len] = len ? origin[len - 1] : from[0];
        joined[len++] = '\t';
    }
    add_piece(p, piece, (avn_str){ joined, len }, origin);
}

/* A row of cells is tried as a whole first, unless it is cut inside a cell. */
static void add_row(preparing *p, avn_piece piece, avn_str text, const uint32_t *from)
{
    avn_str cells[AVN_MOST_CELLS];
    unsigned count = avn_cut_cells(p->lexed->grammar, p->lexed->matcher, text, cells);
    size_t whole = p->pieces->count;
    piece.cell = piece.begins = count > 1;
    if (count > 1 && !memchr(text.ptr, AVN_CUT, text.len))
        add_whole(p, piece, cells, count, &text, from);
    bool has_whole = p->pieces->count > whole;
    for (unsigned i = 0; i < count; i++) {
        piece.column = i;
        add_column(p, piece, cells[i], from ? from + (cells[i].ptr - text.ptr) : NULL);
    }
    if (has_whole && !p->lexed->arena->failed)
        p->pieces->items[whole].parts = (unsigned)(p->pieces->count - whole - 1);
}

/* ---- gaps --------------------------------------------------------------------------------------
 */

static bool starts_small(avn_str text)
{
    size_t at = 0;
    uint32_t point = avn_utf8_next(text, &at);
    return (point >= 'a' && point <= 'z') || (point >= 0xDF && point <= 0xFF);
}

/* True when TEXT ends in a comma or in a word that ends no text. */
static bool ends_open(avn_str text)
{
    static const char *const links[] = { "de",  "del",  "la",  "las", "el",  "los", "y",
                                         "e",   "o",    "u",   "en",  "a",   "al",  "con",
                                         "por", "para", "que", "su",  "sus", "DE",  "DEL",
                                         "LA",  "LAS",  "EL",  "LOS", "Y",   "E",   "EN",
                                         "A",   "AL",   "CON", "POR", "PARA" };
    if (text.len > 0 && text.ptr[text.len - 1] == ',')
        return true;
    avn_str word = avn_str_last_word(text);
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        if (avn_str_is(word, links[i]))
            return true;
    return false;
}

bool avn_reads_on(avn_str above, avn_str below)
{
    return starts_small(below) || ends_open(above);
}

/* Neither a page's edge nor a blank line that stands below every line ends a text that goes on. */
static void mark_gap(preparing *p, uint32_t above, uint32_t line)
{
    avn_lexed *lexed = p->lexed;
    unsigned blank = 0;
    bool page = false;
    for (uint32_t between = above + 1; between < line && above != UINT32_MAX; between++) {
        page = page || lexed->furniture[between];
        blank++;
    }
    bool gap = above == UINT32_MAX || page || blank > lexed->common_gap;
    for (size_t i = p->row_start; i < p->pieces->count; i++) {
        avn_piece *piece = &p->pieces->items[i];
        bool goes_on = (page && starts_small(piece->text)) ||
                       (!page && i > 0 && blank <= p->spaced &&
                        avn_reads_on(p->pieces->items[i - 1].text, piece->text));
        piece->gap_above = gap;
        piece->begins = piece->begins || (gap && !goes_on);
    }
    for (size_t i = p->row_start; gap && i-- > 0 && p->pieces->items[i].row + 1 == p->row;)
        p->pieces->items[i].gap_below = true;
}

static void prepare_row(preparing *p, uint32_t line, uint32_t last)
{
    avn_lexed *lexed = p->lexed;
    const avn_source *source = lexed->source;
    avn_piece piece = { .line = line, .last = last, .row = p->row };
    p->cleaner.now.len = 0;
    for (uint32_t i = line; i <= last; i++) {
        avn_str text = i == line ? avn_source_line(source, i) : avn_lexed_line(lexed, i);
        while (i < last && text.len > 0 && avn_is_blank(text.ptr[text.len - 1]))
            text.len--;
        if (text.len == 0)
            continue;
        if (!avn_clean_begin(&p->cleaner, text, (size_t)(text.ptr - source->text.ptr)))
            return;
    }
    bool changed = avn_clean_run(&p->cleaner) || line != last;
    bool cut = lexed->grammar->cells != NULL;
    avn_str text = avn_source_line(source, line);
    uint32_t *from = NULL;
    if (changed || cut) {
        text = avn_arena_str(lexed->arena, (avn_str){ p->cleaner.now.text, p->cleaner.now.len });
        from = AVN_NEW_ARRAY(lexed->arena, uint32_t, text.len + 1);
        if (!from)
            return;
        memcpy(from, p->cleaner.now.from, text.len * sizeof *from);
    }
    add_row(p, piece, text, from);
}

avance_status avn_prepare(avn_lexed *lexed, avn_pieces *pieces)
{
    preparing p = {
        .lexed = lexed,
        .pieces = pieces,
        .cleaner = { .grammar = lexed->grammar, .matcher = lexed->matcher, .arena = lexed->arena },
        .width = cut_width(lexed)
    };
    /* Blank lines between whole lines mean something even where they stand everywhere. */
    if (p.width == 0 && lexed->common_gap > 0) {
        p.spaced = lexed->common_gap;
        lexed->common_gap = 0;
        lexed->blanks_mean = true;
    }
    uint32_t above = UINT32_MAX, count = (uint32_t)lexed->source->line_count;
    *pieces = (avn_pieces){ 0 };
    for (uint32_t line = next_printed(lexed, 0); line < count; line = next_printed(lexed, line)) {
        uint32_t last = line;
        for (uint32_t next = cut_off(&p, line); next < count; next = cut_off(&p, next))
            last = next;
        p.row_start = pieces->count;
        prepare_row(&p, line, last);
        mark_gap(&p, above, line);
        p.row++;
        above = last;
        line = last + 1;
    }
    for (size_t i = pieces->count; i-- > 0 && pieces->items[i].row + 1 == p.row;)
        pieces->items[i].gap_below = true;
    if (p.cleaner.limit && lexed->status == AVANCE_OK) {
        lexed->status = AVANCE_LIMIT;
        avn_tell(lexed->sink, AVN_MSG_MATCH_LIMIT, (avn_place){ .file = lexed->source->name },
                 "clean", lexed->grammar->path, NULL);
    }
    return lexed->arena->failed ? AVANCE_NO_MEMORY : lexed->status;
}

size_t avn_piece_offset(const avn_lexed *lexed, const avn_piece *piece, const char *at)
{
    size_t offset = (size_t)(at - piece->text.ptr);
    if (!piece->from)
        return (size_t)(piece->text.ptr - lexed->source->text.ptr) + offset;
    return piece->from[offset < piece->text.len ? offset : piece->text.len - 1];
}

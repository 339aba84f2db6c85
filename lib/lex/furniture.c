/* Page headers and footers: found first, as regions, and taken out.
 *
 * They may fall anywhere, even inside a record. A region is either what stands
 * between `from` and `until`, or a run of lines that are members: extractors cut
 * headers differently each time, so a run is grown from a line that is surely
 * furniture (strong, alone) over neighbours that may be (words, weak, unknown). */
#include "lex/lexed.h"

typedef enum member { OTHER, WEAK, WORDS, STRONG, ALONE } member;

enum {
    MAX_MATCHED_CELLS = 24,
    DEFAULT_WITHIN = 60,
    ENOUGH_MEMBERS = 3,
    MAX_WORD_LINE = 400,
    SURE_HEADING = 16,
    VERTICAL_TEXT = 4
};

typedef struct search {
    avn_lexed *lexed;
    const avn_furniture_rule *rule;
    uint8_t mark;
    uint8_t starts[32];  /* bytes that a strong or alone line can begin with */
    avn_str usual_first; /* the line that most regions begin with */
    unsigned regions;    /* that begin with it */
} search;

static bool matches(search *s, const avn_pattern *pattern, avn_str text, uint32_t line)
{
    return avn_lex_match(s->lexed, pattern, s->rule->name, s->rule->line, text, line);
}

static bool is_word(const avn_furniture_rule *rule, avn_str word)
{
    for (size_t i = 0; i < rule->words.count; i++)
        if (avn_str_eq(rule->words.items[i], word))
            return true;
    return false;
}

static bool only_words(const avn_furniture_rule *rule, avn_str text)
{
    if (text.len > MAX_WORD_LINE)
        return false;
    for (avn_str word = avn_str_word(&text); word.len; word = avn_str_word(&text))
        if (!is_word(rule, word))
            return false;
    return true;
}

static member classify_cell(search *s, avn_str text, uint32_t line)
{
    const avn_furniture_rule *rule = s->rule;
    for (size_t i = 0; i < rule->strong.count; i++)
        if (matches(s, rule->strong.items[i], text, line))
            return STRONG;
    for (size_t i = 0; i < rule->alone.count; i++)
        if (matches(s, rule->alone.items[i], text, line))
            return ALONE;
    if (only_words(rule, text))
        return WORDS;
    for (size_t i = 0; i < rule->weak.count; i++)
        if (matches(s, rule->weak.items[i], text, line))
            return WEAK;
    return OTHER;
}

/* Takes the text up to the next two blanks (or a tab) off REST. */
static avn_str next_cell(avn_str *rest)
{
    size_t end = 0;
    while (end < rest->len && rest->ptr[end] != '\t' &&
           !(rest->ptr[end] == ' ' && end + 1 < rest->len && avn_is_blank(rest->ptr[end + 1])))
        end++;
    avn_str cell = avn_str_trim(avn_str_head(*rest, end));
    *rest = avn_str_trim(avn_str_from(*rest, end));
    return cell;
}

static bool has_cells(avn_str text)
{
    return avn_str_find(text, AVN_STR("  ")) < text.len || memchr(text.ptr, '\t', text.len);
}

/* A line is what its whole says, or, printed as a picture, what all of its cells say. */
static member classify(search *s, uint32_t line)
{
    avn_str text = avn_lexed_line(s->lexed, line);
    member whole = classify_cell(s, text, line);
    if (whole != OTHER || !has_cells(text))
        return whole;
    member best = WEAK;
    unsigned cells = 0;
    while (text.len > 0 && cells < MAX_MATCHED_CELLS) {
        member cell = classify_cell(s, next_cell(&text), line);
        if (cell == OTHER)
            return OTHER;
        best = cell > best ? cell : best;
        cells++;
    }
    return text.len == 0 ? best : OTHER;
}

/* True when one of PATTERNS may take TEXT as a whole or, by what little it asks for, a cell. */
static bool some_may_match(avn_pattern *const *patterns, size_t count, avn_str text)
{
    bool cells = has_cells(text);
    for (size_t i = 0; i < count; i++)
        if ((cells || avn_pattern_may_start(patterns[i], (unsigned char)text.ptr[0])) &&
            avn_literal_stands_in(&patterns[i]->literal, text))
            return true;
    return false;
}

static bool begins_strong(const search *s, avn_str text)
{
    unsigned char first = (unsigned char)text.ptr[0];
    return (s->starts[first >> 3] >> (first & 7)) & 1;
}

static bool may_be_strong(const search *s, avn_str text)
{
    const avn_furniture_rule *rule = s->rule;
    return begins_strong(s, text) &&
           (some_may_match(rule->strong.items, rule->strong.count, text) ||
            some_may_match(rule->alone.items, rule->alone.count, text));
}

/* ---- what furniture tells --------------------------------------------------- */

static void tell_captures(search *s, const avn_pattern *pattern, avn_str text, uint32_t line)
{
    for (size_t i = 0; i < pattern->group_count; i++) {
        avn_str value = avn_match_group(s->lexed->matcher, text, pattern->groups[i].number);
        avn_told *told = value.ptr ? AVN_PUSH(s->lexed->arena, s->lexed->told) : NULL;
        if (told)
            *told = (avn_told){ avn_str_of(pattern->groups[i].name), value, line };
    }
}

static void tell_text(search *s, avn_str text, uint32_t line)
{
    const avn_furniture_rule *rule = s->rule;
    for (size_t i = 0; i < rule->strong.count; i++)
        if (matches(s, rule->strong.items[i], text, line))
            tell_captures(s, rule->strong.items[i], text, line);
    for (size_t i = 0; i < rule->alone.count; i++)
        if (matches(s, rule->alone.items[i], text, line))
            tell_captures(s, rule->alone.items[i], text, line);
    for (size_t i = 0; i < rule->takes.count; i++)
        if (avn_lex_match(s->lexed, rule->takes.items[i], rule->name, rule->line, text, line))
            tell_captures(s, rule->takes.items[i], text, line);
}

/* A heading torn from its value by the header itself. */
static bool is_torn_heading(search *s, avn_str text)
{
    const avn_grammar *grammar = s->lexed->grammar;
    uint64_t candidates = grammar->starts[(unsigned char)text.ptr[0]];
    for (size_t i = 0; text.len >= SURE_HEADING && candidates >> i; i++) {
        const avn_line_rule *rule = &grammar->lines.items[i];
        if ((candidates >> i & 1) && rule->joined &&
            avn_pattern_match(s->lexed->matcher, rule->joined, text, 0) == AVN_PARTIAL)
            return true;
    }
    return false;
}

static void mark_region(search *s, uint32_t first, uint32_t last)
{
    for (uint32_t line = first; line <= last; line++) {
        avn_str text = avn_lexed_line(s->lexed, line);
        if (text.len && is_torn_heading(s, text))
            continue;
        s->lexed->furniture[line] = s->mark;
        if (text.len == 0)
            continue;
        tell_text(s, text, line);
        avn_str rest = text, cell = next_cell(&rest);
        for (; rest.len > 0 || cell.len < text.len; cell = next_cell(&rest)) {
            if (cell.len == 0)
                break;
            tell_text(s, cell, line);
        }
    }
}

/* ---- runs of members --------------------------------------------------------- */

typedef struct run {
    uint32_t first, last; /* of the members that count: not unknown, not a few weak ones */
    uint32_t weak;        /* so many weak lines since the last member that counts */
    unsigned strong, members;
    bool alone;
    bool above_heading; /* directly above a line that only a heading can be */
} run;

/* Furniture takes no line that a rule of the grammar wants: the length of what the rule's pattern
 * demands, or 0. */
static unsigned wanted_length(search *s, uint32_t line)
{
    avn_lexed *lexed = s->lexed;
    avn_str text = avn_lexed_line(lexed, line);
    uint64_t candidates = lexed->grammar->starts[(unsigned char)text.ptr[0]];
    for (size_t i = 0; candidates >> i; i++) {
        const avn_line_rule *rule = &lexed->grammar->lines.items[i];
        if ((candidates >> i & 1) && text.len >= rule->pattern->least_length &&
            avn_lex_match(lexed, rule->pattern, rule->name, rule->line, text, line))
            return rule->pattern->least_length ? rule->pattern->least_length : 1;
    }
    return 0;
}

static void count_member(run *found, member kind, uint32_t line)
{
    found->members++;
    found->strong += kind == STRONG;
    found->alone = found->alone || kind == ALONE;
    found->weak = kind == WEAK ? found->weak + 1 : 0;
    /* A few short lines may be cells of a row; many in a run are a title printed downwards. */
    if (kind != WEAK || found->weak >= VERTICAL_TEXT) {
        found->first = line < found->first ? line : found->first;
        found->last = line > found->last ? line : found->last;
    }
}

/* Grows FOUND from LINE in the direction of STEP (1 or -1). */
static void grow(search *s, run *found, uint32_t line, int step)
{
    avn_lexed *lexed = s->lexed;
    unsigned unknown = 0, wanted;
    found->weak = 0;
    for (;;) {
        if (step < 0 ? line == 0 : line + 1 >= lexed->source->line_count)
            return;
        line = step < 0 ? line - 1 : line + 1;
        if (lexed->furniture[line])
            return;
        if (avn_line_is_blank(lexed, line))
            continue;
        member kind = classify(s, line);
        if (kind == STRONG || kind == ALONE) {
            unknown = 0;
        } else if ((wanted = wanted_length(s, line)) > 0) {
            found->above_heading = step > 0 && wanted >= SURE_HEADING && unknown == 0;
            return;
        } else if (kind == OTHER) {
            if (is_torn_heading(s, avn_lexed_line(lexed, line)))
                continue; /* the rest of the header is around it */
            if (++unknown > s->rule->unknown ||
                avn_lexed_line(lexed, line).len > s->rule->unknown_width)
                return;
            continue;
        } else if (unknown > 0) {
            continue; /* only a strong line beyond makes unknown ones furniture */
        }
        count_member(found, kind, line);
    }
}

/* Keeps the majority of the regions' first lines. */
static void note_first(search *s, uint32_t line)
{
    avn_str text = avn_lexed_line(s->lexed, line);
    if (avn_str_eq(text, s->usual_first)) {
        s->regions++;
    } else if (s->regions == 0) {
        s->usual_first = text;
        s->regions = 1;
    } else {
        s->regions--;
    }
}

static void find_runs(search *s)
{
    for (uint32_t line = 0; line < s->lexed->source->line_count; line++) {
        avn_str text = avn_lexed_line(s->lexed, line);
        if (text.len == 0 || s->lexed->furniture[line] || !may_be_strong(s, text))
            continue;
        member kind = classify(s, line);
        if (kind != STRONG && kind != ALONE)
            continue;
        run found = { .first = line, .last = line };
        count_member(&found, kind, line);
        grow(s, &found, line, -1);
        grow(s, &found, line, 1);
        if (found.alone || found.strong >= 2 || found.above_heading ||
            (found.strong == 1 && found.members > ENOUGH_MEMBERS)) {
            mark_region(s, found.first, found.last);
            note_first(s, found.first);
        }
    }
}

/* ---- what is left of headers that were cut --------------------------------------- */

/* A word of the header, or what a cut has left of one. */
static bool is_fragment(const avn_furniture_rule *rule, avn_str word)
{
    for (size_t i = 0; i < rule->words.count; i++)
        if (avn_str_starts(rule->words.items[i], word) || avn_str_ends(rule->words.items[i], word))
            return true;
    return false;
}

static bool only_fragments(const avn_furniture_rule *rule, avn_str text)
{
    if (text.len > MAX_WORD_LINE)
        return false;
    for (avn_str word = avn_str_word(&text); word.len; word = avn_str_word(&text))
        if (!is_fragment(rule, word))
            return false;
    return true;
}

/* True when LINE is a heading of the outermost level that stays: pages begin with it. */
static bool begins_page(search *s, uint32_t line)
{
    const avn_grammar *grammar = s->lexed->grammar;
    avn_str text = avn_lexed_line(s->lexed, line);
    for (size_t i = 1; i < grammar->blocks.count; i++) {
        const avn_block_rule *block = &grammar->blocks.items[i];
        if (!block->stays || block->parent_count > 0 || block->open_count == 0)
            continue;
        const avn_pattern *pattern = grammar->lines.items[block->opens[0]].pattern;
        return pattern->least_length >= SURE_HEADING && matches(s, pattern, text, line);
    }
    return false;
}

/* Marks what stands directly above a page's first heading and can be part of a header. */
static void mark_debris(search *s, uint32_t heading)
{
    uint32_t first = heading;
    for (uint32_t line = heading; line > 0 && !s->lexed->furniture[line - 1]; line--) {
        avn_str text = avn_lexed_line(s->lexed, line - 1);
        if (text.len == 0)
            continue;
        if (classify(s, line - 1) == OTHER && !only_fragments(s->rule, text))
            break;
        first = line - 1;
    }
    if (first < heading)
        mark_region(s, first, heading - 1);
}

/* A line that is a header's elsewhere in this text is one alone as well. */
static void find_cut_headers(search *s)
{
    avn_lexed *lexed = s->lexed;
    for (uint32_t line = 0; line < lexed->source->line_count; line++) {
        avn_str text = avn_lexed_line(lexed, line);
        if (text.len == 0 || lexed->furniture[line])
            continue;
        if (begins_page(s, line))
            mark_debris(s, line);
        else if (avn_str_eq(text, s->usual_first) && begins_strong(s, text))
            mark_region(s, line, line);
    }
}

/* ---- from .. until ------------------------------------------------------------- */

static uint32_t region_end(search *s, uint32_t first)
{
    const avn_furniture_rule *rule = s->rule;
    unsigned within = rule->within ? rule->within : DEFAULT_WITHIN;
    if (!rule->until)
        return first;
    for (uint32_t line = first + 1; line < s->lexed->source->line_count && line <= first + within;
         line++) {
        avn_str text = avn_lexed_line(s->lexed, line);
        if (text.len && matches(s, rule->until, text, line))
            return line - 1;
    }
    return first;
}

static void find_regions(search *s)
{
    for (uint32_t line = 0; line < s->lexed->source->line_count; line++) {
        avn_str text = avn_lexed_line(s->lexed, line);
        if (text.len == 0 || s->lexed->furniture[line] || !matches(s, s->rule->from, text, line))
            continue;
        uint32_t last = region_end(s, line);
        mark_region(s, line, last);
        line = last;
    }
}

/* ---- pages ---------------------------------------------------------------------- */

/* True when only blank lines and furniture stand between two form feeds' lines, or when
 * nothing was printed yet: then furniture begins no page of its own. */
static bool feed_beside(const avn_lexed *lexed, uint32_t first, uint32_t last)
{
    const avn_source *source = lexed->source;
    uint32_t above = first;
    while (above > 0 && (lexed->furniture[above - 1] || avn_line_is_blank(lexed, above - 1)))
        above--;
    uint32_t below = last;
    while (below + 1 < source->line_count &&
           (lexed->furniture[below + 1] || avn_line_is_blank(lexed, below + 1)))
        below++;
    if (above == 0)
        return true;
    size_t low = 0, high = source->page_start_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source->page_starts[middle] < above)
            low = middle + 1;
        else
            high = middle;
    }
    return low < source->page_start_count && source->page_starts[low] <= below + 1;
}

static void add_page(avn_lexed *lexed, uint32_t line)
{
    if (lexed->page_breaks == 0 || lexed->pages[lexed->page_breaks - 1] < line)
        lexed->pages[lexed->page_breaks++] = line;
}

/* The last line of the furniture that stands around one page break: a footer and the header below
 * it, with nothing but blank lines between them. */
static uint32_t end_of_break(const avn_lexed *lexed, uint32_t line)
{
    for (uint32_t next = line + 1; next < lexed->source->line_count; next++) {
        if (lexed->furniture[next])
            line = next;
        else if (!avn_line_is_blank(lexed, next))
            break;
    }
    return line;
}

/* Pages begin at form feeds, and behind furniture that has no form feed beside it. */
static void find_pages(avn_lexed *lexed)
{
    const avn_source *source = lexed->source;
    size_t feeds = source->page_start_count, next = 0, regions = 0;
    for (uint32_t line = 0; line < source->line_count; line++)
        regions += lexed->furniture[line] && (line == 0 || !lexed->furniture[line - 1]);
    lexed->pages = AVN_NEW_ARRAY(lexed->arena, uint32_t, feeds + regions + 1);
    if (!lexed->pages)
        return;
    for (uint32_t line = 0; line < source->line_count; line++) {
        while (next < feeds && source->page_starts[next] <= line) {
            if (source->page_starts[next] > 0)
                add_page(lexed, source->page_starts[next]);
            next++;
        }
        if (!lexed->furniture[line])
            continue;
        uint32_t first = line;
        line = end_of_break(lexed, line);
        if (!feed_beside(lexed, first, line))
            add_page(lexed, line + 1);
    }
}

void avn_lex_furniture(avn_lexed *lexed)
{
    for (size_t i = 0; i < lexed->grammar->furniture.count; i++) {
        search s = { .lexed = lexed,
                     .rule = &lexed->grammar->furniture.items[i],
                     .mark = (uint8_t)(i + 1) };
        for (size_t byte = 0; byte < 32; byte++) {
            for (size_t p = 0; p < s.rule->strong.count; p++)
                s.starts[byte] |= s.rule->strong.items[p]->first[byte];
            for (size_t p = 0; p < s.rule->alone.count; p++)
                s.starts[byte] |= s.rule->alone.items[p]->first[byte];
        }
        if (s.rule->from)
            find_regions(&s);
        else {
            find_runs(&s);
            find_cut_headers(&s);
        }
    }
    find_pages(lexed);
}

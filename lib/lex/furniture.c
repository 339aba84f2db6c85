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
    avn_charset starts;  /* what a strong or alone line can begin with */
    uint64_t sure, open; /* bits of strong and alone lines; of those that can begin with any byte */
    uint64_t *held;      /* per physical line: the latter whose words it holds */
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

/* The bit of a pattern, as they are counted from the first strong one. */
static uint64_t bit_of(size_t index)
{
    return (uint64_t)1 << (index < AVN_MOST_HEADS ? index : AVN_MOST_HEADS - 1);
}

/* Whether TEXT, of which HEADS is known, is what only furniture is. */
static member classify_sure(search *s, avn_str text, uint64_t heads, uint32_t line)
{
    const avn_furniture_rule *rule = s->rule;
    size_t strong = rule->strong.count, count = strong + rule->alone.count;
    for (uint64_t left = heads & s->sure; left;) {
        size_t first = avn_next_bit(&left), last = first;
        if (bit_of(first) == bit_of(AVN_MOST_HEADS)) /* the bit that all others share */
            last = count;
        for (size_t i = first; i <= last && i < count; i++) {
            avn_pattern *pattern =
                i < strong ? rule->strong.items[i] : rule->alone.items[i - strong];
            if (matches(s, pattern, text, line))
                return i < strong ? STRONG : ALONE;
        }
    }
    return OTHER;
}

static member classify_cell(search *s, avn_str text, uint32_t line)
{
    const avn_furniture_rule *rule = s->rule;
    member sure = classify_sure(s, text, avn_heads_look(rule->heads, text), line);
    if (sure != OTHER)
        return sure;
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

/* A line is what its whole says, or, printed as a picture, what all of its cells say. */
static member classify(search *s, uint32_t line)
{
    avn_str text = avn_lexed_line(s->lexed, line);
    member whole = classify_cell(s, text, line);
    if (whole != OTHER || !avn_has_cells(text))
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

static bool begins_sure(const search *s, avn_str text)
{
    return avn_has_bit(s->starts.bytes, (unsigned char)text.ptr[0]);
}

/* Whether some cell of TEXT begins as one of the patterns MAY, which the whole does where its first
 * cell does. */
static bool some_cell_may_begin(const search *s, avn_str text, uint64_t may)
{
    while (text.len > 0)
        if (avn_heads_look(s->rule->heads, next_cell(&text)) & may)
            return true;
    return false;
}

/* STRONG or ALONE when a run of furniture may grow from LINE. Most lines are nothing of the kind,
 * so no more is asked than that takes. */
static member classify_seed(search *s, uint32_t line)
{
    avn_str text = avn_lexed_line(s->lexed, line);
    if (!begins_sure(s, text))
        return OTHER;
    uint64_t may = s->held[line] | (s->sure & ~s->open);
    if (!avn_has_cells(text)) {
        uint64_t heads = avn_heads_look(s->rule->heads, text) & may;
        return heads ? classify_sure(s, text, heads, line) : OTHER;
    }
    member kind = some_cell_may_begin(s, text, may) ? classify(s, line) : OTHER;
    return kind == STRONG || kind == ALONE ? kind : OTHER;
}

/* ---- what furniture tells --------------------------------------------------- */

/* Matches PATTERN only where that can tell something. */
static void tell_captures(search *s, const avn_pattern *pattern, avn_str text, uint32_t line)
{
    if (pattern->group_count == 0 || !matches(s, pattern, text, line))
        return;
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
        tell_captures(s, rule->strong.items[i], text, line);
    for (size_t i = 0; i < rule->alone.count; i++)
        tell_captures(s, rule->alone.items[i], text, line);
    for (size_t i = 0; i < rule->takes.count; i++)
        tell_captures(s, rule->takes.items[i], text, line);
}

/* A heading torn from its value by the header itself. */
static bool is_torn_heading(search *s, avn_str text)
{
    const avn_grammar *grammar = s->lexed->grammar;
    uint64_t candidates = text.len >= SURE_HEADING ? avn_heads_look(&grammar->heads, text) : 0;
    while (candidates) {
        const avn_line_rule *rule = &grammar->lines.items[avn_next_bit(&candidates)];
        if (rule->joined &&
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
        if (!avn_has_cells(text))
            continue;
        avn_str rest = text, cell = next_cell(&rest);
        for (; cell.len > 0; cell = next_cell(&rest))
            tell_text(s, cell, line);
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
    avn_str text = avn_lexed_line(lexed, line), beside;
    uint64_t candidates = avn_heads_look(&lexed->grammar->heads, text) | lexed->held[line];
    while (candidates) {
        const avn_line_rule *rule = &lexed->grammar->lines.items[avn_next_bit(&candidates)];
        if (avn_lex_match_rule(lexed, rule, text, line, &beside))
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
        if (!avn_line_is_printed(s->lexed, line))
            continue;
        member kind = classify_seed(s, line);
        if (kind == OTHER)
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

/* The heading of the outermost level that stays, which pages begin with; NULL when the grammar has
 * none, or none that is sure to be one. */
static const avn_pattern *page_heading(const avn_grammar *grammar)
{
    for (size_t i = 1; i < grammar->blocks.count; i++) {
        const avn_block_rule *block = &grammar->blocks.items[i];
        if (!block->stays || block->parent_count > 0 || block->open_count == 0)
            continue;
        const avn_pattern *pattern = grammar->lines.items[block->opens[0]].pattern;
        return pattern->least_length >= SURE_HEADING ? pattern : NULL;
    }
    return NULL;
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
    const avn_pattern *heading = page_heading(lexed->grammar);
    for (uint32_t line = 0; line < lexed->source->line_count; line++) {
        if (!avn_line_is_printed(lexed, line))
            continue;
        avn_str text = avn_lexed_line(lexed, line);
        if (heading && avn_pattern_may_begin(heading, text) && matches(s, heading, text, line))
            mark_debris(s, line);
        else if (avn_str_eq(text, s->usual_first) && begins_sure(s, text))
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

/* Notes how strong and alone lines, PATTERNS, begin; INDEX is that of the first. */
static void read_beginnings(search *s, avn_pattern *const *patterns, size_t count, size_t index)
{
    for (size_t i = 0; i < count; i++, index++) {
        bool open = true;
        avn_charset_join(&s->starts, &patterns[i]->first);
        for (size_t word = 0; word < 4; word++)
            open = open && patterns[i]->traits.head.at[0][word] == ~(uint64_t)0;
        s->sure |= bit_of(index);
        if (open && bit_of(index) != bit_of(AVN_MOST_HEADS)) {
            s->open |= bit_of(index);
            avn_mark_held(s->lexed, &patterns[i]->traits.literal, bit_of(index), s->held);
        }
    }
}

void avn_lex_furniture(avn_lexed *lexed)
{
    for (size_t i = 0; i < lexed->grammar->furniture.count; i++) {
        const avn_furniture_rule *rule = &lexed->grammar->furniture.items[i];
        search s = { .lexed = lexed, .rule = rule, .mark = (uint8_t)(i + 1) };
        if (rule->from) {
            find_regions(&s);
            continue;
        }
        s.held = AVN_NEW_ARRAY(lexed->arena, uint64_t, lexed->source->line_count + 1);
        if (!s.held)
            return;
        read_beginnings(&s, rule->strong.items, rule->strong.count, 0);
        read_beginnings(&s, rule->alone.items, rule->alone.count, rule->strong.count);
        find_runs(&s);
        find_cut_headers(&s);
    }
}

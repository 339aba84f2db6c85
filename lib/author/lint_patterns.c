/* Patterns by themselves: those that take nothing, those that run away, those that forget accents.
 */
#include "author/lint_run.h"
#include "base/utf8.h"

/* ---- empty ---- */

static void look_at_empty(avn_lint_run *run, const avn_linted *linted)
{
    if (avn_pattern_match(run->matcher, linted->pattern, AVN_STR(""), 0) == AVN_MATCHED)
        AVN_LINT_TELL(run, linted->s, linted->source, AVN_MSG_G_EMPTY_PATTERN, NULL);
}

/* ---- runaway ---- */

/* A pattern is said to run away when a line no longer than this one exhausts the engine. */
enum { ATTACK_BYTES = 240, ATTACK_VARIANTS = 3, LEAST_REPEATED = 8, MOST_TEXTS = 3 };

typedef struct attack {
    avn_lint_run *run;
    const avn_linted *linted;
    const avn_pattern *bare;
    const avn_shape *shape;
    avn_buf text;
} attack;

/* True, and told, when the text runs the pattern away. */
static bool strike(attack *a, avn_str ending)
{
    size_t length = a->text.len;
    avn_buf_str(&a->text, ending);
    avn_str text = avn_buf_view(&a->text);
    bool away = avn_pattern_match(a->run->matcher, a->bare, text, 0) == AVN_MATCH_LIMIT;
    if (away) {
        avn_str letters = avn_arena_printf(a->run->arena, "%zu", avn_utf8_length(text));
        AVN_LINT_TELL(a->run, a->linted->s, a->linted->source, AVN_MSG_G_RUNAWAY_PATTERN,
                      letters.ptr, avn_lint_quote(a->run, text));
    }
    a->text.len = length;
    return away;
}

static bool strike_with_endings(attack *a)
{
    static const char *const endings[] = { "", "~", " ¬ " };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strike(a, avn_str_of(endings[i])))
            return true;
    return false;
}

/* Writes the text that leads to repetition PART and repeats its child PUMPS times; returns its
 * length. */
static size_t write_pumped(attack *a, int part, unsigned variant, unsigned pumps)
{
    avn_sampling how = { .variant = variant, .longest = 2, .pumped = part, .pumps = pumps };
    avn_buf_clear(&a->text);
    avn_shape_sample(a->shape, a->shape->root, &how, &a->text);
    return a->text.len;
}

/* As many repetitions as the line holds. */
static bool pump(attack *a, int part, unsigned variant)
{
    size_t once = write_pumped(a, part, variant, 1), twice = write_pumped(a, part, variant, 2);
    size_t step = twice - once;
    if (twice <= once || twice > ATTACK_BYTES)
        return false;
    write_pumped(a, part, variant, (unsigned)((ATTACK_BYTES - once) / step) + 1);
    return strike_with_endings(a);
}

/* The same with a text that the pattern demands elsewhere: what .*,.*,.* cannot tell apart. */
static bool pump_text(attack *a, int part, avn_str text)
{
    write_pumped(a, part, 0, 0);
    while (text.len > 0 && a->text.len + text.len <= ATTACK_BYTES && !a->text.failed)
        avn_buf_str(&a->text, text);
    return strike_with_endings(a);
}

static bool attack_part(attack *a, int part)
{
    const avn_part *repeat = &a->shape->parts.items[part];
    if (repeat->kind != AVN_PART_REPEAT || repeat->most < LEAST_REPEATED)
        return false;
    for (unsigned variant = 0; variant < ATTACK_VARIANTS; variant++)
        if (pump(a, part, variant))
            return true;
    avn_str last = { "", 0 };
    for (size_t i = (size_t)part + 1, tried = 0; i < a->shape->parts.count && tried < MOST_TEXTS;
         i++) {
        const avn_part *other = &a->shape->parts.items[i];
        if (other->kind != AVN_PART_TEXT || avn_str_eq(other->text, last))
            continue;
        if (pump_text(a, part, other->text))
            return true;
        last = other->text;
        tried++;
    }
    return false;
}

static void look_at_runaway(avn_lint_run *run, const avn_linted *linted)
{
    avn_patterns *patterns = run->grammar->patterns;
    avn_shape shape = avn_shape_of(patterns, run->matcher, run->arena, linted->pattern->source);
    attack a = { .run = run, .linted = linted, .shape = &shape };
    a.bare = avn_pattern_bare(patterns, run->arena, linted->pattern, linted->pattern->use);
    if (!a.bare || shape.root < 0)
        return;
    avn_buf_init(&a.text, run->arena->allocator);
    bool away = false;
    for (size_t i = 0; i < shape.parts.count && !away; i++)
        away = attack_part(&a, (int)i);
    run->arena->failed = run->arena->failed || a.text.failed;
    avn_buf_free(&a.text);
}

/* ---- accents and capitals ---- */

static void tell_accents(avn_lint_run *run, const avn_linted *linted, avn_str part, const char *es,
                         const char *en)
{
    AVN_LINT_TELL(run, linted->s, part, AVN_MSG_G_ACCENTS, avn_say(run->language, es, en));
}

/* Vowels only: nobody leaves the tilde of an ñ out. */
static bool has_accent(avn_str text)
{
    static const char *const vowels[] = {
        "á", "é", "í", "ó", "ú", "ü", "Á", "É", "Í", "Ó", "Ú", "Ü"
    };
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
        if (avn_str_find(text, avn_str_of(vowels[i])) < text.len)
            return true;
    return false;
}

/* Bytes of the group that TEXT begins with, or of all of TEXT. */
static size_t group_length(avn_str text)
{
    unsigned open = 0;
    bool in_set = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\\')
            i++;
        else if (c == '[' || c == ']')
            in_set = c == '[';
        else if (!in_set && c == '(')
            open++;
        else if (!in_set && c == ')' && --open == 0)
            return i + 1;
    }
    return text.len;
}

/* TEXT without its sets: an accent in [oó] is what is wanted. */
static avn_str less_sets(avn_lint_run *run, avn_str text)
{
    avn_buf kept;
    avn_buf_init(&kept, run->arena->allocator);
    bool in_set = false;
    for (size_t i = 0; i < text.len; i++) {
        bool escaped = text.ptr[i] == '\\' && i + 1 < text.len;
        if (!escaped && (text.ptr[i] == '[' || text.ptr[i] == ']'))
            in_set = text.ptr[i] == '[';
        else if (!in_set)
            avn_buf_char(&kept, text.ptr[i]);
        i += escaped;
    }
    avn_str made = avn_arena_str(run->arena, avn_buf_view(&kept));
    run->arena->failed = run->arena->failed || kept.failed;
    avn_buf_free(&kept);
    return made;
}

/* Only (?i) at the front of a pattern reads letters without their accents. */
static void look_at_folding(avn_lint_run *run, const avn_linted *linted)
{
    avn_str source = linted->source;
    size_t group = avn_str_find(source, AVN_STR("(?i:"));
    if (group < source.len) {
        avn_str inside = avn_str_from(source, group);
        if (has_accent(less_sets(run, avn_str_head(inside, group_length(inside)))) &&
            avn_str_find(source, AVN_STR("(?i)")) == source.len)
            tell_accents(run, linted, inside,
                         "dentro de (?i:…) los acentos cuentan: «accion» no se tomaría por "
                         "«acción»; escriba (?i) al principio del patrón, o [oó]",
                         "inside (?i:…) accents count: \"accion\" would not be taken for "
                         "\"acción\"; write (?i) at the front of the pattern, or [oó]");
    }
    size_t option = avn_str_find(source, AVN_STR("(?i)"));
    avn_str before = less_sets(run, avn_str_head(source, option));
    bool letters = false;
    for (size_t i = 0; i < before.len; i++)
        letters = letters || (before.ptr[i] >= 'A' && before.ptr[i] <= 'Z') ||
                  (i > 0 && before.ptr[i] >= 'a' && before.ptr[i] <= 'z' &&
                   before.ptr[i - 1] >= 'a' && before.ptr[i - 1] <= 'z');
    bool named = avn_str_find(before, AVN_STR("(?<")) < before.len ||
                 avn_str_find(before, AVN_STR("{")) < before.len;
    if (option < source.len && option > 0 && letters && !named)
        tell_accents(run, linted, avn_str_from(source, option),
                     "(?i) vale de aquí en adelante y lo de antes distingue mayúsculas y acentos; "
                     "póngalo al principio",
                     "(?i) holds from here on, and what stands before it tells capitals and "
                     "accents apart; put it at the front");
}

/* [A-Z]+ is a word to who writes it, and stops at the first accent. */
static void look_at_ranges(avn_lint_run *run, const avn_linted *linted)
{
    avn_str source = linted->source;
    for (size_t i = 0; i < source.len; i++) {
        if (source.ptr[i] == '\\') {
            i++;
            continue;
        }
        if (source.ptr[i] != '[')
            continue;
        avn_str rest = avn_str_from(source, i + 1), set = rest;
        set = avn_str_head(rest, avn_str_find(rest, AVN_STR("]")));
        avn_str after = avn_str_from(rest, set.len + 1);
        bool range = avn_str_find(set, AVN_STR("A-Z")) < set.len ||
                     avn_str_find(set, AVN_STR("a-z")) < set.len;
        bool digits = avn_str_find(set, AVN_STR("0-9")) < set.len ||
                      avn_str_find(set, AVN_STR("\\d")) < set.len;
        bool repeated = after.len > 0 && (after.ptr[0] == '+' || after.ptr[0] == '*');
        if (range && repeated && !digits && !has_accent(set) &&
            avn_str_find(set, AVN_STR("\\p")) == set.len)
            tell_accents(run, linted, avn_str_from(source, i),
                         "este conjunto no tiene letras con acento ni ñ; para palabras use \\p{Lu} "
                         "(mayúsculas), \\p{Ll} (minúsculas) o \\p{L}",
                         "this set has no accented letters and no ñ; for words use \\p{Lu} "
                         "(capitals), \\p{Ll} (small letters) or \\p{L}");
        i += set.len + 1;
    }
}

void avn_lint_patterns(avn_lint_run *run)
{
    for (size_t i = 0; i < run->patterns.count; i++) {
        const avn_linted *linted = &run->patterns.items[i];
        look_at_folding(run, linted);
        look_at_ranges(run, linted);
        if (linted->pattern) {
            look_at_empty(run, linted);
            look_at_runaway(run, linted);
        }
    }
}

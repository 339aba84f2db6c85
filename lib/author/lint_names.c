/* Names of fields: those that outputs use themselves, those that mean two things, those that look
 * misspelt. */
#include "author/lint_run.h"
#include "author/reserved.h"

/* ---- where a field was named ---- */

typedef struct name_place {
    const avn_statement *s;
    avn_str part;
} name_place;

/* The sub-line of BLOCK that names the field, else the pattern that captures it. */
static name_place find_name(const avn_lint_run *run, const avn_block *block, avn_str name)
{
    for (const avn_statement *s = run->grammar->statements; s; s = s->next) {
        avn_str rest = s->rest;
        bool document = block->kind == AVN_DOCUMENT && avn_str_is(s->keyword, "document");
        if (!document && !avn_str_eq(avn_str_word(&rest), block->name))
            continue;
        for (const avn_statement *sub = s->subs; sub; sub = sub->next) {
            avn_str words = sub->rest, first = avn_str_word(&words);
            bool names = !avn_str_is(sub->keyword, "set") && !avn_str_is(sub->keyword, "drop");
            if (names && avn_str_eq(first, name))
                return (name_place){ sub, first };
        }
    }
    for (size_t i = 0; i < run->patterns.count; i++) {
        const avn_linted *linted = &run->patterns.items[i];
        avn_str source = linted->source;
        for (;;) {
            source = avn_str_from(source, avn_str_find(source, AVN_STR("(?<")) + 3);
            if (source.len == 0)
                break;
            if (avn_str_starts(source, name) &&
                avn_str_starts(avn_str_from(source, name.len), AVN_STR(">")))
                return (name_place){ linted->s, source };
        }
    }
    return (name_place){ NULL, { "", 0 } };
}

/* ---- keys of outputs ---- */

/* True when records in BLOCK carry the level NAME along, as an object of that name. */
static bool carries_level(const avn_lint_run *run, const avn_block *block, avn_str name)
{
    int index = avn_grammar_block(run->grammar, name);
    if (index <= 0 || block->kind != AVN_RECORD)
        return false;
    const avn_block *level = &run->schema->blocks[index];
    bool carried = run->grammar->blocks.items[index].stays;
    for (size_t i = 0; i < block->parent_count; i++)
        carried = carried || block->parents[i] == level;
    return level->kind == AVN_LEVEL && carried;
}

static void look_at_key(avn_lint_run *run, const avn_block *block, avn_str name)
{
    bool reserved = avn_name_is_reserved(name), level = carries_level(run, block, name);
    name_place at = reserved || level ? find_name(run, block, name) : (name_place){ 0 };
    if (!at.s)
        return;
    const char *owner =
        reserved ? avn_say(run->language, "avance la usa para sí", "avance uses it for itself")
                 : avn_say(run->language, "es la del nivel de ese nombre",
                           "it is that of the level of that name");
    AVN_LINT_TELL(run, at.s, at.part, AVN_MSG_G_RESERVED_KEY, avn_lint_words(run, name), owner);
}

/* ---- one name, two meanings ---- */

static const char *form_of(const avn_lint_run *run, avn_str keyword)
{
    static const struct {
        const char *keyword, *es, *en;
    } forms[] = { { "field", "un campo", "a field" },
                  { "lead", "un campo", "a field" },
                  { "list", "una lista", "a list" },
                  { "text", "una lista", "a list" },
                  { "row", "una fila de cifras", "a row of figures" } };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (avn_str_is(keyword, forms[i].keyword))
            return avn_say(run->language, forms[i].es, forms[i].en);
    return NULL;
}

/* Every sub-line against those above it in its block. */
static void look_at_twins(avn_lint_run *run, const avn_statement *block)
{
    for (const avn_statement *sub = block->subs; sub; sub = sub->next) {
        avn_str rest = sub->rest, name = avn_str_word(&rest);
        const char *form = form_of(run, sub->keyword);
        bool told = form == NULL;
        for (const avn_statement *other = block->subs; other != sub && !told; other = other->next) {
            avn_str words = other->rest;
            const char *other_form = form_of(run, other->keyword);
            if (!other_form || !avn_str_eq(avn_str_word(&words), name))
                continue;
            avn_str line = avn_arena_printf(run->arena, "%u", other->line);
            if (strcmp(form, other_form) != 0)
                AVN_LINT_TELL(run, sub, name, AVN_MSG_G_TWIN_FIELD, avn_lint_words(run, name), form,
                              other_form, line.ptr);
            else if (avn_str_eq(avn_str_trim(words), avn_str_trim(rest)))
                AVN_LINT_TELL(run, sub, name, AVN_MSG_G_REPEATED, avn_lint_words(run, name),
                              line.ptr);
            else
                continue;
            told = true;
        }
    }
}

/* ---- misspelt ---- */

static void look_at_spelling(avn_lint_run *run, const avn_block *block, avn_str name)
{
    const avn_type_rule *typed;
    avn_grammar_type(run->grammar, name, &typed);
    const avn_vocabulary *near =
        avn_vocabulary_find(name) || typed ? NULL : avn_vocabulary_near(name);
    name_place at = near ? find_name(run, block, name) : (name_place){ 0 };
    if (at.s)
        AVN_LINT_TELL(run, at.s, at.part, AVN_MSG_G_NEAR_NAME, avn_lint_words(run, name),
                      near->name);
}

void avn_lint_names(avn_lint_run *run)
{
    for (size_t i = 0; i < run->schema->block_count; i++) {
        const avn_block *block = &run->schema->blocks[i];
        for (size_t m = 0; m < block->member_count; m++) {
            look_at_key(run, block, block->members[m].name);
            look_at_spelling(run, block, block->members[m].name);
        }
    }
    for (const avn_statement *s = run->grammar->statements; s; s = s->next)
        if (avn_str_is(s->keyword, "document") || avn_str_is(s->keyword, "level") ||
            avn_str_is(s->keyword, "record"))
            look_at_twins(run, s);
}

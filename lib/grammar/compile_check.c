/* `check`, `state` and `refuse`: what the figures and texts of a report owe each other. */
#include "grammar/compile_check.h"

static bool is_code(avn_str word)
{
    bool good = word.len > 0 && word.ptr[0] >= 'a' && word.ptr[0] <= 'z';
    for (size_t i = 0; good && i < word.len; i++) {
        char c = word.ptr[i];
        good = (c >= 'a' && c <= 'z') || avn_is_digit(c) || c == '-';
    }
    return good;
}

static bool read_code(avn_compiler *compiler, const avn_statement *s, avn_str word, avn_str *code)
{
    if (!is_code(word)) {
        AVN_GRAMMAR_ERROR(
            compiler, s, avn_column_of(s, word), AVN_MSG_G_BAD_NAME, avn_c_string(compiler, word),
            avn_say(compiler->sink->language, "letras minúsculas sin acento, cifras y -",
                    "lower-case letters without accents, digits and -"));
        return false;
    }
    *code = avn_arena_str(compiler->arena, word);
    return true;
}

/* The level that WORD says; without one, *LEVEL stays. */
static bool read_level(avn_str word, avance_level *level)
{
    static const char *const levels[] = { "note", "warning", "error" };
    for (int i = 0; i < 3; i++) {
        if (avn_str_is(word, levels[i])) {
            *level = (avance_level)i;
            return true;
        }
    }
    return false;
}

/* `when FIELD=VALUE` */
static void read_condition(avn_compiler *compiler, const avn_statement *s, avn_str word,
                           avn_check *check)
{
    size_t equals = avn_str_find(word, AVN_STR("="));
    avn_str field = avn_str_head(word, equals), value = avn_str_from(word, equals + 1);
    if (field.len == 0 || value.len == 0) {
        AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, word), AVN_MSG_G_BAD_VALUE,
                          avn_c_string(compiler, word), "when CAMPO=VALOR");
        return;
    }
    if (!avn_check_name_known(compiler, s, field, AVN_STR("field")))
        return;
    size_t count = check->condition_count;
    avn_condition *more = AVN_NEW_ARRAY(compiler->arena, avn_condition, count + 1);
    if (!more)
        return;
    if (count)
        memcpy(more, check->conditions, count * sizeof *more);
    more[count] = (avn_condition){ avn_arena_str(compiler->arena, field),
                                   avn_arena_str(compiler->arena, value) };
    check->conditions = more;
    check->condition_count++;
}

/* `when` and `in`, which every kind of check may have. */
static void read_limits(avn_compiler *compiler, const avn_statement *s, avn_str rest,
                        avn_check *check)
{
    for (avn_str word = avn_str_word(&rest); word.len; word = avn_str_word(&rest)) {
        if (avn_str_is(word, "when")) {
            read_condition(compiler, s, avn_str_word(&rest), check);
        } else if (avn_str_is(word, "in")) {
            avn_str name = avn_str_word(&rest);
            if (avn_check_name_known(compiler, s, name, AVN_STR("field")))
                check->within = avn_arena_str(compiler->arena, name);
        } else {
            AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, word), AVN_MSG_G_BAD_VALUE,
                              avn_c_string(compiler, word),
                              check->function ? check->function->shape
                                              : "truncate, round, zero, tolerance, when, in");
            return;
        }
    }
}

static bool read_phrases(avn_compiler *compiler, const avn_statement *s, avn_str name,
                         const avn_phrases **phrases)
{
    avn_grammar *grammar = compiler->grammar;
    for (size_t i = 0; i < grammar->phrases.count; i++) {
        if (avn_str_eq(grammar->phrases.items[i]->name, name)) {
            *phrases = grammar->phrases.items[i];
            return true;
        }
    }
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, name), AVN_MSG_G_UNKNOWN_NAME, "phrases",
                      avn_c_string(compiler, name), "");
    return false;
}

static bool read_argument(avn_compiler *compiler, const avn_statement *s, avn_str kind,
                          avn_str word, avn_check_argument *argument)
{
    if (avn_str_is(kind, "number")) {
        if (avn_decimal_parse(word, &argument->number))
            return true;
        AVN_GRAMMAR_ERROR(
            compiler, s, avn_column_of(s, word), AVN_MSG_G_BAD_VALUE, avn_c_string(compiler, word),
            avn_say(compiler->sink->language, "se espera un número", "a number is expected"));
        return false;
    }
    argument->name = avn_arena_str(compiler->arena, word);
    if (avn_str_is(kind, "phrases"))
        return read_phrases(compiler, s, word, &argument->phrases);
    return avn_check_name_known(compiler, s, word, kind);
}

static bool ends_arguments(avn_str word)
{
    return word.len == 0 || avn_str_is(word, "when") || avn_str_is(word, "in");
}

/* The arguments that the function's shape asks for. */
static bool read_arguments(avn_compiler *compiler, const avn_statement *s, avn_str *rest,
                           avn_check *check)
{
    AVN_VEC(avn_check_argument) arguments = { 0 };
    avn_str shape = avn_str_of(check->function->shape), kind = avn_str_word(&shape);
    bool many = false, enough = false;
    while (kind.len > 0) {
        avn_str before = *rest, word = avn_str_word(rest);
        many = avn_str_ends(kind, AVN_STR("+"));
        if (ends_arguments(word)) {
            *rest = before;
            break;
        }
        avn_check_argument *argument = AVN_PUSH(compiler->arena, arguments);
        if (!argument)
            return false;
        *argument = (avn_check_argument){ .name = AVN_STR("") };
        if (!read_argument(compiler, s, avn_str_head(kind, kind.len - many), word, argument))
            return false;
        enough = many;
        if (!many)
            kind = avn_str_word(&shape);
    }
    check->arguments = arguments.items;
    check->argument_count = arguments.count;
    if (kind.len == 0 || enough)
        return true;
    AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, *rest), AVN_MSG_G_MISSING_ARGUMENT,
                      check->function->name, avn_c_string(compiler, kind));
    return false;
}

/* What stands before the function's arguments or the equation. */
static const avn_check_function *function_named(avn_str rest)
{
    const avn_check_function *function = avn_check_function_find(avn_equation_token(&rest));
    return function && !avn_str_starts(avn_str_trim(rest), AVN_STR("=")) ? function : NULL;
}

/* "es TEXT" or "en TEXT" of a sub-line. */
static void read_words(avn_compiler *compiler, const avn_statement *sub, avn_two_languages *words)
{
    avn_str rest = sub->rest, language = avn_str_word(&rest);
    rest = avn_arena_str(compiler->arena, avn_str_trim(rest));
    if (avn_str_is(language, "es"))
        words->es = rest;
    else if (avn_str_is(language, "en"))
        words->en = rest;
    else
        AVN_GRAMMAR_ERROR(compiler, sub, avn_column_of(sub, language), AVN_MSG_G_BAD_VALUE,
                          avn_c_string(compiler, language), "es, en");
}

static void read_explanation(avn_compiler *compiler, const avn_statement *s, avn_check *check)
{
    for (const avn_statement *sub = s->subs; sub; sub = sub->next) {
        if (avn_str_is(sub->keyword, "message"))
            read_words(compiler, sub, &check->message);
        else if (avn_str_is(sub->keyword, "reason"))
            read_words(compiler, sub, &check->reason);
        else
            read_words(compiler, sub, &check->example);
    }
}

/* Checks of one code share the words of the first that has any. */
static void inherit_words(const avn_grammar *grammar, avn_check *check)
{
    for (size_t i = 0; i < grammar->checks.count; i++) {
        const avn_check *earlier = &grammar->checks.items[i];
        if (!avn_str_eq(earlier->code, check->code))
            continue;
        if (check->message.es.len == 0 && check->message.en.len == 0)
            check->message = earlier->message;
        if (check->reason.es.len == 0 && check->reason.en.len == 0)
            check->reason = earlier->reason;
        if (check->example.es.len == 0 && check->example.en.len == 0)
            check->example = earlier->example;
    }
}

static bool is_equation(avn_str rest)
{
    avn_equation_token(&rest);
    return avn_str_is(avn_equation_token(&rest), "=");
}

static void unknown_function(avn_compiler *compiler, const avn_statement *s, avn_str word)
{
    avn_str *names = AVN_NEW_ARRAY(compiler->arena, avn_str, avn_check_function_count);
    for (size_t i = 0; names && i < avn_check_function_count; i++)
        names[i] = avn_str_of(avn_check_functions[i].name);
    AVN_GRAMMAR_ERROR(
        compiler, s, avn_column_of(s, word), AVN_MSG_G_UNKNOWN_NAME,
        avn_say(compiler->sink->language, "ecuación ni función", "equation or function"),
        avn_c_string(compiler, word),
        names ? avn_suggest(compiler, word, names, avn_check_function_count) : "");
}

/* False after an error. */
static bool read_check(avn_compiler *compiler, const avn_statement *s, avn_check *check)
{
    *check = (avn_check){ .level = AVANCE_ERROR, .line = s->line };
    avn_str rest = s->rest;
    if (!read_code(compiler, s, avn_str_word(&rest), &check->code))
        return false;
    avn_str before = rest;
    if (!read_level(avn_str_word(&rest), &check->level))
        rest = before;
    check->text = avn_arena_str(compiler->arena, avn_str_trim(rest));
    check->function = function_named(rest);
    if (check->function)
        avn_equation_token(&rest);
    else if (!is_equation(rest)) {
        unknown_function(compiler, s, avn_str_word(&rest));
        return false;
    }
    if (check->function ? !read_arguments(compiler, s, &rest, check)
                        : !avn_read_equation(compiler, s, &rest, &check->equation))
        return false;
    read_limits(compiler, s, rest, check);
    return compiler->errors == 0;
}

void avn_handle_check(avn_compiler *compiler, const avn_statement *s)
{
    avn_check check;
    if (!read_check(compiler, s, &check))
        return;
    read_explanation(compiler, s, &check);
    inherit_words(compiler->grammar, &check);
    avn_check *slot = AVN_PUSH(compiler->arena, compiler->grammar->checks);
    if (slot)
        *slot = check;
}

static bool has_code(const avn_grammar *grammar, avn_str code)
{
    for (size_t i = 0; i < grammar->checks.count; i++)
        if (avn_str_eq(grammar->checks.items[i].code, code))
            return true;
    return false;
}

/* The lists below are made anew: reports that were read before keep the old ones. */

/* CHECK in the place of the first of its code, none in that of the others. */
static void put_in_place(avn_grammar *grammar, const avn_check *check)
{
    avn_check *checks = AVN_NEW_ARRAY(&grammar->arena, avn_check, grammar->checks.count + 1);
    size_t count = 0;
    bool placed = false;
    if (!checks)
        return;
    for (size_t i = 0; i < grammar->checks.count; i++) {
        bool same = avn_str_eq(grammar->checks.items[i].code, check->code);
        if (!same || !placed)
            checks[count++] = same ? *check : grammar->checks.items[i];
        placed = placed || same;
    }
    grammar->checks.items = checks;
    grammar->checks.count = count;
    grammar->checks.capacity = count;
}

static void drop_refusals(avn_grammar *grammar, avn_str code)
{
    avn_refusal *kept = AVN_NEW_ARRAY(&grammar->arena, avn_refusal, grammar->refusals.count + 1);
    size_t count = 0;
    if (!kept)
        return;
    for (size_t i = 0; i < grammar->refusals.count; i++)
        if (!avn_str_eq(grammar->refusals.items[i].code, code))
            kept[count++] = grammar->refusals.items[i];
    grammar->refusals.items = kept;
    grammar->refusals.count = count;
    grammar->refusals.capacity = count;
}

avance_status avn_grammar_set_check(avn_grammar *grammar, const avn_sink *sink, avn_str rule)
{
    avn_str rest = rule;
    if (!has_code(grammar, avn_str_word(&rest)))
        return AVANCE_BAD_USE;
    avn_sink own = *sink;
    own.arena = &grammar->arena;
    avn_compiler compiler = { .grammar = grammar, .arena = &grammar->arena, .sink = &own };
    avn_str text = avn_arena_str(&grammar->arena, avn_str_trim(rule));
    avn_statement s = { .keyword = AVN_STR("check"), .rest = text };
    avn_check check;
    bool good = read_check(&compiler, &s, &check);
    if (good) {
        put_in_place(grammar, &check);
        drop_refusals(grammar, check.code);
    }
    return grammar->arena.failed ? AVANCE_NO_MEMORY : good ? AVANCE_OK : AVANCE_BAD_GRAMMAR;
}

/* `refuse CODE below PERCENT`; the code may be that of a check further down. */
void avn_handle_refuse(avn_compiler *compiler, const avn_statement *s)
{
    avn_refusal refusal = { .line = s->line };
    avn_str rest = s->rest;
    if (!read_code(compiler, s, avn_str_word(&rest), &refusal.code))
        return;
    avn_str below = avn_str_word(&rest), percent = avn_str_word(&rest);
    if (!avn_str_is(below, "below") || !avn_decimal_parse(percent, &refusal.percent)) {
        AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, below), AVN_MSG_G_MISSING_ARGUMENT,
                          "refuse", "below %");
        return;
    }
    avn_refusal *slot = AVN_PUSH(compiler->arena, compiler->grammar->refusals);
    if (slot)
        *slot = refusal;
}

/* True, and told, when NAME is taken: it becomes a column beside the fields. */
static bool is_taken(avn_compiler *compiler, const avn_statement *s, avn_str name)
{
    const avn_grammar *grammar = compiler->grammar;
    for (size_t i = 0; i < grammar->states.count; i++) {
        if (!avn_str_eq(grammar->states.items[i].equation.left, name))
            continue;
        avn_tell_repeated(compiler, s, name, grammar->states.items[i].line);
        return true;
    }
    if (!avn_is_name_of_field(compiler, name))
        return false;
    AVN_GRAMMAR_ERROR(compiler, s, s->rest_column, AVN_MSG_G_BAD_VALUE,
                      avn_c_string(compiler, name),
                      avn_say(compiler->sink->language, "ya es el nombre de un campo",
                              "already is the name of a field"));
    return true;
}

/* The words of a sub-line `by LEVEL...`. */
static void read_levels(avn_compiler *compiler, const avn_statement *sub, avn_state_rule *rule)
{
    const avn_grammar *grammar = compiler->grammar;
    AVN_VEC(avn_str) names = { rule->by, rule->by_count, rule->by_count };
    avn_str rest = sub->rest;
    for (avn_str word = avn_str_word(&rest); word.len; word = avn_str_word(&rest)) {
        int block = avn_grammar_block(grammar, word);
        if (block == AVN_NONE || !grammar->blocks.items[block].stays) {
            AVN_GRAMMAR_ERROR(
                compiler, sub, avn_column_of(sub, word), AVN_MSG_G_UNKNOWN_NAME,
                avn_say(compiler->sink->language, "nivel con stays", "level with stays"),
                avn_c_string(compiler, word), "");
            return;
        }
        avn_str *slot = AVN_PUSH(compiler->arena, names);
        if (slot)
            *slot = grammar->blocks.items[block].name;
    }
    rule->by = names.items;
    rule->by_count = names.count;
}

/* `state NAME = EXPR` */
void avn_handle_state(avn_compiler *compiler, const avn_statement *s)
{
    avn_state_rule rule = { .line = s->line };
    avn_str rest = s->rest;
    if (!avn_read_formula(compiler, s, &rest, &rule.equation) ||
        is_taken(compiler, s, rule.equation.left))
        return;
    for (const avn_statement *sub = s->subs; sub; sub = sub->next)
        read_levels(compiler, sub, &rule);
    avn_state_rule *slot = AVN_PUSH(compiler->arena, compiler->grammar->states);
    if (slot)
        *slot = rule;
}

/* `phrases NAME` and its sub-lines `SENSE WORDS`. */
void avn_handle_phrases(avn_compiler *compiler, const avn_statement *s)
{
    static const char *const senses[] = { "nothing",   "reached", "exceeded", "missed",
                                          "unplanned", "planned", "foreign" };
    AVN_VEC(avn_phrase) items = { 0 };
    if (!avn_check_name(compiler, s, s->rest, false))
        return;
    for (const avn_statement *sub = s->subs; sub; sub = sub->next) {
        avn_phrase *phrase = AVN_PUSH(compiler->arena, items);
        if (!phrase)
            return;
        *phrase = (avn_phrase){ .text = avn_arena_str(compiler->arena, sub->rest) };
        for (int i = 0; i < (int)(sizeof senses / sizeof senses[0]); i++)
            if (avn_str_is(sub->keyword, senses[i]))
                phrase->sense = (avn_sense)i;
    }
    avn_phrases *made = AVN_NEW(compiler->arena, avn_phrases);
    avn_phrases **slot = made ? AVN_PUSH(compiler->arena, compiler->grammar->phrases) : NULL;
    if (!slot)
        return;
    *made = (avn_phrases){ avn_arena_str(compiler->arena, s->rest), items.items, items.count };
    *slot = made;
}

/* The public side of checks and codes. */
#include "api/context.h"
#include "api/shelf.h"
#include "base/explain.h"
#include "check/check.h"

avance_status avance_report_check(avance_context *context, avance_report *report)
{
    if (report->checked)
        return AVANCE_OK;
    const avn_sink sink = { .language = context->language };
    avance_status status = avn_check_report(report, &sink);
    report->checked = status == AVANCE_OK;
    return avn_conclude(context, status, report->file);
}

avance_status avance_grammar_set_check(avance_context *context, size_t grammar, const char *rule)
{
    avn_grammar *chosen = avn_shelf_at(context, grammar);
    if (!chosen || context->shelf->borrowed)
        return AVANCE_BAD_USE;
    avance_status status = avn_grammar_set_check(chosen, &context->sink, avn_str_of(rule));
    return avn_conclude(context, status, NULL);
}

static size_t check_count(const avn_grammar *grammar)
{
    return grammar ? grammar->checks.count : 0;
}

size_t avance_code_count(const avance_context *context)
{
    size_t count = AVN_MSG_COUNT;
    for (size_t i = 0; i < avance_grammar_count(context); i++)
        count += check_count(avn_shelf_at(context, i));
    return count;
}

static const char *in_language(const avance_context *context, avn_two_languages words)
{
    avn_str chosen = context->language == AVANCE_ENGLISH ? words.en : words.es;
    return chosen.len > 0 ? chosen.ptr : NULL;
}

static void describe_check(const avance_context *context, const avn_grammar *grammar,
                           const avn_check *check, avance_code *code)
{
    const avn_check_function *function = check->function;
    const char *own = in_language(context, check->message);
    const char *usual = function ? avn_say(context->language, function->es, function->en)
                                 : avn_say(context->language, AVN_EQUATION_ES, AVN_EQUATION_EN);
    *code = (avance_code){ .code = check->code.ptr,
                           .level = check->level,
                           .grammar = grammar->name.ptr,
                           .rule = check->text.ptr,
                           .message = own ? own : usual,
                           .reason = in_language(context, check->reason),
                           .example = in_language(context, check->example) };
}

static void describe_message(const avance_context *context, avn_message_id id, avance_code *code)
{
    avn_message_row row = avn_message_at(id);
    const avn_explanation *known = avn_explanation_of(row.code);
    avance_language language = context->language;
    *code = (avance_code){ .code = row.code,
                           .level = row.level,
                           .message = avn_say(language, row.es, row.en) };
    if (known) {
        code->reason = avn_say(language, known->reason_es, known->reason_en);
        code->example = avn_say(language, known->example_es, known->example_en);
    }
}

int avance_code_at(const avance_context *context, size_t index, avance_code *code)
{
    if (index < AVN_MSG_COUNT) {
        describe_message(context, (avn_message_id)index, code);
        return 1;
    }
    index -= AVN_MSG_COUNT;
    for (size_t i = 0; i < avance_grammar_count(context); i++) {
        const avn_grammar *grammar = avn_shelf_at(context, i);
        if (index < check_count(grammar)) {
            describe_check(context, grammar, &grammar->checks.items[index], code);
            return 1;
        }
        index -= check_count(grammar);
    }
    return 0;
}

/* The equation of a `check`: `LEFT = EXPR` and how exactly it must hold; that of a `state`. */
#include "grammar/compile_check.h"

/* What waits for its right operand; the operators in order of their strength. */
typedef enum pending { OPENING, SUM_LEVEL, PRODUCT_LEVEL } pending;

typedef struct expression {
    avn_compiler *compiler;
    const avn_statement *s;
    AVN_VEC(avn_step) steps;
    char waiting[AVN_EQUATION_DEPTH];
    size_t waiting_count;
    size_t depth; /* values on the stack of whoever carries the steps out */
    bool too_deep;
} expression;

bool avn_is_operator(char c)
{
    return c != '\0' && strchr("+-*/()=", c) != NULL;
}

avn_str avn_equation_token(avn_str *rest)
{
    *rest = avn_str_trim(*rest);
    size_t length = rest->len > 0 && avn_is_operator(rest->ptr[0]);
    while (length == 0 && rest->len > 0) {
        while (length < rest->len && !avn_is_blank(rest->ptr[length]) &&
               !avn_is_operator(rest->ptr[length]))
            length++;
    }
    avn_str token = avn_str_head(*rest, length);
    *rest = avn_str_from(*rest, length);
    return token;
}

static void bad_equation(expression *e, avn_str at, const char *es, const char *en)
{
    AVN_GRAMMAR_ERROR(e->compiler, e->s, avn_column_of(e->s, at), AVN_MSG_G_BAD_VALUE,
                      avn_c_string(e->compiler, at), avn_say(e->compiler->sink->language, es, en));
}

static void add_step(expression *e, avn_step step)
{
    avn_step *slot = AVN_PUSH(e->compiler->arena, e->steps);
    if (!slot)
        return;
    *slot = step;
    if (step.operation <= AVN_OP_SUM)
        e->too_deep |= ++e->depth > AVN_EQUATION_DEPTH;
    else
        e->depth--;
}

static pending strength(char sign)
{
    return sign == '(' ? OPENING : sign == '+' || sign == '-' ? SUM_LEVEL : PRODUCT_LEVEL;
}

static void apply_last(expression *e)
{
    static const char operators[] = "+-*/";
    char sign = e->waiting[--e->waiting_count];
    avn_operation operation = (avn_operation)(AVN_OP_ADD + (strchr(operators, sign) - operators));
    add_step(e, (avn_step){ .operation = operation });
}

/* Carries out what waits and binds at least as strongly as LEAST. */
static void apply_down_to(expression *e, pending least)
{
    while (e->waiting_count > 0 && strength(e->waiting[e->waiting_count - 1]) >= least)
        apply_last(e);
}

static void wait(expression *e, char sign)
{
    if (e->waiting_count == AVN_EQUATION_DEPTH)
        e->too_deep = true;
    else
        e->waiting[e->waiting_count++] = sign;
}

static bool read_operand(expression *e, avn_str token, avn_str *rest)
{
    avn_step step = { .operation = AVN_OP_NAME };
    if (avn_str_is(token, "sum")) {
        step.operation = AVN_OP_SUM;
        token = avn_equation_token(rest);
    }
    if (step.operation == AVN_OP_NAME && token.len > 0 && avn_is_digit(token.ptr[0])) {
        step.operation = AVN_OP_NUMBER;
        if (!avn_decimal_parse(token, &step.number)) {
            bad_equation(e, token, "se espera un número", "a number is expected");
            return false;
        }
    } else {
        const char *kind = step.operation == AVN_OP_SUM ? "cells" : "name";
        if (!avn_check_name_known(e->compiler, e->s, token, avn_str_of(kind)))
            return false;
        step.name = avn_arena_str(e->compiler->arena, token);
    }
    add_step(e, step);
    return true;
}

/* One token where an operator may stand. False when the parentheses do not fit. */
static bool read_operator(expression *e, avn_str token)
{
    char sign = token.ptr[0];
    if (sign != ')') {
        apply_down_to(e, strength(sign));
        wait(e, sign);
        return true;
    }
    apply_down_to(e, SUM_LEVEL);
    if (e->waiting_count == 0)
        return false;
    e->waiting_count--;
    return true;
}

static bool ends_equation(avn_str token)
{
    static const char *const words[] = { "truncate", "round", "zero", "tolerance", "when", "in" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (avn_str_is(token, words[i]))
            return true;
    return token.len == 0;
}

/* The right side, up to the words behind it. Operator and operand take turns. */
static bool read_right_side(expression *e, avn_str *rest)
{
    bool operand_due = true;
    for (;;) {
        avn_str before = *rest, token = avn_equation_token(rest);
        if (ends_equation(token)) {
            *rest = before;
            break;
        }
        bool is_sign = avn_is_operator(token.ptr[0]), opens = token.ptr[0] == '(';
        bool good = operand_due == (!is_sign || opens) && token.ptr[0] != '=';
        if (good && opens)
            wait(e, '(');
        else if (good && is_sign)
            good = read_operator(e, token);
        else if (good && !read_operand(e, token, rest))
            return false;
        if (e->too_deep) {
            bad_equation(e, token, "la ecuación es demasiado larga", "the equation is too long");
            return false;
        }
        if (!good) {
            bad_equation(e, token, "no cabe aquí en la ecuación",
                         "does not fit here in the equation");
            return false;
        }
        operand_due = is_sign && token.ptr[0] != ')';
    }
    apply_down_to(e, SUM_LEVEL);
    if (!operand_due && e->waiting_count == 0)
        return true;
    bad_equation(e, *rest, "la ecuación queda incompleta", "the equation is incomplete");
    return false;
}

static bool read_decimal(expression *e, avn_str word, avn_decimal *value)
{
    if (avn_decimal_parse(word, value))
        return true;
    bad_equation(e, word, "se espera un número", "a number is expected");
    return false;
}

/* `truncate N`, `round N`, `zero V|skip`, `tolerance X`; false when WORD is none of them. */
static bool read_exactness(expression *e, avn_str word, avn_str *rest, avn_equation *equation)
{
    if (avn_str_is(word, "truncate") || avn_str_is(word, "round")) {
        avn_str digits = avn_str_word(rest);
        equation->rounds = true;
        equation->rounding = avn_str_is(word, "round") ? AVN_HALF_UP : AVN_TRUNCATE;
        equation->decimals = avn_read_number(e->compiler, e->s, digits);
        if (equation->decimals > AVN_DECIMAL_MAX_SCALE)
            bad_equation(e, digits, "son demasiados decimales", "these are too many decimals");
    } else if (avn_str_is(word, "zero")) {
        avn_str value = avn_str_word(rest);
        equation->has_zero = !avn_str_is(value, "skip") && read_decimal(e, value, &equation->zero);
    } else if (avn_str_is(word, "tolerance")) {
        read_decimal(e, avn_str_word(rest), &equation->tolerance);
    } else {
        return false;
    }
    return true;
}

static void keep_sides(expression *e, avn_str left, avn_equation *equation)
{
    equation->left = avn_arena_str(e->compiler->arena, left);
    equation->steps = e->steps.items;
    equation->count = e->steps.count;
}

bool avn_read_equation(avn_compiler *compiler, const avn_statement *s, avn_str *rest,
                       avn_equation *equation)
{
    expression e = { .compiler = compiler, .s = s };
    avn_str left = avn_equation_token(rest);
    avn_equation_token(rest); /* = */
    if (!avn_check_name_known(compiler, s, left, AVN_STR("name")) || !read_right_side(&e, rest))
        return false;
    keep_sides(&e, left, equation);
    for (;;) {
        avn_str before = *rest, word = avn_str_word(rest);
        if (!read_exactness(&e, word, rest, equation)) {
            *rest = before;
            return true;
        }
    }
}

bool avn_read_formula(avn_compiler *compiler, const avn_statement *s, avn_str *rest,
                      avn_equation *equation)
{
    expression e = { .compiler = compiler, .s = s };
    avn_str left = avn_equation_token(rest), equals = avn_equation_token(rest);
    if (!avn_check_name(compiler, s, left, false))
        return false;
    if (!avn_str_is(equals, "=")) {
        AVN_GRAMMAR_ERROR(compiler, s, avn_column_of(s, equals), AVN_MSG_G_MISSING_ARGUMENT,
                          avn_c_string(compiler, s->keyword), "=");
        return false;
    }
    if (!read_right_side(&e, rest))
        return false;
    avn_str more = avn_str_word(rest);
    if (more.len > 0) {
        bad_equation(&e, more, "no cabe aquí en la ecuación", "does not fit here in the equation");
        return false;
    }
    keep_sides(&e, left, equation);
    return true;
}

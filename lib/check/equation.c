/* Equations: one figure against what other figures give, exactly. A series
 * named as a whole stands for its figures, column by column: what is blank in
 * some columns does not matter where it holds in others. */
#include "base/fraction.h"
#include "check/run.h"

typedef enum outcome { WORKED_OUT, MISSING, BY_ZERO } outcome;

/* What cannot be told has no number, and yet what is divided by zero has no quotient. */
typedef struct operand {
    bool known;
    avn_fraction number;
} operand;

typedef struct work {
    avn_run *run;
    const avn_equation *equation;
    size_t column; /* the column that a whole series stands for */
    operand stack[AVN_EQUATION_DEPTH];
    size_t count;
} work;

/* The stack is left as it is: it is large, and written before it is read. */
static void begin(work *w, avn_run *run, const avn_equation *equation)
{
    w->run = run;
    w->equation = equation;
    w->column = w->count = 0;
}

static size_t column_of(const work *w, const avn_found *found)
{
    return found->first == found->last ? found->first : w->column;
}

/* The number that FOUND has in the column at work. */
static bool number_at(const work *w, const avn_found *found, avn_decimal *number)
{
    if (!found->member || found->member->kind == AVN_LIST)
        return false;
    if (found->member->kind == AVN_FIELD)
        return avn_number_of(&found->slot->value, number);
    return avn_figure_number(avn_found_cell(found, column_of(w, found)), number);
}

static operand operand_named(work *w, avn_str name)
{
    avn_found found = avn_run_find(w->run, name);
    avn_decimal number;
    if (!number_at(w, &found, &number))
        return (operand){ .known = false };
    return (operand){ true, avn_fraction_of(number) };
}

static operand sum_named(work *w, avn_str name)
{
    avn_found found = avn_run_find(w->run, name);
    operand sum = { found.member && found.first <= found.last, { 0, 1 } };
    for (size_t i = found.first; sum.known && i <= found.last; i++) {
        avn_decimal number;
        if (!found.member->columns->items[i].percent)
            sum.known = avn_figure_number(avn_found_cell(&found, i), &number) &&
                        avn_fraction_add(sum.number, avn_fraction_of(number), &sum.number);
    }
    return sum;
}

/* False when it is a division by zero. */
static bool apply(work *w, avn_operation operation)
{
    operand right = w->stack[--w->count], *left = &w->stack[w->count - 1];
    if (operation == AVN_OP_DIVIDE && right.known && right.number.units == 0)
        return false;
    left->known = left->known && right.known;
    if (!left->known)
        return true;
    if (operation == AVN_OP_ADD)
        left->known = avn_fraction_add(left->number, right.number, &left->number);
    else if (operation == AVN_OP_SUBTRACT)
        left->known = avn_fraction_subtract(left->number, right.number, &left->number);
    else if (operation == AVN_OP_MULTIPLY)
        left->known = avn_fraction_multiply(left->number, right.number, &left->number);
    else
        left->known = avn_fraction_divide(left->number, right.number, &left->number);
    return true;
}

/* What the right side gives for the column at work. */
static outcome work_out(work *w, avn_fraction *result)
{
    w->count = 0;
    for (size_t i = 0; i < w->equation->count; i++) {
        const avn_step *step = &w->equation->steps[i];
        if (step->operation == AVN_OP_NUMBER)
            w->stack[w->count++] = (operand){ true, avn_fraction_of(step->number) };
        else if (step->operation == AVN_OP_NAME)
            w->stack[w->count++] = operand_named(w, step->name);
        else if (step->operation == AVN_OP_SUM)
            w->stack[w->count++] = sum_named(w, step->name);
        else if (!apply(w, step->operation))
            return BY_ZERO;
    }
    *result = w->stack[0].number;
    return w->stack[0].known ? WORKED_OUT : MISSING;
}

/* What should have been printed: rounded as the grammar says, else with as many decimals as what
 * was printed, at least two. */
static bool expected_text(work *w, avn_fraction result, avn_decimal printed, const char **text)
{
    const avn_equation *equation = w->equation;
    unsigned decimals = printed.scale > 2 ? printed.scale : 2;
    avn_decimal rounded;
    if (!avn_fraction_round(result, equation->rounds ? equation->decimals : decimals,
                            equation->rounds ? equation->rounding : AVN_HALF_UP, &rounded))
        return false;
    *text = avn_run_number(w->run, rounded);
    return true;
}

static void complain(work *w, const avn_found *left, const char *expected)
{
    avn_complaint *complaint = &w->run->complaint;
    avn_value value = left->member->kind == AVN_FIELD
                          ? left->slot->value
                          : avn_figure_value(left->slot->series, column_of(w, left));
    complaint->origin = value.origin;
    complaint->expected = expected;
    complaint->found = avn_run_text(w->run, value.text);
    complaint->args[0] = avn_found_label(w->run, left, w->column);
    complaint->args[1] = expected;
    complaint->args[2] = complaint->found;
    complaint->args[3] = avn_run_text(w->run, w->run->check->text);
    complaint->es = AVN_EQUATION_ES;
    complaint->en = AVN_EQUATION_EN;
}

static avn_verdict verdict_of_column(work *w, const avn_found *left)
{
    const avn_equation *equation = w->equation;
    avn_decimal printed = { 0, 0 };
    avn_fraction result = { 0, 1 };
    if (!number_at(w, left, &printed))
        return AVN_CANNOT_TELL;
    outcome is = work_out(w, &result);
    if (is == BY_ZERO && !equation->has_zero)
        return AVN_DOES_NOT_APPLY;
    if (is == MISSING)
        return AVN_CANNOT_TELL;
    if (is == BY_ZERO)
        result = avn_fraction_of(equation->zero);
    avn_decimal rounded;
    if (equation->rounds) {
        if (!avn_fraction_round(result, equation->decimals, equation->rounding, &rounded))
            return AVN_DOES_NOT_APPLY;
        result = avn_fraction_of(rounded);
    }
    const char *expected;
    if (avn_fraction_near(avn_fraction_of(printed), result, avn_fraction_of(equation->tolerance)))
        return AVN_HOLDS;
    if (!expected_text(w, result, printed, &expected))
        return AVN_DOES_NOT_APPLY;
    complain(w, left, expected);
    return AVN_FAILS;
}

avn_verdict avn_check_equation(avn_run *run)
{
    work w;
    begin(&w, run, &run->check->equation);
    avn_found left = avn_run_find(run, run->check->equation.left);
    bool whole = left.member && left.member->kind == AVN_SERIES && left.first < left.last;
    avn_verdict verdict = AVN_DOES_NOT_APPLY;
    if (!left.member)
        return AVN_CANNOT_TELL;
    w.column = whole ? 0 : left.first;
    do {
        avn_verdict of_column = verdict_of_column(&w, &left);
        if (of_column == AVN_FAILS)
            return AVN_FAILS;
        if (of_column > verdict)
            verdict = of_column;
        w.column++;
    } while (whole && w.column <= left.last);
    return verdict;
}

avn_progress avn_progress_of(avn_run *run, const avn_equation *equation)
{
    work w;
    begin(&w, run, equation);
    avn_progress progress = { .kind = AVN_NOT_KNOWN };
    outcome is = work_out(&w, &progress.percent);
    if (is != MISSING)
        progress.kind = is == BY_ZERO ? AVN_NOT_PLANNED : AVN_MEASURED;
    return progress;
}

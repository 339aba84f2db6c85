/* What a report owes: the checks that a grammar declares, as plain data.
 *
 * The grammar's compiler fills these in, schemas carry them, lib/check carries
 * them out. A name is what the grammar wrote: a field, `level.field`, a series,
 * or a figure of one (`series.momento.periodo`); {field} inside it stands for
 * the value of that field. */
#ifndef AVN_BASE_CHECKS_H
#define AVN_BASE_CHECKS_H

#include "avance.h"
#include "base/decimal.h"

enum { AVN_EQUATION_DEPTH = 16 /* values that wait while an equation is worked out */ };

typedef enum avn_operation {
    AVN_OP_NUMBER,
    AVN_OP_NAME,
    AVN_OP_SUM, /* of a run of figures, a..b */
    AVN_OP_ADD,
    AVN_OP_SUBTRACT,
    AVN_OP_MULTIPLY,
    AVN_OP_DIVIDE
} avn_operation;

/* One step of an equation's right side, in postfix order. */
typedef struct avn_step {
    avn_operation operation;
    avn_decimal number;
    avn_str name;
} avn_step;

typedef struct avn_equation {
    avn_str left;
    avn_step *steps;
    size_t count;
    bool rounds;
    avn_rounding rounding;
    unsigned decimals;
    bool has_zero; /* what a division by zero gives; without it the equation does not apply */
    avn_decimal zero;
    avn_decimal tolerance;
} avn_equation;

/* A row of checks.def. */
typedef struct avn_check_function {
    const char *name, *shape, *es, *en;
} avn_check_function;

/* What an equation that does not hold says: what, what it should be, what it is, the rule. */
#define AVN_EQUATION_ES "%1 es %3 y debería ser %2, según %4"
#define AVN_EQUATION_EN "%1 is %3 and should be %2, by %4"

extern const avn_check_function avn_check_functions[];
extern const size_t avn_check_function_count;

/* What a phrase in a text says about what was planned and what was done. */
typedef enum avn_sense {
    AVN_SAYS_NOTHING, /* words that only look like another phrase */
    AVN_REACHED,      /* done as much as planned, or more */
    AVN_EXCEEDED,     /* done more than planned, by # */
    AVN_MISSED,       /* done less than planned, by # */
    AVN_UNPLANNED,    /* nothing was planned */
    AVN_PLANNED,      /* # was planned */
    AVN_FOREIGN       /* nothing that belongs in such a text */
} avn_sense;

/* Words, one blank apart. One that ends in * may go on with other letters; A|B is one of the two; #
 * is a number, % a percentage; ... stands for no word or a few, none a number; a . at the end is
 * where the text or a clause ends. */
typedef struct avn_phrase {
    avn_sense sense;
    avn_str text;
} avn_phrase;

/* The first phrase that is found takes its words: what says more stands before what says less. */
typedef struct avn_phrases {
    avn_str name;
    avn_phrase *items;
    size_t count;
} avn_phrases;

typedef struct avn_check_argument {
    avn_str name;
    avn_decimal number;
    const avn_phrases *phrases;
} avn_check_argument;

/* Holds when FIELD was printed as VALUE. */
typedef struct avn_condition {
    avn_str field, value;
} avn_condition;

typedef struct avn_two_languages {
    avn_str es, en;
} avn_two_languages;

typedef struct avn_check {
    avn_str code;
    avance_level level;
    const avn_check_function *function; /* NULL: an equation */
    avn_equation equation;
    avn_check_argument *arguments;
    size_t argument_count;
    avn_condition *conditions;
    size_t condition_count;
    avn_str within; /* values are compared only where this field is the same; empty: everywhere */
    avn_str text;   /* the rule as the grammar wrote it */
    avn_two_languages message, reason, example;
    unsigned line; /* of the grammar file */
} avn_check;

/* `state`: a percentage whose place between two bounds is a field of the record. It applies to the
 * blocks that have the first name of its right side; its left side is the field. */
typedef struct avn_state_rule {
    avn_equation equation;
    avn_str *by; /* the staying levels under which records are counted state by state */
    size_t by_count;
    unsigned line;
} avn_state_rule;

/* A text is refused when check CODE holds in less than PERCENT of what it applies to. */
typedef struct avn_refusal {
    avn_str code;
    avn_decimal percent;
    unsigned line;
} avn_refusal;

/* The function called NAME, or NULL. */
const avn_check_function *avn_check_function_find(avn_str name);

#endif

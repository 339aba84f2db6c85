/* What the checks share: the place looked at, the names in it, the complaint.
 * Only lib/check includes it. */
#ifndef AVN_CHECK_RUN_H
#define AVN_CHECK_RUN_H

#include "base/key_set.h"
#include "tree/names.h"

typedef enum avn_verdict {
    AVN_DOES_NOT_APPLY, /* there is nothing to hold */
    AVN_CANNOT_TELL,    /* a figure that it needs was not printed or could not be read */
    AVN_HOLDS,
    AVN_FAILS
} avn_verdict;

/* Why a check failed, in SCRATCH or in the report. */
typedef struct avn_complaint {
    avn_origin origin;   /* line 0: that of the node */
    const char *args[4]; /* of the message */
    const char *expected, *found;
    const char *es, *en; /* what to say; NULL: the words of the function's row */
} avn_complaint;

typedef struct avn_phrase_book avn_phrase_book;

/* One check at work. */
typedef struct avn_run {
    const avn_report *report;
    const avn_check *check;
    const avn_node *node; /* the place looked at */
    avn_arena *scratch;   /* lives as long as the run of all checks */
    avn_arena *moment;    /* until the next place */
    avn_key_set seen;     /* by key, the values that the function keeps from place to place */
    avn_known_names known;
    const avn_phrase_book *book; /* of the phrases that the check was given, once it asked */
    avn_complaint complaint;
} avn_run;

typedef avn_verdict avn_check_fn(avn_run *run);

/* avn_find() and avn_find_value() at the run's place. */
avn_found avn_run_find(avn_run *run, avn_str name);
const avn_value *avn_run_value(avn_run *run, avn_str name);
/* VALUE as an exact decimal; false when it is NULL or no number. */
bool avn_number_of(const avn_value *value, avn_decimal *number);
/* The same of a cell that was found. */
bool avn_figure_number(const avn_figure *cell, avn_decimal *number);
/* "met.original.t1" for column COLUMN of FOUND, or the member's name. */
const char *avn_found_label(avn_run *run, const avn_found *found, size_t column);
/* NUL-terminated copies in the run's scratch. */
const char *avn_run_text(avn_run *run, avn_str text);
const char *avn_run_number(avn_run *run, avn_decimal number);
/* Argument INDEX of the run's check. */
static inline const avn_check_argument *avn_run_argument(const avn_run *run, size_t index)
{
    return &run->check->arguments[index];
}

avn_verdict avn_check_equation(avn_run *run);
/* What EQUATION, of a `state`, gives at the run's place. */
avn_progress avn_progress_of(avn_run *run, const avn_equation *equation);

/* The functions of checks.def. */
#define AVN_CHECK_FUNCTION(name, shape, es, en) avn_check_fn avn_check_##name;
#include "base/checks.def"
#undef AVN_CHECK_FUNCTION
/* What carries CHECK out. */
avn_check_fn *avn_check_function_of(const avn_check *check);

#endif

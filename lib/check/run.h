/* What the checks share: the place looked at, the names in it, the complaint.
 * Only lib/check includes it. */
#ifndef AVN_CHECK_RUN_H
#define AVN_CHECK_RUN_H

#include "check/seen.h"
#include "tree/report.h"

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

/* One check at work. */
typedef struct avn_run {
    const avn_report *report;
    const avn_check *check;
    const avn_node *node; /* the place looked at */
    avn_arena *scratch;   /* lives as long as the run of all checks */
    avn_memory memory;    /* what the check's function keeps from place to place */
    avn_complaint complaint;
} avn_run;

typedef avn_verdict avn_check_fn(avn_run *run);

/* Where a name leads. */
typedef struct avn_found {
    const avn_node *node;
    const avn_member *member; /* NULL: nowhere */
    const avn_slot *slot;
    size_t first, last; /* of a series: the columns meant */
} avn_found;

/* What NAME means at the run's place: looked for in the node, then in what is in force around it,
 * then in the document. A name whose {field} was not printed leads nowhere. */
avn_found avn_run_find(avn_run *run, avn_str name);
/* The one value that NAME means; NULL when it leads nowhere, to a whole series, to a row that was
 * not printed, or to a value that was not printed. */
const avn_value *avn_run_value(avn_run *run, avn_str name);
/* Cell COLUMN of a series; NULL as above. */
const avn_value *avn_found_cell(const avn_found *found, size_t column);
/* VALUE as an exact decimal; false when it is NULL or no number. */
bool avn_number_of(const avn_value *value, avn_decimal *number);
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

/* The functions of checks.def. */
#define AVN_CHECK_FUNCTION(name, shape, es, en) avn_check_fn avn_check_##name;
#include "base/checks.def"
#undef AVN_CHECK_FUNCTION
/* What carries CHECK out. */
avn_check_fn *avn_check_function_of(const avn_check *check);

#endif

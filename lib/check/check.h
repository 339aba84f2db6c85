/* The checks and states that a grammar declares, carried out on one report. */
#ifndef AVN_CHECK_CHECK_H
#define AVN_CHECK_CHECK_H

#include "tree/report.h"

/* Carries out every check of the report's schema and adds the findings to the report's, in
 * document order. SINK says the language and who listens; its arena and list are not used. */
avance_status avn_check_report(avn_report *report, const avn_sink *sink);

/* Works out how the records stand, as the schema says: fills in the progress of the nodes, if they
 * have none yet. */
avance_status avn_measure_report(avn_report *report);

/* Share (0 to 1) of the places that check CODE applies to where it holds, all checks of that code
 * together; *APPLICABLE receives the number of these places. Where a figure that it needs is
 * missing it does not hold. 1 where there is no such place, 0 when memory is short. Nothing is told
 * and nothing in the report changes. */
double avn_check_share(const avn_report *report, avn_str code, size_t *applicable);

/* At how many places a check held, failed, or lacked a figure that it needs. */
typedef struct avn_share {
    size_t held, failed, untold;
} avn_share;

/* A `refuse` that a report falls below. */
typedef struct avn_refused {
    const avn_refusal *rule; /* NULL: none */
    size_t held, places;
} avn_refused;

/* Sets *REFUSED to the first of the schema. What fails in one place only is a finding and never a
 * reason to refuse. SHARES, one per `refuse`, hold what the portions before told, and this one
 * adds to them. */
avance_status avn_check_refusal(const avn_report *report, avn_share *shares, avn_refused *refused);

#endif

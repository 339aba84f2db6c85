/* Reports built by hand, for the tests of what reads a tree: emitters, checks, iterators.
 *
 * All names and institutions are invented. Free with sample_free(). */
#ifndef SAMPLE_REPORT_H
#define SAMPLE_REPORT_H

#include "tree/report.h"

/* Four metas on three pages under two staying levels, `unidad_administrativa` owned by
 * `dependencia`: series of 14 columns, text, key, percent, flag, prose and date.
 *   meta 1  line 16  all is printed but the row `den`
 *   meta 2  line 40  other unidad; `avance` and `evaluacion` are not printed, one figure is missing
 *   meta 3  line 71  other dependencia, no unidad in force
 *   meta 4  line 96  the first dependencia and unidad, printed again
 * Two findings. */
avn_report *sample_metas(void);

/* A plan: a level `seccion` that does not stay holds records `actividad` with lists, a period,
 * money and a choice; one unknown node; words with quotes, line breaks, tabs, a control
 * character, an emoji and a formula. A second, empty `seccion`. No series, no findings. */
avn_report *sample_plan(void);

/* One record with a series in which a momento comes again in non-adjacent columns and which has
 * percentages beside the figures. */
avn_report *sample_percentages(void);

void sample_free(avn_report *report);

/* The report's nodes in document order, the root first: the N-th of block NAME, from 0. */
avn_node *sample_node(const avn_report *report, const char *block, size_t n);

#endif

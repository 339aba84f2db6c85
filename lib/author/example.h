/* Runs the examples that stand in a grammar. */
#ifndef AVN_AUTHOR_EXAMPLE_H
#define AVN_AUTHOR_EXAMPLE_H

#include "grammar/grammar.h"
#include "tree/report.h"

/* The text of EXAMPLE as a source, and what the grammar reads in it. Both are NULL when that fails;
 * free them with avn_report_free() and avn_source_free(). */
avance_status avn_example_read(const avn_grammar *grammar, const avn_example *example,
                               avn_allocator allocator, avance_language language,
                               struct avance_source **source, avn_report **report);

/* What an example may state, one `=` line each:
 *   = META NUM paragraph        the lines of the sample, in order: rules, and paragraphs of free
 * text = meta.unidad_medida: AULA  a field of the last such block (series:
 * meta.met.original.t1: 3.00) Failures are told at their line of the grammar. */
avance_status avn_examples_run(const avn_grammar *grammar, avn_allocator allocator,
                               const avn_sink *sink, size_t *passed, size_t *failed);

#endif

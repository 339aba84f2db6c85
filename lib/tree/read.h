/* One source, one grammar, one report: all passes in order. */
#ifndef AVN_TREE_READ_H
#define AVN_TREE_READ_H

#include "lex/lexed.h"
#include "tree/report.h"

/* Reads SOURCE with GRAMMAR. The report points into the source's text and keeps it alive. */
avance_status avn_report_read(avn_allocator allocator, avance_language language,
                              avance_message_fn listen, void *listen_user, avn_source *source,
                              const avn_grammar *grammar, avn_report **report);
void avn_report_free(avn_report *report);

#endif

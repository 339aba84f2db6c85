/* One source, one grammar, one report: all passes in order.
 *
 * A long text of records is read a portion at a time: each is lexed and bound by itself, with the
 * headings and the widths that the ones before it told, so that what this takes of memory does not
 * grow with the text. The reports that come out are one, or, where the caller asks for it, as many
 * as there are portions. */
#ifndef AVN_TREE_READ_H
#define AVN_TREE_READ_H

#include "lex/lexed.h"
#include "tree/report.h"

typedef struct avn_reading_options {
    avn_allocator allocator;
    avance_language language;
    avance_message_fn listen;
    void *listen_user;
    bool in_portions; /* each is a report of its own, which has no accounts */
    size_t portion;   /* bytes of text; 0: the usual */
} avn_reading_options;

/* Reads SOURCE with GRAMMAR. The report points into the source's text and keeps it alive. */
avance_status avn_report_read(const avn_reading_options *options, avn_source *source,
                              const avn_grammar *grammar, avn_report **report);
void avn_report_free(avn_report *report);

typedef struct avn_reader avn_reader;

avance_status avn_reader_open(const avn_reading_options *options, avn_source *source,
                              const avn_grammar *grammar, avn_reader **reader);
/* *REPORT: what was read, the reader's own and good until the next call; NULL when no text is
 * left. */
avance_status avn_reader_next(avn_reader *reader, avn_report **report);
/* The report is the caller's from now on; only avn_reader_free() may follow. */
void avn_reader_release(avn_reader *reader);
void avn_reader_free(avn_reader *reader);

#endif

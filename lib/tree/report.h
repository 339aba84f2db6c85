/* One source read with one grammar: what check and emit are given. */
#ifndef AVN_TREE_REPORT_H
#define AVN_TREE_REPORT_H

#include "base/diag.h"
#include "tree/node.h"

/* What became of one physical line (see avance_line in avance.h): small, because every report has
 * as many as lines. */
typedef struct avn_account {
    const char *rule;
    uint32_t page;
    uint32_t first_capture, capture_count; /* in avn_report.captures */
    uint8_t fate;                          /* an avance_line_fate */
    bool seen;                             /* some piece of it has its place */
} avn_account;

typedef struct avn_capture {
    const char *name;
    avn_str text;
} avn_capture;

/* The public avance_report. */
struct avance_report {
    avn_arena arena;   /* the tree and the findings */
    avn_arena lasting; /* what holds for every portion of a report: the schema, the document */
    struct avance_source *source; /* kept alive: strings point into its text */
    const avn_schema *schema;
    const char *file;     /* the input's name, as messages say it */
    avn_str archivo;      /* its last part: the field `archivo` of outputs */
    avn_str sha256;       /* of the input's bytes, in hex, if known: ask avn_report_sha256() */
    char *digest;         /* where it is written, in the report's arena; "": not yet */
    const char *encoding; /* "UTF-8" */
    unsigned lines, pages;
    const char *reading;
    bool apart; /* words and figures came apart: what contradicts may have been put together so */
    avn_node *root;
    size_t records;
    avn_findings findings; /* in document order */
    avn_account *accounts; /* one per physical line; NULL where the report comes in portions */
    avn_capture *captures;
    avance_language language;
    bool began, goes_on; /* portions of the report stand before it, behind it */
    bool checked;        /* the findings of the grammar's checks are among the findings */
};

typedef struct avance_report avn_report;

/* Not every output asks for it, and it takes as long as reading does. */
avn_str avn_report_sha256(const avn_report *report);

#endif

/* How the records of a report fill the columns of a form that somebody else designed, as plain
 * data: the grammar's compiler makes it, schemas carry it, the outputs that fill forms read it. */
#ifndef AVN_BASE_FORM_H
#define AVN_BASE_FORM_H

#include "base/str.h"

typedef enum avn_form_part {
    AVN_FORM_VALUE, /* what `name` means at the record */
    AVN_FORM_START, /* the first day of the period, year or quarter that it means */
    AVN_FORM_END    /* the last day */
} avn_form_part;

typedef struct avn_form_entry {
    avn_str column; /* of the form's layout */
    avn_form_part part;
    avn_str name;    /* as in checks: `field`, `level.field`, `series.momento.periodo` */
    avn_str quarter; /* of a year that `name` means; empty: the whole of it */
    unsigned line;   /* of the grammar file */
} avn_form_entry;

typedef struct avn_form {
    avn_str record;     /* the block whose nodes are the rows */
    const char *layout; /* path of the file that lists the form's columns */
    avn_form_entry *entries;
    size_t entry_count;
    avn_str *keys; /* names whose values a catalogue may be keyed by, the nearest first */
    size_t key_count;
    unsigned line; /* of the grammar file */
} avn_form;

#endif

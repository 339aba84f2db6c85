/* The columns of a form that somebody else designed, from a file that users edit:
 *
 *   format       ID           of the form; - where it is not known
 *   title        TEXT
 *   name         TEXT         the short one
 *   description  TEXT
 *   column       FIELD TYPE ID MOST NAME
 *     option     TEXT         one of the only words that may stand there
 *
 * TYPE is the form's own number for the kind of column; MOST is how many characters it takes, or -.
 * What follows # at the beginning of a line is for people. */
#ifndef AVN_EMIT_FORM_LAYOUT_H
#define AVN_EMIT_FORM_LAYOUT_H

#include "base/diag.h"

typedef struct avn_form_column {
    avn_str field, id, name;
    unsigned type;
    size_t most; /* 0: any number */
    AVN_VEC(avn_str) options;
} avn_form_column;

typedef struct avn_form_layout {
    const char *path;
    avn_str format, title, name, description;
    AVN_VEC(avn_form_column) columns;
} avn_form_layout;

/* Reads TEXT, the file at PATH, into ARENA. What is wrong with it is told; AVANCE_BAD_USE then. */
avance_status avn_form_layout_read(avn_arena *arena, const avn_sink *sink, const char *path,
                                   avn_str text, avn_form_layout *layout);
/* Place of the column for FIELD, which may also be the column's name; or layout->columns.count. */
size_t avn_form_column_find(const avn_form_layout *layout, avn_str field);

#endif

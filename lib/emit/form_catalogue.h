/* What reports do not print and a form asks for: a CSV file that an office keeps.
 *
 * Its first row names the columns: `clave`, and fields of the form's layout. A row is for the
 * record that has its clave among the values that the grammar declares as keys; a row without
 * one is for all records that no other row serves. */
#ifndef AVN_EMIT_FORM_CATALOGUE_H
#define AVN_EMIT_FORM_CATALOGUE_H

#include "base/key_set.h"
#include "emit/csv_rows.h"
#include "emit/form_layout.h"

typedef struct avn_form_catalogue {
    const char *path; /* NULL: there is none, and it holds nothing */
    avn_csv_rows rows;
    avn_key_set keys; /* the number is the place of the row */
    size_t key_cell;
    size_t *cells;     /* per column of the layout: its cell, or the number of cells */
    size_t cell_count; /* of the first row */
    bool *used;        /* per row */
    size_t for_all;    /* the row without a clave, or 0 */
} avn_form_catalogue;

/* Reads TEXT, the file at PATH. What is wrong with it is told; AVANCE_BAD_USE then. */
avance_status avn_form_catalogue_read(avn_arena *arena, const avn_sink *sink, const char *path,
                                      avn_str text, const avn_form_layout *layout,
                                      avn_form_catalogue *catalogue);
/* What the row of KEY says for column PLACE of the layout; empty where there is nothing. */
avn_str avn_form_catalogue_find(avn_form_catalogue *catalogue, avn_str key, size_t place);
/* What the row for all says. */
avn_str avn_form_catalogue_common(const avn_form_catalogue *catalogue, size_t place);
/* Tells the claves that served no record. */
void avn_form_catalogue_tell_unused(avn_arena *arena, const avn_sink *sink,
                                    const avn_form_catalogue *catalogue);

#endif

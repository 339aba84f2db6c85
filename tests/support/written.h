/* Reports written through the public writers, and the tables that came out. */
#ifndef WRITTEN_H
#define WRITTEN_H

#include "avance.h"
#include "tree/report.h"

/* Writes COUNT reports as FORMAT to PATH; the code of the last message goes to CODE (64 bytes) and
 * its words to MESSAGE (512 bytes), where they are not NULL. */
avance_status written(const char *format, const char *path, const avance_write_options *options,
                      avn_report *const *reports, size_t count, char *code, char *message);

/* A CSV file read back: cells as C strings, row 0 the header. */
typedef struct csv_table {
    char *text;
    char ***rows;
    size_t row_count, column_count;
} csv_table;

/* Reads FOLDER/NAME.csv by RFC 4180; fails the test when rows differ in length. */
csv_table csv_read(const char *folder, const char *name);
void csv_free(csv_table *table);
/* Cell of data row ROW (from 0) under COLUMN; fails the test when there is none. */
const char *csv_cell(const csv_table *table, size_t row, const char *column);
/* The first data row whose COLUMN is VALUE, or row_count. */
size_t csv_find(const csv_table *table, const char *column, const char *value);

#endif

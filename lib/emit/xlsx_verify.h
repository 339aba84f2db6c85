/* A written workbook, read again: the library that writes it does not notice every failure. */
#ifndef AVN_EMIT_XLSX_VERIFY_H
#define AVN_EMIT_XLSX_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

/* True when the ZIP at PATH is whole: every part unpacks to its size and checksum, every XML part
 * is closed, and sheet I holds ROWS[I] rows. */
bool avn_xlsx_verify(const char *path, const unsigned *rows, size_t sheets);

#endif

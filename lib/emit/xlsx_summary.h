/* The first sheet of a workbook: what was read, how much of it, and how to read the rest. */
#ifndef AVN_EMIT_XLSX_SUMMARY_H
#define AVN_EMIT_XLSX_SUMMARY_H

#include "emit/tables.h"
#include "emit/xlsx_book.h"

/* Findings per level, by avance_level. */
typedef struct avn_finding_counts {
    unsigned long long of[3];
} avn_finding_counts;

/* The empty sheet Resumen, which is to be the first. */
avn_sheet *avn_summary_open(avn_book *book);
/* Writes it, once all reports are there. */
void avn_summary_write(avn_book *book, avn_sheet *sheet, avn_tables *tables,
                       const avn_finding_counts *findings);

#endif

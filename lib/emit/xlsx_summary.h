/* The first sheet of a workbook: what was read, how much of it, and how to read the rest. */
#ifndef AVN_EMIT_XLSX_SUMMARY_H
#define AVN_EMIT_XLSX_SUMMARY_H

#include "emit/xlsx_states.h"

/* What is counted while reports are added. */
typedef struct avn_summary_facts {
    unsigned long long findings[3];                    /* by avance_level */
    unsigned long long lines[AVANCE_LINE_UNKNOWN + 1]; /* by avance_line_fate */
    avn_state_counts states;
    avn_str title;
} avn_summary_facts;

/* The empty sheet Resumen, which is to be the first. */
avn_sheet *avn_summary_open(avn_book *book);
/* Writes it, once all reports are there. */
void avn_summary_write(avn_book *book, avn_sheet *sheet, avn_tables *tables,
                       const avn_summary_facts *facts);

#endif

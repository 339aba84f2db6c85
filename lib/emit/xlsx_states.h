/* How records stand, in colours: the tables and charts of the sheet Resumen. */
#ifndef AVN_EMIT_XLSX_STATES_H
#define AVN_EMIT_XLSX_STATES_H

#include "emit/state_counts.h"
#include "emit/tables.h"
#include "emit/xlsx_book.h"

/* Columns that the tables take: the heading's key and name, how many records, the states. */
size_t avn_states_columns(const avn_state_counts *counts);
/* The tables of COUNTS by heading, or by document when there are several, and their charts. */
void avn_states_write(avn_book *book, avn_sheet *sheet, const avn_state_counts *counts,
                      const avn_tables *tables);
/* What each colour means. */
void avn_states_legend(avn_book *book, avn_sheet *sheet, const avn_state_counts *counts);

#endif

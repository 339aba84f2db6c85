/* What is used of libxlsxwriter. */
#ifndef AVN_EMIT_XLSX_LIBRARY_H
#define AVN_EMIT_XLSX_LIBRARY_H

#include <xlsxwriter.h>

#include "emit/library.h"

#define AVN_XLSX_FUNCTIONS(USE)                                                                    \
    USE(chart_add_series)                                                                          \
    USE(chart_axis_set_num_format)                                                                 \
    USE(chart_axis_set_reverse)                                                                    \
    USE(chart_legend_set_position)                                                                 \
    USE(chart_series_set_fill)                                                                     \
    USE(chart_series_set_labels)                                                                   \
    USE(chart_series_set_labels_num_format)                                                        \
    USE(chart_series_set_name)                                                                     \
    USE(chart_set_series_gap)                                                                      \
    USE(chart_title_set_name)                                                                      \
    USE(chart_title_set_name_font)                                                                 \
    USE(format_set_align)                                                                          \
    USE(format_set_bg_color)                                                                       \
    USE(format_set_bold)                                                                           \
    USE(format_set_border)                                                                         \
    USE(format_set_border_color)                                                                   \
    USE(format_set_bottom)                                                                         \
    USE(format_set_font_size)                                                                      \
    USE(format_set_indent)                                                                         \
    USE(format_set_num_format)                                                                     \
    USE(format_set_text_wrap)                                                                      \
    USE(lxw_rowcol_to_cell)                                                                        \
    USE(lxw_rowcol_to_cell_abs)                                                                    \
    USE(lxw_strerror)                                                                              \
    USE(workbook_add_chart)                                                                        \
    USE(workbook_add_format)                                                                       \
    USE(workbook_add_worksheet)                                                                    \
    USE(workbook_close)                                                                            \
    USE(workbook_define_name)                                                                      \
    USE(workbook_new_opt)                                                                          \
    USE(workbook_set_properties)                                                                   \
    USE(worksheet_add_table)                                                                       \
    USE(worksheet_autofilter)                                                                      \
    USE(worksheet_conditional_format_range)                                                        \
    USE(worksheet_data_validation_range)                                                           \
    USE(worksheet_fit_to_pages)                                                                    \
    USE(worksheet_freeze_panes)                                                                    \
    USE(worksheet_gridlines)                                                                       \
    USE(worksheet_hide)                                                                            \
    USE(worksheet_insert_chart_opt)                                                                \
    USE(worksheet_merge_range)                                                                     \
    USE(worksheet_print_across)                                                                    \
    USE(worksheet_repeat_columns)                                                                  \
    USE(worksheet_repeat_rows)                                                                     \
    USE(worksheet_set_column_opt)                                                                  \
    USE(worksheet_set_footer)                                                                      \
    USE(worksheet_set_landscape)                                                                   \
    USE(worksheet_set_margins)                                                                     \
    USE(worksheet_set_paper)                                                                       \
    USE(worksheet_set_print_scale)                                                                 \
    USE(worksheet_set_row)                                                                         \
    USE(worksheet_set_row_opt)                                                                     \
    USE(worksheet_set_v_pagebreaks)                                                                \
    USE(worksheet_write_datetime)                                                                  \
    USE(worksheet_write_number)                                                                    \
    USE(worksheet_write_string)

typedef struct avn_xlsx_library {
    AVN_XLSX_FUNCTIONS(AVN_LIBRARY_POINTER)
} avn_xlsx_library;

avance_status avn_xlsx_library_load(const avn_sink *sink, avn_xlsx_library *lib);

#endif

/* How fast the library that writes workbooks is when it is given nothing else to do:
 * cells LIST OUT.xlsx, LIST from cells.py. As avance does with so many rows, it keeps no sheet in
 * memory. No formats, widths or panes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

static void unescape(char *text)
{
    char *to = text;
    for (; *text; text++) {
        if (*text == '\\' && text[1])
            *to++ = *++text == 'n' ? '\n' : *text == 't' ? '\t' : *text;
        else
            *to++ = *text;
    }
    *to = '\0';
}

static void put(lxw_worksheet *sheet, char *line)
{
    char *at;
    lxw_row_t row = (lxw_row_t)strtoul(line, &at, 10);
    lxw_col_t column = (lxw_col_t)strtoul(at + 1, &at, 10);
    char *value = at + 3;
    if (at[1] == 'n') {
        worksheet_write_number(sheet, row, column, strtod(value, NULL), NULL);
    } else {
        unescape(value);
        worksheet_write_string(sheet, row, column, value, NULL);
    }
}

int main(int argc, char **argv)
{
    FILE *list = argc == 3 ? fopen(argv[1], "r") : NULL;
    if (!list) {
        fputs("cells LIST OUT.xlsx\n", stderr);
        return 2;
    }
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    lxw_workbook *book = workbook_new_opt(argv[2], &options);
    lxw_worksheet *sheet = NULL;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    while ((length = getline(&line, &capacity, list)) > 0) {
        line[length - 1] = '\0';
        if (strcmp(line, "sheet") == 0)
            sheet = workbook_add_worksheet(book, NULL);
        else if (sheet)
            put(sheet, line);
    }
    free(line);
    fclose(list);
    return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}

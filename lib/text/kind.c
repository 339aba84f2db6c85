/* See kind.h. */
#include "text/kind.h"

#define OFFICE "soffice --headless --convert-to txt:Text informe"
#define SHEET "soffice --headless --convert-to csv informe"
#define PICTURE "una imagen", "an image", "tesseract imagen.png informe -l spa"

static const avn_file_kind kinds[] = {
    { { "%PDF-", 5 }, "un PDF", "a PDF", "pdftotext -layout informe.pdf informe.txt" },
    { { "\x89PNG\r\n\x1A\n", 8 }, PICTURE },
    { { "\xFF\xD8\xFF", 3 }, PICTURE },
    { { "GIF8", 4 }, PICTURE },
    { { "II*\0", 4 }, PICTURE },
    { { "MM\0*", 4 }, PICTURE },
    { { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8 },
      "un documento de Office (doc, xls)",
      "an Office document (doc, xls)",
      OFFICE ".doc" },
    { { "{\\rtf", 5 }, "un documento RTF", "an RTF document", OFFICE ".rtf" },
    { { "BZh", 3 }, "un archivo bzip2", "a bzip2 file", "bunzip2 informe.txt.bz2" },
    { { "\xFD"
        "7zXZ",
        5 },
      "un archivo xz",
      "an xz file",
      "unxz informe.txt.xz" },
    { { "\x28\xB5\x2F\xFD", 4 }, "un archivo zstd", "a zstd file", "unzstd informe.txt.zst" },
    { { "7z\xBC\xAF\x27\x1C", 6 }, "un archivo 7z", "a 7z file", "7z x informe.7z" },
};

/* What a ZIP holds shows in the names and the type written near its beginning or end. */
static const avn_file_kind zips[] = {
    { { "word/", 5 }, "un documento de Word (docx)", "a Word document (docx)", OFFICE ".docx" },
    { { "xl/", 3 }, "un libro de Excel (xlsx)", "an Excel workbook (xlsx)", SHEET ".xlsx" },
    { { "opendocument.spreadsheet", 24 },
      "una hoja de cálculo (ods)",
      "a spreadsheet (ods)",
      SHEET ".ods" },
    { { "opendocument.text", 17 },
      "un documento de LibreOffice (odt)",
      "a LibreOffice document (odt)",
      OFFICE ".odt" },
};
static const avn_file_kind plain_zip = {
    { "PK", 2 }, "un archivo ZIP", "a ZIP file", "unzip informe.zip"
};

static const avn_file_kind *kind_of_zip(avn_str bytes)
{
    enum { LOOKED_AT = 64 * 1024 };
    avn_str head = avn_str_head(bytes, LOOKED_AT);
    avn_str tail = bytes.len > LOOKED_AT ? avn_str_from(bytes, bytes.len - LOOKED_AT) : bytes;
    for (size_t i = 0; i < sizeof zips / sizeof *zips; i++) {
        avn_str sign = zips[i].beginning;
        if (avn_str_find(head, sign) < head.len || avn_str_find(tail, sign) < tail.len)
            return &zips[i];
    }
    return &plain_zip;
}

const avn_file_kind *avn_file_kind_of(avn_str bytes)
{
    if (avn_str_starts(bytes, AVN_STR("PK\3\4")) || avn_str_starts(bytes, AVN_STR("PK\5\6")))
        return kind_of_zip(bytes);
    /* Some programs leave a byte order mark or a blank line before a PDF. */
    if (avn_str_starts(bytes, AVN_STR("\xEF\xBB\xBF")))
        bytes = avn_str_from(bytes, 3);
    avn_str start = bytes;
    while (start.len && strchr(" \t\r\n", *start.ptr) && *start.ptr)
        start = avn_str_from(start, 1);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        avn_str sign = kinds[i].beginning;
        if (avn_str_starts(bytes, sign) || avn_str_starts(start, sign))
            return &kinds[i];
    }
    return NULL;
}

/* Words, labels and values in Markdown that says what the report says. */
#ifndef AVN_EMIT_MD_TEXT_H
#define AVN_EMIT_MD_TEXT_H

#include "emit/emitter.h"

typedef struct avn_markdown {
    avn_out *out;
    const avn_report *report;
    avn_bounds bounds;
    bool english;
    avn_arena *arena; /* of one report */
} avn_markdown;

/* Where words stand: what has a meaning of its own there is escaped. */
typedef enum avn_markdown_place {
    AVN_MD_LINE, /* lines go on below, indented like a list's member */
    AVN_MD_CELL, /* of a table: one line */
    AVN_MD_TITLE /* one line, without breaks */
} avn_markdown_place;

void avn_md_text(avn_markdown *md, avn_str text, avn_markdown_place place);
/* Words of ours. */
void avn_md_plain(avn_markdown *md, const char *spanish, const char *english);
/* What people call NAME. */
void avn_md_label(avn_markdown *md, avn_str name);
/* "## " at DEPTH 2. */
void avn_md_heading(avn_markdown *md, unsigned depth);
/* VALUE of TYPE: 1,500.00, 40.00%, $700.00, Sí. Nothing where it is not present. */
void avn_md_value(avn_markdown *md, const avn_value *value, avn_type type, bool percent,
                  avn_markdown_place place);
/* "- **Label**: " */
void avn_md_bullet(avn_markdown *md, avn_str name);

/* The records of the report, in tables under the headings that were in force. */
void avn_md_tables(avn_markdown *md);
/* The report as an outline of its blocks. */
void avn_md_outline(avn_markdown *md);

#endif

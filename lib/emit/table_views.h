/* One report's schema against the tables of its run: which column is filled from where. */
#ifndef AVN_EMIT_TABLE_VIEWS_H
#define AVN_EMIT_TABLE_VIEWS_H

#include "emit/tables.h"

typedef enum avn_source_kind {
    AVN_FROM_REPORT, /* archivo, sha256, ... : filled by place */
    AVN_FROM_RUN,    /* documento_id */
    AVN_FROM_OWN_ID,
    AVN_FROM_PARENT,      /* the id of the parent, if it is a node of `block` */
    AVN_FROM_LEVEL,       /* member `member` of the node of `block` in force */
    AVN_FROM_FIELD,       /* member `member` */
    AVN_FROM_FIELD_END,   /* the end of a period */
    AVN_FROM_FIELD_PRINT, /* the words of a period */
    AVN_FROM_PAGE,
    AVN_FROM_LINE,
    AVN_FROM_STATE /* state `member` of the block */
} avn_source_kind;

typedef struct avn_table_source {
    avn_source_kind kind;
    size_t member;
    const avn_block *block;
} avn_table_source;

typedef struct avn_table_view {
    avn_table *table;
    const avn_block *block; /* of the levels' and blocks' tables, and of documentos */
    avn_table_source *sources;
    bool numbered; /* rows have an id */
} avn_table_view;

typedef struct avn_table_views {
    avn_table_view *items;
    size_t count;
    size_t *of_block;                         /* per block of the schema: its view */
    avn_table *elements, *figures, *findings; /* the first two may be NULL */
    bool figures_of_one; /* valores begins with <block>_id, not with tabla, registro_id */
} avn_table_views;

/* Adds to RUN what REPORT's schema needs; VIEWS lives in SCRATCH. */
avance_status avn_table_views_make(avn_tables *run, avn_arena *scratch, const avn_schema *schema,
                                   avn_table_views *views);
/* True when MEMBER identifies its staying level: those marked so, else the first field. */
bool avn_block_key_has(const avn_block *block, size_t member);
/* Yields the rows of observaciones, TABLE, for the run's last report. */
avance_status avn_table_findings(avn_tables *run, avn_table *table, const avn_report *report,
                                 avn_row_fn put, void *user);

#endif

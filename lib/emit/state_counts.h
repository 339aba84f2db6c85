/* How many records are in which state, in all and under each heading that the grammar counts them
 * by: what summaries of reports show. */
#ifndef AVN_EMIT_STATE_COUNTS_H
#define AVN_EMIT_STATE_COUNTS_H

#include "tree/report.h"

/* The records of one block under one heading. */
typedef struct avn_state_group {
    size_t document; /* as documento_id: from 1 */
    avn_str block;   /* "meta" */
    avn_str level;   /* "programa"; empty: all records of the document */
    /* The heading's key, that of its owner (a unidad's dependencia) and its first other field;
     * empty where nothing was printed, or no heading was in force. */
    avn_str key, owner_key, name;
    const avn_str *states; /* "estado_original", ... */
    size_t state_count;
    unsigned long long records;
    unsigned long long (*of)[AVN_STATE_COUNT]; /* per state, by avn_state */
} avn_state_group;

typedef struct avn_state_counts {
    avn_arena *arena;
    avn_bounds bounds;
    /* Document by document; in each first all records, then level by level in the order in which
     * headings have their first record. */
    AVN_VEC(avn_state_group) groups;
    size_t documents;
} avn_state_counts;

/* Groups live in ARENA, not in the reports. */
void avn_state_counts_init(avn_state_counts *counts, avn_arena *arena, avn_bounds bounds);
/* Counts the records of REPORT; none of a block that has no states. */
avance_status avn_state_counts_add(avn_state_counts *counts, const avn_report *report);

#endif

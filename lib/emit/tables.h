/* The relational view of any report: tables, columns and keys derived from its schema, and the
 * rows of its tree. Formats of rows (csv, xlsx) share it.
 *
 * A run is one output with any number of reports. Tables of a run:
 *   documentos      one row per report; the union of the scalar fields of all documents
 *   levels          one table per staying level, each key once per report; the first name printed
 *                   for a key is kept
 *   blocks          one table per other block, ids in document order through the whole run; how
 *                   a row stands (`state`) is in its last columns
 *   elementos       every member of every list, when a schema has lists
 *   valores         every cell of every printed row of figures, when a schema has them
 *   observaciones   the findings; unknown text with all of its words
 * A second grammar of the run shares the tables that are alike. If one of its tables has the name
 * of another grammar's table but other columns, all its level, block and figure tables get its
 * name in front (`plan_anual_actividades`), so that its keys stay among themselves.
 * Joins hold by construction: the row of a level is made from the same words as the columns that
 * refer to it. */
#ifndef AVN_EMIT_TABLES_H
#define AVN_EMIT_TABLES_H

#include "base/key_set.h"
#include "tree/report.h"

typedef enum avn_table_kind {
    AVN_TABLE_DOCUMENTS,
    AVN_TABLE_LEVEL,
    AVN_TABLE_BLOCK,
    AVN_TABLE_ITEMS,
    AVN_TABLE_FIGURES,
    AVN_TABLE_FINDINGS
} avn_table_kind;

/* Forms of dates that a column held so far. */
enum { AVN_DAYS = 1, AVN_MINUTES = 2, AVN_OTHER_DATES = 4 };

typedef struct avn_table_column {
    avn_str name;
    avn_str holder; /* the block that FIELD belongs to, where it is not the table's own; or empty */
    avn_str field;  /* the word of the vocabulary that says what stands here */
    avn_str part;   /* "inicio" or "fin" of a period; or empty */
    avn_type type;
    bool required; /* no row lacks it */
    bool is_state; /* holds names of states */
    unsigned date_forms;
    bool long_integer; /* some row has a whole number of more than 18 digits */
} avn_table_column;

/* A foreign key. */
typedef struct avn_table_link {
    avn_str table;
    avn_str *columns; /* there */
    size_t *places;   /* here */
    size_t count;
    bool partial; /* some row has only a part of the key: it cannot be promised */
} avn_table_link;

typedef struct avn_table {
    avn_table_kind kind;
    size_t index; /* place in the run */
    avn_str name;
    avn_str block; /* name of the block whose nodes are the rows; or empty */
    avn_table_column *columns;
    size_t column_count, column_capacity;
    size_t *key; /* places of the primary key's columns */
    size_t key_count;
    bool key_partial; /* some row lacks a part of the key: it is unique, but no primary key */
    avn_table_link *links;
    size_t link_count;
    unsigned long long rows; /* so far; of an output that held rows before, the highest number */
} avn_table;

typedef struct avn_cell {
    avn_str text;
    bool present;
    bool percent; /* a figure printed with a % sign */
} avn_cell;

typedef struct avn_document_row {
    avn_cell *cells;
    size_t count;
} avn_document_row;

/* What the output held before this run, for formats that add to it. */
typedef struct avn_tables_held {
    void *user;
    /* True when rows of DRAFT, a table of SCHEMA, can go to the table of its name, or there is
     * none yet. */
    bool (*fits)(void *user, const avn_schema *schema, const avn_table *draft);
    /* The highest number that a row of TABLE has. */
    unsigned long long (*last)(void *user, const avn_table *table);
} avn_tables_held;

typedef struct avn_tables {
    avn_arena *arena;
    const avn_tables_held *held;         /* NULL: nothing */
    AVN_VEC(avn_table *) list;           /* [0] is documentos, once a report was added */
    AVN_VEC(avn_document_row) documents; /* rows that _finish yields */
    avn_arena reading;                   /* for as long as the portions of one report come */
    avn_key_set *keys; /* in there: of the rows of its levels, per block; NULL between reports */
    avn_bounds bounds; /* of the states; the usual ones unless set */
    unsigned long long documents_before; /* the highest number of a document of earlier runs */
} avn_tables;

/* Takes one row; NODE is what it was made from, or NULL. CELLS live until the return. */
typedef avance_status (*avn_row_fn)(void *user, const avn_table *table, const avn_node *node,
                                    const avn_cell *cells);

/* What the tables of a run are lives in ARENA, which grows by the number of reports only. */
void avn_tables_init(avn_tables *run, avn_arena *arena);
/* Adds the tables of SCHEMA, if they are not there, before their rows come. OF_BLOCK, one per
 * block, receives the table of each; NULL where there is none. */
avance_status avn_tables_declare(avn_tables *run, const avn_schema *schema,
                                 const avn_table **of_block);
/* Yields the rows of REPORT, or of a portion of it, but for that of `documentos`: a block before
 * what it holds, a level before what refers to it. Stops at the first failure of PUT. */
avance_status avn_tables_add(avn_tables *run, const avn_report *report, avn_row_fn put, void *user);
/* Yields the rows of `documentos`, whose columns are known only now. */
avance_status avn_tables_finish(avn_tables *run, avn_row_fn put, void *user);

/* Forgets a report of which portions are missing; what lives in the arena stays. */
void avn_tables_release(avn_tables *run);

/* The number of the last document that was added. */
unsigned long long avn_tables_document(const avn_tables *run);
/* The table called NAME, or NULL. */
const avn_table *avn_tables_find(const avn_tables *run, avn_str name);
/* True when the primary key begins with the columns of LINK, so that its index serves both. */
bool avn_table_key_begins_with(const avn_table *table, const avn_table_link *link);
/* What people call COLUMN, in ARENA. */
avn_str avn_table_label(avn_arena *arena, const avn_table_column *column, bool english);

#endif

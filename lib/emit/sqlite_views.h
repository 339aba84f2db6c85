/* Views of an SQLite database, for people who would not write the joins:
 *
 *   <table>_completas       every record beside all that it stands under, its figures side by side
 *   <field>_por_<level>     per heading of a level: how many records, and what they say of the
 *                           first percentage that they have
 *
 * Both follow from the schema: for a `meta` with an `avance` under a level `unidad_...` they are
 * metas_completas and avance_por_unidad. */
#ifndef AVN_EMIT_SQLITE_VIEWS_H
#define AVN_EMIT_SQLITE_VIEWS_H

#include "emit/table_views.h"

typedef struct avn_sql_view {
    avn_str name, select;
} avn_sql_view;

typedef AVN_VEC(avn_sql_view) avn_sql_views;

/* Adds the views of SCHEMA to LIST, all of them in ARENA. */
void avn_sql_views_plan(avn_arena *arena, const avn_schema *schema, const avn_table_views *views,
                        avn_sql_views *list);

#endif

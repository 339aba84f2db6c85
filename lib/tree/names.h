/* What the names of a grammar mean at one place of a report: a field, `level.field`, a series, or
 * figures of one (`series.momento.periodo`, `series.momento.a..b`); {field} inside a name stands
 * for the value of that field. */
#ifndef AVN_TREE_NAMES_H
#define AVN_TREE_NAMES_H

#include "tree/report.h"

typedef struct avn_look {
    const avn_report *report;
    const avn_node *node; /* the place looked from */
    avn_arena *scratch;   /* for names that are filled in */
} avn_look;

/* Where a name leads. */
typedef struct avn_found {
    const avn_node *node;
    const avn_member *member; /* NULL: nowhere */
    const avn_slot *slot;
    size_t first, last; /* of a series: the columns meant */
} avn_found;

/* What NAME means: looked for in the node, then in what is in force around it, then in the
 * document. A name whose {field} was not printed leads nowhere. */
avn_found avn_find(const avn_look *look, avn_str name);
/* The one value that was found; NULL when that is nothing, a list, a whole series, a row that was
 * not printed, or a value that was not printed. */
const avn_value *avn_found_value(const avn_found *found);
/* That of what NAME means. */
const avn_value *avn_find_value(const avn_look *look, avn_str name);
/* Cell COLUMN of a series; NULL as above. */
const avn_value *avn_found_cell(const avn_found *found, size_t column);

#endif

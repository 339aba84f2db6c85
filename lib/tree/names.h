/* What the names of a grammar mean at one place of a report: a field, `level.field`, a series, or
 * figures of one (`series.momento.periodo`, `series.momento.a..b`); {field} inside a name stands
 * for the value of that field. */
#ifndef AVN_TREE_NAMES_H
#define AVN_TREE_NAMES_H

#include "tree/report.h"

/* A name that leads to a member of the place that it is looked for in does so in all nodes of the
 * block, unless a {field} in it may have another value there: what was found out, for whoever looks
 * from many places of one report. Names live in the grammar, so their bytes need not be compared. */
typedef struct avn_known_name {
    avn_str name;
    const avn_block *block;
    size_t member, first, last;
} avn_known_name;

enum { AVN_MOST_KNOWN_NAMES = 16 };

typedef struct avn_known_names {
    avn_known_name items[AVN_MOST_KNOWN_NAMES];
    size_t count;
} avn_known_names;

typedef struct avn_look {
    const avn_report *report;
    const avn_node *node;   /* the place looked from */
    avn_arena *scratch;     /* for names that are filled in */
    avn_known_names *known; /* NULL: nothing is remembered */
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
/* The one value that was found; not `present` when that is nothing, a list, a whole series, a row
 * that was not printed, or a value that was not printed. */
avn_value avn_found_value(const avn_found *found);
/* That of what NAME means, or NULL; a figure's is in the look's scratch. */
const avn_value *avn_find_value(const avn_look *look, avn_str name);
/* Cell COLUMN of a series; NULL where no figure was printed. */
const avn_figure *avn_found_cell(const avn_found *found, size_t column);

#endif

/* A starter under construction: shared by the files that write it. */
#ifndef AVN_AUTHOR_STARTER_DRAFT_H
#define AVN_AUTHOR_STARTER_DRAFT_H

#include "author/starter_view.h"
#include "base/buf.h"
#include "base/fields.h"

typedef AVN_VEC(avn_str) avn_name_list;

typedef struct avn_typed_name {
    avn_str name;
    avn_type type;
} avn_typed_name;

typedef struct avn_starter {
    avn_arena *arena;
    avn_buf out;
    avn_sample_view view;
    avn_name_list blocks;          /* names taken by blocks and series */
    avn_name_list lines;           /* by line rules */
    avn_name_list document;        /* by fields of the document */
    AVN_VEC(avn_typed_name) types; /* of fields that the vocabulary does not know */
} avn_starter;

typedef struct avn_row_draft {
    const avn_sample_group *group;
    const avn_sample_line *line;
    avn_str rule, block, series; /* series: empty when it has none */
    size_t series_at, series_count;
    bool level;
    avn_str field, value; /* one that the example states; empty: none */
    avn_str pattern;
    avn_name_list taken; /* by its fields */
} avn_row_draft;

/* ---- starter_names.c ---- */
bool avn_name_is_listed(const avn_name_list *list, avn_str name);
/* NAME, or NAME_2 and so on where it is taken; from now on it is. */
avn_str avn_name_take(avn_starter *s, avn_name_list *list, avn_str name);
/* "Unidad de Medida" as unidad_medida; FALLBACK when nothing is left. */
avn_str avn_name_of(avn_starter *s, avn_str text, const char *fallback);
avn_str avn_name_in_capitals(avn_starter *s, avn_str name);
/* A field whose name the vocabulary does not know gets its type. */
avn_str avn_starter_field(avn_starter *s, avn_name_list *taken, avn_str usual, avn_type type);

/* ---- starter_rows.c ---- */
void avn_starter_put(avn_starter *s, const char *text);
/* TEXT as a pattern: blanks as one, numbers as numbers; a year as the field of that name where
 * YEAR allows it, once. */
void avn_starter_put_pattern(avn_starter *s, avn_str text, bool year);
/* The first line of ROLE, or NULL. */
const avn_sample_line *avn_starter_first(const avn_starter *s, avn_sample_role role);
/* The rule and the block for group INDEX. */
avn_row_draft avn_starter_row(avn_starter *s, size_t index);

#endif

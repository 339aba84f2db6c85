/* The vocabulary: names of fields that every grammar shares, their types and
 * what people call them. A grammar adds others with `type`. */
#ifndef AVN_BASE_FIELDS_H
#define AVN_BASE_FIELDS_H

#include "base/str.h"

typedef enum avn_type {
    AVN_TEXT,  /* words, joined by one blank */
    AVN_PROSE, /* words, line breaks kept */
    AVN_KEY,   /* an identifier: never a number */
    AVN_INTEGER,
    AVN_DECIMAL,
    AVN_PERCENT,
    AVN_MONEY,
    AVN_DATE, /* with a time of day if one is printed */
    AVN_PERIOD,
    AVN_CHOICE,  /* one of a list of words */
    AVN_ORDINAL, /* PRIMERO, 2do, IV: a small integer */
    AVN_FLAG     /* yes or no */
} avn_type;

/* "text", "money", ...; the grammar's words. */
const char *avn_type_name(avn_type type);
/* False when there is no such type. */
bool avn_type_find(avn_str name, avn_type *type);
/* True for types that JSON prints as a number. */
bool avn_type_is_number(avn_type type);

typedef struct avn_vocabulary {
    const char *name;
    avn_type type;
    const char *label_es, *label_en;
} avn_vocabulary;

/* The entry for NAME, or NULL. */
const avn_vocabulary *avn_vocabulary_find(avn_str name);
/* The entry whose name is at most one letter away from NAME and no plural of it, or NULL. */
const avn_vocabulary *avn_vocabulary_near(avn_str name);

/* What people call NAME in LANGUAGE: the vocabulary's label, else NAME itself with blanks for
 * underscores, written to BUFFER. */
const char *avn_label(avn_str name, bool english, char *buffer, size_t size);

#endif

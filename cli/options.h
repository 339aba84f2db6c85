/* Options: each command has one table of them, and that table is what the
 * parser, --help and the usage errors read. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stddef.h>

#include "console.h"
#include "fingerprint.h"

typedef enum cli_option_kind {
    CLI_FLAG,      /* bool */
    CLI_WORD,      /* const char * into argv */
    CLI_CHARACTER, /* char: one ASCII character, or "tab" */
    CLI_NUMBER     /* unsigned, 1 to CLI_LARGEST_NUMBER; 0: not given */
} cli_option_kind;

enum { CLI_LARGEST_NUMBER = 1000000 };

typedef struct cli_option {
    char letter;      /* 0: only the long name */
    const char *name; /* NULL ends a table */
    cli_option_kind kind;
    size_t offset;      /* of the value in the command's settings */
    cli_words argument; /* what the value is called; none for flags */
    cli_words help;
    const char *const *only; /* the values allowed, NULL-terminated; NULL: any */
} cli_option;

/* What every command's settings begin with. */
typedef struct cli_common {
    bool help, quiet, verbose;
    const char *language;
} cli_common;

extern const char *const cli_languages[];
/* VALUE is in WORDS, which end with NULL. */
bool cli_is_one_of(const char *const *words, const char *value);

/* Rows of a table; SETTINGS is the command's type, its first member `common`. */
#define CLI_SWITCH(settings, letter, name, member, es, en)                                         \
    {                                                                                              \
        letter, name, CLI_FLAG, offsetof(settings, member), { 0 }, { es, en }, NULL                \
    }
#define CLI_VALUE(settings, letter, name, member, argument_es, argument_en, es, en)                \
    {                                                                                              \
        letter, name, CLI_WORD, offsetof(settings, member), { argument_es, argument_en },          \
            { es, en }, NULL                                                                       \
    }

/* Rows that tables share. */
#define CLI_OPTION_GRAMMAR(settings)                                                               \
    CLI_VALUE(settings, 'g', "grammar", grammar, "GRAMÁTICA", "GRAMMAR",                           \
              "nombre de gramática o archivo .avg; sin -g se detecta",                             \
              "name of a grammar or an .avg file; without -g it is detected")
#define CLI_OPTION_ENCODING(settings)                                                              \
    CLI_VALUE(settings, 0, "encoding", encoding, "NOMBRE", "NAME",                                 \
              "codificación de la entrada, p. ej. Windows-1252; sin ella se reconoce",             \
              "encoding of the input, e.g. Windows-1252; without it, it is recognised")
#define CLI_OPTION_VERBOSE(settings)                                                               \
    CLI_SWITCH(settings, 'v', "verbose", common.verbose,                                           \
               "decir cómo se leyó cada entrada; mostrar también las notas",                       \
               "say how each input was read; show notes as well")
#define CLI_OPTION_QUIET(settings)                                                                 \
    CLI_SWITCH(settings, 'q', "quiet", common.quiet, "mostrar solo los errores", "show errors only")
/* The end of every table. */
#define CLI_OPTIONS_ALWAYS(settings)                                                               \
    { 0,                                                                                           \
      "lang",                                                                                      \
      CLI_WORD,                                                                                    \
      offsetof(settings, common.language),                                                         \
      { "es|en", "es|en" },                                                                        \
      { "idioma de los mensajes", "language of the messages" },                                    \
      cli_languages },                                                                             \
        CLI_SWITCH(settings, 'h', "help", common.help, "mostrar esta ayuda", "show this help"),    \
    {                                                                                              \
        .name = NULL                                                                               \
    }

/* The words of a command line that are no options; they point into argv. */
typedef struct cli_operands {
    char **items;
    size_t count;
} cli_operands;

/* Reads ARGV (COUNT words after the command's name) into SETTINGS and collects the operands at the
 * front of ARGV. False when the usage is wrong, which has been told. */
bool cli_options_parse(cli_session *session, const cli_option *options, void *settings, char **argv,
                       size_t count, cli_operands *operands);
/* Adds to PRINT what SETTINGS hold for the rows of OPTIONS, but for those whose names are BUT,
 * NULL-terminated. */
void cli_options_print(const cli_option *options, const void *settings, const char *const *but,
                       cli_fingerprint *print);

/* TEXT as a number that an option of kind CLI_NUMBER takes; false when it is none. */
bool cli_read_number(const char *text, unsigned *number);

#endif

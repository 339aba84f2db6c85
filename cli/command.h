/* What a command is. A new one is one file and one row in commands.def. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "options.h"

typedef struct cli_command {
    const char *name;   /* one word, or two: "grammar list" */
    cli_words operands; /* as the usage line shows them */
    cli_words summary;
    cli_words more; /* what the help says below the options; may be NULL */
    size_t least_operands, most_operands;
    const cli_option *options; /* ends with a row without name */
    size_t settings_size;      /* of the struct that the options fill; it begins with cli_common */
    /* Answers the exit status. */
    int (*run)(cli_session *session, const void *settings, cli_operands operands);
} cli_command;

#define CLI_COMMAND(name) extern const cli_command cli_##name;
#include "commands.def"
#undef CLI_COMMAND

extern const cli_command *const cli_commands[];
extern const size_t cli_command_count;

/* The command whose name stands at ARGV[0] (and ARGV[1]); *WORDS receives how many words it has.
 * NULL when there is none. */
const cli_command *cli_command_find(char **argv, size_t count, size_t *words);

#endif

#include "command.h"

#include <string.h>

const cli_command *const cli_commands[] = {
#define CLI_COMMAND(name) &cli_##name,
#include "commands.def"
#undef CLI_COMMAND
};
const size_t cli_command_count = sizeof cli_commands / sizeof *cli_commands;

const cli_command *cli_command_find(char **argv, size_t count, size_t *words)
{
    for (size_t i = 0; i < cli_command_count; i++) {
        const char *name = cli_commands[i]->name;
        size_t first = strcspn(name, " ");
        *words = name[first] ? 2 : 1;
        if (count < *words || strlen(argv[0]) != first || memcmp(argv[0], name, first) != 0)
            continue;
        if (*words == 1 || strcmp(argv[1], name + first + 1) == 0)
            return cli_commands[i];
    }
    return NULL;
}

#include "help.h"

#include <stdio.h>
#include <string.h>

static void print_command_row(cli_session *session, const cli_command *command)
{
    cli_print(session, "  ");
    cli_print_padded(session, command->name, 14);
    cli_print(session, "%s\n", cli_say(session, command->summary));
}

void cli_help_all(cli_session *session)
{
    cli_print(
        session, "%s\n\n%s\n",
        cli_say(session, (cli_words){ "avance: lee informes de avance programático en texto y los "
                                      "escribe como datos",
                                      "avance: reads text dumps of programme progress reports and "
                                      "writes them as data" }),
        cli_say(session, (cli_words){ "Uso: avance ORDEN [OPCIONES] …",
                                      "Usage: avance COMMAND [OPTIONS] …" }));
    cli_print(session, "\n%s\n", cli_say(session, (cli_words){ "Órdenes:", "Commands:" }));
    for (size_t i = 0; i < cli_command_count; i++)
        print_command_row(session, cli_commands[i]);
    static const cli_words ending = {
        "avance help ORDEN explica una orden; avance --version dice la versión.\n\n"
        "Termina con 0 si todo se hizo; con 1 si lo revisado tiene errores (check, grammar test y\n"
        "lint) o hubo avisos (convert --strict); con 2 si algo de lo pedido no se pudo hacer.\n\n"
        "Para empezar: avance convert informe.txt -o informe.xlsx",
        "avance help COMMAND explains a command; avance --version says the version.\n\n"
        "Ends with 0 when all was done; with 1 when what was reviewed has errors (check, grammar\n"
        "test and lint) or there were warnings (convert --strict); with 2 when something asked "
        "for\n"
        "could not be done.\n\n"
        "To begin: avance convert report.txt -o report.xlsx"
    };
    cli_print(session, "\n%s\n", cli_say(session, ending));
}

static void print_option(cli_session *session, const cli_option *option)
{
    char letter[] = { '-', option->letter, ',', '\0' };
    enum { NAME_WIDTH = 22, NAME_ROOM = 80 };
    char name[NAME_ROOM];
    bool flag = option->kind == CLI_FLAG;
    snprintf(name, sizeof name, "--%s%s%s", option->name, flag ? "" : " ",
             flag ? "" : cli_say(session, option->argument));
    cli_print(session, "  %3s ", option->letter ? letter : "");
    cli_print_padded(session, name, NAME_WIDTH);
    if (cli_width(name) > NAME_WIDTH)
        cli_print(session, "\n      %*s", NAME_WIDTH, "");
    cli_print(session, " %s\n", cli_say(session, option->help));
}

void cli_help_command(cli_session *session, const cli_command *command)
{
    const char *operands = cli_say(session, command->operands);
    cli_print(session, "avance %s: %s\n\n", command->name, cli_say(session, command->summary));
    cli_print(session, "%s avance %s%s%s %s\n\n", cli_say(session, (cli_words){ "Uso:", "Usage:" }),
              command->name, *operands ? " " : "", operands,
              cli_say(session, (cli_words){ "[OPCIONES]", "[OPTIONS]" }));
    cli_print(session, "%s\n", cli_say(session, (cli_words){ "Opciones:", "Options:" }));
    for (const cli_option *option = command->options; option->name; option++)
        print_option(session, option);
    const char *more = cli_say(session, command->more);
    if (more)
        cli_print(session, "\n%s\n", more);
}

bool cli_help_group(cli_session *session, const char *group)
{
    size_t length = strlen(group);
    bool any = false;
    for (size_t i = 0; i < cli_command_count; i++) {
        const char *name = cli_commands[i]->name;
        if (strncmp(name, group, length) != 0 || name[length] != ' ')
            continue;
        if (!any)
            cli_print(session, "%s\n", cli_say(session, (cli_words){ "Órdenes:", "Commands:" }));
        print_command_row(session, cli_commands[i]);
        any = true;
    }
    return any;
}

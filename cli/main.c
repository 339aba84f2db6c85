/* The program `avance`: chooses the language, finds the command, reads its
 * options and runs it. All that depends on a command is in the command's table. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "help.h"
#include "interrupt.h"
#include "memory.h"
#include "suggest.h"

/* The language is needed before the options are parsed, for what is wrong with them: a value that
 * is no language is told in the one of the locale. */
static avance_language choose_language(size_t count, char **argv)
{
    const char *wanted = NULL;
    for (size_t i = 0; i < count && strcmp(argv[i], "--") != 0; i++) {
        const char *said = NULL;
        if (strncmp(argv[i], "--lang=", 7) == 0)
            said = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < count)
            said = argv[i + 1];
        if (said && cli_is_one_of(cli_languages, said))
            wanted = said;
    }
    static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    for (size_t i = 0; i < 3 && (!wanted || !*wanted); i++)
        wanted = getenv(variables[i]);
    return wanted && strncmp(wanted, "en", 2) == 0 ? AVANCE_ENGLISH : AVANCE_SPANISH;
}

static bool operands_fit(cli_session *session, const cli_command *command, cli_operands operands)
{
    if (operands.count < command->least_operands)
        return cli_usage(session, "falta decir %s; vea avance help %s",
                         "%s is missing; see avance help %s", cli_say(session, command->operands),
                         command->name);
    if (operands.count > command->most_operands)
        return cli_usage(session, "sobra «%s»; vea avance help %s",
                         "\"%s\" is one too many; see avance help %s",
                         operands.items[command->most_operands], command->name);
    return true;
}

static int run_command(cli_session *session, const cli_command *command, char **argv, size_t count)
{
    cli_common *common = cli_zeroed(command->settings_size);
    cli_operands operands;
    int status = CLI_FAILED;
    if (cli_options_parse(session, command->options, common, argv, count, &operands)) {
        session->quiet = common->quiet;
        session->verbose = common->verbose;
        if (common->help) {
            cli_help_command(session, command);
            status = CLI_DONE;
        } else if (operands_fit(session, command, operands)) {
            status = command->run(session, common, operands);
        }
    }
    free(common);
    return status;
}

static bool is_group(const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i < cli_command_count; i++)
        if (strncmp(cli_commands[i]->name, word, length) == 0 &&
            cli_commands[i]->name[length] == ' ')
            return true;
    return false;
}

static const char *nearest_command(const char *typed)
{
    cli_suggestion near = { .wanted = typed };
    for (size_t i = 0; i < cli_command_count; i++)
        cli_suggest(&near, cli_commands[i]->name);
    return near.best;
}

static int unknown_command(cli_session *session, char **argv, size_t count)
{
    bool group = is_group(argv[0]);
    char *both = cli_text("%s%s%s", argv[0], count > 1 ? " " : "", count > 1 ? argv[1] : "");
    const char *typed = group ? both : argv[0];
    const char *best = group && count == 1 ? NULL : nearest_command(typed);
    if (!best && !group && count > 1) {
        best = nearest_command(both);
        typed = best ? both : typed;
    }
    if (best)
        cli_usage(session, "orden desconocida «%s»; ¿quiso decir avance %s?",
                  "unknown command \"%s\"; did you mean avance %s?", typed, best);
    else if (group)
        cli_usage(session, "orden incompleta o desconocida «%s»; vea avance help %s",
                  "incomplete or unknown command \"%s\"; see avance help %s", typed, argv[0]);
    else
        cli_usage(session,
                  "orden desconocida «%s»; vea avance help (para leer un informe: avance convert "
                  "INFORME)",
                  "unknown command \"%s\"; see avance help (to read a report: avance convert "
                  "REPORT)",
                  typed);
    free(both);
    return CLI_FAILED;
}

/* Takes --lang, which choose_language() has seen, out of words that no command's table reads. */
static size_t without_language(char **argv, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(argv[i], "--lang") == 0)
            i++;
        else if (strncmp(argv[i], "--lang=", 7) != 0)
            argv[kept++] = argv[i];
    }
    return kept;
}

static int help_about(cli_session *session, char **argv, size_t count)
{
    size_t words;
    const cli_command *command = count ? cli_command_find(argv, count, &words) : NULL;
    if (command)
        cli_help_command(session, command);
    else if (count == 0)
        cli_help_all(session);
    else if (!cli_help_group(session, argv[0]))
        return unknown_command(session, argv, count);
    return CLI_DONE;
}

static int run_words(cli_session *session, char **argv, size_t count)
{
    size_t words;
    const cli_command *command = cli_command_find(argv, count, &words);
    if (!command) {
        count = without_language(argv, count);
        command = cli_command_find(argv, count, &words);
    }
    if (command)
        return run_command(session, command, argv + words, count - words);
    if (count == 0) {
        cli_usage(session, "falta la orden; vea avance help",
                  "a command is missing; see avance help");
        return CLI_FAILED;
    }
    if (strcmp(argv[0], "help") == 0)
        return help_about(session, argv + 1, count - 1);
    if (strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0)
        return help_about(session, NULL, 0);
    if (strcmp(argv[0], "--version") == 0) {
        cli_print(session, "avance %s\n", avance_version());
        return CLI_DONE;
    }
    if (argv[0][0] == '-') {
        cli_usage(session, "opción desconocida %s antes de la orden; vea avance help",
                  "unknown option %s before the command; see avance help", argv[0]);
        return CLI_FAILED;
    }
    if (is_group(argv[0]) && count > 1 &&
        (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return help_about(session, argv, 1);
    return unknown_command(session, argv, count);
}

int main(int argc, char **argv)
{
    /* A closed pipe is then an error of write(), which is told apart from the others. */
    signal(SIGPIPE, SIG_IGN);
    /* Messages are many where a text is no report; a write for each character takes seconds. */
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
    cli_memory_keep();
    char **words = argv + (argc > 0);
    size_t count = argc > 0 ? (size_t)argc - 1 : 0;
    cli_session session = { .language = choose_language(count, words), .messages = stderr };
    avance_options options = { .language = session.language,
                               .message = cli_hear,
                               .message_user = &session,
                               .resize = cli_interruptible_resize };
    if (avance_context_new(&options, &session.context) != AVANCE_OK)
        return CLI_FAILED;
    int status = cli_finish_output(&session, run_words(&session, words, count));
    cli_progress_end(&session);
    avance_context_free(session.context);
    return status;
}

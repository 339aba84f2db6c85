#include "options.h"

#include <string.h>

#include "suggest.h"

const char *const cli_languages[] = { "es", "en", NULL };

typedef struct parser {
    cli_session *session;
    const cli_option *options;
    char *settings;
    char **argv;
    size_t count, next;
} parser;

static const cli_option *by_letter(const cli_option *options, char letter)
{
    for (; options->name; options++)
        if (options->letter == letter)
            return options;
    return NULL;
}

static const cli_option *by_name(const cli_option *options, const char *name, size_t length)
{
    for (; options->name; options++)
        if (strlen(options->name) == length && memcmp(options->name, name, length) == 0)
            return options;
    return NULL;
}

static bool unknown_option(parser *p, const char *typed)
{
    cli_suggestion near = { .wanted = typed };
    for (const cli_option *option = p->options; option->name; option++)
        cli_suggest(&near, option->name);
    if (near.best)
        return cli_usage(p->session, "opción desconocida --%s; ¿quiso decir --%s?",
                         "unknown option --%s; did you mean --%s?", typed, near.best);
    return cli_usage(p->session, "opción desconocida --%s; vea --help",
                     "unknown option --%s; see --help", typed);
}

static bool store_character(parser *p, const cli_option *option, const char *value)
{
    bool named = strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0;
    char c = value[0];
    bool prints = c >= 0x20 && c < 0x7f && c != '"';
    bool fits = named || ((prints || c == '\t') && value[1] == '\0');
    if (!fits)
        return cli_usage(p->session,
                         "--%s pide un solo carácter ASCII que no sea comillas (o tab), no «%s»",
                         "--%s takes one ASCII character other than quotes (or tab), not \"%s\"",
                         option->name, value);
    p->settings[option->offset] = c;
    if (named)
        p->settings[option->offset] = '\t';
    return true;
}

bool cli_read_number(const char *text, unsigned *number)
{
    unsigned value = 0;
    size_t length = 0;
    for (; text[length] >= '0' && text[length] <= '9' && value <= CLI_LARGEST_NUMBER; length++)
        value = 10 * value + (unsigned)(text[length] - '0');
    *number = value;
    return length > 0 && text[length] == '\0' && value > 0 && value <= CLI_LARGEST_NUMBER;
}

static bool store_number(parser *p, const cli_option *option, const char *value)
{
    unsigned number;
    if (!cli_read_number(value, &number))
        return cli_usage(p->session, "--%s pide un número entero de 1 a %d, no «%s»",
                         "--%s takes a whole number from 1 to %d, not \"%s\"", option->name,
                         CLI_LARGEST_NUMBER, value);
    memcpy(p->settings + option->offset, &number, sizeof number);
    return true;
}

bool cli_is_one_of(const char *const *words, const char *value)
{
    for (; *words; words++)
        if (strcmp(*words, value) == 0)
            return true;
    return false;
}

static bool is_allowed(const cli_option *option, const char *value)
{
    return !option->only || cli_is_one_of(option->only, value);
}

static bool store_value(parser *p, const cli_option *option, const char *value)
{
    if (option->kind == CLI_CHARACTER)
        return store_character(p, option, value);
    if (option->kind == CLI_NUMBER && *value)
        return store_number(p, option, value);
    if (!is_allowed(option, value))
        return cli_usage(p->session, "--%s puede ser %s, no «%s»", "--%s can be %s, not \"%s\"",
                         option->name, cli_say(p->session, option->argument), value);
    if (*value == '\0')
        return cli_usage(p->session, "--%s está vacío: le falta %s", "--%s is empty: it lacks %s",
                         option->name, cli_say(p->session, option->argument));
    memcpy(p->settings + option->offset, &value, sizeof value);
    return true;
}

/* ATTACHED is what was written in the same word, or NULL. */
static bool take_value(parser *p, const cli_option *option, const char *attached)
{
    if (!attached && p->next < p->count)
        attached = p->argv[p->next++];
    if (!attached)
        return cli_usage(p->session, "a --%s le falta %s", "--%s lacks its %s", option->name,
                         cli_say(p->session, option->argument));
    return store_value(p, option, attached);
}

static void set_flag(parser *p, const cli_option *option)
{
    bool on = true;
    memcpy(p->settings + option->offset, &on, sizeof on);
}

static bool take_long(parser *p, char *word)
{
    size_t length = strcspn(word, "=");
    const cli_option *option = by_name(p->options, word, length);
    char *value = word[length] ? word + length + 1 : NULL;
    if (!option) {
        word[length] = '\0';
        return unknown_option(p, word);
    }
    if (option->kind != CLI_FLAG)
        return take_value(p, option, value);
    if (value)
        return cli_usage(p->session, "--%s no lleva valor", "--%s takes no value", option->name);
    set_flag(p, option);
    return true;
}

static bool take_letters(parser *p, const char *letters)
{
    for (; *letters; letters++) {
        const cli_option *option = by_letter(p->options, *letters);
        if (!option)
            return cli_usage(p->session, "opción desconocida -%s; vea --help",
                             "unknown option -%s; see --help", letters);
        if (option->kind != CLI_FLAG)
            return take_value(p, option, letters[1] ? letters + 1 : NULL);
        set_flag(p, option);
    }
    return true;
}

bool cli_options_parse(cli_session *session, const cli_option *options, void *settings, char **argv,
                       size_t count, cli_operands *operands)
{
    parser p = { session, options, settings, argv, count, 0 };
    *operands = (cli_operands){ argv, 0 };
    bool only_operands = false;
    while (p.next < count) {
        char *word = argv[p.next++];
        bool good = true;
        if (only_operands || word[0] != '-' || word[1] == '\0')
            argv[operands->count++] = word;
        else if (strcmp(word, "--") == 0)
            only_operands = true;
        else if (word[1] == '-')
            good = take_long(&p, word + 2);
        else
            good = take_letters(&p, word + 1);
        if (!good)
            return false;
    }
    return true;
}

void cli_options_print(const cli_option *options, const void *settings, const char *const *but,
                       cli_fingerprint *print)
{
    static const size_t sizes[] = {
        [CLI_FLAG] = sizeof(bool), [CLI_CHARACTER] = sizeof(char), [CLI_NUMBER] = sizeof(unsigned)
    };
    for (const cli_option *option = options; option->name; option++) {
        const char *value = (const char *)settings + option->offset, *word;
        if (cli_is_one_of(but, option->name))
            continue;
        cli_fingerprint_text(print, option->name);
        if (option->kind == CLI_WORD) {
            memcpy(&word, value, sizeof word);
            cli_fingerprint_text(print, word);
        } else {
            cli_fingerprint_add(print, value, sizes[option->kind]);
        }
    }
}

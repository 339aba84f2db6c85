#include "grammars.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"
#include "suggest.h"

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The colon-separated folders of $AVANCE_GRAMMARS; one that is missing is told, since someone
 * wrote it. */
static void add_listed(cli_session *session, const char *list)
{
    while (*list) {
        size_t length = strcspn(list, ":");
        char *folder = cli_text("%.*s", (int)length, list);
        if (length && is_folder(folder))
            avance_grammars_add_folder(session->context, folder);
        else if (length)
            cli_tell(session, AVANCE_WARNING, "carpeta-de-gramaticas", folder,
                     "AVANCE_GRAMMARS nombra una carpeta que no existe",
                     "AVANCE_GRAMMARS names a folder that does not exist");
        free(folder);
        list += length + (list[length] == ':');
    }
}

/* Takes ownership of FOLDER; true when it was there. */
static bool add_if_present(cli_session *session, char *folder)
{
    bool present = folder && is_folder(folder);
    if (present)
        avance_grammars_add_folder(session->context, folder);
    free(folder);
    return present;
}

static char *users_folder(void)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config && *config == '/')
        return cli_text("%s/avance/grammars", config);
    return home && *home ? cli_text("%s/.config/avance/grammars", home) : NULL;
}

static char *folder_beside_program(void)
{
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return NULL;
    program[length] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(program, '/');
        if (!slash)
            return NULL;
        *slash = '\0';
    }
    return cli_text("%s/share/avance/grammars", program);
}

void cli_grammars_load(cli_session *session)
{
    const char *listed = getenv("AVANCE_GRAMMARS");
    if (listed)
        add_listed(session, listed);
    add_if_present(session, users_folder());
    /* These three hold the same grammars: a program that was moved, built, installed. */
    if (!add_if_present(session, folder_beside_program()) &&
        !add_if_present(session, cli_text("%s", AVANCE_SOURCE_GRAMMARS)))
        add_if_present(session, cli_text("%s", AVANCE_INSTALLED_GRAMMARS));
}

static bool is_path(const char *name)
{
    size_t length = strlen(name);
    return strchr(name, '/') || (length > 4 && strcmp(name + length - 4, ".avg") == 0);
}

bool cli_grammar_named(cli_session *session, const char *name, size_t *grammar)
{
    if (is_path(name))
        return avance_grammars_add_file(session->context, name, grammar) == AVANCE_OK;
    *grammar = avance_grammar_find(session->context, name);
    size_t count = avance_grammar_count(session->context);
    if (*grammar < count)
        return true;
    cli_suggestion near = { .wanted = name };
    for (size_t i = 0; i < count; i++)
        cli_suggest(&near, avance_grammar_name(session->context, i));
    char *file = cli_text("%s.avg", name);
    if (access(file, R_OK) == 0)
        cli_tell(session, AVANCE_ERROR, "gramatica-desconocida", NULL,
                 "no hay gramática «%s»; ¿quiso decir el archivo %s?",
                 "there is no grammar \"%s\"; did you mean the file %s?", name, file);
    else if (near.best)
        cli_tell(session, AVANCE_ERROR, "gramatica-desconocida", NULL,
                 "no hay gramática «%s»; ¿quiso decir %s?",
                 "there is no grammar \"%s\"; did you mean %s?", name, near.best);
    else
        cli_tell(session, AVANCE_ERROR, "gramatica-desconocida", NULL,
                 "no hay gramática «%s»; avance grammar list dice cuáles hay (un archivo se indica "
                 "por su ruta y termina en .avg)",
                 "there is no grammar \"%s\"; avance grammar list says which there are (a file is "
                 "given by its path and ends in .avg)",
                 name);
    free(file);
    return false;
}

int cli_grammars_each(cli_session *session, cli_operands operands, cli_grammar_work *work)
{
    int worst = CLI_DONE;
    cli_grammars_load(session);
    for (size_t i = 0; i < operands.count; i++) {
        int status = work(session, operands.items[i]);
        if (status > worst)
            worst = status;
    }
    return worst;
}

static avance_status detect(cli_session *session, const avance_source *source, size_t *grammar)
{
    size_t count = avance_grammar_count(session->context);
    if (count == 0) {
        cli_tell(session, AVANCE_ERROR, "sin-gramaticas", NULL,
                 "no se encontró ninguna gramática; indique su carpeta en AVANCE_GRAMMARS o un "
                 "archivo con -g",
                 "no grammar was found; name their folder in AVANCE_GRAMMARS or a file with -g");
        return AVANCE_NO_GRAMMAR;
    }
    avance_fit *fits = cli_zeroed(count * sizeof *fits);
    avance_status status = avance_detect(session->context, source, fits, grammar);
    free(fits);
    return status;
}

avance_status cli_source_open(cli_session *session, const char *path, const char *encoding,
                              bool named, size_t *grammar, avance_source **source)
{
    *source = NULL;
    avance_status status = avance_source_open(session->context, path, encoding, source);
    if (status == AVANCE_OK && !named)
        status = detect(session, *source, grammar);
    return status;
}

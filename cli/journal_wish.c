#include "journal_wish.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

static const char word[] = "avance-diario";

/* Where the journal stands: in the folder of one output per input, beside the one output. Parts of
 * a batch that share a folder have journals of their own. */
static char *place_of(const cli_conversion *c)
{
    char part[32] = "";
    if (c->shard.count > 0)
        snprintf(part, sizeof part, "-%u-%u", c->shard.number, c->shard.count);
    const char *path = c->plan.path;
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    if (c->plan.mode == CLI_TO_EACH)
        return cli_text("%.*s/.%s%s", (int)length, path, word, part);
    size_t folder = length;
    while (folder > 0 && path[folder - 1] != '/')
        folder--;
    return cli_text("%.*s.%.*s.%s%s", (int)folder, path, (int)(length - folder), path + folder,
                    word, part);
}

/* All that decides what the outputs say but the inputs. */
static uint64_t number_of(const cli_conversion *c)
{
    const avance_context *context = c->session->context;
    cli_fingerprint print = c->wished;
    cli_fingerprint_text(&print, avance_version());
    cli_fingerprint_text(&print, c->plan.about.name);
    cli_fingerprint_text(&print, c->session->language == AVANCE_ENGLISH ? "en" : "es");
    cli_fingerprint_text(&print, c->plan.mode == CLI_TO_EACH ? "each" : "one");
    for (size_t i = 0; i < avance_grammar_count(context); i++)
        cli_fingerprint_text(&print, avance_grammar_text(context, i));
    return cli_fingerprint_end(&print);
}

cli_journal_wish cli_journal_wish_of(const cli_conversion *c)
{
    bool each = c->plan.mode == CLI_TO_EACH;
    bool batch = each && (c->inputs.count > 1 || c->inputs.from_folder);
    cli_journal_wish wish = { .resume = c->resume };
    if (c->plan.mode == CLI_TO_STREAM || !(batch || c->resume))
        return wish;
    wish.path = place_of(c);
    wish.command = number_of(c);
    wish.output_count = each ? c->inputs.count : 2;
    wish.outputs = cli_zeroed((wish.output_count + 1) * sizeof *wish.outputs);
    for (size_t i = 0; each && i < wish.output_count; i++)
        wish.outputs[i] = cli_text("%s", c->plan.names[i]);
    if (!each) { /* a file, or a folder of files */
        wish.outputs[0] = cli_text("%s", c->plan.path);
        wish.outputs[1] = cli_text("%s/.", c->plan.path);
    }
    return wish;
}

void cli_journal_wish_free(cli_journal_wish *wish)
{
    for (size_t i = 0; i < wish->output_count; i++)
        free(wish->outputs[i]);
    free(wish->outputs);
    free(wish->path);
}

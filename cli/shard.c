#include "shard.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fingerprint.h"
#include "memory.h"
#include "output_names.h"

bool cli_shard_read(cli_session *session, const char *text, cli_shard *shard)
{
    *shard = (cli_shard){ 0 };
    if (!text)
        return true;
    char *number = cli_text("%s", text), *count = strchr(number, '/');
    bool good = count != NULL;
    if (good) {
        *count++ = '\0';
        good = cli_read_number(number, &shard->number) && cli_read_number(count, &shard->count) &&
               shard->number <= shard->count;
    }
    free(number);
    return good || cli_usage(session, "--shard pide I/N, la parte I de N (p. ej. 2/8), no «%s»",
                             "--shard takes I/N, part I of N (for instance 2/8), not \"%s\"", text);
}

bool cli_shard_takes(const cli_shard *shard, const char *relative)
{
    if (shard->count == 0)
        return true;
    cli_fingerprint name;
    cli_fingerprint_begin(&name);
    cli_fingerprint_add(&name, relative, cli_stem_length(relative));
    return cli_fingerprint_end(&name) % shard->count == shard->number - 1;
}

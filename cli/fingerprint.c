/* FNV-1a, and the last step of MurmurHash3, without which the low bits of similar names are
 * similar. */
#include "fingerprint.h"

#include <string.h>

void cli_fingerprint_begin(cli_fingerprint *print)
{
    print->state = UINT64_C(0xcbf29ce484222325);
}

void cli_fingerprint_add(cli_fingerprint *print, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        print->state = (print->state ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
}

void cli_fingerprint_text(cli_fingerprint *print, const char *text)
{
    cli_fingerprint_add(print, text ? "+" : "-", 1);
    if (text)
        cli_fingerprint_add(print, text, strlen(text) + 1);
}

uint64_t cli_fingerprint_end(const cli_fingerprint *print)
{
    uint64_t mixed = print->state;
    mixed = (mixed ^ mixed >> 33) * UINT64_C(0xff51afd7ed558ccd);
    mixed = (mixed ^ mixed >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return mixed ^ mixed >> 33;
}

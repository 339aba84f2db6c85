/* A number for some bytes that is the same on every machine and, for all practical purposes,
 * differs where they differ. No protection against those who want two to be alike. */
#ifndef CLI_FINGERPRINT_H
#define CLI_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

typedef struct cli_fingerprint {
    uint64_t state;
} cli_fingerprint;

void cli_fingerprint_begin(cli_fingerprint *print);
void cli_fingerprint_add(cli_fingerprint *print, const char *bytes, size_t size);
/* TEXT and its end; NULL is unlike every text. */
void cli_fingerprint_text(cli_fingerprint *print, const char *text);
uint64_t cli_fingerprint_end(const cli_fingerprint *print);

#endif

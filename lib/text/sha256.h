/* SHA-256 (FIPS 180-4) of bytes that are in memory. */
#ifndef AVN_TEXT_SHA256_H
#define AVN_TEXT_SHA256_H

#include <stddef.h>

enum { AVN_DIGEST_SIZE = 65 }; /* 64 hex digits and the NUL */

void avn_sha256(const unsigned char *bytes, size_t size, char digits[AVN_DIGEST_SIZE]);

#endif

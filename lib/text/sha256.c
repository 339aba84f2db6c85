/* The digest of a whole text is asked for by most outputs, and in plain C it takes as long as half
 * of the reading. Most processors of the last years have instructions for it, ten times as fast;
 * they are used where the processor says so, and plain C everywhere else. */
#include "text/sha256.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

enum { BLOCK = 64, LENGTH_SIZE = 8 };

typedef void compressor(uint32_t state[8], const unsigned char *p, size_t blocks);

/* The first 32 bits of the fractions of the cube roots of the first 64 primes. */
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotated(uint32_t x, unsigned count)
{
    return x >> count | x << (32 - count);
}

static uint32_t big_endian(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The words of the rounds on the block at P, with their constants. */
static void schedule(uint32_t w[64], const unsigned char *p)
{
    for (size_t i = 0; i < 16; i++)
        w[i] = big_endian(p + 4 * i);
    for (size_t i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (rotated(a, 7) ^ rotated(a, 18) ^ a >> 3) +
               (rotated(b, 17) ^ rotated(b, 19) ^ b >> 10);
    }
    for (size_t i = 0; i < 64; i++)
        w[i] += constants[i];
}

/* One round; the caller has the eight variables change places instead of their values. */
static inline void turn(uint32_t a, uint32_t b, uint32_t c, uint32_t *d, uint32_t e, uint32_t f,
                        uint32_t g, uint32_t *h, uint32_t word)
{
    uint32_t choice = (e & f) ^ (~e & g), majority = (a & b) ^ (a & c) ^ (b & c);
    uint32_t sum = *h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + choice + word;
    *d += sum;
    *h = sum + (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + majority;
}

static void compress_plainly(uint32_t state[8], const unsigned char *p, size_t blocks)
{
    for (; blocks > 0; blocks--, p += BLOCK) {
        uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
        uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
        uint32_t w[64];
        schedule(w, p);
        for (const uint32_t *at = w; at < w + 64; at += 8) {
            turn(a, b, c, &d, e, f, g, &h, at[0]);
            turn(h, a, b, &c, d, e, f, &g, at[1]);
            turn(g, h, a, &b, c, d, e, &f, at[2]);
            turn(f, g, h, &a, b, c, d, &e, at[3]);
            turn(e, f, g, &h, a, b, c, &d, at[4]);
            turn(d, e, f, &g, h, a, b, &c, at[5]);
            turn(c, d, e, &f, g, h, a, &b, at[6]);
            turn(b, c, d, &e, f, g, h, &a, at[7]);
        }
        const uint32_t result[8] = { a, b, c, d, e, f, g, h };
        for (size_t i = 0; i < 8; i++)
            state[i] += result[i];
    }
}

#ifdef __x86_64__
/* The instructions keep the state as two registers, ABEF and CDGH, and do two rounds at a time. */
__attribute__((target("sha,sse4.1"))) static void compress_fast(uint32_t state[8],
                                                                const unsigned char *p,
                                                                size_t blocks)
{
    const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    const __m128i *k = (const __m128i *)(const void *)constants;
    __m128i *place = (__m128i *)(void *)state;
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128(place), 0xB1);
    __m128i high = _mm_shuffle_epi32(_mm_loadu_si128(place + 1), 0x1B);
    __m128i abef = _mm_alignr_epi8(low, high, 8), cdgh = _mm_blend_epi16(high, low, 0xF0);
    for (; blocks > 0; blocks--, p += BLOCK) {
        const __m128i *bytes = (const __m128i *)(const void *)p;
        __m128i w[4], first = abef, second = cdgh;
        for (size_t i = 0; i < 4; i++)
            w[i] = _mm_shuffle_epi8(_mm_loadu_si128(bytes + i), order);
        for (size_t i = 0; i < 16; i++) {
            __m128i words = _mm_add_epi32(w[i % 4], _mm_loadu_si128(k + i));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, words);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(words, 0x0E));
            __m128i last = w[(i + 3) % 4];
            __m128i middle = _mm_alignr_epi8(last, w[(i + 2) % 4], 4);
            __m128i next = _mm_sha256msg1_epu32(w[i % 4], w[(i + 1) % 4]);
            w[i % 4] = _mm_sha256msg2_epu32(_mm_add_epi32(next, middle), last);
        }
        abef = _mm_add_epi32(abef, first);
        cdgh = _mm_add_epi32(cdgh, second);
    }
    low = _mm_shuffle_epi32(abef, 0x1B);
    high = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128(place, _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128(place + 1, _mm_alignr_epi8(high, low, 8));
}

/* Asked each time, so that there is nothing to keep: once for a file is seldom enough. */
static bool has_instructions(void)
{
    enum { SHA_BIT = 1 << 29, SSE41_BIT = 1 << 19 };
    unsigned a, b, c, d;
    bool sse = __get_cpuid(1, &a, &b, &c, &d) && (c & SSE41_BIT);
    return sse && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & SHA_BIT);
}
#endif

static compressor *best_compressor(void)
{
#ifdef __x86_64__
    if (has_instructions())
        return compress_fast;
#endif
    return compress_plainly;
}

/* What is left of the bytes behind their whole blocks, a mark, and how many bits they all were. */
static void compress_end(compressor *compress, uint32_t state[8], const unsigned char *rest,
                         uint64_t size)
{
    unsigned char end[2 * BLOCK] = { 0 };
    size_t left = (size_t)(size % BLOCK);
    size_t blocks = left + 1 + LENGTH_SIZE <= BLOCK ? 1 : 2;
    if (left > 0)
        memcpy(end, rest, left);
    end[left] = 0x80;
    for (size_t i = 0; i < LENGTH_SIZE; i++)
        end[blocks * BLOCK - 1 - i] = (unsigned char)(size * 8 >> 8 * i);
    compress(state, end, blocks);
}

static void digest_with(compressor *compress, const unsigned char *bytes, size_t size,
                        char digits[AVN_DIGEST_SIZE])
{
    static const char hex[] = "0123456789abcdef";
    /* The first 32 bits of the fractions of the square roots of the first eight primes. */
    uint32_t state[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                          0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
    size_t whole = size / BLOCK;
    compress(state, bytes, whole);
    compress_end(compress, state, bytes + whole * BLOCK, size);
    for (size_t i = 0; i < AVN_DIGEST_SIZE - 1; i++)
        digits[i] = hex[state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    digits[AVN_DIGEST_SIZE - 1] = '\0';
}

void avn_sha256(const unsigned char *bytes, size_t size, char digits[AVN_DIGEST_SIZE])
{
    digest_with(best_compressor(), bytes, size, digits);
}

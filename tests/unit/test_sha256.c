/* SHA-256 against known digests, by the processor's instructions and without them: no machine would
 * run both by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define avn_sha256 avn_sha256_beside /* the library has one of that name */
#include "text/sha256.c"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* From an exact copy, so that AddressSanitizer sees a reader that goes past the end. */
static void assert_digest(const void *bytes, size_t size, const char *expected)
{
    char digits[AVN_DIGEST_SIZE];
    unsigned char *exact = malloc(size + !size);
    assert_non_null(exact);
    memcpy(exact, bytes, size);
    digest_with(best_compressor(), exact, size, digits);
    assert_string_equal(digits, expected);
    digest_with(compress_plainly, exact, size, digits);
    assert_string_equal(digits, expected);
    free(exact);
}

/* Of FIPS 180-4 and its examples. */
static void published_digests(void **state)
{
    (void)state;
    static const char words[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    assert_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digest("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_digest(words, sizeof words - 1,
                  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    enum { MILLION = 1000000 };
    char *many = malloc(MILLION);
    assert_non_null(many);
    memset(many, 'a', MILLION);
    assert_digest(many, MILLION,
                  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(many);
}

/* What is behind the last whole block has room for the length, or has not. Expected: sha256sum. */
static void every_end_of_a_text(void **state)
{
    (void)state;
    static const struct {
        size_t size;
        const char *digest;
    } rows[] = {
        { 1, "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a" },
        { 55, "0e1fd909ef91754af38bceea27478ef6ca3427023f13bf590b34b205e5e1c0fb" },
        { 56, "d914564b0890ba0507547d978021457d00970416582fcfae4746bd6f15e1dbbe" },
        { 63, "cf0c1d27f3afc26f75784d0eb19c153f67106833b6e4d38ed5a02cf3826f7fab" },
        { 64, "a70bbf04e9d6b13f21dae6ee3119e2fefb8bbad9c34a142738f09089ae07bdef" },
        { 65, "f368e8174761b102b4175797f967faffa0783bc72d5d32513b5c5dd895d0ea57" },
        { 119, "5c413bb5eb7ba9c71811382fea17a008dcbc6ea2ad9401698d552e201d148bb8" },
        { 120, "06e55c382ffed163d9d1c9daf4eaf73a17fb299140d535c48f87b1c4b65f61c1" },
        { 128, "3a864621ed20a0943dee9a213f4b02c281d7efe598ab555e88d4d32961acd32f" },
        { 1000, "67a8f5c74b034d617fec2807aa1d5591a50459cd923b577614ad725226c4b092" },
    };
    unsigned char bytes[1000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)((i * 7 + 1) % 251);
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_digest(bytes, rows[i].size, rows[i].digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_digests),
        cmocka_unit_test(every_end_of_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

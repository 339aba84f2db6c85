/* Encodings: one Spanish text comes out the same, whichever way it was stored. */
#include "source_case.h"

#include <iconv.h>
#include <stdlib.h>
#include <zlib.h>

#include "text/encoding.h"

static const char sample[] = "DEPENDENCIA / ENTIDAD    45 COMISIÓN DEL AGUA DE NUEVA ALQUERÍA\n"
                             "\n"
                             "Núm. 3: pingüinos, niñez y “acción” – 1ª etapa… ½ del año\n"
                             "UNIDAD ADMINISTRATIVA\t001 DIRECCIÓN GENERAL\n";
/* The same without what only Unicode and Windows-1252 have. */
static const char old_sample[] = "DEPENDENCIA / ENTIDAD    45 COMISIÓN DEL AGUA\n"
                                 "Núm. 3: pingüinos y niñez, 1ª etapa ½ del año\n";

typedef struct bytes {
    char data[4096];
    size_t size;
} bytes;

static bytes converted(const char *encoding, const char *mark, const char *text)
{
    bytes b = { .size = strlen(mark) };
    memcpy(b.data, mark, b.size);
    iconv_t to = iconv_open(encoding, "UTF-8");
    assert_true(to != (iconv_t)-1);
    char *in = malloc(strlen(text) + 1);
    strcpy(in, text);
    char *from = in, *out = b.data + b.size;
    size_t left = strlen(text), room = sizeof b.data - b.size;
    assert_int_equal(iconv(to, &from, &left, &out, &room), 0);
    iconv_close(to);
    free(in);
    b.size = sizeof b.data - room;
    return b;
}

static void check_encoding(bytes b, const char *wanted, const char *name, bool warns,
                           const char *text)
{
    source_case c = source_case_new();
    c.options.encoding = wanted;
    source_case_read(&c, b.data, b.size);
    source_case_expect(&c, text);
    assert_string_equal(c.source->encoding, name);
    assert_int_equal(c.told, warns ? 1 : 0);
    if (warns) {
        assert_string_equal(c.message.code, "codificacion-supuesta");
        assert_int_equal(c.message.level, AVANCE_WARNING);
        assert_non_null(strstr(c.message.message, name));
    }
    source_case_free(&c);
}

static void test_one_text_in_every_encoding(void **state)
{
    (void)state;
    check_encoding(converted("UTF-8", "", sample), NULL, "UTF-8", false, sample);
    check_encoding(converted("UTF-8", "\xEF\xBB\xBF", sample), NULL, "UTF-8", false, sample);
    check_encoding(converted("UTF-16LE", "\xFF\xFE", sample), NULL, "UTF-16LE", false, sample);
    check_encoding(converted("UTF-16BE", "\xFE\xFF", sample), NULL, "UTF-16BE", false, sample);
    check_encoding(converted("UTF-16LE", "", sample), NULL, "UTF-16LE", true, sample);
    check_encoding(converted("UTF-16BE", "", sample), NULL, "UTF-16BE", true, sample);
    check_encoding(converted("WINDOWS-1252", "", sample), NULL, "Windows-1252", true, sample);
    check_encoding(converted("ISO-8859-1", "", old_sample), NULL, "ISO-8859-1", true, old_sample);
    const char *euros = "AÑO: 1,000 € PARA LA COMISIÓN\n";
    check_encoding(converted("ISO-8859-15", "", euros), NULL, "ISO-8859-15", true, euros);
}

static void test_named_encoding_is_obeyed(void **state)
{
    (void)state;
    const char *text = "EVALUACIÓN Y NIÑEZ\n";
    check_encoding(converted("CP850", "", text), "CP850", "CP850", false, text);
    check_encoding(converted("MACINTOSH", "", text), "macintosh", "macintosh", false, text);
    check_encoding(converted("UTF-16", "", text), "UTF-16", "UTF-16", false, text);
    check_encoding(converted("UTF-8", "", text), "utf8", "UTF-8", false, text);
    check_encoding(converted("UTF-8", "", "Ñ\n"), "ISO-8859-1", "ISO-8859-1", false, "Ã\xC2\x91\n");
}

static void test_unknown_encoding_name(void **state)
{
    (void)state;
    static const char *const names[] = { "EBCDIC-KLINGON", "" };
    for (size_t i = 0; i < 2; i++) {
        source_case c = source_case_new();
        c.options.encoding = names[i];
        READ(&c, "META\n");
        source_case_refused(&c, AVANCE_BAD_USE, "codificacion-desconocida", names[i]);
        source_case_free(&c);
    }
}

static void test_named_encoding_that_does_not_fit(void **state)
{
    (void)state;
    source_case c = source_case_new();
    c.options.encoding = "UTF-8";
    READ(&c, "EVALUACI\xD3N Y NI\xD1"
             "EZ\n");
    source_case_refused(&c, AVANCE_NOT_TEXT, "codificacion", "UTF-8");
    source_case_free(&c);
    c.options.encoding = "ASCII";
    READ(&c, "EVALUACI\xD3N Y NI\xD1"
             "EZ\n");
    source_case_refused(&c, AVANCE_NOT_TEXT, "codificacion", "ASCII");
    source_case_free(&c);
}

static void test_latin9_by_plausibility(void **state)
{
    (void)state;
    static const struct {
        const char *text, *encoding;
    } cases[] = {
        { "EL C\xBCUR DE LA COMISI\xD3N", "ISO-8859-15" }, /* CŒUR */
        { "LA \xBDuvre DE M\xC9XICO", "ISO-8859-15" },
        { "DVO\xA8\xC1K Y KARADI\xA6I\xC6", "ISO-8859-15" },
        { "COSTO 35 \xA4 POR NI\xD1O", "ISO-8859-15" },
        { "1\xBD HORAS EN LA ACCI\xD3N", "ISO-8859-1" },
        { "UN \xBD KILO Y \xBE DE LITRO", "ISO-8859-1" },
        { "\xA8"
          "EL NI\xD1O\xA8 Y D\xB4"
          "ARTAGNAN",
          "ISO-8859-1" },
        { "CAMI\xD3N \x80 5", "Windows-1252" },
        { "C\xBCUR \x93ni\xF1os\x94", "Windows-1252" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(avn_legacy_encoding_of(avn_str_of(cases[i].text)), cases[i].encoding);
    source_case c = source_case_new();
    READ(&c, "EL C\xBCUR DE LA COMISI\xD3N");
    source_case_expect(&c, "EL CŒUR DE LA COMISIÓN\n");
    source_case_free(&c);
}

/* One bad byte in a text that is UTF-8 otherwise must not turn the rest into mojibake. */
static void test_damaged_utf8_stays_utf8(void **state)
{
    (void)state;
    source_case c = source_case_new();
    READ(&c, "DIRECCIÓN DE NIÑEZ\r\nEVALUACIÓN\rAÑO 2\xD3\xE2\x80. FIN\n");
    source_case_expect(&c, "DIRECCIÓN DE NIÑEZ\nEVALUACIÓN\nAÑO 2\xEF\xBF\xBD\xEF\xBF\xBD. FIN\n");
    assert_string_equal(c.source->encoding, "UTF-8");
    assert_int_equal(c.told, 1);
    assert_string_equal(c.message.code, "bytes-danados");
    assert_int_equal(c.message.level, AVANCE_WARNING);
    assert_string_equal(c.message.file, "informe.txt");
    assert_int_equal(c.message.line, 3);
    assert_int_equal(c.message.column, 6);
    assert_non_null(strstr(c.message.message, "UTF-8 válido: 2,"));
    assert_int_equal(avn_source_column(c.source, 2, strlen("AÑO 2\xEF\xBF\xBD\xEF\xBF\xBD")), 8);
    source_case_free(&c);

    READ(&c, "NIÑEZ, ACCIÓN, A\xC3");
    source_case_expect(&c, "NIÑEZ, ACCIÓN, A\xEF\xBF\xBD\n");
    assert_string_equal(c.message.code, "bytes-danados");
    source_case_free(&c);
}

static void test_lone_surrogate_is_told(void **state)
{
    (void)state;
    source_case c = source_case_new();
    READ(&c, "\xFF\xFE"
             "A\0\n\0\0\xD8"
             "B\0C\0\n\0");
    source_case_expect(&c, "A\n\xEF\xBF\xBD"
                           "BC\n");
    assert_string_equal(c.message.code, "bytes-danados");
    assert_int_equal(c.message.line, 2);
    source_case_free(&c);
}

static bytes gzipped(const char *text)
{
    bytes b = { .size = 0 };
    z_stream z = { 0 };
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    char *in = malloc(strlen(text) + 1);
    strcpy(in, text);
    z.next_in = (Bytef *)in;
    z.avail_in = (uInt)strlen(text);
    z.next_out = (Bytef *)b.data;
    z.avail_out = sizeof b.data;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    b.size = z.total_out;
    deflateEnd(&z);
    free(in);
    return b;
}

static bytes joined(bytes a, bytes b)
{
    memcpy(a.data + a.size, b.data, b.size);
    a.size += b.size;
    return a;
}

static void test_gzip_by_content(void **state)
{
    (void)state;
    check_encoding(gzipped(sample), NULL, "UTF-8", false, sample);
    check_encoding(joined(gzipped("UNO\nDO"), gzipped("S\nTRES\n")), NULL, "UTF-8", false,
                   "UNO\nDOS\nTRES\n");
    bytes filled = joined(gzipped(sample), (bytes){ { 0 }, 9 });
    check_encoding(filled, NULL, "UTF-8", false, sample);
}

static void test_damaged_gzip_is_refused(void **state)
{
    (void)state;
    bytes whole = gzipped(sample);
    for (size_t size = 2; size < whole.size; size++) {
        source_case c = source_case_new();
        source_case_read(&c, whole.data, size);
        source_case_refused(&c, AVANCE_NOT_TEXT, "gzip-danado", "gzip");
        source_case_free(&c);
    }
    bytes wrong_sum = whole;
    wrong_sum.data[whole.size - 6] ^= 1;
    bytes garbage = joined(whole, (bytes){ "basura", 6 });
    source_case c = source_case_new();
    source_case_read(&c, wrong_sum.data, wrong_sum.size);
    source_case_refused(&c, AVANCE_NOT_TEXT, "gzip-danado", "gzip");
    source_case_free(&c);
    source_case_read(&c, garbage.data, garbage.size);
    source_case_refused(&c, AVANCE_NOT_TEXT, "gzip-danado", "gzip");
    source_case_free(&c);
}

static void test_size_limits(void **state)
{
    (void)state;
    source_case c = source_case_new();
    c.options.max_size = 10;
    READ(&c, "1234567890");
    source_case_expect(&c, "1234567890\n");
    source_case_free(&c);
    c.options.max_size = 10;
    READ(&c, "12345678901");
    source_case_refused(&c, AVANCE_LIMIT, "limite-entrada", "10 bytes");
    source_case_free(&c);

    char *zeros = malloc(200001);
    memset(zeros, '0', 200000);
    zeros[200000] = '\0';
    bytes bomb = gzipped(zeros);
    free(zeros);
    assert_true(bomb.size < 1000);
    c.options.max_size = 199999;
    source_case_read(&c, bomb.data, bomb.size);
    source_case_refused(&c, AVANCE_LIMIT, "limite-entrada", "199999");
    source_case_free(&c);
    c.options.max_size = 200000;
    source_case_read(&c, bomb.data, bomb.size);
    assert_int_equal(c.status, AVANCE_OK);
    assert_int_equal(c.source->text.len, 200000);
    source_case_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_text_in_every_encoding),
        cmocka_unit_test(test_named_encoding_is_obeyed),
        cmocka_unit_test(test_unknown_encoding_name),
        cmocka_unit_test(test_named_encoding_that_does_not_fit),
        cmocka_unit_test(test_latin9_by_plausibility),
        cmocka_unit_test(test_damaged_utf8_stays_utf8),
        cmocka_unit_test(test_lone_surrogate_is_told),
        cmocka_unit_test(test_gzip_by_content),
        cmocka_unit_test(test_damaged_gzip_is_refused),
        cmocka_unit_test(test_size_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

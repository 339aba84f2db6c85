/* Sources: lines, pages, columns, and inputs that are not text. */
#include "source_case.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_line_ends(void **state)
{
    (void)state;
    source_case c = source_case_new();
    READ(&c, "uno\r\ndos\rtres\n\r\n\rcuatro");
    source_case_expect(&c, "uno\ndos\ntres\n\n\ncuatro\n");
    source_case_free(&c);
    READ(&c, "uno\rdos\r\rtres\r");
    source_case_expect(&c, "uno\ndos\n\ntres\n");
    source_case_free(&c);
    READ(&c, "uno\ndos\n\0\0\0\x1A");
    source_case_expect(&c, "uno\ndos\n");
    source_case_free(&c);
}

static void test_blanks_and_widthless_characters(void **state)
{
    (void)state;
    source_case c = source_case_new();
    READ(&c, "\xEF\xBB\xBF"
             "a\u00A0b\u2007c\u202Fd\u3000e\u2009f\tg\n"
             "TRANS\u00ADPA\u200BREN\u2060CIA\uFEFF\n");
    source_case_expect(&c, "a b c d e f\tg\nTRANSPARENCIA\n");
    source_case_free(&c);
}

static void test_text_is_composed(void **state)
{
    (void)state;
    source_case c = source_case_new();
    READ(&c, "EVALUACIO\u0301N DE LA NIN\u0303EZ\nu\u0308\u0301 \u212B \u2260 =\u0338\n\u0301x\n"
             "\u1100\u1161\u11A8 ok\n");
    source_case_expect(&c, "EVALUACIÓN DE LA NIÑEZ\n\u01D8 \u00C5 \u2260 \u2260\n\u0301x\n"
                           "\uAC01 ok\n");
    source_case_free(&c);
}

static void check_column(const source_case *c, size_t line, const char *word, unsigned column)
{
    avn_str text = avn_source_line(c->source, line);
    size_t at = avn_str_find(text, avn_str_of(word));
    assert_true(at < text.len);
    assert_int_equal(avn_source_column(c->source, line, at), column);
}

static void test_columns_lead_back_to_the_original(void **state)
{
    (void)state;
    source_case c = source_case_new();
    READ(&c, "AÑO x\r\n"
             "TRANS\u00ADPA\u200BREN X\u00ADY z\u00AD\n"
             "\fEVALUACIO\u0301N y NIN\u0303EZ\u00A0w\n"
             "medio\fpunto v\r"
             "limpia u\n");
    check_column(&c, 0, "x", 5);
    check_column(&c, 1, "T", 1);
    check_column(&c, 1, "S", 5);
    check_column(&c, 1, "P", 7);
    check_column(&c, 1, "REN", 10);
    check_column(&c, 1, "Y", 16);
    assert_int_equal(avn_source_column(c.source, 1, 15), 20);
    check_column(&c, 2, "E", 2);
    check_column(&c, 2, "N y", 12);
    check_column(&c, 2, "w", 23);
    check_column(&c, 3, "punto", 7);
    check_column(&c, 4, "u", 8);
    source_case_free(&c);
}

static void expect_pages(const char *text, const uint32_t *starts, size_t count)
{
    source_case c = source_case_new();
    source_case_read(&c, text, strlen(text));
    assert_int_equal(c.status, AVANCE_OK);
    assert_int_equal(c.source->page_start_count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(c.source->page_starts[i], starts[i]);
    for (size_t i = 0; i < c.source->line_count; i++)
        assert_null(
            memchr(avn_source_line(c.source, i).ptr, '\f', avn_source_line(c.source, i).len));
    source_case_free(&c);
}
#define EXPECT_PAGES(text, ...)                                                                    \
    expect_pages((text), (const uint32_t[]){ __VA_ARGS__ },                                        \
                 sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

static void test_form_feeds_begin_pages(void **state)
{
    (void)state;
    /* a form feed after each page, as pdftotext writes */
    EXPECT_PAGES("uno\nsigue\n\fdos\n\ftres\n\f", 2, 3);
    /* before each page */
    EXPECT_PAGES("\n\funo\n\fdos\n\n\f\ntres\n", 2, 4);
    /* between pages, and on lines of their own */
    EXPECT_PAGES("uno\n\f\ndos\n\f\n", 1);
    /* at the end of a line, and inside one */
    EXPECT_PAGES("uno\f\ndos\fmedio\ntres\n", 1, 1);
    /* an empty page, and an empty first page */
    EXPECT_PAGES("uno\n\f\fdos\n\f", 1, 1);
    EXPECT_PAGES("\funo\n\fdos\n\f", 0, 1);
    expect_pages("uno\n\f", NULL, 0);
    expect_pages("\funo\n", NULL, 0);
}

static void refused(const void *bytes, size_t size, const char *code, const char *part)
{
    source_case c = source_case_new();
    source_case_read(&c, bytes, size);
    source_case_refused(&c, AVANCE_NOT_TEXT, code, part);
    assert_string_equal(c.message.file, "informe.txt");
    source_case_free(&c);
}
#define REFUSED(literal, code, part) refused((literal), sizeof(literal) - 1, (code), (part))

static void test_what_is_not_text(void **state)
{
    (void)state;
    REFUSED("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "no-es-texto", "pdftotext -layout");
    REFUSED("\r\n%PDF-1.4\n", "no-es-texto", "un PDF");
    REFUSED("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "no-es-texto", "una imagen");
    REFUSED("\xFF\xD8\xFF\xE0\0\x10JFIF", "no-es-texto", "una imagen");
    REFUSED("PK\3\4\x14\0\6\0[Content_Types].xml..word/document.xml", "no-es-texto", "docx");
    REFUSED("PK\3\4\x14\0\6\0[Content_Types].xml..xl/workbook.xml", "no-es-texto", "xlsx");
    REFUSED("PK\3\4\x14\0\0\0informe.txt", "no-es-texto", "ZIP");
    REFUSED("\x7F"
            "ELF\2\1\1\0\0\0\0\0\1",
            "no-es-texto", "nulos o de control");
    REFUSED("uno\1\2\3\4\5 dos\n", "no-es-texto", "nulos o de control");
    REFUSED("", "vacio", "vacío");
    REFUSED("\0\0\0\0\0\0\0\0\0\0", "vacio", "vacío");
    REFUSED(" \t\r\n\u00A0\u200B\n\0", "vacio", "vacío");
    REFUSED("\f\f \n\f", "vacio", "escaneado");
    REFUSED("\xFF\xFE", "vacio", "vacío");
}

static void test_html_is_text(void **state)
{
    (void)state;
    source_case c = source_case_new();
    READ(&c, "<!DOCTYPE html>\n<p>META</p>\n");
    source_case_expect(&c, "<!DOCTYPE html>\n<p>META</p>\n");
    source_case_free(&c);
}

static void test_messages_in_english(void **state)
{
    (void)state;
    source_case c = source_case_new();
    c.sink = (avn_sink){ &c.arena, AVANCE_ENGLISH, NULL, source_case_hear, &c };
    c.status =
        avn_source_memory(avn_allocator_standard, &c.sink, "a", "%PDF-1.7", 8, NULL, &c.source);
    assert_non_null(strstr(c.message.message, "is not text but a PDF"));
    source_case_free(&c);
}

static void write_file(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static void test_files(void **state)
{
    (void)state;
    char folder[] = "/tmp/test_source_XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/informe.txt", folder);
    source_case c = source_case_new();
    source_case_open(&c, path);
    source_case_refused(&c, AVANCE_CANNOT_READ, "no-se-puede-leer", "no existe");
    assert_string_equal(c.message.file, path);
    source_case_free(&c);
    source_case_open(&c, folder);
    source_case_refused(&c, AVANCE_CANNOT_READ, "es-carpeta", "carpeta");
    source_case_free(&c);
    source_case_open(&c, "/dev/null");
    source_case_refused(&c, AVANCE_NOT_TEXT, "vacio", "vacío");
    source_case_free(&c);

    write_file(path, "uno\ndos\n", 8);
    source_case_open(&c, path);
    source_case_expect(&c, "uno\ndos\n");
    assert_string_equal(c.source->name, path);
    /* printf 'uno\ndos\n' | sha256sum */
    char sum[AVN_DIGEST_SIZE];
    avn_source_sha256(c.source, sum);
    assert_string_equal(sum, "3286d72d1182cc61f3b0a26662e6d0e1c769e0001a3d98c921e517ab49eb81ec");
    source_case_free(&c);
    if (geteuid() != 0) {
        chmod(path, 0);
        source_case_open(&c, path);
        source_case_refused(&c, AVANCE_CANNOT_READ, "no-se-puede-leer", "permiso");
        source_case_free(&c);
    }
    unlink(path);
    rmdir(folder);
}

/* Plain text is used where the file is mapped; the byte behind it must still be readable. */
static void test_plain_files_are_not_copied(void **state)
{
    (void)state;
    char path[] = "/tmp/test_source_XXXXXX";
    close(mkstemp(path));
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *text = malloc(page + 1);
    memset(text, 'A', page + 1);
    for (size_t size = page - 1; size <= page + 1; size++) {
        write_file(path, text, size);
        source_case c = source_case_new();
        source_case_open(&c, path);
        assert_int_equal(c.status, AVANCE_OK);
        assert_ptr_equal(c.source->text.ptr, c.source->raw);
        assert_int_equal(c.source->raw_is_mapped, size != page);
        assert_int_equal(c.source->text.len, size);
        assert_int_equal(c.source->text.ptr[size], '\0');
        source_case_free(&c);
    }
    free(text);
    unlink(path);
}

static void test_standard_input(void **state)
{
    (void)state;
    int saved = dup(STDIN_FILENO), ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "uno\r\ndos", 8), 8);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    source_case c = source_case_new();
    source_case_open(&c, NULL);
    source_case_expect(&c, "uno\ndos\n");
    assert_string_equal(c.source->name, "-");
    source_case_free(&c);
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(ends[0]);
}

static void test_one_line_of_16_megabytes(void **state)
{
    (void)state;
    enum { SIZE = 16 * 1024 * 1024 };
    char *text = malloc(SIZE);
    memset(text, 'x', SIZE);
    memcpy(text + SIZE - 5,
           "\xC2\xAD"
           "FIN",
           5);
    source_case c = source_case_new();
    source_case_read(&c, text, SIZE);
    assert_int_equal(c.status, AVANCE_OK);
    assert_int_equal(c.source->line_count, 1);
    assert_int_equal(c.source->lines[0].len, SIZE - 2);
    assert_int_equal(avn_source_column(c.source, 0, SIZE - 5), SIZE - 3);
    source_case_free(&c);
    free(text);
}

/* Endless runs of marks must neither overflow nor take quadratic time. */
static void test_a_million_marks_on_one_letter(void **state)
{
    (void)state;
    enum { MARKS = 1000000 };
    char *text = malloc(1 + 2 * MARKS);
    text[0] = 'a';
    for (size_t i = 0; i < MARKS; i++)
        memcpy(text + 1 + 2 * i, i % 2 ? "\xCC\xA3" : "\xCC\x81", 2);
    source_case c = source_case_new();
    source_case_read(&c, text, 1 + 2 * MARKS);
    assert_int_equal(c.status, AVANCE_OK);
    assert_int_equal(avn_source_column(c.source, 0, c.source->text.len), MARKS + 2);
    source_case_free(&c);
    free(text);
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

/* Nothing stands between line LINE and the one before but one line end, and form feeds. */
static void expect_gap(const avn_source *source, size_t line)
{
    const avn_line *above = line ? &source->lines[line - 1] : NULL;
    size_t newlines = 0;
    for (size_t i = above ? above->start + above->len : 0; i < source->lines[line].start; i++) {
        char c = source->text.ptr[i];
        assert_true(c == '\n' || c == '\f' || (c == '\r' && source->text.ptr[i + 1] == '\n'));
        newlines += c == '\n';
    }
    assert_int_equal(newlines, line > 0);
}

/* Whatever comes in: lines lie inside the text, in order, and hold no line end. */
static void test_random_bytes(void **state)
{
    (void)state;
    static const char *const pieces[] = { "A",          " ",      "\n",      "\r",     "\f",
                                          "\u00AD",     "Ñ",      "N\u0303", "\xD3",   "\xE2\x80",
                                          "\u0301",     "\u00A0", "ab",      "\uFEFF", "\x1F\x8B",
                                          "\U0001F600", "\xFF" };
    unsigned seed = 7, read = 0;
    for (unsigned round = 0; round < 20000; round++) {
        char text[256];
        size_t size = 0, wanted = next_random(&seed) % 120;
        while (size < wanted) {
            const char *piece = pieces[next_random(&seed) % (sizeof pieces / sizeof *pieces)];
            if (round % 4 == 0) {
                text[size++] = (char)next_random(&seed);
            } else {
                memcpy(text + size, piece, strlen(piece));
                size += strlen(piece);
            }
        }
        source_case c = source_case_new();
        source_case_read(&c, text, size);
        size_t place = 0;
        for (size_t i = 0; c.source && i < c.source->line_count; i++) {
            avn_line line = c.source->lines[i];
            assert_true(line.start >= place);
            place = line.start + line.len;
            assert_true(place <= c.source->text.len);
            assert_null(memchr(c.source->text.ptr + line.start, '\n', line.len));
            expect_gap(c.source, i);
            assert_true(avn_source_column(c.source, i, line.len) >= 1);
            assert_true(avn_source_column(c.source, i, line.len) <= size + 1);
        }
        read += c.source != NULL;
        assert_true(c.source != NULL || c.told > 0);
        source_case_free(&c);
    }
    assert_true(read > 5000);
}

typedef struct scarce {
    size_t calls, fail_at;
    long blocks;
} scarce;

static void *scarce_resize(void *user, void *block, size_t size)
{
    scarce *memory = user;
    if (size == 0) {
        memory->blocks -= block != NULL;
        free(block);
        return NULL;
    }
    if (++memory->calls == memory->fail_at)
        return NULL;
    memory->blocks += block == NULL;
    return realloc(block, size);
}

static void fail_each_allocation(const void *bytes, size_t size)
{
    avance_status status = AVANCE_NO_MEMORY;
    size_t failures = 0;
    for (size_t n = 1; status == AVANCE_NO_MEMORY; n++) {
        scarce memory = { .fail_at = n };
        avn_allocator allocator = { scarce_resize, &memory };
        source_case c = source_case_new();
        c.sink = (avn_sink){ &c.arena, AVANCE_SPANISH, NULL, source_case_hear, &c };
        status = avn_source_memory(allocator, &c.sink, "informe.txt", bytes, size, NULL, &c.source);
        if (status == AVANCE_NO_MEMORY) {
            failures++;
            assert_null(c.source);
            assert_string_equal(c.message.code, "sin-memoria");
            assert_int_equal(memory.blocks, 0);
        }
        source_case_free(&c);
        assert_int_equal(memory.blocks, 0);
    }
    assert_int_equal(status, AVANCE_OK);
    assert_true(failures >= 3);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    static const char plain[] = "NIÑEZ\n";
    static const char latin[] = "NI\xD1"
                                "EZ\r\n\fACCI\xD3N\n";
    static const char marks[] = "NIN\u0303EZ \u00AD\f dos\n\ftres\n";
    /* printf 'NI\303\221EZ\n' | gzip -n */
    static const char gzip[] = "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\xF3\xF3\x3C\x3C\xD1\x35"
                               "\x8A\x0B\x00\xDF\x8D\x96\xDC\x07\x00\x00\x00";
    fail_each_allocation(plain, sizeof plain - 1);
    fail_each_allocation(latin, sizeof latin - 1);
    fail_each_allocation(marks, sizeof marks - 1);
    fail_each_allocation(gzip, sizeof gzip - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_blanks_and_widthless_characters),
        cmocka_unit_test(test_text_is_composed),
        cmocka_unit_test(test_columns_lead_back_to_the_original),
        cmocka_unit_test(test_form_feeds_begin_pages),
        cmocka_unit_test(test_what_is_not_text),
        cmocka_unit_test(test_html_is_text),
        cmocka_unit_test(test_messages_in_english),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_plain_files_are_not_copied),
        cmocka_unit_test(test_standard_input),
        cmocka_unit_test(test_one_line_of_16_megabytes),
        cmocka_unit_test(test_a_million_marks_on_one_letter),
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

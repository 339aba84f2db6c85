/* Lines of text that is used where it lies: CRLF and form feeds at either end of a line cost no
 * copy, and give the lines, pages and columns that the copied text gives. */
#include "source_case.h"

#include <stdlib.h>
#include <unistd.h>

/* TEXT with its first blank made a no-break space: the same lines, but not plain. */
static avn_str with_hard_blank(avn_arena *arena, avn_str text)
{
    size_t blank = avn_str_find(text, AVN_STR(" "));
    assert_true(blank < text.len);
    avn_str rest = avn_str_from(text, blank + 1);
    return avn_arena_printf(arena, "%.*s\u00A0%.*s", (int)blank, text.ptr, AVN_FMT(rest));
}

static void expect_same_pages(const avn_source *here, const avn_source *copied)
{
    assert_int_equal(here->page_start_count, copied->page_start_count);
    for (size_t i = 0; i < here->page_start_count; i++)
        assert_int_equal(here->page_starts[i], copied->page_starts[i]);
}

static void expect_same_lines(const avn_source *here, const avn_source *copied)
{
    assert_int_equal(here->line_count, copied->line_count);
    for (size_t i = 0; i < here->line_count; i++) {
        avn_str line = avn_source_line(here, i), other = avn_source_line(copied, i);
        if (!avn_str_eq(line, other))
            fail_msg("line %zu is \"%.*s\", not \"%.*s\"", i + 1, AVN_FMT(line), AVN_FMT(other));
        for (size_t at = 0; at <= line.len; at++)
            assert_int_equal(avn_source_column(here, i, at), avn_source_column(copied, i, at));
    }
}

/* Reads TEXT, which must not be copied, and the same with a character that has it copied. */
static void lies_as_copied(avn_str text)
{
    source_case here = source_case_new(), copied = source_case_new();
    source_case_read(&here, text.ptr, text.len);
    assert_int_equal(here.status, AVANCE_OK);
    assert_null(here.source->decoded);
    assert_null(here.source->map);
    assert_ptr_equal(here.source->text.ptr, here.source->raw);
    avn_str hard = with_hard_blank(&copied.arena, text);
    source_case_read(&copied, hard.ptr, hard.len);
    assert_int_equal(copied.status, AVANCE_OK);
    assert_non_null(copied.source->decoded);
    expect_same_lines(here.source, copied.source);
    expect_same_pages(here.source, copied.source);
    assert_int_equal(avn_source_size(here.source), copied.source->text.len);
    avn_str joined = avn_source_text(here.source, &here.arena);
    assert_true(avn_str_eq(joined, copied.source->text));
    source_case_free(&here);
    source_case_free(&copied);
}

static void test_line_ends_stay_where_they_are(void **state)
{
    (void)state;
    lies_as_copied(AVN_STR("META 1\r\n\r\nAvance\n  12 \r\n"));
    lies_as_copied(AVN_STR("META 1\r\n\r\n\r\nAvance"));
    source_case c = source_case_new();
    READ(&c, "META 1\r\n\r\nAvance \r\n");
    source_case_expect(&c, "META 1\n\nAvance \n");
    source_case_free(&c);
}

static void test_form_feeds_stay_where_they_are(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "META 1\n\fMETA 2\n\fMETA 3\n",           /* at the beginning */
        "\fMETA 1\n\fMETA 2\n\fMETA 3\n",         /* of the first line too */
        "META 1\f\nMETA 2\f\nMETA 3\n",           /* at the end */
        "META 1\f\nMETA 2\f\nMETA 3\f",           /* and without a line end */
        "META 1\n\f\nMETA 2\n\f\nMETA 3\n",       /* alone */
        "META 1\n\f\f\fMETA 2\f\f\n\f\f\n x \n",  /* several */
        "META 1\n\fMETA 2\n\f",                   /* behind the last line end */
        "META 1\n\fMETA 2\n\f\f\f",               /* several there */
        "META 1\n\n \n\f",                        /* behind blank lines */
        "META 1\n\f \f\n\f  META 2\f\n \f\n\f ",  /* around blanks */
        "META 1\r\n\fMETA 2\f\r\n\f\r\n\fX\r\n",  /* before CRLF */
        "META 1\r\n\f\f\r\nMETA 2\r\n\f",         /* and behind it */
        "\n\f\n\fAÑO 1 Ñu\f\n\f\fAÑO 2 Ñu\n\n\f", /* where bytes are not characters */
        "\f\n \n\fMETA 1\f\n\f\n",                /* before all text and behind it */
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        lies_as_copied(avn_str_of(texts[i]));
}

static void test_columns_count_form_feeds(void **state)
{
    (void)state;
    source_case c = source_case_new();
    READ(&c, "\f\fAÑO x\f\r\nmeta\r\n\f\r\n");
    source_case_expect(&c, "AÑO x\nmeta\n\n");
    assert_int_equal(avn_source_column(c.source, 0, 0), 3);
    assert_int_equal(avn_source_column(c.source, 0, strlen("AÑO ")), 7);
    assert_int_equal(avn_source_column(c.source, 0, strlen("AÑO x")), 9);
    assert_int_equal(avn_source_column(c.source, 1, 4), 5);
    assert_int_equal(avn_source_column(c.source, 2, 0), 2);
    source_case_free(&c);
}

static void is_copied(avn_str text, const char *lines)
{
    source_case c = source_case_new();
    source_case_read(&c, text.ptr, text.len);
    source_case_expect(&c, lines);
    assert_non_null(c.source->decoded);
    source_case_free(&c);
}

static void test_what_needs_a_copy(void **state)
{
    (void)state;
    is_copied(AVN_STR("a\rb\r\n"), "a\nb\n");
    is_copied(AVN_STR("a\r\r\nb\n"), "a\n\nb\n");
    is_copied(AVN_STR("a\r\n\f\rb\n"), "a\n\nb\n");
    is_copied(AVN_STR("a\fb\r\n\fc\n"), "ab\nc\n");
    is_copied(AVN_STR("a\n \fb\n"), "a\n b\n");
    is_copied(AVN_STR("a\r\n\fb\u00A0c\f\n"), "a\nb c\n");
    is_copied(AVN_STR("a\r\n\fNIN\u0303O\r"), "a\nNIÑO\n");
}

/* An encoding that is converted has its copy already: it becomes the text. */
static void test_converted_text_is_split_where_it_lies(void **state)
{
    (void)state;
    source_case c = source_case_new();
    READ(&c, "A\xD1"
             "O\r\n\f\fMETA\r\n\f");
    source_case_expect(&c, "AÑO\nMETA\n");
    assert_ptr_equal(c.source->text.ptr, c.source->decoded);
    assert_null(c.source->map);
    assert_int_equal(avn_source_column(c.source, 1, 0), 3);
    source_case_free(&c);
}

static void test_mapped_files_are_not_copied(void **state)
{
    (void)state;
    static const char *const ends[] = { "", "\x1A", "\f", "\r\n\f\f", "\r\n\x1A" };
    char path[] = "/tmp/test_lines_XXXXXX";
    close(mkstemp(path));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fprintf(file, "META 1\r\n\fAÑO 2\f\r\n\f\r\nTotal%s", ends[i]);
        fclose(file);
        source_case c = source_case_new();
        source_case_open(&c, path);
        source_case_expect(&c, "META 1\nAÑO 2\n\nTotal\n");
        assert_true(c.source->raw_is_mapped);
        assert_null(c.source->decoded);
        assert_ptr_equal(c.source->text.ptr, c.source->raw);
        source_case_free(&c);
    }
    unlink(path);
}

static void test_form_feeds_without_end(void **state)
{
    (void)state;
    enum { FEEDS = 1000000 };
    char *text = malloc(FEEDS + 4);
    memset(text, '\f', FEEDS + 4);
    memcpy(text, "a\n", 2);
    for (unsigned inside = 0; inside < 2; inside++) {
        text[1] = inside ? '\f' : '\n';
        memcpy(text + FEEDS + 2, "b\n", 2);
        source_case c = source_case_new();
        source_case_read(&c, text, FEEDS + 4);
        source_case_expect(&c, inside ? "ab\n" : "a\nb\n");
        assert_int_equal(c.source->decoded != NULL, inside);
        assert_int_equal(avn_source_column(c.source, c.source->line_count - 1, inside),
                         FEEDS + 1 + 2 * inside);
        source_case_free(&c);
    }
    free(text);
}

static void test_lost_letters_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t lost;
    } cases[] = { { "NIÑEZ\n", 0 },
                  { "NI\uFFFDEZ \xC2\x85\xC2\x9F\u00A0\n", 3 },
                  { "NI\uFFFDEZ\r\n", 1 },
                  { "AÑO NIÑEZ \xD1\n", 1 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        source_case c = source_case_new();
        source_case_read(&c, cases[i].text, strlen(cases[i].text));
        assert_int_equal(c.status, AVANCE_OK);
        assert_int_equal(c.source->lost_letters, cases[i].lost);
        source_case_free(&c);
    }
}

/* Any mixture of line ends, form feeds and words, wherever it does not need the copy. */
static void test_random_mixtures(void **state)
{
    (void)state;
    static const char *const pieces[] = { "\n", "\r\n", "\f", "\f", "A", "Ñu", " ", "\t" };
    unsigned seed = 11, in_place = 0;
    for (unsigned round = 0; round < 20000; round++) {
        char text[128] = "META 1";
        size_t size = strlen(text);
        for (unsigned left = round % 25; left > 0; left--) {
            seed = seed * 1103515245u + 12345u;
            const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)];
            memcpy(text + size, piece, strlen(piece));
            size += strlen(piece);
        }
        source_case c = source_case_new();
        source_case_read(&c, text, size);
        assert_int_equal(c.status, AVANCE_OK);
        if (!c.source->decoded) {
            in_place++;
            lies_as_copied((avn_str){ text, size });
        }
        source_case_free(&c);
    }
    assert_true(in_place > 2000);
}

/* The lines and page starts of PART are those of WHOLE from its first line on. */
static void expect_part(const avn_source *whole, const avn_source *part, size_t first)
{
    size_t next = 0;
    assert_int_equal(part->first_line, first);
    for (size_t line = 0; line < part->line_count; line++) {
        assert_true(avn_str_eq(avn_source_line(part, line), avn_source_line(whole, first + line)));
        assert_int_equal(avn_source_column(part, line, 0),
                         avn_source_column(whole, first + line, 0));
    }
    for (size_t i = 0; i < whole->page_start_count; i++) {
        size_t start = whole->page_starts[i];
        bool inside = (first == 0 || start > first) && start <= first + part->line_count;
        if (inside) {
            assert_true(next < part->page_start_count);
            assert_int_equal(part->page_starts[next++] + first, start);
        }
    }
    assert_int_equal(next, part->page_start_count);
}

static void test_cuts_at_every_line(void **state)
{
    (void)state;
    static const char text[] = "\fA\r\n\fB\r\n\fC\r\n\r\n\f\f\fD\f\r\nÑu\f\r\n\fE";
    source_case c = source_case_new();
    READ(&c, text);
    assert_int_equal(c.source->line_count, 7);
    assert_true(c.source->page_start_count > 4);
    for (size_t first = 0; first <= c.source->line_count; first++)
        for (size_t count = 0; first + count <= c.source->line_count; count++) {
            avn_source part;
            assert_true(avn_source_cut(c.source, first, count, &c.arena, &part));
            assert_int_equal(part.line_count, count);
            expect_part(c.source, &part, first);
        }
    source_case_free(&c);
}

/* Parts one after the other have every page start once. */
static void test_parts_share_the_page_starts(void **state)
{
    (void)state;
    source_case c = source_case_new();
    READ(&c, "A\n\fB\n\f\fC\nD\n\f\nE\n\fF\n");
    for (size_t middle = 1; middle < c.source->line_count; middle++) {
        avn_source above, below;
        assert_true(avn_source_cut(c.source, 0, middle, &c.arena, &above));
        assert_true(
            avn_source_cut(c.source, middle, c.source->line_count - middle, &c.arena, &below));
        assert_int_equal(above.page_start_count + below.page_start_count,
                         c.source->page_start_count);
        for (size_t i = 0; i < below.page_start_count; i++)
            assert_true(below.page_starts[i] > 0);
    }
    source_case_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends_stay_where_they_are),
        cmocka_unit_test(test_form_feeds_stay_where_they_are),
        cmocka_unit_test(test_columns_count_form_feeds),
        cmocka_unit_test(test_what_needs_a_copy),
        cmocka_unit_test(test_converted_text_is_split_where_it_lies),
        cmocka_unit_test(test_mapped_files_are_not_copied),
        cmocka_unit_test(test_form_feeds_without_end),
        cmocka_unit_test(test_lost_letters_are_counted),
        cmocka_unit_test(test_random_mixtures),
        cmocka_unit_test(test_cuts_at_every_line),
        cmocka_unit_test(test_parts_share_the_page_starts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Markdown: words say what they say, whatever they look like. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "emit/formats.h"
#include "emit/md_text.h"
#include "emitted.h"
#include "sample_report.h"

/* What avn_md_text() writes for TEXT at PLACE, in a file of its own. */
static void assert_text(const char *text, avn_markdown_place place, const char *expected)
{
    char *folder = new_folder(), path[256];
    snprintf(path, sizeof path, "%s/a.md", folder);
    avn_arena arena;
    avn_arena_init(&arena, avn_allocator_standard);
    avn_sink sink = { .arena = &arena };
    avn_markdown md = { .arena = &arena };
    assert_int_equal(avn_out_open(avn_allocator_standard, &sink, path, &md.out), AVANCE_OK);
    avn_md_text(&md, avn_str_of(text), place);
    assert_int_equal(avn_out_commit(md.out), AVANCE_OK);
    char *found = file_text(path);
    assert_string_equal(found, expected);
    free(found);
    avn_arena_free(&arena);
    remove_folder(folder);
    free(folder);
}

static void what_has_a_meaning_is_escaped(void **state)
{
    (void)state;
    assert_text("a*b_c`d`[e](f)<g>|~~\\", AVN_MD_LINE,
                "a\\*b\\_c\\`d\\`\\[e\\](f)\\<g\\>\\|\\~\\~\\\\");
    assert_text("AT&T &amp; C#", AVN_MD_LINE, "AT&amp;T &amp;amp; C#");
    assert_text("SE LOGRÓ, 100 - 5 + 3 = 98", AVN_MD_LINE, "SE LOGRÓ, 100 - 5 + 3 = 98");
    assert_text("a\x01\tb", AVN_MD_LINE, "a  b");
}

static void the_beginning_of_a_line_makes_no_list(void **state)
{
    (void)state;
    assert_text("- uno", AVN_MD_LINE, "\\- uno");
    assert_text("# uno", AVN_MD_LINE, "\\# uno");
    assert_text("12. uno", AVN_MD_LINE, "12\\. uno");
    assert_text("3) uno\n4) dos", AVN_MD_LINE, "3\\) uno\\\n  4\\) dos");
    assert_text("12.50 pesos", AVN_MD_LINE, "12.50 pesos");
    assert_text("2031.", AVN_MD_LINE, "2031\\.");
}

static void lines_stay_where_they_belong(void **state)
{
    (void)state;
    assert_text("uno\ndos", AVN_MD_LINE, "uno\\\n  dos");
    assert_text("uno\ndos", AVN_MD_CELL, "uno<br>dos");
    assert_text("uno\ndos", AVN_MD_TITLE, "uno dos");
}

static void a_text_without_place_is_shown(void **state)
{
    (void)state;
    avn_report *report = sample_plan();
    char *text = emitted(&avn_emit_md, report);
    assert_non_null(strstr(text, "\n> SELLO «RÍO» sin lugar\n"));
    free(text);
    sample_free(report);
}

static void records_under_one_heading_stand_together(void **state)
{
    (void)state;
    avn_report *report = sample_metas(); /* meta 4 is of the first unidad again */
    char *text = emitted(&avn_emit_md, report);
    size_t headings = 0;
    for (const char *at = text; (at = strstr(at, " 001: OFICINA")) != NULL; at++)
        headings++;
    assert_int_equal(headings, 1);
    assert_non_null(strstr(text, ": no impresa\n"));
    free(text);
    sample_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_a_meaning_is_escaped),
        cmocka_unit_test(the_beginning_of_a_line_makes_no_list),
        cmocka_unit_test(lines_stay_where_they_belong),
        cmocka_unit_test(a_text_without_place_is_shown),
        cmocka_unit_test(records_under_one_heading_stand_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

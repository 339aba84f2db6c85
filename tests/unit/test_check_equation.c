/* Equations of grammars: how they are read, what they give, when they apply. */
#include "check_case.h"

#define TEXT(cells) "INFORME 2\n\nFILA A 50.00%: " cells "\n"

static void operators_bind_as_in_school(void **state)
{
    (void)state;
    const char *text = TEXT("1 2 3 4 11 0 0 0 0");
    assert_string_equal(findings_of("check x uno.plan.anual = 1 + 2 * 3 + 4\n", text), "");
    assert_string_equal(findings_of("check x uno.plan.anual = ( 1 + 2 ) * 3 + 2\n", text), "");
    assert_string_equal(findings_of("check x uno.plan.anual = 20 - 5 - 4\n", text), "");
    assert_string_equal(findings_of("check x uno.plan.anual = 88/2/4\n", text), "");
    assert_string_equal(findings_of("check x uno.plan.anual = 1 + 2 * (3 + 4)\n", text),
                        "3 x 15.00 11;");
}

static void sums_run_over_figures(void **state)
{
    (void)state;
    assert_string_equal(findings_of("check x uno.plan.anual = sum uno.plan.t1..t4\n",
                                    TEXT("1.5 2 3 4 10.50 0 0 0 0")),
                        "");
    assert_string_equal(findings_of("check x uno.plan.anual = sum uno.plan.t1..t4\n",
                                    TEXT("1.5 2 3 4 10.51 0 0 0 0")),
                        "3 x 10.50 10.51;");
    /* Up to the quarter that the document names. */
    assert_string_equal(findings_of("check x uno.plan.anual = sum uno.plan.t1..t{trimestre}\n",
                                    TEXT("1 2 3 4 3 0 0 0 0")),
                        "");
}

static void a_name_may_hold_a_field(void **state)
{
    (void)state;
    const char *rule = "check x avance = 100 * uno.hecho.t{trimestre} / uno.plan.t{trimestre}\n";
    assert_string_equal(findings_of(rule, TEXT("1 4 1 1 7 9 2 0 0")), "");
    assert_string_equal(findings_of(rule, TEXT("1 4 1 1 7 9 3 0 0")), "3 x 75.00 50.00;");
}

static void rounding_is_the_grammars(void **state)
{
    (void)state;
    const char *text = "INFORME 2\n\nFILA A 66.66%: 1 3 1 1 6 1 2 0 0\n";
    assert_string_equal(
        findings_of("check x avance = uno.hecho.t2 / uno.plan.t2 * 100 truncate 2\n", text), "");
    assert_string_equal(
        findings_of("check x avance = uno.hecho.t2 / uno.plan.t2 * 100 round 2\n", text),
        "3 x 66.67 66.66;");
    assert_string_equal(findings_of("check x avance = uno.hecho.t2 / uno.plan.t2 * 100\n", text),
                        "3 x 66.67 66.66;");
    assert_string_equal(
        findings_of("check x avance = uno.hecho.t2 / uno.plan.t2 * 100 tolerance 0.01\n", text),
        "");
}

static void a_division_by_zero_has_its_rule(void **state)
{
    (void)state;
    const char *text = TEXT("1 0 1 1 3 1 2 0 0");
    assert_string_equal(findings_of("check x avance = uno.hecho.t2 / uno.plan.t2 zero 0\n", text),
                        "3 x 0.00 50.00;");
    assert_string_equal(findings_of("check x avance = uno.hecho.t2 / uno.plan.t2 zero 50\n", text),
                        "");
    assert_string_equal(
        findings_of("check x avance = uno.hecho.t2 / uno.plan.t2 zero skip\n", text), "");
    assert_string_equal(findings_of("check x avance = uno.hecho.t2 / uno.plan.t2\n", text), "");
}

static void what_was_not_printed_is_not_judged(void **state)
{
    (void)state;
    const char *rule = "check x uno.plan.anual = sum uno.plan.t1..t4\n";
    assert_string_equal(findings_of(rule, TEXT("1 - 1 1 99 1 2 0 0")), "");
    assert_string_equal(findings_of(rule, TEXT("1 1 1 1 N/D 1 2 0 0")), "");
    assert_string_equal(
        findings_of("check x uno.plan.t1 = dos.plan.t1\n", TEXT("1 2 3 4 10 0 0 0 0")), "");
    assert_string_equal(findings_of("check x avance = uno.hecho.t{trimestre}\n",
                                    "FILA A 50.00%: 1 2 3 4 10 0 0 0 0\nINFORME\n"),
                        "");
}

static void conditions_choose_records(void **state)
{
    (void)state;
    const char *text = "INFORME 2\n\nFILA A: 1 1 1 1 9 0 0 0 0\n\nFILA P: 1 1 1 1 9 0 0 0 0\n";
    assert_string_equal(
        findings_of("check x uno.plan.anual = sum uno.plan.t1..t4 when tipo=P\n", text),
        "5 x 4.00 9;");
    assert_string_equal(
        findings_of("check x uno.plan.anual = sum uno.plan.t1..t4 when tipo=P when tipo=A\n", text),
        "");
}

static void a_whole_series_goes_column_by_column(void **state)
{
    (void)state;
    const char *rule = "check x uno = 2 * dos\n";
    assert_string_equal(
        findings_of(rule, TEXT("2 4 6 8 20 0 0 0 0") "SEGUNDA 1 2 3 4 10 0 0 0 0\n"), "");
    /* One finding a record: that of the first figure that is wrong. */
    assert_string_equal(
        findings_of(rule, TEXT("2 4 6 9 20 1 0 0 0") "SEGUNDA 1 2 3 4 10 0 0 0 0\n"),
        "3 x 8.00 9;");
}

static void percentages_are_taken_as_printed(void **state)
{
    (void)state;
    assert_string_equal(findings_of("check x uno.plan.t1 = uno.plan.t2 * 2\n",
                                    TEXT("1,000.50% 500.25 0 0 0 0 0 0 0")),
                        "");
}

static void figures_too_large_are_not_judged(void **state)
{
    (void)state;
    const char *text = TEXT("999999999999999999 999999999999999999 1 1 1 0 0 0 0");
    assert_string_equal(
        findings_of("check x uno.plan.t1 = uno.plan.t1 * uno.plan.t2 / uno.plan.t2\n", text), "");
    assert_string_equal(
        findings_of("check x uno.plan.t3 = uno.plan.t1 * uno.plan.t2 * uno.plan.t1\n", text), "");
}

static void shares_count_places(void **state)
{
    check_case c;
    size_t applicable;
    (void)state;
    assert_int_equal(case_open(&c, "check x uno.plan.anual = sum uno.plan.t1..t4\n"), AVANCE_OK);
    case_read(&c, "INFORME 2\n\nFILA A: 1 1 1 1 4 0 0 0 0\n\nFILA A: 1 1 1 1 5 0 0 0 0\n"
                  "\nFILA A: 1 1 1 1 4 0 0 0 0\n\nFILA A: 1 1 - 1 4 0 0 0 0\n");
    size_t before = avance_report_findings(c.report, AVANCE_NOTE);
    assert_true(avn_check_share(c.report, AVN_STR("x"), &applicable) == 0.5);
    assert_int_equal(applicable, 4);
    assert_true(avn_check_share(c.report, AVN_STR("y"), &applicable) == 1.0);
    assert_int_equal(applicable, 0);
    assert_int_equal(avance_report_findings(c.report, AVANCE_NOTE), before);
    case_close(&c);
}

#define ONE "INFORME 2\n\nFILA A: 2 1 1 1 4 0 0 0 0\n"

static void a_check_that_fails_everywhere_refuses_the_text(void **state)
{
    check_case c;
    avance_source *source;
    const char text[] = ONE "\nFILA A: 1 1 1 1 4 0 0 0 0\n\nFILA A: 3 1 1 1 4 0 0 0 0\n";
    (void)state;
    assert_int_equal(case_open(&c, "check x uno.plan.t1 = 1\nrefuse x below 34\n"), AVANCE_OK);
    assert_int_equal(
        avance_source_from_memory(c.context, "prueba.txt", text, strlen(text), NULL, &source),
        AVANCE_OK);
    assert_int_equal(avance_report_read(c.context, source, 0, &c.report), AVANCE_REFUSED);
    assert_null(c.report);
    assert_non_null(strstr(c.messages, "rule x holds in 1 of 3 records"));
    avance_source_free(source);
    case_close(&c);
}

static void a_check_that_holds_often_enough_does_not(void **state)
{
    check_case c;
    (void)state;
    assert_int_equal(case_open(&c, "check x uno.plan.t1 = 1\nrefuse x below 33\n"), AVANCE_OK);
    case_read(&c, ONE "\nFILA A: 1 1 1 1 4 0 0 0 0\n\nFILA A: 3 1 1 1 4 0 0 0 0\n");
    case_close(&c);
}

static void one_failure_is_no_reason_to_refuse(void **state)
{
    check_case c;
    (void)state;
    assert_int_equal(case_open(&c, "check x uno.plan.t1 = 1\nrefuse x below 90\n"), AVANCE_OK);
    case_read(&c, ONE);
    case_close(&c);
}

static void checking_twice_finds_once(void **state)
{
    check_case c;
    (void)state;
    assert_int_equal(case_open(&c, "check x uno.plan.t1 = 1\n"), AVANCE_OK);
    case_read(&c, TEXT("2 1 1 1 4 0 0 0 0"));
    assert_int_equal(avance_report_check(c.context, c.report), AVANCE_OK);
    assert_int_equal(avance_report_check(c.context, c.report), AVANCE_OK);
    assert_int_equal(avance_report_findings(c.report, AVANCE_ERROR), 1);
    case_close(&c);
}

static void findings_stand_in_document_order(void **state)
{
    (void)state;
    assert_string_equal(
        findings_of("check xb uno.plan.t1 = 1\ncheck xa uno.plan.t2 = 1\n",
                    "INFORME 2\n\nFILA A: 2 3 1 1 4 0 0 0 0\n\nFILA A: 4 5 1 1 4 0 0 0 0\n"),
        "3 xb 1.00 2;3 xa 1.00 3;5 xb 1.00 4;5 xa 1.00 5;");
}

static void a_rule_can_be_replaced(void **state)
{
    check_case c;
    (void)state;
    assert_int_equal(case_open(&c, "check x uno.plan.t1 = 1\ncheck x uno.plan.t2 = 1\n"),
                     AVANCE_OK);
    assert_int_equal(avance_grammar_set_check(c.context, 0, "x note uno.plan.t1 = 2"), AVANCE_OK);
    assert_int_equal(avance_grammar_set_check(c.context, 0, "y uno.plan.t1 = 2"), AVANCE_BAD_USE);
    assert_int_equal(avance_grammar_set_check(c.context, 0, "x uno.plan.t9 = 2"),
                     AVANCE_BAD_GRAMMAR);
    assert_int_equal(avance_grammar_set_check(c.context, 1, "x uno.plan.t1 = 2"), AVANCE_BAD_USE);
    case_read(&c, TEXT("2 3 1 1 4 0 0 0 0"));
    assert_int_equal(avance_report_check(c.context, c.report), AVANCE_OK);
    assert_int_equal(avance_report_findings(c.report, AVANCE_NOTE), 0);
    case_close(&c);
}

static void codes_are_described(void **state)
{
    check_case c;
    avance_code code;
    (void)state;
    assert_int_equal(case_open(&c, "check x warning uno.plan.t1 = 1\n"
                                   "  message en is %3\n"
                                   "  reason en because\n"),
                     AVANCE_OK);
    size_t count = avance_code_count(c.context);
    assert_true(avance_code_at(c.context, count - 1, &code));
    assert_string_equal(code.code, "x");
    assert_int_equal(code.level, AVANCE_WARNING);
    assert_string_equal(code.rule, "uno.plan.t1 = 1");
    assert_string_equal(code.message, "is %3");
    assert_string_equal(code.reason, "because");
    assert_null(code.example);
    assert_false(avance_code_at(c.context, count, &code));
    assert_true(avance_code_at(c.context, 0, &code));
    assert_null(code.rule);
    case_close(&c);
}

static void expect_error(const char *rules, const char *words)
{
    const char *errors = errors_of(rules);
    if (!strstr(errors, words))
        print_message("%s: %s", rules, errors);
    assert_non_null(strstr(errors, words));
}

static void errors_say_what_is_wrong(void **state)
{
    (void)state;
    expect_error("check X uno.plan.t1 = 1\n", "\"X\"");
    expect_error("check x uno.plan.t1 1\n", "equation or function");
    expect_error("check x uno.plan.t5 = 1\n", "\"uno.plan.t5\"");
    expect_error("check x uno.plan.t1 = avanse\n", "did you mean \"avance\"?");
    expect_error("check x uno.plan.t{trimestral} = 1\n", "\"uno.plan.t{trimestral}\"");
    expect_error("check x uno.plan.t1 = 1 +\n", "incomplete");
    expect_error("check x uno.plan.t1 = ( 1 + 2\n", "incomplete");
    expect_error("check x uno.plan.t1 = 1 )\n", "does not fit");
    expect_error("check x uno.plan.t1 = 1 2\n", "does not fit");
    expect_error("check x uno.plan.t1 = * 2\n", "does not fit");
    expect_error("check x uno.plan.t1 = 1.2.3\n", "a number is expected");
    expect_error("check x uno.plan.t1 = sum uno.plan.t1\n", "run of figures");
    expect_error("check x uno.plan.t1 = 1 round 99\n", "too many decimals");
    expect_error("check x uno.plan.t1 = 1 when tipo\n", "\"tipo\"");
    expect_error("check x uno.plan.t1 = 1 whenever\n", "\"whenever\"");
    expect_error("check x uno.plan.t1 = ((((((((((((((((((1))))))))))))))))))\n", "too long");
    expect_error("check x uno.plan.t1 = 1\n  message fr non\n", "es, en");
    expect_error("refuse x above 3\n", "below");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_bind_as_in_school),
        cmocka_unit_test(sums_run_over_figures),
        cmocka_unit_test(a_name_may_hold_a_field),
        cmocka_unit_test(rounding_is_the_grammars),
        cmocka_unit_test(a_division_by_zero_has_its_rule),
        cmocka_unit_test(what_was_not_printed_is_not_judged),
        cmocka_unit_test(conditions_choose_records),
        cmocka_unit_test(a_whole_series_goes_column_by_column),
        cmocka_unit_test(percentages_are_taken_as_printed),
        cmocka_unit_test(figures_too_large_are_not_judged),
        cmocka_unit_test(shares_count_places),
        cmocka_unit_test(a_check_that_fails_everywhere_refuses_the_text),
        cmocka_unit_test(a_check_that_holds_often_enough_does_not),
        cmocka_unit_test(one_failure_is_no_reason_to_refuse),
        cmocka_unit_test(checking_twice_finds_once),
        cmocka_unit_test(findings_stand_in_document_order),
        cmocka_unit_test(a_rule_can_be_replaced),
        cmocka_unit_test(codes_are_described),
        cmocka_unit_test(errors_say_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The named functions that a grammar's `check` may use. */
#include "check_case.h"

#define HEAD "INFORME 2\n\n"
#define FILA(cells) "FILA A 50.00%: " cells "\n"
#define SEGUNDA(cells) "SEGUNDA " cells "\n"
#define DICHO(words) "\nDICHO: " words "\n"

static void igual_compares_figures_not_digits(void **state)
{
    (void)state;
    const char *rule = "check x igual uno dos\n";
    assert_string_equal(
        findings_of(rule, HEAD FILA("1 2 3 4 10 1 2 0 0") SEGUNDA("1.0 2 3.00 4 10 1 2 0 0")), "");
    assert_string_equal(
        findings_of(rule, HEAD FILA("1 2 3 4 10 1 2 0 0") SEGUNDA("1 2 3 4 10 1 3 0 0")),
        "3 x 3 2;");
    /* Figures that one row does not print are not compared. */
    assert_string_equal(
        findings_of(rule, HEAD FILA("1 - 3 4 10 1 2 0 0") SEGUNDA("1 9 3 4 10 1 2 0 0")), "");
    assert_string_equal(findings_of(rule, HEAD FILA("1 2 3 4 10 1 2 0 0")), "");
}

static void vacio_wants_no_figures(void **state)
{
    (void)state;
    const char *rule = "check x vacio dos when tipo=A\n";
    assert_string_equal(findings_of(rule, HEAD FILA("1 2 3 4 10 1 2 0 0")), "");
    assert_string_equal(
        findings_of(rule, HEAD FILA("1 2 3 4 10 1 2 0 0") SEGUNDA("- - 5 - - - - - -")),
        "4 x - 5;");
}

static void cuenta_wants_figures_up_to_one(void **state)
{
    (void)state;
    const char *rule = "check x cuenta uno.hecho.t{trimestre}\n";
    assert_string_equal(findings_of(rule, HEAD FILA("1 2 3 4 10 1 2 0 0")), "");
    assert_string_equal(findings_of(rule, HEAD FILA("1 2 3 4 10 1 2")), "");
    assert_string_equal(findings_of(rule, HEAD FILA("1 2 3 4 10 1")), "3 x 9 6;");
    assert_string_equal(findings_of(rule, HEAD FILA("1 - 3 4 10 1 2 0 0")), "3 x 9 8;");
    assert_string_equal(findings_of("check x cuenta dos.plan.t1\n", HEAD FILA("1 2 3 4 10 1 2")),
                        "3 x 9 -;");
}

static void futuro_wants_zeros(void **state)
{
    (void)state;
    const char *rule = "check x futuro uno.hecho.t{trimestre}\n";
    assert_string_equal(findings_of(rule, HEAD FILA("1 2 3 4 10 1 2 0 0.00")), "");
    assert_string_equal(findings_of(rule, HEAD FILA("1 2 3 4 10 1 2")), "");
    assert_string_equal(findings_of(rule, HEAD FILA("1 2 3 4 10 1 2 0 4")), "3 x 0 4;");
    assert_string_equal(findings_of(rule, "INFORME 4\n\n" FILA("1 2 3 4 10 1 2 3 4")), "");
}

static void ultimo_and_total_judge_the_annual_figure(void **state)
{
    (void)state;
    const char *last = "check x ultimo uno.plan.anual uno.plan.t1..t4\n";
    const char *total = "check x total uno.plan.anual uno.plan.t1..t4\n";
    const char *of_last = HEAD FILA("10 20 30 0 30 0 0 0 0");
    const char *of_sum = HEAD FILA("10 20 30 0 60 0 0 0 0");
    const char *of_none = HEAD FILA("10 20 30 0 20 0 0 0 0");
    assert_string_equal(findings_of(last, of_last), "");
    assert_string_equal(findings_of(last, of_sum), "3 x 30 60;");
    assert_string_equal(findings_of(total, of_last), "");
    assert_string_equal(findings_of(total, of_sum), "");
    assert_string_equal(findings_of(total, of_none), "3 x 60 20;");
    assert_string_equal(findings_of(last, HEAD FILA("0 0 0 0 0 0 0 0 0")), "");
    assert_string_equal(findings_of(last, HEAD FILA("10 - 30 0 20 0 0 0 0")), "");
}

static void atipico_finds_the_odd_one(void **state)
{
    (void)state;
    const char *rule = "check x atipico uno.plan.t1..t4 5\n";
    assert_string_equal(findings_of(rule, HEAD FILA("100 10 100 100 9 0 0 0 0")), "3 x 100 10;");
    assert_string_equal(findings_of(rule, HEAD FILA("10 100 100 100 9 0 0 0 0")), "3 x 100 10;");
    assert_string_equal(findings_of(rule, HEAD FILA("100 100 100 500 9 0 0 0 0")), "3 x 100 500;");
    assert_string_equal(findings_of(rule, HEAD FILA("0 6 30 6 9 0 0 0 0")), "3 x 6 30;");
    assert_string_equal(findings_of(rule, HEAD FILA("100 21 100 100 9 0 0 0 0")), "");
    assert_string_equal(findings_of(rule, HEAD FILA("100 10 100 90 9 0 0 0 0")), "");
    assert_string_equal(findings_of(rule, HEAD FILA("0 10 100 0 9 0 0 0 0")), "");
    assert_string_equal(findings_of(rule, HEAD FILA("7 7 7 7 28 0 0 0 0")), "");
}

static void what_was_planned_and_done(void **state)
{
    (void)state;
    const char *rules = "check xn no_programada uno.plan.t2 uno.hecho.t2\n"
                        "check xs sin_programa uno.plan.t2 uno.hecho.t2\n"
                        "check xa sin_avance uno.plan.t2 uno.hecho.t2\n";
    assert_string_equal(findings_of(rules, HEAD FILA("1 0 1 1 3 0 0.00 0 0")), "3 xn - -;");
    assert_string_equal(findings_of(rules, HEAD FILA("1 0 1 1 3 0 2 0 0")), "3 xs 0 2;");
    assert_string_equal(findings_of(rules, HEAD FILA("1 4 1 1 3 0 0 0 0")), "3 xa 4 0;");
    assert_string_equal(findings_of(rules, HEAD FILA("1 4 1 1 3 0 1 0 0")), "");
    assert_string_equal(findings_of(rules, HEAD FILA("1 - 1 1 3 0 1 0 0")), "");
}

static void distinto_gives_both_percentages(void **state)
{
    check_case c;
    (void)state;
    assert_int_equal(case_open(&c, "check x note distinto uno.plan.t1 uno.plan.t2 uno.hecho.t1\n"),
                     AVANCE_OK);
    case_read(&c, HEAD FILA("15 6 0 0 0 4 0 0 0") "\n" FILA("3 3.0 0 0 0 4 0 0 0") "\n" FILA(
                      "3 0 0 0 0 4 0 0 0"));
    assert_int_equal(avance_report_check(c.context, c.report), AVANCE_OK);
    assert_int_equal(avance_report_findings(c.report, AVANCE_NOTE), 2);
    assert_string_equal(avance_report_finding(c.report, 0)->message,
                        "the original target is 15 and the modified one 6: progress is 26.66% of "
                        "the original, 66.66% of the modified");
    assert_string_equal(avance_report_finding(c.report, 1)->message,
                        "the original target is 3 and the modified one 0: progress is 133.33% of "
                        "the original, — of the modified");
    case_close(&c);
}

/* ---- texts ------------------------------------------------------------------- */

#define PHRASES                                                                                    \
    "phrases p\n"                                                                                  \
    "  nothing SIN REBASAR\n"                                                                      \
    "  missed DIFERENCIA DE # MENOS\n"                                                             \
    "  missed NO SE CUMPLI*\n"                                                                     \
    "  unplanned NO SE PROGRAM*\n"                                                                 \
    "  exceeded REBAS* LA META CON #\n"                                                            \
    "  exceeded REBAS*\n"                                                                          \
    "  reached META CUMPLIDA\n"                                                                    \
    "  reached SE CUMPLI*\n"                                                                       \
    "  planned META DE #\n"                                                                        \
    "check xc contradice dicho p uno.plan.t1 uno.plan.t2 uno.hecho.t1\n"                           \
    "check xm argumenta dicho p uno.plan.t1 uno.plan.t2 uno.hecho.t1\n"

/* Planned 15, modified to 6, 6 done. */
static const char *of_text(const char *words)
{
    static char text[1024];
    snprintf(text, sizeof text, "%s\nDICHO: %s\n", HEAD FILA("15 6 0 0 0 6 0 0 0"), words);
    return findings_of(PHRASES, text);
}

static void texts_are_held_against_figures(void **state)
{
    (void)state;
    assert_string_equal(of_text("Sin novedad."), "");
    assert_string_equal(of_text("NO SE CUMPLIÓ CON LO PROGRAMADO"), "");
    assert_string_equal(of_text("meta  cumplida, con creces"), "5 xm 15 meta cumplida;");
    assert_string_equal(of_text("REBASANDO EN MUCHO"), "5 xc 15 REBASANDO;");
    assert_string_equal(of_text("NO SE PROGRAMARON ACCIONES"), "5 xc 15 NO SE PROGRAMARON;");
    assert_string_equal(of_text("SIN REBASAR NADA"), "");
    /* The first phrase takes its words: «SE CUMPLIÓ» is not said here. */
    assert_string_equal(of_text("NO SE CUMPLIO"), "");
    /* No phrase goes over the end of a sentence. */
    assert_string_equal(of_text("NUESTRA META. CUMPLIDA LA LEY."), "");
}

static void numbers_in_texts_are_held_against_figures(void **state)
{
    (void)state;
    assert_string_equal(of_text("UNA DIFERENCIA DE 9 MENOS"), "");
    assert_string_equal(of_text("UNA DIFERENCIA DE NUEVE MENOS"), "");
    assert_string_equal(of_text("UNA DIFERENCIA DE 8 MENOS"), "5 xc 9 8;");
    assert_string_equal(of_text("LA META DE SEIS TALLERES"), "5 xm 15 6;");
    assert_string_equal(of_text("LA META DE 1,000 TALLERES"), "5 xc 15 1000;");
    /* Percentages and years are no counts. */
    assert_string_equal(of_text("LA META DE 90 % Y LA META DE 2024"), "");
}

/* What PHRASE finds in TEXT. */
static const char *found_by(const char *phrase, const char *text)
{
    char rules[256], report[512];
    snprintf(rules, sizeof rules, "phrases p\n  foreign %s\ncheck x ajeno dicho p\n", phrase);
    snprintf(report, sizeof report, "%s\nDICHO: %s\n", HEAD FILA("1 1 1 1 4 0 0 0 0"), text);
    return findings_of(rules, report);
}

static void phrases_have_choices_gaps_and_ends(void **state)
{
    (void)state;
    assert_string_equal(found_by("META|METAS SE CUMPLI*|LOGR*", "LAS METAS SE LOGRARON BIEN"),
                        "5 x - METAS SE LOGRARON;");
    assert_string_equal(found_by("META|METAS SE CUMPLI*|LOGR*", "LA META SE VE"), "");
    assert_string_equal(found_by("META ... SE VIO", "LA META SE VIO"), "5 x - META SE VIO;");
    assert_string_equal(found_by("META ... SE VIO", "META A B C D E F SE VIO"),
                        "5 x - META A B C D E F SE VIO;");
    assert_string_equal(found_by("META ... SE VIO", "META A B C D E F G SE VIO"), "");
    assert_string_equal(found_by("META ... SE VIO", "META A. B SE VIO"), "");
    assert_string_equal(found_by("META ... SE VIO", "META DE 12 SE VIO"), "");
    /* The nearest end of a gap, and two gaps. */
    assert_string_equal(found_by("A ... B ... C", "A X B X B X C C"), "5 x - A X B X B X C;");
    assert_string_equal(found_by("NO HUBO .", "NO HUBO. SI HUBO"), "5 x - NO HUBO;");
    assert_string_equal(found_by("NO HUBO .", "YA NO HUBO"), "5 x - NO HUBO;");
    assert_string_equal(found_by("NO HUBO .", "NO HUBO LUZ"), "");
    assert_string_equal(found_by("AL %", "AL 85.5 % DE AL CIEN POR CIENTO"), "5 x - AL 85.5 %;");
    assert_string_equal(found_by("AL %", "AL 85 DE AL % DE"), "");
    assert_string_equal(found_by("AL #", "AL 85% DE"), "");
}

static void percentages_in_texts_are_shares(void **state)
{
    (void)state;
    const char *rules = "phrases p\n  missed FALTO EL %\n  exceeded PASO EN %\n  reached AL %\n"
                        "  planned META DEL %\n"
                        "check x contradice dicho p uno.plan.t1 uno.plan.t2 uno.hecho.t1\n";
#define OF(planned, done, text) HEAD FILA(planned " " planned " 0 0 0 " done " 0 0 0") DICHO(text)
    assert_string_equal(findings_of(rules, OF("30", "20", "AL 66%")), "");
    assert_string_equal(findings_of(rules, OF("30", "20", "AL 67 POR CIENTO")), "");
    assert_string_equal(findings_of(rules, OF("30", "20", "AL 68%")), "5 x 66.66 68;");
    assert_string_equal(findings_of(rules, OF("30", "36", "AL 100%")), "");
    assert_string_equal(findings_of(rules, OF("30", "29", "AL 100%")), "5 x 96.66 100;");
    assert_string_equal(findings_of(rules, OF("30", "36", "PASO EN 20%")), "");
    assert_string_equal(findings_of(rules, OF("30", "36", "PASO EN 120%")), "");
    assert_string_equal(findings_of(rules, OF("30", "36", "PASO EN 25%")), "5 x 120.00 25;");
    assert_string_equal(findings_of(rules, OF("30", "24", "FALTO EL 20%")), "");
    assert_string_equal(findings_of(rules, OF("30", "24", "FALTO EL 30%")), "5 x 80.00 30;");
    /* The figures may be percentages themselves; without anything planned there is no share. */
    assert_string_equal(findings_of(rules, OF("90", "85", "AL 85%")), "");
    assert_string_equal(findings_of(rules, OF("90", "85", "META DEL 90%")), "");
    assert_string_equal(findings_of(rules, OF("90", "80", "META DEL 85%")), "5 x 88.88 85;");
    assert_string_equal(findings_of(rules, OF("0", "0", "AL 85%")), "");
#undef OF
}

static void ajeno_finds_rows_in_texts(void **state)
{
    (void)state;
    const char *rules = "phrases p\n  foreign NUM # # #\ncheck x ajeno dicho p\n";
    assert_string_equal(
        findings_of(rules, HEAD FILA("1 1 1 1 4 0 0 0 0") DICHO("EN 2.50%NUM 1.00 2.00 3.00")),
        "5 x - NUM 1.00 2.00 3.00;");
    assert_string_equal(findings_of(rules, HEAD FILA("1 1 1 1 4 0 0 0 0") DICHO("NUM 1 Y 2 Y 3")),
                        "");
}

static void falta_counts_words(void **state)
{
    (void)state;
    const char *rule = "check x falta dicho 3\n";
    assert_string_equal(findings_of(rule, HEAD FILA("1 1 1 1 4 0 0 0 0")), "3 x 3 0;");
    assert_string_equal(findings_of(rule, HEAD FILA("1 1 1 1 4 0 0 0 0") DICHO("META - CUMPLIDA")),
                        "5 x 3 2;");
    assert_string_equal(findings_of(rule, HEAD FILA("1 1 1 1 4 0 0 0 0") DICHO("SE CUMPLIÓ YA")),
                        "");
}

/* ---- names ----------------------------------------------------------------------- */

#define NAMED(name) FILA("1 1 1 1 4 0 0 0 0") "NOMBRE " name "\n\n"

static void unico_finds_what_comes_again(void **state)
{
    (void)state;
    const char *text = HEAD "UNIDAD 1 A\n\n" NAMED("TALLERES") NAMED("CURSOS")
        NAMED("Talleres") "UNIDAD 2 B\n\n" NAMED("TALLERES");
    assert_string_equal(findings_of("check x unico meta in unidad.clave\n", text),
                        "12 x - Talleres;");
    assert_string_equal(findings_of("check x unico meta\n", text),
                        "12 x - Talleres;17 x - TALLERES;");
}

static void univoco_finds_a_second_name(void **state)
{
    (void)state;
    const char *rule = "check x univoco unidad.clave unidad.nombre\n";
    assert_string_equal(
        findings_of(rule, HEAD "UNIDAD 1 NORTE\n\n" NAMED("A") NAMED("B") "UNIDAD 2 SUR\n\n" NAMED(
                              "C") "UNIDAD 1 NORTE\n\n" NAMED("D")),
        "");
    /* Told once, however many records stand under it. */
    assert_string_equal(findings_of(rule, HEAD "UNIDAD 1 NORTE\n\n" NAMED(
                                              "A") "UNIDAD 1 ESTE\n\n" NAMED("B") NAMED("C")),
                        "8 x NORTE ESTE;");
}

static void huecos_knows_numbers_letters_and_numerals(void **state)
{
    (void)state;
    const char *rule = "check x huecos meta\n";
    assert_string_equal(findings_of(rule, HEAD NAMED("1") NAMED("2") NAMED("4")), "10 x 3 4;");
    assert_string_equal(findings_of(rule, HEAD NAMED("3") NAMED("4") NAMED("1") NAMED("2")), "");
    assert_string_equal(findings_of(rule, HEAD NAMED("A") NAMED("B") NAMED("C") NAMED("D")), "");
    assert_string_equal(findings_of(rule, HEAD NAMED("a") NAMED("b") NAMED("d")), "10 x C d;");
    assert_string_equal(findings_of(rule, HEAD NAMED("VIII") NAMED("IX") NAMED("X")), "");
    assert_string_equal(findings_of(rule, HEAD NAMED("II") NAMED("IV")), "7 x III IV;");
    assert_string_equal(findings_of(rule, HEAD NAMED("I") NAMED("J")), "");
    assert_string_equal(findings_of(rule, HEAD NAMED("uno") NAMED("tres")), "");
}

static void traslape_wants_spans_apart_or_inside(void **state)
{
    (void)state;
    const char *rule = "check x traslape meta\n";
    assert_string_equal(findings_of(rule, HEAD NAMED("ene-mar") NAMED("abr-jun")), "");
    assert_string_equal(findings_of(rule, HEAD NAMED("Enero a abril") NAMED("Abril a junio")),
                        "7 x - Abril a junio;");
    assert_string_equal(findings_of(rule, HEAD NAMED("ene-dic") NAMED("abr-jun")), "");
    assert_string_equal(findings_of(rule, HEAD NAMED("ene-abr 2023") NAMED("abr-jun 2024")), "");
    assert_string_equal(findings_of(rule, HEAD NAMED("nov 2023 a feb 2024") NAMED("ene-jun 2024")),
                        "7 x - ene-jun 2024;");
    assert_string_equal(findings_of(rule, HEAD NAMED("Anual") NAMED("marzo")), "");
    assert_string_equal(findings_of("type meta period\ncheck x traslape meta\n",
                                    HEAD NAMED("Enero - Abril 2024") NAMED("Abril - Junio 2024")),
                        "7 x - Abril - Junio 2024;");
}

/* More keys than the table holds at first. */
static void many_keys_are_remembered(void **state)
{
    enum { KEYS = 300 };
    char *text = calloc(1, KEYS * 80 + 200);
    size_t used = (size_t)sprintf(text, HEAD);
    (void)state;
    for (int i = 0; i < KEYS; i++)
        used += (size_t)sprintf(text + used, "%sNOMBRE META %d\n\n", FILA("1 1 1 1 4 0 0 0 0"), i);
    sprintf(text + used, "%s", NAMED("META 0"));
    assert_string_equal(findings_of("check x unico meta\n", text), "904 x - META 0;");
    free(text);
}

static void errors_say_what_is_missing(void **state)
{
    (void)state;
    assert_non_null(strstr(errors_of("check x igual uno\n"), "series"));
    assert_non_null(strstr(errors_of("check x iguall uno dos\n"), "did you mean \"igual\"?"));
    assert_non_null(strstr(errors_of("check x igual uno tipo\n"), "row of figures"));
    assert_non_null(strstr(errors_of("check x falta dicho tres\n"), "a number is expected"));
    assert_non_null(strstr(errors_of("check x ajeno dicho q\n"), "phrases called \"q\""));
    assert_non_null(strstr(errors_of("check x unico meta in unida.clave\n"), "\"unida.clave\""));
    assert_non_null(strstr(errors_of("check x igual uno dos tres\n"), "\"tres\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(igual_compares_figures_not_digits),
        cmocka_unit_test(vacio_wants_no_figures),
        cmocka_unit_test(cuenta_wants_figures_up_to_one),
        cmocka_unit_test(futuro_wants_zeros),
        cmocka_unit_test(ultimo_and_total_judge_the_annual_figure),
        cmocka_unit_test(atipico_finds_the_odd_one),
        cmocka_unit_test(what_was_planned_and_done),
        cmocka_unit_test(distinto_gives_both_percentages),
        cmocka_unit_test(texts_are_held_against_figures),
        cmocka_unit_test(numbers_in_texts_are_held_against_figures),
        cmocka_unit_test(phrases_have_choices_gaps_and_ends),
        cmocka_unit_test(percentages_in_texts_are_shares),
        cmocka_unit_test(ajeno_finds_rows_in_texts),
        cmocka_unit_test(falta_counts_words),
        cmocka_unit_test(unico_finds_what_comes_again),
        cmocka_unit_test(univoco_finds_a_second_name),
        cmocka_unit_test(huecos_knows_numbers_letters_and_numerals),
        cmocka_unit_test(traslape_wants_spans_apart_or_inside),
        cmocka_unit_test(many_keys_are_remembered),
        cmocka_unit_test(errors_say_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

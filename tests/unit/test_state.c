/* How records stand: bounds, states, and the counts that summaries show. */
#include "check_case.h"

#include "emit/state_counts.h"

#define STATES                                                                                     \
    "state contra_plan = uno.hecho.t{trimestre} / uno.plan.t{trimestre} * 100\n"                   \
    "  by unidad\n"                                                                                \
    "state contra_anual = sum uno.hecho.t1..t{trimestre} / uno.plan.anual * 100\n"

static void bounds_are_two_numbers_in_any_order(void **state)
{
    (void)state;
    avn_bounds bounds;
    assert_true(avn_bounds_parse(AVN_STR("100-80"), &bounds));
    assert_int_equal(bounds.low.units, 80);
    assert_int_equal(bounds.high.units, 100);
    assert_true(avn_bounds_parse(AVN_STR("92.5-105"), &bounds));
    assert_int_equal(bounds.low.units, 925);
    static const char *const bad[] = { "",    "90",         "90-",      "-90-110",  "90--110",
                                       "a-b", "90-110-120", "90 - 110", "90%-110%", "90-inf" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(avn_bounds_parse(avn_str_of(bad[i]), &bounds));
}

/* The states of the first record, "one other", within 90 to 110. */
static const char *states_of(const char *text)
{
    static char told[64];
    check_case c;
    assert_int_equal(case_open(&c, STATES), AVANCE_OK);
    case_read(&c, text);
    assert_int_equal(avn_measure_report(c.report), AVANCE_OK);
    const avn_node *node = c.report->root;
    while (node && node->kind != AVN_RECORD)
        node = avn_node_next(c.report->root, node);
    assert_non_null(node);
    assert_int_equal(node->block->state_count, 2);
    snprintf(told, sizeof told, "%s %s",
             avn_state_name(avn_state_of(&node->progress[0], &avn_usual_bounds)),
             avn_state_name(avn_state_of(&node->progress[1], &avn_usual_bounds)));
    case_close(&c);
    return told;
}

static void a_state_is_worked_out_exactly(void **state)
{
    (void)state;
    assert_string_equal(states_of("INFORME 2\n\nFILA A: 0 100 0 0 200 0 90 0 0\n"),
                        "en_rango bajo");
    assert_string_equal(states_of("INFORME 2\n\nFILA A: 0 100 0 0 200 0 89.999 0 0\n"),
                        "bajo bajo");
    assert_string_equal(states_of("INFORME 2\n\nFILA A: 0 100 0 0 100 0 110 0 0\n"),
                        "en_rango en_rango");
    assert_string_equal(states_of("INFORME 2\n\nFILA A: 0 3 0 0 6 3 3.31 0 0\n"), "alto en_rango");
    assert_string_equal(states_of("INFORME 2\n\nFILA A: 7 0 0 0 7 7 0 0 0\n"),
                        "no_programada en_rango");
}

static void what_is_not_printed_is_no_zero(void **state)
{
    (void)state;
    assert_string_equal(states_of("INFORME 2\n\nFILA A: 0 N/D 0 0 10 0 5 0 0\n"), "sin_dato bajo");
    assert_string_equal(states_of("INFORME 2\n\nFILA A: 0 5 0 0 5 0 - 0 0\n"), "sin_dato sin_dato");
    /* Nothing was planned, whatever was done. */
    assert_string_equal(states_of("INFORME 2\n\nFILA A: 5 0 0 0 5 0 - 0 0\n"),
                        "no_programada sin_dato");
}

static void groups_are_counted_by_level(void **state)
{
    (void)state;
    check_case c;
    assert_int_equal(case_open(&c, STATES), AVANCE_OK);
    case_read(&c, "INFORME 1\n\n"
                  "FILA A: 1 0 0 0 1 1 0 0 0\n\n"
                  "UNIDAD 7 NORTE\n\nFILA A: 1 0 0 0 1 1 0 0 0\n\nFILA A: 0 0 0 0 1 0 0 0 0\n\n"
                  "UNIDAD 9 SUR\n\nFILA A: 2 0 0 0 2 1 0 0 0\n\n"
                  "UNIDAD 7 NORTE\n\nFILA A: 2 0 0 0 2 1 0 0 0\n");
    avn_arena arena;
    avn_arena_init(&arena, avn_allocator_standard);
    avn_state_counts counts;
    avn_state_counts_init(&counts, &arena, avn_usual_bounds);
    assert_int_equal(avn_measure_report(c.report), AVANCE_OK);
    assert_int_equal(avn_state_counts_add(&counts, c.report), AVANCE_OK);
    assert_int_equal(avn_state_counts_add(&counts, c.report), AVANCE_OK);
    case_close(&c); /* the groups stay */
    static const struct {
        const char *level, *key, *name;
        unsigned long long records, of[AVN_STATE_COUNT];
    } wanted[] = {
        { "", "", "", 5, { 1, 0, 2, 2, 0 } },
        { "unidad", "", "", 1, { 0, 0, 0, 1, 0 } },
        { "unidad", "7", "NORTE", 3, { 1, 0, 1, 1, 0 } },
        { "unidad", "9", "SUR", 1, { 0, 0, 1, 0, 0 } },
    };
    assert_int_equal(counts.groups.count, 8);
    for (size_t i = 0; i < 8; i++) {
        const avn_state_group *group = &counts.groups.items[i];
        assert_int_equal(group->document, i / 4 + 1);
        assert_string_equal(group->block.ptr, "fila");
        assert_string_equal(group->level.ptr, wanted[i % 4].level);
        assert_string_equal(group->key.ptr, wanted[i % 4].key);
        assert_string_equal(group->name.ptr, wanted[i % 4].name);
        assert_int_equal(group->records, wanted[i % 4].records);
        assert_string_equal(group->states[0].ptr, "contra_plan");
        assert_memory_equal(group->of[0], wanted[i % 4].of, sizeof wanted[0].of);
    }
    avn_arena_free(&arena);
}

static void a_state_that_does_not_read_is_an_error(void **state)
{
    (void)state;
    assert_non_null(strstr(errors_of("state Xx = uno.plan.t1\n"), "Xx"));
    assert_non_null(strstr(errors_of("state x uno.plan.t1\n"), "="));
    assert_non_null(strstr(errors_of("state x = uno.plan.t9\n"), "uno.plan.t9"));
    assert_non_null(strstr(errors_of("state x = uno.plan.t1 round 2\n"), "round"));
    assert_non_null(strstr(errors_of("state avance = uno.plan.t1\n"), "avance"));
    assert_non_null(strstr(errors_of("state x = uno.plan.t1\nstate x = uno.plan.t2\n"), "x"));
    assert_non_null(strstr(errors_of("state x = uno.plan.t1\n  by fila\n"), "fila"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_two_numbers_in_any_order),
        cmocka_unit_test(a_state_is_worked_out_exactly),
        cmocka_unit_test(what_is_not_printed_is_no_zero),
        cmocka_unit_test(groups_are_counted_by_level),
        cmocka_unit_test(a_state_that_does_not_read_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Names and figures in the words of a complaint. */
#include "check/run.h"

const char *avn_run_text(avn_run *run, avn_str text)
{
    return avn_arena_str(run->scratch, text).ptr;
}

const char *avn_run_number(avn_run *run, avn_decimal number)
{
    char text[AVN_DECIMAL_TEXT_SIZE];
    return avn_run_text(run, avn_decimal_text(number, text));
}

bool avn_number_of(const avn_value *value, avn_decimal *number)
{
    return value && value->present && avn_decimal_parse(value->text, number);
}

bool avn_figure_number(const avn_figure *cell, avn_decimal *number)
{
    return cell && avn_decimal_parse(avn_figure_text(cell), number);
}

avn_found avn_run_find(avn_run *run, avn_str name)
{
    avn_look look = { run->report, run->node, run->scratch, &run->known };
    return avn_find(&look, name);
}

const avn_value *avn_run_value(avn_run *run, avn_str name)
{
    avn_look look = { run->report, run->node, run->scratch, &run->known };
    return avn_find_value(&look, name);
}

const char *avn_found_label(avn_run *run, const avn_found *found, size_t column)
{
    const avn_member *member = found->member;
    if (member->kind != AVN_SERIES)
        return avn_run_text(run, member->name);
    const avn_column *c = &member->columns->items[column];
    return avn_arena_printf(run->scratch, "%.*s.%.*s.%.*s%s", AVN_FMT(member->name),
                            AVN_FMT(c->momento), AVN_FMT(c->periodo), c->percent ? "%" : "")
        .ptr;
}

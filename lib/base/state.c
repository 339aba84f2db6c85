#include "base/state.h"

const avn_bounds avn_usual_bounds = { { 90, 0 }, { 110, 0 } };

static const struct {
    const char *name, *es, *en;
} states[] = {
    [AVN_UNPLANNED_STATE] = { "no_programada", "No programada", "Not planned" },
    [AVN_UNKNOWN_STATE] = { "sin_dato", "Sin dato", "Not known" },
    [AVN_LOW] = { "bajo", "Bajo", "Low" },
    [AVN_WITHIN] = { "en_rango", "En rango", "Within bounds" },
    [AVN_HIGH] = { "alto", "Alto", "High" },
};

bool avn_bounds_parse(avn_str text, avn_bounds *bounds)
{
    size_t dash = avn_str_find(text, AVN_STR("-"));
    avn_decimal one, other;
    if (!avn_decimal_parse(avn_str_head(text, dash), &one) ||
        !avn_decimal_parse(avn_str_from(text, dash + 1), &other) || one.units < 0 ||
        other.units < 0)
        return false;
    bool rising = avn_decimal_compare(one, other) <= 0;
    *bounds = rising ? (avn_bounds){ one, other } : (avn_bounds){ other, one };
    return true;
}

avn_state avn_state_of(const avn_progress *progress, const avn_bounds *bounds)
{
    int to_low, to_high;
    if (progress->kind == AVN_NOT_PLANNED)
        return AVN_UNPLANNED_STATE;
    if (progress->kind == AVN_NOT_KNOWN ||
        !avn_fraction_compare(progress->percent, avn_fraction_of(bounds->low), &to_low) ||
        !avn_fraction_compare(progress->percent, avn_fraction_of(bounds->high), &to_high))
        return AVN_UNKNOWN_STATE;
    return to_low < 0 ? AVN_LOW : to_high > 0 ? AVN_HIGH : AVN_WITHIN;
}

const char *avn_state_name(avn_state state)
{
    return states[state].name;
}

const char *avn_state_label(avn_state state, bool english)
{
    return english ? states[state].en : states[state].es;
}

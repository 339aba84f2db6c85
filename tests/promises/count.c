/* A format that nobody needs: how many records each report has. With one row in formats.h it is
 * all that a new format takes; the build puts it into a program of its own (CMakeLists.txt), which
 * one_more.sh tries. */
#include "emit/formats.h"

static avance_status add(avn_emission *emission, const avn_report *report)
{
    size_t records = 0;
    for (const avn_node *node = report->root; node; node = avn_node_next(report->root, node))
        records += node->kind == AVN_RECORD;
    avn_out_str(emission->out, report->archivo);
    avn_out_char(emission->out, '\t');
    for (; records >= 5; records -= 5)
        avn_out_text(emission->out, "|||| ");
    while (records-- > 0)
        avn_out_char(emission->out, '|');
    avn_out_char(emission->out, '\n');
    return avn_out_status(emission->out);
}

const avn_emitter avn_emit_count = {
    .name = "count",
    .suffix = ".count",
    .title_es = "cuántos registros, en palotes",
    .title_en = "how many records, in tally marks",
    .target = AVANCE_STREAM,
    .many = true,
    .add = add,
};

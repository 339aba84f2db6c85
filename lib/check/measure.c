/* How the records of a report stand: the percentages of `state`, before any bounds. */
#include "check/check.h"
#include "check/run.h"

static void measure(avn_run *run, avn_arena *arena, avn_node *node)
{
    const avn_block *block = node->block;
    run->node = node;
    node->progress = AVN_NEW_ARRAY(arena, avn_progress, block->state_count);
    for (size_t i = 0; node->progress && i < block->state_count; i++)
        node->progress[i] = avn_progress_of(run, &block->states[i]->equation);
}

avance_status avn_measure_report(avn_report *report)
{
    avn_arena scratch;
    avn_arena_init(&scratch, report->arena.allocator);
    avn_run run = { .report = report, .scratch = &scratch };
    const avn_node *node = report->root;
    for (; node && !scratch.failed; node = avn_node_next(report->root, node))
        if (node->block && node->block->state_count > 0 && !node->progress)
            measure(&run, &report->arena, (avn_node *)(uintptr_t)node);
    bool failed = scratch.failed || report->arena.failed;
    avn_arena_free(&scratch);
    return failed ? AVANCE_NO_MEMORY : AVANCE_OK;
}

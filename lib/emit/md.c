/* Markdown: a report as people put it in a memorandum. Reports of figures are tables of their
 * records under the headings in force; written documents are outlines. What was found comes last,
 * and a text that no rule took is shown whole. */
#include "emit/formats.h"
#include "emit/md_text.h"
#include "emit/outlet.h"

/* The document's own title, else that of its grammar. */
static void put_title(avn_markdown *md)
{
    const avn_slot *title = avn_node_slot(md->report->root, AVN_STR("titulo"));
    avn_md_heading(md, 1);
    avn_md_text(md, title && title->value.present ? title->value.text : md->report->schema->title,
                AVN_MD_TITLE);
    avn_out_text(md->out, "\n\n");
}

static void put_facts(avn_markdown *md)
{
    const avn_node *root = md->report->root;
    avn_md_bullet(md, AVN_STR("archivo"));
    avn_md_text(md, md->report->archivo, AVN_MD_LINE);
    avn_out_char(md->out, '\n');
    for (size_t i = 0; i < root->block->member_count; i++) {
        const avn_member *member = &root->block->members[i];
        const avn_value *value = &root->slots[i].value;
        if (member->kind != AVN_FIELD || !value->present || avn_str_is(member->name, "titulo"))
            continue;
        avn_md_bullet(md, member->name);
        avn_md_value(md, value, member->type, false, AVN_MD_LINE);
        avn_out_char(md->out, '\n');
    }
}

static void put_number(avn_markdown *md, const char *spanish, const char *english,
                       unsigned long number)
{
    if (number == 0)
        return;
    avn_md_plain(md, spanish, english);
    avn_out_str(md->out, avn_arena_printf(md->arena, "%lu", number));
}

static void put_finding(avn_markdown *md, const avance_finding *finding)
{
    avance_language language = md->english ? AVANCE_ENGLISH : AVANCE_SPANISH;
    avn_out_text(md->out, "- **");
    avn_out_text(md->out, avn_level_name(language, finding->level));
    avn_out_text(md->out, "**");
    put_number(md, ", página ", ", page ", finding->page);
    put_number(md, ", renglón ", ", line ", finding->line);
    avn_out_text(md->out, ": ");
    avn_md_text(md, avn_str_of(finding->message), AVN_MD_LINE);
    avn_out_text(md->out, " (`");
    avn_out_text(md->out, finding->code);
    avn_out_text(md->out, "`)\n");
}

static void put_findings(avn_markdown *md)
{
    const avn_findings *findings = &md->report->findings;
    avn_out_char(md->out, '\n');
    avn_md_heading(md, 2);
    avn_md_plain(md, "Observaciones\n\n", "Findings\n\n");
    if (findings->count == 0)
        avn_md_plain(md, "Ninguna.\n", "None.\n");
    for (size_t i = 0; i < findings->count; i++)
        put_finding(md, &findings->items[i]);
}

/* A report of figures is read as a table, and so is one whose headings stay in force. */
static bool is_tabular(const avn_schema *schema)
{
    bool stays = false;
    for (size_t i = 0; i < schema->block_count; i++)
        stays = stays || schema->blocks[i].stays;
    return stays || avn_schema_has_series(schema);
}

static avance_status add(avn_emission *emission, const avn_report *report)
{
    avn_arena arena;
    avn_arena_init(&arena, emission->arena.allocator);
    avn_markdown md = { .out = emission->out,
                        .report = report,
                        .bounds = emission->bounds,
                        .english = emission->language == AVANCE_ENGLISH,
                        .arena = &arena };
    if (emission->reports > 0)
        avn_out_text(md.out, "\n---\n\n");
    put_title(&md);
    put_facts(&md);
    if (is_tabular(report->schema))
        avn_md_tables(&md);
    else
        avn_md_outline(&md);
    put_findings(&md);
    avance_status status =
        arena.failed ? avn_no_memory(emission->sink) : avn_out_status(emission->out);
    avn_arena_free(&arena);
    return status;
}

const avn_emitter avn_emit_md = {
    .name = "md",
    .suffix = ".md",
    .title_es = "resumen en Markdown, para pegarlo en un oficio",
    .title_en = "summary in Markdown, to paste into a memorandum",
    .target = AVANCE_STREAM,
    .many = true,
    .add = add,
};

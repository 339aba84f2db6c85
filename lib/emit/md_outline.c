/* Written documents: a heading per block with its number and title, its values below it. A record
 * of a few values is a line. */
#include "emit/md_text.h"

/* "II. Diagnóstico", from the members that name NODE; the block's own name where they are empty. */
static void put_name(avn_markdown *md, const avn_node *node)
{
    size_t count = avn_block_naming(node->block);
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const avn_value *value = &node->slots[i].value;
        if (!value->present)
            continue;
        if (any)
            avn_out_text(md->out, ". ");
        avn_md_text(md, value->text, AVN_MD_TITLE);
        any = true;
    }
    if (!any)
        avn_md_label(md, node->block->name);
}

static void put_list(avn_markdown *md, const avn_member *member, const avn_list *list)
{
    bool prose = avn_str_is(member->name, "parrafos");
    if (list->count == 0)
        return;
    avn_out_char(md->out, '\n');
    if (!prose) {
        avn_out_text(md->out, "**");
        avn_md_label(md, member->name);
        avn_out_text(md->out, "**\n\n");
    }
    for (size_t i = 0; i < list->count; i++) {
        if (!prose)
            avn_out_text(md->out, "- ");
        else if (i > 0)
            avn_out_char(md->out, '\n');
        avn_md_value(md, &list->items[i], member->type, false, AVN_MD_LINE);
        avn_out_char(md->out, '\n');
    }
}

/* The values of NODE that are not in its name. */
static void put_members(avn_markdown *md, const avn_node *node)
{
    bool any = false;
    for (size_t i = avn_block_naming(node->block); i < node->block->member_count; i++) {
        const avn_member *member = &node->block->members[i];
        const avn_value *value = &node->slots[i].value;
        if (member->kind != AVN_FIELD || !value->present)
            continue;
        if (!any)
            avn_out_char(md->out, '\n');
        any = true;
        avn_md_bullet(md, member->name);
        avn_md_value(md, value, member->type, false, AVN_MD_LINE);
        avn_out_char(md->out, '\n');
    }
    for (size_t i = 0; i < node->block->member_count; i++)
        if (node->block->members[i].kind == AVN_LIST)
            put_list(md, &node->block->members[i], &node->slots[i].list);
}

/* A record that holds nothing and has a few values only. */
static bool is_line(const avn_node *node)
{
    enum { MOST = 4 };
    if (node->kind != AVN_RECORD || node->first || node->block->member_count > MOST)
        return false;
    for (size_t i = 0; i < node->block->member_count; i++)
        if (node->block->members[i].kind != AVN_FIELD)
            return false;
    return true;
}

static void put_line(avn_markdown *md, const avn_node *node)
{
    bool any = false;
    avn_out_text(md->out, "- ");
    for (size_t i = 0; i < node->block->member_count; i++) {
        const avn_value *value = &node->slots[i].value;
        if (!value->present)
            continue;
        if (any)
            avn_out_text(md->out, ": ");
        avn_md_value(md, value, node->block->members[i].type, false, AVN_MD_LINE);
        any = true;
    }
    avn_out_char(md->out, '\n');
}

static unsigned depth_of(const avn_node *node)
{
    unsigned depth = 1;
    for (node = node->parent; node; node = node->parent)
        depth++;
    return depth;
}

/* The lists of the document stand before its first block. */
static void put_document_lists(avn_markdown *md)
{
    const avn_node *root = md->report->root;
    for (size_t i = 0; i < root->block->member_count; i++)
        if (root->block->members[i].kind == AVN_LIST)
            put_list(md, &root->block->members[i], &root->slots[i].list);
}

void avn_md_outline(avn_markdown *md)
{
    const avn_node *root = md->report->root;
    bool line_before = false;
    put_document_lists(md);
    for (const avn_node *node = avn_node_next(root, root); node; node = avn_node_next(root, node)) {
        bool line = node->block && is_line(node);
        if (!line || !line_before)
            avn_out_char(md->out, '\n');
        line_before = line;
        if (!node->block) {
            avn_out_text(md->out, "> ");
            avn_md_text(md, node->text, AVN_MD_TITLE);
            avn_out_char(md->out, '\n');
        } else if (line) {
            put_line(md, node);
        } else {
            avn_md_heading(md, depth_of(node));
            put_name(md, node);
            avn_out_char(md->out, '\n');
            put_members(md, node);
        }
    }
}

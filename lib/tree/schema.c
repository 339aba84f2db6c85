#include "tree/schema.h"

size_t avn_member_find(const avn_block *block, avn_str name)
{
    size_t place = 0;
    while (place < block->member_count && !avn_str_eq(block->members[place].name, name))
        place++;
    return place;
}

size_t avn_block_naming(const avn_block *block)
{
    enum { MOST = 3 };
    for (size_t i = 0; i < block->member_count && i < MOST; i++) {
        const avn_member *member = &block->members[i];
        if (member->kind != AVN_FIELD || member->type == AVN_PROSE || member->type == AVN_PERIOD)
            return i;
        if (member->type == AVN_TEXT)
            return i + 1;
    }
    return 0;
}

static bool has_member_of(const avn_schema *schema, avn_member_kind kind)
{
    for (size_t i = 0; i < schema->block_count; i++)
        for (size_t j = 0; j < schema->blocks[i].member_count; j++)
            if (schema->blocks[i].members[j].kind == kind)
                return true;
    return false;
}

bool avn_schema_has_series(const avn_schema *schema)
{
    return has_member_of(schema, AVN_SERIES);
}

bool avn_schema_has_lists(const avn_schema *schema)
{
    return has_member_of(schema, AVN_LIST);
}

#include "tree/ahead.h"

#include "tree/value.h"

/* True when one of COUNT patterns has a group for a field of the root that nothing told yet. */
static bool could_tell(const avn_ahead *ahead, avn_pattern *const *patterns, size_t count)
{
    const avn_block *block = ahead->root->block;
    for (size_t i = 0; i < count; i++)
        for (size_t g = 0; g < patterns[i]->group_count; g++) {
            size_t at = avn_member_find(block, avn_str_of(patterns[i]->groups[g].name));
            if (at < block->member_count && !ahead->root->slots[at].value.present &&
                !(ahead->values && ahead->values[at].present))
                return true;
        }
    return false;
}

bool avn_ahead_wants(const avn_ahead *ahead, const avn_grammar *grammar)
{
    for (size_t i = 0; i < grammar->furniture.count; i++) {
        const avn_furniture_rule *rule = &grammar->furniture.items[i];
        if (could_tell(ahead, rule->strong.items, rule->strong.count) ||
            could_tell(ahead, rule->alone.items, rule->alone.count) ||
            could_tell(ahead, rule->takes.items, rule->takes.count))
            return true;
    }
    return false;
}

bool avn_ahead_take(avn_ahead *ahead, const avn_lexed *lexed)
{
    const avn_block *block = ahead->root->block;
    if (!ahead->values) {
        ahead->values = AVN_NEW_ARRAY(ahead->arena, avn_value, block->member_count + 1);
        ahead->lent = AVN_NEW_ARRAY(ahead->arena, bool, block->member_count + 1);
    }
    for (size_t i = 0; !ahead->arena->failed && i < lexed->told.count; i++) {
        const avn_told *told = &lexed->told.items[i];
        size_t at = avn_member_find(block, told->name);
        if (at == block->member_count || ahead->values[at].present)
            continue;
        const avn_member *member = &block->members[at];
        avn_value read = { .present = false };
        if (avn_value_read(ahead->arena, member->type, &member->words, told->value, &read) ==
            AVN_READ)
            ahead->values[at] = read;
    }
    return !ahead->arena->failed;
}

static void swap(avn_ahead *ahead, size_t member)
{
    avn_value own = ahead->root->slots[member].value;
    ahead->root->slots[member].value = ahead->values[member];
    ahead->values[member] = own;
    ahead->lent[member] = !ahead->lent[member];
}

void avn_ahead_lend(avn_ahead *ahead)
{
    for (size_t i = 0; ahead->values && i < ahead->root->block->member_count; i++)
        if (ahead->values[i].present && !ahead->root->slots[i].value.present)
            swap(ahead, i);
}

void avn_ahead_take_back(avn_ahead *ahead)
{
    for (size_t i = 0; ahead->values && i < ahead->root->block->member_count; i++)
        if (ahead->lent[i])
            swap(ahead, i);
}

/* What became of every physical line: nothing is lost in silence. */
#include "tree/assemble.h"

bool avn_account_begin(avn_assembly *a)
{
    a->report->accounts = AVN_NEW_ARRAY(&a->report->lasting, avn_account, a->report->lines + 1);
    return a->report->accounts != NULL;
}

/* What became of LINE of the present portion. */
static avn_account *account_of(const avn_assembly *a, uint32_t line)
{
    return &a->report->accounts[a->lexed->source->first_line + line];
}

/* The page of the last line that is printed and no furniture. */
static void count_pages(avn_assembly *a)
{
    uint32_t line = a->end;
    while (line > 0 && (a->lexed->furniture[line - 1] || avn_line_is_blank(a->lexed, line - 1)))
        line--;
    if (line > 0)
        a->report->pages = avn_page_of(a->lexed, line - 1);
}

void avn_account_open(avn_assembly *a)
{
    avn_lexed *lexed = a->lexed;
    count_pages(a);
    size_t next_page = 0;
    unsigned page = lexed->first_page;
    for (uint32_t line = 0; a->report->accounts && line < a->end; line++) {
        while (next_page < lexed->page_breaks && lexed->pages[next_page] <= line) {
            next_page++;
            page++;
        }
        uint8_t mark = lexed->furniture[line];
        bool blank = avn_line_is_blank(lexed, line);
        *account_of(a, line) = (avn_account){
            .fate = blank  ? AVANCE_LINE_BLANK
                    : mark ? AVANCE_LINE_FURNITURE
                           : AVANCE_LINE_UNKNOWN,
            .page = page,
            .rule = mark ? lexed->grammar->furniture.items[mark - 1].name.ptr : "",
        };
    }
}

const char *avn_account_name(avn_assembly *a, const avn_block_rule *rule, avn_str member)
{
    if (!a->report->accounts)
        return "";
    for (size_t i = 0; i < a->names.count; i++)
        if (a->names.items[i].rule == rule && a->names.items[i].member == member.ptr)
            return a->names.items[i].name;
    avn_str name = avn_arena_printf(a->arena, "%.*s.%.*s", AVN_FMT(rule->name), AVN_FMT(member));
    avn_account_member *kept = AVN_PUSH(a->arena, a->names);
    if (kept)
        *kept = (avn_account_member){ rule, member.ptr, name.ptr };
    return name.ptr;
}

static void account_captures(avn_assembly *a, const avn_token *token, avn_account *account)
{
    if (token->rule == AVN_FREE || token->capture == UINT32_MAX)
        return;
    const avn_line_rule *rule = &a->grammar->lines.items[token->rule];
    account->first_capture = (uint32_t)a->captures.count;
    for (size_t i = 0; i < rule->capture_count; i++) {
        avn_str value = a->lexed->captures.items[token->capture + i];
        /* What follows a label is called after the label. */
        bool follows = avn_str_ends(rule->captures[i].name, AVN_STR("__"));
        bool told = value.ptr && (value.len > 0 || !follows);
        avn_capture *capture = told ? AVN_PUSH(a->arena, a->captures) : NULL;
        if (capture)
            *capture =
                (avn_capture){ follows ? rule->name.ptr : rule->captures[i].name.ptr, value };
    }
    account->capture_count = (uint32_t)a->captures.count - account->first_capture;
}

void avn_account_token(avn_assembly *a, const avn_token *token, avance_line_fate fate,
                       const char *rule)
{
    if (!a->report->accounts)
        return;
    for (uint32_t line = token->line; line <= token->last; line++) {
        avn_account *account = account_of(a, line);
        if (account->fate == AVANCE_LINE_BLANK || a->lexed->furniture[line])
            continue;
        account->fate = (uint8_t)fate;
        account->rule = rule;
        if (line == token->line)
            account_captures(a, token, account);
    }
}

/* Adds NAME to the names of what took a line; a row of a table may have many. */
static const char *joined_names(avn_assembly *a, const char *names, const char *name)
{
    enum { ENOUGH = 60 };
    if (!*names)
        return name;
    if (strstr(names, name) || strstr(names, "…"))
        return names;
    if (strlen(names) + strlen(name) > ENOUGH)
        name = "…";
    return avn_arena_printf(a->arena, "%s, %s", names, name).ptr;
}

static void add_captures(avn_assembly *a, const avn_token *token, avn_account *account)
{
    uint32_t first = account->first_capture, count = account->capture_count;
    account_captures(a, token, account);
    /* Captures of one line are told as one run. */
    if (count > 0 && first + count == account->first_capture) {
        account->first_capture = first;
        account->capture_count += count;
    }
}

void avn_account_piece(avn_assembly *a, const avn_token *token, avance_line_fate fate,
                       const char *rule)
{
    /* What is worst for a reader of the line is its fate. */
    static const unsigned weights[] = {
        [AVANCE_LINE_FURNITURE] = 1, [AVANCE_LINE_FIELD] = 2, [AVANCE_LINE_UNKNOWN] = 3
    };
    for (uint32_t line = token->line; line <= token->last && a->report->accounts; line++) {
        avn_account *account = account_of(a, line);
        if (account->fate == AVANCE_LINE_BLANK || a->lexed->furniture[line])
            continue;
        if (!account->seen || weights[fate] > weights[account->fate])
            account->fate = (uint8_t)fate;
        account->seen = true;
        account->rule = joined_names(a, account->rule, rule);
        if (line == token->line)
            add_captures(a, token, account);
    }
}

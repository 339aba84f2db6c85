/* What became of every physical line: nothing is lost in silence. */
#include "tree/assemble.h"

void avn_account_open(avn_assembly *a)
{
    avn_lexed *lexed = a->lexed;
    size_t count = lexed->source->line_count;
    avn_account *accounts = AVN_NEW_ARRAY(a->arena, avn_account, count + 1);
    a->report->accounts = accounts;
    if (!accounts)
        return;
    size_t next_page = 0;
    unsigned page = 1;
    for (uint32_t line = 0; line < count; line++) {
        while (next_page < lexed->page_breaks && lexed->pages[next_page] <= line) {
            next_page++;
            page++;
        }
        uint8_t mark = lexed->furniture[line];
        avn_str text = avn_lexed_line(lexed, line);
        accounts[line] = (avn_account){
            .fate = text.len == 0 ? AVANCE_LINE_BLANK
                    : mark        ? AVANCE_LINE_FURNITURE
                                  : AVANCE_LINE_UNKNOWN,
            .page = page,
            .rule = mark ? lexed->grammar->furniture.items[mark - 1].name.ptr : "",
            .text = avn_source_line(lexed->source, line),
        };
        if (text.len && !mark)
            a->report->pages = page;
    }
    if (a->report->pages == 0)
        a->report->pages = 1;
}

static void account_captures(avn_assembly *a, const avn_token *token, avn_account *account)
{
    if (token->rule == AVN_FREE || token->capture == UINT32_MAX)
        return;
    const avn_line_rule *rule = &a->grammar->lines.items[token->rule];
    account->first_capture = a->captures.count;
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
    account->capture_count = a->captures.count - account->first_capture;
}

void avn_account_token(avn_assembly *a, const avn_token *token, avance_line_fate fate,
                       const char *rule)
{
    if (!a->report->accounts)
        return;
    for (uint32_t line = token->line; line <= token->last; line++) {
        avn_account *account = &a->report->accounts[line];
        if (account->fate == AVANCE_LINE_BLANK || a->lexed->furniture[line])
            continue;
        account->fate = fate;
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
    size_t first = account->first_capture, count = account->capture_count;
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
        avn_account *account = &a->report->accounts[line];
        if (account->fate == AVANCE_LINE_BLANK || a->lexed->furniture[line])
            continue;
        if (!account->seen || weights[fate] > weights[account->fate])
            account->fate = fate;
        account->seen = true;
        account->rule = joined_names(a, account->rule, rule);
        if (line == token->line)
            add_captures(a, token, account);
    }
}

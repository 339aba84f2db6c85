#include "emit/md_text.h"

enum { LABEL_SIZE = 128 };

/* How many bytes at the beginning of TEXT are the number of a list: "12." or "3)". */
static size_t list_number(avn_str text)
{
    size_t digits = 0;
    while (digits < text.len && avn_is_digit(text.ptr[digits]))
        digits++;
    bool marked = digits > 0 && digits < text.len && strchr(".)", text.ptr[digits]) != NULL;
    bool apart = marked && (digits + 1 == text.len || text.ptr[digits + 1] == ' ');
    return apart ? digits : 0;
}

static void put_break(avn_markdown *md, avn_markdown_place place)
{
    avn_out_text(md->out, place == AVN_MD_CELL ? "<br>" : place == AVN_MD_TITLE ? " " : "\\\n  ");
}

static void put_character(avn_markdown *md, char c, bool first)
{
    bool special = strchr("\\`*_[]<>|~", c) != NULL || (first && strchr("-+#=", c) != NULL);
    if (c == '&') {
        avn_out_text(md->out, "&amp;");
        return;
    }
    if (special)
        avn_out_char(md->out, '\\');
    avn_out_char(md->out, (unsigned char)c < ' ' ? ' ' : c);
}

void avn_md_text(avn_markdown *md, avn_str text, avn_markdown_place place)
{
    bool first = true;
    size_t number = list_number(text);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n') {
            put_break(md, place);
            first = true;
            number = list_number(avn_str_from(text, i + 1));
            number += number ? i + 1 : 0;
            continue;
        }
        if (number && i == number)
            avn_out_char(md->out, '\\');
        put_character(md, text.ptr[i], first);
        first = false;
    }
}

void avn_md_plain(avn_markdown *md, const char *spanish, const char *english)
{
    avn_out_text(md->out, md->english ? english : spanish);
}

void avn_md_label(avn_markdown *md, avn_str name)
{
    char buffer[LABEL_SIZE];
    const char *label = avn_label(name, md->english, buffer, sizeof buffer);
    char first = label[0] >= 'a' && label[0] <= 'z' ? (char)(label[0] - 'a' + 'A') : label[0];
    avn_out_char(md->out, first);
    avn_md_text(md, avn_str_of(*label ? label + 1 : label), AVN_MD_TITLE);
}

void avn_md_heading(avn_markdown *md, unsigned depth)
{
    enum { DEEPEST = 6 };
    for (unsigned i = 0; i < depth && i < DEEPEST; i++)
        avn_out_char(md->out, '#');
    avn_out_char(md->out, ' ');
}

/* "1234567.50" as "1,234,567.50". */
static void put_figure(avn_markdown *md, avn_str digits)
{
    size_t sign = digits.len && digits.ptr[0] == '-';
    size_t whole = avn_str_find(digits, AVN_STR("."));
    for (size_t i = 0; i < digits.len; i++) {
        if (i > sign && i < whole && (whole - i) % 3 == 0)
            avn_out_char(md->out, ',');
        avn_out_char(md->out, digits.ptr[i]);
    }
}

void avn_md_value(avn_markdown *md, const avn_value *value, avn_type type, bool percent,
                  avn_markdown_place place)
{
    if (!value->present)
        return;
    switch (type) {
    case AVN_INTEGER:
    case AVN_ORDINAL:
        avn_out_str(md->out, value->text);
        break;
    case AVN_MONEY:
        avn_out_char(md->out, '$');
        put_figure(md, value->text);
        break;
    case AVN_DECIMAL:
    case AVN_PERCENT:
        put_figure(md, value->text);
        if (percent || value->percent || type == AVN_PERCENT)
            avn_out_char(md->out, '%');
        break;
    case AVN_FLAG:
        if (avn_str_is(value->text, "true"))
            avn_md_plain(md, "Sí", "Yes");
        else
            avn_md_plain(md, "No", "No");
        break;
    case AVN_PERIOD:
        avn_md_text(md, value->printed, place);
        break;
    case AVN_DATE: {
        size_t day = avn_str_find(value->text, AVN_STR("T"));
        avn_out_str(md->out, avn_str_head(value->text, day));
        if (day < value->text.len)
            avn_out_char(md->out, ' ');
        avn_out_str(md->out, avn_str_from(value->text, day + 1));
        break;
    }
    case AVN_TEXT:
    case AVN_PROSE:
    case AVN_KEY:
    case AVN_CHOICE:
        avn_md_text(md, value->text, place);
        break;
    }
}

void avn_md_bullet(avn_markdown *md, avn_str name)
{
    avn_out_text(md->out, "- **");
    avn_md_label(md, name);
    avn_out_text(md->out, "**: ");
}

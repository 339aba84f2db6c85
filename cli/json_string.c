/* JSON strings for the outputs that the program itself writes. */
#include <string.h>

#include "findings.h"

/* Bytes of the UTF-8 character that TEXT begins with; 0 when it is none. */
static size_t character_length(const unsigned char *text)
{
    size_t length = text[0] < 0x80                       ? 1
                    : text[0] >= 0xC2 && text[0] <= 0xDF ? 2
                    : text[0] >= 0xE0 && text[0] <= 0xEF ? 3
                    : text[0] >= 0xF0 && text[0] <= 0xF4 ? 4
                                                         : 0;
    for (size_t i = 1; i < length; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

static void put_character(cli_session *session, const unsigned char *at, size_t length)
{
    if (length == 0)
        cli_print(session, "\\ufffd");
    else if (*at == '"' || *at == '\\')
        cli_print(session, "\\%c", *at);
    else if (*at == '\n')
        cli_print(session, "\\n");
    else if (*at < 0x20)
        cli_print(session, "\\u%04x", *at);
    else
        cli_print_bytes(session, (const char *)at, length);
}

void cli_print_json(cli_session *session, const char *text)
{
    if (!text) {
        cli_print(session, "null");
        return;
    }
    const unsigned char *at = (const unsigned char *)text;
    cli_print(session, "\"");
    while (*at) {
        size_t length = character_length(at);
        put_character(session, at, length);
        at += length ? length : 1;
    }
    cli_print(session, "\"");
}

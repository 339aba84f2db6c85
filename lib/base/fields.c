/* The vocabulary and the names of the types. */
#include "base/fields.h"

static const char *const type_names[] = {
    [AVN_TEXT] = "text",       [AVN_PROSE] = "prose",     [AVN_KEY] = "key",
    [AVN_INTEGER] = "integer", [AVN_DECIMAL] = "decimal", [AVN_PERCENT] = "percent",
    [AVN_MONEY] = "money",     [AVN_DATE] = "date",       [AVN_PERIOD] = "period",
    [AVN_CHOICE] = "choice",   [AVN_ORDINAL] = "ordinal", [AVN_FLAG] = "flag",
};

enum { TYPE_COUNT = sizeof type_names / sizeof type_names[0] };

static const avn_vocabulary vocabulary[] = {
#define AVN_VOCABULARY(name, type, es, en) { #name, AVN_##type, es, en },
#include "base/fields.def"
#undef AVN_VOCABULARY
};

const char *avn_type_name(avn_type type)
{
    return type_names[type];
}

bool avn_type_find(avn_str name, avn_type *type)
{
    for (size_t i = 0; i < TYPE_COUNT; i++) {
        if (avn_str_is(name, type_names[i])) {
            *type = (avn_type)i;
            return true;
        }
    }
    return false;
}

bool avn_type_is_number(avn_type type)
{
    switch (type) {
    case AVN_INTEGER:
    case AVN_DECIMAL:
    case AVN_PERCENT:
    case AVN_MONEY:
    case AVN_ORDINAL:
        return true;
    default:
        return false;
    }
}

const avn_vocabulary *avn_vocabulary_find(avn_str name)
{
    for (size_t i = 0; i < sizeof vocabulary / sizeof vocabulary[0]; i++) {
        if (avn_str_is(name, vocabulary[i].name))
            return &vocabulary[i];
    }
    return NULL;
}

const avn_vocabulary *avn_vocabulary_near(avn_str name)
{
    enum { SHORTEST = 5 };
    for (size_t i = 0; i < sizeof vocabulary / sizeof vocabulary[0]; i++) {
        avn_str known = avn_str_of(vocabulary[i].name);
        avn_str longer = known.len > name.len ? known : name;
        bool plural = known.len != name.len && longer.ptr[longer.len - 1] == 's';
        if (name.len >= SHORTEST && !plural && avn_str_distance(name, known, 1) == 1)
            return &vocabulary[i];
    }
    return NULL;
}

const char *avn_label(avn_str name, bool english, char *buffer, size_t size)
{
    const avn_vocabulary *entry = avn_vocabulary_find(name);
    if (entry)
        return english ? entry->label_en : entry->label_es;
    if (size == 0)
        return "";
    size_t length = name.len < size ? name.len : size - 1;
    while (length < name.len && length > 0 && ((unsigned char)name.ptr[length] & 0xC0) == 0x80)
        length--;
    for (size_t i = 0; i < length; i++)
        buffer[i] = name.ptr[i];
    buffer[length] = '\0';
    for (char *blank = buffer; (blank = strchr(blank, '_')) != NULL;)
        *blank = ' ';
    return buffer;
}

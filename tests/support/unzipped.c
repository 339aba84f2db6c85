#include "unzipped.h"

#undef NDEBUG /* the assertions are the checks */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static unsigned get(const unsigned char *p, int bytes)
{
    unsigned number = 0;
    for (int i = bytes; i-- > 0;)
        number = number << 8 | p[i];
    return number;
}

static char *unpack(const unsigned char *local, const unsigned char *entry)
{
    unsigned packed = get(entry + 20, 4), size = get(entry + 24, 4);
    char *text = malloc((size_t)size + 1);
    assert(text);
    z_stream stream = { 0 };
    int status = inflateInit2(&stream, -MAX_WBITS);
    assert(status == Z_OK);
    stream.next_in =
        (unsigned char *)(size_t)(local + 30 + get(local + 26, 2) + get(local + 28, 2));
    stream.avail_in = packed;
    stream.next_out = (unsigned char *)text;
    stream.avail_out = size;
    status = inflate(&stream, Z_FINISH);
    assert(status == Z_STREAM_END);
    inflateEnd(&stream);
    text[size] = '\0';
    return text;
}

char *unzipped(const char *path, const char *name)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(size + 1);
    assert(bytes && size > 22);
    size_t got = fread(bytes, 1, size, file);
    assert(got == size);
    fclose(file);
    const unsigned char *end = bytes + size - 22;
    const unsigned char *entry = bytes + get(end + 16, 4);
    char *text = NULL;
    for (unsigned left = get(end + 10, 2); left > 0 && !text; left--) {
        unsigned length = get(entry + 28, 2);
        if (length == strlen(name) && memcmp(entry + 46, name, length) == 0)
            text = unpack(bytes + get(entry + 42, 4), entry);
        entry += 46 + length + get(entry + 30, 2) + get(entry + 32, 2);
    }
    free(bytes);
    return text;
}

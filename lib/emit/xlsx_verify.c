/* In constant-memory mode libxlsxwriter ignores failing writes to its temporary files: the ZIP is
 * then well-formed around a sheet that lacks rows. Hence rows are counted, not only checksums. */
#include "emit/xlsx_verify.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

enum {
    END_SIZE = 22,
    ENTRY_SIZE = 46,
    LOCAL_SIZE = 30,
    CHUNK = 64 * 1024,
    STORED = 0,
    OVERLAP = 8
};

typedef struct entry {
    char name[64];
    unsigned method, crc;
    unsigned long packed, size, offset;
} entry;

/* What was seen of one part so far. */
typedef struct scan {
    unsigned long size;
    unsigned crc;
    unsigned rows, row_ends;
    long open;                   /* < less > */
    unsigned char last[OVERLAP]; /* bytes; zeros before the first */
} scan;

static unsigned get16(const unsigned char *p)
{
    return p[0] | (unsigned)p[1] << 8;
}

static unsigned get32(const unsigned char *p)
{
    return get16(p) | get16(p + 2) << 16;
}

/* Rows by their tags, whose w is rare in a sheet. A tag is counted where it ends, and what stands
 * before BYTES are the last bytes of the chunk before. */
static void count_rows(scan *s, const unsigned char *bytes, size_t size)
{
    const unsigned char *end = bytes + size - 1;
    for (const unsigned char *at = bytes - 1; (at = memchr(at, 'w', (size_t)(end - at))) != NULL;
         at++) {
        s->rows += memcmp(at - 3, "<row ", 5) == 0;
        s->row_ends += memcmp(at - 4, "</row>", 6) == 0;
    }
}

/* There are OVERLAP bytes to write before BYTES. */
static void scan_bytes(scan *s, unsigned char *bytes, size_t size)
{
    if (size == 0)
        return;
    unsigned less = 0, more = 0;
    for (size_t i = 0; i < size; i++) {
        less += bytes[i] == '<';
        more += bytes[i] == '>';
    }
    s->open += (long)less - (long)more;
    s->size += (unsigned long)size;
    s->crc = (unsigned)crc32(s->crc, bytes, (uInt)size);
    memcpy(bytes - OVERLAP, s->last, OVERLAP);
    count_rows(s, bytes, size);
    memcpy(s->last, bytes + size - OVERLAP, OVERLAP);
}

static bool unpack(FILE *file, const entry *part, scan *seen)
{
    unsigned char in[CHUNK / 4], room[OVERLAP + CHUNK], *out = room + OVERLAP;
    z_stream stream = { 0 };
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return false;
    unsigned long left = part->packed;
    int state = Z_OK;
    while (state == Z_OK && left > 0) {
        size_t wanted = left < sizeof in ? (size_t)left : sizeof in;
        if (fread(in, 1, wanted, file) != wanted)
            break;
        left -= (unsigned long)wanted;
        stream.next_in = in;
        stream.avail_in = (uInt)wanted;
        do {
            stream.next_out = out;
            stream.avail_out = CHUNK;
            state = inflate(&stream, Z_NO_FLUSH);
            if (state != Z_OK && state != Z_STREAM_END)
                break;
            scan_bytes(seen, out, CHUNK - stream.avail_out);
        } while (stream.avail_out == 0 && state == Z_OK);
        if (state == Z_BUF_ERROR)
            state = Z_OK;
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END && left == 0;
}

static bool copy(FILE *file, const entry *part, scan *seen)
{
    unsigned char room[OVERLAP + CHUNK / 4], *bytes = room + OVERLAP;
    for (unsigned long left = part->packed; left > 0;) {
        size_t wanted = left < CHUNK / 4 ? (size_t)left : CHUNK / 4;
        if (fread(bytes, 1, wanted, file) != wanted)
            return false;
        scan_bytes(seen, bytes, wanted);
        left -= (unsigned long)wanted;
    }
    return true;
}

static bool ends_with(const char *s, const char *suffix)
{
    size_t length = strlen(s), size = strlen(suffix);
    return length >= size && strcmp(s + length - size, suffix) == 0;
}

static bool is_xml_whole(const entry *part, const scan *seen)
{
    if (!ends_with(part->name, ".xml") && !ends_with(part->name, ".rels"))
        return true;
    return seen->open == 0 && seen->last[OVERLAP - 1 - (seen->last[OVERLAP - 1] == '\n')] == '>';
}

static bool check_part(FILE *file, const entry *part, const unsigned *rows, size_t sheets,
                       size_t *sheets_seen)
{
    unsigned char local[LOCAL_SIZE];
    if (fseek(file, (long)part->offset, SEEK_SET) != 0 ||
        fread(local, 1, LOCAL_SIZE, file) != LOCAL_SIZE || get32(local) != 0x04034B50)
        return false;
    if (fseek(file, (long)(get16(local + 26) + get16(local + 28)), SEEK_CUR) != 0)
        return false;
    scan seen = { .crc = (unsigned)crc32(0, NULL, 0) };
    bool read = part->method == STORED ? copy(file, part, &seen) : unpack(file, part, &seen);
    if (!read || seen.size != part->size || seen.crc != part->crc || !is_xml_whole(part, &seen))
        return false;
    unsigned number = 0;
    if (sscanf(part->name, "xl/worksheets/sheet%u.xml", &number) != 1)
        return true;
    ++*sheets_seen;
    return number >= 1 && number <= sheets && seen.rows == rows[number - 1] &&
           seen.row_ends == seen.rows;
}

/* Reads the entry at the file's place. */
static bool read_entry(FILE *file, entry *part)
{
    unsigned char head[ENTRY_SIZE];
    if (fread(head, 1, ENTRY_SIZE, file) != ENTRY_SIZE || get32(head) != 0x02014B50)
        return false;
    size_t name = get16(head + 28);
    if (name >= sizeof part->name || fread(part->name, 1, name, file) != name)
        return false;
    part->name[name] = '\0';
    part->method = get16(head + 10);
    part->crc = get32(head + 16);
    part->packed = get32(head + 20);
    part->size = get32(head + 24);
    part->offset = get32(head + 42);
    return fseek(file, (long)(get16(head + 30) + get16(head + 32)), SEEK_CUR) == 0;
}

/* Finds the record that ends a ZIP; a workbook has no comment behind it. */
static bool find_entries(FILE *file, unsigned *count, long *offset)
{
    unsigned char end[END_SIZE];
    if (fseek(file, -END_SIZE, SEEK_END) != 0 || fread(end, 1, END_SIZE, file) != END_SIZE ||
        get32(end) != 0x06054B50)
        return false;
    *count = get16(end + 10);
    *offset = (long)get32(end + 16);
    return true;
}

bool avn_xlsx_verify(const char *path, const unsigned *rows, size_t sheets)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    unsigned count = 0;
    long next = 0;
    size_t sheets_seen = 0;
    bool whole = find_entries(file, &count, &next);
    for (unsigned i = 0; whole && i < count; i++) {
        entry part;
        whole = fseek(file, next, SEEK_SET) == 0 && read_entry(file, &part);
        next = ftell(file);
        whole = whole && check_part(file, &part, rows, sheets, &sheets_seen);
    }
    fclose(file);
    return whole && sheets_seen == sheets;
}

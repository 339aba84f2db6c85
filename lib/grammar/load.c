/* Opens grammar files: the file itself, what it uses, its vocabularies. */
#include <errno.h>
#include <stdio.h>

#include "base/buf.h"
#include "grammar/compiler.h"

enum { MAX_USE_DEPTH = 16, MAX_GRAMMAR_BYTES = 4 * 1024 * 1024 };

typedef struct loading {
    avn_compiler compiler;
    const char *stack[MAX_USE_DEPTH];
    unsigned depth;
    avn_statement *first, *last;
} loading;

static avance_status read_file(loading *l, const char *path, avn_str *text)
{
    avn_place place = { .file = path };
    FILE *file = fopen(path, "rb");
    if (!file) {
        avn_tell(l->compiler.sink, AVN_MSG_CANNOT_OPEN, place, strerror(errno), NULL);
        return AVANCE_CANNOT_READ;
    }
    avn_buf bytes;
    avn_buf_init(&bytes, l->compiler.arena->allocator);
    size_t got = 0;
    do {
        if (!avn_buf_reserve(&bytes, 16384))
            break;
        got = fread(bytes.bytes + bytes.len, 1, 16384, file);
        bytes.len += got;
    } while (got > 0 && bytes.len < MAX_GRAMMAR_BYTES);
    bool failed = ferror(file) != 0;
    int reason = errno;
    fclose(file);
    *text = avn_arena_str(l->compiler.arena, avn_buf_view(&bytes));
    bool short_of_memory = bytes.failed || l->compiler.arena->failed;
    avn_buf_free(&bytes);
    if (failed) {
        avn_tell(l->compiler.sink, AVN_MSG_CANNOT_OPEN, place, strerror(reason), NULL);
        return AVANCE_CANNOT_READ;
    }
    return short_of_memory ? AVANCE_NO_MEMORY : AVANCE_OK;
}

/* NAME beside the file at PATH. */
static const char *beside(loading *l, const char *path, avn_str name, const char *suffix)
{
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash - path) + 1 : 0;
    bool has_suffix = avn_str_ends(name, avn_str_of(suffix));
    return avn_arena_printf(l->compiler.arena, "%.*s%.*s%s", folder, path, AVN_FMT(name),
                            has_suffix ? "" : suffix).ptr;
}

static void append(loading *l, avn_statement *s)
{
    s->next = NULL;
    if (l->last)
        l->last->next = s;
    else
        l->first = s;
    l->last = s;
}

static void load_words(loading *l, const avn_statement *s)
{
    avn_str rest = s->rest, name = avn_str_word(&rest), text;
    if (name.len == 0)
        return;
    if (read_file(l, beside(l, s->file, name, ".txt"), &text) != AVANCE_OK) {
        l->compiler.errors++;
        return;
    }
    avn_words_rule *words = AVN_PUSH(l->compiler.arena, l->compiler.grammar->words);
    if (!words)
        return;
    words->name = avn_arena_str(l->compiler.arena, name);
    while (text.len > 0) {
        size_t end = avn_str_find(text, AVN_STR("\n"));
        avn_str term = avn_str_trim(avn_str_head(text, end));
        text = avn_str_from(text, end + 1);
        avn_str *slot = term.len && term.ptr[0] != '#'
                            ? AVN_PUSH(l->compiler.arena, words->terms)
                            : NULL;
        if (slot)
            *slot = term;
    }
}

static avance_status load_statements(loading *l, const char *path, avn_str *text);

/* The depth of `use` is limited, so this recursion is. */
static void use_file(loading *l, const avn_statement *s)
{
    const char *path = beside(l, s->file, s->rest, ".avg");
    for (unsigned i = 0; i < l->depth; i++) {
        if (strcmp(l->stack[i], path) == 0 || l->depth == MAX_USE_DEPTH) {
            AVN_GRAMMAR_ERROR(&l->compiler, s, s->rest_column, AVN_MSG_G_USE_LOOP,
                              avn_c_string(&l->compiler, s->rest));
            return;
        }
    }
    avn_str text;
    if (load_statements(l, path, &text) != AVANCE_OK)
        l->compiler.errors++;
}

static avance_status load_statements(loading *l, const char *path, avn_str *text)
{
    avance_status status = read_file(l, path, text);
    if (status != AVANCE_OK)
        return status;
    l->stack[l->depth++] = path;
    avn_statement *s = avn_statements_read(l->compiler.arena, l->compiler.sink, path, *text,
                                           &l->compiler.errors);
    while (s) {
        avn_statement *next = s->next;
        if (avn_str_is(s->keyword, "use") && s->rest.len)
            use_file(l, s);
        else if (avn_str_is(s->keyword, "words"))
            load_words(l, s);
        append(l, s);
        s = next;
    }
    l->depth--;
    return AVANCE_OK;
}

static void check_whole(loading *l, const char *path)
{
    avn_grammar *grammar = l->compiler.grammar;
    const char *missing = grammar->name.len == 0       ? "grammar"
                          : grammar->signs.count == 0  ? "detect"
                          : grammar->blocks.count == 1 && grammar->blocks.items[0].line == 0
                              ? "record"
                              : NULL;
    if (missing && l->compiler.errors == 0) {
        l->compiler.errors++;
        avn_tell(l->compiler.sink, AVN_MSG_G_MISSING_KEYWORD, (avn_place){ .file = path }, missing,
                 NULL);
    }
    if (grammar->title.len == 0)
        grammar->title = grammar->name;
    if (grammar->version.len == 0)
        grammar->version = AVN_STR("1");
}

static avn_grammar *new_grammar(avn_allocator allocator, const char *path)
{
    avn_grammar *grammar = allocator.resize(allocator.user, NULL, sizeof *grammar);
    if (!grammar)
        return NULL;
    *grammar = (avn_grammar){ .path = NULL };
    avn_arena_init(&grammar->arena, allocator);
    grammar->patterns = avn_patterns_new(allocator);
    grammar->path = avn_arena_str(&grammar->arena, avn_str_of(path)).ptr;
    avn_block_rule *document = AVN_PUSH(&grammar->arena, grammar->blocks);
    if (document)
        *document = (avn_block_rule){ .kind = AVN_BLOCK_DOCUMENT, .name = AVN_STR("documento") };
    if (!grammar->patterns || grammar->arena.failed) {
        avn_grammar_free(grammar);
        return NULL;
    }
    return grammar;
}

avance_status avn_grammar_load(avn_allocator allocator, const avn_sink *sink, const char *path,
                               avn_grammar **grammar)
{
    *grammar = NULL;
    avn_grammar *made = new_grammar(allocator, path);
    if (!made)
        return AVANCE_NO_MEMORY;
    /* Messages are rendered in the grammar's arena: it lives as long as they are needed. */
    avn_sink own = *sink;
    own.arena = &made->arena;
    loading l = { .compiler = { made, &made->arena, &own, 0 } };
    avance_status status = load_statements(&l, made->path, &made->text);
    if (status == AVANCE_OK) {
        avn_compile_statements(&l.compiler, l.first);
        check_whole(&l, made->path);
        status = made->arena.failed ? AVANCE_NO_MEMORY
                 : l.compiler.errors ? AVANCE_BAD_GRAMMAR
                                     : AVANCE_OK;
    }
    if (status != AVANCE_OK) {
        avn_grammar_free(made);
        return status;
    }
    *grammar = made;
    return AVANCE_OK;
}

void avn_grammar_free(avn_grammar *grammar)
{
    if (!grammar)
        return;
    avn_allocator allocator = grammar->arena.allocator;
    avn_patterns_free(grammar->patterns);
    avn_arena_free(&grammar->arena);
    allocator.resize(allocator.user, grammar, 0);
}

/* Opens grammar files: the file itself, what it uses, its vocabularies.
 *
 * A grammar file is decoded like any input, so that it means the same whatever editor wrote it.
 * What is wrong with it is kept while it is compiled and told at the end, because the work goes by
 * phases and people read by lines. */
#include "grammar/compiler.h"
#include "text/source.h"

enum { MAX_USE_DEPTH = 16, MAX_GRAMMAR_BYTES = 4 * 1024 * 1024, MOST_ERRORS = 30 };

typedef struct loading {
    avn_compiler compiler;
    avn_texts *texts;            /* what was read before, or NULL */
    avn_findings found;          /* what the compiler's sink keeps */
    AVN_VEC(const char *) files; /* in the order in which they were opened */
    const char *stack[MAX_USE_DEPTH];
    unsigned depth;
    avn_statement *first, *last;
} loading;

/* What was told of the file at PATH since the first COUNT findings says so itself: a source's own
 * name for it does not live long enough. */
static void name_findings(loading *l, size_t count, const char *path)
{
    for (size_t i = count; i < l->found.count; i++)
        l->found.items[i].file = path;
}

static avance_status read_file(loading *l, const char *path, avn_str *text)
{
    if (l->texts && avn_texts_find(l->texts, path, text))
        return AVANCE_OK;
    avn_arena *arena = l->texts ? l->texts->arena : l->compiler.arena;
    size_t told = l->found.count;
    avn_source_options options = { .max_size = MAX_GRAMMAR_BYTES, .brief = true };
    avn_source *source;
    avance_status status =
        avn_source_open(l->compiler.arena->allocator, l->compiler.sink, path, &options, &source);
    name_findings(l, told, path);
    l->compiler.arena->failed = l->compiler.arena->failed || status == AVANCE_NO_MEMORY;
    if (status != AVANCE_OK)
        return status;
    *text = avn_source_text(source, arena);
    avn_source_free(source);
    /* A file of which something was told is read again, so that each grammar tells it. */
    if (l->texts && l->found.count == told)
        avn_texts_keep(l->texts, path, *text);
    l->compiler.arena->failed = l->compiler.arena->failed || arena->failed;
    return l->compiler.arena->failed ? AVANCE_NO_MEMORY : AVANCE_OK;
}

/* The folder of PATH, with its slash; one more up for each .. that NAME begins with, which is then
 * taken off it, so that a file is always called the same. */
static avn_str folder_of(avn_str path, avn_str *name)
{
    for (;;) {
        while (path.len > 0 && path.ptr[path.len - 1] != '/')
            path.len--;
        avn_str last = avn_str_head(path, path.len > 0 ? path.len - 1 : 0);
        bool up =
            avn_str_starts(*name, AVN_STR("../")) && last.len > 0 && last.ptr[last.len - 1] != '.';
        if (!up)
            return path;
        *name = avn_str_from(*name, 3);
        path = last;
    }
}

/* NAME beside the file at PATH. */
static const char *beside(loading *l, const char *path, avn_str name, const char *suffix)
{
    bool has_suffix = avn_str_ends(name, avn_str_of(suffix));
    avn_str folder = folder_of(avn_str_of(path), &name);
    return avn_arena_printf(l->compiler.arena, "%.*s%.*s%s", AVN_FMT(folder), AVN_FMT(name),
                            has_suffix ? "" : suffix)
        .ptr;
}

/* Why the file that S names could not be read was the last thing told; it is told of S instead. */
static void cannot_use(loading *l, const avn_statement *s, const char *path)
{
    const char *reason = "";
    if (l->compiler.arena->failed)
        return;
    if (l->found.count > 0)
        reason = l->found.items[--l->found.count].message;
    AVN_GRAMMAR_ERROR(&l->compiler, s, s->rest_column, AVN_MSG_G_CANNOT_USE, path, reason);
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
    const char *path = beside(l, s->file, name, ".txt");
    avn_words_rule *words = AVN_PUSH(l->compiler.arena, l->compiler.grammar->words);
    if (words)
        words->name = avn_arena_str(l->compiler.arena, name);
    if (read_file(l, path, &text) != AVANCE_OK) {
        cannot_use(l, s, path);
        return;
    }
    while (words && text.len > 0) {
        size_t end = avn_str_find(text, AVN_STR("\n"));
        avn_str term = avn_str_trim(avn_str_head(text, end));
        text = avn_str_from(text, end + 1);
        avn_str *slot =
            term.len && term.ptr[0] != '#' ? AVN_PUSH(l->compiler.arena, words->terms) : NULL;
        if (slot)
            *slot = term;
    }
}

static bool was_opened(const loading *l, const char *path)
{
    for (size_t i = 0; i < l->files.count; i++)
        if (strcmp(l->files.items[i], path) == 0)
            return true;
    return false;
}

static avance_status load_statements(loading *l, const char *path, avn_str *text);

/* The depth of `use` is limited, so this recursion is; a file is read once. */
static void use_file(loading *l, const avn_statement *s)
{
    const char *path = beside(l, s->file, s->rest, ".avg");
    bool loops = l->depth == MAX_USE_DEPTH;
    for (unsigned i = 0; i < l->depth; i++)
        loops = loops || strcmp(l->stack[i], path) == 0;
    avn_str text;
    if (loops)
        AVN_GRAMMAR_ERROR(&l->compiler, s, s->rest_column, AVN_MSG_G_USE_LOOP,
                          avn_c_string(&l->compiler, s->rest));
    else if (!was_opened(l, path) && load_statements(l, path, &text) != AVANCE_OK)
        cannot_use(l, s, path);
}

static avance_status load_statements(loading *l, const char *path, avn_str *text)
{
    const char **slot = AVN_PUSH(l->compiler.arena, l->files);
    if (slot)
        *slot = path;
    avance_status status = read_file(l, path, text);
    if (status != AVANCE_OK)
        return status;
    l->stack[l->depth++] = path;
    avn_statement *s = avn_statements_read(l->compiler.arena, l->compiler.sink, path, *text,
                                           l->compiler.outline, &l->compiler.errors);
    while (s) {
        avn_statement *next = s->next;
        s->known = avn_keyword_find(s->keyword);
        if (avn_str_is(s->keyword, "use") && s->rest.len)
            use_file(l, s);
        else if (avn_str_is(s->keyword, "words") && !l->compiler.outline)
            load_words(l, s);
        append(l, s);
        s = next;
    }
    l->depth--;
    return AVANCE_OK;
}

/* ---- the whole --------------------------------------------------------------- */

static void tell_missing(loading *l, const char *keyword)
{
    l->compiler.errors++;
    avn_tell(l->compiler.sink, AVN_MSG_G_MISSING_KEYWORD,
             (avn_place){ .file = l->compiler.grammar->path }, keyword, NULL);
}

/* What a grammar cannot do without. After other errors it may be there, but misspelt. */
static void check_whole(loading *l)
{
    const avn_grammar *grammar = l->compiler.grammar;
    if (l->compiler.errors > 0)
        return;
    if (grammar->name.len == 0)
        tell_missing(l, "grammar");
    if (grammar->signs.count == 0)
        tell_missing(l, "detect");
    if (!l->compiler.outline && grammar->blocks.count == 1 && grammar->blocks.items[0].line == 0)
        tell_missing(l, "record");
}

/* A text of another kind is said to be one, not taken apart line by line. */
static void compile(loading *l)
{
    const avn_statement *s = l->first;
    while (s && !s->known)
        s = s->next;
    l->compiler.grammar->statements = l->first;
    if (s) {
        avn_compile_statements(&l->compiler, l->first);
        check_whole(l);
        return;
    }
    l->compiler.errors++;
    l->found.count = 0;
    avn_tell(l->compiler.sink, AVN_MSG_G_NOT_GRAMMAR,
             (avn_place){ .file = l->compiler.grammar->path }, NULL);
}

/* ---- telling ------------------------------------------------------------------ */

static size_t rank_of(const loading *l, const char *file)
{
    size_t rank = 0;
    while (rank < l->files.count && strcmp(l->files.items[rank], file) != 0)
        rank++;
    return rank;
}

/* Negative when A is to be told before B, 0 when they say the same of the same place. */
static int compare(const loading *l, const avance_finding *a, const avance_finding *b)
{
    size_t first = rank_of(l, a->file), second = rank_of(l, b->file);
    if (first != second)
        return first < second ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return strcmp(a->code, b->code);
}

/* Takes the first of the findings that are left; false when none is. */
static bool take_first(loading *l, avance_finding *first)
{
    avance_finding *found = NULL;
    for (size_t i = 0; i < l->found.count; i++) {
        avance_finding *finding = &l->found.items[i];
        if (finding->message && (!found || compare(l, finding, found) < 0))
            found = finding;
    }
    if (!found)
        return false;
    *first = *found;
    found->message = NULL;
    return true;
}

/* In line order, each once, and no more of them than someone would read. */
static void tell_all(loading *l, const avn_sink *sink)
{
    avance_finding last = { 0 }, next;
    unsigned told = 0, more = 0;
    while (told < MOST_ERRORS && take_first(l, &next)) {
        if (told > 0 && next.column > 0 && compare(l, &last, &next) == 0)
            continue;
        avn_tell_finding(sink, next);
        last = next;
        told++;
    }
    for (size_t i = 0; i < l->found.count; i++)
        more += l->found.items[i].message != NULL;
    if (more > 0)
        avn_tell(sink, AVN_MSG_G_MORE_ERRORS, (avn_place){ .file = l->compiler.grammar->path },
                 avn_arena_printf(l->compiler.arena, "%u", more).ptr, NULL);
}

/* ---- one grammar ---------------------------------------------------------------- */

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

static avance_status load(loading *l)
{
    avn_grammar *grammar = l->compiler.grammar;
    avance_status status = load_statements(l, grammar->path, &grammar->text);
    if (status == AVANCE_OK) {
        compile(l);
        status = l->compiler.errors ? AVANCE_BAD_GRAMMAR : AVANCE_OK;
    }
    if (grammar->title.len == 0)
        grammar->title = grammar->name;
    if (grammar->version.len == 0)
        grammar->version = AVN_STR("1");
    return grammar->arena.failed ? AVANCE_NO_MEMORY : status;
}

avance_status avn_grammar_load(avn_allocator allocator, const avn_sink *sink, avn_texts *texts,
                               const char *path, avn_extent extent, avn_grammar **grammar)
{
    *grammar = NULL;
    avn_grammar *made = new_grammar(allocator, path);
    avance_status status = AVANCE_NO_MEMORY;
    if (made) {
        /* Messages live in the grammar's arena until they are told. */
        made->extent = extent;
        loading l = {
            .compiler = { .grammar = made,
                          .arena = &made->arena,
                          .outline = extent == AVN_OUTLINE },
            .texts = texts,
        };
        avn_sink keeper = { .arena = &made->arena, .language = sink->language, .keep = &l.found };
        l.compiler.sink = &keeper;
        status = load(&l);
        if (status != AVANCE_NO_MEMORY)
            tell_all(&l, sink);
    }
    if (status == AVANCE_NO_MEMORY)
        avn_tell(sink, AVN_MSG_NO_MEMORY, (avn_place){ .file = path }, NULL);
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

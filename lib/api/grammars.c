/* The public side of grammars: a shelf of those that were loaded. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "api/context.h"
#include "api/shelf.h"
#include "author/example.h"
#include "author/lint.h"
#include "author/starter.h"
#include "base/reason.h"
#include "emit/json_schema.h"
#include "lex/detect.h"
#include "lex/lexed.h"
#include "tree/plan.h"

static avn_shelf *shelf_of(avance_context *context)
{
    if (context->shelf)
        return context->shelf;
    avn_shelf *shelf = context->allocator.resize(context->allocator.user, NULL, sizeof *shelf);
    if (!shelf)
        return NULL;
    *shelf = (avn_shelf){ .matcher = avn_matcher_new(context->allocator) };
    if (!shelf->matcher) {
        context->allocator.resize(context->allocator.user, shelf, 0);
        return NULL;
    }
    avn_arena_init(&shelf->arena, context->allocator);
    shelf->texts.arena = &shelf->arena;
    context->shelf = shelf;
    return shelf;
}

void avn_shelf_free(avn_shelf *shelf)
{
    avn_allocator allocator = shelf->arena.allocator;
    for (size_t i = 0; i < shelf->grammars.count && !shelf->borrowed; i++) {
        if (shelf->outlines.items[i] != shelf->grammars.items[i])
            avn_grammar_free(shelf->outlines.items[i]);
        avn_grammar_free(shelf->grammars.items[i]);
    }
    avn_matcher_free(shelf->matcher);
    avn_arena_free(&shelf->arena);
    allocator.resize(allocator.user, shelf, 0);
}

avance_status avn_shelf_borrow(avance_context *context, const avance_context *owner)
{
    avn_shelf *shelf = shelf_of(context);
    if (!shelf)
        return AVANCE_NO_MEMORY;
    shelf->borrowed = true;
    for (size_t i = 0; i < avance_grammar_count(owner); i++) {
        avn_grammar **slot = AVN_PUSH(&shelf->arena, shelf->grammars);
        if (!slot)
            return AVANCE_NO_MEMORY;
        /* One with mistakes stays an outline: it can be found, not used. */
        avn_grammar *whole = avn_shelf_at(owner, i);
        *slot = whole ? whole : avn_shelf_look(owner, i);
    }
    return AVANCE_OK;
}

/* TEXTS as for avn_grammar_load. */
static avance_status add_file(avance_context *context, avn_texts *texts, const char *path,
                              avn_extent extent, size_t *index)
{
    avn_shelf *shelf = shelf_of(context);
    if (!shelf)
        return avn_conclude(context, AVANCE_NO_MEMORY, path);
    if (shelf->borrowed)
        return AVANCE_BAD_USE;
    avn_grammar *grammar;
    avance_status status =
        avn_grammar_load(context->allocator, &context->sink, texts, path, extent, &grammar);
    if (status != AVANCE_OK)
        return status;
    avn_grammar **outline = AVN_PUSH(&shelf->arena, shelf->outlines);
    avn_grammar **slot = outline ? AVN_PUSH(&shelf->arena, shelf->grammars) : NULL;
    if (!slot) {
        shelf->outlines.count = shelf->grammars.count;
        avn_grammar_free(grammar);
        return avn_conclude(context, AVANCE_NO_MEMORY, path);
    }
    *outline = extent == AVN_OUTLINE ? grammar : NULL;
    *slot = grammar;
    if (index)
        *index = shelf->grammars.count - 1;
    return AVANCE_OK;
}

avance_status avance_grammars_add_file(avance_context *context, const char *path, size_t *index)
{
    return add_file(context, NULL, path, AVN_WHOLE_GRAMMAR, index);
}

static int compare_names(const void *a, const void *b)
{
    return avn_str_cmp(*(const avn_str *)a, *(const avn_str *)b);
}

/* True for the words that only whole grammars have. */
static bool is_of_whole(avn_str keyword)
{
    static const char *const words[] = { "grammar", "title", "detect", "level", "record" };
    bool found = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        found = found || avn_str_is(keyword, words[i]);
    return found;
}

/* A file that only says what others `use` is no grammar, and no mistake. */
static bool is_fragment(const char *path)
{
    FILE *file = fopen(path, "r");
    bool whole = !file;
    char line[512];
    while (!whole && fgets(line, sizeof line, file))
        whole = is_of_whole(avn_str_head(avn_str_of(line), strcspn(line, " \t\r\n")));
    if (file)
        fclose(file);
    return !whole;
}

static void add_found(avance_context *context, const char *path)
{
    avn_shelf *shelf = context->shelf;
    if (is_fragment(path) || add_file(context, &shelf->texts, path, AVN_OUTLINE, NULL) != AVANCE_OK)
        return;
    size_t index = shelf->grammars.count - 1;
    avn_grammar *added = shelf->grammars.items[index];
    for (size_t i = 0; i < index; i++) {
        if (avn_str_eq(shelf->grammars.items[i]->name, added->name)) {
            avn_grammar_free(added);
            shelf->grammars.count--;
            shelf->outlines.count--;
            return;
        }
    }
}

avance_status avance_grammars_add_folder(avance_context *context, const char *folder)
{
    avn_shelf *shelf = shelf_of(context);
    if (!shelf)
        return avn_conclude(context, AVANCE_NO_MEMORY, folder);
    if (shelf->borrowed)
        return AVANCE_BAD_USE;
    DIR *open = opendir(folder);
    if (!open) {
        char reason[AVN_REASON_SIZE];
        avn_tell(&context->sink, AVN_MSG_CANNOT_OPEN, (avn_place){ .file = folder },
                 avn_reason(context->language, errno, reason), NULL);
        return AVANCE_CANNOT_READ;
    }
    AVN_VEC(avn_str) names = { 0 };
    for (struct dirent *entry = readdir(open); entry; entry = readdir(open)) {
        avn_str name = avn_str_of(entry->d_name);
        avn_str *slot = avn_str_ends(name, AVN_STR(".avg")) && name.ptr[0] != '.'
                            ? AVN_PUSH(&shelf->arena, names)
                            : NULL;
        if (slot)
            *slot = avn_arena_printf(&shelf->arena, "%s/%s", folder, entry->d_name);
    }
    closedir(open);
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    /* Files may have changed since another folder was added. */
    shelf->texts.files.count = 0;
    for (size_t i = 0; i < names.count; i++)
        add_found(context, names.items[i].ptr);
    return avn_conclude(context, shelf->arena.failed ? AVANCE_NO_MEMORY : AVANCE_OK, folder);
}

avn_grammar *avn_shelf_look(const avance_context *context, size_t index)
{
    return context->shelf && index < context->shelf->grammars.count
               ? context->shelf->grammars.items[index]
               : NULL;
}

avn_grammar *avn_shelf_at(const avance_context *context, size_t index)
{
    avn_shelf *shelf = context->shelf;
    avn_grammar *known = avn_shelf_look(context, index), *whole;
    if (!known || known->extent == AVN_WHOLE_GRAMMAR)
        return known;
    if (shelf->borrowed || known->broken)
        return NULL;
    known->broken = avn_grammar_load(context->allocator, &context->sink, &shelf->texts, known->path,
                                     AVN_WHOLE_GRAMMAR, &whole) != AVANCE_OK;
    if (known->broken)
        return NULL;
    shelf->grammars.items[index] = whole;
    return whole;
}

size_t avance_grammar_count(const avance_context *context)
{
    return context->shelf ? context->shelf->grammars.count : 0;
}

const char *avance_grammar_name(const avance_context *context, size_t index)
{
    const avn_grammar *grammar = avn_shelf_look(context, index);
    return grammar ? grammar->name.ptr : NULL;
}

const char *avance_grammar_title(const avance_context *context, size_t index)
{
    const avn_grammar *grammar = avn_shelf_look(context, index);
    return grammar ? grammar->title.ptr : NULL;
}

const char *avance_grammar_path(const avance_context *context, size_t index)
{
    const avn_grammar *grammar = avn_shelf_look(context, index);
    return grammar ? grammar->path : NULL;
}

const char *avance_grammar_text(const avance_context *context, size_t index)
{
    const avn_grammar *grammar = avn_shelf_look(context, index);
    return grammar ? grammar->text.ptr : NULL;
}

size_t avance_grammar_find(const avance_context *context, const char *name)
{
    size_t count = avance_grammar_count(context);
    for (size_t i = 0; i < count; i++)
        if (strcmp(avance_grammar_name(context, i), name) == 0)
            return i;
    return count;
}

avance_status avance_grammar_test(avance_context *context, size_t index, size_t *passed,
                                  size_t *failed)
{
    const avn_grammar *grammar = avn_shelf_at(context, index);
    if (!grammar)
        return AVANCE_BAD_USE;
    avance_status status =
        avn_examples_run(grammar, context->allocator, &context->sink, passed, failed);
    return avn_conclude(context, status, grammar->path);
}

avance_status avance_grammar_lint(avance_context *context, size_t index, size_t *errors,
                                  size_t *warnings)
{
    const avn_grammar *grammar = avn_shelf_at(context, index);
    if (!grammar)
        return AVANCE_BAD_USE;
    const avn_shelf *shelf = context->shelf;
    for (size_t i = 0; i < shelf->grammars.count; i++)
        avn_shelf_at(context, i);
    avance_status status = avn_lint(grammar, shelf->grammars.items, shelf->grammars.count,
                                    context->allocator, &context->sink, errors, warnings);
    return avn_conclude(context, status, grammar->path);
}

avance_status avance_grammar_json_schema(avance_context *context, size_t index, const char *path)
{
    const avn_grammar *grammar = avn_shelf_at(context, index);
    if (!grammar)
        return AVANCE_BAD_USE;
    avn_arena arena;
    avn_out *out = NULL;
    avn_arena_init(&arena, context->allocator);
    const avn_schema *schema = avn_schema_plan(&arena, grammar);
    avance_status status = schema ? avn_out_open(context->allocator, &context->sink, path, &out)
                                  : avn_conclude(context, AVANCE_NO_MEMORY, NULL);
    if (status == AVANCE_OK) {
        status = avn_json_schema_write(out, &arena, schema);
        if (status == AVANCE_OK)
            status = avn_out_commit(out);
        else
            avn_out_abort(out);
        status = avn_conclude(context, status, NULL);
    }
    avn_arena_free(&arena);
    return status;
}

static bool is_grammar_name(avn_str name)
{
    bool good = name.len > 0 && name.ptr[0] >= 'a' && name.ptr[0] <= 'z';
    for (size_t i = 0; i < name.len; i++)
        good = good && ((name.ptr[i] >= 'a' && name.ptr[i] <= 'z') || avn_is_digit(name.ptr[i]) ||
                        strchr("-_", name.ptr[i]));
    return good;
}

avance_status avance_grammar_start(avance_context *context, const char *name,
                                   const avance_source *sample, const char **text)
{
    avn_shelf *shelf = shelf_of(context);
    avn_str written;
    *text = NULL;
    if (!shelf)
        return avn_conclude(context, AVANCE_NO_MEMORY, NULL);
    if (!is_grammar_name(avn_str_of(name))) {
        avn_tell(&context->sink, AVN_MSG_G_BAD_NAME, (avn_place){ 0 }, name,
                 avn_say(context->language, "letras minúsculas sin acento, cifras, - y _",
                         "lower-case letters without accents, digits, - and _"),
                 NULL);
        return AVANCE_BAD_USE;
    }
    avance_status status = avn_starter_write(&shelf->arena, avn_str_of(name), sample, &written);
    if (status == AVANCE_OK)
        *text = written.ptr;
    return avn_conclude(context, status, name);
}

/* Of all grammars there are. NULL when memory is short. */
static const avn_detector *detector_of(avn_shelf *shelf)
{
    if (!shelf->detector || shelf->detected != shelf->grammars.count) {
        shelf->detected = shelf->grammars.count;
        shelf->detector =
            avn_detector_new(&shelf->arena, shelf->grammars.items, shelf->grammars.count);
    }
    return shelf->detector;
}

/* Writes what was found to FITS, the best first. */
static void rank(const avn_fit *found, size_t count, avance_fit *fits)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && avn_fit_better(&found[i], &found[fits[at - 1].grammar]); at--)
            fits[at] = fits[at - 1];
        fits[at] = (avance_fit){ i, found[i].signs, found[i].found, found[i].missing };
    }
}

avance_status avance_detect(avance_context *context, const avance_source *source, avance_fit *fits,
                            size_t *best)
{
    size_t count = avance_grammar_count(context);
    const avn_detector *detector = count ? detector_of(context->shelf) : NULL;
    avn_arena arena;
    avn_arena_init(&arena, context->allocator);
    avn_fit *found = AVN_NEW_ARRAY(&arena, avn_fit, count + 1);
    bool done =
        found &&
        (count == 0 || (detector && avn_detect(detector, source, context->shelf->matcher, found)));
    if (done)
        rank(found, count, fits);
    avn_arena_free(&arena);
    if (!done)
        return avn_conclude(context, AVANCE_NO_MEMORY, source->name);
    avn_fit first = { 0 };
    if (count)
        first = (avn_fit){ .signs = fits[0].signs, .found = fits[0].found };
    *best = count ? fits[0].grammar : count;
    if (avn_lost_letters(source, &context->sink))
        return AVANCE_REFUSED;
    if (count && avn_fit_reads(&first))
        return AVANCE_OK;
    avn_tell(&context->sink, AVN_MSG_NO_GRAMMAR_FITS, (avn_place){ .file = source->name }, NULL);
    return AVANCE_NO_GRAMMAR;
}

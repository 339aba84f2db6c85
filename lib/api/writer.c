/* The public writers: an emitter of the table, and the output that it writes to. */
#include <strings.h>

#include "api/context.h"
#include "check/check.h"
#include "emit/emitter.h"
#include "emit/outlet.h"
#include "text/source.h"

struct avance_writer {
    avance_context *context;
    const avn_emitter *emitter;
    avn_emission emission;
    avn_file *file; /* AVANCE_FILE */
    bool goes_on;   /* portions of the last report are to come */
    avance_status status;
};

size_t avance_format_count(void)
{
    return avn_emitter_count;
}

int avance_format_at(const avance_context *context, size_t index, avance_format *format)
{
    if (index >= avn_emitter_count)
        return 0;
    const avn_emitter *emitter = avn_emitters[index];
    *format =
        (avance_format){ .name = emitter->name,
                         .suffix = emitter->suffix,
                         .title = avn_say(context->language, emitter->title_es, emitter->title_en),
                         .target = emitter->target,
                         .many = emitter->many,
                         .adds = emitter->adds,
                         .form = emitter->form,
                         .portions = emitter->portions };
    return 1;
}

avance_status avance_format_takes(const avance_context *context, size_t format,
                                  const avance_report *report)
{
    if (format >= avn_emitter_count)
        return AVANCE_BAD_USE;
    const avn_emitter *emitter = avn_emitters[format];
    return emitter->takes ? emitter->takes(&context->sink, report) : AVANCE_OK;
}

size_t avance_format_find(const char *name)
{
    size_t place = 0;
    while (place < avn_emitter_count && strcmp(avn_emitters[place]->name, name) != 0)
        place++;
    return place;
}

size_t avance_format_by_suffix(const char *path)
{
    size_t best = avn_emitter_count, longest = 0, length = strlen(path);
    for (size_t i = 0; i < avn_emitter_count; i++) {
        const char *suffix = avn_emitters[i]->suffix;
        size_t size = strlen(suffix);
        if (size > longest && size < length && strcasecmp(path + length - size, suffix) == 0) {
            best = i;
            longest = size;
        }
    }
    return best;
}

static avance_status needs_path(const avance_writer *writer)
{
    avn_tell(&writer->context->sink, AVN_MSG_NEEDS_PATH, (avn_place){ 0 }, writer->emitter->name,
             NULL);
    return AVANCE_BAD_USE;
}

/* Opens what the emitter writes to. */
static avance_status open_target(avance_writer *writer, const char *path)
{
    const avn_sink *sink = &writer->context->sink;
    avn_allocator allocator = writer->context->allocator;
    avn_emission *emission = &writer->emission;
    avance_target target = writer->emitter->target;
    if (target == AVANCE_FOLDER && emission->options.table)
        target = AVANCE_STREAM;
    if (target == AVANCE_STREAM)
        return avn_out_open(allocator, sink, path, &emission->out);
    if (!path)
        return needs_path(writer);
    if (target == AVANCE_FOLDER)
        return avn_folder_open(allocator, sink, path, &emission->folder);
    if (writer->emitter->adds && avn_outlet_is_file(path)) {
        emission->path = avn_arena_str(&emission->arena, avn_str_of(path));
        return emission->arena.failed ? avn_no_memory(sink) : AVANCE_OK;
    }
    avance_status status = avn_file_open(allocator, sink, path, &writer->file);
    if (status == AVANCE_OK)
        emission->path = avn_str_of(avn_file_temporary(writer->file));
    return status;
}

static const char *kept(avn_emission *emission, const char *text)
{
    return text ? avn_arena_str(&emission->arena, avn_str_of(text)).ptr : NULL;
}

/* Keeps what the options point to: the caller may let go of it. */
static void set_options(avn_emission *emission, const avance_write_options *options)
{
    if (!options)
        return;
    emission->options = *options;
    emission->options.semaforo = kept(emission, options->semaforo);
    emission->options.table = kept(emission, options->table);
    emission->options.catalogue = kept(emission, options->catalogue);
    emission->options.layout = kept(emission, options->layout);
}

/* Files beside the reports are decoded like them: spreadsheets save CSV in any encoding. */
static avance_status read_file(avn_emission *emission, const char *path, avn_str *text)
{
    static const avn_source_options options = { .max_size = 64 * 1024 * 1024 };
    avn_source *source = NULL;
    avance_status status =
        avn_source_open(emission->arena.allocator, emission->sink, path, &options, &source);
    if (status != AVANCE_OK)
        return status;
    *text = avn_source_text(source, &emission->arena);
    avn_source_free(source);
    return emission->arena.failed ? avn_no_memory(emission->sink) : AVANCE_OK;
}

int avance_semaforo_fits(const char *text)
{
    avn_bounds bounds;
    return avn_bounds_parse(avn_str_of(text), &bounds);
}

static avance_status set_bounds(avn_emission *emission)
{
    const char *text = emission->options.semaforo;
    emission->bounds = avn_usual_bounds;
    if (!text || avn_bounds_parse(avn_str_of(text), &emission->bounds))
        return AVANCE_OK;
    avn_tell(emission->sink, AVN_MSG_BAD_BOUNDS, (avn_place){ 0 }, text, NULL);
    return AVANCE_BAD_USE;
}

avance_status avance_writer_open(avance_context *context, size_t format, const char *path,
                                 const avance_write_options *options, avance_writer **result)
{
    *result = NULL;
    if (format >= avn_emitter_count)
        return AVANCE_BAD_USE;
    avance_writer *writer =
        context->allocator.resize(context->allocator.user, NULL, sizeof *writer);
    if (!writer)
        return avn_no_memory(&context->sink);
    *writer = (avance_writer){ .context = context, .emitter = avn_emitters[format] };
    avn_emission *emission = &writer->emission;
    avn_arena_init(&emission->arena, context->allocator);
    emission->sink = &context->sink;
    emission->language = context->language;
    emission->read = read_file;
    set_options(emission, options);
    avance_status status =
        emission->arena.failed ? avn_no_memory(&context->sink) : set_bounds(emission);
    if (status == AVANCE_OK)
        status = open_target(writer, path);
    if (status == AVANCE_OK && writer->emitter->open)
        status = writer->emitter->open(emission);
    if (status == AVANCE_OK)
        *result = writer;
    else
        avance_writer_abort(writer);
    return status;
}

/* Works out how the records of REPORT stand, where the output shows it. What the caller sees of the
 * report does not change. */
static avance_status measure(const avance_writer *writer, const avance_report *report)
{
    if (writer->emitter->states_on_request && !writer->emission.options.semaforo)
        return AVANCE_OK;
    avance_status status = avn_measure_report((avn_report *)(uintptr_t)report);
    return status == AVANCE_OK ? status : avn_no_memory(&writer->context->sink);
}

static avance_status bad_use(avance_writer *writer, avn_message_id id)
{
    avn_tell(&writer->context->sink, id, (avn_place){ 0 }, writer->emitter->name, NULL);
    return writer->status = AVANCE_BAD_USE;
}

avance_status avance_writer_add(avance_writer *writer, const avance_report *report)
{
    if (writer->status != AVANCE_OK)
        return writer->status;
    bool whole = !report->goes_on && !report->began;
    if (!whole && !writer->emitter->portions)
        return bad_use(writer, AVN_MSG_WHOLE_REPORT);
    if (report->began != writer->goes_on)
        return bad_use(writer, AVN_MSG_MISSING_PORTION);
    if (writer->emission.reports > 0 && !writer->emitter->many)
        return bad_use(writer, AVN_MSG_ONE_REPORT);
    writer->goes_on = report->goes_on;
    writer->status = measure(writer, report);
    if (writer->status == AVANCE_OK)
        writer->status = writer->emitter->add(&writer->emission, report);
    if (writer->status == AVANCE_OK && !report->goes_on)
        writer->emission.reports++;
    /* Should the next portion fail, what was printed ends with a whole line. */
    if (writer->status == AVANCE_OK && report->goes_on && writer->emission.out)
        writer->status = avn_out_flush(writer->emission.out);
    return writer->status;
}

/* Puts the output in place; what is put or dropped is no longer the writer's. */
static avance_status put_in_place(avance_writer *writer)
{
    avn_emission *emission = &writer->emission;
    avn_out *out = emission->out;
    avn_folder *folder = emission->folder;
    avn_file *file = writer->file;
    emission->out = NULL;
    emission->folder = NULL;
    writer->file = NULL;
    if (folder)
        return avn_folder_commit(folder);
    if (file)
        return avn_file_commit(file);
    return out ? avn_out_commit(out) : AVANCE_OK;
}

avance_status avance_writer_close(avance_writer *writer)
{
    avance_status status = writer->status;
    if (status == AVANCE_OK && writer->goes_on)
        status = bad_use(writer, AVN_MSG_MISSING_PORTION);
    if (status == AVANCE_OK && writer->emitter->close)
        status = writer->emitter->close(&writer->emission);
    if (status == AVANCE_OK)
        status = put_in_place(writer);
    avance_writer_abort(writer);
    return status;
}

void avance_writer_abort(avance_writer *writer)
{
    if (!writer)
        return;
    avn_emission *emission = &writer->emission;
    if (writer->emitter->release)
        writer->emitter->release(emission);
    avn_out_abort(emission->out);
    avn_folder_abort(emission->folder);
    avn_file_abort(writer->file);
    avn_arena_free(&emission->arena);
    writer->context->allocator.resize(writer->context->allocator.user, writer, 0);
}

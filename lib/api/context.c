#include "api/context.h"

const char *avance_version(void)
{
    return AVANCE_VERSION;
}

avance_status avance_context_new(const avance_options *options, avance_context **result)
{
    static const avance_options defaults = { .language = AVANCE_SPANISH };
    const avance_options *wanted = options ? options : &defaults;
    avn_allocator allocator = wanted->resize
                                  ? (avn_allocator){ wanted->resize, wanted->resize_user }
                                  : avn_allocator_standard;
    *result = NULL;
    avance_context *context = allocator.resize(allocator.user, NULL, sizeof *context);
    if (!context)
        return AVANCE_NO_MEMORY;
    *context = (avance_context){ .allocator = allocator,
                                 .language = wanted->language,
                                 .max_input = wanted->max_input };
    avn_arena_init(&context->arena, allocator);
    context->sink = (avn_sink){ .arena = &context->arena,
                                .language = wanted->language,
                                .listen = wanted->message,
                                .listen_user = wanted->message_user };
    *result = context;
    return AVANCE_OK;
}

avance_status avance_context_new_beside(const avance_context *owner, const avance_options *options,
                                        avance_context **result)
{
    avance_context *context;
    avance_status status = avance_context_new(options, &context);
    *result = NULL;
    if (status != AVANCE_OK)
        return status;
    status = avn_shelf_borrow(context, owner);
    if (status == AVANCE_OK)
        *result = context;
    else
        avance_context_free(context);
    return status;
}

void avance_context_free(avance_context *context)
{
    if (!context)
        return;
    if (context->shelf)
        avn_shelf_free(context->shelf);
    avn_arena_free(&context->arena);
    context->allocator.resize(context->allocator.user, context, 0);
}

avance_status avn_conclude(const avance_context *context, avance_status status, const char *file)
{
    if (status == AVANCE_NO_MEMORY)
        avn_tell(&context->sink, AVN_MSG_NO_MEMORY, (avn_place){ .file = file }, NULL);
    return status;
}

const char *avance_level_name(const avance_context *context, avance_level level)
{
    return avn_level_name(context->language, level);
}

#include "grammar/pattern.h"

#include <stdatomic.h>

#include "grammar/direct.h"
#include "grammar/parts.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    MATCH_LIMIT = 2000000, /* backtracks; a runaway pattern ends after some milliseconds */
    LIMIT_PER_BYTE = 64,   /* long lines may take longer */
    DEPTH_LIMIT = 100000,
    HEAP_LIMIT_KIB = 32 * 1024,
    BYTES_PER_USE = 24, /* of compiled code: so much is made machine code in the time of a match */
    JIT_STACK_START = 32 * 1024,
    JIT_STACK_MAX = 1024 * 1024
};

/* What a pattern's text was compiled to. */
typedef struct avn_compiled {
    pcre2_code *plain;
    avn_charset first; /* as in avn_pattern */
    uint32_t least_length;
    unsigned uses_before_jit;
} avn_compiled;

/* What is made of a pattern, as it comes to be needed: each thing is shown to other threads when it
 * is done, and never changes then. */
typedef struct avn_code {
    struct avn_code *next;
    avn_patterns *patterns;
    avn_str text;
    uint32_t options;
    avn_pattern_use use;
    _Atomic(avn_compiled *) compiled; /* NULL: nothing was matched with it yet */
    _Atomic(pcre2_code *) fast;       /* machine code; NULL: not made, or there is none */
    atomic_uint uses;                 /* matches tried so far, as far as that matters */
    avn_direct_slot direct;           /* what is matched without the engine */
} avn_code;

struct avn_patterns {
    avn_allocator allocator;
    pcre2_general_context *memory;
    pcre2_compile_context *context;
    avn_code *codes;
};

struct avn_matcher {
    avn_allocator allocator;
    pcre2_general_context *memory;
    pcre2_match_context *context;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
    size_t *ovector;
    int groups; /* filled by the last match */
    bool failed;
    uint32_t limit;
};

static void *pcre2_take(size_t size, void *user)
{
    avn_allocator *allocator = user;
    return allocator->resize(allocator->user, NULL, size ? size : 1);
}

static void pcre2_give(void *block, void *user)
{
    avn_allocator *allocator = user;
    if (block)
        allocator->resize(allocator->user, block, 0);
}

static void *take_zeroed(avn_allocator allocator, size_t size)
{
    void *block = allocator.resize(allocator.user, NULL, size);
    return block ? memset(block, 0, size) : NULL;
}

avn_patterns *avn_patterns_new(avn_allocator allocator)
{
    avn_patterns *patterns = take_zeroed(allocator, sizeof *patterns);
    if (!patterns)
        return NULL;
    patterns->allocator = allocator;
    patterns->memory = pcre2_general_context_create(pcre2_take, pcre2_give, &patterns->allocator);
    if (patterns->memory)
        patterns->context = pcre2_compile_context_create(patterns->memory);
    if (!patterns->context) {
        avn_patterns_free(patterns);
        return NULL;
    }
    return patterns;
}

static void free_compiled(avn_patterns *patterns, avn_compiled *compiled)
{
    if (!compiled)
        return;
    pcre2_code_free(compiled->plain);
    patterns->allocator.resize(patterns->allocator.user, compiled, 0);
}

void avn_patterns_free(avn_patterns *patterns)
{
    if (!patterns)
        return;
    for (avn_code *code = patterns->codes; code;) {
        avn_code *next = code->next;
        pcre2_code_free(atomic_load(&code->fast));
        free_compiled(patterns, atomic_load(&code->compiled));
        avn_direct_free(&code->direct, patterns->allocator);
        patterns->allocator.resize(patterns->allocator.user, code, 0);
        code = next;
    }
    pcre2_compile_context_free(patterns->context);
    pcre2_general_context_free(patterns->memory);
    patterns->allocator.resize(patterns->allocator.user, patterns, 0);
}

static pcre2_code *compile_text(const avn_code *code, uint32_t options, avn_pattern_error *error)
{
    PCRE2_SIZE offset;
    int number;
    pcre2_code *plain = pcre2_compile((PCRE2_SPTR)code->text.ptr, code->text.len, options, &number,
                                      &offset, code->patterns->context);
    if (!plain) {
        *error = (avn_pattern_error){ .offset = offset, .number = number };
        if (pcre2_get_error_message(number, (PCRE2_UCHAR *)error->text, sizeof error->text) < 0)
            strcpy(error->text, "PCRE2");
    }
    return plain;
}

/* What a match with CODE can begin with, and how long it is at least. */
static void study_start(const pcre2_code *code, avn_compiled *compiled)
{
    uint32_t kind = 0, unit = 0;
    const uint8_t *bitmap = NULL;
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &kind);
    pcre2_pattern_info(code, PCRE2_INFO_MINLENGTH, &compiled->least_length);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
    if (kind == 1) {
        pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
        compiled->first = (avn_charset){ .wide = false };
        avn_charset_add(&compiled->first, unit & 0xFF, unit & 0xFF);
    } else if (bitmap) {
        compiled->first = (avn_charset){ .wide = false };
        for (unsigned byte = 0; byte < 256; byte++)
            if (bitmap[byte >> 3] >> (byte & 7) & 1)
                avn_charset_add(&compiled->first, byte, byte);
    }
}

/* PCRE2 studies start bytes only of patterns that are not anchored. One for a whole line is
 * anchored when it is matched; one for joined lines can be no more than begun by a text, and is not
 * studied. */
static avn_compiled *compile_code(const avn_code *code, avn_pattern_error *error)
{
    avn_patterns *patterns = code->patterns;
    avn_compiled *made = take_zeroed(patterns->allocator, sizeof *made);
    error->number = PCRE2_ERROR_HEAP_FAILED;
    if (!made)
        return NULL;
    uint32_t loose = code->options & ~(uint32_t)PCRE2_ANCHORED;
    bool joined = code->use == AVN_JOINED_LINE;
    made->plain = compile_text(code, joined ? code->options : loose, error);
    if (!made->plain) {
        free_compiled(patterns, made);
        return NULL;
    }
    made->first = avn_charset_any();
    if (!joined)
        study_start(made->plain, made);
    /* The engine also tells one case of a letter where (?i) means both. */
    if (strstr(code->text.ptr, "(?"))
        avn_charset_fold(&made->first);
    size_t size = 0;
    pcre2_pattern_info(made->plain, PCRE2_INFO_SIZE, &size);
    made->uses_before_jit = 1 + (unsigned)(size / BYTES_PER_USE);
    return made;
}

static void read_groups(avn_arena *arena, avn_pattern *pattern)
{
    const pcre2_code *code = atomic_load(&pattern->code->compiled)->plain;
    uint32_t count = 0, size = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    pattern->groups = AVN_NEW_ARRAY(arena, avn_pattern_group, count + 1);
    if (!pattern->groups)
        return;
    for (uint32_t i = 0; i < count; i++) {
        PCRE2_SPTR entry = table + (size_t)i * size;
        unsigned number = (unsigned)entry[0] << 8 | entry[1];
        size_t at = pattern->group_count++;
        for (; at > 0 && pattern->groups[at - 1].number > number; at--)
            pattern->groups[at] = pattern->groups[at - 1];
        pattern->groups[at].name = avn_arena_str(arena, avn_str_of((const char *)entry + 2)).ptr;
        pattern->groups[at].number = number;
    }
}

/* NULL when memory is short. */
static avn_code *new_code(avn_patterns *patterns, avn_str text, avn_pattern_use use,
                          uint32_t options)
{
    avn_code *code = take_zeroed(patterns->allocator, sizeof *code);
    if (!code)
        return NULL;
    code->patterns = patterns;
    code->text = text;
    code->use = use;
    code->options = options | PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DUPNAMES |
                    (use != AVN_SEARCH ? PCRE2_ANCHORED : 0) |
                    (avn_wants_unicode(text) ? PCRE2_UCP : 0);
    atomic_init(&code->compiled, NULL);
    atomic_init(&code->fast, NULL);
    bool bare = options & PCRE2_NO_START_OPTIMIZE; /* machine code counts backtracks otherwise */
    atomic_init(&code->uses, bare ? ~0u : 0);
    if (bare || use == AVN_SEARCH)
        avn_direct_refuse(&code->direct);
    code->next = patterns->codes;
    patterns->codes = code;
    return code;
}

static bool has_too_many_groups(const pcre2_code *code, avn_pattern_error *error)
{
    uint32_t groups = 0;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    if (groups < AVN_MAX_GROUPS)
        return false;
    *error = (avn_pattern_error){ 0, AVN_TOO_MANY_GROUPS, "it has more than 31 groups" };
    return true;
}

/* A pattern that is not compiled yet. NULL when memory is short. */
static avn_pattern *new_pattern(avn_patterns *patterns, avn_arena *arena, avn_str text,
                                avn_pattern_use use, uint32_t options)
{
    avn_pattern *pattern = AVN_NEW(arena, avn_pattern);
    if (!pattern || arena->failed)
        return NULL;
    pattern->source = text;
    pattern->use = use;
    pattern->code = new_code(patterns, text, use, options);
    pattern->first = avn_charset_any();
    memset(&pattern->traits.head, 0xFF, sizeof pattern->traits.head);
    arena->failed = !pattern->code;
    return arena->failed ? NULL : pattern;
}

static avn_pattern *compile(avn_arena *arena, avn_pattern *pattern, avn_pattern_error *error)
{
    if (!pattern)
        return NULL;
    avn_compiled *compiled = compile_code(pattern->code, error);
    atomic_store(&pattern->code->compiled, compiled);
    if (!compiled) {
        arena->failed = arena->failed || error->number == PCRE2_ERROR_HEAP_FAILED;
        return NULL;
    }
    if (has_too_many_groups(compiled->plain, error))
        return NULL;
    pattern->first = compiled->first;
    pattern->least_length = compiled->least_length;
    if (!(pattern->code->options & PCRE2_NO_START_OPTIMIZE))
        pattern->traits = avn_traits_of(pattern->source);
    read_groups(arena, pattern);
    return arena->failed ? NULL : pattern;
}

static avn_str text_for(avn_arena *arena, avn_str source, avn_pattern_use use)
{
    return use != AVN_SEARCH ? avn_arena_printf(arena, "(?:%.*s)\\z", AVN_FMT(source))
                             : avn_arena_str(arena, source);
}

avn_pattern *avn_pattern_compile(avn_patterns *patterns, avn_arena *arena, avn_str source,
                                 avn_pattern_use use, avn_pattern_error *error)
{
    *error = (avn_pattern_error){ 0 };
    avn_pattern *made = new_pattern(patterns, arena, text_for(arena, source, use), use, 0);
    avn_pattern *pattern = compile(arena, made, error);
    size_t lead = use != AVN_SEARCH ? strlen("(?:") : 0;
    error->offset = error->offset > lead ? error->offset - lead : 0;
    if (error->offset > source.len)
        error->offset = source.len;
    return pattern;
}

avn_pattern *avn_pattern_later(avn_patterns *patterns, avn_arena *arena, avn_str source,
                               avn_pattern_use use, avn_pattern_error *error)
{
    avn_needs needs;
    bool certain = avn_needs_read(arena, source, &needs);
    avn_pattern *pattern = certain
                               ? new_pattern(patterns, arena, text_for(arena, source, use), use, 0)
                               : avn_pattern_compile(patterns, arena, source, use, error);
    if (pattern)
        pattern->needs = needs;
    return pattern;
}

avn_pattern *avn_pattern_joined(avn_patterns *patterns, avn_arena *arena,
                                const avn_pattern *pattern)
{
    avn_pattern *joined = new_pattern(patterns, arena, pattern->source, AVN_JOINED_LINE, 0);
    if (joined)
        joined->traits = pattern->traits;
    return joined;
}

avn_pattern *avn_pattern_bare(avn_patterns *patterns, avn_arena *arena, const avn_pattern *pattern,
                              avn_pattern_use use)
{
    avn_pattern_error error;
    return compile(
        arena, new_pattern(patterns, arena, pattern->source, use, PCRE2_NO_START_OPTIMIZE), &error);
}

avn_matcher *avn_matcher_new(avn_allocator allocator)
{
    avn_matcher *matcher = take_zeroed(allocator, sizeof *matcher);
    if (!matcher)
        return NULL;
    matcher->allocator = allocator;
    matcher->memory = pcre2_general_context_create(pcre2_take, pcre2_give, &matcher->allocator);
    if (matcher->memory) {
        matcher->context = pcre2_match_context_create(matcher->memory);
        matcher->data = pcre2_match_data_create(AVN_MAX_GROUPS, matcher->memory);
        matcher->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX, matcher->memory);
    }
    if (!matcher->context || !matcher->data) {
        avn_matcher_free(matcher);
        return NULL;
    }
    pcre2_set_depth_limit(matcher->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
    if (matcher->stack)
        pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    matcher->ovector = pcre2_get_ovector_pointer(matcher->data);
    return matcher;
}

void avn_matcher_free(avn_matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_match_data_free(matcher->data);
    pcre2_jit_stack_free(matcher->stack);
    pcre2_match_context_free(matcher->context);
    pcre2_general_context_free(matcher->memory);
    matcher->allocator.resize(matcher->allocator.user, matcher, 0);
}

bool avn_matcher_failed(avn_matcher *matcher)
{
    bool failed = matcher->failed;
    matcher->failed = false;
    return failed;
}

static void set_limit(avn_matcher *matcher, size_t length)
{
    size_t wanted = MATCH_LIMIT + (length > 65536 ? length * LIMIT_PER_BYTE : 0);
    uint32_t limit = wanted > UINT32_MAX ? UINT32_MAX : (uint32_t)wanted;
    if (limit != matcher->limit) {
        pcre2_set_match_limit(matcher->context, limit);
        matcher->limit = limit;
    }
}

/* Machine code costs more to make than some matches take, and most patterns of most grammars are
 * tried a few times only. None on this platform is normal: the interpreter answers the same. */
static void make_fast(avn_code *code)
{
    avn_pattern_error error;
    pcre2_code *fast = compile_text(code, code->options, &error);
    uint32_t how = code->use == AVN_JOINED_LINE ? PCRE2_JIT_COMPLETE | PCRE2_JIT_PARTIAL_SOFT
                                                : PCRE2_JIT_COMPLETE;
    if (fast && pcre2_jit_compile(fast, how) == 0)
        atomic_store_explicit(&code->fast, fast, memory_order_release);
    else
        pcre2_code_free(fast);
}

/* CODE as machine code, once it was tried often enough; NULL before. */
static const pcre2_code *fast_code(avn_code *code, unsigned uses_before)
{
    const pcre2_code *fast = atomic_load_explicit(&code->fast, memory_order_acquire);
    /* One thread alone counts to the number. */
    if (!fast && atomic_load_explicit(&code->uses, memory_order_relaxed) < uses_before &&
        atomic_fetch_add_explicit(&code->uses, 1, memory_order_relaxed) + 1 == uses_before) {
        make_fast(code);
        fast = atomic_load_explicit(&code->fast, memory_order_relaxed);
    }
    return fast;
}

/* CODE compiled, now if it was not yet; NULL when memory is short. */
static const avn_compiled *compiled_code(avn_code *code)
{
    avn_compiled *known = atomic_load_explicit(&code->compiled, memory_order_acquire);
    if (known)
        return known;
    avn_pattern_error error;
    avn_compiled *made = compile_code(code, &error);
    if (made && !atomic_compare_exchange_strong(&code->compiled, &known, made)) {
        free_compiled(code->patterns, made); /* another thread was first */
        return known;
    }
    return made;
}

/* Moves *START to where a match at or behind it can begin; false when there is none, which most
 * lines show by what they do not hold. */
static bool find_start(const avn_pattern *pattern, const avn_compiled *compiled, avn_str subject,
                       size_t *start)
{
    avn_str rest = avn_str_from(subject, *start);
    bool empty_too = compiled->least_length == 0, joined = pattern->use == AVN_JOINED_LINE;
    if (joined || rest.len < compiled->least_length)
        return joined;
    if (pattern->use == AVN_WHOLE_LINE)
        return (empty_too || avn_has_bit(compiled->first.bytes, (unsigned char)rest.ptr[0])) &&
               avn_pattern_may_match(pattern, rest);
    bool stands = avn_literal_stands_in(&pattern->traits.literal, rest);
    if (empty_too || !stands)
        return stands;
    size_t skipped = 0;
    while (skipped < rest.len && !avn_has_bit(compiled->first.bytes, (unsigned char)rest.ptr[skipped]))
        skipped++;
    *start += skipped;
    return rest.len - skipped >= compiled->least_length;
}

/* Machine code is entered by the short way: the text was checked when it was read, and what the
 * long way does besides costs as much as the match of a line. */
static int run(avn_matcher *matcher, const avn_pattern *pattern, const avn_compiled *compiled,
               avn_str subject, size_t start)
{
    const pcre2_code *fast = fast_code(pattern->code, compiled->uses_before_jit);
    uint32_t options = pattern->use == AVN_JOINED_LINE ? PCRE2_PARTIAL_SOFT : 0;
    PCRE2_SPTR text = (PCRE2_SPTR)(subject.ptr ? subject.ptr : "");
    int got = PCRE2_ERROR_JIT_STACKLIMIT;
    set_limit(matcher, subject.len);
    if (fast)
        got = pcre2_jit_match(fast, text, subject.len, start, options, matcher->data,
                              matcher->context);
    /* JIT's own stack is small; the interpreter uses the heap instead. */
    if (got == PCRE2_ERROR_JIT_STACKLIMIT)
        got = pcre2_match(compiled->plain, text, subject.len, start,
                          options | PCRE2_NO_UTF_CHECK |
                              (pattern->use == AVN_WHOLE_LINE ? PCRE2_ANCHORED : 0),
                          matcher->data, matcher->context);
    return got;
}

static avn_match match(avn_matcher *matcher, const avn_pattern *pattern, avn_str subject,
                       size_t start, bool may_match)
{
    avn_code *code = pattern->code;
    const avn_direct *direct = avn_direct_of(&code->direct, code->patterns->allocator, code->text);
    if (direct)
        return avn_direct_match(direct, pattern->use, subject, start, matcher->ovector,
                                &matcher->groups);
    const avn_compiled *compiled = compiled_code(code);
    matcher->failed = matcher->failed || !compiled;
    if (!compiled || (!may_match && !find_start(pattern, compiled, subject, &start)))
        return AVN_NO_MATCH;
    int got = run(matcher, pattern, compiled, subject, start);
    matcher->groups = got == 0 ? AVN_MAX_GROUPS : got;
    if (got >= 0)
        return AVN_MATCHED;
    matcher->failed = matcher->failed || got == PCRE2_ERROR_NOMEMORY;
    if (got == PCRE2_ERROR_NOMATCH || got == PCRE2_ERROR_NOMEMORY)
        return AVN_NO_MATCH;
    return got == PCRE2_ERROR_PARTIAL ? AVN_PARTIAL : AVN_MATCH_LIMIT;
}

avn_match avn_pattern_match(avn_matcher *matcher, const avn_pattern *pattern, avn_str subject,
                            size_t start)
{
    return match(matcher, pattern, subject, start, false);
}

avn_match avn_pattern_try(avn_matcher *matcher, const avn_pattern *pattern, avn_str subject,
                          size_t start)
{
    return match(matcher, pattern, subject, start, true);
}

avn_str avn_match_group(const avn_matcher *matcher, avn_str subject, unsigned number)
{
    if ((int)number >= matcher->groups || matcher->ovector[2 * number] == PCRE2_UNSET)
        return (avn_str){ NULL, 0 };
    size_t from = matcher->ovector[2 * number], to = matcher->ovector[2 * number + 1];
    return from <= to ? (avn_str){ subject.ptr + from, to - from } : (avn_str){ NULL, 0 };
}

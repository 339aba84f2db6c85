#include "grammar/pattern.h"

#include <stdatomic.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    MATCH_LIMIT = 2000000, /* backtracks; a runaway pattern ends after some milliseconds */
    LIMIT_PER_BYTE = 64,   /* long lines may take longer */
    DEPTH_LIMIT = 100000,
    HEAP_LIMIT_KIB = 32 * 1024,
    USES_BEFORE_JIT = 24,
    JIT_STACK_START = 32 * 1024,
    JIT_STACK_MAX = 1024 * 1024
};

/* Machine code is made in a copy that is shown when it is done: another thread may be matching. */
typedef struct avn_code {
    struct avn_code *next;
    pcre2_code *plain;
    _Atomic(pcre2_code *) fast; /* the same as machine code; NULL: not made, or there is none */
    atomic_uint uses;           /* matches tried so far, as far as that matters */
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

void avn_patterns_free(avn_patterns *patterns)
{
    if (!patterns)
        return;
    for (avn_code *code = patterns->codes; code;) {
        avn_code *next = code->next;
        pcre2_code_free(atomic_load(&code->fast));
        pcre2_code_free(code->plain);
        patterns->allocator.resize(patterns->allocator.user, code, 0);
        code = next;
    }
    pcre2_compile_context_free(patterns->context);
    pcre2_general_context_free(patterns->memory);
    patterns->allocator.resize(patterns->allocator.user, patterns, 0);
}

/* \w, \b and POSIX classes mean Unicode letters to who writes a grammar. */
static bool wants_unicode_classes(avn_str source)
{
    for (size_t i = 0; i + 1 < source.len; i++) {
        if (source.ptr[i] == '[' && source.ptr[i + 1] == ':')
            return true;
        if (source.ptr[i] != '\\')
            continue;
        if (strchr("wWbB", source.ptr[i + 1]))
            return true;
        i++;
    }
    return false;
}

/* PCRE2 studies start bytes only of patterns that are not anchored, so one that is is compiled a
 * second time to ask. */
static void study_start(avn_patterns *patterns, avn_str source, uint32_t options,
                        avn_pattern *pattern)
{
    memset(pattern->first, 0xFF, sizeof pattern->first);
    int number;
    PCRE2_SIZE offset;
    bool anchored = (options & PCRE2_ANCHORED) != 0;
    pcre2_code *probe = anchored ? pcre2_compile((PCRE2_SPTR)source.ptr, source.len,
                                                 options & ~(uint32_t)PCRE2_ANCHORED, &number,
                                                 &offset, patterns->context)
                                 : pattern->code->plain;
    if (!probe)
        return;
    uint32_t kind = 0, unit = 0;
    const uint8_t *bitmap = NULL;
    pcre2_pattern_info(probe, PCRE2_INFO_FIRSTCODETYPE, &kind);
    pcre2_pattern_info(probe, PCRE2_INFO_MINLENGTH, &pattern->least_length);
    pcre2_pattern_info(probe, PCRE2_INFO_FIRSTBITMAP, &bitmap);
    if (kind == 1) {
        pcre2_pattern_info(probe, PCRE2_INFO_FIRSTCODEUNIT, &unit);
        memset(pattern->first, 0, sizeof pattern->first);
        pattern->first[unit >> 3 & 31] |= (uint8_t)(1u << (unit & 7));
    } else if (bitmap) {
        memcpy(pattern->first, bitmap, sizeof pattern->first);
    }
    if (anchored)
        pcre2_code_free(probe);
}

/* A first code unit is also reported for (?i)a, where both cases are meant: in that case the
 * bitmap would be wrong, so letters get their other case as well. */
static void add_other_cases(avn_pattern *pattern)
{
    if (!strstr(pattern->source.ptr, "(?"))
        return;
    for (unsigned c = 'a'; c <= 'z'; c++) {
        unsigned upper = c - 32;
        if (avn_pattern_may_start(pattern, (unsigned char)c) ||
            avn_pattern_may_start(pattern, (unsigned char)upper)) {
            pattern->first[c >> 3] |= (uint8_t)(1u << (c & 7));
            pattern->first[upper >> 3] |= (uint8_t)(1u << (upper & 7));
        }
    }
}

static void read_groups(avn_arena *arena, avn_pattern *pattern)
{
    const pcre2_code *code = pattern->code->plain;
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

/* Takes ownership of PLAIN. NULL when memory is short. */
static avn_code *keep_code(avn_patterns *patterns, pcre2_code *plain)
{
    avn_code *code = take_zeroed(patterns->allocator, sizeof *code);
    if (!code) {
        pcre2_code_free(plain);
        return NULL;
    }
    code->plain = plain;
    atomic_init(&code->fast, NULL);
    atomic_init(&code->uses, 0);
    code->next = patterns->codes;
    patterns->codes = code;
    return code;
}

static void explain(avn_pattern_error *error, int number, size_t offset)
{
    error->offset = offset;
    error->number = number;
    if (pcre2_get_error_message(number, (PCRE2_UCHAR *)error->text, sizeof error->text) < 0)
        strcpy(error->text, "PCRE2");
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

static avn_pattern *compile_text(avn_patterns *patterns, avn_arena *arena, avn_str text,
                                 avn_pattern_use use, uint32_t options, avn_pattern_error *error)
{
    *error = (avn_pattern_error){ 0 };
    avn_pattern *pattern = AVN_NEW(arena, avn_pattern);
    if (!pattern || arena->failed)
        return NULL;
    options |= PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DUPNAMES |
               (use != AVN_SEARCH ? PCRE2_ANCHORED : 0) |
               (wants_unicode_classes(text) ? PCRE2_UCP : 0);
    int number;
    PCRE2_SIZE offset;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)text.ptr, text.len, options, &number, &offset, patterns->context);
    if (!code) {
        explain(error, number, offset);
        arena->failed = arena->failed || number == PCRE2_ERROR_HEAP_FAILED;
        return NULL;
    }
    pattern->code = keep_code(patterns, code);
    if (!pattern->code) {
        arena->failed = true;
        return NULL;
    }
    if (has_too_many_groups(code, error))
        return NULL;
    pattern->source = text;
    pattern->use = use;
    study_start(patterns, text, options, pattern);
    add_other_cases(pattern);
    if (!(options & PCRE2_NO_START_OPTIMIZE))
        pattern->literal = avn_literal_of(text);
    read_groups(arena, pattern);
    return arena->failed ? NULL : pattern;
}

avn_pattern *avn_pattern_compile(avn_patterns *patterns, avn_arena *arena, avn_str source,
                                 avn_pattern_use use, avn_pattern_error *error)
{
    bool whole = use != AVN_SEARCH;
    avn_str text = whole ? avn_arena_printf(arena, "(?:%.*s)\\z", AVN_FMT(source))
                         : avn_arena_str(arena, source);
    avn_pattern *pattern = compile_text(patterns, arena, text, use, 0, error);
    size_t lead = whole ? 3 : 0;
    error->offset = error->offset > lead ? error->offset - lead : 0;
    if (error->offset > source.len)
        error->offset = source.len;
    return pattern;
}

avn_pattern *avn_pattern_bare(avn_patterns *patterns, avn_arena *arena, const avn_pattern *pattern,
                              avn_pattern_use use)
{
    avn_pattern_error error;
    avn_pattern *bare =
        compile_text(patterns, arena, pattern->source, use, PCRE2_NO_START_OPTIMIZE, &error);
    if (bare)
        atomic_store(&bare->code->uses, USES_BEFORE_JIT); /* machine code counts otherwise */
    return bare;
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
static void make_fast(const avn_pattern *pattern)
{
    pcre2_code *fast = pcre2_code_copy(pattern->code->plain);
    uint32_t how = pattern->use == AVN_JOINED_LINE ? PCRE2_JIT_COMPLETE | PCRE2_JIT_PARTIAL_SOFT
                                                   : PCRE2_JIT_COMPLETE;
    if (fast && pcre2_jit_compile(fast, how) == 0)
        atomic_store_explicit(&pattern->code->fast, fast, memory_order_release);
    else
        pcre2_code_free(fast);
}

/* PATTERN as machine code, once it was tried often enough; NULL: as compiled. */
static const pcre2_code *fast_code(const avn_pattern *pattern)
{
    avn_code *code = pattern->code;
    const pcre2_code *fast = atomic_load_explicit(&code->fast, memory_order_acquire);
    /* One thread alone counts to the number. */
    if (!fast && atomic_load_explicit(&code->uses, memory_order_relaxed) < USES_BEFORE_JIT &&
        atomic_fetch_add_explicit(&code->uses, 1, memory_order_relaxed) + 1 == USES_BEFORE_JIT) {
        make_fast(pattern);
        fast = atomic_load_explicit(&code->fast, memory_order_relaxed);
    }
    return fast;
}

/* Moves *START to where a match at or behind it can begin; false when there is none, which most
 * lines show by what they do not hold. */
static bool find_start(const avn_pattern *pattern, avn_str subject, size_t *start)
{
    size_t at = *start;
    if (pattern->use == AVN_JOINED_LINE)
        return true;
    if (subject.len - at < pattern->least_length ||
        !avn_literal_stands_in(&pattern->literal, avn_str_from(subject, at)))
        return false;
    if (pattern->least_length == 0)
        return true;
    if (pattern->use == AVN_WHOLE_LINE)
        return avn_pattern_may_start(pattern, (unsigned char)subject.ptr[at]);
    while (at < subject.len && !avn_pattern_may_start(pattern, (unsigned char)subject.ptr[at]))
        at++;
    *start = at;
    return subject.len - at >= pattern->least_length;
}

/* Machine code is entered by the short way: the text was checked when it was read, and what the
 * long way does besides costs as much as the match of a line. */
static int run(avn_matcher *matcher, const avn_pattern *pattern, avn_str subject, size_t start)
{
    const pcre2_code *fast = fast_code(pattern);
    uint32_t options = pattern->use == AVN_JOINED_LINE ? PCRE2_PARTIAL_SOFT : 0;
    PCRE2_SPTR text = (PCRE2_SPTR)(subject.ptr ? subject.ptr : "");
    int got = PCRE2_ERROR_JIT_STACKLIMIT;
    set_limit(matcher, subject.len);
    if (fast)
        got = pcre2_jit_match(fast, text, subject.len, start, options, matcher->data,
                              matcher->context);
    /* JIT's own stack is small; the interpreter uses the heap instead. */
    if (got == PCRE2_ERROR_JIT_STACKLIMIT)
        got = pcre2_match(pattern->code->plain, text, subject.len, start,
                          options | PCRE2_NO_UTF_CHECK, matcher->data, matcher->context);
    return got;
}

avn_match avn_pattern_match(avn_matcher *matcher, const avn_pattern *pattern, avn_str subject,
                            size_t start)
{
    if (!find_start(pattern, subject, &start))
        return AVN_NO_MATCH;
    int got = run(matcher, pattern, subject, start);
    matcher->groups = got == 0 ? AVN_MAX_GROUPS : got;
    if (got >= 0)
        return AVN_MATCHED;
    matcher->failed = matcher->failed || got == PCRE2_ERROR_NOMEMORY;
    if (got == PCRE2_ERROR_NOMATCH || got == PCRE2_ERROR_NOMEMORY)
        return AVN_NO_MATCH;
    return got == PCRE2_ERROR_PARTIAL ? AVN_PARTIAL : AVN_MATCH_LIMIT;
}

size_t avn_pattern_reach(avn_matcher *matcher, const avn_pattern *pattern, avn_str subject)
{
    size_t end = subject.len;
    while (end > 0) {
        avn_match got = avn_pattern_match(matcher, pattern, avn_str_head(subject, end), 0);
        if (got == AVN_MATCHED || got == AVN_PARTIAL)
            return end;
        do
            end--;
        while (end > 0 && ((unsigned char)subject.ptr[end] & 0xC0) == 0x80);
    }
    return 0;
}

avn_str avn_match_group(const avn_matcher *matcher, avn_str subject, unsigned number)
{
    if ((int)number >= matcher->groups || matcher->ovector[2 * number] == PCRE2_UNSET)
        return (avn_str){ NULL, 0 };
    size_t from = matcher->ovector[2 * number], to = matcher->ovector[2 * number + 1];
    return from <= to ? (avn_str){ subject.ptr + from, to - from } : (avn_str){ NULL, 0 };
}

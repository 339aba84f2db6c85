/* A folder for one test of outputs, and what was told meanwhile. */
#ifndef OUT_CASE_H
#define OUT_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "emit/outlet.h"
#include "emitted.h"

typedef struct fixture {
    char *folder;
    avn_arena messages;
    avn_sink sink;
    int told;
    char last[512];
} fixture;

static inline void hear(void *user, const avance_finding *finding)
{
    fixture *f = user;
    f->told++;
    snprintf(f->last, sizeof f->last, "%s", finding->message);
}

static inline int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->folder = new_folder();
    avn_arena_init(&f->messages, avn_allocator_standard);
    f->sink = (avn_sink){
        .arena = &f->messages, .language = AVANCE_ENGLISH, .listen = hear, .listen_user = f
    };
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    fixture *f = *state;
    chmod(f->folder, 0700);
    remove_folder(f->folder);
    free(f->folder);
    avn_arena_free(&f->messages);
    free(f);
    return 0;
}

static inline const char *inside(fixture *f, const char *name)
{
    return avn_arena_printf(&f->messages, "%s/%s", f->folder, name).ptr;
}

static inline avn_out *open_out(fixture *f, const char *path)
{
    avn_out *out = NULL;
    assert_int_equal(avn_out_open(avn_allocator_standard, &f->sink, path, &out), AVANCE_OK);
    return out;
}

static inline void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static inline void assert_file(const char *path, const char *text)
{
    char *found = file_text(path);
    assert_non_null(found);
    assert_string_equal(found, text);
    free(found);
}

static inline unsigned mode_of(const char *path)
{
    struct stat info;
    assert_int_equal(lstat(path, &info), 0);
    return info.st_mode & 0777;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif

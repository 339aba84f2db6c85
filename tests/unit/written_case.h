/* For the tests of outputs that are files: a folder for one test and the output in it. */
#ifndef WRITTEN_CASE_H
#define WRITTEN_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "emitted.h"
#include "sample_report.h"
#include "written.h"

typedef struct fixture {
    char *folder;
    char path[256];              /* of the output */
    char code[64], message[512]; /* room for what is told */
} fixture;

/* A set-up for an output called NAME. */
static inline int set_up_for(void **state, const char *name)
{
    static fixture f;
    f.folder = new_folder();
    snprintf(f.path, sizeof f.path, "%s/%s", f.folder, name);
    *state = &f;
    return 0;
}

static inline int tear_down(void **state)
{
    fixture *f = *state;
    remove_folder(f->path);
    remove_folder(f->folder);
    free(f->folder);
    return 0;
}

#endif

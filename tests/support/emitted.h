/* What an emitter writes, as text. */
#ifndef EMITTED_H
#define EMITTED_H

#include "emit/emitter.h"

/* The bytes that EMITTER, of target AVANCE_STREAM, writes for REPORT. Free with free(). */
char *emitted(const avn_emitter *emitter, const avn_report *report);

/* The bytes of the file PATH, NUL-terminated; NULL when it cannot be read. Free with free(). */
char *file_text(const char *path);

/* Makes a new folder for one test and returns its path; free with free(). */
char *new_folder(void);
/* Removes PATH and the files in it. */
void remove_folder(const char *path);
/* How many entries PATH has. */
size_t count_entries(const char *path);

#endif

/* Memory of the commands: these calls never return NULL; when memory is short
 * they say so and end the program with status 2. */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include <stddef.h>

/* What one report gave back serves the next one: to return it to the system and to ask for it again
 * is a page fault for each page, a tenth of the time of a small report. Called before threads are.
 */
void cli_memory_keep(void);
/* As realloc. */
void *cli_resize(void *block, size_t size);
/* SIZE zeroed bytes. */
void *cli_zeroed(size_t size);
/* A formatted text of its own; the caller frees it. */
char *cli_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ITEMS, an array of COUNT items, with room for one more at its end. */
void *cli_more(void *items, size_t count, size_t *capacity, size_t item_size);

#endif

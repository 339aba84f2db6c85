/* Signals that ask the program to end while it writes files.
 *
 * Between _hold and _release such a signal is heard and nothing more: every
 * allocation of the library fails from then on, so that all calls come back soon
 * and take their temporary files with them. Outside, and at the second signal,
 * the program ends at once. */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>
#include <stddef.h>

/* Hears SIGINT, SIGTERM and SIGHUP from now on, but for those that the caller has ignored. */
void cli_interrupt_watch(void);
/* Any thread; as many _release as _hold. */
void cli_interrupt_hold(void);
void cli_interrupt_release(void);
bool cli_interrupted(void);
/* Ends the program by the signal that was heard, as its caller expects. */
void cli_interrupt_end(void);

/* An avance_resize_fn: the C library's realloc, until the program is interrupted. */
void *cli_interruptible_resize(void *user, void *block, size_t size);

#endif

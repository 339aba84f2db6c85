/* A handler has nothing but globals to speak to the program; these are the only ones. */
#include "interrupt.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int heard; /* the signal; 0: none */
static atomic_int holds;

static void end_by(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}

static void hear(int number)
{
    int error = errno;
    atomic_store(&heard, number);
    if (atomic_load(&holds) == 0)
        end_by(number);
    errno = error;
}

void cli_interrupt_watch(void)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before, action = { .sa_flags = (int)SA_RESETHAND };
        action.sa_handler = hear;
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

void cli_interrupt_hold(void)
{
    atomic_fetch_add(&holds, 1);
}

void cli_interrupt_release(void)
{
    atomic_fetch_sub(&holds, 1);
}

bool cli_interrupted(void)
{
    return atomic_load_explicit(&heard, memory_order_relaxed) != 0;
}

void cli_interrupt_end(void)
{
    end_by(atomic_load(&heard));
}

void *cli_interruptible_resize(void *user, void *block, size_t size)
{
    (void)user;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return cli_interrupted() ? NULL : realloc(block, size);
}

/* Many pieces of work on several threads, their results one by one in order.
 *
 * Threads take the pieces as they come free, in order. What is done waits for
 * what stands before it, and no more than so much may wait: a thread that runs
 * far ahead of a slow piece stops until that is done. */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_batch {
    size_t count;        /* of pieces */
    unsigned jobs;       /* threads; 1: all is done in the caller's */
    size_t most_weight;  /* of all that is begun and not taken, unless that is one piece */
    size_t most_waiting; /* of what is done and not taken, for the next piece to begin */
    void *user;
    size_t (*weight)(void *user, size_t piece);
    /* Does PIECE, in thread number JOB, from 0; answers its result. */
    void *(*work)(void *user, unsigned job, size_t piece);
    /* Takes and frees the result of PIECE, in the caller's thread, in order. False: no more. */
    bool (*take)(void *user, size_t piece, void *result);
    /* Frees a result that is not taken. */
    void (*drop)(void *user, void *result);
} cli_batch;

/* Does the pieces until all are done, `take` wants no more, or the program is interrupted. */
void cli_batch_run(const cli_batch *batch);

/* How many threads can run at a time here. */
unsigned cli_cores(void);

#endif

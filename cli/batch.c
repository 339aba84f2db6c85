/* One lock for all: a piece takes a millisecond at least, and the lock is held for none of it. */

/* For the processors that this process may use, which may be fewer than there are. */
#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "batch.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "interrupt.h"
#include "memory.h"

enum { MOST_WAITING = 4096 };

typedef struct slot {
    void *result;
    bool done;
} slot;

typedef struct run {
    const cli_batch *batch;
    pthread_mutex_t lock;
    pthread_cond_t result, room; /* a piece is done, a thread ended; one was taken */
    slot *slots;                 /* MOST_WAITING; piece I is in slot I % MOST_WAITING */
    size_t next, taken;          /* pieces given to threads, pieces taken */
    size_t weight, waiting;      /* of those between the two, and of these what is done */
    unsigned running;
    bool over;
} run;

typedef struct thread {
    run *run;
    unsigned job;
    pthread_t id;
} thread;

/* Under the lock: the next piece may be begun. */
static bool has_room(const run *r)
{
    size_t weight = r->batch->weight(r->batch->user, r->next);
    return r->next == r->taken ||
           (r->next - r->taken < MOST_WAITING && r->weight + weight <= r->batch->most_weight);
}

/* Under the lock: waits for a piece to do. False when there are no more. */
static bool get_piece(run *r, size_t *piece)
{
    while (!r->over && r->next < r->batch->count && !has_room(r))
        pthread_cond_wait(&r->room, &r->lock);
    if (r->over || cli_interrupted() || r->next == r->batch->count)
        return false;
    r->weight += r->batch->weight(r->batch->user, r->next);
    *piece = r->next++;
    return true;
}

static void *work(void *user)
{
    const thread *self = user;
    run *r = self->run;
    size_t piece;
    pthread_mutex_lock(&r->lock);
    while (get_piece(r, &piece)) {
        pthread_mutex_unlock(&r->lock);
        void *result = r->batch->work(r->batch->user, self->job, piece);
        pthread_mutex_lock(&r->lock);
        r->slots[piece % MOST_WAITING] = (slot){ result, true };
        r->waiting += r->batch->weight(r->batch->user, piece);
        pthread_cond_signal(&r->result);
    }
    r->running--;
    pthread_cond_signal(&r->result);
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* Under the lock: takes what is done, in order, and waits for what is not. */
static void take_results(run *r)
{
    const cli_batch *batch = r->batch;
    while (r->taken < batch->count && !r->over) {
        slot *head = &r->slots[r->taken % MOST_WAITING];
        while (!head->done && r->running > 0)
            pthread_cond_wait(&r->result, &r->lock);
        if (!head->done)
            break;
        void *result = head->result;
        *head = (slot){ 0 };
        pthread_mutex_unlock(&r->lock);
        bool more = batch->take(batch->user, r->taken, result);
        pthread_mutex_lock(&r->lock);
        r->weight -= batch->weight(batch->user, r->taken);
        r->waiting -= batch->weight(batch->user, r->taken);
        r->taken++;
        r->over = !more || cli_interrupted();
        pthread_cond_broadcast(&r->room);
    }
    r->over = true;
    pthread_cond_broadcast(&r->room);
}

static void run_here(const cli_batch *batch)
{
    bool more = true;
    for (size_t i = 0; i < batch->count && more && !cli_interrupted(); i++)
        more = batch->take(batch->user, i, batch->work(batch->user, 0, i));
}

static void run_threads(run *r, thread *threads)
{
    unsigned started = 0;
    pthread_mutex_lock(&r->lock);
    for (unsigned i = 0; i < r->batch->jobs; i++) {
        threads[started] = (thread){ .run = r, .job = i };
        if (pthread_create(&threads[started].id, NULL, work, &threads[started]) == 0)
            started++;
    }
    r->running = started;
    if (started > 0)
        take_results(r);
    pthread_mutex_unlock(&r->lock);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i].id, NULL);
    for (size_t i = 0; i < MOST_WAITING; i++)
        if (r->slots[i].done)
            r->batch->drop(r->batch->user, r->slots[i].result);
    if (started == 0)
        run_here(r->batch);
}

void cli_batch_run(const cli_batch *batch)
{
    if (batch->jobs < 2) {
        run_here(batch);
        return;
    }
    run r = { .batch = batch };
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.result, NULL);
    pthread_cond_init(&r.room, NULL);
    r.slots = cli_zeroed(MOST_WAITING * sizeof *r.slots);
    thread *threads = cli_zeroed(batch->jobs * sizeof *threads);
    run_threads(&r, threads);
    free(threads);
    free(r.slots);
    pthread_cond_destroy(&r.room);
    pthread_cond_destroy(&r.result);
    pthread_mutex_destroy(&r.lock);
}

unsigned cli_cores(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
#ifdef __linux__
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        count = CPU_COUNT(&allowed);
#endif
    return count > 1 ? (unsigned)count : 1;
}

/* The journal of a batch: a file beside the outputs that says what was done, so that the same
 * command with --resume goes on where an earlier one stopped.
 *
 * One line per input, added in one write when its result has been told; the file is synced about
 * once a second. A process holds the lock of its journal while it works. */
#ifndef CLI_JOURNAL_H
#define CLI_JOURNAL_H

#include <stdint.h>

#include "inputs.h"

typedef enum cli_result {
    CLI_RESULT_NONE, /* not done, or done from what is no longer there as it was */
    CLI_RESULT_GOOD,
    CLI_RESULT_FOUND, /* with findings of level warning or error */
    CLI_RESULT_FAILED
} cli_result;

typedef struct cli_journal_wish {
    char *path;
    uint64_t command; /* a number for all that decides the outputs but the inputs */
    char **outputs;   /* in the folders of these, temporary files of dead processes are removed */
    size_t output_count;
    bool resume;
} cli_journal_wish;

typedef struct cli_journal cli_journal;

/* WISH must outlive the journal. With `resume` what earlier runs of the same command did is known
 * afterwards. NULL, told, when that cannot be: another process is at it, or the file is not to be
 * read. Without, the file is made when the first result is added, or not at all if that cannot be:
 * the outputs matter more. */
cli_journal *cli_journal_open(cli_session *session, const cli_journal_wish *wish);
/* What was done with INPUT, whose output is at OUTPUT, if both are as they were then. */
cli_result cli_journal_result(const cli_journal *journal, const cli_input *input,
                              const char *output);
/* The same for one OUTPUT of just these INPUTS. */
cli_result cli_journal_result_of_all(const cli_journal *journal, const cli_inputs *inputs,
                                     const char *output);
/* Forgets all that, before a run that begins anew. */
void cli_journal_restart(cli_journal *journal);

/* JOURNAL may be NULL in these two. OUTPUT NULL: it is there only when the journal has ended. */
void cli_journal_add(cli_journal *journal, const cli_input *input, const char *output,
                     cli_result result);
/* ENDED: every input was tried. If all went well and nobody asked for --resume, the file goes. */
void cli_journal_close(cli_journal *journal, bool ended);

#endif

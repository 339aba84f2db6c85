/* Which journal a conversion keeps, and what makes two conversions the same command. */
#ifndef CLI_JOURNAL_WISH_H
#define CLI_JOURNAL_WISH_H

#include "conversion.h"
#include "journal.h"

/* The journal of CONVERSION; `path` NULL where none is of use: for one input, and for one output
 * of which there is nothing to go on from, unless --resume asks. Lives as long as CONVERSION. */
cli_journal_wish cli_journal_wish_of(const cli_conversion *conversion);
void cli_journal_wish_free(cli_journal_wish *wish);

#endif

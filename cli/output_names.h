/* Names of the outputs of a batch, and what must hold of them. */
#ifndef CLI_OUTPUT_NAMES_H
#define CLI_OUTPUT_NAMES_H

#include "inputs.h"

/* Length of NAME without its suffix, and without .gz before that. */
size_t cli_stem_length(const char *name);
/* One name per input: in FOLDER, named after the input with SUFFIX. The caller frees all. */
char **cli_output_names(const cli_inputs *inputs, const char *folder, const char *suffix);
/* False, told, when two inputs would be written to one name. */
bool cli_names_differ(cli_session *session, const cli_inputs *inputs, char *const *names);
/* False, told, when one of NAMES is the file of an input. */
bool cli_names_spare_inputs(cli_session *session, const cli_inputs *inputs,
                            const char *const *names, size_t count);

#endif

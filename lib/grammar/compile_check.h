/* Shared by the files that read `check` and what goes with it. */
#ifndef AVN_GRAMMAR_COMPILE_CHECK_H
#define AVN_GRAMMAR_COMPILE_CHECK_H

#include "grammar/compiler.h"

/* One of + - * / ( ) = */
bool avn_is_operator(char c);
/* Takes the next word or operator off the front of *REST; empty when none is left. */
avn_str avn_equation_token(avn_str *rest);
/* Reads `LEFT = EXPR` (the = is known to be there), rounding, zero rule and tolerance; what follows
 * stays in *REST. False after an error, which is told. */
bool avn_read_equation(avn_compiler *compiler, const avn_statement *s, avn_str *rest,
                       avn_equation *equation);

/* The same for `NAME = EXPR` where NAME is new; nothing may follow. */
bool avn_read_formula(avn_compiler *compiler, const avn_statement *s, avn_str *rest,
                      avn_equation *equation);

/* True when NAME is a KIND (a word of checks.def's shapes, or `name`: field, series or figure) of
 * this grammar; else an error is told. */
bool avn_check_name_known(avn_compiler *compiler, const avn_statement *s, avn_str name,
                          avn_str kind);
/* True when a field, list or series of the grammar is called NAME. */
bool avn_is_name_of_field(avn_compiler *compiler, avn_str name);

#endif

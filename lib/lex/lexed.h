/* A source cut into tokens by a grammar's line rules.
 *
 * Five passes: blanks.c trims lines and tells which blank lines mean something, held.c finds the
 * lines that hold the words of rules, furniture.c takes page headers out, pages.c tells where pages
 * begin, lexer.c gives every other printed line its rule. A token is one printed line, or several
 * that a rule joined. Tokens refer to the source's text and copy nothing that stands there in one
 * piece. */
#ifndef AVN_LEX_LEXED_H
#define AVN_LEX_LEXED_H

#include "grammar/grammar.h"
#include "text/source.h"

enum { AVN_FREE = -1 }; /* no rule takes the line */

typedef struct avn_token {
    uint32_t line, last; /* physical lines, from 0: first and last that it took */
    int rule;            /* line rule, or AVN_FREE */
    bool gap_above;      /* a meaningful blank line, furniture or the edge of the text */
    bool page_above;     /* furniture stands above it */
    uint32_t capture;    /* first of the rule's captures in avn_lexed.captures */
    uint32_t figures;    /* in its row; 0 without one */
    avn_str text;        /* the words, without outer blanks */
    avn_str beside;      /* printed on the same line before the rule's own words */
} avn_token;

/* A field that furniture told, e.g. the year in a page header. */
typedef struct avn_told {
    avn_str name, value;
    uint32_t line;
} avn_told;

typedef struct avn_lexed {
    const avn_grammar *grammar;
    const avn_source *source;
    avn_arena *arena; /* for what is needed while the tokens are */
    avn_arena *kept;  /* for texts that the tree may point to */
    const avn_sink *sink;
    avn_matcher *matcher;
    unsigned first_page; /* of the source's first line, from 1 */
    bool by_pieces;      /* the text is read piece by piece, and tokens are wanted for no more than
                            the lengths of rows */
    avn_line *trimmed;   /* per physical line: where it stands without outer blanks */
    uint64_t *held;      /* per physical line: a bit for each rule that may have text beside it and
                            whose words the line holds */
    uint8_t *furniture;  /* per physical line: 0, or 1 + index of the furniture rule */
    uint32_t *pages;     /* ascending: lines (from 0) that begin page 2, 3, ... */
    size_t page_breaks;
    unsigned common_gap;  /* blank lines that stand between any two lines and mean nothing */
    bool blanks_mean;     /* the text uses blank lines to set paragraphs apart */
    unsigned *row_length; /* per columns rule: how many figures its rows have in this text */
    AVN_VEC(avn_told) told;
    AVN_VEC(avn_token) tokens;
    AVN_VEC(avn_str) captures;
    avance_status status; /* of the first failure, which was told */
} avn_lexed;

/* Runs all passes. The caller has filled in the members from `grammar` to `by_pieces`. */
avance_status avn_lex(avn_lexed *lexed);
/* Runs those before pages.c only, for what furniture tells. */
avance_status avn_lex_told(avn_lexed *lexed);

/* True (and told) when the program that extracted the text lost its accented letters: what could
 * be read would be names that nobody printed. SOURCE is whole: a part has no count of its own. */
bool avn_lost_letters(const avn_source *source, const avn_sink *sink);

/* The passes, in order. */
void avn_lex_blanks(avn_lexed *lexed);
void avn_lex_held(avn_lexed *lexed);
void avn_lex_furniture(avn_lexed *lexed);
void avn_lex_pages(avn_lexed *lexed);
void avn_lex_lines(avn_lexed *lexed);

/* Sets BIT in those of MARKS, one for each physical line, whose lines LITERAL stands in. */
void avn_mark_held(const avn_lexed *lexed, const avn_literal *literal, uint64_t bit,
                   uint64_t *marks);
/* The token that begins at LINE, which is printed and no furniture. */
avn_token avn_lex_line(avn_lexed *lexed, uint32_t line);
/* How many figures stand in a row. */
size_t avn_count_words(avn_str text);
/* Whether TEXT, which is trimmed, holds a gap: a tab, or two blanks side by side. */
bool avn_has_cells(avn_str text);
/* Tries the rules after TOKEN's present one and makes the next that matches its rule; false
 * (and AVN_FREE) when none does. */
bool avn_token_next_rule(avn_lexed *lexed, avn_token *token);
/* The same among some RULES only, a bit each. */
bool avn_token_next_of(avn_lexed *lexed, avn_token *token, uint64_t rules);
/* Capture NAME of TOKEN; ptr NULL when the rule has none or it took no part. */
avn_str avn_token_capture(const avn_lexed *lexed, const avn_token *token, avn_str name);
/* Page (from 1) of a line (from 0). */
unsigned avn_page_of(const avn_lexed *lexed, uint32_t line);
/* Number of a line (from 0) in the whole input, from 1. */
unsigned avn_line_number(const avn_lexed *lexed, uint32_t line);
/* The line without outer blanks. */
static inline avn_str avn_lexed_line(const avn_lexed *lexed, uint32_t line)
{
    const avn_line *place = &lexed->trimmed[line];
    return (avn_str){ lexed->source->text.ptr + place->start, place->len };
}
static inline bool avn_line_is_blank(const avn_lexed *lexed, uint32_t line)
{
    return lexed->trimmed[line].len == 0;
}
/* Neither furniture nor blank. */
static inline bool avn_line_is_printed(const avn_lexed *lexed, uint32_t line)
{
    return !lexed->furniture[line] && !avn_line_is_blank(lexed, line);
}
/* Matches a pattern; a limit that was hit is told and kept as the status. */
bool avn_lex_match(avn_lexed *lexed, const avn_pattern *pattern, avn_str name, unsigned rule_line,
                   avn_str subject, uint32_t line);
/* Whether TEXT, printed at LINE, is what RULE asks for; *BESIDE is what stands before its own
 * words, ptr NULL when nothing does. The matcher has the groups of RULE's own pattern, in TEXT. */
bool avn_lex_match_rule(avn_lexed *lexed, const avn_line_rule *rule, avn_str text, uint32_t line,
                        avn_str *beside);

#endif

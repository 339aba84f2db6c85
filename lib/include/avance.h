/* avance: reads text dumps of Mexican government programme and progress
 * reports into a typed tree, guided by grammar files, and writes the tree out.
 *
 * This header is the manual. In the order in which a program uses it:
 *   1. status codes      what every call answers
 *   2. context           language, limits, memory, where messages go
 *   3. grammars          which report formats are known
 *   4. sources           the bytes of one input
 *   5. reports           one source read with one grammar
 *   6. checks            what a report owes, and every code a message can have
 *   7. writers           reports written as JSON, CSV, XLSX, ...
 *
 * Ownership in one sentence: whoever calls an avance_..._open or _new function
 * calls the matching _free or _close, every other pointer that the library
 * hands out belongs to the object it was asked from and lives as long as that.
 * Every _free, and _abort, takes NULL and does nothing then.
 *
 * The library keeps no global state, never prints and never exits. A context
 * and all that was opened with it belong to one thread at a time; a report needs
 * its context no more once it was read, and may go to a thread of another one. */
#ifndef AVANCE_H
#define AVANCE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define AVANCE_VERSION "0.1.0"

/* ---- 1. Status ------------------------------------------------------------
 * 0 is success; a negative status says that what was asked for could not be
 * done, and a message that says why went to the context's message function. */
typedef enum avance_status {
    AVANCE_OK = 0,
    AVANCE_NO_MEMORY = -1,
    AVANCE_CANNOT_READ = -2,  /* missing, unreadable, a directory, ... */
    AVANCE_CANNOT_WRITE = -3, /* unwritable output, full disk, a library missing */
    AVANCE_NOT_TEXT = -4,     /* a PDF, an image, an empty file, damaged text */
    AVANCE_BAD_GRAMMAR = -5,  /* a grammar with errors */
    AVANCE_NO_GRAMMAR = -6,   /* no known grammar reads this input */
    AVANCE_LIMIT = -7,        /* a limit of the pattern engine or of this context was hit */
    AVANCE_REFUSED = -8,      /* reading on would have meant guessing figures */
    AVANCE_BAD_USE = -9,      /* unknown format, bad option, ... */
    AVANCE_CLOSED_PIPE = -10  /* the reader of a stream went away; not an error for most */
} avance_status;

/* ---- 2. Context ---------------------------------------------------------- */
typedef struct avance_context avance_context;

typedef enum avance_level { AVANCE_NOTE, AVANCE_WARNING, AVANCE_ERROR } avance_level;

/* One message or finding. Strings live until the callback returns; those of a
 * report's findings live as long as the report. */
typedef struct avance_finding {
    avance_level level;
    const char *code;     /* stable, e.g. "texto-desconocido" */
    const char *file;     /* may be NULL */
    unsigned long page;   /* from 1; 0: not in a page */
    unsigned long line;   /* physical line, from 1; 0: the whole file */
    unsigned long column; /* character, from 1; 0: the whole line */
    const char *message;  /* in the context's language */
    const char *expected; /* may be NULL */
    const char *found;    /* may be NULL */
} avance_finding;

typedef void (*avance_message_fn)(void *user, const avance_finding *finding);

/* realloc-like; size 0 frees and returns NULL. */
typedef void *(*avance_resize_fn)(void *user, void *block, size_t size);

typedef enum avance_language { AVANCE_SPANISH, AVANCE_ENGLISH } avance_language;

typedef struct avance_options {
    avance_language language;
    avance_message_fn message; /* NULL: messages are dropped */
    void *message_user;
    avance_resize_fn resize; /* NULL: the C library's realloc */
    void *resize_user;
    size_t max_input; /* bytes after decompression; 0: 4 GiB - 1 */
} avance_options;

const char *avance_version(void);
/* OPTIONS may be NULL: Spanish, no messages, standard memory. */
avance_status avance_context_new(const avance_options *options, avance_context **context);
/* A context for another thread, with the grammars of OWNER: they are compiled once and shared.
 * It can be given no others. While it lives OWNER may be used, but for adding grammars, changing
 * checks and being freed. Where OWNER was given a `resize`, threads call that at the same time. */
avance_status avance_context_new_beside(const avance_context *owner, const avance_options *options,
                                        avance_context **context);
void avance_context_free(avance_context *context);
/* "error", "aviso", "nota" in the context's language. */
const char *avance_level_name(const avance_context *context, avance_level level);

/* ---- 3. Grammars ---------------------------------------------------------
 * A folder is searched for *.avg; a grammar of a folder added earlier hides
 * one of the same name that is added later. A file that has errors is told and
 * skipped by _add_folder, and an error for _add_file. */
avance_status avance_grammars_add_folder(avance_context *context, const char *folder);
/* *INDEX receives the grammar's place; may be NULL. */
avance_status avance_grammars_add_file(avance_context *context, const char *path, size_t *index);
size_t avance_grammar_count(const avance_context *context);
/* NULL when INDEX is out of range. */
const char *avance_grammar_name(const avance_context *context, size_t index);
const char *avance_grammar_title(const avance_context *context, size_t index);
const char *avance_grammar_path(const avance_context *context, size_t index);
/* The grammar's own text, NUL-terminated. */
const char *avance_grammar_text(const avance_context *context, size_t index);
/* Place of the grammar called NAME, or avance_grammar_count() if none is. */
size_t avance_grammar_find(const avance_context *context, const char *name);
/* Runs the inline examples of one grammar; failures go to the message function.
 * *PASSED and *FAILED receive the counts. */
avance_status avance_grammar_test(avance_context *context, size_t index, size_t *passed,
                                  size_t *failed);

/* Looks for what is likely wrong with a grammar that compiles: patterns that run away, lines that
 * no rule gets, names that collide, what is never used or has no example. What it finds goes to the
 * message function in the order of the file. *ERRORS and *WARNINGS receive the counts. */
avance_status avance_grammar_lint(avance_context *context, size_t index, size_t *errors,
                                  size_t *warnings);

/* Writes the JSON Schema (2020-12) of the reports of grammar number INDEX to PATH (NULL: standard
 * output): the document of "json" is its root, a line of "ndjson" is #/$defs/linea. */
avance_status avance_grammar_json_schema(avance_context *context, size_t index, const char *path);

/* ---- 4. Sources ----------------------------------------------------------
 * PATH NULL reads standard input. ENCODING NULL recognises it. gzip is
 * recognised by content. */
typedef struct avance_source avance_source;

avance_status avance_source_open(avance_context *context, const char *path, const char *encoding,
                                 avance_source **source);
/* Copies BYTES. NAME is what messages and `origen` call it. */
avance_status avance_source_from_memory(avance_context *context, const char *name,
                                        const void *bytes, size_t size, const char *encoding,
                                        avance_source **source);
void avance_source_free(avance_source *source);
const char *avance_source_encoding(const avance_source *source);

/* *TEXT receives a first grammar called NAME (lower-case letters, digits, - and _), commented in
 * Spanish, that reads SAMPLE; without one (NULL) a skeleton. It belongs to the context. */
avance_status avance_grammar_start(avance_context *context, const char *name,
                                   const avance_source *sample, const char **text);

/* How well one grammar fits a source. */
typedef struct avance_fit {
    size_t grammar;      /* index */
    size_t signs;        /* `detect` lines of the grammar */
    size_t found;        /* of these, found in the source */
    const char *missing; /* the first sign that was not found, or NULL */
} avance_fit;

/* Fills FITS (room for avance_grammar_count()), best fit first, and sets *BEST to the
 * grammar that reads the source; AVANCE_NO_GRAMMAR when none does. */
avance_status avance_detect(avance_context *context, const avance_source *source, avance_fit *fits,
                            size_t *best);

/* ---- 5. Reports ---------------------------------------------------------- */
typedef struct avance_report avance_report;

/* Reads SOURCE with grammar number GRAMMAR. The report keeps what it needs: the
 * source may be freed first. Findings of the parse are told and kept. */
avance_status avance_report_read(avance_context *context, const avance_source *source,
                                 size_t grammar, avance_report **report);
void avance_report_free(avance_report *report);
const char *avance_report_grammar(const avance_report *report);
/* Which reading of the grammar the text asked for, e.g. "en orden"; for -v. */
const char *avance_report_reading(const avance_report *report);
size_t avance_report_records(const avance_report *report);
/* Findings in document order; avance_report_check() adds those of the grammar's checks. */
size_t avance_report_findings(const avance_report *report, avance_level at_least);
const avance_finding *avance_report_finding(const avance_report *report, size_t index);

/* A report that is read a portion at a time, so that it takes no more memory than one portion,
 * however long it is: open, next until there is none, free. A portion is a report with what some
 * lines of the text became; what holds for all of it it knows too: the document's fields, wherever
 * they are printed, and the levels in force since the portions before. Its records and findings are
 * its own, the pages are those up to its end, and it has no lines to ask for. A short text is one
 * portion, and so is one that cannot be cut. Writers of formats with `portions` take them, all and
 * in order; avance_report_check() takes none but a whole report. The reader keeps what it needs of
 * the source, which may be freed first, and needs its context until it is freed. */
typedef struct avance_reader avance_reader;

avance_status avance_reader_open(avance_context *context, const avance_source *source,
                                 size_t grammar, avance_reader **reader);
/* *PORTION belongs to the reader and is good until its next call; NULL when all was read. What
 * was handed out before a failure was read well, as far as it goes; behind one there is nothing
 * but _free. */
avance_status avance_reader_next(avance_reader *reader, const avance_report **portion);
void avance_reader_free(avance_reader *reader);

/* What became of one physical line. */
typedef enum avance_line_fate {
    AVANCE_LINE_BLANK,
    AVANCE_LINE_FIELD,     /* became data */
    AVANCE_LINE_FURNITURE, /* page header, dropped label: accounted for, no data */
    AVANCE_LINE_UNKNOWN    /* kept as an `unknown` node */
} avance_line_fate;

typedef struct avance_line {
    avance_line_fate fate;
    unsigned long page, number;
    const char *rule; /* the grammar's word for what took the line, or "" */
    const char *text; /* the line, decoded; size bytes, not NUL-terminated */
    size_t size;
    size_t captures; /* how many named parts were captured */
} avance_line;

size_t avance_report_line_count(const avance_report *report);
/* False past the end. */
int avance_report_line(const avance_report *report, size_t index, avance_line *line);
/* Name and text of capture CAPTURE of line INDEX; text is SIZE bytes, not NUL-terminated. */
int avance_report_capture(const avance_report *report, size_t index, size_t capture,
                          const char **name, const char **text, size_t *size);

/* ---- 6. Checks -----------------------------------------------------------
 * A grammar says what its reports owe: equations between figures, texts that
 * agree with them, keys with one name. */

/* Carries out the checks of the report's grammar and adds their findings to the report's, in
 * document order; they are not told to the message function. A second call does nothing. */
avance_status avance_report_check(avance_context *context, avance_report *report);

/* Puts RULE in the place of all checks of its code in grammar number GRAMMAR, for the reports that
 * are read from now on. RULE is what a grammar writes behind `check`, for instance
 * "avance-porcentaje error avance = 100 * met.realizado.t1 / met.modificado.t1 round 2".
 * AVANCE_BAD_USE when the grammar has no check of that code. */
avance_status avance_grammar_set_check(avance_context *context, size_t grammar, const char *rule);

/* What is known about a code of a message or finding, in the context's language. */
typedef struct avance_code {
    const char *code;
    avance_level level;
    const char *grammar; /* whose check it is; NULL: a code of the library itself */
    const char *rule;    /* what the grammar writes; NULL where there is no grammar */
    const char *message; /* with %1 to %4 where something of the case at hand is said */
    const char *reason;  /* why it matters; NULL where nothing is known about it */
    const char *example; /* the same */
} avance_code;

/* The codes of the library, then those of every grammar, in their order; a code stands here once
 * for every message or check that has it. */
size_t avance_code_count(const avance_context *context);
/* False past the end. */
int avance_code_at(const avance_context *context, size_t index, avance_code *code);

/* ---- 7. Writers ----------------------------------------------------------
 * A writer takes any number of reports. Files are written beside their place
 * and renamed by _close, so that a failure leaves what was there before; after
 * _abort, and after any failed call, nothing has changed. A format that adds
 * leaves what its output holds, and skips a document that is there already. */
typedef struct avance_writer avance_writer;

typedef enum avance_target {
    AVANCE_STREAM, /* bytes: a file or standard output */
    AVANCE_FILE,   /* needs a file */
    AVANCE_FOLDER  /* a folder of files */
} avance_target;

typedef struct avance_format {
    const char *name;   /* "json" */
    const char *suffix; /* ".json", or "" for a folder */
    const char *title;  /* one line, in the context's language */
    avance_target target;
    int many;     /* takes more than one report in one output */
    int adds;     /* adds the reports to the output that is there, in one transaction */
    int form;     /* fills somebody else's form: takes the options catalogue and layout */
    int portions; /* takes the portions of a report, all of them one after the other */
} avance_format;

typedef struct avance_write_options {
    int bom;           /* csv: a byte order mark for Excel */
    char delimiter;    /* csv: 0 means ',' */
    int excel_safe;    /* csv: defuse cells that a spreadsheet would run */
    const char *table; /* csv: this table only, to a stream */
    /* How a record stands (no_programada, sin_dato, bajo, en_rango, alto) where the grammar says
     * what that is worked out from: the two bounds in percent, "90-110". Within them, both
     * included, is en_rango. NULL: "90-110" in tables, no such keys in JSON. */
    const char *semaforo;
    int replace; /* formats that add: a document that is there is replaced, not skipped */
    /* Formats that fill somebody else's form (sipot): a CSV file with what reports do not print,
     * and a file with the form's columns in the place of the grammar's. NULL: none. */
    const char *catalogue, *layout;
    /* How many reports are going to be added, 0 where that is not known: a workbook of many is
     * written so that its rows take no memory. */
    size_t inputs;
} avance_write_options;

size_t avance_format_count(void);
int avance_format_at(const avance_context *context, size_t index, avance_format *format);
/* Place of a format by its name or by the suffix of PATH; avance_format_count() if none. */
size_t avance_format_find(const char *name);
size_t avance_format_by_suffix(const char *path);

/* True when TEXT can be the option `semaforo`. */
int avance_semaforo_fits(const char *text);

/* AVANCE_OK when FORMAT can write REPORT; else why not is told. Asked first, it spares the writer
 * of many reports the one that it could not go on from. */
avance_status avance_format_takes(const avance_context *context, size_t format,
                                  const avance_report *report);

/* PATH NULL writes to standard output. OPTIONS may be NULL. */
avance_status avance_writer_open(avance_context *context, size_t format, const char *path,
                                 const avance_write_options *options, avance_writer **writer);
avance_status avance_writer_add(avance_writer *writer, const avance_report *report);
/* Finishes, puts the output in place and frees the writer, whatever it answers. */
avance_status avance_writer_close(avance_writer *writer);
/* Drops the output and frees the writer. */
void avance_writer_abort(avance_writer *writer);

#ifdef __cplusplus
}
#endif

#endif

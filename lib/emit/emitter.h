/* The emitter table: one output format is one source file and one row in formats.h.
 *
 * An emitter is three functions around an avn_emission. It reads the tree and
 * the schema only; it never opens a file by itself: streams, files and folders
 * come from the emission, which puts them in place when all went well. */
#ifndef AVN_EMIT_EMITTER_H
#define AVN_EMIT_EMITTER_H

#include "emit/out.h"
#include "tree/report.h"

typedef struct avn_emission {
    avn_arena arena; /* freed after close */
    const avn_sink *sink;
    avance_language language;
    avance_write_options options;
    avn_bounds bounds;  /* of the states; options.semaforo, read */
    avn_out *out;       /* AVANCE_STREAM, or options.table: where bytes go; else NULL */
    avn_str path;       /* AVANCE_FILE: the temporary file to write, renamed after close; with
                         * `adds`, the output itself where it is a file or not there yet */
    avn_folder *folder; /* AVANCE_FOLDER; NULL with options.table */
    size_t reports;     /* added before this one, whole */
    /* The text of the file PATH, decoded, in the arena; why not is told. */
    avance_status (*read)(struct avn_emission *emission, const char *path, avn_str *text);
    void *state; /* the emitter's own */
} avn_emission;

typedef struct avn_emitter {
    const char *name, *suffix, *title_es, *title_en;
    avance_target target;
    bool many; /* takes several reports in one output */
    bool adds; /* AVANCE_FILE: adds to the output that is there, all or nothing by itself */
    bool form; /* reads options.catalogue and options.layout */
    bool portions; /* `add` takes the portions of a report, each after the one before */
    /* How records stand is shown with options.semaforo only, or never: unless it is asked for,
     * nobody needs to work it out. */
    bool states_on_request;
    /* All but `add` may be NULL: nothing to do. */
    /* Whether `add` can write REPORT, as far as that can be told beforehand; if not, tells why. */
    avance_status (*takes)(const avn_sink *sink, const avn_report *report);
    avance_status (*open)(avn_emission *emission);
    avance_status (*add)(avn_emission *emission, const avn_report *report);
    avance_status (*close)(avn_emission *emission);
    /* Frees what `state` holds outside the arena; called after close and after a failure. */
    void (*release)(avn_emission *emission);
} avn_emitter;

/* Every format of formats.h, in its order. */
extern const avn_emitter *const avn_emitters[];
extern const size_t avn_emitter_count;

#endif

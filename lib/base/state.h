/* How a record stands: what was done as a percentage of what was planned, against two bounds.
 *
 * What the percentage is computed from is said by the grammar (`state`), the
 * bounds by whoever asks for the output. */
#ifndef AVN_BASE_STATE_H
#define AVN_BASE_STATE_H

#include "base/fraction.h"

/* In the order in which outputs count them. */
typedef enum avn_state {
    AVN_UNPLANNED_STATE, /* nothing was planned: there is no percentage */
    AVN_UNKNOWN_STATE,   /* a figure that it needs was not printed or could not be read */
    AVN_LOW,
    AVN_WITHIN, /* the bounds included */
    AVN_HIGH
} avn_state;
enum { AVN_STATE_COUNT = AVN_HIGH + 1 };

/* What bounds do not change. */
typedef enum avn_progress_kind { AVN_NOT_KNOWN, AVN_NOT_PLANNED, AVN_MEASURED } avn_progress_kind;
typedef struct avn_progress {
    avn_progress_kind kind;
    avn_fraction percent; /* when measured */
} avn_progress;

typedef struct avn_bounds {
    avn_decimal low, high; /* percent */
} avn_bounds;

/* "90-110" where nobody says anything else. */
extern const avn_bounds avn_usual_bounds;
/* Reads two numbers with - between them, in any order: "90-110", "100-80", "92.5-105". */
bool avn_bounds_parse(avn_str text, avn_bounds *bounds);
avn_state avn_state_of(const avn_progress *progress, const avn_bounds *bounds);
/* "no_programada", "sin_dato", "bajo", "en_rango", "alto": what outputs write. */
const char *avn_state_name(avn_state state);
/* "No programada", "Not planned", ...: what people read. */
const char *avn_state_label(avn_state state, bool english);

#endif

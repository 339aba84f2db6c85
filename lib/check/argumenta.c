/* argumenta FIELD PHRASES ORIGINAL MODIFIED DONE: what the text says is true of the modified target
 * only, while the percentage is taken on the original one. */
#include "check/phrases.h"

avn_verdict avn_check_argumenta(avn_run *run)
{
    avn_text_case c;
    avn_verdict verdict = avn_text_case_read(run, &c);
    for (size_t i = 0; verdict == AVN_HOLDS && i < c.sayings.count; i++) {
        const avn_said *said = &c.sayings.items[i];
        bool has_share = !said->percent || c.modified.units != 0;
        if (!has_share || avn_is_so(said, c.original, c.done) ||
            !avn_is_so(said, c.modified, c.done))
            continue;
        avn_text_complain(run, &c, said, c.original);
        return AVN_FAILS;
    }
    return verdict;
}

/* contradice FIELD PHRASES ORIGINAL MODIFIED DONE: what the text says is true of neither target. */
#include "check/phrases.h"

avn_verdict avn_check_contradice(avn_run *run)
{
    avn_text_case c;
    avn_verdict verdict = avn_text_case_read(run, &c);
    for (size_t i = 0; verdict == AVN_HOLDS && i < c.sayings.count; i++) {
        const avn_said *said = &c.sayings.items[i];
        if (avn_is_so(said, c.original, c.done) || avn_is_so(said, c.modified, c.done))
            continue;
        avn_text_complain(run, &c, said, c.original);
        if (avn_decimal_compare(c.original, c.modified) == 0) {
            run->complaint.es = "el texto dice «%1», pero lo programado es %2 y lo realizado %4";
            run->complaint.en = "the text says \"%1\", but %2 was planned and %4 was done";
        }
        return AVN_FAILS;
    }
    return verdict;
}

/* falta FIELD NUMBER: a text is there and has at least so many words. */
#include "check/run.h"
#include "check/words.h"

avn_verdict avn_check_falta(avn_run *run)
{
    const avn_check_argument *field = avn_run_argument(run, 0);
    const avn_value *value = avn_run_value(run, field->name);
    size_t count = value ? avn_words_of(run->moment, value->text).count : 0;
    avn_decimal words = { (int64_t)count, 0 }, least = avn_run_argument(run, 1)->number;
    if (avn_decimal_compare(words, least) >= 0)
        return AVN_HOLDS;
    if (value)
        run->complaint.origin = value->origin;
    run->complaint.args[0] = avn_run_text(run, field->name);
    run->complaint.args[1] = run->complaint.found = avn_run_number(run, words);
    run->complaint.expected = avn_run_number(run, least);
    return AVN_FAILS;
}

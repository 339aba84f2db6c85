#!/bin/sh
# The second promise: a new output format is one source file and one row.
#   formats.sh PROGRAM SOURCE
# Every FORMAT(name) row of lib/emit/formats.h has a file lib/emit/<name>.c that defines
# avn_emit_<name>, every emitter has a row, nothing else knows a format by its symbol, and the
# program lists exactly the rows, in their order.
set -u
program=$1
cd "$2" || exit 1
failed=0
complain() {
    echo "$1"
    failed=1
}

rows=$(sed -n 's/^ *FORMAT(\([a-z0-9_]*\)).*/\1/p' lib/emit/formats.h)
[ -n "$rows" ] || complain "lib/emit/formats.h: no rows"
for name in $rows; do
    definition="const avn_emitter avn_emit_$name = {"
    grep -qF "$definition" "lib/emit/$name.c" || complain "lib/emit/$name.c: no avn_emit_$name"
done

for file in $(grep -rlE '^const avn_emitter avn_emit_' lib cli); do
    name=$(basename "$file" .c)
    echo "$rows" | grep -qx "$name" || complain "$file: an emitter without a row"
    others=$(grep -rlw "avn_emit_$name" lib cli | grep -vx "$file")
    [ -z "$others" ] || complain "avn_emit_$name is named by $others"
done

listed=$("$program" formats | awk '{ print $1 }')
[ "$listed" = "$rows" ] || complain "avance formats lists: $listed"
exit $failed

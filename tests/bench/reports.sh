#!/bin/sh
# The reports to measure with are read whole, and the peer reads as many records of them:
# reports.sh PROGRAM SOURCE PYTHON
set -u
AVANCE=$1
bench=$2/bench
python=$3
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset XDG_CONFIG_HOME
LC_ALL=C HOME=$work AVANCE_GRAMMARS=$2/grammars
export LC_ALL HOME AVANCE_GRAMMARS
failed=0
expect() { # WHAT EXPECTED FOUND
    [ "$2" = "$3" ] || { echo "$1: expected $2, found $3"; failed=1; }
}

"$python" "$bench/make_reports.py" report one.txt
"$python" "$bench/make_reports.py" report again.txt
cmp one.txt again.txt || failed=1
"$python" "$bench/make_reports.py" document three.txt 0.1
"$python" "$bench/make_reports.py" folder reports 3
cat reports/000/*.txt | tr -d '\f' >folder.txt
tr -d '\f' <three.txt | cmp - folder.txt || failed=1

"$AVANCE" convert three.txt -q --coverage -o three.ndjson 2>account || failed=1
expect "records" 195 "$(wc -l <three.ndjson | tr -d ' ')"
expect "unknown lines" 0 "$(sed -n 's/ *desconocidos *//p' account)"
expect "errors" 0 "$("$AVANCE" check one.txt --level error | grep -c ': error:')"
if command -v mawk >/dev/null; then
    expect "records of mawk" 195 "$(mawk -f "$bench/metas.awk" three.txt | awk -F '\t' 'NF == 64' | wc -l | tr -d ' ')"
fi
exit $failed

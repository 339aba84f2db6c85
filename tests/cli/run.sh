#!/bin/sh
# Runs one case of the command line: run.sh PROGRAM SOURCE CASE
#
# A case is a folder with `cmd` (shell lines), and optionally `expout`, `experr` and `exit`: what
# goes to the two streams (absent: nothing) and the exit status (absent: 0). It runs in a copy of
# its folder, where it may use
#   $AVANCE    the program
#   $FIXTURES  the folder of fixtures
#   $SHARED    tests/cli/shared: a small grammar, which is found by default, and texts for it
# Paths of the copy and of the source appear in the outputs as CASO and FUENTE. A `cmd` that ends
# with 77 asks to be skipped. With BLESS set, what comes out becomes what is expected.
set -u
AVANCE=$1
source=$2
case=$3
FIXTURES=$source/fixtures
SHARED=$source/tests/cli/shared
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
cp -R "$case" "$work/case"
rm -f "$work/case/expout" "$work/case/experr" "$work/case/exit"

# Nothing of the machine decides what comes out.
LC_ALL=C HOME=$work/home AVANCE_GRAMMARS=$SHARED:$source/grammars
export AVANCE FIXTURES SHARED LC_ALL HOME AVANCE_GRAMMARS
unset XDG_CONFIG_HOME NO_COLOR LC_MESSAGES LANG 2>/dev/null

(cd "$work/case" && sh ./cmd >"$work/out" 2>"$work/err" </dev/null)
status=$?
[ $status -eq 77 ] && exit 77
for stream in out err; do
    sed -e "s|$work/case|CASO|g" -e "s|$source|FUENTE|g" "$work/$stream" >"$work/new$stream"
done
echo $status >"$work/newexit"

if [ -n "${BLESS:-}" ]; then
    for part in out err; do
        rm -f "$case/exp$part"
        [ ! -s "$work/new$part" ] || cp "$work/new$part" "$case/exp$part"
    done
    rm -f "$case/exit"
    [ $status -eq 0 ] || echo $status >"$case/exit"
    exit 0
fi

failed=0
compare() { # EXPECTED FOUND WHAT
    expected=$1
    [ -e "$expected" ] || expected=$work/nothing
    diff -u "$expected" "$2" >"$work/diff" && return
    echo "$3: - expected, + found"
    tail -n +3 "$work/diff"
    failed=1
}
: >"$work/nothing"
echo 0 >"$work/zero"
compare "$case/expout" "$work/newout" "standard output"
compare "$case/experr" "$work/newerr" "standard error"
wanted=$case/exit
[ -e "$wanted" ] || wanted=$work/zero
compare "$wanted" "$work/newexit" "exit status"
if [ $failed -ne 0 ]; then
    echo "command:"
    sed 's/^/  /' "$case/cmd"
fi
exit $failed

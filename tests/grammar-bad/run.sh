#!/bin/sh
# What a wrong grammar is told: run.sh PROGRAM CASE.avg
#
# CASE.es is all that goes to standard error in Spanish, CASE.en, where it is, in English. The
# grammar is tried with `grammar test`, or, if there is a CASE.txt, with `convert`, or, if CASE is
# called lint-…, with `grammar lint`; the exit status is 2, or 1 if the errors are those of examples
# and of lint only, or 0 if lint has warnings only. With BLESS set, what comes out becomes what is
# expected.
set -u
program=$1
stem=${2%.avg}
name=$(basename "$stem")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
LC_ALL=C HOME=$work AVANCE_GRAMMARS=
export LC_ALL HOME AVANCE_GRAMMARS
unset XDG_CONFIG_HOME

try() { # LANGUAGE
    if [ -e "$stem.txt" ]; then
        "$program" convert -g "./$name.avg" "$name.txt" -q --lang "$1"
    else
        case $name in
        lint-*) "$program" grammar lint "./$name.avg" --lang "$1" ;;
        *) "$program" grammar test "./$name.avg" -q --lang "$1" ;;
        esac
    fi
}

failed=0
cd "$(dirname "$stem")" || exit 1
for language in es en; do
    [ $language = es ] || [ -e "$stem.en" ] || continue
    try $language >"$work/out" 2>"$work/$language"
    status=$?
    wanted=2
    if grep -q ': error: ' "$work/$language" &&
        ! grep ': error: ' "$work/$language" | grep -qv '\[gramatica-ejemplo\]$'; then
        wanted=1
    fi
    case $name in
    lint-*) grep -q ': error: ' "$work/$language" && wanted=1 || wanted=0 ;;
    esac
    if [ $status -ne $wanted ]; then
        echo "the exit status is $status, not $wanted"
        failed=1
    fi
    if [ -n "${BLESS:-}" ]; then
        cp "$work/$language" "$stem.$language"
    elif ! diff -u "$stem.$language" "$work/$language" >"$work/diff" 2>&1; then
        echo "standard error ($language): - expected, + found"
        tail -n +3 "$work/diff"
        failed=1
    fi
done
exit $failed

#!/bin/sh
# Tries the program that has one format more: one_more.sh PROGRAM FIXTURE
# It must be listed, found by its name and by its suffix, and explained in both languages.
set -u
program=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
LC_ALL=C HOME=$work
export LC_ALL HOME
failed=0
expect() { # WHAT WANTED FOUND
    [ "$2" = "$3" ] && return
    printf '%s:\n  expected %s\n  found    %s\n' "$1" "$2" "$3"
    failed=1
}

name=$(basename "$2")
marks=$("$program" convert "$2" -q -t count)
expect "by name" "$name	|||| |||| ||" "$marks"
"$program" convert "$2" "$2" -q -o "$work/both.count" || failed=1
expect "by suffix, two reports in one output" "$marks
$marks" "$(cat "$work/both.count")"
expect "the list" "count     .count       cuántos registros, en palotes" \
    "$("$program" formats | tail -n 1)"
expect "the list in English" "count     .count       how many records, in tally marks" \
    "$("$program" formats --lang en | tail -n 1)"
exit $failed

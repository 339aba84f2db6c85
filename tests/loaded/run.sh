#!/bin/sh
# What happens where a library that is loaded on demand is missing: run.sh PROGRAM SOURCE CC FILE...
#
# In the place of each library FILE stands first a file that is none, then a library that lacks the
# functions. Formats that do not need it are written all the same; the others say what to install,
# leave the output that was there, and end with 2.
set -u
program=$1
source=$2
compiler=$3
shift 3
for file in "$@"; do
    case $file in
    */*) exit 77 ;; # asked for by its path: none can stand in its place
    esac
done
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
cp "$source/fixtures/etca-iii-04/informe-trimestral.txt" informe.txt
AVANCE_GRAMMARS=$source/grammars
export AVANCE_GRAMMARS
failed=0

fail() {
    echo "$*"
    [ ! -s messages ] || cat messages
    failed=1
}

avance() {
    LD_LIBRARY_PATH=$work/libraries "$program" "$@" >/dev/null 2>messages
}

do_without() {
    avance formats || fail "formats"
    for format in json ndjson csv md tree; do
        avance convert informe.txt -t $format -o salida.$format || fail "$format needs $1"
    done
}

# ask_for OUTPUT PACKAGE LANGUAGE WORDS
ask_for() {
    echo antes >"$1"
    avance convert informe.txt -o "$1" --lang "$3"
    [ $? -eq 2 ] || fail "$1: not status 2"
    grep -q "$4.*$2.*\[falta-biblioteca\]" messages || fail "$1: what to install is not said"
    [ "$(cat "$1")" = antes ] || fail "$1: the output that was there is gone"
    rm -f "$1"
    avance convert informe.txt -o "$1"
    [ -z "$(find . -name "$1" -o -name '.avance*')" ] || fail "$1: something was left"
}

all_of_it() {
    do_without "$1"
    for output in informe.xlsx informe.sipot.xlsx; do
        ask_for $output libxlsxwriter-dev es 'no se puede cargar la biblioteca'
        ask_for $output libxlsxwriter-dev en 'cannot load the library'
    done
    ask_for informe.sqlite libsqlite3-dev es 'no se puede cargar la biblioteca'
    ask_for informe.sqlite libsqlite3-dev en 'cannot load the library'
}

mkdir libraries
for file in "$@"; do
    : >"libraries/$file"
done
all_of_it "a library"
echo 'int nothing;' >nothing.c
for file in "$@"; do
    "$compiler" -shared -fPIC nothing.c -o "libraries/$file" || exit 1
done
all_of_it "a function of a library"
exit $failed

#!/bin/sh
# README.md says what to link libavance.a with: link.sh SOURCE LIBRARY COMPILER FLAG...
#
# A program that uses all of the library links by what is said there, and not without any library of
# it; but for those of the system (-lm, -ldl), which some systems do without.
set -u
source=$1
folder=$(dirname "$2")
compiler=$3
shift 3
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
said=$(grep -o -e '-lavance [^`]*' "$source/README.md")
[ -n "$said" ] || { echo "README.md does not say what to link with"; exit 1; }
"$compiler" -std=c11 -D_POSIX_C_SOURCE=200809L "$@" -I"$source/lib/include" \
    -c "$source/tests/oom/test_oom.c" -o "$work/program.o" || exit 1

links() { # LIBRARIES, as one word
    # shellcheck disable=SC2086
    "$compiler" $flags "$work/program.o" -L"$folder" $1 -o "$work/program" 2>"$work/messages"
}

flags=$*
failed=0
links "$said" || { cat "$work/messages"; failed=1; }
for library in $said; do
    case $library in
    -lavance | -lm | -ldl) continue ;;
    esac
    others=$(for other in $said; do [ "$other" = "$library" ] || printf '%s ' "$other"; done)
    if links "$others"; then
        echo "nothing needs $library"
        failed=1
    fi
done
exit $failed

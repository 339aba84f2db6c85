#!/bin/sh
# Holds the source tree to its layers: check.sh ROOT. Prints every breach; status 1 if any.
set -u
cd "$1" || exit 1
breaches=$(mktemp) || exit 1
trap 'rm -f "$breaches"' EXIT

# What a room of lib/ may include besides its own files and avance.h.
rooms_allowed() {
    case $1 in
    base | include) echo ;;
    text) echo base ;;
    grammar) echo base text ;;
    lex) echo base text grammar ;;
    bind) echo base text grammar lex ;;
    tree) echo base text grammar lex bind ;;
    check | emit) echo base tree ;;
    author) echo base text grammar lex bind tree ;;
    api) echo base text grammar lex bind tree check emit author ;;
    *) echo "UNKNOWN" ;;
    esac
}

# FILE:LINE:NAME of every #include "NAME" below a folder.
quoted_includes() {
    grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "$1" --include='*.[ch]' --include='*.def' |
        sed -E 's/^([^:]+:[0-9]+):[^"]*"([^"]*)".*/\1:\2/'
}

for folder in lib/*/; do
    room=$(basename "$folder")
    allowed=$(rooms_allowed "$room")
    if [ "$allowed" = UNKNOWN ]; then
        echo "lib/$room: this room has no place in the order of tests/layers/check.sh" >>"$breaches"
        continue
    fi
    quoted_includes "$folder" | while IFS=: read -r file line name; do
        case " $allowed $room " in
        *" ${name%%/*} "*) [ "$name" != "${name%%/*}" ] && continue ;;
        esac
        [ "$name" = avance.h ] && continue
        echo "$file:$line: lib/$room may not include \"$name\"" >>"$breaches"
    done
done

if [ -d cli ]; then
    quoted_includes cli | while IFS=: read -r file line name; do
        [ "$name" = avance.h ] && continue
        case $name in
        */*) ;;
        *) [ -e "cli/$name" ] && continue ;;
        esac
        echo "$file:$line: cli may not include \"$name\"" >>"$breaches"
    done
fi

# Each foreign library is known in one place only.
one_place() { # HEADER PLACE
    grep -rnE "#[[:space:]]*include[[:space:]]*<($1)>" lib cli --include='*.[ch]' | grep -vE "^$2" |
        sed "s#\$#   (belongs in $2)#" >>"$breaches"
}
one_place 'pcre2\.h' 'lib/grammar/pattern\.c'
one_place 'cjson/[^>]*' 'lib/emit/'
one_place 'xlsxwriter[^>]*' 'lib/emit/xlsx_library\.h'
one_place 'sqlite3\.h' 'lib/emit/sqlite_library\.h'
one_place 'dlfcn\.h' 'lib/emit/library\.c'
one_place 'utf8proc\.h' 'lib/text/'
one_place 'nettle/.*' 'lib/text/'
# Inputs may be gzip; and a workbook is opened again to see that all of it was written, because
# libxlsxwriter does not notice a full disk.
one_place 'zlib\.h' 'lib/(text/|emit/xlsx_verify\.c)'

grep -rilE 'etca|sonora' lib cli | sed 's/$/: names a report or an institution/' >>"$breaches"

cat "$breaches"
[ ! -s "$breaches" ]

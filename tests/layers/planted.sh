#!/bin/sh
# Plants one breach of each kind and expects check.sh to find it: planted.sh CHECK
set -u
check=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

clean_tree() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/cli" "$work/tree/lib/base" "$work/tree/lib/grammar" "$work/tree/lib/emit"
    echo '#include "avance.h"' >"$work/tree/cli/main.c"
    echo '#include "base/str.h"' >"$work/tree/lib/emit/json.c"
    echo '#include <pcre2.h>' >"$work/tree/lib/grammar/pattern.c"
}

finds() { # FILE LINE
    clean_tree
    mkdir -p "$work/tree/$(dirname "$1")"
    echo "$2" >"$work/tree/$1"
    if sh "$check" "$work/tree" >/dev/null; then
        echo "not found: $1 with $2"
        failed=1
    fi
}

clean_tree
sh "$check" "$work/tree" || { echo "a clean tree is refused"; failed=1; }
finds lib/base/str.c '#include "text/source.h"'
finds lib/emit/csv.c '#include "grammar/pattern.h"'
finds lib/emit/csv.c '#  include "csv.h"'
finds lib/lex/lexer.c '#include <pcre2.h>'
finds lib/emit/csv.c '#include <zlib.h>'
finds lib/emit/xlsx.c '#include <xlsxwriter.h>'
finds lib/lex/lexer.c '#include "bind/bind.h"'
finds lib/shed/tool.c '#include "base/str.h"'
finds cli/lex.c '#include "base/str.h"'
finds cli/lex.c '#include "missing.h"'
finds cli/lex.c '/* for ETCA reports */'
exit $failed

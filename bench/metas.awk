# What one would write in awk for reports in which rows stand whole: metas.awk REPORTS > TABLE
#
# One line of tabs per meta, with all that the report says of it: document, headings, name, unit,
# 42 figures, percentage, evaluation (its line breaks as \n), line and page. A form feed begins
# another report. What a report prints late holds for all of its metas, so their lines wait for its
# end. It knows this one format, in this one shape, and drops without a word what it does not know.

BEGIN {
    FS = "\n"
    OFS = "\t"
    begin_report()
}

function begin_report() {
    government = report = year = form = quarter = printed = ""
    body = office = program = activity = ""
    rows = blocks = page = 0
    in_header = in_record = wants_text = 0
    block = ""
}

# "001 NAME" as two columns.
function key_and_name(text,    at) {
    at = index(text, " ")
    return substr(text, 1, at - 1) OFS substr(text, at + 1)
}

function figures(text) {
    gsub(/ +/, OFS, text)
    return text
}

function end_block() {
    if (block != "")
        held[++blocks] = block
    block = ""
}

# Blocks up to LAST: headings, and before them what belongs to the evaluation of the record.
function take_blocks(last,    i, text) {
    for (i = 1; i <= last; i++) {
        text = held[i]
        if (text ~ /^UNIDAD ADMINISTRATIVA /) {
            sub(/^UNIDAD ADMINISTRATIVA +/, "", text)
            office = key_and_name(text)
        } else if (text ~ /^[A-Z][0-9][0-9][0-9][A-Z][0-9][0-9] / && text !~ /\\n/) {
            program = key_and_name(text)
        } else if (text ~ /^[0-9][0-9][0-9] / && text !~ /\\n/) {
            activity = key_and_name(text)
        } else if (wants_text) {
            evaluation = evaluation (evaluation == "" ? "" : "\\n") text
        }
    }
    blocks = 0
}

function end_record() {
    if (in_record)
        row[++rows] = opening OFS met OFS num OFS den OFS share OFS evaluation
    in_record = wants_text = 0
}

function end_report(    i, about) {
    end_block()
    take_blocks(blocks)
    end_record()
    about = government OFS report OFS year OFS form OFS quarter OFS printed
    for (i = 1; i <= rows; i++)
        print about, row[i]
    begin_report()
}

function open_record(text,    at, before, unit, name, last) {
    match(text, /[AP] (SI|NO) MET /)
    before = substr(text, 1, RSTART - 1)
    sub(/ $/, "", before)
    last = blocks
    name = ""
    if (before == "") {
        unit = held[last--]
        gsub(/\\n/, "", unit)
    } else if (before ~ / /) {
        at = match(before, / [^ ]+$/)
        name = substr(before, 1, at - 1)
        unit = substr(before, at + 1)
    } else {
        unit = before
    }
    if (name == "" && last > 0) {
        name = held[last--]
        gsub(/\\n/, " ", name)
    }
    take_blocks(last)
    end_record()
    in_record = 1
    opening = FNR OFS page OFS body OFS office OFS program OFS activity OFS name OFS unit OFS \
        substr(text, RSTART, 1) OFS substr(text, RSTART + 2, 2)
    met = figures(substr(text, RSTART + RLENGTH))
    num = share = evaluation = ""
    den = none
}

BEGIN {
    none = "\t\t\t\t\t\t\t\t\t\t\t\t\t"
}

/^\f/ {
    end_report()
    sub(/^\f/, "")
}

{
    sub(/^ +/, "")
    sub(/[ \r]+$/, "")
}

/^GOBIERNO DEL ESTADO DE / {
    end_block()
    in_header = 1
    government = $0
    next
}

/^DEPENDENCIA \/ ENTIDAD / {
    end_block()
    in_header = 0
    page++
    sub(/^DEPENDENCIA \/ ENTIDAD +/, "")
    body = key_and_name($0)
    next
}

in_header {
    if ($0 ~ /^INFORME DE AVANCE .* [0-9]+$/) {
        year = substr($0, length($0) - 3)
        report = substr($0, 1, length($0) - 5)
    } else if ($0 ~ /^ETCA-/) {
        form = $0
    } else if ($0 ~ /^TRIMESTRE: /) {
        quarter = substr($0, 12)
    } else if ($0 ~ /^[0-9][0-9]-[0-9][0-9]-[0-9]+ [0-9][0-9]:[0-9][0-9]$/) {
        printed = $0
    }
    next
}

$0 == "" {
    end_block()
    next
}

/(^| )[AP] (SI|NO) MET [0-9]/ {
    end_block()
    open_record($0)
    next
}

/^([0-9.,]+%)? ?NUM [0-9]/ {
    end_block()
    match($0, /NUM /)
    if (RSTART > 1) {
        share = substr($0, 1, RSTART - 1)
        sub(/ $/, "", share)
    }
    num = figures(substr($0, RSTART + 4))
    next
}

/^[0-9.,]+%$/ {
    end_block()
    share = $0
    next
}

/^DEN( [0-9]|$)/ {
    end_block()
    if (length($0) > 4)
        den = figures(substr($0, 5))
    next
}

/^EVALUACIÓN CUALITATIVA$/ {
    end_block()
    take_blocks(blocks)
    wants_text = 1
    next
}

{
    block = block (block == "" ? "" : "\\n") $0
}

END {
    end_report()
}

#include "author/starter.h"

#include "author/starter_draft.h"

enum { MOST_LABELS = 16, MOST_SIGN = 200 /* bytes */ };

static void put_str(avn_starter *s, avn_str text)
{
    avn_buf_str(&s->out, text);
}

/* ---- labels ---- */

static avn_str label_of(const avn_sample_line *line)
{
    return avn_str_head(line->text, line->label);
}

static size_t count_label(const avn_starter *s, avn_str label)
{
    size_t count = 0;
    for (size_t i = 0; i < s->view.lines.count; i++)
        count += s->view.lines.items[i].role == AVN_SAMPLE_LABEL &&
                 avn_str_eq(label_of(&s->view.lines.items[i]), label);
    return count;
}

/* The labels that come again, of records, or those that stand once, of the document. */
static void put_labels(avn_starter *s, avn_name_list *taken, bool again)
{
    avn_name_list told = { 0 };
    for (size_t i = 0; i < s->view.lines.count && told.count < MOST_LABELS; i++) {
        const avn_sample_line *line = &s->view.lines.items[i];
        if (line->role != AVN_SAMPLE_LABEL || (count_label(s, label_of(line)) > 1) != again ||
            avn_name_is_listed(&told, label_of(line)))
            continue;
        avn_name_take(s, &told, label_of(line));
        avn_str name = avn_name_take(s, taken, avn_name_of(s, label_of(line), "campo"));
        avn_buf_printf(&s->out, "  field   %.*s ", AVN_FMT(name));
        avn_starter_put_pattern(s, label_of(line), false);
        avn_starter_put(s, ":\n");
    }
}

/* ---- the file ---- */

static void put_words(avn_starter *s, avn_str text)
{
    bool first = true;
    for (avn_str word = avn_str_word(&text); word.len > 0; word = avn_str_word(&text)) {
        if (!first)
            avn_buf_char(&s->out, ' ');
        put_str(s, word);
        first = false;
    }
}

/* What people call the report: the longest of its headers, else its title; NULL when it has none.
 */
static const avn_sample_line *main_title(const avn_starter *s)
{
    const avn_sample_line *longest = NULL;
    for (size_t i = 0; i < s->view.lines.count; i++) {
        const avn_sample_line *line = &s->view.lines.items[i];
        if (line->role == AVN_SAMPLE_HEADER && line->label == 0 &&
            (!longest || line->text.len > longest->text.len))
            longest = line;
    }
    return longest ? longest : avn_starter_first(s, AVN_SAMPLE_TITLE);
}

static void put_opening(avn_starter *s, avn_str name, const char *sample)
{
    const avn_sample_line *title = main_title(s);
    avn_buf_printf(
        &s->out,
        "# Borrador escrito por «avance grammar new» a partir de una muestra (%s).\n"
        "# Todo lo que dice son conjeturas: cambie los nombres por los que dicen lo que son.\n"
        "#   avance lex -g %.*s.avg MUESTRA      qué regla toma cada renglón\n"
        "#   avance grammar test %.*s.avg        prueba los ejemplos del final\n"
        "#   avance grammar lint %.*s.avg        busca lo que está mal\n"
        "grammar   %.*s\ntitle     ",
        sample, AVN_FMT(name), AVN_FMT(name), AVN_FMT(name), AVN_FMT(name));
    put_words(s, title ? title->text : name);
    avn_starter_put(s, "\nversion   1\n\n");
}

static void put_sign(avn_starter *s, avn_str text)
{
    avn_starter_put(s, "detect    ");
    avn_starter_put_pattern(s, text, false);
    avn_starter_put(s, "\n");
}

/* Where nothing looks like a title, the first line that is no paragraph; any line if there is none.
 */
static void put_first_short_line(avn_starter *s)
{
    for (size_t i = 0; i < s->view.lines.count; i++)
        if (s->view.lines.items[i].text.len <= MOST_SIGN) {
            put_sign(s, s->view.lines.items[i].text);
            return;
        }
    avn_starter_put(s, "detect    .+\n");
}

/* Titles, headers and the titles of columns: what people know a report by. */
static void put_signs(avn_starter *s)
{
    const avn_sample_line *title = main_title(s);
    const avn_sample_line *titles = avn_starter_first(s, AVN_SAMPLE_TITLES);
    avn_starter_put(
        s, "# Señas: renglones que tienen todos los informes de esta clase y no tienen otros.\n");
    if (title)
        put_sign(s, title->text);
    if (titles)
        put_sign(s, titles->text);
    if (!title && !titles)
        put_first_short_line(s);
    avn_starter_put(s, "\n");
}

static void put_header(avn_starter *s, const avn_sample_line *line, avn_str name)
{
    avn_buf_printf(&s->out, "furniture %.*s\n  from    ", AVN_FMT(name));
    bool label = line->label > 0;
    avn_starter_put_pattern(s, label ? label_of(line) : line->text, false);
    if (label) {
        avn_starter_put(s, ":.*");
        avn_str field = avn_name_take(s, &s->document, avn_name_of(s, label_of(line), "campo"));
        avn_starter_put(s, "\n  take    ");
        avn_starter_put_pattern(s, label_of(line), false);
        avn_buf_printf(&s->out, ": (?<%.*s>.+)", AVN_FMT(field));
    } else if (line == main_title(s)) {
        avn_name_take(s, &s->document, AVN_STR("titulo"));
        avn_starter_put(s, "\n  take    (?<titulo>");
        avn_starter_put_pattern(s, line->text,
                                !avn_name_is_listed(&s->document, AVN_STR("ejercicio")));
        avn_starter_put(s, ")");
    }
    avn_starter_put(s, "\n");
}

static void put_furniture(avn_starter *s)
{
    avn_name_list told = { 0 }, names = { 0 };
    if (s->view.has_headers || s->view.has_page_numbers)
        avn_starter_put(
            s, "# Encabezados y pies de página: caen donde sea y se quitan antes que nada. Lo que "
               "captura «take»\n# es del documento.\n");
    for (size_t i = 0; i < s->view.lines.count; i++) {
        const avn_sample_line *line = &s->view.lines.items[i];
        bool known = line->role != AVN_SAMPLE_HEADER;
        for (size_t k = 0; k < told.count && !known; k++)
            known = avn_sample_same(told.items[k], line->text);
        if (known)
            continue;
        avn_name_take(s, &told, line->text);
        put_header(s, line, avn_name_take(s, &names, AVN_STR("encabezado")));
    }
    if (s->view.has_page_numbers)
        avn_starter_put(s, "furniture pie\n  from    (?i)(?:p[áa]g(?:ina|\\.)|hoja) \\d+.{0,12}\n");
    if (s->view.has_headers || s->view.has_page_numbers)
        avn_starter_put(s, "\n");
}

static bool needs_figures(const avn_starter *s)
{
    for (size_t i = 0; i < s->view.groups.count; i++) {
        const avn_sample_line *line = &s->view.lines.items[s->view.groups.items[i].first];
        for (size_t k = 0; k < line->slot_count; k++)
            if (strchr("fpm", (int)line->slots[k].kind))
                return true;
    }
    return false;
}

static void put_parts(avn_starter *s, const avn_row_draft *rows, size_t count)
{
    if (needs_figures(s))
        avn_starter_put(s, "# {cifra} en un patrón vale por lo que está escrito aquí.\n"
                           "pattern   cifra     -?\\d[\\d,]*(?:\\.\\d+)?%?|-+|N/?[AD]\n\n");
    for (size_t i = 0; i < count; i++)
        if (rows[i].series_count > 0)
            avn_buf_printf(&s->out,
                           "# Los nombres de las cifras de un renglón, de izquierda a derecha: "
                           "momento(periodo …).\ncolumns   %.*s    valor(c1..c%zu)\n\n",
                           AVN_FMT(rows[i].series), rows[i].series_count);
    for (size_t i = 0; i < s->types.count; i++)
        avn_buf_printf(&s->out, "type      %.*s %s\n", AVN_FMT(s->types.items[i].name),
                       avn_type_name(s->types.items[i].type));
    if (s->types.count > 0)
        avn_starter_put(s, "\n");
    if (s->view.has_items)
        avn_starter_put(s, "# La marca con que empieza cada miembro de una lista.\n"
                           "item      (?:[-•*·▪–●]|\\d{1,3}[.)]|\\p{Ll}[.)])\\s+\n\n");
}

static void put_lines(avn_starter *s, const avn_row_draft *rows, size_t count)
{
    const avn_sample_line *title = avn_starter_first(s, AVN_SAMPLE_TITLE);
    const avn_sample_line *titles = avn_starter_first(s, AVN_SAMPLE_TITLES);
    avn_starter_put(
        s, "# Clases de renglón. El patrón vale para el renglón entero; (?<nombre>…) captura un "
           "campo.\n");
    if (title) {
        avn_starter_put(s, "line      TITULO  (?<titulo>");
        avn_starter_put_pattern(s, title->text,
                                !avn_name_is_listed(&s->document, AVN_STR("ejercicio")));
        avn_starter_put(s, ")\n");
    }
    if (titles) {
        avn_starter_put(s, "line      COLUMNAS  ");
        avn_starter_put_pattern(s, titles->text, false);
        avn_starter_put(s, "\n");
    }
    for (size_t i = 0; i < count; i++)
        avn_buf_printf(&s->out, "# %zu renglones como: %.*s\nline      %.*s  %.*s\n",
                       rows[i].group->count, AVN_FMT(rows[i].line->text), AVN_FMT(rows[i].rule),
                       AVN_FMT(rows[i].pattern));
    if (count == 0)
        avn_starter_put(
            s, "# No se vieron renglones de una misma forma; este toma los que empiezan con un "
               "número.\n"
               "line      FILA  (?<numero>\\d+) (?<nombre>.+)\n");
    avn_starter_put(s, "\n");
}

static void put_document(avn_starter *s)
{
    avn_starter_put(
        s,
        "# Lo que hay en el documento. «text» recibe los párrafos que nadie más quiere: quítelo, y "
        "avance lex\n# los mostrará como desconocidos.\ndocument\n");
    if (avn_starter_first(s, AVN_SAMPLE_TITLE))
        avn_starter_put(s, "  set     TITULO\n");
    if (avn_starter_first(s, AVN_SAMPLE_TITLES))
        avn_starter_put(s, "  drop    COLUMNAS\n");
    put_labels(s, &s->document, false);
    if (s->view.groups.count == 0)
        put_labels(s, &s->document, true);
    avn_starter_put(s, "  text    parrafos\n");
    if (s->view.has_items)
        avn_starter_put(s, "  list    puntos\n");
    avn_starter_put(s, "\n");
}

/* The level that all records stand in, or NULL: a record of another kind would close it. */
static const avn_row_draft *only_level(const avn_row_draft *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].level)
            return count == 2 ? &rows[i] : NULL;
    return NULL;
}

static void put_blocks(avn_starter *s, avn_row_draft *rows, size_t count)
{
    avn_starter_put(s,
                    "# Cada renglón de estas clases abre un nivel, que contiene lo que sigue, o un "
                    "registro.\n");
    for (size_t i = 0; i < count; i++) {
        avn_row_draft *row = &rows[i];
        const avn_row_draft *home = i == s->view.record ? only_level(rows, count) : NULL;
        avn_buf_printf(&s->out, "%s %.*s %.*s", row->level ? "level    " : "record   ",
                       AVN_FMT(row->block), AVN_FMT(row->rule));
        if (home)
            avn_buf_printf(&s->out, " in %.*s", AVN_FMT(home->block));
        avn_starter_put(s, "\n");
        if (row->series_count > 0)
            avn_buf_printf(&s->out, "  row     %.*s %.*s\n", AVN_FMT(row->series),
                           AVN_FMT(row->rule));
        if (i == s->view.record)
            put_labels(s, &row->taken, true);
    }
    if (count == 0)
        avn_starter_put(s, "record    fila FILA\n");
    avn_starter_put(s, "\n");
}

/* The rule that LINE is shown for in the example; empty: it is not shown. */
static avn_str shown_as(const avn_starter *s, const avn_row_draft *rows, size_t count,
                        const avn_sample_line *line)
{
    if (line == avn_starter_first(s, AVN_SAMPLE_TITLE))
        return AVN_STR("TITULO");
    if (line == avn_starter_first(s, AVN_SAMPLE_TITLES))
        return AVN_STR("COLUMNAS");
    for (size_t i = 0; i < count; i++)
        if (line == rows[i].line)
            return rows[i].rule;
    return AVN_STR("");
}

static void put_example_lines(avn_starter *s, const avn_row_draft *rows, size_t count, bool names)
{
    avn_starter_put(s, names ? "  =" : "");
    for (size_t i = 0; i < s->view.lines.count; i++) {
        const avn_sample_line *line = &s->view.lines.items[i];
        avn_str rule = shown_as(s, rows, count, line);
        if (rule.len > 0 && names)
            avn_buf_printf(&s->out, " %.*s", AVN_FMT(rule));
        else if (rule.len > 0)
            avn_buf_printf(&s->out, "  | %.*s\n", AVN_FMT(line->text));
    }
    avn_starter_put(s, names ? "\n" : "");
}

static void put_example(avn_starter *s, const avn_row_draft *rows, size_t count)
{
    avn_starter_put(s, "# Un ejemplo: renglones de un informe y lo que debe salir de ellos.\n"
                       "example   \"tomado de la muestra\"\n");
    put_example_lines(s, rows, count, false);
    if (count == 0) {
        avn_starter_put(s, "  | 1 UN NOMBRE\n  = fila.numero: 1\n");
        return;
    }
    put_example_lines(s, rows, count, true);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].field.len == 0)
            continue;
        avn_buf_printf(&s->out, "  = %.*s.%.*s: ", AVN_FMT(rows[i].block), AVN_FMT(rows[i].field));
        put_words(s, rows[i].value);
        avn_starter_put(s, "\n");
    }
}

static const char skeleton[] =
    "# Esqueleto de una gramática. Los renglones con # son comentarios; la guía está en\n"
    "# docs/gramatica.md. Con una muestra, avance grammar new NOMBRE --from muestra.txt propone "
    "más.\n"
    "grammar   %.*s\n"
    "title     UNA FRASE QUE DIGA QUÉ INFORMES LEE\n"
    "version   1\n"
    "\n"
    "# Señas: renglones que tienen todos los informes de esta clase y no tienen otros.\n"
    "detect    TÍTULO DEL INFORME \\d{4}\n"
    "\n"
    "# Encabezados y pies de página, que caen donde sea:\n"
    "# furniture pie\n"
    "#   from    Página \\d+ de \\d+\n"
    "\n"
    "# {cifra} en un patrón vale por lo que está escrito aquí.\n"
    "pattern   cifra     -?\\d[\\d,]*(?:\\.\\d+)?\n"
    "\n"
    "# Clases de renglón. El patrón vale para el renglón entero; (?<nombre>…) captura un campo.\n"
    "line      TITULO    (?<titulo>TÍTULO DEL INFORME (?<ejercicio>\\d{4}))\n"
    "line      FILA      (?<clave>\\d+) (?<nombre>.+) (?<valor>{cifra})\n"
    "\n"
    "document\n"
    "  set     TITULO\n"
    "# field   municipio Municipio:\n"
    "\n"
    "# Cada renglón FILA abre un registro.\n"
    "record    fila FILA\n"
    "\n"
    "# Renglones de un informe y lo que debe salir de ellos (avance grammar test).\n"
    "example   \"una fila\"\n"
    "  | TÍTULO DEL INFORME 2026\n"
    "  | 1 UN NOMBRE 12.50\n"
    "  = documento.ejercicio: 2026\n"
    "  = fila.valor: 12.50\n";

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void write_from_sample(avn_starter *s, avn_str name, const avn_source *sample)
{
    avn_sample_look(&s->view, s->arena, sample);
    size_t count = s->view.groups.count;
    avn_row_draft *rows = AVN_NEW_ARRAY(s->arena, avn_row_draft, count + 1);
    for (size_t i = 0; rows && i < count; i++)
        rows[i] = avn_starter_row(s, i);
    if (!rows || s->arena->failed)
        return;
    put_opening(s, name, last_part(sample->name));
    put_signs(s);
    put_furniture(s);
    put_parts(s, rows, count);
    put_lines(s, rows, count);
    put_document(s);
    put_blocks(s, rows, count);
    put_example(s, rows, count);
}

avance_status avn_starter_write(avn_arena *arena, avn_str name, const avn_source *sample,
                                avn_str *text)
{
    avn_starter s = { .arena = arena };
    avn_buf_init(&s.out, arena->allocator);
    if (sample)
        write_from_sample(&s, name, sample);
    else
        avn_buf_printf(&s.out, skeleton, AVN_FMT(name));
    *text = avn_arena_str(arena, avn_buf_view(&s.out));
    arena->failed = arena->failed || s.out.failed;
    avn_buf_free(&s.out);
    return arena->failed ? AVANCE_NO_MEMORY : AVANCE_OK;
}

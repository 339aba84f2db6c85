/* The tree for human eyes and for golden tests: one S-expression per report, one member a line,
 * two blanks a level, nothing that changes from run to run.
 *
 *   (documento
 *     (ejercicio 2031)
 *     (emitido -)
 *     (meta 16
 *       (meta "PINTAR EL PUENTE")
 *       (met
 *         (original :t1 0.00 :anual 2.00))
 *       (lineas
 *         "una"
 *         "otra"))
 *     (desconocido 20 "SELLO"))
 *
 * The number after a block's name is its line; "-" is what was not printed. */
#include "emit/formats.h"
#include "emit/json_text.h"

typedef struct avn_painter {
    avn_out *out;
    unsigned depth;
} avn_painter;

static void new_line(avn_painter *painter)
{
    avn_json_new_line(painter->out, painter->depth);
}

/* Begins "(NAME" on a line of its own. */
static void open(avn_painter *painter, avn_str name)
{
    if (painter->depth > 0)
        new_line(painter);
    avn_out_char(painter->out, '(');
    avn_out_str(painter->out, name);
    painter->depth++;
}

static void close(avn_painter *painter)
{
    avn_out_char(painter->out, ')');
    painter->depth--;
}

static void put_number(avn_painter *painter, unsigned long number)
{
    avn_json json = { .out = painter->out };
    avn_json_unsigned(&json, number);
}

static void put_value(avn_painter *painter, avn_type type, const avn_value *value)
{
    bool quoted = type == AVN_TEXT || type == AVN_PROSE || type == AVN_KEY || type == AVN_CHOICE;
    if (!value->present) {
        avn_out_char(painter->out, '-');
    } else if (quoted) {
        avn_json_quote(painter->out, value->text);
    } else {
        avn_out_str(painter->out, value->text);
        if (type == AVN_PERIOD) {
            avn_out_char(painter->out, '/');
            avn_out_str(painter->out, value->second);
        }
    }
}

static void put_list(avn_painter *painter, avn_type type, const avn_list *list)
{
    if (list->guessed)
        avn_out_str(painter->out, AVN_STR(" :sin-delimitar"));
    for (size_t i = 0; i < list->count; i++) {
        new_line(painter);
        put_value(painter, type, &list->items[i]);
    }
}

/* A line per run of columns with the same momento, as printed. */
static void put_series(avn_painter *painter, const avn_columns *columns, const avn_series *series)
{
    if (!series) {
        avn_out_str(painter->out, AVN_STR(" -"));
        return;
    }
    for (size_t i = 0; i < columns->count; i++) {
        const avn_column *column = &columns->items[i];
        bool begins = i == 0 || !avn_str_eq(column->momento, columns->items[i - 1].momento);
        if (begins && i > 0)
            close(painter);
        if (begins)
            open(painter, column->momento);
        avn_out_str(painter->out, AVN_STR(" :"));
        avn_out_str(painter->out, column->periodo);
        avn_out_str(painter->out, column->percent ? AVN_STR("% ") : AVN_STR(" "));
        avn_value figure = avn_figure_value(series, i);
        put_value(painter, AVN_DECIMAL, &figure);
    }
    if (columns->count > 0)
        close(painter);
}

static void put_member(avn_painter *painter, const avn_member *member, const avn_slot *slot)
{
    open(painter, member->name);
    switch (member->kind) {
    case AVN_FIELD:
        avn_out_char(painter->out, ' ');
        put_value(painter, member->type, &slot->value);
        break;
    case AVN_LIST:
        put_list(painter, member->type, &slot->list);
        break;
    case AVN_SERIES:
        put_series(painter, member->columns, slot->series);
        break;
    }
    close(painter);
}

/* NODE up to its children. */
static void open_node(avn_painter *painter, const avn_node *node)
{
    open(painter, node->block ? node->block->name : AVN_STR("desconocido"));
    if (node->kind != AVN_DOCUMENT) {
        avn_out_char(painter->out, ' ');
        put_number(painter, node->origin.line);
    }
    if (!node->block) {
        avn_out_char(painter->out, ' ');
        avn_json_quote(painter->out, node->text);
        return;
    }
    for (size_t i = 0; i < node->block->member_count; i++)
        put_member(painter, &node->block->members[i], &node->slots[i]);
}

static void put_tree(avn_painter *painter, const avn_node *root)
{
    for (const avn_node *node = root, *next; node; node = next) {
        next = avn_node_next(root, node);
        open_node(painter, node);
        /* What does not hold the next one is complete. */
        const avn_node *holder = next ? next->parent : root->parent;
        for (; node != holder; node = node->parent)
            close(painter);
    }
    avn_out_char(painter->out, '\n');
}

static void put_findings(avn_painter *painter, const avn_findings *findings)
{
    if (findings->count == 0)
        return;
    open(painter, AVN_STR("observaciones"));
    for (size_t i = 0; i < findings->count; i++) {
        const avance_finding *finding = &findings->items[i];
        open(painter, avn_str_of(avn_level_name(AVANCE_SPANISH, finding->level)));
        avn_out_char(painter->out, ' ');
        put_number(painter, finding->line);
        avn_out_char(painter->out, ' ');
        avn_out_text(painter->out, finding->code);
        avn_out_char(painter->out, ' ');
        avn_json_quote(painter->out, avn_str_of(finding->message));
        close(painter);
    }
    close(painter);
    avn_out_char(painter->out, '\n');
}

static avance_status add(avn_emission *emission, const avn_report *report)
{
    avn_painter painter = { .out = emission->out };
    put_tree(&painter, report->root);
    put_findings(&painter, &report->findings);
    return avn_out_status(emission->out);
}

const avn_emitter avn_emit_tree = {
    .name = "tree",
    .suffix = ".tree",
    .title_es = "el árbol, para leerlo y compararlo",
    .title_en = "the tree, to be read and compared",
    .target = AVANCE_STREAM,
    .many = true,
    .states_on_request = true,
    .add = add,
};

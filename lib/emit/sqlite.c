/* SQLite: a database that reports are added to, run after run.
 *
 * One transaction per run, so that a run adds all of its reports or none. A document is known by
 * its SHA-256: what is there already is skipped, or replaced where that is asked for. */
#include <stdio.h>

#include "base/key_set.h"
#include "emit/formats.h"
#include "emit/outlet.h"
#include "emit/sqlite_tables.h"
#include "emit/sqlite_views.h"

typedef struct sqlite_state {
    avn_base base;
    avn_tables_held held;
    avn_tables tables;
    AVN_VEC(sqlite3_stmt *) inserters; /* per table of the run; NULL: not needed yet */
    avn_key_set grammars;              /* those whose tables are made */
    avn_key_set documents;             /* by SHA-256: those of this run */
    avn_sql_views views;
    unsigned long skipped;
} sqlite_state;

static avance_status sqlite_open(avn_emission *emission)
{
    sqlite_state *state = AVN_NEW(&emission->arena, sqlite_state);
    if (!state)
        return avn_no_memory(emission->sink);
    emission->state = state;
    avn_tables_init(&state->tables, &emission->arena);
    state->tables.bounds = emission->bounds;
    avance_status status =
        avn_base_open(&state->base, emission->sink, &emission->arena, emission->path.ptr);
    state->held = avn_base_held(&state->base);
    state->tables.held = &state->held;
    return status;
}

/* Answers BASE's status; tells want of memory, which the rooms below leave to the emitter. */
static avance_status conclude(avn_emission *emission, avance_status status)
{
    const sqlite_state *state = emission->state;
    if (state->base.status != AVANCE_OK)
        return state->base.status;
    if (status == AVANCE_NO_MEMORY || emission->arena.failed)
        return avn_no_memory(emission->sink);
    return status;
}

/* The number of the document of this SHA-256 that is in the database, or 0. */
static unsigned long long held_document(sqlite_state *state, avn_str sha256)
{
    unsigned long long number = 0;
    if (!state->base.fresh)
        avn_base_ask(&state->base, AVN_STR("SELECT documento_id FROM documentos WHERE sha256 = ?1"),
                     sha256, (avn_str){ NULL, 0 }, &number);
    return number;
}

static void skip(avn_emission *emission, const avn_report *report, unsigned long long number)
{
    sqlite_state *state = emission->state;
    char digits[24];
    snprintf(digits, sizeof digits, "%llu", number);
    avn_tell(emission->sink, AVN_MSG_HELD_DOCUMENT, (avn_place){ .file = report->file },
             emission->path.ptr, digits, NULL);
    state->skipped++;
}

/* True when REPORT's document is to be skipped, which is told; one to be replaced is deleted. */
static bool is_to_skip(avn_emission *emission, const avn_report *report)
{
    sqlite_state *state = emission->state;
    bool added = false;
    avn_key_entry *entry =
        avn_key_set_put(&emission->arena, &state->documents,
                        avn_arena_str(&emission->arena, avn_report_sha256(report)), &added);
    if (!entry)
        return true;
    unsigned long long number =
        added ? held_document(state, avn_report_sha256(report)) : entry->number;
    if (number && (!added || !emission->options.replace)) {
        entry->number = number;
        skip(emission, report, number);
        return true;
    }
    if (number) {
        sqlite3_stmt *statement = avn_base_prepare(
            &state->base, AVN_STR("DELETE FROM documentos WHERE documento_id = ?1"));
        if (statement)
            state->base.lib.sqlite3_bind_int64(statement, 1, (sqlite3_int64)number);
        avn_base_step(&state->base, statement);
        state->base.lib.sqlite3_finalize(statement);
    }
    return false;
}

/* Makes the tables of REPORT's grammar, the first time that the run meets it. */
static avance_status prepare_tables(avn_emission *emission, const avn_schema *schema)
{
    sqlite_state *state = emission->state;
    bool added = false;
    if (!avn_key_set_put(&emission->arena, &state->grammars,
                         avn_arena_str(&emission->arena, schema->grammar), &added))
        return AVANCE_NO_MEMORY;
    if (!added)
        return AVANCE_OK;
    avn_arena scratch;
    avn_table_views views;
    avn_arena_init(&scratch, emission->arena.allocator);
    avance_status status = avn_table_views_make(&state->tables, &scratch, schema, &views);
    if (status == AVANCE_OK) {
        avn_base_make_tables(&state->base, &state->tables, schema, &views);
        avn_sql_views_plan(&emission->arena, schema, &views, &state->views);
    }
    avn_arena_free(&scratch);
    return status;
}

static avance_status put_row(void *user, const avn_table *table, const avn_node *node,
                             const avn_cell *cells)
{
    (void)node;
    sqlite_state *state = user;
    while (state->inserters.count <= table->index) {
        sqlite3_stmt **place = AVN_PUSH(state->base.arena, state->inserters);
        if (!place)
            return AVANCE_NO_MEMORY;
        *place = NULL;
    }
    sqlite3_stmt **inserter = &state->inserters.items[table->index];
    if (!*inserter)
        *inserter = avn_base_inserter(&state->base, table);
    avn_base_insert(&state->base, *inserter, table, cells);
    return state->base.status;
}

static avance_status sqlite_add(avn_emission *emission, const avn_report *report)
{
    sqlite_state *state = emission->state;
    if (is_to_skip(emission, report))
        return conclude(emission, AVANCE_OK);
    avance_status status = prepare_tables(emission, report->schema);
    if (status == AVANCE_OK && state->base.status == AVANCE_OK)
        status = avn_tables_add(&state->tables, report, put_row, state);
    avn_key_entry *entry = NULL;
    bool added = false;
    if (status == AVANCE_OK)
        entry =
            avn_key_set_put(&emission->arena, &state->documents, avn_report_sha256(report), &added);
    if (entry)
        entry->number = avn_tables_document(&state->tables);
    return conclude(emission, status);
}

/* Views are made anew every time: their tables may have got columns. A table of the same name,
 * which somebody made, goes first. */
static void put_views(avn_emission *emission)
{
    sqlite_state *state = emission->state;
    avn_arena *arena = &emission->arena;
    for (size_t i = 0; i < state->views.count; i++) {
        const avn_sql_view *view = &state->views.items[i];
        if (avn_base_ask(&state->base,
                         AVN_STR("SELECT 1 FROM sqlite_master WHERE name = ?1 AND type <> 'view'"),
                         view->name, (avn_str){ NULL, 0 }, NULL))
            continue;
        avn_base_run(&state->base,
                     avn_arena_printf(arena, "DROP VIEW IF EXISTS \"%.*s\"", AVN_FMT(view->name)));
        avn_base_run(&state->base, avn_arena_printf(arena, "CREATE VIEW \"%.*s\" AS %.*s",
                                                    AVN_FMT(view->name), AVN_FMT(view->select)));
    }
}

static avance_status sqlite_close(avn_emission *emission)
{
    sqlite_state *state = emission->state;
    avance_status status = avn_tables_finish(&state->tables, put_row, state);
    put_views(emission);
    status = conclude(emission, status);
    if (status != AVANCE_OK)
        return status;
    status = avn_base_commit(&state->base);
    if (status != AVANCE_OK || state->skipped == 0)
        return status;
    char digits[24];
    snprintf(digits, sizeof digits, "%lu", state->skipped);
    avn_tell(emission->sink, AVN_MSG_HELD_DOCUMENTS, (avn_place){ 0 }, emission->path.ptr, digits,
             NULL);
    return AVANCE_OK;
}

static void sqlite_release(avn_emission *emission)
{
    sqlite_state *state = emission->state;
    if (!state)
        return;
    for (size_t i = 0; i < state->inserters.count; i++)
        state->base.lib.sqlite3_finalize(state->inserters.items[i]);
    avn_base_close(&state->base);
}

const avn_emitter avn_emit_sqlite = {
    .name = "sqlite",
    .suffix = ".sqlite",
    .title_es = "base de datos SQLite, a la que se agregan informes",
    .title_en = "SQLite database, which reports are added to",
    .target = AVANCE_FILE,
    .many = true,
    .adds = true,
    .open = sqlite_open,
    .add = sqlite_add,
    .close = sqlite_close,
    .release = sqlite_release,
};

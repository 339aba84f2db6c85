/* What PostgreSQL needs to take the tables of a folder: schema.sql makes them, with types, keys
 * and comments; cargar.sql makes and fills them, read by psql. */
#ifndef AVN_EMIT_SQL_SCHEMA_H
#define AVN_EMIT_SQL_SCHEMA_H

#include "emit/emitter.h"
#include "emit/tables.h"

/* Writes both to the emission's folder; says the same for the same tables, always. */
avance_status avn_sql_schema_write(avn_emission *emission, const avn_tables *tables);

#endif

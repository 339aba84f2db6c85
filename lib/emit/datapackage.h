/* datapackage.json: what the tables of a folder are, for programs (Frictionless Data Package 1). */
#ifndef AVN_EMIT_DATAPACKAGE_H
#define AVN_EMIT_DATAPACKAGE_H

#include "emit/emitter.h"
#include "emit/tables.h"

/* Writes datapackage.json to the emission's folder; says the same for the same tables, always. */
avance_status avn_datapackage_write(avn_emission *emission, const avn_tables *tables);

#endif

// check_duckdb.cjs FOLDER: DuckDB finds the columns' types by itself and joins metas and valores;
// [[meta_id, unidad, dato, momento, periodo, valor], ...], and the types of some columns.
const path = require("path");
const { DuckDBInstance } = require("@duckdb/node-api");

const QUERY = `
  SELECT m.meta_id, m.unidad_administrativa_clave, v.dato, v.momento, v.periodo,
         CAST(v.valor AS VARCHAR)
  FROM metas m JOIN valores v USING (meta_id) ORDER BY ALL`;

async function main(folder) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const table of ["metas", "valores"]) {
    const file = path.join(folder, `${table}.csv`).replace(/'/g, "''");
    await connection.run(`CREATE TABLE ${table} AS FROM read_csv('${file}')`);
  }
  const joined = await connection.runAndReadAll(QUERY);
  const types = await connection.runAndReadAll(
    "SELECT table_name || '.' || column_name, data_type FROM information_schema.columns");
  console.log(JSON.stringify({
    rows: joined.getRows().map((row) => row.map((cell) => (cell === null ? null : String(cell)))),
    types: Object.fromEntries(types.getRows()),
  }));
}

main(process.argv[2]);

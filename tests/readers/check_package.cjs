// check_package.cjs FOLDER: whether the Data Package is valid by the profiles, every cell is of its
// field's type and every foreign key leads to a row; {valid, errors, rows: {table: count}}.
//
// Keys are looked up one at a time: tableschema 1.12 puts the row that a key leads to in the place of
// the key's columns, and then does not find what the next key of the same columns leads to.
const fs = require("fs");
const path = require("path");
const { Package } = require("datapackage");

async function check(descriptor, folder, name, said) {
  const found = await Package.load(descriptor, { basePath: folder, strict: false });
  found.errors.forEach((error) => said.errors.push(`datapackage.json: ${error.message}`));
  const resource = found.getResource(name);
  resource.errors.forEach((error) => said.errors.push(`${name}: ${error.message}`));
  try {
    said.rows[name] = (await resource.read({ relations: true })).length;
  } catch (error) {
    const inner = error.errors && error.errors.length ? error.errors : [error];
    inner.forEach((one) => said.errors.push(`${name}: ${one.message}`));
  }
}

// DESCRIPTOR with KEY as the only foreign key of resource NAME.
function withKey(descriptor, name, key) {
  const copy = JSON.parse(JSON.stringify(descriptor));
  const { schema } = copy.resources.find((resource) => resource.name === name);
  schema.foreignKeys = [key];
  return copy;
}

async function main(folder) {
  const said = { errors: [], rows: {} };
  const descriptor = JSON.parse(fs.readFileSync(path.join(folder, "datapackage.json"), "utf8"));
  for (const { name, schema } of descriptor.resources) {
    const keys = schema.foreignKeys || [];
    if (keys.length === 0) await check(descriptor, folder, name, said);
    for (const key of keys) await check(withKey(descriptor, name, key), folder, name, said);
  }
  said.valid = said.errors.length === 0;
  console.log(JSON.stringify(said));
}

main(process.argv[2]);

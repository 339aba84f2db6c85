// check_ajv.cjs CASES.json: of each [schema file, pointer, instance], whether ajv accepts it.
const fs = require("fs");
const Ajv = require("ajv/dist/2020");

const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: false });
const known = new Map();
const answers = [];
for (const [path, pointer, instance] of JSON.parse(fs.readFileSync(process.argv[2], "utf8"))) {
  if (!known.has(path)) {
    const schema = JSON.parse(fs.readFileSync(path, "utf8"));
    ajv.addSchema(schema);
    known.set(path, schema.$id);
  }
  answers.push(ajv.getSchema(known.get(path) + pointer)(instance));
}
console.log(JSON.stringify(answers));

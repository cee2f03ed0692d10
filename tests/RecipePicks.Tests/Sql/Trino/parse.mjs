// Reads {name: text} from standard input and prints {name: [errors]}: what an independent grammar of Trino's SQL says, and for a
// name that begins with "hive:" one of Hive's, in which Athena takes the statements that make tables.
import { register } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

register("./resolve.mjs", import.meta.url);
const root = process.argv[2];
const { HiveSQL, TrinoSQL } = await import(pathToFileURL(`${root}/node_modules/dt-sql-parser/dist/index.js`));
const parsers = { hive: new HiveSQL(), trino: new TrinoSQL() };
const texts = JSON.parse(readFileSync(0, "utf8"));
const said = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [
    name,
    parsers[name.startsWith("hive:") ? "hive" : "trino"]
      .validate(text)
      .map((e) => `${e.startLine}:${e.startColumn} ${e.message}`),
  ]),
);
process.stdout.write(JSON.stringify(said));

// Reads {name: text} from standard input and prints {name: [errors]}: what an independent grammar of Trino's SQL says.
import { register } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

register("./resolve.mjs", import.meta.url);
const root = process.argv[2];
const { TrinoSQL } = await import(pathToFileURL(`${root}/node_modules/dt-sql-parser/dist/index.js`));
const parser = new TrinoSQL();
const texts = JSON.parse(readFileSync(0, "utf8"));
const said = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [
    name,
    parser.validate(text).map((e) => `${e.startLine}:${e.startColumn} ${e.message}`),
  ]),
);
process.stdout.write(JSON.stringify(said));

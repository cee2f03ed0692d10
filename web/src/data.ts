// The shapes that the page reads: the contract's document, and what stands beside it (PageData.cs).

export type Certainty = "exact" | "inferred" | "ambiguous";
export type Severity = "info" | "notice" | "warning" | "critical";
export type Status = "answered" | "partial" | "not-in-evidence";
export type Cell = string | number | boolean | null;

export interface EvidenceRef {
  eventId: string;
  file: string;
  record: number;
}

export interface Finding {
  text: string;
  certainty: Certainty;
  severity: Severity;
  evidence: EvidenceRef[];
}

export interface Table {
  name: string;
  columns: string[];
  rows: Cell[][];
}

export interface Letter {
  mark: string;
  key: string;
  asks: string;
  status: Status;
  headline: string;
  findings: Finding[];
  tables: Table[];
  gaps: string[];
  reproduce: { engine: string; text: string }[];
}

export interface Step {
  text: string;
  command: string | null;
  breaks: string | null;
  done: boolean;
  evidence: EvidenceRef[];
}

export interface Node {
  id: string;
  kind: string;
  label: string;
}

export interface Edge {
  from: string;
  to: string;
  kind: string;
  time: string | null;
  certainty: Certainty;
  eventId: string;
}

export interface Run {
  first: string;
  last: string;
  identity: string | null;
  eventsource: string | null;
  eventname: string | null;
  count: number;
  outcome: "succeeded" | "denied" | "failed";
  errorcode: string | null;
  tactic: string | null;
  technique: string | null;
  burst: boolean;
  namesLead: boolean;
  addresses: string[];
  regions: string[];
  accessKeys: string[];
  firstSeen: { what: string; value: string; eventId: string }[];
  eventIds: string[];
}

export interface Gap {
  kind: string;
  text: string;
  from: string | null;
  to: string | null;
  account?: string | null;
  region?: string | null;
  missing?: string[];
}

export interface Coverage {
  files: number;
  records: number;
  events: number;
  duplicates: number;
  conflictingDuplicates: number;
  rejected: number;
  from: string | null;
  to: string | null;
  accounts: string[];
  regions: string[];
  gaps: Gap[];
  dataEvents: { type: string; what: string; events: number }[];
}

export interface Investigation {
  picks: string;
  leads: { kind: string; value: string }[];
  reading: string[];
  window: { from: string | null; to: string | null };
  letters: Letter[];
  containment: Step[];
  graph: { nodes: Node[]; edges: Edge[] };
  timeline: { events: number; total: number; runs: Run[]; gaps: Gap[] };
  coverage: Coverage;
}

export interface QuotedRecord {
  eventId: string;
  file: string;
  record: number;
  sha256: string | null;
  json: string;
}

/** time, identity, address, call, service, tactic, outcome (0 succeeded, 1 denied, 2 failed), count; -1 where calls are not parted by it. */
export type ActivityCell = [number, number, number, number, number, number, number, number];

export interface Activity {
  step: number;
  events: number;
  identities: string[];
  addresses: string[];
  services: string[];
  calls: string[];
  tactics: string[];
  cells: ActivityCell[];
}

/** What a case holds, before anything is asked of it. */
export interface Overview {
  coverage: Coverage;
  strip: Activity;
}

/** How far a question is. */
export interface Progress {
  leads: string[];
  reading: string[];
  letters: { key: string; status: Status; headline: string }[];
  asking: string | null;
}

export interface Page {
  investigation: Investigation;
  records: QuotedRecord[];
  activity: Activity;
  /** The same calls by time and outcome alone. */
  strip: Activity;
}

/** A letter's name as the mnemonic writes it. */
export function letterName(letter: Letter): string {
  const names: Record<string, string> = { ip: "IP", track: "tracK", forensics: "forensicS" };
  return names[letter.key] ?? letter.key.charAt(0).toUpperCase() + letter.key.slice(1);
}

export function table(letter: Letter | undefined, name: string): Table | undefined {
  return letter?.tables.find((t) => t.name === name);
}

/** A row as an object, by the names of its columns. */
export function objects(from: Table | undefined): Record<string, Cell>[] {
  return from?.rows.map((row) => Object.fromEntries(from.columns.map((c, i) => [c, row[i] ?? null]))) ?? [];
}

// Strings from a log are an attacker's. They are only ever written as text, and what a reader could not see, or would
// read in another order, is written as its code.

const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function visible(text: string): string {
  return text.replace(unseen, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** ISO 8601 in UTC, as all of the document's times are. */
export type UtcText = string & { readonly utc: unique symbol };

export function isTime(value: unknown): value is UtcText {
  return typeof value === "string" && timeForm.test(value);
}

export function seconds(time: string | null | undefined): number | null {
  const at = time ? Date.parse(time) : NaN;
  return Number.isNaN(at) ? null : at / 1000;
}

export function iso(at: number): string {
  return new Date(Math.round(at) * 1000).toISOString().replace(".000Z", "Z");
}

/** 2026-03-10 22:14:09, which is UTC; the page says so once. */
export function utc(time: string): string {
  return time.replace("T", " ").replace("Z", "");
}

/** A sentence for where nothing can be clicked: its times as they stand elsewhere on the page. */
export function plain(sentence: string): string {
  return visible(sentence.replace(/\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z\b/g, "$1 $2"));
}

export function local(time: string): string {
  const at = new Date(time);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return Number.isNaN(at.getTime()) ? time : `${at.toLocaleString()} ${zone}`;
}

export function span(from: number, to: number): string {
  const s = Math.max(0, Math.round(to - from));
  if (s < 120) return `${s} s`;
  if (s < 7200) return `${Math.round(s / 60)} min`;
  if (s < 172_800) return `${(s / 3600).toFixed(s < 36_000 ? 1 : 0)} h`;
  return `${Math.round(s / 86_400)} days`;
}

export function count(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

const identifier =
  /arn:aws[\w-]*:[^\s"'<>,;()]*[^\s"'<>,;().:]|\b(?:AKIA|ASIA|AROA|AIDA|ANPA|AGPA|AIPA|ANVA|ASCA)[A-Z0-9]{12,}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b(?:i|snap|sg|sgr|vol|ami|vpc|subnet|eni|igw|rtb|acl|key)-[0-9a-f]{8,17}\b|\b(?:\d{1,3}\.){3}\d{1,3}\b(?!\/)|\b(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4})(?::[0-9a-f]{1,4})*|\b[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){1,6}::[0-9a-f]{1,4}\b|\b\d{12}\b|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;

export type Piece = { kind: "text" | "id" | "event" | "time"; text: string };

const eventForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isEventId(text: string): boolean {
  return eventForm.test(text);
}

/** A sentence parted into what can be clicked and what is only read. */
export function pieces(sentence: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of sentence.matchAll(identifier)) {
    if (match.index > at) found.push({ kind: "text", text: sentence.slice(at, match.index) });
    const text = match[0];
    found.push({ kind: isTime(text) ? "time" : isEventId(text) ? "event" : "id", text });
    at = match.index + text.length;
  }
  if (at < sentence.length) found.push({ kind: "text", text: sentence.slice(at) });
  return found;
}

/** Whether a table's cell as a whole is something to pivot on. */
export function isIdentifier(text: string): boolean {
  const all = pieces(text);
  return all.length === 1 && all[0]!.kind === "id";
}

/** arn:aws:sts::1:assumed-role/admin/eve → admin/eve; a pattern keeps where it holds; what is no ARN stays. */
export function short(id: string): string {
  if (!id.startsWith("arn:")) return id;
  const [, , service, region, , ...rest] = id.split(":");
  const name = rest.join(":").replace(/^(assumed-role|user|role|stack|function|federated-user)\//, "");
  return name.includes("*") ? [service, region, name].filter(Boolean).join(":") : name || id;
}

/** CSV that no spreadsheet runs: a text that begins like a formula has an apostrophe before it. */
export function csv(columns: string[], rows: readonly (readonly unknown[])[]): string {
  const field = (value: unknown): string => {
    if (value === null || value === undefined) return "";
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    const text = visible(typeof value === "string" ? value : JSON.stringify(value));
    const inert = /^[\s]*[=+\-@\t\r|%]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(inert) || inert !== text ? `"${inert.replaceAll('"', '""')}"` : inert;
  };
  return [columns, ...rows].map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}

/** A text inside single quotes of a POSIX shell. */
export function shell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

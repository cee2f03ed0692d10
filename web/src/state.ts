import { computed, effect, signal } from "@preact/signals";
import { api, type Pin, type Served, type Story } from "./api";
import type { Coverage, EvidenceRef, Overview, Page, Progress, QuotedRecord } from "./data";
import { seconds } from "./text";

/** Null in a report: everything that is known is in the page. */
export const served = signal<Served | null>(null);
export const page = signal<Page | null>(null);
/** What the case holds, before anything is asked; null in a report. */
export const overview = signal<Overview | null>(null);
export const asking = signal<Progress | null>(null);
export const coverage = computed<Coverage | null>(() => page.value?.investigation.coverage ?? overview.value?.coverage ?? null);
export const problem = signal<string>("");
export const said = signal<string>("");

/** Says something to who looks and to who listens. */
export function say(text: string): void {
  said.value = text;
  setTimeout(() => {
    if (said.value === text) said.value = "";
  }, 4000);
}

// ---- Where the page is: in the address, so that a reload and a link keep it.

export interface Place {
  view: string;
  from: number | null;
  to: number | null;
  only: string[];
  sql: string;
}

function read(): Place {
  const [view, query] = location.hash.replace(/^#\/?/, "").split("?");
  const values = new URLSearchParams(query ?? "");
  return {
    view: view || "board",
    from: seconds(values.get("from")),
    to: seconds(values.get("to")),
    only: values.getAll("only"),
    sql: values.get("sql") ?? "",
  };
}

export const place = signal<Place>(read());

export function address(to: Partial<Place>): string {
  const at = { ...place.value, ...to };
  const values = new URLSearchParams();
  if (at.from !== null) values.set("from", new Date(at.from * 1000).toISOString());
  if (at.to !== null) values.set("to", new Date(at.to * 1000).toISOString());
  for (const text of at.only) values.append("only", text);
  if (at.sql && at.view === "sql") values.set("sql", at.sql);
  const query = values.toString();
  return `#/${at.view}${query ? `?${query}` : ""}`;
}

export function go(to: Partial<Place>, replace = false): void {
  const target = address(to);
  if (replace) history.replaceState(null, "", target);
  else if (target !== location.hash) history.pushState(null, "", target);
  place.value = read();
}

addEventListener("popstate", () => (place.value = read()));
addEventListener("hashchange", () => (place.value = read()));

// ---- What is left to see: a span of time, and texts that a row must name.

export const filtered = computed(() => place.value.from !== null || place.value.to !== null || place.value.only.length > 0);

export function inSpan(from: string | null | undefined, to: string | null | undefined = from): boolean {
  const [first, last] = [seconds(from), seconds(to)];
  const at = place.value;
  if (first === null && last === null) return true;
  return (at.to === null || (first ?? last!) <= at.to) && (at.from === null || (last ?? first!) >= at.from);
}

export function names(texts: readonly unknown[]): boolean {
  return place.value.only.every((only) => texts.some((t) => typeof t === "string" && t.includes(only)));
}

// ---- The evidence that lies open.

export interface Opened {
  claim: string;
  refs: EvidenceRef[];
  at: number;
  paths: string[];
}

export const opened = signal<Opened | null>(null);
let before: Element | null = null;

export function open(claim: string, refs: EvidenceRef[], paths: string[] = []): void {
  if (refs.length === 0) return;
  before ??= document.activeElement;
  opened.value = { claim, refs, at: 0, paths };
}

export function openEvent(eventId: string, claim = "", paths: string[] = []): void {
  const known = find(eventId)[0];
  open(claim, [{ eventId, file: known?.file ?? "", record: known?.record ?? 0 }], paths);
}

export function close(): void {
  opened.value = null;
  if (before instanceof HTMLElement) before.focus();
  before = null;
}

const byId = computed(() => {
  const all = new Map<string, QuotedRecord[]>();
  for (const record of page.value?.records ?? []) {
    all.set(record.eventId, [...(all.get(record.eventId) ?? []), record]);
  }
  return all;
});

export function find(eventId: string): QuotedRecord[] {
  return byId.value.get(eventId) ?? [];
}

/** The identifier whose menu is open. */
export const pivot = signal<{ text: string; among?: string[]; anchor: HTMLElement } | null>(null);

// ---- The story.

export const story = signal<Story>({ revision: 0, pins: [] });
const storyKey = () => `picks-story:${page.value?.investigation.leads.map((l) => l.value).join("\n")}`;

export async function loadStory(): Promise<void> {
  try {
    if (served.value) savedStory = await api.story();
    else {
      const kept = localStorage.getItem(storyKey());
      if (kept) savedStory = JSON.parse(kept) as Story;
    }
    showStory();
  } catch (e) {
    if (served.value) problem.value = e instanceof Error ? e.message : String(e);
  }
}

// What is saved, and what was done since: an answer that comes late must not undo what was done meanwhile.
let savedStory: Story = story.value;
let unsaved: ((pins: Pin[]) => Pin[])[] = [];
let saving: Promise<void> | null = null;

function showStory(): void {
  story.value = { ...savedStory, pins: unsaved.reduce((pins, change) => change(pins), savedStory.pins) };
}

/** Changes the story and saves it. Who was overtaken by another page takes that page's story and does the changes again. */
export function edit(change: (pins: Pin[]) => Pin[]): void {
  unsaved.push(change);
  showStory();
  if (!served.value) {
    savedStory = story.value;
    unsaved = [];
    try {
      localStorage.setItem(storyKey(), JSON.stringify(savedStory));
    } catch {
      // A page from a file may have no storage.
    }
    return;
  }
  saving ??= saveStory().finally(() => (saving = null));
}

async function saveStory(): Promise<void> {
  try {
    for (let tries = 0; unsaved.length > 0; ) {
      const sent = unsaved.length;
      const answer = await api.saveStory(story.value);
      savedStory = { revision: answer.story.revision, pins: answer.story.pins };
      if (answer.saved) unsaved.splice(0, sent);
      showStory();
      tries = answer.saved ? 0 : tries + 1;
      if (tries > 5) throw new Error("The story was changed elsewhere and could not be saved.");
    }
  } catch (e) {
    // What is not saved stays in sight, and goes with the next change.
    problem.value = e instanceof Error ? e.message : String(e);
  }
}

// Who leaves while something is not saved is asked first.
addEventListener("beforeunload", (e) => {
  if (unsaved.length > 0) e.preventDefault();
});

export function pin(id: string, mark: string, text: string, time: string | null, eventIds: string[]): void {
  if (story.value.pins.some((p) => p.id === id)) {
    edit((pins) => pins.filter((p) => p.id !== id));
    say("Taken out of the story");
  } else {
    edit((pins) => [...pins.filter((p) => p.id !== id), { id, mark, text, note: "", time, eventIds }]);
    say("Pinned to the story");
  }
}

// ---- Light or dark: the system's choice unless the reader chose.

export const theme = signal<"system" | "light" | "dark">("system");
try {
  const kept = localStorage.getItem("picks-theme");
  if (kept === "light" || kept === "dark") theme.value = kept;
} catch {
  // A page from a file may have no storage.
}
effect(() => {
  if (theme.value === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
  try {
    if (theme.value === "system") localStorage.removeItem("picks-theme");
    else localStorage.setItem("picks-theme", theme.value);
  } catch {
    // As above.
  }
});

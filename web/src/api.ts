// What a served page asks of its host. The report asks nothing of anybody.

import type { Activity, Overview, Page, QuotedRecord } from "./data";

export interface Served {
  caseFolder: string;
  leads: string[];
}

export interface Pin {
  id: string;
  mark: string;
  text: string;
  note: string;
  time: string | null;
  eventIds: string[];
}

export interface Story {
  revision: number;
  pins: Pin[];
}

export interface SqlResult {
  columns: string[];
  rows: unknown[][];
  cut: boolean;
  notices: string[];
  milliseconds: number;
}

export interface SqlWords {
  tables: { name: string; columns: { name: string; type: string }[] }[];
  functions: { name: string; signature: string; group: string }[];
}

export interface SheetEntry {
  mark: string;
  letter: string;
  asks: string;
  engine: string;
  text: string;
}

export class Refused extends Error {}

async function ask<T>(path: string, options: RequestInit = {}): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: "same-origin", ...options });
  } catch (e) {
    if (e instanceof DOMException && e.name === "AbortError") throw e;
    throw new Refused("picks serve does not answer. Is it still running?");
  }
  if (!answer.ok && answer.status !== 409) {
    const said = await answer.text();
    throw new Refused(
      answer.status === 401 ? "This page's session has ended. Open the address that picks serve printed." : said || answer.statusText,
    );
  }
  return (await answer.json()) as T;
}

export function send(value: unknown, signal?: AbortSignal): RequestInit {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
    ...(signal ? { signal } : {}),
  };
}

export const api = {
  session: () => ask<Served>("/api/session"),
  overview: () => ask<Overview>("/api/overview"),
  investigate: (query: string, signal?: AbortSignal) => ask<Page>(`/api/investigation?${query}`, signal ? { signal } : {}),
  event: (id: string) => ask<QuotedRecord[]>(`/api/event?id=${encodeURIComponent(id)}`),
  activity: (query: string, signal?: AbortSignal) => ask<Activity>(`/api/activity?${query}`, signal ? { signal } : {}),
  sql: (text: string, lenient: boolean, signal: AbortSignal) => ask<SqlResult>("/api/sql", send({ text, lenient }, signal)),
  words: () => ask<SqlWords>("/api/words"),
  sheet: (leads: string[]) => ask<SheetEntry[]>(`/api/cheatsheet?${leads.map((l) => `lead=${encodeURIComponent(l)}`).join("&")}`),
  story: () => ask<Story>("/api/story"),
  saveStory: (story: Story) => ask<{ saved: boolean; story: Story }>("/api/story", send(story)),
  storyMarkdown: (story: Story) => ask<{ text: string }>("/api/story/markdown", send(story)),
};

import { computed, signal } from "@preact/signals";
import type { Activity } from "./data";
import { coverage, overview, page } from "./state";
import { seconds } from "./text";

/** The calls of the chain over the whole window. */
export const activity = computed<Activity | null>(() => page.value?.activity ?? null);

/** The same calls by time and outcome alone; everybody's while nothing is answered. */
export const strip = computed<Activity | null>(() => page.value?.strip ?? overview.value?.strip ?? null);

/** The span that the page is about, seconds. */
export const bounds = computed<[number, number]>(() => {
  const window = page.value?.investigation.window;
  const from = seconds(window?.from) ?? seconds(coverage.value?.from) ?? 0;
  const to = seconds(window?.to) ?? seconds(coverage.value?.to) ?? 0;
  return [Math.floor(from), Math.max(Math.ceil(to), Math.floor(from) + 1)];
});

export type Lane = "identity" | "address" | "service";
export const lane = signal<Lane>("identity");
export const everybody = signal(false);

export function laneName(of: Activity, by: Lane, cell: Activity["cells"][number]): string {
  const [list, at] =
    by === "identity" ? [of.identities, cell[1]] : by === "address" ? [of.addresses, cell[2]] : [of.services, cell[4]];
  return at < 0 ? "others" : list[at] || "(nobody named)";
}

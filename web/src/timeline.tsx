import { signal } from "@preact/signals";
import { useLayoutEffect, useMemo } from "preact/hooks";
import { activity, bounds, everybody, lane, type Lane } from "./activity";
import { api } from "./api";
import type { Activity } from "./data";
import { lanesOf } from "./lane-model";
import { Lanes } from "./lanes";
import { filtered, go, inSpan, names, page, place, problem, served } from "./state";
import { iso, seconds, utc } from "./text";
import { DataTable } from "./table";
import { tactic, tacticColour } from "./tactics";
import { Section } from "./ui";

/** What the host counted for the span in sight; in a report, what the page holds. */
const nearer = signal<{ key: string; activity: Activity } | null>(null);

export function Timeline() {
  const { from, to, only } = place.value;
  const [start, end] = bounds.value;
  const [a, b] = [from ?? start, to ?? end];
  const by = lane.value;
  const key = `${a} ${b} ${by} ${everybody.value}`;
  // Asked before the span in sight is drawn: the host counts meanwhile.
  useLayoutEffect(() => {
    if (!served.value) return;
    const stop = new AbortController();
    const query = new URLSearchParams({ from: iso(a), to: iso(b), lane: by, who: everybody.value ? "all" : "chain" });
    for (const lead of page.value!.investigation.leads) query.append("lead", lead.value);
    api
      .activity(query.toString(), stop.signal)
      .then((got) => (nearer.value = { key, activity: got }))
      .catch((e: unknown) => {
        if (!(e instanceof DOMException)) problem.value = e instanceof Error ? e.message : String(e);
      });
    return () => stop.abort();
  }, [key]);
  const drawn = nearer.value && served.value && only.length === 0 ? nearer.value.activity : activity.value!;
  const lanes = useMemo(() => lanesOf(drawn, by, a, b, only), [drawn, by, a, b, only]);
  return (
    <>
      <Section title="Timeline" note="calls by step of time, each with its tactic; what was denied is hollow">
        <div class="bar">
          <div role="group" aria-label="Lanes" class="choice">
            {(["identity", "address", "service"] as Lane[]).map((l) => (
              <button type="button" key={l} aria-pressed={by === l} onClick={() => (lane.value = l)}>
                by {l}
              </button>
            ))}
          </div>
          {served.value && (
            <div role="group" aria-label="Whose calls" class="choice">
              <button type="button" aria-pressed={!everybody.value} onClick={() => (everybody.value = false)}>
                the chain
              </button>
              <button type="button" aria-pressed={everybody.value} onClick={() => (everybody.value = true)}>
                everybody
              </button>
            </div>
          )}
          <Span />
        </div>
        <Legend of={drawn} />
        <Lanes lanes={lanes} from={a} to={b} drawn={drawn} />
      </Section>
      <Runs />
    </>
  );
}

function Span() {
  const { from, to } = place.value;
  const [start, end] = bounds.value;
  const field = (label: string, value: number | null, open: number, set: (at: number | null) => void) => (
    <label>
      {label}{" "}
      <input
        class="time num"
        value={utc(iso(value ?? open))}
        spellcheck={false}
        onChange={(e) => {
          const at = seconds(`${e.currentTarget.value.trim().replace(" ", "T").replace(/Z?$/, "Z")}`);
          if (at === null) e.currentTarget.value = utc(iso(value ?? open));
          else set(at);
        }}
      />
    </label>
  );
  const zoom = (by: number) => {
    const [a, b] = [from ?? start, to ?? end];
    const [middle, half] = [(a + b) / 2, Math.max(1, ((b - a) / 2) * by)];
    const [x, y] = [Math.max(start, middle - half), Math.min(end, middle + half)];
    go({ from: x <= start ? null : Math.floor(x), to: y >= end ? null : Math.ceil(y) });
  };
  return (
    <div class="bar">
      {field("From", from, start, (at) => go({ from: at }))}
      {field("to", to, end, (at) => go({ to: at }))}
      <button type="button" onClick={() => zoom(0.5)} aria-label="Nearer">
        +
      </button>
      <button type="button" onClick={() => zoom(2)} aria-label="Farther">
        −
      </button>
      <button type="button" disabled={!filtered.value} onClick={() => go({ from: null, to: null, only: [] })}>
        All
      </button>
    </div>
  );
}

function Legend({ of }: { of: Activity }) {
  const seen = new Set(of.cells.map((c) => c[5]));
  return (
    <ul class="legend">
      {of.tactics.map((name, i) =>
        seen.has(i) ? (
          <li key={name}>
            <TacticMark name={name} /> {name}
          </li>
        ) : null,
      )}
      <li>
        <i class="swatch hollow" /> denied
      </li>
      <li>
        <i class="swatch gap" /> not recorded
      </li>
      <li>
        <i class="first" aria-hidden="true">
          ▾
        </i>{" "}
        first seen
      </li>
    </ul>
  );
}

export function TacticMark({ name }: { name: string | null | undefined }) {
  const t = tactic(name);
  if (t.hue < 0) return null;
  return (
    <abbr class="tactic" title={t.name} style={{ "--of": tacticColour(t) } as never}>
      {t.code}
    </abbr>
  );
}

function Runs() {
  const timeline = page.value!.investigation.timeline;
  const runs = timeline.runs.filter((r) => inSpan(r.first, r.last) && names([r.identity, r.eventname, ...r.addresses, ...r.accessKeys]));
  const rows = useMemo(
    () =>
      runs.map((r) => [
        r.first,
        tactic(r.tactic).hue < 0 ? null : `${tactic(r.tactic).code} ${r.tactic}`,
        `${r.eventsource?.split(".")[0]}:${r.eventname}`,
        r.count,
        r.outcome === "succeeded" ? null : (r.errorcode ?? r.outcome),
        r.identity,
        r.addresses.join(", "),
        r.firstSeen.map((f) => (f.what === "identity" ? "first call" : `new ${f.what}`)).join(", ") || null,
        r.technique,
        r.last === r.first ? null : r.last,
        r.eventIds[0] ?? null,
      ]),
    [runs.length, place.value, page.value],
  );
  return (
    <Section
      title="The lead's own calls, and those that name it"
      note={`${timeline.events.toLocaleString("en")} of ${timeline.total.toLocaleString("en")} events, folded by run`}
    >
      <DataTable
        name="Runs"
        columns={["time", "tactic", "call", "calls", "refused", "identity", "addresses", "first seen", "technique", "until", "event"]}
        rows={rows}
        marks={(row) => (row[4] ? "denied" : undefined)}
        claim={(row) => row.filter((c) => typeof c === "string").join(" ")}
      />
    </Section>
  );
}

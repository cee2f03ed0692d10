import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { bounds } from "./activity";
import { family, type Row } from "./graph-model";
import type { Edge } from "./data";
import { openEvent, page, place } from "./state";
import { count, iso, seconds, utc, visible } from "./text";
import { Id, Section, Time } from "./ui";

const rowHeight = 28;
const follow = signal<string | null>(null);
const excluded = signal<Set<string>>(new Set());
const unfolded = signal<Set<string>>(new Set());
const attempts = signal(false);
const clock = signal(false);

const verbs: Record<string, string> = {
  issued: "issued",
  created: "made",
  escalated: "raised",
  trusted: "let in",
  carried: "carried",
  entered: "entered",
  has: "has",
  attempted: "tried",
  became: "became",
};

/** Who became whom: a row each, a parent above what came of it, the calls between them as arrows along one axis of time. */
export function CredentialGraph() {
  const of = page.value!.investigation;
  const shown = useMemo(
    () => family(of, { follow: follow.value, excluded: excluded.value, unfolded: unfolded.value, attempts: attempts.value }),
    [of, follow.value, excluded.value, unfolded.value, attempts.value],
  );
  const [selected, select] = useState<string | null>(null);
  const only = place.value.only[0];
  useEffect(() => {
    if (only) {
      const node = of.graph.nodes.find((n) => n.id === only || n.id.endsWith(`/${only}`) || n.label === only);
      if (node) follow.value = node.id;
    }
  }, [only]);
  const row = shown.rows.find((r) => r.id === selected) ?? null;
  if (of.graph.nodes.length === 0) return null;
  return (
    <Section title="Who became whom" note="a row each, in the order in which they came; arrows are calls">
      <div class="bar">
        <label>
          <input type="checkbox" checked={clock.value} onChange={(e) => (clock.value = e.currentTarget.checked)} /> by the clock
        </label>
        <label>
          <input type="checkbox" checked={attempts.value} onChange={(e) => (attempts.value = e.currentTarget.checked)} /> attempts that failed
        </label>
        {(follow.value || excluded.value.size > 0 || unfolded.value.size > 0) && (
          <button type="button" onClick={() => ((follow.value = null), (excluded.value = new Set()), (unfolded.value = new Set()))}>
            Show all
          </button>
        )}
        <span class="note">
          {count(shown.rows.length, "row")}
          {shown.hidden > 0 && `, ${shown.hidden} left out`}
        </span>
        <span class="edge-key" aria-hidden="true">
          <i class="line exact" /> exact <i class="line inferred" /> inferred <i class="line ambiguous" /> ambiguous
        </span>
      </div>
      <Drawing rows={shown.rows} links={shown.links} selected={selected} onSelect={(id) => select(id === selected ? null : id)} />
      {row && <Selected row={row} />}
    </Section>
  );
}

function Drawing({ rows, links, selected, onSelect }: { rows: Row[]; links: { from: string; to: string; edge: Edge }[]; selected: string | null; onSelect: (id: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(700);
  useEffect(() => {
    const watch = new ResizeObserver(([e]) => e && setWidth(Math.max(120, e.contentRect.width)));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const x = useMemo(() => scale(rows, links.map((l) => l.edge), width), [rows, links, width, clock.value]);
  const at = new Map(rows.map((r, i) => [r.id, i]));
  const middle = (i: number) => i * rowHeight + rowHeight / 2;
  const height = rows.length * rowHeight;
  return (
    <div class="graph">
      <ol class="graph-names" aria-label="Identities and credentials">
        {rows.map((r) => (
          <li key={r.id} class={r.id === selected ? "selected" : undefined} style={{ height: `${rowHeight}px`, paddingInlineStart: `${Math.min(r.depth, 8) * 13}px` }}>
            <button type="button" aria-pressed={r.id === selected} onClick={() => onSelect(r.id)} title={visible(r.node.id)}>
              <span class={`kind ${r.node.kind}`} aria-hidden="true">
                {r.members.length ? "▸" : glyph(r.node.kind)}
              </span>
              {visible(r.node.label)}
              <span class="sr">
                , {r.node.kind}
                {r.edge && `, ${verbs[r.edge.kind] ?? r.edge.kind} ${r.edge.time ? utc(r.edge.time) : ""}, ${r.edge.certainty}`}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <div class="graph-plot" ref={box}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label="The same, drawn along time">
          <defs>
            <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
              <path d="M0 0L8 4L0 8z" fill="context-stroke" />
            </marker>
          </defs>
          {rows.map((r, i) => (
            <g key={r.id}>
              <rect class={r.id === selected ? "row selected" : "row"} x="0" y={i * rowHeight} width={width} height={rowHeight} onClick={() => onSelect(r.id)} />
              {r.born !== null && (
                <line class={`life ${r.node.kind}`} x1={x(r.born)} x2={Math.max(x(r.died ?? r.born), x(r.born) + 3)} y1={middle(i)} y2={middle(i)} />
              )}
              {r.born !== null && <circle class={`born ${r.node.kind}`} cx={x(r.born)} cy={middle(i)} r="4" />}
            </g>
          ))}
          {links.map((l, i) => {
            const [a, b] = [at.get(l.from)!, at.get(l.to)!];
            const time = seconds(l.edge.time) ?? rows[b]!.born ?? 0;
            const px = x(time);
            const down = b > a ? 1 : -1;
            const lit = selected !== null && (l.from === selected || l.to === selected);
            const faded = selected !== null && !lit;
            return (
              <path
                key={i}
                class={`link ${l.edge.certainty} ${l.edge.kind}${lit ? " lit" : ""}${faded ? " faded" : ""}`}
                d={`M${px} ${middle(a)}V${middle(b) - down * 6}`}
                marker-end="url(#head)"
                onClick={() => openEvent(l.edge.eventId, `${l.edge.kind}: ${l.edge.from} → ${l.edge.to}`)}
              >
                <title>{`${verbs[l.edge.kind] ?? l.edge.kind} · ${l.edge.time ? utc(l.edge.time) : "no time"} · ${l.edge.certainty}`}</title>
              </path>
            );
          })}
        </svg>
        <p class="graph-axis" aria-hidden="true">
          <span>{rows.some((r) => r.born !== null) ? utc(iso(Math.min(...rows.map((r) => r.born ?? Infinity)))) : ""}</span>
          <span>{clock.value ? "by the clock" : "in order, quiet hours left out"}</span>
          <span>{rows.some((r) => r.born !== null) ? utc(iso(Math.max(...rows.map((r) => r.died ?? r.born ?? 0)))) : ""}</span>
        </p>
      </div>
    </div>
  );
}

function glyph(kind: string): string {
  return kind === "session" ? "○" : kind === "access-key" ? "◆" : kind === "workload" ? "■" : "●";
}

/** Where a time stands: by the clock, or an equal step for each time at which something happened. */
function scale(rows: Row[], edges: Edge[], width: number): (at: number) => number {
  const times = [...new Set([...rows.flatMap((r) => [r.born, r.died]), ...edges.map((e) => seconds(e.time))].filter((t): t is number => t !== null && Number.isFinite(t)))].sort((a, b) => a - b);
  const [left, right] = [10, Math.max(20, width - 14)];
  if (times.length < 2) return () => left;
  const [a, b] = clock.value ? [Math.max(times[0]!, bounds.value[0]), times.at(-1)!] : [0, times.length - 1];
  if (clock.value) return (at) => left + ((Math.min(Math.max(at, a), b) - a) / Math.max(1, b - a)) * (right - left);
  return (at) => {
    let [low, high] = [0, times.length - 1];
    while (high - low > 1) {
      const mid = (low + high) >> 1;
      if (times[mid]! <= at) low = mid;
      else high = mid;
    }
    const part = Math.min(1, Math.max(0, (at - times[low]!) / Math.max(1, times[high]! - times[low]!)));
    return left + ((low + part * (high - low)) / b) * (right - left);
  };
}

function Selected({ row }: { row: Row }) {
  const drop = (ids: string[]) => (excluded.value = new Set([...excluded.value, ...ids]));
  const uses = [...new Map(row.uses.map((u) => [u.to, u])).values()];
  return (
    <div class="selected-node" role="region" aria-label={`About ${visible(row.node.label)}`}>
      <h3>
        {visible(row.node.label)} <small>{row.node.kind}</small>
      </h3>
      <div class="bar">
        {row.members.length > 0 ? (
          <button type="button" onClick={() => (unfolded.value = new Set(unfolded.value).add(row.id))}>
            Unfold {row.members.length}
          </button>
        ) : (
          <>
            <button type="button" aria-pressed={follow.value === row.id} onClick={() => (follow.value = follow.value === row.id ? null : row.id)}>
              Follow: only what led here and what came of it
            </button>
            <Id text={row.node.id} />
          </>
        )}
        <button type="button" onClick={() => drop(row.members.length ? row.members.map((m) => m.id) : [row.id])}>
          Exclude
        </button>
      </div>
      {row.edge && (
        <p>
          {verbs[row.edge.kind] ?? row.edge.kind} by <Id text={row.edge.from} />
          {row.edge.time && (
            <>
              {" "}
              at <Time at={row.edge.time} />
            </>
          )}
          , {row.edge.certainty}{" "}
          <button type="button" class="proof" onClick={() => openEvent(row.edge!.eventId, `${row.edge!.kind}: ${row.edge!.from} → ${row.edge!.to}`)}>
            evidence
          </button>
        </p>
      )}
      {uses.length > 0 && (
        <p>
          Used from{" "}
          {uses.map((u, i) => (
            <span key={u.to}>
              {i > 0 && ", "}
              <Id text={u.to} />
            </span>
          ))}
        </p>
      )}
      {row.members.length > 0 && (
        <ul class="members">
          {row.members.map((m) => (
            <li key={m.id}>
              <Id text={m.id} label={m.label} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { lane } from "./activity";
import type { Activity } from "./data";
import type { LaneOf } from "./lane-model";
import { page } from "./state";
import { tactic, tacticColour } from "./tactics";
import { count, iso, seconds, utc } from "./text";
import { hatch } from "./time-strip";

export const laneHeight = 32;
export const axis = 24;

/** Where something is drawn, and what it says when it is pointed at. */
export interface Mark {
  x: number;
  width: number;
  lane: number;
  denied: boolean;
  code: string;
  label: () => string;
}

/** Draws the lanes, and says where each mark stands. */
export function paint(canvas: HTMLCanvasElement, lanes: LaneOf[], from: number, to: number, drawn: Activity): Mark[] {
  const step = drawn.step;
  const scale = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = axis + lanes.length * laneHeight;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const ctx = canvas.getContext("2d");
  if (!ctx) return [];
  const style = getComputedStyle(document.documentElement);
  const colours = new Map<string, string>();
  // Thousands of marks have a dozen colours, and a style sheet is slow to be asked.
  const colour = (name: string) => {
    let known = colours.get(name);
    if (known === undefined) colours.set(name, (known = style.getPropertyValue(name.replace(/^var\(|\)$/g, "")).trim()));
    return known;
  };
  ctx.scale(scale, scale);
  ctx.clearRect(0, 0, width, height);
  const x = (at: number) => ((at - from) / Math.max(1, to - from)) * width;
  ctx.fillStyle = hatch(ctx);
  for (const gap of page.value!.investigation.coverage.gaps) {
    if (!gap.missing?.length || (!gap.from && !gap.to)) continue;
    const [a, b] = [Math.max(0, x(seconds(gap.from) ?? from)), Math.min(width, x(seconds(gap.to) ?? to))];
    if (b > a) ctx.fillRect(a, axis, b - a, height - axis);
  }
  ticks(ctx, from, to, width, height, x, colour("--line"), colour("--ink-2"));
  const marks: Mark[] = [];
  // A mark is as wide as a step, and never too small to be seen.
  const wide = x(from + step) - x(from);
  const bin = Math.max(7, wide);
  lanes.forEach((l, row) => {
    const top = axis + row * laneHeight;
    ctx.fillStyle = colour("--line");
    ctx.fillRect(0, top + laneHeight - 1, width, 1);
    const bins = new Map<string, { at: number; denied: boolean; calls: number; tactics: Map<number, number>; names: Map<string, number>; first: number; last: number }>();
    for (const cell of l.cells) {
      const place = wide > 7 ? cell[0] / step : Math.floor(Math.max(0, x(cell[0])) / bin);
      const denied = cell[6] !== 0;
      const key = `${place} ${denied}`;
      let into = bins.get(key);
      if (!into) bins.set(key, (into = { at: place, denied, calls: 0, tactics: new Map(), names: new Map(), first: cell[0], last: cell[0] }));
      into.calls += cell[7];
      into.last = cell[0] + step - 1;
      into.tactics.set(cell[5], (into.tactics.get(cell[5]) ?? 0) + cell[7]);
      const name = cell[3] >= 0 ? drawn.calls[cell[3]] : undefined;
      if (name) into.names.set(name, (into.names.get(name) ?? 0) + cell[7]);
    }
    for (const b of bins.values()) {
      // The rarest tactic of a bin is told before the commonest: a thousand reads must not hide one key that was made.
      const told = [...b.tactics].sort((p, q) => weight(drawn, q[0]) - weight(drawn, p[0]) || q[1] - p[1])[0]![0];
      const t = tactic(told < 0 ? null : drawn.tactics[told]);
      const h = Math.min(10, 4 + Math.log2(1 + b.calls));
      const y = b.denied ? top + 13 : top + 12 - h;
      const px = wide > 7 ? Math.max(0, x(b.first)) : b.at * bin;
      ctx.fillStyle = colour(tacticColour(t));
      if (b.denied) {
        ctx.strokeStyle = colour("--denied");
        ctx.lineWidth = 1.4;
        ctx.strokeRect(px + 0.7, y + 0.7, bin - 2, Math.max(5, h) - 1);
        ctx.beginPath();
        ctx.moveTo(px + 0.7, y + Math.max(5, h) - 0.7);
        ctx.lineTo(px + bin - 1.6, y + 0.7);
        ctx.stroke();
      } else ctx.fillRect(px, y, bin - 1, h);
      marks.push({
        x: px,
        width: bin - 1,
        lane: row,
        denied: b.denied,
        code: t.code,
        label: () => {
          const what = [...b.names].sort((p, q) => q[1] - p[1]).slice(0, 4).map(([n, c]) => `${n}${c > 1 ? ` ×${c}` : ""}`);
          return `${utc(iso(b.first))}${b.last > b.first ? ` – ${utc(iso(b.last)).slice(11)}` : ""} · ${count(b.calls, "call")}${b.denied ? " denied or failed" : ""} · ${t.name}${what.length ? ` · ${what.join(", ")}` : ""}`;
        },
      });
    }
    letters(ctx, marks.filter((m) => m.lane === row && !m.denied), top, colour("--ink"));
  });
  firsts(ctx, lanes, x, width, colour("--accent"));
  return marks;
}

/** Two letters over each run of marks of one tactic, where there is room. */
function letters(ctx: CanvasRenderingContext2D, marks: Mark[], top: number, ink: string): void {
  ctx.font = "600 9px ui-monospace, monospace";
  ctx.fillStyle = ink;
  let free = -Infinity;
  let last = "";
  for (const mark of [...marks].sort((a, b) => a.x - b.x)) {
    if (mark.code === "··" || mark.x < free || (mark.code === last && mark.x < free + 24)) continue;
    ctx.fillText(mark.code, mark.x, top + 30);
    free = mark.x + 14;
    last = mark.code;
  }
}

const loud = ["Impact", "Exfiltration", "Defense Evasion", "Persistence", "Privilege Escalation", "Credential Access", "Lateral Movement", "Initial Access", "Execution", "Collection", "Discovery"];
function weight(drawn: Activity, place: number): number {
  const name = drawn.tactics[place] ?? "";
  const at = loud.indexOf(name);
  return place < 0 ? -1 : at < 0 ? 0 : loud.length - at;
}

function ticks(ctx: CanvasRenderingContext2D, from: number, to: number, width: number, height: number, x: (at: number) => number, line: string, ink: string): void {
  const steps = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000];
  const step = steps.find((s) => ((to - from) / s) * 84 <= width) ?? 2_592_000;
  ctx.font = "11px system-ui, sans-serif";
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const px = x(at);
    ctx.fillStyle = line;
    ctx.fillRect(px, axis - 6, 1, height);
    ctx.fillStyle = ink;
    const text = utc(iso(at));
    const label = step >= 86_400 || at % 86_400 === 0 ? text.slice(5, 10) : step >= 60 ? text.slice(11, 16) : text.slice(11);
    if (px + 30 < width) ctx.fillText(label, px + 3, 12);
  }
}

function firsts(ctx: CanvasRenderingContext2D, lanes: LaneOf[], x: (at: number) => number, width: number, colour: string): void {
  ctx.fillStyle = colour;
  const rows = new Map(lanes.map((l, i) => [l.name, i]));
  for (const run of page.value!.investigation.timeline.runs) {
    if (!run.firstSeen.length) continue;
    const name =
      lane.value === "identity" ? run.identity : lane.value === "address" ? run.addresses[0] : run.eventsource?.replace(".amazonaws.com", "");
    const row = rows.get(name ?? "");
    const px = x(seconds(run.first)!);
    if (row === undefined || px < 0 || px > width) continue;
    const top = axis + row * laneHeight;
    ctx.beginPath();
    ctx.moveTo(px, top + 1);
    ctx.lineTo(px + 6, top + 1);
    ctx.lineTo(px + 3, top + 5);
    ctx.fill();
  }
}

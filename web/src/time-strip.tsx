import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import uPlot from "uplot";
import { bounds, strip } from "./activity";
import { coverage, filtered, go, page, place } from "./state";
import { count, iso, seconds, span, utc, visible } from "./text";
import { Time } from "./ui";

const width = signal(innerWidth);
addEventListener("resize", () => (width.value = innerWidth));

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The calls of the chain (everybody's while nothing is answered) over the whole window, denied ones apart, gaps in the evidence hatched: drag over it and everything else follows. */
export function TimeStrip() {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const whole = strip.value;
  const [start, end] = bounds.value;
  const data = useMemo(() => bins(start, end, Math.max(60, Math.min(400, Math.floor(width.value / 5)))), [whole, start, end, width.value]);
  const { from, to } = place.value;
  const select = (u: uPlot) => {
    const [left, right] = [from === null ? null : u.valToPos(from, "x"), to === null ? null : u.valToPos(to, "x")];
    u.setSelect(
      left === null && right === null
        ? { left: 0, top: 0, width: 0, height: 0 }
        : { left: left ?? 0, top: 0, width: Math.max(2, (right ?? u.bbox.width / devicePixelRatio) - (left ?? 0)), height: u.bbox.height / devicePixelRatio },
      false,
    );
  };
  useEffect(() => {
    if (!box.current || end <= start) return;
    const options: uPlot.Options = {
      width: box.current.clientWidth,
      height: 62,
      padding: [4, 0, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false }, y: false },
      select: { show: true, left: 0, top: 0, width: 0, height: 0 },
      scales: { x: { time: true, range: [start, end] }, y: { range: (_, __, most) => [0, Math.max(1, most)] } },
      tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "UTC"),
      axes: [
        {
          size: 18,
          font: "11px system-ui, sans-serif",
          stroke: colour("--ink-2"),
          grid: { stroke: colour("--line"), width: 1 },
          ticks: { show: false },
          gap: 2,
          space: 70,
          values: (_, at) => at.map((t, i) => label(t, at[i - 1])),
        },
        { show: false },
      ],
      series: [
        {},
        { fill: colour("--bar"), stroke: colour("--bar"), width: 0, paths: uPlot.paths.bars!({ size: [0.9, 40], align: 1 }), points: { show: false } },
        { fill: colour("--denied"), stroke: colour("--denied"), width: 0, paths: uPlot.paths.bars!({ size: [0.9, 40], align: 1 }), points: { show: false } },
      ],
      hooks: {
        ready: [select],
        drawClear: [(u) => gaps(u)],
        setSelect: [
          (u) => {
            if (u.select.width > 3) {
              go({ from: Math.floor(u.posToVal(u.select.left, "x")), to: Math.ceil(u.posToVal(u.select.left + u.select.width, "x")) });
            }
          },
        ],
      },
    };
    plot.current = new uPlot(options, data as uPlot.AlignedData, box.current);
    return () => plot.current?.destroy();
  }, [data, start, end]);
  useEffect(() => {
    if (plot.current?.status === 1) select(plot.current);
  }, [from, to, data]);
  if (!whole || end <= start) return null;
  const whose = page.value ? "the chain" : "everybody";
  const shift = (by: number, zoom: number) => {
    const [a, b] = [from ?? start, to ?? end];
    const middle = (a + b) / 2 + by * (b - a);
    const half = Math.max(1, ((b - a) / 2) * zoom);
    const next = [Math.max(start, middle - half), Math.min(end, middle + half)] as const;
    go({ from: next[0] <= start ? null : Math.floor(next[0]), to: next[1] >= end ? null : Math.ceil(next[1]) }, true);
  };
  return (
    <div class="strip">
      <div
        class="strip-plot"
        ref={box}
        tabIndex={0}
        role="group"
        aria-label={`Calls of ${whose} from ${iso(start)} to ${iso(end)}. Arrows move the span, plus and minus change it, 0 shows everything.`}
        onKeyDown={(e) => {
          if (e.key === "ArrowLeft") shift(-0.25, 1);
          else if (e.key === "ArrowRight") shift(0.25, 1);
          else if (e.key === "+" || e.key === "=") shift(0, 0.5);
          else if (e.key === "-") shift(0, 2);
          else if (e.key === "0") go({ from: null, to: null });
          else return;
          e.preventDefault();
          e.stopPropagation();
        }}
        onDblClick={() => go({ from: null, to: null })}
      />
      <div class="strip-legend">
        <span>
          <i class="swatch all" /> calls
        </span>
        <span>
          <i class="swatch denied" /> denied
        </span>
        <span>
          <i class="swatch gap" /> not recorded
        </span>
        <span class="grow">{count(whole.events, "call")} by {whose} · UTC · drag to brush</span>
        {filtered.value && <Filters />}
      </div>
    </div>
  );
}

function Filters() {
  const { from, to, only } = place.value;
  return (
    <span class="filters" role="status">
      {(from !== null || to !== null) && (
        <span class="chip">
          {from === null ? "start" : <Time at={iso(from)} />} – {to === null ? "end" : <Time at={iso(to)} />}
          {from !== null && to !== null && ` (${span(from, to)})`}
          <button type="button" aria-label="Show all of the time" onClick={() => go({ from: null, to: null })}>
            ×
          </button>
        </span>
      )}
      {only.map((text) => (
        <span class="chip" key={text}>
          <span class="mono cut">{visible(text)}</span>
          <button type="button" aria-label={`No longer only ${visible(text)}`} onClick={() => go({ only: only.filter((o) => o !== text) })}>
            ×
          </button>
        </span>
      ))}
    </span>
  );
}

/** The hour, and where a day begins the day. */
function label(at: number, before: number | undefined): string {
  const text = utc(iso(at));
  const day = before === undefined || text.slice(0, 10) !== utc(iso(before)).slice(0, 10);
  return day ? `${text.slice(5, 10)} ${text.slice(11, 16)}` : text.slice(11, text.endsWith(":00") ? 16 : 19);
}

function bins(start: number, end: number, most: number): [number[], number[], (number | null)[]] {
  const step = Math.max(1, Math.ceil((end - start + 1) / most), strip.value?.step ?? 1);
  const n = Math.ceil((end - start + 1) / step);
  const times = Array.from({ length: n }, (_, i) => start + i * step);
  const all = new Array<number>(n).fill(0);
  const denied = new Array<number>(n).fill(0);
  for (const cell of strip.value?.cells ?? []) {
    const i = Math.min(n - 1, Math.max(0, Math.floor((cell[0] - start) / step)));
    all[i]! += cell[7];
    if (cell[6] === 1) denied[i]! += cell[7];
  }
  // A single call in a busy day must not vanish: heights are square roots.
  return [times, all.map(Math.sqrt), denied.map((d) => (d === 0 ? null : Math.sqrt(d)))];
}

function gaps(u: uPlot): void {
  const ctx = u.ctx;
  ctx.save();
  ctx.fillStyle = hatch(ctx);
  for (const gap of coverage.value?.gaps ?? []) {
    if (!gap.missing?.length || (!gap.from && !gap.to)) continue;
    const a = u.valToPos(Math.max(seconds(gap.from) ?? -Infinity, u.scales["x"]!.min!), "x", true);
    const b = u.valToPos(Math.min(seconds(gap.to) ?? Infinity, u.scales["x"]!.max!), "x", true);
    if (b > a) ctx.fillRect(a, u.bbox.top, b - a, u.bbox.height);
  }
  ctx.restore();
}

export function hatch(ctx: CanvasRenderingContext2D): CanvasPattern | string {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const t = tile.getContext("2d");
  if (!t) return "transparent";
  t.strokeStyle = colour("--gap");
  t.lineWidth = 1.4;
  t.beginPath();
  for (const d of [-8, 0, 8]) {
    t.moveTo(d, 8);
    t.lineTo(d + 8, 0);
  }
  t.stroke();
  return ctx.createPattern(tile, "repeat") ?? "transparent";
}

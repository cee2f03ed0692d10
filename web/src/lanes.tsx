import { useEffect, useRef } from "preact/hooks";
import type { Activity } from "./data";
import type { LaneOf } from "./lane-model";
import { axis, laneHeight, paint, type Mark } from "./lane-paint";
import { go, place } from "./state";
import { count, iso, short, utc, visible } from "./text";

type Shown = { lanes: LaneOf[]; from: number; to: number; drawn: Activity };

/** The lanes, if there are any. */
export function Lanes(shown: Shown) {
  return shown.lanes.length > 0 ? (
    <Drawn {...shown} />
  ) : (
    <p class="note">No call of these in this span. That is what the evidence shows, not that nothing happened.</p>
  );
}

/** The lanes, drawn: drag over them to look nearer. */
function Drawn({ lanes, from, to, drawn }: Shown) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const marks = useRef<Mark[]>([]);
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const draw = () => {
      if (canvas.current) marks.current = paint(canvas.current, lanes, from, to, drawn);
    };
    draw();
    let width = box.current!.clientWidth;
    const watch = new ResizeObserver(([seen]) => {
      // It tells the width that was drawn for, too.
      if (width !== (width = seen!.contentRect.width)) draw();
    });
    watch.observe(box.current!);
    const look = matchMedia("(prefers-color-scheme: dark)");
    look.addEventListener("change", draw);
    const themed = new MutationObserver(draw);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => {
      watch.disconnect();
      themed.disconnect();
      look.removeEventListener("change", draw);
    };
  }, [lanes, from, to, drawn]);
  const at = (e: { offsetX: number; offsetY: number }): Mark | undefined => {
    const row = Math.floor((e.offsetY - axis) / laneHeight);
    return marks.current.findLast((m) => m.lane === row && e.offsetX >= m.x - 1 && e.offsetX <= m.x + m.width + 1);
  };
  const drag = useRef<number | null>(null);
  const timeAt = (x: number) => from + (x / canvas.current!.clientWidth) * (to - from);
  return (
    <div class="lanes">
      <ol class="lane-names" aria-label="Lanes" style={{ paddingTop: `${axis}px` }}>
        {lanes.map((l) => (
          <li key={l.name} style={{ height: `${laneHeight}px` }}>
            <button type="button" title={visible(l.name)} onClick={() => go({ only: place.value.only.includes(l.name) ? [] : [l.name] })}>
              {visible(short(l.name))}
            </button>
            <span class="num">
              {l.calls.toLocaleString("en")}
              {l.denied > 0 && <b class="denied-count"> {l.denied.toLocaleString("en")}✕</b>}
            </span>
          </li>
        ))}
      </ol>
      <div class="lane-plot" ref={box}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${count(lanes.length, "lane")} from ${iso(from)} to ${iso(to)}. The runs below hold the same calls as a table.`}
          style={{ height: `${axis + lanes.length * laneHeight}px` }}
          onPointerDown={(e) => {
            drag.current = e.offsetX;
            e.currentTarget.setPointerCapture(e.pointerId);
          }}
          onPointerUp={(e) => {
            const began = drag.current;
            drag.current = null;
            if (began !== null && Math.abs(e.offsetX - began) > 5) {
              const [x, y] = [timeAt(Math.min(began, e.offsetX)), timeAt(Math.max(began, e.offsetX))];
              go({ from: Math.floor(x), to: Math.max(Math.ceil(y), Math.floor(x) + 1) });
            }
          }}
          onPointerMove={(e) => {
            const mark = at(e);
            const box = tip.current!;
            box.hidden = !mark && drag.current === null;
            if (!box.hidden) {
              box.textContent =
                drag.current === null
                  ? visible(mark!.label())
                  : `${utc(iso(timeAt(Math.min(drag.current, e.offsetX))))} – ${utc(iso(timeAt(Math.max(drag.current, e.offsetX))))}`;
              box.style.left = `${Math.min(e.offsetX + 12, canvas.current!.clientWidth - 280)}px`;
              box.style.top = `${e.offsetY + 14}px`;
            }
          }}
          onPointerLeave={() => (tip.current!.hidden = true)}
          onDblClick={() => go({ from: null, to: null })}
        />
        <div class="tip" ref={tip} hidden />
      </div>
    </div>
  );
}
